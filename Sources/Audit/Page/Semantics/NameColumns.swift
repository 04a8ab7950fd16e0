/// The names and descriptions of a page, in one arena.
struct NameColumns: Sendable {
    /// For each node its entry, or -1.
    private var entryOfNode: [Int32] = []
    private var entries: [Entry] = []
    private(set) var arena: [UInt8] = []
    /// Whether ``NameLimits`` was reached for the page as a whole.
    private(set) var isCut = false

    struct Entry: Sendable {
        var name: Range<Int32> = 0..<0
        var source = NameSource.none
        var description: Range<Int32> = 0..<0
        var descriptionSource = NameSource.none
    }

    init() {}

    init(computing computer: inout NameComputer) {
        let document = computer.document
        entryOfNode = [Int32](repeating: -1, count: document.nodeCount)
        for node in 0..<Int32(document.nodeCount) where document.kind[Int(node)] == .element {
            let state = computer.states[Int(node)]
            guard !state.isProgrammaticallyHidden else { continue }
            let element = NodeID(node)
            var entry = Entry()
            if Self.isNamedAhead(element, computer) {
                let (text, source) = computer.name(of: element)
                entry.name = store(text)
                entry.source = source
            }
            describe(element, &entry, &computer)
            guard entry.source != .none || entry.descriptionSource != .none else { continue }
            entryOfNode[Int(node)] = Int32(entries.count)
            entries.append(entry)
        }
        isCut = computer.budget <= 0
    }

    func entry(of node: NodeID) -> Entry? {
        let index = entryOfNode[Int(node.index)]
        return index < 0 ? nil : entries[Int(index)]
    }

    /// Cells and rows hold most of a page's text, once for each table around it; their names are computed when asked for.
    static func isNamedOnDemand(_ role: Role?) -> Bool { role == .cell || role == .gridcell || role == .row }

    /// Whether the name is computed with the page: for everything that can have one, except ``isNamedOnDemand(_:)``.
    private static func isNamedAhead(_ element: NodeID, _ computer: NameComputer) -> Bool {
        guard let role = computer.role(of: element.index) else {
            guard computer.document.namespace(of: element) == .html else { return false }
            switch computer.document.name(of: element) {
            case .abbr, .applet, .audio, .canvas, .embed, .frame, .iframe, .input, .object, .summary, .video:
                return true
            default: return false
            }
        }
        return !role.isNamingProhibited && !isNamedOnDemand(role)
    }

    private mutating func store(_ text: [UInt8]) -> Range<Int32> {
        let start = Int32(arena.count)
        arena += text
        return start..<Int32(arena.count)
    }
}

// MARK: - Descriptions

extension NameColumns {
    /// accname 1.2 §4.3.1, HTML-AAM 1.0 §5.1: `aria-describedby`, `aria-description`, what names did not use.
    private mutating func describe(_ element: NodeID, _ entry: inout Entry, _ computer: inout NameComputer) {
        for index in computer.document.attributes(of: element) {
            guard let source = Self.source(computer.document.attributeName[index], entry.source) else { continue }
            let value = computer.document.bytes[computer.document.attributeValue[index]]
            if value.isBlank { continue }
            if entry.descriptionSource != .none, source.rawValue >= entry.descriptionSource.rawValue { continue }
            let isReference = source == .ariaReference
            let text = isReference ? computer.description(of: element, from: value) : TextCleaning.collapsed(value)
            guard !text.isEmpty else { continue }
            entry.description = store(text)
            entry.descriptionSource = source
        }
        let isDescribable =
            computer.document.namespace(of: element) == .svg || computer.document.isHTML(element, .table)
        guard entry.descriptionSource == .none, isDescribable else { return }
        describeByChild(element, &entry, &computer)
    }

    /// The source an attribute would be, if it can describe; sources are declared in order of precedence.
    private static func source(_ name: Name, _ used: NameSource) -> NameSource? {
        switch name {
        case .ariaDescribedby: .ariaReference
        case .ariaDescription: .ariaText
        case .title where used != .title: .title
        default: nil
        }
    }

    /// A table's caption or `summary` and a graphic's `desc`, where they did not name it.
    private mutating func describeByChild(_ element: NodeID, _ entry: inout Entry, _ computer: inout NameComputer) {
        let document = computer.document
        let isTable = document.isHTML(element, .table)
        for child in document.children(of: element) where document.isElement(child) {
            let isDescription = isTable ? document.isHTML(child, .caption) : document.name(of: child) == .desc
            guard isDescription, entry.source != .caption else { continue }
            let text = computer.text(of: child)
            guard !text.isEmpty else { continue }
            entry.description = store(text)
            entry.descriptionSource = isTable ? .caption : .titleElement
            return
        }
        guard isTable, let summary = document.attribute(.summary, of: element), !summary.isBlank else { return }
        entry.description = store(TextCleaning.collapsed(summary))
        entry.descriptionSource = .summary
    }
}
