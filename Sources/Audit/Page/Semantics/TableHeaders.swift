// MARK: - Header cells

extension TableModel {
    /// What the header cell is the header of (HTML §4.9.12.2).
    public func headerKind(of cell: Cell, in document: Document) -> HeaderKind {
        switch Self.scope(of: cell.node, in: document) {
        case .column: return .column
        case .row: return .row
        case .columnGroup: return .columnGroup
        case .rowGroup: return .rowGroup
        case .auto:
            guard isComplete else { return .neither }
            if !rowHasData[cell.y..<cell.y + cell.height].contains(true) { return .column }
            return columnHasData[cell.x..<cell.x + cell.width].contains(true) ? .neither : .row
        }
    }

    /// The state of the `scope` attribute.
    enum Scope { case column, row, columnGroup, rowGroup, auto }

    static func scope(of node: NodeID, in document: Document) -> Scope {
        guard let value = document.attribute(.scope, of: node) else { return .auto }
        if value.equalsIgnoringCase("col") { return .column }
        if value.equalsIgnoringCase("row") { return .row }
        if value.equalsIgnoringCase("colgroup") { return .columnGroup }
        return value.equalsIgnoringCase("rowgroup") ? .rowGroup : .auto
    }

    /// The header cells assigned to a cell, in document order ("algorithm for assigning header cells").
    ///
    /// - Complexity: O(rows + columns of the table, times the cell's span).
    public func headers(of cell: Cell, in page: Page) -> [NodeID] {
        let document = page.document
        var found: Set<NodeID> = []
        if document.hasAttribute(.headers, cell.node) {
            for id in page.idReferences(.headers, of: cell.node).nodes where self.cell(of: id) != nil {
                found.insert(id)
            }
        } else if isComplete {
            for y in cell.y..<cell.y + cell.height {
                scan(from: cell, x: cell.x, y: y, dx: -1, dy: 0, &found, document)
            }
            for x in cell.x..<cell.x + cell.width { scan(from: cell, x: x, y: cell.y, dx: 0, dy: -1, &found, document) }
            addGroupHeaders(of: cell, &found, document)
        }
        found.remove(cell.node)
        return found.filter { !isEmpty($0, document) }.sorted()
    }

    /// HTML: a cell is empty if it holds no element and nothing but whitespace.
    private func isEmpty(_ node: NodeID, _ document: Document) -> Bool {
        document.children(of: node).allSatisfy {
            switch document.kind(of: $0) {
            case .text: document.text(of: $0).isBlank
            case .element: false
            default: true
            }
        }
    }

    private func addGroupHeaders(of cell: Cell, _ found: inout Set<NodeID>, _ document: Document) {
        let rows = rowGroups.first { $0.contains(cell.y) }
        let columns = columnGroups.first { $0.contains(cell.x) }
        for header in groupHeaders.map({ cells[Int($0)] }) where header.node != cell.node {
            let isBefore = header.x < cell.x + cell.width && header.y < cell.y + cell.height
            guard isBefore else { continue }
            switch Self.scope(of: header.node, in: document) {
            case .rowGroup: if rows?.contains(header.y) ?? false { found.insert(header.node) }
            case .columnGroup: if columns?.contains(header.x) ?? false { found.insert(header.node) }
            default: break
            }
        }
    }

    /// HTML "internal algorithm for scanning and assigning header cells".
    private func scan(
        from principal: Cell,
        x: Int,
        y: Int,
        dx: Int,
        dy: Int,
        _ found: inout Set<NodeID>,
        _ document: Document
    ) {
        var (x, y) = (x + dx, y + dy)
        /// Where headers further away would be headers of other headers: (anchor, span) across the direction.
        var opaque: Set<[Int]> = []
        var block: [Cell] = principal.isHeader ? [principal] : []
        var isInBlock = principal.isHeader
        let isVertical = dx == 0
        let across: (Cell) -> [Int] = { isVertical ? [$0.x, $0.width] : [$0.y, $0.height] }
        while x >= 0, y >= 0 {
            defer { (x, y) = (x + dx, y + dy) }
            guard let current = cell(x: x, y: y) else { continue }
            if current.isHeader {
                isInBlock = true
                block.append(current)
                let kind = headerKind(of: current, in: document)
                let hasDirection = isVertical ? kind == .column : kind == .row
                if hasDirection, !opaque.contains(across(current)) { found.insert(current.node) }
            } else if isInBlock {
                isInBlock = false
                opaque.formUnion(block.map(across))
                block.removeAll()
            }
        }
    }
}
