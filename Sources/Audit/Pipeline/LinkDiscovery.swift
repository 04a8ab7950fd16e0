/// Finds the addresses a page leads to.
enum LinkDiscovery {
    /// Links taken from one page; more are dropped.
    static let maximumLinks = 20_000
    /// Text kept of one link, in bytes.
    static let maximumTextBytes = 300
    /// The links in document order; references are resolved against `base href`, where there is one.
    ///
    /// `encoding` is the document's, in which the queries of its links are written; `refresh` is the header of that name.
    static func links(
        in document: Document,
        at address: WebURL,
        encoding: Charset? = nil,
        refresh header: Bytes? = nil
    ) -> [DiscoveredLink] {
        let base = baseURL(of: document, at: address)
        var links: [DiscoveredLink] = []
        if let reference = header.flatMap({ DeclarativeRefresh($0)?.url }), !reference.isEmpty {
            let url = address.resolve(reference, encoding: encoding)
            links.append(DiscoveredLink(url: url, reference: reference, kind: .refresh))
        }
        for index in 0..<Int32(document.nodeCount) where links.count < maximumLinks {
            let node = NodeID(index)
            guard document.isElement(node) else { continue }
            for (reference, kind) in references(of: node, in: document) {
                links.append(
                    DiscoveredLink(
                        url: base.resolve(reference, encoding: encoding),
                        reference: Array(reference),
                        text: kind == .anchor ? text(of: node, in: document) : [],
                        kind: kind
                    )
                )
            }
        }
        return links
    }

    /// HTML §4.2.3, "frozen base URL": the first `base` with an href, unless that is no address or a program.
    static func baseURL(of document: Document, at address: WebURL) -> WebURL {
        for node in document.elements(.base) {
            guard let href = document.attribute(.href, of: node) else { continue }
            guard let base = address.resolve(href.trimmed), !base.scheme.equals("javascript"),
                !base.scheme.equals("data")
            else { return address }
            return base
        }
        return address
    }

    private typealias Reference = (address: Bytes, kind: DiscoveredLink.Kind)

    private static func references(of node: NodeID, in document: Document) -> [Reference] {
        guard document.namespace(of: node) == .html else { return drawnLink(node, in: document).map { [$0] } ?? [] }
        let own: Reference? =
            switch document.name(of: node) {
            case .a: written(document.attribute(.href, of: node), .anchor)
            case .area: written(document.attribute(.href, of: node), .area)
            case .frame, .iframe: written(document.attribute(.src, of: node), .frame)
            case .object where isPage(document.attribute(.type, of: node)):
                written(document.attribute(.data, of: node), .frame)
            case .embed where isPage(document.attribute(.type, of: node)):
                written(document.attribute(.src, of: node), .frame)
            case .link where isPageLink(node, in: document): written(document.attribute(.href, of: node), .link)
            case .meta: refresh(node, in: document).map { ($0, .refresh) }
            case .form: OpenForm(node, in: document).map { ($0.address[...], .form) }
            case .option: destination(of: node, in: document).map { ($0, .script) }
            default: nil
            }
        var found: [Reference] = []
        if let own { found.append(own) }
        for name in document.name(of: node) == .body ? [Name.onload, .onclick] : [.onclick, .ondblclick] {
            guard let handler = document.attribute(name, of: node) else { continue }
            found += ScriptAddresses.all(in: handler).map { ($0[...], .script) }
        }
        if document.name(of: node) == .script { found += scripted(node, in: document) }
        return found
    }

    /// A link within a drawing (SVG 2 §16.4).
    private static func drawnLink(_ node: NodeID, in document: Document) -> Reference? {
        guard document.namespace(of: node) == .svg, document.name(of: node) == .a else { return nil }
        return written(document.attribute(.href, of: node) ?? document.attribute(.xlinkHref, of: node), .anchor)
    }

    private static func isPage(_ type: Bytes?) -> Bool { type?.trimmed.equalsIgnoringCase("text/html") ?? false }

    /// Where the script within the page goes to.
    private static func scripted(_ node: NodeID, in document: Document) -> [Reference] {
        let type = document.attribute(.type, of: node)?.trimmed ?? []
        guard !document.hasAttribute(.src, node),
            type.isEmpty || type.equalsIgnoringCase("module") || type.suffix(10).equalsIgnoringCase("javascript")
        else { return [] }
        return document.subtree(of: node).dropFirst().flatMap { index in
            document.kind(of: NodeID(index)) == .text
                ? ScriptAddresses.all(in: document.text(of: NodeID(index))).map { ($0[...], .script) } : []
        }
    }

    /// The reference of an attribute, or the address in a script that stands for one.
    private static func written(_ value: Bytes?, _ kind: DiscoveredLink.Kind) -> Reference? {
        guard let value = value?.trimmed, !value.isEmpty, value.first != 0x23 else { return nil }
        guard value.prefix(11).equalsIgnoringCase("javascript:") else { return (value, kind) }
        // HTML §7.4.2.3.2: what follows the scheme is decoded before it is run.
        return ScriptAddresses.all(in: PercentEncoding.decode(value.dropFirst(11))[...]).first.map {
            ($0[...], .script)
        }
    }

    /// What a `link` may be to a page besides its next and previous one: places to go from it (HTML 4.01 §6.12).
    private static let pageRelations: [StaticString] = [
        "alternate", "first", "last", "start", "up", "top", "contents", "toc", "index", "chapter", "section", "help",
    ]

    /// Whether a `link` leads to a page: the next, the previous, another version of this one, or one around it.
    private static func isPageLink(_ node: NodeID, in document: Document) -> Bool {
        (document.attribute(.rel, of: node) ?? []).spaceSeparated.contains { token in
            if ["next", "prev", "previous"].contains(where: { token.equalsIgnoringCase($0) }) { return true }
            return pageRelations.contains { token.equalsIgnoringCase($0) }
                && isPageOrFeed(document.attribute(.type, of: node) ?? [])
        }
    }

    private static func isPageOrFeed(_ type: Bytes) -> Bool {
        let feeds: [StaticString] = ["application/rss+xml", "application/atom+xml", "text/html"]
        return type.isEmpty || feeds.contains { type.trimmed.equalsIgnoringCase($0) }
    }

    /// Where a choice of a menu leads that goes there at once: `<select onchange="location=this.value">`.
    private static func destination(of option: NodeID, in document: Document) -> Bytes? {
        guard let value = document.attribute(.value, of: option)?.trimmed else { return nil }
        let isAddress = ["http://", "https://", "/"].contains { value.starts(with: Array($0.utf8)) }
        guard isAddress, value.count > 1 else { return nil }
        var ancestor = document.parent(of: option)
        while let node = ancestor, document.name(of: node) != .select { ancestor = document.parent(of: node) }
        guard let select = ancestor, let handler = document.attribute(.onchange, of: select) else { return nil }
        let marks = ["location", "window.open"]
        return marks.contains { handler.firstRange(of: Array($0.utf8)) != nil } ? value : nil
    }

    private static func refresh(_ node: NodeID, in document: Document) -> Bytes? {
        guard document.attribute(.httpEquiv, of: node)?.trimmed.equalsIgnoringCase("refresh") == true,
            let content = document.attribute(.content, of: node),
            let reference = DeclarativeRefresh(content)?.url, !reference.isEmpty
        else { return nil }
        return Bytes(reference)
    }

    private static func text(of node: NodeID, in document: Document) -> [UInt8] {
        var text: [UInt8] = []
        for index in document.subtree(of: node) where document.kind(of: NodeID(index)) == .text {
            for word in document.text(of: NodeID(index)).prefix(maximumTextBytes).spaceSeparated {
                if !text.isEmpty { text.append(0x20) }
                text += word
            }
            if text.count >= maximumTextBytes { break }
        }
        return text
    }
}
