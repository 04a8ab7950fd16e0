/// A form to fill in as a workbook: one sheet for each module, lists to choose from, limits and clauses beside each question.
struct FormWorkbook {
    let table: FormTable
    /// One or both; questions are written in each, answers in the first.
    let languages: [Language]

    private var lists: [[String]] = []
    private var listIndex: [[String]: Int] = [:]

    init(_ table: FormTable, languages: [Language]) {
        self.table = table
        self.languages = languages.isEmpty ? [.en] : languages
    }

    /// - Throws: ``AuditError`` `diskFull` where the temporary folder takes no file.
    func bytes() throws -> [UInt8] {
        var copy = self
        var names: Set<String> = []
        var sheets = copy.table.modules.map { module in
            copy.sheet(module, name: Self.sheetName(copy.text(module.title, " · "), taken: &names))
        }
        sheets.append(copy.listSheet())
        return try Workbook(sheets: sheets).bytes()
    }

    /// The first language's name of the sheet with the lists.
    private var listName: String { LocalizedText(zh: "选项", en: "Choices")[languages[0]] }

    private func text(_ text: LocalizedText, _ separator: String = "\n") -> String {
        var seen: Set<String> = []
        return languages.map { text[$0] }.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(
            separator: separator
        )
    }

    /// At most 31 characters, without those a sheet's name may not have, and used once.
    private static func sheetName(_ title: String, taken: inout Set<String>) -> String {
        let refused: Set<Character> = [":", "\\", "/", "?", "*", "[", "]", "'"]
        let plain = String(title.filter { !refused.contains($0) }.prefix(24))
        var name = plain
        var number = 2
        while !taken.insert(name.lowercased()).inserted {
            name = "\(plain) \(number)"
            number += 1
        }
        return name
    }

    // MARK: - Sheets

    private static func width(_ column: FormTable.Column) -> Int {
        switch column {
        case .section: 10
        case .id: 26
        case .question: 44
        case .how: 60
        case .unit: 9
        case .answer: 22
        case .reading: 12
        case .reason, .note: 28
        case .photos: 24
        }
    }

    private mutating func sheet(_ module: FormTable.Module, name: String) -> Workbook.Sheet {
        let columns = table.columns
        var sheet = Workbook.Sheet(
            name: name,
            rows: [columns.map { .text(text($0.title)) }] + module.rows.map { row in columns.map { cell($0, row) } },
            widths: columns.map(Self.width),
            hiddenColumns: [0]
        )
        for (index, row) in module.rows.enumerated() {
            for (position, column) in columns.enumerated() {
                let place = Workbook.Place(row: index + 1, column: position)
                sheet.styles[place] = Self.style(column, row)
                sheet.validations[place] = validation(column, row)
            }
        }
        return sheet
    }

    private func cell(_ column: FormTable.Column, _ row: FormTable.Row) -> Workbook.Cell {
        switch column {
        case .section: .text(row.section)
        case .id: .text(row.id)
        case .question: .text(text(row.question))
        case .how: .text(row.how.map { text($0) } ?? "")
        case .unit: .text(row.unit.map { text($0) } ?? "")
        case .answer: answer(row, 0)
        case .reading(let number): answer(row, number - 1)
        case .reason: .text(row.reason ?? "")
        case .note: .text(row.note ?? "")
        case .photos: .text(row.photos.joined(separator: "; "))
        }
    }

    /// Numbers stand as numbers, what is chosen from a list as the list has it.
    private func answer(_ row: FormTable.Row, _ index: Int) -> Workbook.Cell {
        guard row.answers.indices.contains(index) else { return .empty }
        let written = row.answers[index]
        switch row.input {
        case .number(let measure) where measure.unit.dimension != .slope:
            return Double(written).map { .number($0) } ?? .text(written)
        case .list(let options):
            return .text(options.first { $0.id == written }?.label[languages[0]] ?? written)
        case .number, .fixed, .text: return .text(written)
        }
    }

    private static func style(_ column: FormTable.Column, _ row: FormTable.Row) -> Workbook.Style {
        switch column {
        case .section, .id, .how, .unit: return .quiet
        case .question: return .plain
        case .reason, .note, .photos: return row.takesRemarks ? .textEntry : .quiet
        case .answer:
            if case .fixed = row.input { return .quiet }
            return entry(row)
        case .reading(let number):
            guard case .number(let measure) = row.input, number <= max(measure.readings, row.answers.count) else {
                return .quiet
            }
            return entry(row)
        }
    }

    /// Slopes stay text, since `1:12` would become a time of day; so do texts, since a date would become a number.
    private static func entry(_ row: FormTable.Row) -> Workbook.Style {
        if case .number(let measure) = row.input, measure.unit.dimension != .slope { return .entry }
        return .textEntry
    }

    // MARK: - What may be typed

    private mutating func validation(_ column: FormTable.Column, _ row: FormTable.Row) -> Workbook.Validation? {
        switch (column, row.input) {
        case (.answer, .list(let options)):
            let labels = options.map { $0.label[languages[0]] }
            let index = listIndex[labels] ?? lists.count
            if index == lists.count {
                lists.append(labels)
                listIndex[labels] = index
            }
            return Workbook.Validation(
                rule: .list(sheet: listName, column: index + 1, count: labels.count),
                title: row.id,
                message: row.how.map { text($0) } ?? "",
                refusal: text(LocalizedText(zh: "请从列表中选择", en: "Choose from the list"))
            )
        case (.answer, .number(let measure)), (.reading, .number(let measure)):
            if case .reading(let number) = column, number > measure.readings { return nil }
            return Workbook.Validation(
                rule: .range(measure.plausible),
                title: row.id,
                message: row.how.map { text($0) } ?? range(measure),
                refusal: range(measure)
            )
        default: return nil
        }
    }

    private func range(_ measure: AnswerKind.Measure) -> String {
        let (low, high) = (measure.plausible.lowerBound.shortText, measure.plausible.upperBound.shortText)
        return text(
            LocalizedText(
                zh: "可信范围 \(low) 至 \(high)，请核对单位和小数点；也可写 不适用 或 未核查",
                en: "From \(low) to \(high): check unit and decimal point; na and not_checked are taken too"
            )
        )
    }

    /// Each list in a column of its own, from the first row on.
    private func listSheet() -> Workbook.Sheet {
        let height = lists.map(\.count).max() ?? 0
        let rows = (0..<max(1, height)).map { index in
            [Workbook.Cell.text(index == 0 ? FormTable.listMark : "")]
                + lists.map { $0.indices.contains(index) ? .text($0[index]) : .empty }
        }
        return Workbook.Sheet(name: listName, rows: rows, widths: [10] + lists.map { _ in 24 })
    }
}
