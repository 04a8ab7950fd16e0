/// Reads off a page what identifies one of its nodes, as one version does (../docs/identity.md).
struct SignalReader {
    private let document: Document
    private let outline: PageOutline
    private let version: SignalVersion

    /// Ancestors further up than this say nothing about a node that those below do not.
    private static let maximumPath = 64

    init(_ document: Document, _ outline: PageOutline, version: SignalVersion) {
        self.document = document
        self.outline = outline
        self.version = version
    }

    /// All signals but the rule's, the page's and the ordinal.
    func signals(of node: NodeID) -> Signals {
        let element = document.isElement(node) ? node : document.parent(of: node) ?? node
        var signals = Signals(version: version.number, family: "", page: "")
        (signals.region, signals.path) = regionAndPath(of: element)
        guard document.isElement(element) else { return signals }
        signals.shape = shape(of: element)
        signals.classes = classes(of: element)
        signals.text = text(of: element)
        signals.block = block(around: element)
        return signals
    }

    // MARK: - Where

    private func regionAndPath(of element: NodeID) -> (region: String, path: String) {
        var steps: [Name] = []
        var region = ""
        for ancestor in document.ancestors(of: element) where document.isElement(ancestor) {
            if let found = self.region(ancestor) {
                region = found
                break
            }
            let name = document.name(of: ancestor)
            if !version.wrappers.contains(name), steps.count < Self.maximumPath { steps.append(name) }
        }
        var path: [UInt8] = []
        for name in steps.reversed() {
            if !path.isEmpty { path.append(UInt8(ascii: "/")) }
            path.append(contentsOf: document.names.text(of: name))
        }
        return (region, path.string)
    }

    private static func isLandmark(_ name: Name) -> Bool {
        switch name {
        case .header, .nav, .main, .footer, .aside, .form: true
        default: false
        }
    }

    private static let landmarkRoles: Set<String> = [
        "banner", "navigation", "main", "contentinfo", "complementary", "search", "form", "region",
    ]

    private func region(_ element: NodeID) -> String? {
        let id = stableID(of: element)
        if let value = document.attribute(.role, of: element) {
            let role = value.map(\.asciiLowercased).string
            if Self.landmarkRoles.contains(role) { return role + (id.map { "#" + $0 } ?? "") }
        }
        let name = document.name(of: element)
        if Self.isLandmark(name) { return document.names.text(of: name).string + (id.map { "#" + $0 } ?? "") }
        return id.map { "#" + $0 }
    }

    private func stableID(of element: NodeID) -> String? {
        guard let id = document.attribute(.id, of: element), !id.isBlank else { return nil }
        let masked = NoiseMask.name(id)
        return masked.utf8.contains(UInt8(ascii: "*")) ? nil : masked
    }

    private func block(around element: NodeID) -> UInt64 {
        var block = element
        for ancestor in document.ancestors(of: element) where document.isElement(ancestor) {
            block = ancestor
            if outline.elements[Int(ancestor.index)] >= Int32(version.blockElements) { break }
        }
        return outline.structure[Int(block.index)]
    }

    // MARK: - What

    /// The name, then the attributes by name, each with its value where the value says what the element is.
    private func shape(of element: NodeID) -> String {
        var attributes: [String] = []
        for index in document.attributes(of: element) {
            let name = document.attributeName[index]
            if version.unsaid.contains(name) { continue }
            let written = NoiseMask.name(document.names.text(of: name))
            let value = document.bytes[document.attributeValue[index]]
            switch name {
            case .type, .role, .name, .for, .lang, .scope, .rel, .httpEquiv:
                attributes.append(written + "=" + NoiseMask.name(value))
            case .href, .action: attributes.append(written + "=" + Self.addressShape(value))
            case .src: attributes.append(written + "=" + Self.fileName(value))
            default: attributes.append(written)
            }
        }
        let name = document.names.text(of: document.name(of: element)).string
        var shape = name
        for attribute in attributes.sorted() {
            shape += "["
            shape += attribute
            shape += "]"
        }
        return shape
    }

    private func classes(of element: NodeID) -> String {
        guard let value = document.attribute(.class, of: element) else { return "" }
        let stable = value.prefix(Self.maximumClasses).spaceSeparated.filter { NoiseMask.isStableClass($0) }
        return Set(stable.map { NoiseMask.name($0) }).sorted().joined(separator: " ")
    }

    /// UTF-8 bytes of a class attribute that are looked at.
    private static let maximumClasses = 1000

    /// The text inside, or else the attribute that stands for it.
    private func text(of element: NodeID) -> UInt64 {
        let end = document.subtree(of: element).upperBound
        var chunks: [Bytes] = []
        var length = 0
        var index = element.index + 1
        while index < end, length < Self.enoughText, chunks.count < Self.maximumChunks {
            let node = NodeID(index)
            index += 1
            guard document.kind(of: node) == .text else {
                if Self.isUnread(document.name(of: node)) { index = document.subtree(of: node).upperBound }
                continue
            }
            let text = document.text(of: node)
            if text.isBlank { continue }
            chunks.append(text)
            length += text.count
        }
        let hash = NoiseMask.textHash(chunks, limit: version.maximumText)
        if hash != 0 { return hash }
        for name in [Name.ariaLabel, .alt, .title, .value, .placeholder] {
            if let value = document.attribute(name, of: element), !value.isBlank {
                return NoiseMask.textHash([value], limit: version.maximumText)
            }
        }
        return 0
    }

    private static func isUnread(_ name: Name) -> Bool {
        switch name {
        case .script, .style, .template, .noscript: true
        default: false
        }
    }

    /// Bytes that surely give ``NoiseMask/maximumText`` after folding, short of texts made of spaces.
    private static let enoughText = 1024
    private static let maximumChunks = 64

    // MARK: - Addresses

    /// Where an address leads in kind: whether to another host, and its path with noise and numbers masked.
    static func addressShape(_ address: Bytes) -> String {
        let trimmed = address.trimmed.prefix(NoiseMask.maximumName)
        if trimmed.first == UInt8(ascii: "#") { return "#" }
        let scheme = trimmed.prefix { $0.isASCIIAlpha || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        let hasScheme = !scheme.isEmpty && trimmed[scheme.endIndex...].first == UInt8(ascii: ":")
        let name = scheme.map(\.asciiLowercased).string
        if hasScheme, !["http", "https"].contains(name) { return name + ":" }
        var rest = hasScheme ? trimmed[(scheme.endIndex + 1)...] : trimmed
        var host = ""
        if rest.starts(with: "//".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            host = "//" + NoiseMask.name(authority.map(\.asciiLowercased))
            rest = rest[authority.endIndex...]
        }
        let path = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ";") }
        return host + NoiseMask.name(path)
    }

    /// The last part of an address without its query, noise and numbers masked; `data:` for data in place.
    static func fileName(_ address: Bytes) -> String {
        let trimmed = address.trimmed
        if trimmed.prefix(5).equalsIgnoringCase("data:") { return "data:" }
        let path = trimmed.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[(path.index(after: $0))...] } ?? path
        return NoiseMask.name(name)
    }
}
