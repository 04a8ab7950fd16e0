/// What is known of a node besides its role, one bit each.
struct NodeState: OptionSet, Sendable {
    let rawValue: UInt16

    /// Has a box, or is text in one.
    static let rendered = Self(rawValue: 1 << 0)
    /// `visibility` is `hidden` or `collapse`.
    static let invisible = Self(rawValue: 1 << 1)
    /// It or an ancestor has `aria-hidden="true"`.
    static let ariaHidden = Self(rawValue: 1 << 2)
    static let inert = Self(rawValue: 1 << 3)
    /// An ancestor has a role whose children are presentational.
    static let flattened = Self(rawValue: 1 << 4)
    static let exposed = Self(rawValue: 1 << 5)
    static let focusable = Self(rawValue: 1 << 6)
    static let tabbable = Self(rawValue: 1 << 7)
    /// A form control that is `disabled`, itself or by a fieldset.
    static let disabled = Self(rawValue: 1 << 8)
    /// Inside `article`, `aside`, `main`, `nav` or `section`, or an element with such a role.
    static let inSectioning = Self(rawValue: 1 << 9)
    /// Inside a disabled fieldset, outside of its first legend.
    static let inDisabledFieldset = Self(rawValue: 1 << 10)
    /// Surely not perceivable by sight: opacity 0, clipped to nothing, off-screen, no size.
    static let unseen = Self(rawValue: 1 << 11)
    /// Whether it can be seen takes layout to know.
    static let unsureSeen = Self(rawValue: 1 << 12)
    /// In a box of a stated size that hides what does not fit.
    static let clipped = Self(rawValue: 1 << 13)

    /// What a child starts from.
    static let inherited: Self = [
        .rendered, .ariaHidden, .inert, .inDisabledFieldset, .unseen, .unsureSeen, .clipped,
    ]

    /// Programmatically hidden (ACT): not rendered, not visible, or `aria-hidden`.
    var isProgrammaticallyHidden: Bool {
        !contains(.rendered) || contains(.invisible) || contains(.ariaHidden)
    }
}

// MARK: - Computing

/// Fills the columns that come from the tree, the styles and a few attributes, parents before children.
struct NodeStateBuilder {
    let document: Document
    let tree: FlatTree
    let styles: ComputedStyles?
    var states: [NodeState]

    init(document: Document, tree: FlatTree, styles: ComputedStyles?) {
        self.document = document
        self.tree = tree
        self.styles = styles
        states = [NodeState](repeating: [], count: document.nodeCount)
    }

    mutating func run() {
        states[0] = .rendered
        for node in 1..<Int32(document.nodeCount) {
            let parent = tree.parent(of: node, in: document)
            guard parent >= 0 else { continue }
            var state = states[Int(parent)].intersection(.inherited)
            switch document.kind[Int(node)] {
            case .element: describe(node, parent, &state)
            case .text:
                state.formUnion(states[Int(parent)].intersection(.invisible))
                describeFallback(parent, &state)
                if isClosedDetails(parent) || !(styles?.isRendered(NodeID(node)) ?? true) { state.remove(.rendered) }
            case .templateContent: state.remove(.rendered)
            case .shadowRoot: state.formUnion(states[Int(parent)].intersection(.invisible))
            case .document, .doctype, .comment: break
            }
            states[Int(node)] = state
        }
    }

    private func describe(_ node: Int32, _ parent: Int32, _ state: inout NodeState) {
        let element = NodeID(node)
        if let styles {
            if !styles.isRendered(element) { state.remove(.rendered) }
            if styles.visibility(of: element) != .visible { state.insert(.invisible) }
            Perception.describe(styles.style(of: element), &state)
        } else {
            inlineStyle(of: element, parent, &state)
        }
        if isNeverRendered(element) { state.remove(.rendered) }
        if let hidden = document.attribute(.ariaHidden, of: element), hidden.trimmed.equalsIgnoringCase("true") {
            state.insert(.ariaHidden)
        }
        guard document.namespace(of: element) == .html else { return }
        describeFallback(parent, &state)
        if document.hasAttribute(.inert, element) { state.insert(.inert) }
        limitFieldset(element, parent, &state)
    }

    /// What no style shows: `noscript`, since those who use the page have scripting.
    private func isNeverRendered(_ element: NodeID) -> Bool {
        guard document.namespace(of: element) == .html else { return false }
        switch document.name(of: element) {
        case .noscript, .script, .style, .template, .head: return true
        default: return false
        }
    }

    /// What stands in for a picture or a plug-in: the content of `canvas` is for assistive technology only, that of `object`
    /// is seen where its resource cannot be shown.
    private func describeFallback(_ parent: Int32, _ state: inout NodeState) {
        guard parent >= 0, document.namespace[Int(parent)] == .html else { return }
        switch document.name[Int(parent)] {
        case .canvas: state.insert(.unseen)
        case .object where document.hasAttribute(.data, NodeID(parent)): state.insert(.unsureSeen)
        default: break
        }
    }

    private func isClosedDetails(_ node: Int32) -> Bool {
        node >= 0 && document.isHTML(NodeID(node), .details) && !document.hasAttribute(.open, NodeID(node))
    }

    /// HTML §4.10.15 "disabled fieldset": all but the content of its first legend.
    private func limitFieldset(_ element: NodeID, _ parent: Int32, _ state: inout NodeState) {
        let name = document.name(of: element)
        if name == .fieldset, document.hasAttribute(.disabled, element) {
            state.insert(.inDisabledFieldset)
        } else if name == .legend, parent >= 0, document.isHTML(NodeID(parent), .fieldset),
            document.hasAttribute(.disabled, NodeID(parent)), isFirst(.legend, element, in: NodeID(parent))
        {
            let outer = tree.parent(of: parent, in: document)
            let isOuterDisabled = outer >= 0 && states[Int(outer)].contains(.inDisabledFieldset)
            if !isOuterDisabled { state.remove(.inDisabledFieldset) }
        }
    }

    private func isFirst(_ name: Name, _ element: NodeID, in parent: NodeID) -> Bool {
        for child in document.children(of: parent) where document.isHTML(child, name) { return child == element }
        return false
    }
}

// MARK: - Without styles

extension NodeStateBuilder {
    /// The user agent's sheet and the `style` attribute, as far as they hide; used where no cascade was computed.
    private func inlineStyle(of element: NodeID, _ parent: Int32, _ state: inout NodeState) {
        state.formUnion(states[Int(parent)].intersection(.invisible))
        if isHiddenByDefault(element, parent) || document.hasAttribute(.hidden, element) { state.remove(.rendered) }
        guard let style = document.attribute(.style, of: element) else { return }
        for declaration in InlineDeclarations(style) {
            if declaration.name.equalsIgnoringCase("display") {
                if declaration.value.equalsIgnoringCase("none") {
                    state.remove(.rendered)
                } else if document.hasAttribute(.hidden, element), states[Int(parent)].contains(.rendered) {
                    state.insert(.rendered)
                }
            } else if declaration.name.equalsIgnoringCase("visibility") {
                let isHidden = ["hidden", "collapse"].contains { declaration.value.equalsIgnoringCase($0) }
                if isHidden { state.insert(.invisible) } else { state.remove(.invisible) }
            } else if declaration.name.equalsIgnoringCase("opacity"), declaration.value.equals("0") {
                state.insert(.unseen)
            }
        }
    }

    /// HTML §15.3.1, §15.3.2: elements without a box; closed `details`, `dialog` and `popover`.
    private func isHiddenByDefault(_ element: NodeID, _ parent: Int32) -> Bool {
        if isClosedDetails(parent) {
            if !(document.isHTML(element, .summary) && isFirst(.summary, element, in: NodeID(parent))) { return true }
        }
        guard document.namespace(of: element) == .html else { return false }
        if document.hasAttribute(.popover, element) { return true }
        switch document.name(of: element) {
        case .base, .basefont, .datalist, .link, .meta, .noembed, .noframes, .param, .rp, .title, .area: return true
        case .dialog: return !document.hasAttribute(.open, element)
        case .audio: return !document.hasAttribute(.controls, element)
        case .input: return document.attribute(.type, of: element)?.equalsIgnoringCase("hidden") ?? false
        default: return false
        }
    }
}

/// The declarations of a `style` attribute, without regard to CSS comments and escapes.
struct InlineDeclarations: Sequence, IteratorProtocol {
    private var rest: Bytes

    init(_ style: Bytes) { rest = style }

    mutating func next() -> (name: Bytes, value: Bytes)? {
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x3B) ?? rest.endIndex
            let declaration = rest[rest.startIndex..<end]
            rest = end < rest.endIndex ? rest[(end + 1)...] : []
            guard let colon = declaration.firstIndex(of: 0x3A) else { continue }
            var value = declaration[(colon + 1)...].trimmed
            if let mark = value.lastIndex(of: 0x21), value[(mark + 1)...].trimmed.equalsIgnoringCase("important") {
                value = value[value.startIndex..<mark].trimmed
            }
            return (declaration[declaration.startIndex..<colon].trimmed, value)
        }
        return nil
    }
}
