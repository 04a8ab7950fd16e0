/// A sheet of a workbook, or a CSV file: rows of texts, as far as they are filled in.
struct SheetTable {
    struct Row {
        /// From 1, as spreadsheets and editors count.
        let number: Int
        /// The cells that hold something, by column from 0.
        var cells: [Int: String]
    }

    /// nil for a CSV file, which has no sheets.
    let name: String?
    var rows: [Row]

    /// Where a cell is: `坡道!F12`, or the line of a CSV file.
    func place(_ row: Int, _ column: Int) -> String {
        name.map { "\($0)!\(Self.letters(column))\(row)" } ?? "\(row)"
    }

    /// 0 is A, 26 is AA.
    static func letters(_ column: Int) -> String {
        var (rest, name) = (column, "")
        repeat {
            name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }

    /// `AB12` is column 27, row 12; nil for anything else.
    static func reference(_ text: String) -> (column: Int, row: Int)? {
        var column = 0
        var row = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
            default: return nil
            }
            guard column <= 20_000, row <= 2_000_000 else { return nil }
        }
        return column > 0 && row > 0 ? (column - 1, row) : nil
    }
}
