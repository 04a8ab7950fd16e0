/// What a sitemap, sitemap index or feed lists.
///
/// Read are the sitemap protocol (sitemaps.org, 0.9) whatever namespace it is in, plain text, RSS and Atom, each
/// also compressed with gzip. What is malformed ends the reading; what stands before it counts.
public struct Sitemap: Sendable, Equatable {
    /// What is beyond is not read: the protocol allows 50 MB.
    public static let maximumBytes = 50 << 20
    /// The protocol allows 50,000; more are not kept.
    public static let maximumEntries = 50_000
    /// Where a document that is one shows its first tag.
    static let sniffBytes = 1_024
    /// Elements within elements.
    static let maximumDepth = 64
    /// Longer addresses are left out; the protocol allows 2,048 characters.
    static let maximumAddressBytes = 8_192

    public enum Kind: String, Sendable {
        /// Pages.
        case urlset
        /// Further sitemaps.
        case index
        case text, rss, atom
        /// None of these; there are no entries.
        case other
    }

    public struct Entry: Sendable, Equatable {
        public let url: WebURL
        /// As it is written, normally a W3C date.
        public let lastModified: String?
        /// The same page in other languages.
        public let alternates: [WebURL]
    }

    public private(set) var kind = Kind.other
    public private(set) var entries: [Entry] = []
    /// Entries whose address is none, or too long.
    public private(set) var badAddresses = 0
    /// Whether the document broke off, was malformed or exceeded a bound.
    public private(set) var isIncomplete = false

    /// Reads a sitemap's body; linear, and within a bounded amount of memory beside the entries.
    ///
    /// The address is that of the sitemap itself, for addresses that are relative.
    public init(_ bytes: [UInt8], address: WebURL) {
        let reader = SitemapReader(address: address)
        var isWhole = bytes.count <= Sitemap.maximumBytes
        if bytes.starts(with: [0x1F, 0x8B]) {
            let end = StreamInflater.inflate(bytes[...], maximumBytes: Sitemap.maximumBytes) { reader.read($0) }
            isWhole = end == .complete
        } else {
            let isFull = bytes.prefix(Sitemap.maximumBytes).withUnsafeBufferPointer { !reader.read($0) }
            isWhole = isWhole && !isFull
        }
        self = reader.finish(isWhole: isWhole)
    }

    init(kind: Kind, entries: [Entry], badAddresses: Int, isIncomplete: Bool) {
        self.kind = kind
        self.entries = entries
        self.badAddresses = badAddresses
        self.isIncomplete = isIncomplete
    }
}
