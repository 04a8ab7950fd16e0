/// What can take focus, and in which order Tab reaches it (HTML §6.6.2, §6.6.3).
enum Focus {
    /// The value of `tabindex` by HTML's rules for parsing integers, or nil where missing or no integer.
    static func tabIndex(of element: NodeID, in document: Document) -> Int? {
        document.attribute(.tabindex, of: element).flatMap(parseInteger)
    }

    /// HTML §2.3.4.1 "rules for parsing integers"; what is too big for a number is clamped.
    static func parseInteger(_ text: some Collection<UInt8>) -> Int? {
        var value: Int?
        var sign = 1
        var isStart = true
        for byte in text {
            if isStart, value == nil, byte.isHTMLSpace { continue }
            if isStart, byte == 0x2D || byte == 0x2B {
                sign = byte == 0x2D ? -1 : 1
                isStart = false
                continue
            }
            guard byte.isASCIIDigit else { break }
            isStart = false
            value = min((value ?? 0) * 10 + Int(byte - 0x30), 1 << 40)
        }
        return value.map { $0 * sign }
    }

    /// Whether the element is a form control whose `disabled` counts (HTML §4.10.19.5).
    static func isDisableable(_ element: NodeID, in document: Document) -> Bool {
        guard document.namespace(of: element) == .html else { return false }
        switch document.name(of: element) {
        case .button, .input, .select, .textarea: return true
        default: return false
        }
    }

    /// Whether the element can take focus without a `tabindex`, apart from being rendered, enabled and not inert.
    static func isNative(_ element: NodeID, in document: Document) -> Bool {
        let name = document.name(of: element)
        if document.namespace(of: element) == .svg {
            return name == .a && (document.hasAttribute(.href, element) || document.hasAttribute(.xlinkHref, element))
        }
        guard document.namespace(of: element) == .html else { return false }
        if isEditingHost(element, in: document) { return true }
        switch name {
        case .a, .area: return document.hasAttribute(.href, element)
        case .button, .select, .textarea, .iframe: return true
        case .input: return !(document.attribute(.type, of: element)?.equalsIgnoringCase("hidden") ?? false)
        case .audio, .video: return document.hasAttribute(.controls, element)
        case .summary: return isSummaryOfDetails(element, in: document)
        default: return false
        }
    }

    /// Whether `contenteditable` makes the element an editing host.
    static func isEditingHost(_ element: NodeID, in document: Document) -> Bool {
        guard let value = document.attribute(.contenteditable, of: element) else { return false }
        return value.isEmpty || value.equalsIgnoringCase("true") || value.equalsIgnoringCase("plaintext-only")
    }

    /// HTML §4.11.2: the first `summary` child of a `details`.
    static func isSummaryOfDetails(_ element: NodeID, in document: Document) -> Bool {
        guard document.isHTML(element, .summary), let parent = document.parent(of: element),
            document.isHTML(parent, .details)
        else { return false }
        for child in document.children(of: parent) where document.isHTML(child, .summary) { return child == element }
        return false
    }

    /// The elements Tab reaches: positive `tabindex` in ascending order, then the others, in document order each.
    static func order(of states: [NodeState], in document: Document) -> [NodeID] {
        var first: [(index: Int, node: NodeID)] = []
        var rest: [NodeID] = []
        for (number, state) in states.enumerated() where state.contains(.tabbable) {
            let node = NodeID(Int32(number))
            let index = tabIndex(of: node, in: document) ?? 0
            if index > 0 { first.append((index, node)) } else { rest.append(node) }
        }
        first.sort { ($0.index, $0.node) < ($1.index, $1.node) }
        return first.map(\.node) + rest
    }
}
