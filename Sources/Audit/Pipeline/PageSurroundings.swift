/// What is known around a page while it is checked: where its references lead, and what its frames show.
struct PageSurroundings {
    /// Whether the page is the home page of its site.
    var isHome = false
    /// Whether other pages are checked in the same run, so that the rules of the site can compare them.
    var isInSite = false
    /// The address or path that a reference on the page names; nil for scripts, and for what lies outside of a folder.
    var resolve: (Bytes) -> String? = { _ in nil }
    /// Whether an address is checked as a page of its own in the same run.
    var isPage: (String) -> Bool = { _ in false }
    /// Documents that frames show and that nothing else checks.
    var framed = FramedPages()

    static var none: PageSurroundings { PageSurroundings() }

    /// A page on the network.
    ///
    /// - Parameters:
    ///   - document: Its `base` counts.
    ///   - url: Where the page was found.
    init(of document: Document, at url: WebURL) {
        let base = LinkDiscovery.baseURL(of: document, at: url)
        isHome = PageKindReader(document, title: "", url: url).kind == .home
        resolve = { reference in
            guard reference.first != 0x23, let found = base.resolve(reference), found.isHTTP else { return nil }
            return found.withoutFragment.description
        }
        isPage = { WebURL($0)?.hasSameOrigin(as: url) ?? false }
    }

    /// A page of a folder.
    init(of page: String, in folder: SiteFolder) {
        let stem = page.split(separator: ".").first.map { $0.lowercased() } ?? ""
        isHome = !page.contains("/") && ["index", "default", "home"].contains(stem)
        resolve = { reference in
            guard reference.first != 0x23, !reference.hasASCIIPrefix("javascript:") else { return nil }
            return folder.path(of: reference.string, on: page) ?? reference.string
        }
        isPage = { folder.holds($0) }
    }

    private init() {}
}

extension WebURL {
    func hasSameOrigin(as other: WebURL) -> Bool { origin == other.origin }
}

/// Documents of the same site that frames of a page show by address, parsed, with their styles.
///
/// Where a folder or a site is checked these are pages of their own, and found as such; only a page that is checked alone
/// has its frames looked into in place.
struct FramedPages: Sendable {
    /// Documents of one page that are loaded.
    static let maximumFrames = 20
    /// Bytes of one of them.
    static let maximumBytes = 4 << 20

    struct Content: Sendable {
        let parsed: PageAudit.Parsed
        let styles: ComputedStyles
    }

    private(set) var pages: [String: Content] = [:]
    /// What each reference that was followed names, by the address of its page and then as written.
    private var addresses: [String: [Bytes: String]] = [:]

    /// The document that a frame's reference names; nil where it was not loaded.
    func page(_ reference: Bytes, on address: String) -> Page? {
        guard let content = addresses[address]?[reference.trimmed].flatMap({ pages[$0] }) else { return nil }
        return Page(document: content.parsed.document, styles: content.styles, transport: content.parsed.transport)
    }

    /// What the frames of a page show by address, as far as it was loaded.
    func frames(of outer: PageAudit.Parsed) -> [NodeID: Page] {
        if pages.isEmpty { return [:] }
        var found: [NodeID: Page] = [:]
        for frame in outer.document.elements(.iframe) + outer.document.elements(.frame) {
            guard let source = outer.document.attribute(.src, of: frame) else { continue }
            found[frame] = page(source, on: outer.transport.address)
        }
        return found
    }

    /// Loads what the frames show, and the frames in these.
    ///
    /// - Parameters:
    ///   - outer: The page, parsed.
    ///   - resolve: The address of a reference on the page at an address; nil where it is not of the same site.
    ///   - load: The document at an address, or nil where it is no page or cannot be had.
    /// - Returns: What could be loaded, within the limits.
    static func load(
        of outer: PageAudit.Parsed,
        resolve: (_ reference: Bytes, _ base: String) -> String?,
        load: (String) async -> Content?
    ) async -> FramedPages {
        var framed = FramedPages()
        var asked: Set<String> = [outer.transport.address]
        var queue = [(outer, 0)]
        while let (parsed, depth) = queue.popLast(), depth < FrameDocuments.maximumDepth {
            for frame in parsed.document.elements(.iframe) + parsed.document.elements(.frame) {
                guard !parsed.document.hasAttribute(.srcdoc, frame), asked.count <= maximumFrames,
                    let source = parsed.document.attribute(.src, of: frame)?.trimmed, !source.isEmpty,
                    let address = resolve(source, parsed.transport.address)
                else { continue }
                framed.addresses[parsed.transport.address, default: [:]][source] = address
                guard asked.insert(address).inserted, let content = await load(address) else { continue }
                framed.pages[address] = content
                queue.append((content.parsed, depth + 1))
            }
        }
        return framed
    }
}
