/// Finds the addresses a page leads to.
enum LinkDiscovery {
    /// Links taken from one page; more are dropped.
    static let maximumLinks = 20_000
    /// Text kept of one link, in bytes.
    static let maximumTextBytes = 300
    /// Bytes of a handler or a script that are searched for an address.
    static let maximumScriptBytes = 4_096

    /// The links in document order; references are resolved against `base href`, where there is one.
    ///
    /// `encoding` is the document's, in which the queries of its links are written.
    static func links(in document: Document, at address: WebURL, encoding: Charset? = nil) -> [DiscoveredLink] {
        let base = baseURL(of: document, at: address)
        var links: [DiscoveredLink] = []
        for index in 0..<Int32(document.nodeCount) where links.count < maximumLinks {
            let node = NodeID(index)
            guard document.isElement(node), document.namespace(of: node) == .html else { continue }
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

    /// HTML §2.4.3: the first `base` with an href that is an address.
    static func baseURL(of document: Document, at address: WebURL) -> WebURL {
        for node in document.elements(.base) {
            guard let href = document.attribute(.href, of: node) else { continue }
            return address.resolve(href.trimmed) ?? address
        }
        return address
    }

    private typealias Reference = (address: Bytes, kind: DiscoveredLink.Kind)

    private static func references(of node: NodeID, in document: Document) -> [Reference] {
        let own: Reference? =
            switch document.name(of: node) {
            case .a: written(document.attribute(.href, of: node), .anchor)
            case .area: written(document.attribute(.href, of: node), .area)
            case .frame, .iframe: written(document.attribute(.src, of: node), .frame)
            case .link where isPageLink(node, in: document): written(document.attribute(.href, of: node), .link)
            case .meta: refresh(node, in: document).map { ($0, .refresh) }
            case .form: OpenForm(node, in: document).map { ($0.address[...], .form) }
            case .option: destination(of: node, in: document).map { ($0, .script) }
            default: nil
            }
        var found: [Reference] = []
        if let own { found.append(own) }
        if let handler = document.attribute(.onclick, of: node), let literal = scriptedAddress(in: handler) {
            found.append((literal, .script))
        }
        return found
    }

    /// The reference of an attribute, or the address in a script that stands for one.
    private static func written(_ value: Bytes?, _ kind: DiscoveredLink.Kind) -> Reference? {
        guard let value = value?.trimmed, !value.isEmpty, value.first != 0x23 else { return nil }
        guard value.prefix(11).equalsIgnoringCase("javascript:") else { return (value, kind) }
        return scriptedAddress(in: value).map { ($0, .script) }
    }

    /// Whether a `link` leads to a page: the next, the previous or another version of this one.
    private static func isPageLink(_ node: NodeID, in document: Document) -> Bool {
        (document.attribute(.rel, of: node) ?? []).spaceSeparated.contains { token in
            token.equalsIgnoringCase("next") || token.equalsIgnoringCase("prev")
                || (token.equalsIgnoringCase("alternate") && isPageOrFeed(document.attribute(.type, of: node) ?? []))
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

    /// A quoted address that a script assigns to `location` or opens, such as `location.href='a.html'`.
    ///
    /// Only a literal that is the whole right-hand side counts; addresses put together at run time are not guessed.
    private static func scriptedAddress(in script: Bytes) -> Bytes? {
        let text = script.prefix(maximumScriptBytes)
        for mark in ["location.href=", "location=", "window.open(", "location.replace(", "location.assign("] {
            if let literal = literal(after: Array(mark.utf8), in: text) { return literal }
        }
        return nil
    }

    private static func literal(after mark: [UInt8], in text: Bytes) -> Bytes? {
        var index = text.startIndex
        while index < text.endIndex {
            var position = index
            var matched = 0
            while position < text.endIndex, matched < mark.count {
                if text[position] == 0x20, matched > 0 {
                    position += 1
                    continue
                }
                guard text[position] == mark[matched] else { break }
                (position, matched) = (position + 1, matched + 1)
            }
            if matched == mark.count { return quoted(text[position...]) }
            index += 1
        }
        return nil
    }

    private static func quoted(_ text: Bytes) -> Bytes? {
        let rest = text.drop(while: \.isHTMLSpace)
        guard let quote = rest.first, quote == 0x22 || quote == 0x27,
            let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        let literal = rest[(rest.startIndex + 1)..<end]
        let follows = rest[(end + 1)...].drop(while: \.isHTMLSpace).first
        // What is joined to something else is not the whole address.
        return literal.isEmpty || follows == 0x2B ? nil : literal
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
