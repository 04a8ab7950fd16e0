import Foundation
import Testing

@testable import Audit

/// Exported forms, as far as can be told without pyxform (scripts/check-xlsforms.sh asks that too).
struct XLSFormTests {
    /// The sheets of a workbook as rows of texts by column name.
    struct Sheets {
        var survey: [[String: String]]
        var choices: [[String: String]]
        var settings: [[String: String]]

        init(_ workbook: [UInt8]) throws {
            let entries = try ZIPReader.entries(workbook)
            func rows(_ number: Int) throws -> [[String: String]] {
                let sheet = try #require(entries["xl/worksheets/sheet\(number).xml"])
                return try SheetReader(sheet).records()
            }
            survey = try rows(1)
            choices = try rows(2)
            settings = try rows(3)
        }
    }

    /// All items of each, and the short form, which has fewer questions for conditions to refer to.
    static let checklists = ((try? ChecklistFixture.all()) ?? []).flatMap { [$0, $0.extent(.short)] }
        .map { ChecklistRow(checklist: $0) }

    @Test(arguments: checklists)
    func `every question has a name of its own, both languages and a known list`(row: ChecklistRow) throws {
        let checklist = row.checklist
        let sheets = try Sheets(XLSForm(checklist).bytes())
        let names = sheets.survey.filter { !($0["type"] ?? "").hasPrefix("end_") }.compactMap { $0["name"] }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.utf8.allSatisfy { $0.isASCIIAlpha || $0.isASCIIDigit || $0 == 0x5F } })
        let lists = Set(sheets.choices.compactMap { $0["list_name"] })
        for row in sheets.survey {
            let type = row["type"] ?? ""
            if type.hasPrefix("select_one ") { #expect(lists.contains(String(type.dropFirst(11)))) }
            if ["start", "end", "audit", "calculate"].contains(type) || type.hasPrefix("end_") { continue }
            #expect(row["label::中文 (zh)"] != nil && row["label::English (en)"] != nil, "\(row)")
        }
        #expect(sheets.settings.first?["form_id"] == checklist.id)
        #expect(sheets.settings.first?["version"] == checklist.version)
    }

    @Test(arguments: checklists)
    func `every reference is to a question of the form`(row: ChecklistRow) throws {
        let checklist = row.checklist
        let sheets = try Sheets(XLSForm(checklist).bytes())
        let names = Set(sheets.survey.compactMap { $0["name"] })
        for row in sheets.survey {
            for column in ["relevant", "calculation", "constraint"] {
                for part in (row[column] ?? "").split(separator: "${").dropFirst()
                where (row[column] ?? "").contains("${") {
                    let name = part.prefix { $0 != "}" }
                    if part.contains("}") { #expect(names.contains(String(name)), "\(row["name"] ?? ""): \(name)") }
                }
            }
        }
    }

    @Test func `every item is asked, with the plausible range as constraint and never the limit`() throws {
        let checklist = try ChecklistFixture.library.checklist("crossing-full")
        let sheets = try Sheets(XLSForm(checklist).bytes())
        let names = Set(sheets.survey.compactMap { $0["name"] })
        #expect(checklist.items.allSatisfy { names.contains(XLSFormNames.word($0.id)) })
        let slope = try #require(sheets.survey.first { $0["name"] == "curb_ramp__slope_other_1" })
        #expect(slope["constraint"] == ". >= 0 and . <= 60")
        let status = try #require(sheets.survey.first { $0["name"] == "curb_ramp__slope_other" })
        #expect(status["hint::English (en)"]?.contains("8.33 %") == true, "the limit is in the hint")
        #expect(status["hint::English (en)"]?.contains("unverified") == true)
        #expect(
            status["relevant"]
                == "(${curb_ramp__present} != 'no' and not(${curb_ramp__shape} = 'full-width'))"
        )
    }

    @Test func `an id is what its name tells, and back`() {
        #expect(XLSFormNames.word("curb-ramp.slope-other") == "curb_ramp__slope_other")
    }

    @Test func `the same checklist gives the same bytes`() throws {
        let checklist = try ChecklistFixture.library.checklist("parking")
        #expect(try XLSForm(checklist).bytes() == XLSForm(checklist).bytes())
    }

    @Test func `hostile texts stay texts in a workbook`() throws {
        let rows = ReportFixture.payloads.map { [Workbook.Cell.text($0), .text("end")] }
        let sheet = Workbook.Sheet(name: "a", rows: [[.text("value"), .text("end")]] + rows)
        let entries = try ZIPReader.entries(Workbook(sheets: [sheet]).bytes())
        for (name, bytes) in entries { _ = try XMLRecord(bytes); #expect(!bytes.contains(0), "\(name)") }
        let records = try SheetReader(try #require(entries["xl/worksheets/sheet1.xml"])).records()
        #expect(records.count == rows.count)
        #expect(records.allSatisfy { $0["end"] == "end" })
        let xml = String(decoding: try #require(entries["xl/worksheets/sheet1.xml"]), as: UTF8.self)
        #expect(!xml.contains("<f>"), "no formula")
    }

    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
    func `columns are lettered as spreadsheets letter them`(index: Int, name: String) {
        #expect(SheetTable.letters(index) == name)
    }
}

/// The printed form.
struct PrintedFormTests {
    @Test(arguments: XLSFormTests.checklists)
    func `every question of a checklist is on paper, with limit and clause`(row: ChecklistRow) throws {
        let checklist = row.checklist
        for language in Language.allCases {
            let form = PrintedForm(checklist, language: language, instance: "form-0001")
            let html = String(decoding: form.render(), as: UTF8.self)
            for item in checklist.items {
                #expect(html.contains(item.id), "\(item.id)")
                if let limit = item.limitText(language, ConditionWords(checklist)) {
                    #expect(
                        html.contains(
                            limit.replacing("'", with: "&#39;").replacing(">", with: "&gt;")
                                .replacing("<", with: "&lt;")
                        ),
                        "\(limit)"
                    )
                }
            }
            #expect(html.contains("form-0001"))
        }
    }

    @Test func `a printed form is a page without findings of our own rules`() async throws {
        let checklist = try ChecklistFixture.library.checklist("crossing")
        for language in Language.allCases {
            let form = PrintedForm(checklist, language: language, instance: "form-0001")
            let folder = try TemporaryFolder()
            try Data(form.render()).write(to: folder.url.appending(path: "form.html"))
            let found = Collected<Finding>()
            _ = try await CheckRun(rules: .all).check(.folder(SiteFolder(folder.url.path))) { record in
                for finding in record.findings where finding.kind == .violation { found.append(finding) }
            }
            #expect(found.values.map { "\($0.requirement) \($0.message.en)" } == [])
        }
    }
}

/// A checklist that a failing test names by its id.
struct ChecklistRow: CustomTestStringConvertible {
    let checklist: Checklist
    var testDescription: String { checklist.id }
}

/// The same form as XML (scripts/check-xlsforms.sh has ODK Validate read all of them).
struct XFormTests {
    @Test(arguments: XLSFormTests.checklists)
    func `an XForm asks what the XLSForm asks, each question bound once and shown once`(row: ChecklistRow) throws {
        let form = XLSForm(row.checklist)
        let root = try XMLTree(XForm(row.checklist).bytes()).root
        let model = try #require(root.child("head")?.child("model"))
        let body = try #require(root.child("body"))
        let binds = model.children.filter { $0.name == "bind" }.compactMap { $0.attributes["nodeset"] }
        #expect(Set(binds).count == binds.count)
        let shown = Self.references(body)
        for question in form.survey where !question.type.hasPrefix("begin_") && !question.type.hasPrefix("end_") {
            let matching = binds.filter { $0.hasSuffix("/" + question.name) }
            #expect(matching.count == 1, "\(question.name)")
            let isShown = !["start", "end", "audit", "calculate"].contains(question.type)
            #expect(shown.filter { $0 == matching.first }.count == (isShown ? 1 : 0), "\(question.name)")
        }
        let data = try #require(model.child("instance")?.child("data"))
        #expect(data.attributes == ["id": row.checklist.id, "version": row.checklist.version])
        let translations = model.child("itext")?.children ?? []
        #expect(translations.count == 2 && translations[0].children.count == translations[1].children.count)
        #expect(!String(decoding: XForm(row.checklist).bytes(), as: UTF8.self).contains("${"))
    }

    /// What the controls of the body fill in.
    private static func references(_ root: XMLTree.Element) -> [String] {
        var open = [root]
        var found: [String] = []
        while let element = open.popLast() {
            if ["input", "select1", "upload"].contains(element.name), let reference = element.attributes["ref"] {
                found.append(reference)
            }
            open += element.children
        }
        return found
    }

    @Test func `a question beside another is asked about it in its own entry`() throws {
        let checklist = try ChecklistFixture.library.checklist("crossing-full")
        let xml = String(decoding: XForm(checklist).bytes(), as: UTF8.self).replacing("  ", with: " ")
        #expect(xml.contains("relevant=\"../curb_ramp__present != 'no'\""))
        #expect(xml.contains("calculate=\"concat( /data/about/subject_name , ' ', /data/about/date )\""))
    }
}
