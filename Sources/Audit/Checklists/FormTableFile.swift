/// Reads forms that were filled in as a workbook or a CSV file.
///
/// The rows become the tree that a form in YAML is read as, so that all are checked and refused alike; problems name the
/// sheet and the cell, or the line.
enum FormTableFile {
    /// - Throws: ``AuditErrors`` with cell and remedy of every problem.
    static func read(
        xlsx bytes: [UInt8],
        path: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let sheets: [SheetTable]
        do throws(XLSXFile.Refusal) {
            sheets = try XLSXFile(bytes).sheets
        } catch {
            let remedy = LocalizedText(zh: "请从表格软件重新保存为 .xlsx", en: "Save it as .xlsx from the spreadsheet once more")
            throw AuditErrors([AuditError(.malformedForm, at: path, error.problem, remedy: remedy)])
        }
        return try read(sheets, path: path, library: library)
    }

    /// Reads UTF-8 with or without a byte order mark.
    ///
    /// - Throws: ``AuditErrors`` with line and remedy of every problem.
    static func read(
        csv bytes: [UInt8],
        path: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let table: CSVTable
        do {
            table = try CSVTable(bytes, path: path)
        } catch {
            throw AuditErrors([error as? AuditError ?? AtomicFile.unwritable(path)])
        }
        func row(_ number: Int, _ cells: [String]) -> SheetTable.Row {
            let filled = cells.enumerated().filter { !$0.element.isEmpty }
            return SheetTable.Row(
                number: number,
                cells: Dictionary(uniqueKeysWithValues: filled.map { ($0.offset, unprotected($0.element)) })
            )
        }
        let rows = [row(1, table.header)] + table.rows.map { row($0.line, $0.cells) }
        return try read([SheetTable(name: nil, rows: rows)], path: path, library: library)
    }

    /// The apostrophe that our own export puts before what a spreadsheet would take for a formula.
    private static func unprotected(_ cell: String) -> String {
        guard cell.hasPrefix("'"), let next = cell.unicodeScalars.dropFirst().first,
            "=+-@＝＋－＠|%".unicodeScalars.contains(next)
        else { return cell }
        return String(cell.dropFirst())
    }

    private static func read(
        _ sheets: [SheetTable],
        path: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let log = ProblemLog(path: path, code: .malformedForm)
        var reader = FormTableReader(log: log)
        let root = reader.tree(sheets)
        try log.throwIfAny()
        return try FormReader.read(root, log: log) { id, version throws(AuditErrors) in
            let checklist = try library.checklist(id, version: version)
            reader.checkUnits(checklist)
            return checklist
        }
    }
}
