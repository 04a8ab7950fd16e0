// Source: HTML-AAM 1.0 (editor's draft of 2025) §5.1, SVG-AAM 1.0 §7.1.

extension NameComputer {
    /// 2E; true where the frame is done or continues on the stack.
    mutating func nameNatively(_ frame: Frame) -> Bool {
        // "Unless the current node is exposed as presentational."
        if role(of: frame.node)?.isPresentational ?? false { return false }
        let (elements, source) = labelElements(of: frame)
        if !elements.isEmpty {
            var frame = frame
            frame.stage = .native
            frame.source = source
            stack.append(frame)
            for element in elements.reversed() {
                push(element.index, frame.traversal.intersection(.kept).union(.native))
            }
            return true
        }
        return nameByAttribute(frame)
    }

    /// The elements whose text is the native label of the frame's element.
    private func labelElements(of frame: Frame) -> ([NodeID], NameSource) {
        let element = NodeID(frame.node)
        if document.namespace(of: element) == .svg {
            return (firstChild(of: element) { document.name(of: $0) == .title }, .titleElement)
        }
        guard document.namespace(of: element) == .html else { return ([], .none) }
        switch document.name(of: element) {
        case .button, .input, .meter, .output, .progress, .select, .textarea:
            // Within a label no other label is followed, so that labels cannot name each other in a circle.
            if frame.traversal.contains(.native) { return ([], .none) }
            return (labels.labels(of: element), .label)
        case .fieldset: return (firstChild(of: element) { document.isHTML($0, .legend) }, .legend)
        case .table: return (firstChild(of: element) { document.isHTML($0, .caption) }, .caption)
        case .figure: return (firstChild(of: element) { document.isHTML($0, .figcaption) }, .figcaption)
        case .html:
            let titles = document.elements(.title).filter { document.namespace(of: $0) == .html }
            return (titles.first { !ids.isInTemplate($0.index) }.map { [$0] } ?? [], .titleElement)
        default: return ([], .none)
        }
    }

    private func firstChild(of element: NodeID, where matches: (NodeID) -> Bool) -> [NodeID] {
        for child in document.children(of: element) where document.isElement(child) && matches(child) {
            return [child]
        }
        return []
    }

    /// The attributes that name an element; true where one did.
    mutating func nameByAttribute(_ frame: Frame) -> Bool {
        let element = NodeID(frame.node)
        guard let (name, source) = namingAttribute(of: element), let value = document.attribute(name, of: element),
            !value.isBlank
        else { return false }
        append(value)
        finish(frame, source)
        return true
    }

    private func namingAttribute(of element: NodeID) -> (Name, NameSource)? {
        if document.namespace(of: element) == .mathML {
            return document.name(of: element) == .math ? alttext.map { ($0, .labelAttribute) } : nil
        }
        guard document.namespace(of: element) == .html else { return nil }
        switch document.name(of: element) {
        case .img, .image, .area: return (.alt, .alt)
        case .optgroup, .option, .track: return (.label, .labelAttribute)
        case .input:
            switch InputType(attribute: document.attribute(.type, of: element)) {
            case .image: return (.alt, .alt)
            case .button, .reset, .submit: return (.value, .value)
            default: return nil
            }
        default: return nil
        }
    }

    /// `placeholder`, else `aria-placeholder`, of a field; nil where blank.
    func placeholder(of element: NodeID) -> Bytes? {
        guard document.namespace(of: element) == .html else { return nil }
        let isField: Bool
        switch document.name(of: element) {
        case .textarea: isField = true
        case .input: isField = InputType(attribute: document.attribute(.type, of: element)).takesPlaceholder
        default: isField = false
        }
        for name in [Name.placeholder, .ariaPlaceholder] where isField || name == .ariaPlaceholder {
            if let value = document.attribute(name, of: element), !value.isBlank { return value }
        }
        return nil
    }

    /// The caption browsers give a submit or reset button without a `value` (HTML §4.10.5.1.18, §4.10.5.1.20); it comes
    /// before a title.
    func standardCaption(of element: NodeID) -> String? {
        guard document.isHTML(element, .input), !document.hasAttribute(.value, element) else { return nil }
        switch InputType(attribute: document.attribute(.type, of: element)) {
        case .submit: return "Submit"
        case .reset: return "Reset"
        default: return nil
        }
    }

    func isImageButton(_ element: NodeID) -> Bool {
        document.isHTML(element, .input) && InputType(attribute: document.attribute(.type, of: element)) == .image
    }
}

// MARK: - 2C embedded controls

extension NameComputer {
    /// Whether the element is a field with a value in its `value` attribute.
    func hasValue(_ node: Int32) -> Bool {
        document.isHTML(NodeID(node), .input) && !(document.attribute(.value, of: NodeID(node))?.isBlank ?? true)
    }

    /// Appends the value of a control within a label; true where the node is such a control.
    mutating func appendEmbeddedControl(_ frame: Frame) -> Bool {
        let element = NodeID(frame.node)
        switch role(of: frame.node) {
        case .textbox, .searchbox: return appendValue(of: frame)
        case .combobox, .listbox: return appendChoice(of: frame)
        case .slider, .spinbutton, .progressbar, .meter, .scrollbar:
            let values = [Name.ariaValuetext, .ariaValuenow, .value].map { document.attribute($0, of: element) ?? [] }
            appendSeparately(values.first { !$0.isBlank } ?? [])
            return true
        case nil where document.isHTML(element, .input):
            let type = InputType(attribute: document.attribute(.type, of: element))
            guard type.isField, type != .password, type != .file else { return type == .password || type == .file }
            return appendValue(of: frame)
        default: return false
        }
    }

    private mutating func appendSeparately(_ bytes: Bytes) {
        appendSpace()
        append(bytes)
        appendSpace()
    }

    private mutating func appendValue(of frame: Frame) -> Bool {
        let element = NodeID(frame.node)
        if document.isHTML(element, .input) {
            appendSeparately(document.attribute(.value, of: element) ?? [])
            return true
        }
        if document.isHTML(element, .textarea) {
            for child in document.children(of: element) { appendSeparately(document.text(of: child)) }
            return true
        }
        // The value of an ARIA text box is its content.
        appendSpace()
        startChildren(frame)
        return true
    }

    /// The text of the options chosen; of a drop-down without one, its first option.
    private mutating func appendChoice(of frame: Frame) -> Bool {
        let element = NodeID(frame.node)
        if document.isHTML(element, .input) { return appendValue(of: frame) }
        let isSelect = document.isHTML(element, .select)
        var chosen: [Int32] = []
        var firstOption: Int32?
        for node in document.subtree(of: element).dropFirst() where role(of: node) == .option {
            spend(1)
            guard isWithinLimits else { break }
            if firstOption == nil { firstOption = node }
            let isSelected = isSelect ? document.hasAttribute(.selected, NodeID(node)) : isMarkedSelected(NodeID(node))
            if isSelected { chosen.append(node) }
        }
        let isDropDown = isSelect && role(of: frame.node) == .combobox
        if isDropDown { chosen = (chosen.last ?? firstOption).map { [$0] } ?? [] }
        if !isSelect, firstOption == nil, role(of: frame.node) == .combobox {
            // "The value of the combobox is represented by its descendant elements" (WAI-ARIA 1.2 `combobox`).
            appendSpace()
            startChildren(frame)
            return true
        }
        appendSpace()
        for option in chosen.reversed() {
            stack.append(Frame(node: option, traversal: frame.traversal.intersection(.kept).union(.target)))
        }
        return true
    }

    private func isMarkedSelected(_ element: NodeID) -> Bool {
        document.attribute(.ariaSelected, of: element)?.equalsIgnoringCase("true") ?? false
    }
}
