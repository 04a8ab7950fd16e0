// MARK: - Roles

extension Page {
    /// The semantic role (ACT): explicit, else implicit, presentational conflicts resolved; nil where HTML-AAM has none.
    ///
    /// `none` stands for both `none` and `presentation`.
    public func role(of node: NodeID) -> Role? { RoleResolver.role(semantics.roles[Int(node.index)]) }

    /// The first token of the `role` attribute that is a role and not abstract, or nil.
    public func explicitRole(of node: NodeID) -> Role? { RoleResolver.role(semantics.explicitRoles[Int(node.index)]) }

    /// The role the element has by itself, whatever its `role` attribute says.
    public func implicitRole(of node: NodeID) -> Role? { RoleResolver.role(semantics.implicitRoles[Int(node.index)]) }

    /// ACT "marked as decorative": `role="none"` or `presentation`, or an `img` with `alt=""` and no explicit role.
    public func isMarkedAsDecorative(_ node: NodeID) -> Bool {
        if let role = explicitRole(of: node) { return role.isPresentational }
        return document.isHTML(node, .img) && document.attribute(.alt, of: node)?.isEmpty ?? false
    }

    /// The elements that have this semantic role, exposed or not, in document order; a walk over one column.
    public func elements(withRole wanted: Role) -> [NodeID] { Array(roleIndex[Int(wanted.rawValue)]) }

    /// The elements whose semantic role is this one or inherits from it (ACT "inheriting semantic role").
    public func elements(inheritingRole wanted: Role) -> [NodeID] {
        elements(withRoleIn: Self.heirs[Int(wanted.rawValue)])
    }

    /// By the raw value of a role, it and those that inherit from it.
    private static let heirs: [RoleSet] = {
        var heirs = [RoleSet](repeating: [], count: 256)
        for role in Role.allCases {
            heirs[Int(role.rawValue)] = RoleSet(Role.allCases.filter { $0.inherits(from: role) })
        }
        return heirs
    }()

    /// The elements whose semantic role is in the set.
    public func elements(withRoleIn wanted: RoleSet) -> [NodeID] {
        roleIndex.elements(of: Role.allCases.lazy.filter(wanted.contains).map { Int($0.rawValue) })
    }
}

// MARK: - Exposure and focus

extension Page {
    /// ACT "included in the accessibility tree".
    public func isExposed(_ node: NodeID) -> Bool { state(node).contains(.exposed) }

    /// The elements included in the accessibility tree, in document order.
    public var exposedElements: [NodeID] {
        (0..<document.nodeCount).filter {
            document.kind[$0] == .element && semantics.states[$0].contains(.exposed)
        }.map { NodeID($0) }
    }

    /// ACT "programmatically hidden": `display: none`, not `visibility: visible`, or `aria-hidden="true"` around it.
    public func isProgrammaticallyHidden(_ node: NodeID) -> Bool { state(node).isProgrammaticallyHidden }

    /// Whether the node has a box; `visibility` and `aria-hidden` do not matter.
    public func isRendered(_ node: NodeID) -> Bool { state(node).contains(.rendered) }

    /// Whether the node or an ancestor has `aria-hidden="true"`.
    public func isAriaHidden(_ node: NodeID) -> Bool { state(node).contains(.ariaHidden) }

    /// ACT "inert", as far as attributes say it.
    public func isInert(_ node: NodeID) -> Bool { state(node).contains(.inert) }

    /// Whether an ancestor has a role whose children are presentational (a button, an image).
    public func isInsidePresentationalChildren(_ node: NodeID) -> Bool { state(node).contains(.flattened) }

    /// Whether a person who sees can see the node, as far as styles tell; `unknown` where they are incomplete.
    public func perceivability(of node: NodeID) -> Perceivability {
        let state = state(node)
        if !state.contains(.rendered) || state.contains(.invisible) {
            return styles?.isComplete ?? true ? .hidden : .unknown
        }
        if state.contains(.unseen) { return .hidden }
        return state.contains(.unsureSeen) ? .unknown : .visible
    }

    /// Whether the node is not known to be invisible (ACT "visible").
    public func isVisible(_ node: NodeID) -> Bool { perceivability(of: node) != .hidden }

    /// ACT "focusable": reached by Tab, or with a `tabindex`.
    public func isFocusable(_ node: NodeID) -> Bool { state(node).contains(.focusable) }

    /// Whether Tab reaches the element (part of sequential focus navigation).
    public func isTabbable(_ node: NodeID) -> Bool { state(node).contains(.tabbable) }

    /// The elements Tab reaches, in that order.
    public var tabOrder: [NodeID] { semantics.tabOrder }

    /// The value of `tabindex`, or nil where missing or no integer.
    public func tabIndex(of node: NodeID) -> Int? { Focus.tabIndex(of: node, in: document) }

    /// ACT "disabled element": a disabled form control, or `aria-disabled="true"` on it or an ancestor.
    public func isDisabled(_ node: NodeID) -> Bool {
        if state(node).contains(.disabled) { return true }
        if isAriaDisabled(node) { return true }
        return document.ancestors(of: node).contains(where: isAriaDisabled)
    }

    private func isAriaDisabled(_ node: NodeID) -> Bool {
        document.isElement(node) && document.attribute(.ariaDisabled, of: node)?.equalsIgnoringCase("true") ?? false
    }

    func state(_ node: NodeID) -> NodeState { semantics.states[Int(node.index)] }
}

// MARK: - Names

extension Page {
    /// The accessible name (accname 1.2), whitespace collapsed and trimmed; empty where there is none.
    ///
    /// Programmatically hidden elements have none. Names of cells and rows are computed at each call.
    public func accessibleName(of node: NodeID) -> Bytes { nameAndSource(of: node).name }

    /// Which step of accname gave the name.
    public func nameSource(of node: NodeID) -> NameSource { nameAndSource(of: node).source }

    public func hasAccessibleName(_ node: NodeID) -> Bool { !accessibleName(of: node).isEmpty }

    /// Whether the name is what the specification says, and not cut by ``NameLimits``.
    public func isNameKnown(_ node: NodeID) -> Bool { nameSource(of: node) != .unknown }

    /// The accessible description, or empty.
    public func accessibleDescription(of node: NodeID) -> Bytes {
        guard let entry = semantics.names.entry(of: node) else { return [] }
        return semantics.names.arena[entry.description]
    }

    public func descriptionSource(of node: NodeID) -> NameSource {
        semantics.names.entry(of: node)?.descriptionSource ?? .none
    }

    private func nameAndSource(of node: NodeID) -> (name: Bytes, source: NameSource) {
        guard document.isElement(node) else { return ([], .none) }
        guard NameColumns.isNamedOnDemand(role(of: node)) else {
            guard let entry = semantics.names.entry(of: node) else {
                return ([], semantics.names.isCut ? .unknown : .none)
            }
            return (semantics.names.arena[entry.name], entry.source)
        }
        guard !isProgrammaticallyHidden(node) else { return ([], .none) }
        var computer = nameComputer
        let (name, source) = computer.name(of: node)
        return (name[...], source)
    }

    private var nameComputer: NameComputer {
        NameComputer(
            document: document,
            tree: semantics.tree,
            ids: semantics.ids,
            labels: semantics.labels,
            states: semantics.states,
            roles: semantics.roles,
            styles: styles
        )
    }

    /// The `label` elements of a control, in document order.
    public func labels(of control: NodeID) -> [NodeID] { semantics.labels.labels(of: control) }

    /// The control a `label` element labels, or nil.
    public func labeledControl(of label: NodeID) -> NodeID? { semantics.labels.control(of: label) }

    /// HTML "labelable element".
    public func isLabelable(_ node: NodeID) -> Bool { LabelIndex.isLabelable(node, in: document) }

    /// ACT "programmatic label": labels of the control, then what its `aria-labelledby` names.
    public func programmaticLabels(of node: NodeID) -> [NodeID] {
        labels(of: node) + idReferences(.ariaLabelledby, of: node).nodes
    }
}

// MARK: - References

/// What a list of ids refers to.
public struct IDReferences: Sendable {
    /// The elements found, in the order of the tokens.
    public var nodes: [NodeID] = []
    /// The tokens no element of the same tree has as its id.
    public var missing: [Bytes] = []
}

extension Page {
    /// The first element of the document (not of shadow trees) with this id, or nil.
    public func element(withID id: some Collection<UInt8>) -> NodeID? {
        semantics.ids.element(Array(id)[...], from: .document, in: document)
    }

    /// The elements whose id an earlier element of the same tree has.
    public var duplicateIDs: [NodeID] { semantics.ids.duplicates }

    /// What an attribute that holds ids refers to, in the element's own tree.
    public func idReferences(_ attribute: Name, of node: NodeID) -> IDReferences {
        var references = IDReferences()
        guard let value = document.attribute(attribute, of: node) else { return references }
        for token in SpaceSeparatedTokens(value) {
            if let found = semantics.ids.element(token, from: node, in: document) {
                references.nodes.append(found)
            } else {
                references.missing.append(token)
            }
        }
        return references
    }

    /// The nearest HTML element of this name, from the node itself upwards, or nil.
    public func closest(_ name: Name, from node: NodeID) -> NodeID? {
        if document.isHTML(node, name) { return node }
        return document.ancestors(of: node).first { document.isHTML($0, name) }
    }

    /// The parent in the flat tree (shadow roots passed over), or nil.
    public func flatParent(of node: NodeID) -> NodeID? {
        var parent = semantics.tree.parent(of: node.index, in: document)
        while parent > 0, document.kind[Int(parent)] == .shadowRoot {
            parent = semantics.tree.parent(of: parent, in: document)
        }
        return parent < 0 ? nil : NodeID(parent)
    }

    /// Whether the node is in a `template`, and so no part of the page.
    public func isInTemplate(_ node: NodeID) -> Bool { semantics.ids.isInTemplate(node.index) }

    /// The state of an `input` element's `type`; nil for other elements.
    public func inputType(of node: NodeID) -> InputType? {
        guard document.isHTML(node, .input) else { return nil }
        return InputType(attribute: document.attribute(.type, of: node))
    }
}
