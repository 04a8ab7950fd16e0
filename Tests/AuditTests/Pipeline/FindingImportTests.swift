import Foundation
import Testing

@testable import Audit

/// What other tools found, in the store beside what ours did.
struct FindingImportTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
    }

    private static let axe = """
        {"url":"https://a.test/1","testEngine":{"name":"axe-core","version":"4.10.2"},
         "violations":[{"id":"image-alt","impact":"critical","tags":["cat.text","wcag2a","wcag111","wcag999"],
           "help":"Images must have alternative text","nodes":[
             {"html":"<img src=a.png>","target":["#main > img"]},
             {"html":"<img src=b.png>","target":[["#host","img"]],"impact":"serious"}]}],
         "incomplete":[{"id":"color-contrast","impact":"serious","tags":["wcag143"],"help":"Contrast",
           "nodes":[{"html":"<p>","target":["iframe","p"]}]}],
         "passes":[{"id":"html-has-lang","nodes":[]}],"inapplicable":[]}
        """
    private static let sarif = """
        {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Other Tool","version":"2","rules":[
           {"id":"R1","shortDescription":{"text":"Alt missing"},"properties":{"tags":["wcag1.1.1"]}}]}},
         "results":[
           {"ruleIndex":0,"level":"error","message":{"text":"no alt"},"locations":[{"physicalLocation":
             {"artifactLocation":{"uri":"index.html"},"region":{"startLine":7,"startColumn":3}}}]},
           {"ruleId":"R1","kind":"review","message":{"text":"?"},"locations":[{"physicalLocation":
             {"artifactLocation":{"uri":"b.html"}}}]},
           {"ruleId":"R2","kind":"pass","locations":[{"physicalLocation":{"artifactLocation":{"uri":"b.html"}}}]}]}]}
        """
    private static let earl = """
        {"@context":"x","@graph":[{"@type":"TestSubject","source":"https://a.test/e","assertions":[
          {"@type":"Assertion","test":{"@id":"https://act.test/rules/23a2a8"},"assertedBy":"https://t.test/#Other",
           "result":{"outcome":"earl:failed","pointer":{"expression":"/html[1]/body[1]/img[1]"}}},
          {"@type":"earl:Assertion","earl:subject":"https://a.test/f","earl:test":"c4a8a4",
           "earl:result":{"earl:outcome":{"@id":"earl:cantTell"},"dct:description":"look"}},
          {"@type":"Assertion","test":"c487ae","result":{"outcome":"passed"}}]}]}
        """

    private func load(_ text: String, as format: FindingImport.Format? = nil, day: Int = 0) async throws -> RunID {
        try await FindingImport(store: store).run(
            Array(text.utf8),
            path: "r",
            as: format,
            subject: "site-a",
            at: Sample.noon.advanced(byDays: day)
        ).run
    }

    private func all() async throws -> [Finding] {
        try await store.findings(FindingFilter(), after: nil, limit: 100).findings.map(\.finding)
    }

    @Test func `what axe found keeps its origin, its selector and the criteria that exist`() async throws {
        let run = try #require(try await store.run(try await load(Self.axe)))
        #expect(run.start.toolVersion == "axe-core 4.10.2" && run.start.mode == "import:axe" && run.checked == 1)
        let found = try await all()
        #expect(found.map(\.requirement) == ["axe-core:image-alt", "axe-core:color-contrast", "axe-core:image-alt"])
        #expect(found.map(\.severity) == [.critical, .serious, .serious])
        #expect(found.map(\.outcome) == [.failed, .cantTell, .failed])
        #expect(found[0].criteria == ["wcag22:1.1.1"] && found.allSatisfy { $0.confidence != .certain })
        let selectors = found.compactMap { finding -> String? in
            guard case .node(let node) = finding.place else { return nil }
            return node.selector
        }
        #expect(selectors == ["#main > img", "iframe | p", "#host >>> img"])
        let totals = try await store.totals(of: run.id)
        #expect(totals.first { $0.requirement.id == "axe-core:html-has-lang" }?.pages == [.passed: 1])
    }

    @Test func `SARIF and EARL are told apart by themselves`() async throws {
        _ = try await load(Self.sarif)
        #expect(
            try await all().map { "\($0.requirement) \($0.outcome.rawValue)" } == [
                "other-tool:R1 failed", "other-tool:R1 cantTell",
            ]
        )
        #expect(try await all().first?.criteria == ["wcag22:1.1.1"])
        _ = try await load(Self.earl)
        let earl = try await all().filter { $0.requirement.hasPrefix("other:") }
        #expect(
            earl.map { "\($0.requirement) \($0.outcome.rawValue)" }.sorted() == [
                "other:23a2a8 failed", "other:c4a8a4 cantTell",
            ]
        )
    }

    @Test func `a table of findings is read by its headings`() async throws {
        _ = try await load("网址,规则,严重程度,依据,说明\nhttps://a.test/,img-alt,严重,\"1.1.1, 9.9.9\",没有名称\n")
        let found = try #require(try await all().first)
        #expect(found.requirement == "csv:img-alt" && found.severity == .serious && found.criteria == ["wcag22:1.1.1"])
    }

    @Test func `an import neither hides, closes nor reopens what our own scans found`() async throws {
        try await store.save(Sample.site)
        let own = try await store.begin(Sample.scan(), of: "site-a")
        let page = "https://a.test/1"
        try await store.record([Sample.page(page, findings: [Sample.finding(page: page)])], in: own)
        try await store.finish(own, as: .done, stopReason: nil, at: Sample.noon)
        _ = try await load(Self.axe, day: 1)
        #expect(try await all().count == 4)
        let ours = try await store.defects(DefectFilter(), offset: 0, limit: 9).filter {
            $0.requirement == "image-has-name"
        }
        #expect(ours.map(\.state) == [.found] && ours[0].retest == nil)
        #expect(try await store.latestRun(of: "site-a", kind: .scan)?.id == own)
        #expect(try await RunSelection(store: store).scan(numbered: nil).id == own)
        // The tool no longer finds it: its own defect is fixed, and our scan closes none of the tool's.
        let clean = Self.axe.replacing(
            "\"violations\":[{\"id\":\"image-alt\"",
            with: "\"violations\":[],\"passes\":[{\"id\":\"image-alt\""
        )
        .replacing("\"passes\":[{\"id\":\"html-has-lang\",\"nodes\":[]}],", with: "")
        _ = try await load(clean, day: 2)
        let theirs = try await store.defects(DefectFilter(), offset: 0, limit: 9).filter {
            $0.requirement == "axe-core:image-alt"
        }
        #expect(theirs.count == 2 && theirs.allSatisfy { $0.state == .closed })
    }

    @Test(
        arguments: [
            "", "{}", "[]", "not json", "{\"violations\":", "{\"runs\":[],\"version\":\"2.1.0\"}", "url,text\na,b\n",
            "{\"violations\":[]}", String(repeating: "[", count: 100_000),
        ]
    )
    func `what is none of these is refused and nothing is stored`(text: String) async throws {
        await #expect(throws: AuditError.self) { try await load(text) }
        #expect(try await store.runs(of: nil).isEmpty)
    }

    @Test(
        arguments: [
            ("{\"a\":[1,-2.5e3,true,null,\"\\u00e9\\ud83d\\ude00\\n\"]}", true), ("[]", true), (" {} ", true),
            ("[1,]", false), ("{\"a\"}", false), ("{a:1}", false), ("[1 2]", false), ("nan", false), ("[", false),
            ("\"a", false), ("[\"\\x\"]", false), ("1 1", false), ("0x10", false), ("", false), ("[}", false),
        ]
    )
    func `JSON is told from what is none`(text: String, isJSON: Bool) {
        #expect((JSONValue(Array(text.utf8)) != nil) == isJSON)
    }

    @Test func `values of JSON are read as written`() {
        let value = JSONValue(
            Array("{\"a\":[1,-2.5e3,true,null,\"\\u00e9\\ud83d\\ude00\\n\\ud800\"],\"b\":{\"c\":[[]]}}".utf8)
        )
        #expect(
            value
                == .object([
                    "a": .array([.number(1), .number(-2500), .flag(true), .null, .text("é😀\n\u{FFFD}")]),
                    "b": .object(["c": .array([.array([])])]),
                ])
        )
    }
}
