import Foundation
import Testing

@testable import Audit

struct PlanTests {
    private static func read(_ text: String) throws -> DevelopmentPlan {
        try PlanReader.plan(in: Array(text.utf8), path: "plan.yaml")
    }

    private static func indicator(_ basis: String, extra: String = "") -> String {
        """
        title: {zh: 规划, en: Plan}
        indicators:
          - id: x
            name: {zh: 甲, en: A}
            unit: '%'
            nature: binding
            target: {year: 2025, value: 90}
            source: 表 1
            \(basis)
        \(extra)
        """
    }

    private static func messages(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let errors as AuditErrors {
            return errors.errors.map { $0.message(in: .en) }
        } catch {
            return ["\(error)"]
        }
    }

    @Test(arguments: [
        ("compute: {measure: sites-with-indexes, at-least: 75}", "plan.yaml:9: unknown value of measure"),
        ("compute: {measure: sites-with-index}", "plan.yaml:9: compute has no 'at-least'"),
        ("compute: {measure: mean-index, item: x}", "plan.yaml:9: 'item' does not go with mean-index"),
        ("compute: {measure: items-met, item: x}\n    entered: []", "plan.yaml:3: an indicator has either"),
        ("better: higher", "plan.yaml:3: an indicator has either"),
        ("entered: {round: x}", "plan.yaml:9: entered must be a list"),
        ("entered: [{round: 中期, value: many, source: x}]", "plan.yaml:9: 'value' 'many' is not a number"),
        ("compute: {measure: open-defects, severity: bad}", "plan.yaml:9: unknown value of severity"),
    ])
    func `what is wrong is told with its line`(basis: String, message: String) {
        let found = Self.messages(Self.indicator(basis))
        #expect(found.contains { $0.hasPrefix(message) }, "\(found)")
    }

    @Test func `an indicator is named once, and a plan has some`() {
        let twice = Self.indicator(
            "compute: {measure: mean-index}",
            extra: """
                  - {id: x, name: {zh: 乙, en: B}, unit: 分, nature: expected, target: {year: 2025, value: 1}, source: y,
                     compute: {measure: mean-index}}
                """
        )
        #expect(Self.messages(twice).contains { $0.contains("is used twice") })
        #expect(Self.messages("title: {zh: 规划, en: Plan}").contains { $0.contains("no 'indicators'") })
        #expect(!Self.messages("").isEmpty && !Self.messages("- 1").isEmpty)
    }

    @Test func `the example is a plan, and each of its measures can be asked of an empty store`() async throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../examples/plan.yaml").standardizedFileURL.path
        let plan = try IndicatorAssembly.plan(at: path)
        #expect(plan.indicators.count == 8)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        let report = try await IndicatorAssembly(store: store, at: Sample.noon).report(on: plan)
        for row in report.rows where row.indicator.id != "home-alterations" && row.indicator.id != "open-critical" {
            #expect(row.values.map(\.value.value) == [nil])
            #expect(row.values.first?.value.basis.en.hasPrefix("cannot be computed") == true, "\(row.indicator.id)")
        }
    }

    @Test func `values are shares of what was judged, for each round and now`() async throws {
        let fixture = try await ReportFixture.plain()
        try await fixture.store.addRound("中期", to: "规划")
        let plan = try Self.read(
            Self.indicator("compute: {measure: open-defects, severity: critical}")
                .replacing("nature: binding", with: "nature: binding\n    better: lower")
        )
        let rows = try await IndicatorAssembly(store: fixture.store, at: Sample.noon).report(on: plan).rows
        let values = try #require(rows.first).values
        #expect(values.map(\.round) == ["中期", nil])
        // What was open in a round is not kept; what is open now is.
        #expect(values[0].value.value == nil)
        let critical = try await fixture.store.defects(DefectFilter(), offset: 0, limit: 100).filter {
            $0.severity == .critical && $0.outcome == .failed
        }
        #expect(!critical.isEmpty && values[1].value.value == Double(critical.count))
        #expect(rows.first?.indicator.isReached(1) == true)
        #expect(rows.first?.indicator.isReached(91) == false)
    }

    @Test func `progress is the share of the way from baseline to target, up or down`() throws {
        var indicator = try #require(try Self.read(Self.indicator("compute: {measure: mean-index}")).indicators.first)
        #expect(indicator.progress(50) == nil)
        indicator.baseline = .init(year: 2020, value: 40)
        #expect(indicator.progress(65) == 0.5 && indicator.progress(90) == 1 && indicator.progress(30) == -0.2)
        func words(_ number: Double) -> String {
            let value = PlanValue(value: number, basis: LocalizedText(zh: "", en: ""))
            return IndicatorReport.progress(value, indicator).en
        }
        #expect(words(65) == "50.0% of the way, target not reached" && words(90) == "100.0% of the way, target reached")
        #expect(words(30) == "further from the target than at the baseline, target not reached")
        indicator.target.value = 0
        #expect(indicator.progress(10) == 0.75)
    }

    @Test func `parameters of models are set, checked and show in the version`() throws {
        func read(_ text: String) throws -> AuditConfiguration {
            try ConfigurationReader(path: "audit.yaml", folder: "/srv").read(Array(text.utf8))
        }
        let configuration = try read("scores:\n  two-stage: {technical: 50, satisfaction: 30}\n")
        let model = try #require(configuration.scoreModels.first { $0.id == "two-stage" })
        #expect(model.versionName.hasPrefix("v1+") && model.versionName.count == 9)
        #expect(model.explanation.zh.contains("技术 50、满意度 30、自评 20"))
        #expect(configuration.scoreModels.filter { $0.id != "two-stage" }.allSatisfy { $0.versionName == "v1" })
        let same = try read("scores: {two-stage: {technical: 40}}").scoreModels.first { $0.id == "two-stage" }
        #expect(same?.versionName == "v1")
        for wrong in ["scores: {one-stage: {}}", "scores: {two-stage: {technical: -1}}", "scores: {density: {x: 1}}"] {
            #expect(throws: AuditErrors.self) { _ = try read(wrong) }
        }
    }
}
