/// What a visit of a page showed besides its outcomes: how it was answered, where it leads, what a portal's health is
/// judged by.
public struct VisitFacts: Sendable, Equatable {
    /// From the first byte sent to the last one received, in milliseconds.
    public var milliseconds: Int
    /// Body bytes as they came over the wire.
    public var wireBytes: Int
    /// The answer's ETag, by which the server knows the version again.
    public var entityTag: String?
    /// The answer's Last-Modified, as it was sent.
    public var lastModified: String?
    /// Whether the page was as the run before had found it, so that its outcomes stand.
    public var isUnchanged: Bool
    /// The style sheets the page asked for.
    public var sheets: Sheets?
    /// Where it leads, as ``PackedAddresses``.
    public var links: [UInt8]
    public var content: PageFacts?

    /// Style sheets and what was in them.
    public struct Sheets: Sendable, Equatable {
        public var addresses: [String]
        /// Over the content of each, in order; a sheet that could not be had counts as such.
        public var digest: [UInt8]

        public init(addresses: [String], digest: [UInt8]) {
            self.addresses = addresses
            self.digest = digest
        }
    }

    public init(milliseconds: Int, wireBytes: Int) {
        self.milliseconds = milliseconds
        self.wireBytes = wireBytes
        isUnchanged = false
        links = []
    }
}

/// What the content of a page says about the care that is taken of a portal.
public struct PageFacts: Sendable, Equatable, Codable {
    /// The meta tags of government portals that are there and not empty (`SiteName`, `PubDate`, …).
    public var tags: [String]?
    /// The column of the site it belongs to, as its ColumnName tag says.
    public var column: String?
    /// The day in the PubDate tag, `2026-05-01`.
    public var published: String?
    /// The newest day a reader sees on the page that is not in the future, `2026-05-01`.
    public var newest: String?
    /// Of a list: how many entries it has.
    public var entries: Int?
    /// The link to an accessible or elder version, by what it says.
    public var assistEntry: String?
    /// Whether that link can be reached by keyboard.
    public var assistEntryIsReachable: Bool?
    /// The link to a statement on accessibility, by what it says.
    public var statement: String?
    /// Links to files offered for downloading, by the names of the files.
    public var files: [FileLink]?
    /// Of a file offered for downloading: what its bytes are (`pdf`, `docx`, …).
    public var fileKind: String?
    /// Whether these bytes are what its name, or else its declared type, says.
    public var fileMatchesName: Bool?

    public init() {}

    /// A link to a file and what it says.
    public struct FileLink: Sendable, Equatable, Codable {
        public var address: String
        public var label: String

        public init(address: String, label: String) {
            self.address = address
            self.label = label
        }
    }
}

/// What an earlier run knew of a page, by which a later one need not transfer or check it again.
public struct EarlierPage: Sendable, Equatable {
    /// Whose outcomes stand while the page is unchanged.
    public var run: RunID
    var snapshot: Int64
    public var status: PageRecord.Status
    public var reason: String?
    public var detail: String?
    public var httpStatus: Int?
    public var contentType: String?
    /// The first bytes of the body's SHA-256.
    public var contentHash: [UInt8]
    public var bytes: Int
    public var facts: VisitFacts
}
