import Synchronization

/// The HTTP client: libcurl's multi interface on one thread of its own.
///
/// Connections are kept and shared by all requests of one client, and so are cookies, which live as long as the client
/// and are sent back as RFC 6265 says, never across registrable domains. Redirects are answers, not followed. Only
/// http and https are spoken; `.netrc` is not read; proxies come from the environment (`http_proxy`, `https_proxy`,
/// `no_proxy`) except for loopback addresses, which are always reached directly.
public final class CurlClient: Sendable {
    public struct Configuration: Sendable {
        public var userAgent: String
        /// Connections open at a time, over all hosts.
        public var maximumConnections = 64
        /// The proxy for all but loopback addresses; that of the environment where nil.
        public var proxy: String?
        /// Whether hosts are reached over IPv6 only.
        public var onlyIPv6 = false
        /// Sent with every request unless the request has a line of the same name.
        public var acceptLanguage = "zh-CN,zh;q=0.9,en;q=0.5"

        /// - Parameter contact: An address or web page where a site's owner reaches whoever runs the scan.
        public init(contact: String? = nil) {
            userAgent = "Audit/\(AuditVersion.current) (accessibility audit"
            userAgent += contact.map { "; +\($0.filter { $0.isASCII && !$0.isNewline })" } ?? ""
            userAgent += ")"
        }
    }

    private let loop: CurlLoop

    public init(_ configuration: Configuration = Configuration()) {
        loop = CurlLoop(configuration)
        loop.startThread()
    }

    deinit { loop.stop() }

    /// Sends one request and waits for its answer; every failure is a value in the answer.
    ///
    /// A cancelled task gets `interrupted` at once.
    public func send(_ request: FetchRequest) async -> FetchResponse {
        guard request.url.isHTTP else {
            var response = FetchResponse(url: request.url)
            let scheme = request.url.scheme.string.quotedForMessage
            response.failure = NotChecked(.unsupportedScheme, zh: "协议 \(scheme)", en: "scheme \(scheme)")
            return response
        }
        let transfer = CurlTransfer(request)
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.continuation = continuation
                loop.start(transfer)
            }
        } onCancel: {
            transfer.isCancelled.store(true, ordering: .releasing)
            loop.wake()
        }
        return transfer.answer()
    }
}
