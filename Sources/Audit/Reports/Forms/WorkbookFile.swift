import CXlsxWriter
import Foundation

/// A workbook that is written row by row into the temporary folder, so that memory does not grow with its rows.
///
/// Not a value: whoever holds it writes to the same file. `@unchecked Sendable` holds since a report's writer, its only owner
/// beside ``Workbook``, is used under a lock.
final class WorkbookFile: @unchecked Sendable {
    private let folder: String
    private let path: String
    /// nil once it is closed.
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var formats: [Workbook.Style: UnsafeMutablePointer<lxw_format>] = [:]
    /// Each sheet with the number of its next row; no pointer where the name was refused.
    private var sheets: [(worksheet: UnsafeMutablePointer<lxw_worksheet>?, rows: Int)] = []

    /// - Throws: ``AuditError`` `diskFull` where the temporary folder takes no file.
    init() throws {
        folder = FileManager.default.temporaryDirectory.path
        path = "\(folder)/audit-\(UUID().uuidString).xlsx"
        guard let workbook = audit_workbook_new(path, folder) else { throw Self.unwritable(folder) }
        self.workbook = workbook
        // The same moment in each, so that equal content gives equal bytes.
        _ = audit_workbook_made_at(workbook, 315_532_800)
        for style in Workbook.Style.allCases { formats[style] = Self.format(style, workbook) }
    }

    deinit {
        if let workbook { workbook_close(workbook) }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Adds a sheet with the rows it has so far; more may follow with ``append(_:to:)``.
    ///
    /// - Returns: The number of the sheet.
    @discardableResult
    func add(_ sheet: Workbook.Sheet) -> Int {
        // nil on a name that is taken or not allowed, or where no temporary file can be made.
        guard let worksheet = workbook.flatMap({ workbook_add_worksheet($0, sheet.name) }) else {
            sheets.append((nil, 0))
            return sheets.count - 1
        }
        worksheet_freeze_panes(worksheet, 1, 0)
        for (index, width) in sheet.widths.enumerated() {
            var options = lxw_row_col_options()
            options.hidden = sheet.hiddenColumns.contains(index) ? 1 : 0
            worksheet_set_column_opt(worksheet, UInt16(index), UInt16(index), Double(width), nil, &options)
        }
        sheets.append((worksheet, 0))
        let number = sheets.count - 1
        for row in sheet.rows { append(row, to: number, sheet.styles) }
        for (place, validation) in sheet.validations { validation.write(at: place, to: worksheet) }
        return number
    }

    /// Writes the next row of a sheet; the first is its head.
    func append(_ cells: [Workbook.Cell], to number: Int, _ styles: [Workbook.Place: Workbook.Style] = [:]) {
        let (worksheet, row) = sheets[number]
        guard let worksheet else { return }
        for (column, cell) in cells.enumerated() {
            let style = styles[.init(row: row, column: column)] ?? (row == 0 ? .head : .plain)
            Self.write(cell, UInt32(row), UInt16(column), formats[style], to: worksheet)
        }
        sheets[number].rows += 1
    }

    /// Closes the workbook and reads it.
    ///
    /// - Throws: ``AuditError`` `diskFull` where the temporary folder does not hold it.
    func finish() throws -> [UInt8] {
        guard let open = workbook else { preconditionFailure("a workbook is finished once") }
        workbook = nil
        guard workbook_close(open) == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
            throw Self.unwritable(folder)
        }
        return [UInt8](data)
    }

    private static func unwritable(_ folder: String) -> AuditError {
        AuditError(
            .diskFull,
            at: folder,
            LocalizedText(zh: "无法在临时文件夹中写工作簿", en: "a workbook cannot be written in the temporary folder"),
            remedy: LocalizedText(
                zh: "请释放空间，或用 TMPDIR 另指一个文件夹",
                en: "Free some space, or name another folder with TMPDIR"
            )
        )
    }

    private static func format(
        _ style: Workbook.Style,
        _ workbook: UnsafeMutablePointer<lxw_workbook>
    ) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(workbook)
        format_set_text_wrap(format)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        switch style {
        case .plain: break
        case .head: format_set_bold(format)
        case .quiet: format_set_font_color(format, 0x59_59_59)
        case .entry, .textEntry:
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_bg_color(format, 0xFF_FB_E6)
            if style == .textEntry { format_set_num_format(format, "@") }
        }
        return format
    }
}

// MARK: - Cells

extension WorkbookFile {
    private static func write(
        _ cell: Workbook.Cell,
        _ row: UInt32,
        _ column: UInt16,
        _ format: UnsafeMutablePointer<lxw_format>?,
        to worksheet: UnsafeMutablePointer<lxw_worksheet>
    ) {
        switch cell {
        case .number(let value) where value.isFinite: worksheet_write_number(worksheet, row, column, value, format)
        case .text(let text) where !text.isEmpty:
            worksheet_write_string(worksheet, row, column, literal(text), format)
        case .empty, .text, .number: worksheet_write_blank(worksheet, row, column, format)
        }
    }

    /// A cell holds 32,767 characters, and `_x000D_` in it stands for a character (ECMA-376 §22.9.2.19).
    private static func literal(_ text: String) -> String {
        let shown = text.utf16.count > 32_000 ? HostileText.line(text, limit: 15_000) : text
        var allowed = ""
        for scalar in shown.unicodeScalars {
            // What XML does not allow, and what would turn the direction of text; a text from C ends at its first zero.
            if let substitute = HostileText.substitute(for: scalar) {
                allowed += substitute
            } else {
                allowed.unicodeScalars.append(scalar)
            }
        }
        return allowed.replacing("_x", with: "_x005F_x")
    }
}
