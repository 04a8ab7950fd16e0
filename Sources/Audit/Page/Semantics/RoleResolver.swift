/// Gives every element its explicit, implicit and semantic role, parents before children.
///
/// Sources: WAI-ARIA 1.2 §8.1 (fallback roles), §5.4 `none` and §7 (presentational roles conflict resolution), ACT
/// "semantic role", HTML-AAM 1.0 §4.
struct RoleResolver {
    /// "No role" in the columns.
    static let noRole: UInt8 = 0xFF

    let document: Document
    let tree: FlatTree
    let ids: IDIndex
    var states: [NodeState]
    private(set) var explicit: [UInt8]
    private(set) var implicit: [UInt8]
    private(set) var semantic: [UInt8]
    /// The roles of header cells whose direction their table decides.
    private var headerKinds: [NodeID: TableModel.HeaderKind] = [:]
    /// The tables whose headers are in `headerKinds`.
    private var formedTables: Set<NodeID> = []

    init(document: Document, tree: FlatTree, ids: IDIndex, states: [NodeState]) {
        self.document = document
        self.tree = tree
        self.ids = ids
        self.states = states
        explicit = [UInt8](repeating: Self.noRole, count: document.nodeCount)
        implicit = explicit
        semantic = explicit
    }

    mutating func run() {
        for node in 1..<Int32(document.nodeCount) {
            let parent = tree.parent(of: node, in: document)
            guard parent >= 0 else { continue }
            inherit(node, from: parent)
            guard document.kind[Int(node)] == .element else { continue }
            let element = NodeID(node)
            let written = explicitRole(of: element)
            let native = implicitRole(of: element)
            explicit[Int(node)] = Self.number(written)
            implicit[Int(node)] = Self.number(native)
            semantic[Int(node)] = Self.number(resolve(element, parent, written, native))
        }
    }

    static func role(_ number: UInt8) -> Role? { Role(rawValue: number) }
    private static func number(_ role: Role?) -> UInt8 { role?.rawValue ?? noRole }

    private mutating func inherit(_ node: Int32, from parent: Int32) {
        let outer = states[Int(parent)]
        if outer.contains(.flattened) || Self.role(semantic[Int(parent)])?.hasPresentationalChildren ?? false {
            states[Int(node)].insert(.flattened)
        }
        if outer.contains(.inSectioning) || isSectioning(parent) { states[Int(node)].insert(.inSectioning) }
    }

    /// What takes `header` and `footer` away from `body` (HTML-AAM "header").
    private func isSectioning(_ node: Int32) -> Bool {
        if let role = Self.role(explicit[Int(node)]),
            [.article, .complementary, .main, .navigation, .region].contains(role)
        {
            return true
        }
        guard document.namespace[Int(node)] == .html else { return false }
        switch document.name[Int(node)] {
        case .article, .aside, .main, .nav, .section: return true
        default: return false
        }
    }

    // MARK: - Explicit

    /// ACT "explicit semantic role": the first token that names a role that is not abstract.
    private func explicitRole(of element: NodeID) -> Role? {
        guard let value = document.attribute(.role, of: element) else { return nil }
        var rest = value.trimmed
        while !rest.isEmpty {
            let end = rest.firstIndex(where: \.isHTMLSpace) ?? rest.endIndex
            if let role = Role(named: rest[rest.startIndex..<end]) { return role }
            rest = rest[end...].trimmed
        }
        return nil
    }

    // MARK: - Conflicts

    private func resolve(_ element: NodeID, _ parent: Int32, _ written: Role?, _ native: Role?) -> Role? {
        if let written, !written.isPresentational {
            // WAI-ARIA 1.2 §9.1: without a name these are as if no role had been given.
            if written == .region || written == .form, !hasAuthorName(element) { return native }
            return written
        }
        let isEmptyAlt = written == nil && native == Role.none && document.isHTML(element, .img)
        if written != nil || isEmptyAlt {
            guard isConflicting(element) else { return Role.none }
            return isEmptyAlt || native == Role.none ? .img : native
        }
        if inheritsPresentation(element, parent), !isConflicting(element) { return Role.none }
        return native
    }

    /// WAI-ARIA 1.2 "presentational roles conflict resolution": focusable, or a global attribute that says something.
    private func isConflicting(_ element: NodeID) -> Bool {
        if states[Int(element.index)].contains(.focusable) { return true }
        for index in document.attributes(of: element) {
            guard let attribute = ARIAAttribute(document.attributeName[index]), attribute.reach == .global else {
                continue
            }
            if attribute == .hidden { continue }
            if !document.bytes[document.attributeValue[index]].isBlank { return true }
        }
        return false
    }

    /// Whether the element is a required child of one that is presentational (WAI-ARIA 1.2 `none`, "required owned").
    private func inheritsPresentation(_ element: NodeID, _ parent: Int32) -> Bool {
        guard document.namespace(of: element) == .html else { return false }
        let container: NodeID?
        switch document.name(of: element) {
        case .li: container = NodeID(parent)
        case .td, .th, .tr, .tbody, .thead, .tfoot: container = table(of: element)
        default: return false
        }
        guard let container, let role = Self.role(semantic[Int(container.index)]) else { return false }
        return role.isPresentational && Self.role(explicit[Int(container.index)])?.isPresentational ?? false
    }

    // MARK: - Implicit

    private mutating func implicitRole(of element: NodeID) -> Role? {
        let name = document.name(of: element)
        switch document.namespace(of: element) {
        case .mathML: return name == .math ? .math : nil
        case .svg: return ImplicitRole.svg(name, isNamed: isNamedGraphic(element), isLink: isSVGLink(element))
        case .html: break
        }
        switch name {
        case .a, .area: return document.hasAttribute(.href, element) ? .link : .generic
        case .aside: return isInSectioningContent(element) && !hasAuthorName(element) ? .generic : .complementary
        case .footer: return states[Int(element.index)].contains(.inSectioning) ? .generic : .contentinfo
        case .header: return states[Int(element.index)].contains(.inSectioning) ? .generic : .banner
        case .section: return hasAuthorName(element) ? .region : .generic
        case .img, .image: return document.attribute(.alt, of: element)?.isEmpty ?? false ? Role.none : .img
        case .input: return inputRole(of: element)
        case .select: return isListbox(element) ? .listbox : .combobox
        case .li: return isInList(element) ? .listitem : .generic
        case .td: return cellRole(of: element)
        case .th: return headerRole(of: element)
        case .tr: return tableRole(of: element) == nil ? .generic : .row
        case .tbody, .thead, .tfoot: return tableRole(of: element) == nil ? .generic : .rowgroup
        default: return ImplicitRole.simple(name)
        }
    }

    /// Whether the element stands in `article`, `aside`, `nav` or `section`; `main` does not count for `aside`.
    private func isInSectioningContent(_ element: NodeID) -> Bool {
        guard states[Int(element.index)].contains(.inSectioning) else { return false }
        var node = tree.parent(of: element.index, in: document)
        while node > 0 {
            let role = Self.role(explicit[Int(node)])
            let isMain = role == .main || (role == nil && document.isHTML(NodeID(node), .main))
            if isSectioning(node), !isMain { return true }
            node = tree.parent(of: node, in: document)
        }
        return false
    }

    /// Whether attributes give a name, so that a `section` is a region (HTML-AAM "section").
    private func hasAuthorName(_ element: NodeID) -> Bool {
        if let label = document.attribute(.ariaLabel, of: element), !label.isBlank { return true }
        if let title = document.attribute(.title, of: element), !title.isBlank { return true }
        guard let references = document.attribute(.ariaLabelledby, of: element) else { return false }
        return references.spaceSeparated.contains { id in
            ids.element(id, from: element, in: document).map(saysSomething) ?? false
        }
    }

    /// Nodes of a label that are looked at; a larger one says something.
    private static let maximumLabel = 500

    /// Whether an element that labels another holds text, or says it by an attribute.
    private func saysSomething(_ label: NodeID) -> Bool {
        let subtree = document.subtree(of: label)
        for index in subtree.prefix(Self.maximumLabel) {
            let node = NodeID(index)
            if document.kind(of: node) == .text, !document.text(of: node).isBlank { return true }
            guard document.isElement(node) else { continue }
            let names: [Name] = [.ariaLabel, .alt, .title, .value, .ariaLabelledby]
            if names.contains(where: { !(document.attribute($0, of: node)?.isBlank ?? true) }) { return true }
        }
        return subtree.count > Self.maximumLabel
    }

    private func isNamedGraphic(_ element: NodeID) -> Bool {
        if document.hasAttribute(.ariaLabel, element) || document.hasAttribute(.ariaLabelledby, element) { return true }
        if states[Int(element.index)].contains(.focusable) { return true }
        return document.children(of: element).contains {
            document.isElement($0) && (document.name(of: $0) == .title || document.name(of: $0) == .desc)
        }
    }

    private func isSVGLink(_ element: NodeID) -> Bool {
        document.hasAttribute(.href, element) || document.hasAttribute(.xlinkHref, element)
    }

    private func inputRole(of element: NodeID) -> Role? {
        let type = InputType(attribute: document.attribute(.type, of: element))
        var hasSuggestions = false
        if let list = document.attribute(.list, of: element) {
            hasSuggestions =
                ids.element(list, from: element, in: document).map { document.isHTML($0, .datalist) } ?? false
        }
        return ImplicitRole.input(type, hasSuggestions: hasSuggestions)
    }

    private func isListbox(_ select: NodeID) -> Bool {
        if document.hasAttribute(.multiple, select) { return true }
        return document.attribute(.size, of: select).flatMap(Focus.parseInteger).map { $0 > 1 } ?? false
    }

    private func isInList(_ item: NodeID) -> Bool {
        let parent = tree.parent(of: item.index, in: document)
        guard parent >= 0, document.namespace[Int(parent)] == .html else { return false }
        switch document.name[Int(parent)] {
        case .ul, .ol, .menu, .dir: return true
        default: return false
        }
    }
}

// MARK: - Tables

extension RoleResolver {
    /// Steps from a cell to its table: `tr`, row group, `table`, with room for what XML allows.
    private static let maximumStepsToTable = 8

    private func table(of element: NodeID) -> NodeID? {
        var node = tree.parent(of: element.index, in: document)
        for _ in 0..<Self.maximumStepsToTable where node > 0 {
            if document.isHTML(NodeID(node), .table) { return NodeID(node) }
            node = tree.parent(of: node, in: document)
        }
        return nil
    }

    /// The role of the table the element belongs to, where that is a table, a grid or presentational.
    private func tableRole(of element: NodeID) -> Role? {
        guard let table = table(of: element), let role = Self.role(semantic[Int(table.index)]) else { return nil }
        switch role {
        case .table, .grid, .treegrid, .none, .presentation: return role
        default: return nil
        }
    }

    private func cellRole(of element: NodeID) -> Role {
        switch tableRole(of: element) {
        case nil: .generic
        case .grid, .treegrid: .gridcell
        default: .cell
        }
    }

    private mutating func headerRole(of element: NodeID) -> Role {
        guard let table = table(of: element), tableRole(of: element) != nil else { return .generic }
        if formedTables.insert(table).inserted { form(table) }
        switch headerKinds[element] {
        case .column, .columnGroup: return .columnheader
        case .row, .rowGroup: return .rowheader
        case .neither, nil: return cellRole(of: element)
        }
    }

    private mutating func form(_ table: NodeID) {
        let model = TableModel(of: table, in: document)
        for cell in model.cells where cell.isHeader {
            headerKinds[cell.node] = model.headerKind(of: cell, in: document)
        }
    }
}
