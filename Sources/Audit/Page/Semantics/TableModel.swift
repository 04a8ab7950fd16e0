/// The grid of an HTML table and its header cells.
///
/// Source: HTML §4.9.12.1 "forming a table", §4.9.12.2 "forming relationships between data cells and header cells".
public struct TableModel: Sendable {
    /// Bounds on what hostile spans may cost; what exceeds them leaves ``isComplete`` false.
    public enum Limits {
        /// HTML §4.9.11: the greatest `colspan` and `rowspan`.
        static let maximumColumnSpan = 1_000
        static let maximumRowSpan = 65_534
        /// Slots of one table's grid.
        static let maximumSlots = 1 << 20
        /// Slots of a grid for each cell of the table, beyond a flat allowance.
        static let slotsPerCell = 32
        static let freeSlots = 4_096
    }

    public struct Cell: Sendable, Equatable {
        public let node: NodeID
        public let x: Int
        public let y: Int
        public let width: Int
        public let height: Int
        public let isHeader: Bool
    }

    /// What a header cell is the header of.
    public enum HeaderKind: UInt8, Sendable {
        case column, row, columnGroup, rowGroup
        /// It stands among data in its row and its column, so that no rule gives it a direction.
        case neither
    }

    public let table: NodeID
    public internal(set) var cells: [Cell] = []
    public internal(set) var width = 0
    public internal(set) var height = 0
    /// False where a limit cut the grid short; its headers are then not known.
    public internal(set) var isComplete = true
    /// Which cell covers a slot, row by row; -1 where none does.
    var grid: [Int32] = []
    /// First row of each row group and one past its last.
    var rowGroups: [Range<Int>] = []
    var columnGroups: [Range<Int>] = []
    /// Whether a row or column has a data cell.
    var rowHasData: [Bool] = []
    var columnHasData: [Bool] = []
    /// Header cells of a whole group of rows or columns; most tables have none.
    var groupHeaders: [Int32] = []

    /// Forms the table of a `table` element.
    ///
    /// - Complexity: O(nodes directly in the table + slots of its grid).
    public init(of table: NodeID, in document: Document) {
        self.table = table
        var builder = TableBuilder(document)
        builder.form(table)
        cells = builder.cells
        width = builder.width
        height = builder.height
        rowGroups = builder.rowGroups
        columnGroups = builder.columnGroups
        isComplete = builder.isComplete
        fillGrid()
        for (index, cell) in cells.enumerated() where cell.isHeader {
            let scope = Self.scope(of: cell.node, in: document)
            if scope == .rowGroup || scope == .columnGroup { groupHeaders.append(Int32(index)) }
        }
    }

    /// The cell an element makes, or nil; O(log cells).
    public func cell(of node: NodeID) -> Cell? { index(of: node).map { cells[$0] } }

    func index(of node: NodeID) -> Int? {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].node < node { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].node == node ? low : nil
    }

    /// The cell that covers a slot, or nil.
    public func cell(x: Int, y: Int) -> Cell? {
        guard isComplete, x >= 0, y >= 0, x < width, y < height else { return nil }
        let index = grid[y * width + x]
        return index < 0 ? nil : cells[Int(index)]
    }

    private mutating func fillGrid() {
        rowHasData = [Bool](repeating: false, count: height)
        columnHasData = [Bool](repeating: false, count: width)
        let allowance = Limits.freeSlots + Limits.slotsPerCell * cells.count
        guard isComplete, width * height <= min(Limits.maximumSlots, allowance) else {
            isComplete = false
            return
        }
        grid = [Int32](repeating: -1, count: width * height)
        for (index, cell) in cells.enumerated() {
            for y in cell.y..<cell.y + cell.height {
                for x in cell.x..<cell.x + cell.width {
                    grid[y * width + x] = Int32(index)
                    if !cell.isHeader {
                        rowHasData[y] = true
                        columnHasData[x] = true
                    }
                }
            }
        }
    }
}

// MARK: - Forming

private struct TableBuilder {
    let document: Document
    var cells: [TableModel.Cell] = []
    var width = 0
    var height = 0
    var rowGroups: [Range<Int>] = []
    var columnGroups: [Range<Int>] = []
    var isComplete = true
    /// The row up to which (exclusive) a column is taken by a cell from above.
    private var takenUntil: [Int] = []
    /// Columns taken by cells that grow down to the end of the row group (`rowspan=0`).
    private var growing: [Int] = []
    private var work = 0

    init(_ document: Document) { self.document = document }

    mutating func form(_ table: NodeID) {
        var footers: [NodeID] = []
        for child in document.children(of: table) where document.namespace(of: child) == .html {
            switch document.name(of: child) {
            case .colgroup: addColumns(child)
            case .tr: addRow(child)
            case .thead, .tbody: addGroup(child)
            case .tfoot: footers.append(child)
            default: break
            }
        }
        endGroup()
        for footer in footers { addGroup(footer) }
        cells.sort { $0.node < $1.node }
    }

    private mutating func addColumns(_ group: NodeID) {
        var count = 0
        for column in document.children(of: group) where document.isHTML(column, .col) {
            count += span(.span, of: column, most: TableModel.Limits.maximumColumnSpan)
        }
        if count == 0 { count = span(.span, of: group, most: TableModel.Limits.maximumColumnSpan) }
        let start = columnGroups.last?.upperBound ?? 0
        guard start + count <= TableModel.Limits.maximumSlots else { return isComplete = false }
        columnGroups.append(start..<start + count)
        width = max(width, start + count)
    }

    private mutating func addGroup(_ group: NodeID) {
        endGroup()
        let start = height
        for row in document.children(of: group) where document.isHTML(row, .tr) { addRow(row) }
        endGroup()
        if height > start { rowGroups.append(start..<height) }
    }

    /// HTML "algorithm for ending a row group": cells end where their group ends.
    private mutating func endGroup() {
        for index in growing {
            let cell = cells[index]
            cells[index] = TableModel.Cell(
                node: cell.node,
                x: cell.x,
                y: cell.y,
                width: cell.width,
                height: max(1, min(cell.height, height - cell.y)),
                isHeader: cell.isHeader
            )
        }
        growing.removeAll()
        for column in takenUntil.indices { takenUntil[column] = min(takenUntil[column], height) }
    }

    private mutating func addRow(_ row: NodeID) {
        let y = height
        height += 1
        var x = 0
        for node in document.children(of: row) {
            let isHeader = document.isHTML(node, .th)
            guard isHeader || document.isHTML(node, .td) else { continue }
            while x < takenUntil.count, takenUntil[x] > y { x += 1 }
            let columns = span(.colspan, of: node, most: TableModel.Limits.maximumColumnSpan)
            let rows = span(.rowspan, of: node, most: TableModel.Limits.maximumRowSpan, zero: Int.max / 2)
            work += columns
            guard work <= TableModel.Limits.maximumSlots, x + columns <= TableModel.Limits.maximumSlots else {
                return isComplete = false
            }
            if x + columns > takenUntil.count {
                takenUntil += [Int](repeating: 0, count: x + columns - takenUntil.count)
            }
            for column in x..<x + columns { takenUntil[column] = y + rows }
            if rows > 1 { growing.append(cells.count) }
            cells.append(.init(node: node, x: x, y: y, width: columns, height: rows, isHeader: isHeader))
            width = max(width, x + columns)
            x += columns
        }
    }

    /// A span by HTML's rules for parsing non-negative integers; at least 1, except where 0 has a meaning.
    private func span(_ name: Name, of node: NodeID, most: Int, zero: Int = 1) -> Int {
        guard let text = document.attribute(name, of: node), let value = Focus.parseInteger(text), value >= 0 else {
            return 1
        }
        return value == 0 ? zero : min(value, most)
    }
}
