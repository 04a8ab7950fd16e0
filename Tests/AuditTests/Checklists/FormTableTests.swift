import Foundation
import Testing

@testable import Audit

/// Forms filled in as workbooks and CSV files.
struct FormTableTests {
    enum Kind: String, CaseIterable {
        case xlsx, csv
    }

    static func example(_ name: String) throws -> (form: FilledForm, checklist: Checklist) {
        try FormReader.read(ChecklistFixture.form(name), path: name, library: ChecklistFixture.library)
    }

    /// The form as the file an inspector hands in.
    static func file(
        _ kind: Kind,
        _ form: FilledForm,
        _ checklist: Checklist,
        _ languages: [Language]
    ) throws -> [UInt8] {
        let export = try #require(ChecklistExport(rawValue: kind.rawValue))
        return try export.bytes(of: checklist, in: languages, instance: form.instance, form: form)
    }

    static func read(_ kind: Kind, _ bytes: [UInt8]) throws -> FilledForm {
        let library = ChecklistFixture.library
        switch kind {
        case .xlsx: return try FormTableFile.read(xlsx: bytes, path: "f.xlsx", library: library).form
        case .csv: return try FormTableFile.read(csv: bytes, path: "f.csv", library: library).form
        }
    }

    /// What a form says, without the system its points were captured in: exports give WGS-84.
    static func content(_ form: FilledForm) -> FilledForm {
        func plain(_ point: FormPoint?) -> FormPoint? {
            point.map { FormPoint(latitude: $0.latitude, longitude: $0.longitude, captured: .wgs84) }
        }
        return FilledForm(
            checklist: form.checklist,
            version: form.version,
            instance: form.instance,
            state: form.state,
            inspector: form.inspector,
            date: form.date,
            subject: FormSubject(
                id: form.subject.id,
                name: form.subject.name,
                address: form.subject.address,
                point: plain(form.subject.point),
                responsibleUnit: form.subject.responsibleUnit,
                supervisingDepartment: form.subject.supervisingDepartment
            ),
            facts: form.facts,
            entries: form.entries.map { entry in
                FormEntry(
                    section: entry.section,
                    name: entry.name,
                    point: plain(entry.point),
                    facts: entry.facts,
                    answers: entry.answers
                )
            },
            selection: form.selection
        )
    }

    @Test(arguments: ChecklistFixture.formNames, Kind.allCases)
    func `a form comes back from a spreadsheet as it was`(name: String, kind: Kind) throws {
        let (form, checklist) = try Self.example(name)
        for languages in [[.zhHans], [.en], [.en, .zhHans]] as [[Language]] {
            let bytes = try Self.file(kind, form, checklist, languages)
            #expect(Self.content(try Self.read(kind, bytes)) == Self.content(form), "\(languages)")
        }
    }

    @Test(arguments: ChecklistFixture.library.ids, ["", "-short", "-full"])
    func `an empty form of every checklist is a draft without answers`(id: String, extent: String) throws {
        let checklist = try ChecklistFixture.library.checklist(id + extent)
        for kind in Kind.allCases {
            let export = try #require(ChecklistExport(rawValue: kind.rawValue))
            let bytes = try export.bytes(of: checklist, in: [.zhHans], instance: "form-0001")
            let errors = try ChecklistFixture.errors { _ = try Self.read(kind, bytes) }
            // Only what the head still lacks.
            #expect(
                errors.allSatisfy { error in
                    ["date", "id", "name"].contains { error.problem.en.contains("'\($0)'") }
                }
            )
            #expect(errors.count == 3, "\(errors)")
        }
    }

    // MARK: - As a person fills it in

    /// The cells of a form, changed one by one.
    struct Sheet {
        var tables: [SheetTable]

        init(_ form: FilledForm, _ checklist: Checklist) throws {
            tables = try XLSXFile(FormTableTests.file(.xlsx, form, checklist, [.en])).sheets
        }

        /// The workbook with one cell changed: that of `id` for the `nth` time in the column `title`.
        func place(_ id: String, _ title: String, nth: Int = 0) -> (table: Int, row: Int, column: Int)? {
            var left = nth
            for (index, table) in tables.enumerated() {
                guard let column = table.rows.first?.cells.first(where: { $0.value == title })?.key else { continue }
                for (row, cells) in table.rows.enumerated() where cells.cells[1] == id {
                    if left == 0 { return (index, row, column) }
                    left -= 1
                }
            }
            return nil
        }

        mutating func set(_ id: String, _ title: String, _ text: String, nth: Int = 0) throws -> String {
            let (table, row, column) = try #require(place(id, title, nth: nth))
            tables[table].rows[row].cells[column] = text.isEmpty ? nil : text
            return tables[table].place(tables[table].rows[row].number, column)
        }

        func bytes() throws -> [UInt8] {
            try Workbook(
                sheets: tables.map { table in
                    let width = (table.rows.flatMap { $0.cells.keys }.max() ?? 0) + 1
                    var rows = [[Workbook.Cell]](
                        repeating: [Workbook.Cell](repeating: .empty, count: width),
                        count: table.rows.map(\.number).max() ?? 1
                    )
                    for row in table.rows {
                        for (column, text) in row.cells { rows[row.number - 1][column] = .text(text) }
                    }
                    return Workbook.Sheet(name: table.name ?? "", rows: rows)
                }
            ).bytes()
        }
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let id: String
        let column: String
        let text: String
        let problem: String
        var testDescription: String { "\(id) \(column): \(text)" }
    }

    static let mistakes = [
        Mistake(
            id: "parking.location",
            column: "answer",
            text: "perhaps",
            problem: "must be yes, no, na or not_checked"
        ),
        Mistake(id: "parking.location", column: "answer", text: "na", problem: "gives no reason"),
        Mistake(id: "parking.location", column: "id", text: "parking.locaton", problem: "unknown item"),
        Mistake(id: "parking.slope", column: "reading 2", text: "95", problem: "is outside"),
        Mistake(id: "parking.slope", column: "reading 2", text: "01:12:00", problem: "is not a number"),
        Mistake(id: "parking.slope", column: "answer", text: "#REF!", problem: "is not a number"),
        Mistake(id: "parking.total", column: "answer", text: "260.5", problem: "must be a whole number"),
        Mistake(id: "parking.slope", column: "unit", text: "mm", problem: "the unit was changed"),
        Mistake(id: "state", column: "answer", text: "done", problem: "unknown value of state"),
        Mistake(id: "date", column: "answer", text: "46254", problem: "is not a date"),
        Mistake(id: "subject.latitude", column: "answer", text: "117.1", problem: "is beyond"),
        Mistake(id: "parking.location", column: "section", text: "lots", problem: "unknown key"),
        Mistake(id: "parking.location", column: "section", text: "", problem: "this row has no 'section'"),
    ]

    @Test(arguments: mistakes)
    func `a mistake is told with its sheet and cell`(mistake: Mistake) throws {
        let (form, checklist) = try Self.example("parking")
        var sheet = try Sheet(form, checklist)
        let cell = try sheet.set(mistake.id, mistake.column, mistake.text)
        let errors = try ChecklistFixture.errors { _ = try Self.read(.xlsx, sheet.bytes()) }
        let error = try #require(errors.first { $0.problem.en.contains(mistake.problem) }, "\(errors)")
        #expect(error.subject.hasPrefix("f.xlsx:"))
        #expect(!error.remedy.zh.isEmpty && !error.remedy.en.isEmpty)
        // An unknown section or id is told at the answer of its row.
        let row = cell.drop { $0 != "!" }.filter(\.isNumber)
        #expect(error.subject.hasSuffix(row), "\(error.subject) \(cell)")
        if mistake.column == "answer" || mistake.column.hasPrefix("reading") || mistake.column == "unit" {
            #expect(error.subject == "f.xlsx:\(cell)")
        }
    }

    @Test func `a block copied for another bay is another entry, wherever its rows stand`() throws {
        let (form, checklist) = try Self.example("parking")
        var sheet = try Sheet(form, checklist)
        let (table, start, _) = try #require(sheet.place("name", "answer", nth: 0))
        let rows = sheet.tables[table].rows
        let length = try #require(rows[(start + 1)...].firstIndex { $0.cells[1] == "name" }) - start
        let end = try #require(rows.last?.number)
        for (offset, row) in rows[start..<(start + length)].enumerated() {
            sheet.tables[table].rows.append(SheetTable.Row(number: end + 3 + offset, cells: row.cells))
        }
        _ = try sheet.set("name", "answer", "copied", nth: rows.filter { $0.cells[1] == "name" }.count)
        let read = try Self.read(.xlsx, sheet.bytes())
        let copy = try #require(read.entries.first { $0.name == "copied" })
        let original = try #require(read.entries.first { $0.section == copy.section })
        #expect(copy.answers == original.answers && copy.facts == original.facts)
        #expect(read.entries.count == form.entries.count + 1)
    }

    @Test func `a row that stands twice is refused`() throws {
        let (form, checklist) = try Self.example("parking")
        var sheet = try Sheet(form, checklist)
        let (table, row, _) = try #require(sheet.place("parking.location", "answer"))
        let copied = sheet.tables[table].rows[row]
        let end = try #require(sheet.tables[table].rows.last?.number)
        sheet.tables[table].rows.append(SheetTable.Row(number: end + 1, cells: copied.cells))
        let errors = try ChecklistFixture.errors { _ = try Self.read(.xlsx, sheet.bytes()) }
        #expect(errors.contains { $0.problem.en.contains("twice") }, "\(errors)")
    }

    @Test func `a sheet without its head and a column without title are refused, not passed over`() throws {
        let (form, checklist) = try Self.example("parking")
        var sheet = try Sheet(form, checklist)
        sheet.tables[1].rows[0].cells = [:]
        #expect(try ChecklistFixture.errors { _ = try Self.read(.xlsx, sheet.bytes()) }.isEmpty == false)
        sheet = try Sheet(form, checklist)
        sheet.tables[1].rows[2].cells[40] = "seen later"
        let errors = try ChecklistFixture.errors { _ = try Self.read(.xlsx, sheet.bytes()) }
        #expect(errors.contains { $0.problem.en.contains("no title") && $0.subject.hasSuffix("!AO3") }, "\(errors)")
    }

    @Test func `words of the form's other language are taken`() throws {
        let (form, checklist) = try Self.example("parking")
        var sheet = try Sheet(form, checklist)
        _ = try sheet.set("parking.location", "answer", "否")
        _ = try sheet.set("state", "answer", "草稿")
        _ = try sheet.set("parking.slope", "answer", "1:50")
        let read = try Self.read(.xlsx, sheet.bytes())
        #expect(read.state == .draft)
        let answers = read.entries.compactMap { $0.answers["parking.location"]?.value }
        #expect(answers.first == .no)
        let slopes = read.entries.compactMap { $0.answers["parking.slope"]?.value }
        guard case .readings(let values) = slopes.first else { Issue.record("no slope"); return }
        #expect(values.first == 2)
    }

    @Test func `CSV in the encoding of Chinese spreadsheets is read`() throws {
        let folder = try TemporaryFolder()
        let (form, checklist) = try Self.example("parking")
        let text = String(decoding: try Self.file(.csv, form, checklist, [.zhHans]).dropFirst(3), as: UTF8.self)
        // GB 18030, as Foundation numbers it.
        let data = try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632)))
        let file = folder.url.appending(path: "f.csv")
        try data.write(to: file)
        let read = try FormFile.read(file, library: ChecklistFixture.library)
        #expect(read.map { Self.content($0.form) } == [Self.content(form)])
    }
}

/// Workbooks as they come from outside.
struct XLSXFileTests {
    private static func workbook(_ cells: String, shared: String = "", styles: String = "") -> [UInt8] {
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        let parts = [
            "xl/workbook.xml":
                "<workbook \(main) xmlns:r=\"r\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"x\"/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels":
                "<Relationships><Relationship Id=\"x\" Target=\"/xl/worksheets/a.xml\"/></Relationships>",
            "xl/worksheets/a.xml": "<worksheet \(main)><sheetData>\(cells)</sheetData></worksheet>",
            "xl/sharedStrings.xml": "<sst \(main)>\(shared)</sst>",
            "xl/styles.xml": "<styleSheet \(main)>\(styles)</styleSheet>",
        ]
        return ZIPWriter.archive(parts.map { ($0.key, Array($0.value.utf8)) })
    }

    @Test func `texts, numbers, truths, dates and times are read as a person sees them`() throws {
        let cells = """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>in_x000A_line</t></is></c>\
            <c r="C2"><v>0.1</v></c><c r="D2"><v>1E3</v></c><c r="E2" t="b"><v>1</v></c>\
            <c r="F2" s="1"><v>46254</v></c><c r="G2" s="2"><v>0.05</v></c><c r="H2" t="str"><f>A1</f><v>said</v></c>\
            <c r="AB2" t="e"><v>#REF!</v></c></row><row><c><v>7</v></c><c s="3"><v>8</v></c></row>
            """
        let shared = "<si><r><t>two </t></r><r><t>runs</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
        let styles = """
            <numFmts><numFmt numFmtId="170" formatCode="0.0&quot;mm&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>\
            <xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="170"/></cellXfs>
            """
        let sheet = try #require(try XLSXFile(Self.workbook(cells, shared: shared, styles: styles)).sheets.first)
        #expect(sheet.rows.map(\.number) == [2, 3])
        #expect(
            sheet.rows[0].cells == [
                0: "two runs", 1: "in\nline", 2: "0.1", 3: "1000", 4: "true", 5: "2026-08-20", 6: "01:12:00", 7: "said",
                27: "#REF!",
            ]
        )
        #expect(sheet.rows[1].cells == [0: "7", 1: "8"])
        #expect(sheet.place(2, 27) == "s!AB2")
    }

    @Test func `what is no workbook, damaged, or too much is refused`() throws {
        func refusal(_ bytes: [UInt8]) -> XLSXFile.Refusal? {
            do throws(XLSXFile.Refusal) {
                _ = try XLSXFile(bytes)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal([]) != nil)
        #expect(refusal(Array("PK\u{3}\u{4}no".utf8)) != nil)
        #expect(refusal(ZIPWriter.archive([("a.txt", [1])])) != nil)
        #expect(refusal(Self.workbook("<row><c><v>1</v></c>")) != nil)
        #expect(refusal(Self.workbook("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>")) != nil)
        let rows = (1...20_001).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        #expect(refusal(Self.workbook(rows))?.problem.en.contains("too many rows") == true)
    }

    @Test func `a bomb is refused before it is unpacked`() throws {
        // 300 MB of spaces in some 300 kB.
        let bomb = ZIPWriter.archive([("xl/workbook.xml", [UInt8](repeating: 0x20, count: 300 << 20))])
        #expect(bomb.count < 1 << 20)
        let clock = ContinuousClock()
        let took = clock.measure {
            do throws(XLSXFile.Refusal) {
                _ = try XLSXFile(bomb)
                Issue.record("taken")
            } catch {
                #expect(error.problem.en.contains("too large when unpacked"), "\(error.problem.en)")
            }
        }
        #expect(took < .seconds(20))
    }
}
