import CXlsxWriter
import Foundation

/// A spreadsheet of texts and numbers as Office Open XML, written by libxlsxwriter.
///
/// Texts stand as inline strings, which are never formulas; equal content gives equal bytes.
struct Workbook {
    enum Cell {
        case text(String)
        case number(Double)
        case empty
    }

    /// How a cell looks and what a spreadsheet takes what is typed there for.
    enum Style: CaseIterable {
        case plain, head
        /// Names and remarks that are not to be changed.
        case quiet
        /// To be filled in; what is typed is taken as it is or for a number.
        case entry
        /// To be filled in; what is typed stays text, so that `1:12` does not become a time of day.
        case textEntry
    }

    struct Place: Hashable {
        let row: Int
        let column: Int
    }

    /// What a spreadsheet says about a cell and what it refuses to take.
    struct Validation {
        enum Rule {
            /// One of the texts of a column of another sheet.
            case list(sheet: String, column: Int, count: Int)
            /// Any text, or a number in the range.
            case range(ClosedRange<Double>)
        }

        let rule: Rule
        let title: String
        let message: String
        let refusal: String
    }

    struct Sheet {
        /// At most 31 characters, without `:\/?*[]`.
        let name: String
        /// The first row is a head, which stays when the rest scrolls.
        let rows: [[Cell]]
        /// In characters.
        var widths: [Int] = []
        var hiddenColumns: Set<Int> = []
        var styles: [Place: Style] = [:]
        var validations: [Place: Validation] = [:]
    }

    /// So many characters hold in the texts of a validation.
    fileprivate enum Bound {
        static let title = 32
        static let message = 250
    }

    let sheets: [Sheet]

    /// - Throws: ``AuditError`` `diskFull` where the temporary folder takes no file.
    func bytes() throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/audit-\(UUID().uuidString).xlsx"
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let workbook = audit_workbook_new(path, folder) else { throw Self.unwritable(folder) }
        // The same moment in each, so that equal content gives equal bytes.
        _ = audit_workbook_made_at(workbook, 315_532_800)
        var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
        for style in Style.allCases { formats[style] = Self.format(style, workbook) }
        for sheet in sheets {
            // nil on a name that is taken or not allowed, or where no temporary file can be made.
            guard let worksheet = workbook_add_worksheet(workbook, sheet.name) else { continue }
            sheet.write(to: worksheet, formats)
        }
        guard workbook_close(workbook) == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
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
        _ style: Style,
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

// MARK: - Sheets

extension Workbook.Sheet {
    fileprivate func write(
        to worksheet: UnsafeMutablePointer<lxw_worksheet>,
        _ formats: [Workbook.Style: UnsafeMutablePointer<lxw_format>]
    ) {
        worksheet_freeze_panes(worksheet, 1, 0)
        for (index, width) in widths.enumerated() {
            var options = lxw_row_col_options()
            options.hidden = hiddenColumns.contains(index) ? 1 : 0
            worksheet_set_column_opt(worksheet, UInt16(index), UInt16(index), Double(width), nil, &options)
        }
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                let style = styles[.init(row: row, column: column)] ?? (row == 0 ? .head : .plain)
                write(cell, UInt32(row), UInt16(column), formats[style], to: worksheet)
            }
        }
        for (place, validation) in validations { validation.write(at: place, to: worksheet) }
    }

    private func write(
        _ cell: Workbook.Cell,
        _ row: UInt32,
        _ column: UInt16,
        _ format: UnsafeMutablePointer<lxw_format>?,
        to worksheet: UnsafeMutablePointer<lxw_worksheet>
    ) {
        switch cell {
        case .number(let value) where value.isFinite: worksheet_write_number(worksheet, row, column, value, format)
        case .text(let text) where !text.isEmpty:
            worksheet_write_string(worksheet, row, column, Self.literal(text), format)
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

extension Workbook.Validation {
    fileprivate func write(at place: Workbook.Place, to worksheet: UnsafeMutablePointer<lxw_worksheet>) {
        _ = audit_worksheet_validate(
            worksheet,
            UInt32(place.row),
            UInt16(place.column),
            isList ? 1 : 0,
            formula(at: place),
            String(title.unicodeScalars.prefix(Workbook.Bound.title)),
            String(message.unicodeScalars.prefix(Workbook.Bound.message)),
            String(refusal.unicodeScalars.prefix(Workbook.Bound.message))
        )
    }

    private var isList: Bool {
        if case .list = rule { true } else { false }
    }

    private func formula(at place: Workbook.Place) -> String {
        switch rule {
        case .list(let sheet, let column, let count):
            let name = SheetTable.letters(column)
            return "='\(sheet.replacing("'", with: "''"))'!$\(name)$1:$\(name)$\(count)"
        case .range(let range):
            let cell = SheetTable.letters(place.column) + "\(place.row + 1)"
            let (low, high) = (range.lowerBound.shortText, range.upperBound.shortText)
            return "=OR(ISTEXT(\(cell)),AND(ISNUMBER(\(cell)),\(cell)>=\(low),\(cell)<=\(high)))"
        }
    }
}
