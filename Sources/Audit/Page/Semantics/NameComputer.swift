/// Computes accessible names and descriptions (accname 1.2 §4.3.2, HTML-AAM 1.0 §5).
///
/// The recursion of the specification runs on an explicit stack. `aria-labelledby` is followed once and native labels
/// are followed once in a computation, so that no chain of references can loop; ``NameLimits`` bounds the rest.
struct NameComputer {
    let document: Document
    let tree: FlatTree
    let ids: IDIndex
    let labels: LabelIndex
    let states: [NodeState]
    let roles: [UInt8]
    let styles: ComputedStyles?
    /// Steps that are left for the page.
    var budget: Int

    /// What has been collected, whitespace as in the source.
    var text: [UInt8] = []
    var stack: [Frame] = []
    var root: Int32 = 0
    var source = NameSource.none
    private var steps = 0
    /// MathML's `alttext`, where the page has it.
    let alttext: Name?

    /// One call of the specification's recursion that is not done yet.
    struct Frame {
        enum Stage: UInt8 {
            /// 2A to 2E are still to be done.
            case enter
            /// The references of 2B have been collected.
            case references
            /// The native elements of 2E have been collected.
            case native
            /// 2F: `cursor` is the next child.
            case children
            /// 2F: what `aria-owns` names has been collected too.
            case owned
        }

        let node: Int32
        let traversal: Traversal
        var stage = Stage.enter
        /// Where the frame's text begins.
        var start: Int32 = 0
        var cursor: Int32 = -1
        /// What gave the text, where a stage knows it.
        var source = NameSource.none
    }

    /// How a node was reached.
    struct Traversal: OptionSet {
        let rawValue: UInt8

        /// The element whose name is sought.
        static let root = Self(rawValue: 1 << 0)
        /// Named by an id, or a native label.
        static let target = Self(rawValue: 1 << 1)
        /// By 2F, from its parent.
        static let descendant = Self(rawValue: 1 << 2)
        /// Within an `aria-labelledby` or `aria-describedby` traversal.
        static let reference = Self(rawValue: 1 << 3)
        /// Within a native label.
        static let native = Self(rawValue: 1 << 4)
        /// Within a target that is hidden itself: hidden nodes count.
        static let includingHidden = Self(rawValue: 1 << 5)

        /// What descendants keep.
        static let kept: Self = [.reference, .native, .includingHidden]
    }

    init(
        document: Document,
        tree: FlatTree,
        ids: IDIndex,
        labels: LabelIndex,
        states: [NodeState],
        roles: [UInt8],
        styles: ComputedStyles?
    ) {
        self.document = document
        self.tree = tree
        self.ids = ids
        self.labels = labels
        self.states = states
        self.roles = roles
        self.styles = styles
        alttext = document.names.find("alttext".utf8)
        budget = NameLimits.freeSteps + NameLimits.stepsPerNode * document.nodeCount
    }

    func role(of node: Int32) -> Role? { RoleResolver.role(roles[Int(node)]) }

    /// Whether no limit has been reached.
    var isWithinLimits: Bool {
        steps < NameLimits.maximumSteps && text.count < NameLimits.maximumBytes && budget > 0
    }

    mutating func spend(_ count: Int) {
        steps += count
        budget -= count
    }

    // MARK: - Running

    /// The accessible name of an element, its whitespace collapsed, and what gave it.
    mutating func name(of element: NodeID) -> (text: [UInt8], source: NameSource) {
        begin(element)
        guard role(of: element.index)?.isNamingProhibited != true else { return ([], .none) }
        stack.append(Frame(node: element.index, traversal: .root))
        run()
        return result()
    }

    /// The text of the elements an attribute names, as `aria-describedby` makes a description of it.
    mutating func description(of element: NodeID, from references: Bytes) -> [UInt8] {
        begin(element)
        pushReferences(references, of: element.index, [])
        run()
        return TextCleaning.collapsed(text)
    }

    /// The text of an element as a label would give it, hidden or not.
    mutating func text(of element: NodeID) -> [UInt8] {
        begin(element)
        push(element.index, [.native, .reference])
        run()
        return TextCleaning.collapsed(text)
    }

    private mutating func begin(_ element: NodeID) {
        text.removeAll(keepingCapacity: true)
        stack.removeAll(keepingCapacity: true)
        root = element.index
        source = .none
        steps = 0
    }

    private func result() -> (text: [UInt8], source: NameSource) {
        let name = TextCleaning.collapsed(text)
        if name.isEmpty { return (name, isWithinLimits ? .none : .unknown) }
        return (name, source == .none ? .unknown : source)
    }

    private mutating func run() {
        while let frame = stack.popLast() {
            guard isWithinLimits else {
                if source == .none { source = frame.source }
                continue
            }
            spend(1)
            switch frame.stage {
            case .enter: enter(frame)
            case .references: leaveReferences(frame)
            case .native: leaveNative(frame)
            case .children: visitChildren(frame)
            case .owned: leaveChildren(frame)
            }
        }
    }

    // MARK: - Text

    mutating func append(_ bytes: some Collection<UInt8>) {
        spend(bytes.count / 64)
        text.append(contentsOf: bytes.prefix(NameLimits.maximumBytes))
    }

    mutating func appendSpace() { if text.last != 0x20 { text.append(0x20) } }

    func hasText(since start: Int32) -> Bool { !text[Int(start)...].isBlank }

    /// Ends a frame whose text has been appended.
    mutating func finish(_ frame: Frame, _ source: NameSource) {
        if frame.traversal.contains(.root) { self.source = source }
        if standsApart(frame) { appendSpace() }
    }

    /// Whether spaces part the frame's text from what stands beside it: blocks, and each target of a reference (2B).
    private func standsApart(_ frame: Frame) -> Bool {
        if frame.traversal.contains(.root) { return false }
        return frame.traversal.contains(.target) || isSeparated(frame.node)
    }
}

// MARK: - Steps 2A to 2D

extension NameComputer {
    private mutating func enter(_ frame: Frame) {
        var frame = frame
        frame.start = Int32(text.count)
        let state = states[Int(frame.node)]
        switch document.kind[Int(frame.node)] {
        case .text:
            let isHidden = state.isProgrammaticallyHidden && !frame.traversal.contains(.includingHidden)
            if !isHidden { append(document.text(of: NodeID(frame.node))) }
            return
        case .shadowRoot: return startChildren(frame)
        case .element: break
        default: return
        }
        guard !isSkipped(frame, state) else { return }
        if standsApart(frame) {
            appendSpace()
            frame.start = Int32(text.count)
        }
        if !frame.traversal.contains(.reference),
            let references = document.attribute(.ariaLabelledby, of: NodeID(frame.node)),
            hasTarget(references, of: frame.node)
        {
            frame.stage = .references
            stack.append(frame)
            pushReferences(references, of: frame.node, frame.traversal)
        } else {
            describe(frame)
        }
    }

    /// 2A, and what has no text alternative at all.
    private func isSkipped(_ frame: Frame, _ state: NodeState) -> Bool {
        if frame.traversal.contains(.descendant) {
            if frame.node == root, !saysItself(frame) { return true }
            switch document.name[Int(frame.node)] {
            case .script, .style, .template, .noscript, .head: return true
            default: break
            }
        }
        if frame.traversal.contains(.includingHidden) { return false }
        // An element that is only invisible may hold visible ones.
        if frame.traversal.contains(.descendant) { return !state.contains(.rendered) || state.contains(.ariaHidden) }
        return state.isProgrammaticallyHidden
    }

    /// Whether the element whose name is sought adds its content to what it refers to, being part of it; the value of a
    /// field is no part of its own name.
    private func saysItself(_ frame: Frame) -> Bool {
        frame.traversal.contains(.reference) && !frame.traversal.contains(.native)
            && role(of: frame.node)?.isNamedFromContents ?? false
    }

    private func hasTarget(_ references: Bytes, of node: Int32) -> Bool {
        var tokens = SpaceSeparatedTokens(references)
        while let token = tokens.next() {
            if ids.element(token, from: NodeID(node), in: document) != nil { return true }
        }
        return false
    }

    /// 2B.ii, in reverse order since the stack takes the last first.
    private mutating func pushReferences(_ references: Bytes, of node: Int32, _ traversal: Traversal) {
        var targets: [Int32] = []
        var tokens = SpaceSeparatedTokens(references)
        while let token = tokens.next(), targets.count < NameLimits.maximumSteps {
            if let target = ids.element(token, from: NodeID(node), in: document) { targets.append(target.index) }
        }
        spend(targets.count + references.count / 64)
        for target in targets.reversed() {
            push(target, traversal.intersection(.kept).union([.reference]))
        }
    }

    /// Pushes the target of a reference or a native label.
    mutating func push(_ target: Int32, _ traversal: Traversal) {
        var traversal = traversal.union(.target)
        if states[Int(target)].isProgrammaticallyHidden { traversal.insert(.includingHidden) }
        stack.append(Frame(node: target, traversal: traversal))
    }

    private mutating func leaveReferences(_ frame: Frame) {
        if hasText(since: frame.start) { return finish(frame, .ariaReference) }
        text.removeSubrange(Int(frame.start)...)
        describe(frame)
    }

    /// 2C to 2F.
    private mutating func describe(_ frame: Frame) {
        let element = NodeID(frame.node)
        let isUnseen = states[Int(frame.node)].contains(.invisible) && !frame.traversal.contains(.includingHidden)
        if frame.traversal.contains(.descendant), isUnseen { return startChildren(frame) }
        if frame.traversal.contains(.descendant), appendEmbeddedControl(frame) { return }
        // A field that is referred to says its value rather than its own name, where it has one.
        let isReferredTo = frame.traversal.isSuperset(of: [.target, .reference]) && frame.node != root
        if isReferredTo, hasValue(frame.node), appendEmbeddedControl(frame) { return }
        if let label = document.attribute(.ariaLabel, of: element), !label.isBlank, !document.isHTML(element, .slot) {
            append(label)
            return finish(frame, .ariaText)
        }
        guard !nameNatively(frame) else { return }
        continueWithContent(frame)
    }
}

// MARK: - Steps 2F to 2I

extension NameComputer {
    private mutating func leaveNative(_ frame: Frame) {
        if hasText(since: frame.start) { return finish(frame, frame.source) }
        text.removeSubrange(Int(frame.start)...)
        if !nameByAttribute(frame) { continueWithContent(frame) }
    }

    mutating func continueWithContent(_ frame: Frame) {
        if isNamedFromContent(frame) { startChildren(frame) } else { fallBack(frame) }
    }

    private func isNamedFromContent(_ frame: Frame) -> Bool {
        if !frame.traversal.isDisjoint(with: [.descendant, .target]) { return holdsText(frame.node) }
        if let role = role(of: frame.node), role.isNamedFromContents { return holdsText(frame.node) }
        return document.isHTML(NodeID(frame.node), .summary)
    }

    /// Whether the children of the element are what it shows; fallback content of media is not.
    private func holdsText(_ node: Int32) -> Bool {
        guard document.namespace[Int(node)] == .html else { return true }
        switch document.name[Int(node)] {
        case .audio, .iframe, .video, .select, .datalist, .textarea, .progress, .meter: return false
        case .object: return !document.hasAttribute(.data, NodeID(node))
        default: return true
        }
    }

    mutating func startChildren(_ frame: Frame) {
        var frame = frame
        frame.stage = .children
        frame.cursor = tree.firstChild(of: frame.node, in: document)
        appendPseudo(of: frame.node) { $0.before($1) }
        stack.append(frame)
    }

    private mutating func visitChildren(_ frame: Frame) {
        guard frame.cursor >= 0 else { return visitOwned(frame) }
        var frame = frame
        let child = frame.cursor
        frame.cursor = tree.nextSibling(of: child, in: document)
        stack.append(frame)
        stack.append(Frame(node: child, traversal: frame.traversal.intersection(.kept).union(.descendant)))
    }

    /// What the element whose name is sought owns counts as children of it; owners further down are not followed, so that
    /// none can lead back.
    private mutating func visitOwned(_ frame: Frame) {
        guard frame.traversal.contains(.root), document.kind[Int(frame.node)] == .element,
            let owned = document.attribute(.ariaOwns, of: NodeID(frame.node))
        else { return leaveChildren(frame) }
        var frame = frame
        frame.stage = .owned
        stack.append(frame)
        var targets: [Int32] = []
        var tokens = SpaceSeparatedTokens(owned)
        while let token = tokens.next(), targets.count < NameLimits.maximumSteps {
            guard let target = ids.element(token, from: NodeID(frame.node), in: document) else { continue }
            if !document.contains(NodeID(frame.node), target) { targets.append(target.index) }
        }
        spend(targets.count + owned.count / 64)
        for target in targets.reversed() {
            stack.append(Frame(node: target, traversal: frame.traversal.intersection(.kept).union(.descendant)))
        }
    }

    private mutating func leaveChildren(_ frame: Frame) {
        appendPseudo(of: frame.node) { $0.after($1) }
        guard document.kind[Int(frame.node)] == .element else { return }
        if hasText(since: frame.start) { return finish(frame, .content) }
        fallBack(frame)
    }

    /// 2I, and what HTML-AAM lets stand in where nothing else names a control.
    private mutating func fallBack(_ frame: Frame) {
        let element = NodeID(frame.node)
        let isUnseen = states[Int(frame.node)].contains(.invisible) && !frame.traversal.contains(.includingHidden)
        if isUnseen { return }
        if let caption = standardCaption(of: element) {
            append(Array(caption.utf8))
            return finish(frame, .userAgent)
        }
        // `alt` is the whole name of an image, be it empty; no title stands in for it (HTML-AAM 1.0 "img").
        let isWithoutText = document.isHTML(element, .img) && document.hasAttribute(.alt, element)
        if !isWithoutText, let title = document.attribute(.title, of: element), !title.isBlank {
            append(title)
            return finish(frame, .title)
        }
        if let placeholder = placeholder(of: element) {
            append(placeholder)
            return finish(frame, .placeholder)
        }
        if isImageButton(element) {
            append("Submit Query".utf8)
            return finish(frame, .userAgent)
        }
        // 2C: a control that is referred to says its value.
        if frame.traversal.contains(.target), appendEmbeddedControl(frame) { return }
        finish(frame, .none)
    }

    private mutating func appendPseudo(of node: Int32, _ box: (ComputedStyles, NodeID) -> PseudoBox?) {
        guard let styles, document.kind[Int(node)] == .element, states[Int(node)].contains(.rendered),
            let box = box(styles, NodeID(node)), box.style.visibility == .visible
        else { return }
        let isInline = box.style.display == .inline && !box.style.position.isOutOfFlow && box.style.float == .none
        if !isInline { appendSpace() }
        append(box.alternative ?? box.text)
        if !isInline { appendSpace() }
    }
}
