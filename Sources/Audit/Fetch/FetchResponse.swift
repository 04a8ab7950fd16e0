/// What came back for one request.
public struct FetchResponse: Sendable {
    public var url: WebURL
    /// nil where no status line came.
    public var status: Int?
    /// `1.0`, `1.1`, `2`.
    public var httpVersion: String?
    /// In the order and with the spelling they came in.
    public var headers: [HeaderField] = []
    /// Decompressed; what there is of it where ``failure`` is set.
    public var body: [UInt8] = []
    /// Body bytes as they came over the wire.
    public var wireBytes = 0
    /// Set where the answer cannot be used as it is.
    public var failure: NotChecked?
    /// Whether nothing at all came from the host, rather than something that cannot be used.
    public var isHostSilent = false
    /// Oddities that did not make the answer useless.
    public var anomalies: [Anomaly] = []
    /// Whether reading was stopped because the type was not one that is wanted; ``body`` then is its beginning.
    public var isBeginningOnly = false
    public var timings = Timings()
    public var remoteAddress: String?
    /// The bytes for an archive, where they were asked for.
    public var wire: Wire?

    public enum Anomaly: String, Sendable, Equatable {
        /// More bytes came than Content-Length said; as browsers do, they were dropped.
        case bodyLongerThanDeclared
    }

    public struct Timings: Sendable, Equatable {
        public var nameLookup: Duration = .zero
        public var connected: Duration = .zero
        public var firstByte: Duration = .zero
        public var total: Duration = .zero
    }

    public struct Wire: Sendable {
        /// The request line and headers as sent.
        public var requestHead: [UInt8] = []
        /// The status line and headers as received, with the empty line.
        public var responseHead: [UInt8] = []
        /// As received, compressed; without transfer coding.
        public var body: [UInt8] = []
    }

    public init(url: WebURL) { self.url = url }

    public var contentType: ContentType? { headers.first("content-type").flatMap { ContentType($0) } }
}

extension FetchResponse {
    /// Whether the status says where else to look and the answer names a place (Fetch Standard, "redirect status").
    public var redirectTarget: Bytes? {
        guard let status, [301, 302, 303, 307, 308].contains(status) else { return nil }
        return headers.first("location").map(\.trimmed)
    }
}
