/// What a run says about one page: how it was fetched, what the rules said, what they found.
public struct PageRecord: Sendable, Equatable {
    public enum Status: String, Sendable, Codable, CaseIterable {
        case checked, notChecked
    }

    /// The address as found, or the path relative to the folder checked.
    public var address: String
    /// Equal for addresses that name the same page (canonical form); the page's identity between runs.
    public var key: String
    public var status: Status
    /// Why the page was not checked, one of the contract's reasons; nil exactly where it was.
    public var reason: String?
    /// The particulars of the reason, for people.
    public var detail: String?
    public var fetch: Fetch
    /// Links from the start page; 0 for the start page itself.
    public var depth: Int
    /// The key of the page that linked here first.
    public var from: String?
    public var title: String
    /// The language the page declares, as written; nil where it declares none.
    public var language: String?
    public var elements: Int
    /// What sort of page it is (`home`, `list`, `article`, `search`), where known.
    public var pageKind: String?
    /// A similarity hash of the page's structure; pages of one template have nearly equal ones.
    public var structure: UInt64
    /// In the order of the run's requirements; empty for a page that was not checked.
    public var assertions: [Assertion]
    public var findings: [Finding]
    /// The source as it was fetched, where it is to be kept as evidence; listings of pages come without it.
    public var source: [UInt8]?
    /// What the rules of the site compare; nil where none of them runs.
    public var trace: SiteTrace?
    /// The frames of the page that are rendered, in document order; not kept in a store.
    public var frames: [Frame] = []
    /// What the visit showed besides; nil where the page was not asked for.
    public var facts: VisitFacts?
    /// The earlier page whose outcomes stand, where it has not changed since; ``findings`` are then not looked at.
    var standing: EarlierPage?

    /// What the transport said.
    public struct Fetch: Sendable, Equatable {
        public var at: Timestamp
        public var httpStatus: Int?
        /// Where the last redirect led; nil where there was none.
        public var finalAddress: String?
        public var redirects: Int
        public var contentType: String?
        public var charset: String?
        public var bytes: Int
        /// SHA-256 of the body, or its first bytes; empty where there was none.
        public var contentHash: [UInt8]

        public init(
            at: Timestamp,
            httpStatus: Int? = nil,
            finalAddress: String? = nil,
            redirects: Int = 0,
            contentType: String? = nil,
            charset: String? = nil,
            bytes: Int = 0,
            contentHash: [UInt8] = []
        ) {
            self.at = at
            self.httpStatus = httpStatus
            self.finalAddress = finalAddress
            self.redirects = redirects
            self.contentType = contentType
            self.charset = charset
            self.bytes = bytes
            self.contentHash = contentHash
        }
    }

    /// A page that was checked.
    public init(
        address: String,
        key: String? = nil,
        fetch: Fetch,
        depth: Int = 0,
        from: String? = nil,
        title: String = "",
        language: String? = nil,
        elements: Int = 0,
        pageKind: String? = nil,
        structure: UInt64 = 0,
        assertions: [Assertion],
        findings: [Finding]
    ) {
        self.address = address
        self.key = key ?? address
        self.status = .checked
        self.fetch = fetch
        self.depth = depth
        self.from = from
        self.title = title
        self.language = language
        self.elements = elements
        self.pageKind = pageKind
        self.structure = structure
        self.assertions = assertions
        self.findings = findings
    }

    /// A page that was not checked.
    public init(
        notChecked address: String,
        key: String? = nil,
        reason: String,
        detail: String? = nil,
        fetch: Fetch,
        depth: Int = 0,
        from: String? = nil
    ) {
        self.init(address: address, key: key, fetch: fetch, depth: depth, from: from, assertions: [], findings: [])
        self.status = .notChecked
        self.reason = reason
        self.detail = detail
    }
}

extension PageRecord {
    /// A frame of a page and whether what it shows was looked into.
    public struct Frame: Sendable, Equatable {
        public enum Examined: String, Sendable, CaseIterable {
            /// With the page that holds it; its findings stand in the frame.
            case here
            /// As a page of its own in the same run.
            case asPage
            /// Not at all: nothing is known of what it shows.
            case no
        }

        public var xpath: String
        /// As written; nil where the frame has none.
        public var address: String?
        public var examined: Examined
    }
}

extension PageRecord.Fetch {
    /// The answer of an earlier run that still stands.
    public init(at moment: Timestamp, standing earlier: EarlierPage) {
        self.init(
            at: moment,
            httpStatus: earlier.httpStatus,
            contentType: earlier.contentType,
            bytes: earlier.bytes,
            contentHash: earlier.contentHash
        )
    }
}
