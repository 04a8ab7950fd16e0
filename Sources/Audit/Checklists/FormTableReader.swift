/// Turns the rows of sheets into the tree of a form; every cell has a number that its problems are told by.
struct FormTableReader {
    let log: ProblemLog
    private var last = 0
    private var head: [YAMLNode.Field] = []
    private var subject: [YAMLNode.Field] = []
    private var facts = Block(line: 1)
    private var sections: [Section] = []
    private var units: [(row: Row, unit: Cell)] = []

    init(log: ProblemLog) { self.log = log }

    private struct Cell {
        let text: String
        let line: Int
    }

    private struct Row {
        let line: Int
        let section: String
        let id: String
        let cells: [FormTable.Column: Cell]

        /// The answer and the further readings that were taken.
        var answers: [Cell] {
            ([.answer] + (2...FormAnswerReader.maximumReadings).map { FormTable.Column.reading($0) })
                .compactMap { cells[$0] }
        }

        /// Whether anybody wrote something.
        var isBlank: Bool { answers.isEmpty && cells[.reason] == nil && cells[.note] == nil && cells[.photos] == nil }
    }

    private struct Question {
        let id: String
        let line: Int
        var row: Row?
        var parts: [(id: String, row: Row)] = []
    }

    /// Questions answered together: one ramp, or a section that does not repeat.
    private struct Block {
        let line: Int
        /// Name and coordinates.
        var fields: [YAMLNode.Field] = []
        var questions: [Question] = []
    }

    private struct Section {
        let id: String
        let line: Int
        var isRepeated = false
        var blocks: [Block] = []
    }

    mutating func tree(_ sheets: [SheetTable]) -> YAMLNode {
        for sheet in sheets { read(sheet) }
        var fields = head
        let line = head.first?.line ?? 1
        fields.append(.init(key: "subject", line: subject.first?.line ?? line, value: mapping(subject, line)))
        fields.append(.init(key: "facts", line: facts.line, value: mapping(answers(facts), facts.line)))
        let nodes = sections.map { YAMLNode.Field(key: $0.id, line: $0.line, value: node($0)) }
        fields.append(.init(key: "sections", line: sections.first?.line ?? line, value: mapping(nodes, line)))
        return mapping(fields, line)
    }

    // MARK: - Rows

    private mutating func place(_ sheet: SheetTable, _ row: Int, _ column: Int) -> Int {
        last += 1
        log.places[last] = sheet.place(row, column)
        return last
    }

    private mutating func read(_ sheet: SheetTable) {
        guard let first = sheet.rows.first, first.cells[0] != FormTable.listMark else { return }
        guard sheet.rows.count <= XLSXFile.Bound.rows else {
            let line = place(sheet, first.number, 0)
            log.add(line, ("行数太多", "there are too many rows"), remedy: ("请分成几份表格", "Split the form"))
            return
        }
        guard let columns = columns(first, sheet) else { return }
        for row in sheet.rows.dropFirst() { if let read = self.row(row, columns, sheet) { take(read) } }
    }

    /// The columns by their titles; nil and a problem where this is no sheet of a form.
    private mutating func columns(_ head: SheetTable.Row, _ sheet: SheetTable) -> [Int: FormTable.Column]? {
        var columns: [Int: FormTable.Column] = [:]
        for (index, title) in head.cells.sorted(by: { $0.key < $1.key }) {
            if let column = FormTable.Column(title: title) {
                columns[index] = column
            } else {
                let known: [FormTable.Column] = [
                    .section, .id, .question, .how, .unit, .answer, .reason, .note, .photos,
                ]
                log.addUnknown(
                    title,
                    at: place(sheet, head.number, index),
                    among: known.flatMap { [$0.title.zh, $0.title.en] },
                    zh: "列",
                    en: "column"
                )
            }
        }
        let needed: [FormTable.Column] = [.section, .id, .answer]
        let missing = needed.filter { !columns.values.contains($0) }
        guard !missing.isEmpty else { return columns }
        let zh = missing.map(\.title.zh).joined(separator: "、")
        log.add(
            place(sheet, head.number, 0),
            ("第一行缺少列 \(zh)", "the first row has no column \(missing.map(\.title.en).joined(separator: ", "))"),
            remedy: ("请保留导出时的第一行，或删去这张表", "Keep the first row as it was exported, or delete this sheet")
        )
        return nil
    }

    private mutating func row(
        _ row: SheetTable.Row,
        _ columns: [Int: FormTable.Column],
        _ sheet: SheetTable
    ) -> Row? {
        var cells: [FormTable.Column: Cell] = [:]
        for (index, text) in row.cells.sorted(by: { $0.key < $1.key }) {
            let trimmed = text.trimmingSpaces
            if trimmed.isEmpty { continue }
            let line = place(sheet, row.number, index)
            guard let column = columns[index] else {
                log.add(
                    line,
                    ("这一列没有列名，却有内容", "this column has no title, but something stands in it"),
                    remedy: ("请移到“说明”一列，或删去", "Move it to the column 'note', or delete it")
                )
                continue
            }
            cells[column] = Cell(text: trimmed, line: line)
        }
        guard let section = cells[.section], let id = cells[.id] else {
            if cells.keys.contains(where: { $0 != .question && $0 != .how && $0 != .unit && $0 != .section }) {
                let missing = cells[.section] == nil ? FormTable.Column.section : .id
                log.add(
                    cells.values.map(\.line).min() ?? place(sheet, row.number, 0),
                    ("此行缺少“\(missing.title.zh)”", "this row has no '\(missing.title.en)'"),
                    remedy: ("请从导出的表格整行复制", "Copy whole rows of the exported form")
                )
            }
            return nil
        }
        let column = columns.first { $0.value == .answer }?.key ?? 0
        let line = cells[.answer]?.line ?? place(sheet, row.number, column)
        return Row(line: line, section: section.text, id: id.text, cells: cells)
    }

    private mutating func take(_ row: Row) {
        if let unit = row.cells[.unit], !row.answers.isEmpty { units.append((row, unit)) }
        switch row.section {
        case FormTable.headSection: takeHead(row)
        case FormTable.factSection:
            if facts.questions.isEmpty { facts = Block(line: row.line) }
            add(row, to: &facts)
        default: takeSection(row)
        }
    }

    private mutating func takeHead(_ row: Row) {
        let isSubject = row.id.hasPrefix(FormTable.subjectPrefix)
        let key = isSubject ? String(row.id.dropFirst(FormTable.subjectPrefix.count)) : row.id
        var text = row.cells[.answer]?.text
        if key == "state" { text = FormTable.states.first { $0.label.zh == text }?.id ?? text }
        if key == "selection" {
            text = VisitSelection.allCases.first { $0.title.zh == text || $0.title.en == text }?.rawValue ?? text
        }
        let field = YAMLNode.Field(key: key, line: row.line, value: scalar(text, row.line))
        let taken = (isSubject ? subject : head).contains { $0.key == key }
        if taken {
            if text != nil { twice(row) }
        } else if isSubject {
            subject.append(field)
        } else {
            head.append(field)
        }
    }

    private mutating func takeSection(_ row: Row) {
        let index: Int
        if let known = sections.firstIndex(where: { $0.id == row.section }) {
            index = known
        } else {
            index = sections.count
            sections.append(Section(id: row.section, line: row.line))
        }
        if row.id == "name" {
            sections[index].isRepeated = true
            sections[index].blocks.append(Block(line: row.line))
        } else if sections[index].blocks.isEmpty {
            sections[index].blocks.append(Block(line: row.line))
        }
        let block = sections[index].blocks.count - 1
        guard FormTable.entryKeys.contains(row.id) else { return add(row, to: &sections[index].blocks[block]) }
        let field = YAMLNode.Field(key: row.id, line: row.line, value: scalar(row.cells[.answer]?.text, row.line))
        sections[index].blocks[block].fields.append(field)
    }

    private func add(_ row: Row, to block: inout Block) {
        let names = row.id.split(separator: FormTable.partSeparator, maxSplits: 1).map(String.init)
        let id = names.first ?? row.id
        let index = block.questions.firstIndex { $0.id == id }
        var question = index.map { block.questions[$0] } ?? Question(id: id, line: row.line)
        if names.count == 2 {
            let isTaken = question.parts.contains { $0.id == names[1] }
            if isTaken, !row.isBlank { twice(row) }
            if !isTaken { question.parts.append((names[1], row)) }
        } else {
            if question.row != nil, !row.isBlank { twice(row) }
            question.row = question.row ?? row
        }
        if let index { block.questions[index] = question } else { block.questions.append(question) }
    }

    private func twice(_ row: Row) {
        log.add(
            row.line,
            ("\(row.id.quotedForMessage) 在同一处出现两次", "\(row.id.quotedForMessage) stands twice in the same block"),
            remedy: ("请删去一行；另一处要从 name 一行起整段复制", "Delete one; for another place copy the block from its row 'name' on")
        )
    }
}

// MARK: - The tree

extension FormTableReader {
    private func node(_ section: Section) -> YAMLNode {
        let nodes = section.blocks.map { block in
            let answers = YAMLNode.Field(key: "answers", line: block.line, value: mapping(answers(block), block.line))
            return mapping(block.fields + [answers], block.line)
        }
        if section.isRepeated { return YAMLNode(line: section.line, content: .sequence(nodes)) }
        return nodes.first ?? YAMLNode(line: section.line, content: .null)
    }

    private func answers(_ block: Block) -> [YAMLNode.Field] {
        block.questions.map { question in
            YAMLNode.Field(key: question.id, line: question.row?.line ?? question.line, value: node(question))
        }
    }

    private func node(_ question: Question) -> YAMLNode {
        let line = question.row?.line ?? question.line
        let parts = question.parts.filter { !$0.row.isBlank }
        var answer = readings(question.row?.answers ?? [], line)
        if !parts.isEmpty {
            for (_, row) in parts { checkRemarks(row) }
            if !answer.isNull {
                log.add(
                    line,
                    ("\(question.id) 既有答案又有尺寸", "\(question.id) has both an answer and dimensions"),
                    remedy: ("有尺寸时这一格留空", "Leave this cell empty where dimensions are given")
                )
            }
            let fields = parts.map {
                YAMLNode.Field(key: $0.id, line: $0.row.line, value: readings($0.row.answers, $0.row.line))
            }
            answer = mapping(fields, line)
        }
        var fields = [YAMLNode.Field(key: "answer", line: line, value: answer)]
        for (key, column) in [("reason", FormTable.Column.reason), ("note", .note)] {
            guard let cell = question.row?.cells[column] else { continue }
            fields.append(.init(key: key, line: cell.line, value: scalar(cell.text, cell.line)))
        }
        if let cell = question.row?.cells[.photos] {
            let names = cell.text.split { ";；\n".contains($0) }.map { scalar($0.trimmingSpaces, cell.line) }
            fields.append(
                .init(key: "photos", line: cell.line, value: YAMLNode(line: cell.line, content: .sequence(names)))
            )
        }
        return mapping(fields, line)
    }

    private func checkRemarks(_ row: Row) {
        for column in [FormTable.Column.reason, .note, .photos] {
            guard let cell = row.cells[column] else { continue }
            log.add(
                cell.line,
                ("尺寸一行不能写“\(column.title.zh)”", "a row of a dimension takes no '\(column.title.en)'"),
                remedy: ("请写在该检查项的第一行", "Write it in the first row of the item")
            )
        }
    }

    private func readings(_ cells: [Cell], _ line: Int) -> YAMLNode {
        switch cells.count {
        case 0: YAMLNode(line: line, content: .null)
        case 1: scalar(cells[0].text, cells[0].line)
        default: YAMLNode(line: line, content: .sequence(cells.map { scalar($0.text, $0.line) }))
        }
    }

    private func scalar(_ text: String?, _ line: Int) -> YAMLNode {
        YAMLNode(line: line, content: text.map { .scalar($0) } ?? .null)
    }

    private func mapping(_ fields: [YAMLNode.Field], _ line: Int) -> YAMLNode {
        YAMLNode(line: line, content: .mapping(fields))
    }
}

// MARK: - Units

extension FormTableReader {
    /// A value means what its unit says: whoever changes the unit of a row is told to write it behind the value.
    func checkUnits(_ checklist: Checklist) {
        var measures: [String: AnswerKind.Measure] = [:]
        func note(_ id: String, _ kind: AnswerKind) {
            switch kind {
            case .measure(let measure), .count(let measure): measures[id] = measure
            case .dimensions(let parts):
                for part in parts { measures["\(id)\(FormTable.partSeparator)\(part.id)"] = part.measure }
            case .yesNo, .choice: break
            }
        }
        for fact in checklist.facts + checklist.sections.flatMap(\.facts) { note(fact.id, fact.answer) }
        for item in checklist.items { note(item.id, item.answer) }
        for (row, unit) in units {
            guard let measure = measures[row.id] else { continue }
            let wanted = FormTable.unit(measure)
            let words = unit.text.replacing(" / ", with: "\n").split(whereSeparator: \.isNewline).map(\.trimmingSpaces)
            if words.allSatisfy({ $0 == wanted.zh || $0 == wanted.en || MeasureUnit(written: $0) == measure.unit }) {
                continue
            }
            log.add(
                unit.line,
                (
                    "单位改成了 \(unit.text.quotedForMessage)，此项问的是 \(wanted.zh)",
                    "the unit was changed to \(unit.text.quotedForMessage); the question is asked in \(wanted.en)"
                ),
                remedy: ("请改回单位，把单位写在数值后面，如 12 cm", "Put the unit back and write it behind the value, as 12 cm")
            )
        }
    }
}
