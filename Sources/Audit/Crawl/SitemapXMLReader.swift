internal import CXML2

/// Feeds libxml2's push parser; no network, no entities of the document's own, no tree.
///
/// Namespaces are not looked at: sites write wrong ones. A `loc` counts where its parent is `url` or `sitemap`, so those
/// of images and videos do not.
final class SitemapXMLReader {
    /// More `=` signs between two `<` are refused: libxml2 2.9 compares each attribute of an element with all others.
    static let maximumAttributes = 1_000
    /// More alternates of one page are not kept.
    static let maximumAlternates = 256

    private let state: SitemapXMLState
    private let context: xmlParserCtxtPtr?
    private var attributes = 0
    private var mender = AmpersandMender()

    init(_ entries: SitemapEntries) {
        state = SitemapXMLState(entries)
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
            let element = SitemapElement(name)
            let list = SitemapAttributes(element.readsAttributes ? attributes : nil, count: Int(count))
            SitemapXMLState.from(context)?.start(element, list)
        }
        handler.endElementNs = { context, _, _, _ in SitemapXMLState.from(context)?.end() }
        handler.characters = { context, text, count in SitemapXMLState.from(context)?.append(text, count) }
        handler.cdataBlock = { context, text, count in SitemapXMLState.from(context)?.append(text, count) }
        handler.serror = { _, _ in }
        // libxml2 holds the address of the state, which lives as long as this reader and so as the context.
        let pointer = Unmanaged.passUnretained(state).toOpaque()
        context = xmlCreatePushParserCtxt(&handler, pointer, nil, 0, nil)
        guard let context else { return }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue
        _ = xmlCtxtUseOptions(context, Int32(options | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    }

    deinit {
        guard let context else { return }
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
    }

    func read(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let context, !state.hasStopped else { return false }
        for byte in piece {
            if byte == 0x3C { attributes = 0 } else if byte == 0x3D { attributes += 1 }
            if attributes > SitemapXMLReader.maximumAttributes {
                state.entries.isIncomplete = true
                return false
            }
        }
        if let mended = mender.mend(piece) {
            mended.withUnsafeBufferPointer { parse($0, context) }
        } else {
            parse(piece, context)
        }
        return !state.hasStopped
    }

    private func parse(_ piece: UnsafeBufferPointer<UInt8>, _ context: xmlParserCtxtPtr) {
        piece.withMemoryRebound(to: CChar.self) { text in
            withExtendedLifetime(state) { _ = xmlParseChunk(context, text.baseAddress, Int32(text.count), 0) }
        }
    }

    func finish() {
        guard let context else { return }
        mender.rest.withUnsafeBufferPointer { if !state.hasStopped, !$0.isEmpty { parse($0, context) } }
        if !state.hasStopped { withExtendedLifetime(state) { _ = xmlParseChunk(context, nil, 0, 1) } }
        if context.pointee.wellFormed == 0, state.entries.kind != .other { state.entries.isIncomplete = true }
    }
}

/// Where in the document the parser is, and the entry that is being read.
private final class SitemapXMLState {
    let entries: SitemapEntries
    private(set) var hasStopped = false
    private var open: [SitemapElement] = []
    private var location: [UInt8] = []
    /// An RSS `guid`, which is an address unless it says otherwise.
    private var identifier: [UInt8] = []
    private var isPermanentLink = true
    private var direct: [UInt8] = []
    private var date: [UInt8] = []
    private var alternates: [[UInt8]] = []

    init(_ entries: SitemapEntries) { self.entries = entries }

    static func from(_ context: UnsafeMutableRawPointer?) -> SitemapXMLState? {
        context.map { Unmanaged<SitemapXMLState>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop() {
        hasStopped = true
        open = []
    }

    // MARK: - Events

    func start(_ element: SitemapElement, _ attributes: SitemapAttributes) {
        guard !hasStopped else { return }
        guard open.count < Sitemap.maximumDepth, !entries.isFull else {
            entries.isIncomplete = true
            return stop()
        }
        let parent = open.last
        if parent == nil, !begin(root: element) { return stop() }
        open.append(element)
        switch (parent, element) {
        case (_, .url), (_, .sitemap), (_, .item), (_, .entry): reset()
        // Two addresses in one entry are two entries, not one long address.
        case (.url, .loc), (.sitemap, .loc): endAddress()
        case (.url, .link): addAlternate(attributes)
        case (.entry, .link): addFeedLink(attributes)
        case (.item, .guid):
            isPermanentLink = attributes.isPermaLink?.equalsIgnoringCase("false") != true
        default: break
        }
    }

    private func begin(root: SitemapElement) -> Bool {
        switch root {
        case .urlset: entries.kind = .urlset
        case .sitemapindex: entries.kind = .index
        case .rss, .rdf: entries.kind = .rss
        case .feed: entries.kind = .atom
        default: return false
        }
        return true
    }

    func end() {
        guard let element = open.popLast(), !hasStopped else { return }
        switch element {
        case .url, .sitemap:
            entries.append((location.isBlank ? direct : location)[...], lastModified: date[...], alternates: alternates)
        case .item:
            let isAddress = identifier.trimmed.prefix(4).equalsIgnoringCase("http")
            let address = location.isBlank && isAddress ? identifier : location
            entries.append(address[...], lastModified: date[...])
        case .entry:
            for link in alternates { entries.append(link[...], lastModified: date[...]) }
        default: return
        }
        reset()
    }

    func append(_ text: UnsafePointer<xmlChar>?, _ count: Int32) {
        guard let text, count > 0, let element = open.last else { return }
        let bytes = UnsafeBufferPointer(start: text, count: Int(count))
        switch (open.dropLast().last, element) {
        case (.url, .loc), (.sitemap, .loc), (.item, .link): SitemapXMLState.add(bytes, to: &location)
        case (.item, .guid) where isPermanentLink: SitemapXMLState.add(bytes, to: &identifier)
        case (_, .lastmod), (.item, .pubdate), (.item, .date), (.entry, .updated):
            SitemapXMLState.add(bytes, to: &date)
        case (_, .url), (_, .sitemap): SitemapXMLState.add(bytes, to: &direct)
        default: break
        }
    }

    // MARK: - Parts

    private static func add(_ text: UnsafeBufferPointer<UInt8>, to buffer: inout [UInt8]) {
        // One byte more than allowed shows that the address was longer.
        buffer += text.prefix(max(0, Sitemap.maximumAddressBytes + 1 - buffer.count))
    }

    private func endAddress() {
        guard !location.isBlank else { return }
        entries.append(location[...])
        location.removeAll(keepingCapacity: true)
    }

    private func reset() {
        location.removeAll(keepingCapacity: true)
        identifier.removeAll(keepingCapacity: true)
        direct.removeAll(keepingCapacity: true)
        date.removeAll(keepingCapacity: true)
        alternates.removeAll(keepingCapacity: true)
    }

    /// `xhtml:link`: the same page in another language.
    private func addAlternate(_ attributes: SitemapAttributes) {
        guard let href = attributes.href, attributes.rel?.equalsIgnoringCase("alternate") == true else { return }
        if alternates.count < SitemapXMLReader.maximumAlternates { alternates.append(decoded(href)) }
    }

    /// Atom's links without a relation are alternates (RFC 4287 §4.2.7.2).
    private func addFeedLink(_ attributes: SitemapAttributes) {
        guard let href = attributes.href, attributes.rel?.equalsIgnoringCase("alternate") ?? true else { return }
        if alternates.count < SitemapXMLReader.maximumAlternates { alternates.append(decoded(href)) }
    }

    /// Without a tree libxml2 leaves `&amp;` in attributes as `&#38;`.
    private func decoded(_ value: [UInt8]) -> [UInt8] {
        guard value.contains(0x26) else { return value }
        var output: [UInt8] = []
        var rest = value[...]
        while let byte = rest.popFirst() {
            output.append(byte)
            if byte == 0x26, rest.starts(with: Array("#38;".utf8)) { rest = rest.dropFirst(4) }
        }
        return output
    }
}

/// The elements that count, by local name in any case.
private enum SitemapElement {
    case urlset, sitemapindex, rss, rdf, feed
    case url, sitemap, item, entry
    case loc, lastmod, link, guid, pubdate, date, updated
    case other

    init(_ name: UnsafePointer<xmlChar>?) {
        guard let name else {
            self = .other
            return
        }
        // The longest name has 12 bytes; a longer one is none of them.
        let length = (0..<13).first { name[$0] == 0 } ?? 13
        let bytes = UnsafeBufferPointer(start: name, count: length)
        self = SitemapElement.names.first { bytes.equalsIgnoringCase($0.0) }?.1 ?? .other
    }

    private static let names: [(StaticString, SitemapElement)] = [
        ("loc", .loc), ("url", .url), ("lastmod", .lastmod), ("link", .link), ("sitemap", .sitemap), ("item", .item),
        ("entry", .entry), ("guid", .guid), ("pubdate", .pubdate), ("date", .date), ("updated", .updated),
        ("urlset", .urlset), ("sitemapindex", .sitemapindex), ("rss", .rss), ("rdf", .rdf), ("feed", .feed),
    ]

    var readsAttributes: Bool { self == .link || self == .guid }
}

/// The attributes that count.
private struct SitemapAttributes {
    private(set) var rel: [UInt8]?
    private(set) var href: [UInt8]?
    private(set) var isPermaLink: [UInt8]?

    /// Five pointers an attribute: name, prefix, namespace, start and end of the value.
    init(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        guard let list, count > 0 else { return }
        for index in 0..<count {
            guard let name = list[index * 5], let start = list[index * 5 + 3], let end = list[index * 5 + 4],
                end - start >= 0
            else { continue }
            let value = UnsafeBufferPointer(start: start, count: end - start)
            switch String(cString: name) {
            case "rel": rel = Array(value)
            case "href": href = Array(value)
            case "isPermaLink": isPermaLink = Array(value)
            default: break
            }
        }
    }
}
