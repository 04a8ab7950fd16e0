import Foundation
import Testing

@testable import Audit

/// What is printed fits the schema that is published for it, key by key.
struct OutputSchemaTests {
    /// What of a value does not fit a shape, by its path; empty where all does.
    private static func faults(_ value: Any, _ shape: JSONShape, _ path: String = "$") -> [String] {
        let number = value as? NSNumber
        let isFlag = number.map { CFBoolean.isFlag($0) } ?? false
        switch shape {
        case .text: return value is String ? [] : [path]
        case .choice(let texts): return (value as? String).map(texts.contains) ?? false ? [] : [path]
        case .flag: return isFlag ? [] : [path]
        case .integer:
            return number.map { !isFlag && $0.doubleValue.rounded() == $0.doubleValue } ?? false ? [] : [path]
        case .number: return number != nil && !isFlag ? [] : [path]
        case .nullable(let inner): return value is NSNull ? [] : faults(value, inner, path)
        case .list(let inner):
            guard let list = value as? [Any] else { return [path] }
            return list.enumerated().flatMap { faults($1, inner, "\(path)[\($0)]") }
        case .object(let fields):
            guard let object = value as? [String: Any] else { return [path] }
            let extra = Set(object.keys).subtracting(fields.map(\.name)).map { "\(path).\($0) is not in the schema" }
            return extra
                + fields.flatMap { field in
                    guard let value = object[field.name] else {
                        return field.isRequired ? ["\(path).\(field.name) is missing"] : []
                    }
                    return faults(value, field.shape, "\(path).\(field.name)")
                }
        case .map(let inner):
            guard let object = value as? [String: Any] else { return [path] }
            return object.flatMap { faults($0.value, inner, "\(path).\($0.key)") }
        case .either(let shapes):
            let all = shapes.map { faults(value, $0, path) }
            return all.contains { $0.isEmpty } ? [] : all.first ?? [path]
        }
    }

    private enum CFBoolean {
        /// JSONSerialization gives booleans as numbers of this type.
        static func isFlag(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
    }

    static func check(_ bytes: [UInt8], _ schema: OutputSchema) throws {
        let value = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
        #expect(faults(value, schema.shape) == [])
    }

    @Test(arguments: OutputSchema.allCases) func `a schema is JSON that says its draft`(schema: OutputSchema) throws {
        let value = try JSONSerialization.jsonObject(with: Data(schema.json))
        #expect((value as? [String: Any])?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    }

    /// A value as a YAML file gives it; what the readers take for text may look like a number.
    private static func value(_ node: YAMLNode) -> Any {
        switch node.content {
        case .null: return NSNull()
        case .scalar(let text):
            if let number = Double(text) { return NSNumber(value: number) }
            return ["true", "false"].contains(text) ? NSNumber(value: text == "true") as Any : text
        case .sequence(let items): return items.map(value)
        case .mapping(let fields): return Dictionary(uniqueKeysWithValues: fields.map { ($0.key, value($0.value)) })
        }
    }

    private static func files(_ folder: String) throws -> [URL] {
        let root = ChecklistFixture.root.appending(path: folder)
        return try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    }

    @Test(arguments: ["checklists", "checklists/elements", "examples/forms"])
    func `every shipped checklist and form fits, and a misspelt key does not`(folder: String) throws {
        let schema = folder == "examples/forms" ? OutputSchema.form : .checklist
        let files = try Self.files(folder)
        #expect(!files.isEmpty)
        for file in files {
            let log = ProblemLog(path: file.lastPathComponent, code: .malformedForm)
            let node = try #require(YAMLNode.read([UInt8](try Data(contentsOf: file)), log: log))
            var value = Self.value(node)
            #expect(Self.faults(value, schema.shape) == [], "\(file.lastPathComponent)")
            if var object = value as? [String: Any] {
                object["titel"] = "x"
                value = object
            }
            #expect(Self.faults(value, schema.shape) != [], "\(file.lastPathComponent)")
        }
    }

    @Test func `rules, pages and trees fit`() async throws {
        try Self.check(RuleListing.json(), .rules)
        let html = #"<html lang="zh"><title>x</title><img src=a><a href="/">更多</a>"#
        let collected = Collected<PageRecord>()
        _ = try await CheckRun(rules: .all).check(.input(Array(html.utf8))) { collected.append($0) }
        let record = try #require(collected.values.first)
        #expect(!record.findings.isEmpty)
        try Self.check(PageNDJSON.page(record, language: .zhHans), .check)
        try Self.check(PageNDJSON.summary(pages: 2, checked: 1, seconds: 0.25), .check)
        try Self.check(PageListing.json(record), .pages)
        var lost = PageRecord(notChecked: "https://a.test/x", reason: "robots", fetch: .init(at: Sample.noon))
        try Self.check(PageListing.json(lost), .pages)
        lost.detail = "第 2 行 'a / b' / line 2, 'a / b'"
        let json = PageListing.json(lost).string
        #expect(json.contains(#""detail":{"zh-Hans":"第 2 行 'a / b'","en":"line 2, 'a / b'"}"#), "\(json)")
        #expect(PageListing.line(lost, language: .en).contains("robots.txt does not allow it: line 2, 'a / b'"))
        try Self.check(PageNDJSON.page(lost, language: .en), .check)
        try Self.check(PageListing.json(lost), .pages)
        let page = Page(testing: Array(html.utf8))
        try Self.check(AccessibilityTree.json(of: page), .tree)
    }

    @Test func `runs, findings and scores fit`() async throws {
        let fixture = try await ReportFixture.plain()
        for run in try await fixture.store.runs(of: nil) { try Self.check(RunListing.json(run), .runs) }
        let found = try await fixture.store.findings(FindingFilter(), after: nil, limit: 100).findings
        #expect(Set(found.map(\.finding.domain)).count == 2)
        for finding in found { try Self.check(FindingListing.json(finding, language: .en), .findings) }
        let score = try await ScoreAssembly(store: fixture.store).scores()
        #expect(!score.sites.isEmpty && !score.places.isEmpty)
        try Self.check(score.json, .score)
        try Self.check(DistrictReport(score).json, .district)
    }

    @Test func `samples, trends and indicators fit`() async throws {
        let fixture = try await ReportFixture.plain()
        let draw = SampleDraw(pages: 5, seed: 1)
        let sample = try await SampleSelection(store: fixture.store).draw(subject: nil, run: nil, draw)
        try Self.check(SampleListing(sample, language: .en).render(as: .json), .sample)
        let trend = try await TrendAssembly(store: fixture.store).trends(from: "1", to: "1")
        try Self.check(trend.json, .trend)
        let path = ExamplePortalTests.folder.appending(path: "../plan.yaml").standardizedFileURL.path
        let plan = try IndicatorAssembly.plan(at: path)
        let report = try await IndicatorAssembly(store: fixture.store, at: Sample.noon).report(on: plan)
        try Self.check(report.render(as: .json, in: .en), .indicators)
    }

    @Test func `reports fit, with and without changes and suppressions`() async throws {
        try Self.check(try await ReportFixture.plain().render(.json), .report)
        try Self.check(try await ReportFixture.changed().render(.json), .report)
    }

    @Test func `a key too many or too few is noticed`() {
        let shape = JSONShape.object([.init("a", .integer)])
        #expect(Self.faults(["a": 1], shape) == [])
        #expect(Self.faults(["a": 1, "b": 2], shape) == ["$.b is not in the schema"])
        #expect(Self.faults([:] as [String: Any], shape) == ["$.a is missing"])
        #expect(Self.faults(["a": "1"], shape) == ["$.a"])
        #expect(Self.faults(["a": true], shape) == ["$.a"])
    }
}
