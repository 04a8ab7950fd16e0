import CXlsxWriter
import Foundation

/// A spreadsheet of texts and numbers as Office Open XML, written by libxlsxwriter.
///
/// Texts stand as inline strings, which are never formulas; equal content gives equal bytes. Tables too large to be held are
/// written row by row with ``WorkbookFile``.
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
        let file = try WorkbookFile()
        for sheet in sheets { file.add(sheet) }
        return try file.finish()
    }
}

extension Workbook.Validation {
    func write(at place: Workbook.Place, to worksheet: UnsafeMutablePointer<lxw_worksheet>) {
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
