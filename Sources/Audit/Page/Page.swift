/// One page as rules see it: the parsed document, the styles and what assistive technology makes of both.
///
/// A page does not know where it came from (a crawl, a file, an archive) nor who computed its styles. A class, since rules
/// hand it on all the time and it has some twenty columns.
public final class Page: Sendable {
    public let document: Document
    /// The computed styles, or nil where none were computed; rules that need `style` then are untested.
    public let styles: ComputedStyles?
    let semantics: Semantics
    /// What the transport said about the page.
    public let transport: Transport
    /// What frames of the page show, by their elements, where somebody looked.
    let frames: [NodeID: Page]
    let shared = SharedReadings()

    /// What several rules ask of a page, found out when the first of them does.
    final class SharedReadings: Sendable {
        let attributes = Once<ElementIndex>()
        let roles = Once<ElementIndex>()
        let landmarks = Once<[Landmark]>()
        let paintedTexts = Once<[NodeID]>()
        let backdrops = Once<Backdrops?>()
    }

    /// Facts about a page that are not in its markup.
    public struct Transport: Sendable, Equatable {
        /// The page's absolute address, or its path relative to the folder checked.
        public var address: String
        /// The character encoding that was used (WHATWG name in lower case), or nil where unknown.
        public var encoding: String?
        /// The encoding the HTTP header declared, the one the page declared, as written.
        public var headerEncoding: String?
        public var metaEncoding: String?
        /// How many bytes could not be decoded.
        public var undecodable: Int

        public init(
            address: String,
            encoding: String? = nil,
            headerEncoding: String? = nil,
            metaEncoding: String? = nil,
            undecodable: Int = 0
        ) {
            self.address = address
            self.encoding = encoding
            self.headerEncoding = headerEncoding
            self.metaEncoding = metaEncoding
            self.undecodable = undecodable
        }
    }

    public init(
        document: Document,
        styles: ComputedStyles?,
        transport: Transport,
        frames: [NodeID: Page] = [:]
    ) {
        self.frames = frames
        self.document = document
        self.styles = styles
        self.transport = transport
        semantics = Semantics(of: document, styles: styles)
    }
}

// MARK: - What rules call most

extension Page {
    public func elements(_ name: Name) -> ArraySlice<NodeID> { document.elements(name) }
    public func attribute(_ name: Name, of node: NodeID) -> Bytes? { document.attribute(name, of: node) }
    public func hasAttribute(_ name: Name, _ node: NodeID) -> Bool { document.hasAttribute(name, node) }
}
