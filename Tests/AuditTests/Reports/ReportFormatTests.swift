import Foundation
import Testing

@testable import Audit

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Each format says what the store holds, and is what its standard asks for.
struct ReportFormatTests {
    @Test(arguments: ReportFixture.formats, Language.allCases)
    func `the same store gives the same bytes`(format: ReportFormat, language: Language) async throws {
        let fixture = try await ReportFixture.plain()
        let first = try await fixture.render(format, language)
        #expect(!first.isEmpty)
        #expect(try await fixture.render(format, language) == first)
    }

    @Test func `CSV has one row for each finding, with numbers as numbers`() async throws {
        let bytes = try await ReportFixture.plain().render(.csv)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let rows = try #require(CSVReader.rows(bytes.dropFirst(3)))
        #expect(rows.count == 5)
        #expect(Set(rows.map(\.count)) == [33])
        let crossing = try #require(rows.last)
        let named = Dictionary(zip(rows[0], crossing)) { first, _ in first }
        #expect(named["measured"] == "12.5")
        #expect(named["maximum"] == "8.33")
        #expect(named["minimum"] == "")
        #expect(named["entry"] == "东北角")
        #expect(named["criteria"] == "GB 55019-2021 2.10.4")
    }

    @Test func `a workbook has results, a row for each finding, and what was not tested`() async throws {
        let entries = try ZIPReader.entries(try await ReportFixture.plain().render(.xlsx))
        func records(_ number: Int) throws -> [[String: String]] {
            try SheetReader(try #require(entries["xl/worksheets/sheet\(number).xml"])).records()
        }
        #expect(try records(1).contains { $0["figure"] == "Coverage" })
        let findings = try records(2)
        #expect(findings.count == 4)
        #expect(findings.last?["entry"] == "东北角")
        #expect(try records(3).contains { $0["not tested"] == "addresses not checked" })
    }

    @Test func `JSON holds subjects, totals, what is untested, and every finding`() async throws {
        let object = try #require(json(try await ReportFixture.plain().render(.json)))
        #expect(object["schema"] as? String == "audit-report/1")
        let subjects = try #require(object["subjects"] as? [[String: Any]])
        #expect(subjects.map { $0["id"] as? String } == ["site-a", "crossing-7"])
        #expect((subjects[0]["findings"] as? [Any])?.count == 3)
        #expect((subjects[1]["findings"] as? [Any])?.count == 1)
        let totals = try #require(subjects[0]["totals"] as? [[String: Any]])
        #expect(totals.map { $0["failed"] as? Int } == [2, 0, 0])
        let untested = try #require(subjects[0]["untested"] as? [[String: Any]])
        #expect(untested.contains { ($0["examples"] as? [String]) == ["https://a.test/lost"] })
    }

    @Test func `SARIF groups findings by defect and never lets a question fail`() async throws {
        let object = try #require(json(try await ReportFixture.plain().render(.sarif)))
        #expect(object["version"] as? String == "2.1.0")
        let runs = try #require(object["runs"] as? [[String: Any]])
        #expect(runs.count == 2)
        let results = try #require(runs[0]["results"] as? [[String: Any]])
        let kinds = results.map { "\($0["ruleId"] ?? "") \($0["kind"] ?? "") \($0["level"] ?? "")" }
        #expect(Set(kinds) == ["image-has-name fail error", "link-has-name review none"])
        let occurrences = results.compactMap { $0["occurrenceCount"] as? Int }.reduce(0, +)
        #expect(occurrences == 3)
        let driver = try #require((runs[0]["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect((result["partialFingerprints"] as? [String: String])?["defect/v1"]?.isEmpty == false)
        }
        let notes = try #require((runs[0]["invocations"] as? [[String: Any]])?.first)
        #expect((notes["toolExecutionNotifications"] as? [Any])?.count == 1, "a page was not checked")
    }

    @Test func `EARL has an outcome for every page and criterion of a rule`() async throws {
        let object = try #require(json(try await ReportFixture.plain().render(.earl)))
        let graph = try #require(object["@graph"] as? [[String: Any]])
        let assertions = graph.filter { $0["@type"] as? String == "Assertion" }
        let outcomes = assertions.compactMap { assertion in
            ((assertion["result"] as? [String: Any])?["outcome"] as? [String: String])?["@id"]
        }
        #expect(outcomes.count { $0 == "earl:failed" } == 3)
        #expect(outcomes.count { $0 == "earl:cantTell" } == 2, "one question about a rule with two criteria")
        #expect(outcomes.count { $0 == "earl:passed" } == 1, "the third rule passed on the page")
        #expect(outcomes.count { $0 == "earl:untested" } == 1, "the page that timed out")
        #expect(outcomes.count { $0 == "earl:inapplicable" } == 1, "the corner without a kerb")
        #expect(outcomes.count == assertions.count)
    }

    /// What the tool's importer looks at: a test that is one criterion, a subject that is an address.
    @Test func `each assertion about a page names one criterion and one address, as WCAG-EM's importer wants`()
        async throws
    {
        let object = try #require(json(try await ReportFixture.plain().render(.earl)))
        let graph = try #require(object["@graph"] as? [[String: Any]])
        let rules = Set(graph.compactMap { $0["@type"] as? String == "TestCase" ? $0["@id"] as? String : nil })
        let assertions = graph.filter { ($0["mode"] as? String) == "earl:automatic" && $0["test"] != nil }
        #expect(assertions.count == 5)
        for assertion in assertions {
            let test = try #require(assertion["test"] as? String)
            #expect(test.hasPrefix("WCAG21:"))
            #expect((assertion["references"] as? String).map(rules.contains) == true)
            let subject = try #require(assertion["subject"] as? [String: Any])
            #expect(subject["@id"] as? String == "https://a.test/")
        }
        let context = try #require(object["@context"] as? [String: Any])
        #expect(context["WCAG21"] as? String == "http://www.w3.org/TR/WCAG21/#")
    }

    @Test(arguments: [
        ("1.1.1", "non-text-content"), ("1.2.1", "audio-only-and-video-only-prerecorded"),
        ("1.4.9", "images-of-text-no-exception"), ("2.2.2", "pause-stop-hide"),
        ("3.2.3", "consistent-navigation"), ("3.3.4", "error-prevention-legal-financial-data"),
        ("4.1.2", "name-role-value"),
    ])
    func `a criterion has the anchor of the Recommendation`(number: String, anchor: String) {
        #expect(EARLReport.criterion("wcag22:" + number) == "WCAG21:" + anchor)
    }

    @Test func `a criterion that 2.1 had not is named in 2.2`() {
        #expect(EARLReport.criterion("wcag22:2.5.8") == "WCAG22:target-size-minimum")
    }

    @Test func `JUnit fails what failed and skips what nobody could tell`() async throws {
        let document = try XMLRecord(await ReportFixture.plain().render(.junit))
        #expect(document.elements["failure"] == 2)
        #expect(document.elements["testcase"] == 5, "three rules, one item, the pages not fetched")
        #expect(document.elements["skipped"] == 2)
        #expect(document.attributes["testsuites"]?["failures"] == "2")
        #expect(document.attributes["testsuites"]?["skipped"] == "2")
    }

    @Test func `Markdown shows result, findings and what was not tested`() async throws {
        let text = String(decoding: try await ReportFixture.plain().render(.markdown, .zhHans), as: UTF8.self)
        #expect(text.contains("| 未通过 | 致命 |"))
        #expect(text.contains("没有检测的"))
        #expect(text.contains("` image-has-name `"))
    }
}

/// The object a JSON file holds.
func json(_ bytes: [UInt8]) throws -> [String: Any]? {
    try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
}

/// What an XML parser makes of a file: how many of each element, and the attributes of the first.
final class XMLRecord: NSObject, XMLParserDelegate {
    private(set) var elements: [String: Int] = [:]
    private(set) var attributes: [String: [String: String]] = [:]
    private(set) var values: [String] = []

    init(_ bytes: [UInt8]) throws {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements[name, default: 0] += 1
        if self.attributes[name] == nil { self.attributes[name] = attributes }
        values += attributes.values
    }
}
