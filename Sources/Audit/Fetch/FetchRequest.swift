/// One HTTP request: exactly one, redirects are answers.
public struct FetchRequest: Sendable {
    /// The address; fragment and credentials in it are not sent.
    public var url: WebURL
    /// Sent besides the usual ones, in this order.
    public var headers: [HeaderField]
    public var limits: FetchLimits
    public var wanted: Wanted
    /// Whether an invalid certificate is accepted.
    public var acceptsInvalidCertificate: Bool
    /// User name and password for basic authentication at this host.
    public var credentials: Credentials?
    /// Whether the request and response headers as sent and the body as received are kept (for archives).
    public var keepsWire: Bool

    /// Which bodies are read to the end.
    public enum Wanted: Sendable {
        case everything
        /// HTML, XML and text; of other types only the first ``FetchLimits/maximumSniffBytes``.
        case documents
    }

    public struct Credentials: Sendable {
        public let user: String
        public let password: String

        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    public init(
        _ url: WebURL,
        headers: [HeaderField] = [],
        limits: FetchLimits = FetchLimits(),
        wanted: Wanted = .everything,
        acceptsInvalidCertificate: Bool = false,
        credentials: Credentials? = nil,
        keepsWire: Bool = false
    ) {
        self.url = url
        self.headers = headers
        self.limits = limits
        self.wanted = wanted
        self.acceptsInvalidCertificate = acceptsInvalidCertificate
        self.credentials = credentials
        self.keepsWire = keepsWire
    }
}

/// The bounds of one request.
public struct FetchLimits: Sendable, Equatable {
    /// Name resolution, TCP and TLS.
    public var connectTimeout: Duration = .seconds(15)
    /// From the start of the request to the end of the response headers.
    public var headerTimeout: Duration = .seconds(30)
    public var totalTimeout: Duration = .seconds(60)
    /// Body bytes as they come over the wire.
    public var maximumWireBytes = 32 << 20
    /// Whether a Content-Length over the limit ends the request; if not, the beginning of the body is kept.
    public var refusesByDeclaredLength = true
    /// Body bytes after decompression.
    public var maximumBodyBytes = 64 << 20
    /// Browsers allow 256 KiB (Chromium).
    public var maximumHeaderBytes = 256 << 10
    public var maximumHeaderFields = 1_000
    /// What is read of a body whose type nobody asked for; the MIME Sniffing Standard's resource header is 1,445 bytes.
    public var maximumSniffBytes = 4 << 10

    public init() {}

    /// Bounds the whole answer, and its parts where they were allowed longer.
    mutating func take(timeout: Duration) {
        totalTimeout = timeout
        headerTimeout = min(headerTimeout, timeout)
        connectTimeout = min(connectTimeout, timeout)
    }
}

/// One header line, as it was sent.
public struct HeaderField: Sendable, Equatable {
    public let name: String
    /// Bytes, because nothing says which encoding they are in.
    public let value: [UInt8]

    public init(_ name: String, _ value: some Sequence<UInt8>) {
        self.name = name
        self.value = Array(value)
    }

    public init(_ name: String, _ value: String) { self.init(name, value.utf8) }
}

extension [HeaderField] {
    /// The values of all lines with this name (any case), in order.
    public func values(_ name: StaticString) -> [Bytes] {
        compactMap { $0.name.utf8.isEqualIgnoringCase(name) ? $0.value[...] : nil }
    }

    /// The value of the first line with this name (any case).
    public func first(_ name: StaticString) -> Bytes? {
        for field in self where field.name.utf8.isEqualIgnoringCase(name) { return field.value[...] }
        return nil
    }
}

extension String.UTF8View {
    fileprivate func isEqualIgnoringCase(_ other: StaticString) -> Bool {
        guard count == other.utf8CodeUnitCount else { return false }
        var wanted = other.utf8Start
        for byte in self {
            if byte.asciiLowercased != wanted.pointee.asciiLowercased { return false }
            wanted += 1
        }
        return true
    }
}
