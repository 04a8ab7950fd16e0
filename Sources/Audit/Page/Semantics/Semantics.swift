/// Roles, names, exposure and focus of every element, as columns; computed once a page in linear passes.
struct Semantics: Sendable {
    let tree: FlatTree
    let ids: IDIndex
    let labels: LabelIndex
    let states: [NodeState]
    /// Roles by their number, ``RoleResolver/noRole`` where there is none.
    let explicitRoles: [UInt8]
    let implicitRoles: [UInt8]
    let roles: [UInt8]
    let names: NameColumns
    /// In the order in which Tab reaches them.
    let tabOrder: [NodeID]

    init(of document: Document, styles: ComputedStyles?) {
        tree = FlatTree(of: document)
        ids = IDIndex(of: document)
        labels = LabelIndex(of: document, ids: ids)
        guard document.nodeCount > 0 else {
            states = []
            explicitRoles = []
            implicitRoles = []
            roles = []
            names = NameColumns()
            tabOrder = []
            return
        }
        var builder = NodeStateBuilder(document: document, tree: tree, styles: styles)
        builder.run()
        builder.renderImageMaps()
        builder.findFocusable()
        var resolver = RoleResolver(document: document, tree: tree, ids: ids, states: builder.states)
        resolver.run()
        var states = resolver.states
        Self.expose(&states, document, resolver.semantic)
        var computer = NameComputer(
            document: document,
            tree: tree,
            ids: ids,
            labels: labels,
            states: states,
            roles: resolver.semantic,
            styles: styles
        )
        names = NameColumns(computing: &computer)
        self.states = states
        explicitRoles = resolver.explicit
        implicitRoles = resolver.implicit
        roles = resolver.semantic
        tabOrder = Focus.order(of: states, in: document)
    }

    /// ACT "included in the accessibility tree": not hidden, not inert, not presentational, and mapped at all.
    private static func expose(_ states: inout [NodeState], _ document: Document, _ roles: [UInt8]) {
        for node in states.indices where document.kind[node] == .element {
            let state = states[node]
            if state.isProgrammaticallyHidden || state.contains(.inert) { continue }
            if RoleResolver.role(roles[node])?.isPresentational ?? false { continue }
            if state.contains(.flattened), !state.contains(.focusable) { continue }
            if roles[node] == RoleResolver.noRole, isUnmapped(document.name[node], document.namespace[node]) {
                continue
            }
            states[node].insert(.exposed)
        }
    }

    /// Elements that HTML-AAM and SVG-AAM keep out of the accessibility tree altogether.
    private static func isUnmapped(_ name: Name, _ namespace: Namespace) -> Bool {
        guard namespace == .html else { return namespace == .svg }
        switch name {
        case .base, .br, .col, .colgroup, .head, .link, .map, .meta, .noembed, .noframes, .noscript, .param, .picture,
            .rp, .script, .slot, .source, .style, .template, .title, .track, .wbr:
            return true
        default: return false
        }
    }
}

extension NodeStateBuilder {
    /// Areas take part in a page where an image that is rendered uses their map (HTML §4.8.14), though no style shows them.
    mutating func renderImageMaps() {
        guard !document.elements(.area).isEmpty else { return }
        var users: [Bytes: NodeState] = [:]
        for image in document.elements(.img) {
            guard let map = document.attribute(.usemap, of: image), map.first == 0x23 else { continue }
            let state = states[Int(image.index)]
            if users[map.dropFirst()]?.isProgrammaticallyHidden ?? true { users[map.dropFirst()] = state }
        }
        for map in document.elements(.map) {
            guard let name = document.attribute(.name, of: map) ?? document.attribute(.id, of: map) else { continue }
            guard let image = users[name] else { continue }
            for node in document.subtree(of: map) where document.isHTML(NodeID(node), .area) {
                let kept: NodeState = [.rendered, .invisible, .ariaHidden, .inert, .unseen, .unsureSeen]
                let own = states[Int(node)].intersection(.ariaHidden)
                states[Int(node)].subtract(kept)
                states[Int(node)].formUnion(image.intersection(kept).union(own))
            }
        }
    }

    mutating func findFocusable() {
        for node in states.indices where document.kind[node] == .element {
            let element = NodeID(Int32(node))
            if Focus.isDisableable(element, in: document),
                states[node].contains(.inDisabledFieldset) || document.hasAttribute(.disabled, element)
            {
                states[node].insert(.disabled)
            }
            let state = states[node]
            guard state.contains(.rendered), state.isDisjoint(with: [.invisible, .inert, .disabled]) else { continue }
            let index = Focus.tabIndex(of: element, in: document)
            guard index != nil || Focus.isNative(element, in: document) else { continue }
            states[node].insert(.focusable)
            if index ?? 0 >= 0 { states[node].insert(.tabbable) }
        }
    }
}
