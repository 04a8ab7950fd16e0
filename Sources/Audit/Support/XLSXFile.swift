/// The texts of a workbook (Office Open XML, ECMA-376), as spreadsheet programs save it.
///
/// Numbers become the shortest decimal text, dates `2026-08-20`, times `13:05:00`; of formulas the value that was saved.
struct XLSXFile {
    /// What a workbook could do to us; the values are far above any real form.
    enum Bound {
        static let sheets = 200
        static let rows = 20_000
        static let columns = 200
        static let cells = 200_000
    }

    struct Refusal: Error {
        let problem: LocalizedText
    }

    let sheets: [SheetTable]

    init(_ bytes: [UInt8]) throws(Refusal) {
        var reader = try XLSXReader(bytes)
        sheets = try reader.sheets()
    }
}

extension XLSXFile.Refusal {
    fileprivate init(_ zh: String, _ en: String) { self.init(problem: LocalizedText(zh: zh, en: en)) }
}

private struct XLSXReader {
    let archive: ZIPFile
    var strings: [String] = []
    /// For each format of cells whether it shows a number as a date or a time.
    var showsDates: [Bool] = []
    var beginsIn1904 = false
    var cells = 0

    init(_ bytes: [UInt8]) throws(XLSXFile.Refusal) {
        do throws(ZIPFile.Refusal) {
            archive = try ZIPFile(bytes)
        } catch {
            throw XLSXFile.Refusal(problem: error.problem)
        }
    }

    mutating func sheets() throws(XLSXFile.Refusal) -> [SheetTable] {
        guard let workbook = try part("xl/workbook.xml") else {
            throw XLSXFile.Refusal("不是 XLSX 工作簿", "this is no XLSX workbook")
        }
        beginsIn1904 = ["1", "true"].contains(workbook.child("workbookPr")?.attributes["date1904"] ?? "")
        strings = (try part("xl/sharedStrings.xml")?.children ?? []).filter { $0.name == "si" }.map(Self.text)
        showsDates = try part("xl/styles.xml").map(Self.showsDates) ?? []
        let targets = try targets()
        let listed = workbook.child("sheets")?.children.filter { $0.name == "sheet" } ?? []
        guard listed.count <= XLSXFile.Bound.sheets else {
            throw XLSXFile.Refusal("工作表太多", "there are too many sheets")
        }
        var sheets: [SheetTable] = []
        for sheet in listed {
            guard let target = targets[sheet.attributes["id"] ?? ""], let root = try part(target) else { continue }
            sheets.append(try table(root, name: sheet.attributes["name"] ?? ""))
        }
        return sheets
    }

    private func part(_ name: String) throws(XLSXFile.Refusal) -> XMLTree.Element? {
        let bytes: [UInt8]?
        do throws(ZIPFile.Refusal) {
            bytes = try archive.content(name)
        } catch {
            throw XLSXFile.Refusal(problem: error.problem)
        }
        guard let bytes else { return nil }
        do throws(XMLTree.Refusal) {
            return try XMLTree(bytes).root
        } catch {
            throw XLSXFile.Refusal(
                "工作簿中的 \(name) 第 \(error.line) 行\(error.problem.zh)",
                "line \(error.line) of \(name) in the workbook \(error.problem.en)"
            )
        }
    }

    /// The parts the workbook refers to, by the ids of its relationships.
    private func targets() throws(XLSXFile.Refusal) -> [String: String] {
        var targets: [String: String] = [:]
        for relation in try part("xl/_rels/workbook.xml.rels")?.children ?? [] {
            guard let id = relation.attributes["Id"], let target = relation.attributes["Target"] else { continue }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        return targets
    }

    // MARK: - Cells

    private mutating func table(_ root: XMLTree.Element, name: String) throws(XLSXFile.Refusal) -> SheetTable {
        var table = SheetTable(name: name, rows: [])
        var next = 1
        for element in root.child("sheetData")?.children ?? [] where element.name == "row" {
            let number = element.attributes["r"].flatMap(Int.init) ?? next
            next = number + 1
            var row = SheetTable.Row(number: number, cells: [:])
            var column = 0
            for cell in element.children where cell.name == "c" {
                if let place = cell.attributes["r"].flatMap(SheetTable.reference) { column = place.column }
                defer { column += 1 }
                guard let text = self.text(of: cell), !text.isEmpty else { continue }
                cells += 1
                guard column < XLSXFile.Bound.columns, cells <= XLSXFile.Bound.cells else { throw tooLarge(name) }
                row.cells[column] = text
            }
            if row.cells.isEmpty { continue }
            table.rows.append(row)
            guard table.rows.count <= XLSXFile.Bound.rows else { throw tooLarge(name) }
        }
        return table
    }

    private func tooLarge(_ sheet: String) -> XLSXFile.Refusal {
        XLSXFile.Refusal(
            "工作表 \(sheet.quotedForMessage) 的行或列太多",
            "the sheet \(sheet.quotedForMessage) has too many rows or columns"
        )
    }

    private func text(of cell: XMLTree.Element) -> String? {
        let value = cell.child("v")?.text
        switch cell.attributes["t"] {
        case "s":
            guard let index = value.flatMap(Int.init), strings.indices.contains(index) else { return nil }
            return strings[index]
        case "inlineStr": return cell.child("is").map(Self.text)
        case "str", "e", "d": return value.map(Self.unescaped)
        case "b": return value == "1" ? "true" : "false"
        default:
            guard let value, let number = Double(value), number.isFinite else { return value }
            let style = cell.attributes["s"].flatMap(Int.init) ?? 0
            return showsDates.indices.contains(style) && showsDates[style]
                ? SpreadsheetDay.text(number, beginsIn1904: beginsIn1904) : Self.decimal(number)
        }
    }

    /// Without an exponent, which no inspector writes.
    private static func decimal(_ number: Double) -> String {
        number == number.rounded() && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)"
    }

    /// A text, or the runs of a rich one; phonetic readings are left out.
    private static func text(of element: XMLTree.Element) -> String {
        let runs = element.children.map { child in
            child.name == "t" ? child.text : child.name == "r" ? child.child("t")?.text ?? "" : ""
        }
        return unescaped(runs.joined())
    }

    /// `_x000D_` stands for a character (ECMA-376 §22.9.2.19).
    private static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "_x") {
            result += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix(4)
            let end = rest.index(start.upperBound, offsetBy: 4, limitedBy: rest.endIndex) ?? rest.endIndex
            if digits.utf8.count == 4, digits.utf8.allSatisfy(\.isASCIIHexDigit), end < rest.endIndex, rest[end] == "_",
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
            {
                result.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                result += "_x"
                rest = rest[start.upperBound...]
            }
        }
        return result + rest
    }
}

// MARK: - Dates

extension XLSXReader {
    private static func showsDates(_ styles: XMLTree.Element) -> [Bool] {
        var codes: [Int: String] = [:]
        for format in styles.child("numFmts")?.children ?? [] {
            guard let id = format.attributes["numFmtId"].flatMap(Int.init) else { continue }
            codes[id] = format.attributes["formatCode"] ?? ""
        }
        return (styles.child("cellXfs")?.children ?? []).filter { $0.name == "xf" }.map { format in
            let id = format.attributes["numFmtId"].flatMap(Int.init) ?? 0
            // 14 to 22 and 45 to 47 are dates and times everywhere, 27 to 36 and 50 to 58 in East Asia (§18.8.30).
            if (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id) {
                return true
            }
            return codes[id].map(isDate) ?? false
        }
    }

    /// Whether a code has letters of a date outside quotation marks and brackets.
    private static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        for character in code.lowercased() {
            switch character {
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            case "y", "m", "d", "h", "s": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }
}

/// The days and times of spreadsheets, which are numbers.
private enum SpreadsheetDay {
    /// `2026-08-20`, `13:05:00` or both; 1 is the first of January 1900, with a 29 February 1900 that never was.
    static func text(_ serial: Double, beginsIn1904: Bool) -> String {
        guard (0..<2_958_466).contains(serial) else { return "\(serial)" }
        let seconds = Int((serial * 86_400).rounded())
        let (whole, rest) = (seconds / 86_400, seconds % 86_400)
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        guard whole > 0 else { return time }
        let day = Timestamp(
            millisecondsSince1970: Int64(whole + (beginsIn1904 ? 1462 : whole < 60 ? 1 : 0) - 25_569) * 86_400_000
        ).iso8601.prefix(10)
        return rest == 0 ? String(day) : "\(day) \(time)"
    }
}
