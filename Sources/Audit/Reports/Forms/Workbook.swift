/// A spreadsheet of texts and numbers: Office Open XML (ECMA-376), written without a template.
///
/// Texts stand as inline strings, which are never formulas. libxlsxwriter would do as well, but writes through a file
/// and would be one more library to install for three small parts of XML.
struct Workbook {
    enum Cell {
        case text(String)
        case number(Double)
        case empty
    }

    struct Sheet {
        /// At most 31 characters, without `:\/?*[]`.
        let name: String
        /// The first row is a head, which stays when the rest scrolls.
        let rows: [[Cell]]
        /// In characters.
        var widths: [Int] = []
    }

    let sheets: [Sheet]

    func bytes() -> [UInt8] {
        var archive = ZIPArchive()
        archive.add("[Content_Types].xml", contentTypes())
        archive.add(
            "_rels/.rels",
            Self.relationships([("officeDocument", "xl/workbook.xml")])
        )
        archive.add("xl/workbook.xml", workbook())
        archive.add(
            "xl/_rels/workbook.xml.rels",
            Self.relationships(
                sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
            )
        )
        archive.add("xl/styles.xml", Array(Self.styles.utf8))
        for (index, sheet) in sheets.enumerated() {
            archive.add("xl/worksheets/sheet\(index + 1).xml", Self.worksheet(sheet))
        }
        return archive.finished()
    }

    // MARK: - Parts

    private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    private func contentTypes() -> [UInt8] {
        var text = Self.declaration + "<Types xmlns=\"\(Self.package)/content-types\">"
        text += "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        text += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(Self.type)sheet.main+xml\"/>"
        text += "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(Self.type)styles+xml\"/>"
        for index in sheets.indices {
            text += "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" "
            text += "ContentType=\"\(Self.type)worksheet+xml\"/>"
        }
        return Array((text + "</Types>").utf8)
    }

    private static func relationships(_ targets: [(kind: String, target: String)]) -> [UInt8] {
        var text = declaration + "<Relationships xmlns=\"\(package)/relationships\">"
        for (index, each) in targets.enumerated() {
            text += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(office)/\(each.kind)\" Target=\"\(each.target)\"/>"
        }
        return Array((text + "</Relationships>").utf8)
    }

    private func workbook() -> [UInt8] {
        var bytes = Array(
            (Self.declaration + "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><sheets>").utf8
        )
        for (index, sheet) in sheets.enumerated() {
            bytes += Array("<sheet name=\"".utf8) + XMLText.escaped(sheet.name)
            bytes += Array("\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>".utf8)
        }
        return bytes + Array("</sheets></workbook>".utf8)
    }

    /// Two formats of cells: wrapped text, and the same in bold for heads.
    private static let styles =
        declaration + "<styleSheet xmlns=\"\(main)\">"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf fontId=\"0\"/></cellStyleXfs><cellXfs count=\"2\">"
        + "<xf xfId=\"0\" fontId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        + "<xf xfId=\"0\" fontId=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

    private static func worksheet(_ sheet: Sheet) -> [UInt8] {
        var bytes = Array((declaration + "<worksheet xmlns=\"\(main)\">").utf8)
        bytes += Array("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" ".utf8)
        bytes += Array("activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>".utf8)
        if !sheet.widths.isEmpty {
            bytes += Array("<cols>".utf8)
            for (index, width) in sheet.widths.enumerated() {
                let column = index + 1
                bytes += Array("<col min=\"\(column)\" max=\"\(column)\" width=\"\(width)\" customWidth=\"1\"/>".utf8)
            }
            bytes += Array("</cols>".utf8)
        }
        bytes += Array("<sheetData>".utf8)
        for (index, row) in sheet.rows.enumerated() { write(row, number: index + 1, to: &bytes) }
        return bytes + Array("</sheetData></worksheet>".utf8)
    }

    private static func write(_ row: [Cell], number: Int, to bytes: inout [UInt8]) {
        bytes += Array("<row r=\"\(number)\">".utf8)
        for (index, cell) in row.enumerated() {
            let place = "<c r=\"\(column(index))\(number)\" s=\"\(number == 1 ? 1 : 0)\""
            switch cell {
            case .empty: continue
            case .number(let value) where value.isFinite:
                bytes += Array("\(place)><v>\(value)</v></c>".utf8)
            case .number: continue
            case .text(let text):
                guard !text.isEmpty else { continue }
                bytes += Array("\(place) t=\"inlineStr\"><is><t xml:space=\"preserve\">".utf8)
                bytes += XMLText.escaped(literal(text)) + Array("</t></is></c>".utf8)
            }
        }
        bytes += Array("</row>".utf8)
    }

    /// A cell holds 32,767 characters, and `_x000D_` in it stands for a character (ECMA-376 §22.9.2.19).
    private static func literal(_ text: String) -> String {
        let shown = text.utf16.count > 32_000 ? HostileText.line(text, limit: 15_000) : text
        return shown.replacing("_x", with: "_x005F_x")
    }

    /// 0 is A, 26 is AA.
    static func column(_ index: Int) -> String {
        var (rest, name) = (index, "")
        repeat {
            name = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }
}
