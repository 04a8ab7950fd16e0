/// Fetches addresses politely and follows redirects hop by hop.
public struct Fetcher: Sendable {
    public let client: CurlClient
    public let politeness: Politeness
    public let options: FetchOptions

    public init(client: CurlClient, politeness: Politeness, options: FetchOptions = FetchOptions()) {
        self.client = client
        self.politeness = politeness
        self.options = options
    }

    /// Fetches an address and where it redirects to.
    ///
    /// `conditions` go with the first hop only, since they speak of one address; `limits` bound each hop; `holdsPlace` says whether the caller has reserved a place for the first one; `judge` says
    /// why a redirect's target must not be fetched (scope, robots.txt), nil letting it pass.
    public func fetch(
        _ url: WebURL,
        headers: [HeaderField] = [],
        conditions: [HeaderField] = [],
        limits: FetchLimits? = nil,
        wanted: FetchRequest.Wanted = .everything,
        holdsPlace: Bool = false,
        judge: @Sendable (WebURL) async -> NotChecked? = { _ in nil }
    ) async -> FetchResult {
        var chain = RedirectChain(start: url)
        var current = url
        var holdsPlace = holdsPlace
        var conditions = conditions
        while true {
            let request = request(current, headers: headers + conditions, limits: limits, wanted: wanted)
            let response = await send(request, holdsPlace: holdsPlace)
            holdsPlace = false
            conditions = []
            switch chain.take(response) {
            case .end(let result): return result
            case .follow(let next, let redirect):
                if let refusal = await judge(next) { return chain.end(response, refusal, after: redirect) }
                chain.append(redirect)
                current = next
            }
        }
    }

    private func request(
        _ url: WebURL,
        headers: [HeaderField],
        limits: FetchLimits?,
        wanted: FetchRequest.Wanted
    ) -> FetchRequest {
        let host = url.host?.string ?? ""
        let access = options.access[host]
        return FetchRequest(
            url,
            headers: headers + (access?.headers(for: url) ?? []),
            limits: limits ?? options.limits,
            wanted: wanted,
            acceptsInvalidCertificate: options.insecureHosts.contains(host),
            credentials: access?.credentials,
            keepsWire: options.keepsWire || options.recorder != nil
        )
    }

    /// One request, in its turn.
    private func send(_ request: FetchRequest, holdsPlace: Bool) async -> FetchResponse {
        guard request.url.isHTTP else { return await client.send(request) }
        let lane = await politeness.lane(for: request.url)
        if !holdsPlace, let refusal = await politeness.reserve(lane) {
            var response = FetchResponse(url: request.url)
            response.failure = refusal
            return response
        }
        let response = await exchange(request)
        await politeness.finish(lane, Fetcher.ending(of: response))
        return response
    }

    /// One request over the network or from an archive, noted where notes are kept.
    private func exchange(_ request: FetchRequest) async -> FetchResponse {
        if let source = options.source { return await source.answer(request) }
        var response = await client.send(request)
        if let recorder = options.recorder {
            await recorder.record(response)
            response.wire = nil
        }
        return response
    }

    static func ending(of response: FetchResponse) -> Politeness.Ending {
        if let status = response.status, status == 429 || status == 503 {
            return .refused(retryAfter: RetryAfter.duration(in: response), isOverload: status == 429)
        }
        if response.status == nil, let failure = response.failure {
            if failure.reason == .interrupted || failure.reason == .notArchived { return .notSent }
            return response.isHostSilent ? .failed(failure) : .garbled(failure)
        }
        return .answered(time: response.timings.total, bytes: response.wireBytes)
    }
}

/// What fetching needs to know besides the address.
public struct FetchOptions: Sendable {
    public var limits = FetchLimits()
    /// Hosts whose certificates are not checked.
    public var insecureHosts: Set<String> = []
    /// What is sent to one host only.
    public var access: [String: Access] = [:]
    public var keepsWire = false
    /// Takes down every exchange, for an archive.
    public var recorder: (any ExchangeRecorder)?
    /// Answers in place of the network.
    public var source: (any ExchangeSource)?

    /// Credentials bound to a host; they never go to another one.
    public struct Access: Sendable {
        public var credentials: FetchRequest.Credentials?
        public var headers: [HeaderField]
        public var cookies: [Cookie] = []

        public init(credentials: FetchRequest.Credentials? = nil, headers: [HeaderField] = []) {
            self.credentials = credentials
            self.headers = headers
        }

        /// A cookie a person gave, and where on the host it belongs.
        public struct Cookie: Sendable, Equatable {
            /// `name=value`.
            public let pair: String
            /// `/` for all of the host.
            public let path: String
            /// Whether it goes over https only.
            public let isSecure: Bool

            /// Whether the cookie goes with a request (RFC 6265 §5.4).
            func applies(to url: WebURL) -> Bool {
                if isSecure, !url.scheme.equals("https"), !url.isLoopback { return false }
                let wanted = Array(path.utf8)
                guard url.path.starts(with: wanted) else { return false }
                return wanted.last == 0x2F || url.path.count == wanted.count
                    || url.path[url.path.startIndex + wanted.count] == 0x2F
            }
        }

        /// The lines that go with a request to the host.
        func headers(for url: WebURL) -> [HeaderField] {
            let pairs = cookies.filter { $0.applies(to: url) }.map(\.pair)
            return pairs.isEmpty ? headers : headers + [HeaderField("Cookie", pairs.joined(separator: "; "))]
        }
    }

    public init() {}
}
