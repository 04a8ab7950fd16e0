import Testing

@testable import Audit

/// Six pages scored by hand with every model; the arithmetic stands beside each.
///
/// Rules: `alt` (1.1.1, A, critical), `contrast` (1.4.3, AA, serious), `focus` (2.1.1, A, serious), `lang` (3.1.1, A,
/// minor), `role` (4.1.2, A, moderate); `tip` is advice and counts nowhere.
struct ScoreModelTests {
    private static let rules: [Requirement] = [
        AccessibilityCheckIndexTests.rule("alt", ["1.1.1"], .critical),
        AccessibilityCheckIndexTests.rule("contrast", ["1.4.3"], .serious),
        AccessibilityCheckIndexTests.rule("focus", ["2.1.1"], .serious),
        AccessibilityCheckIndexTests.rule("lang", ["3.1.1"], .minor),
        AccessibilityCheckIndexTests.rule("role", ["4.1.2"], .moderate),
        AccessibilityCheckIndexTests.rule("tip", ["1.3.1"], .minor, kind: .advice),
    ]

    /// Five pages without a failure, and one where half of the images, a quarter of the texts and every role fail.
    private static let clean = AccessibilityCheckIndexTests.page([
        ("alt", 0, 2), ("contrast", 0, 4), ("focus", 0, 1), ("lang", 0, 1), ("role", 0, 1), ("tip", 3, 0),
    ])
    private static let bad = AccessibilityCheckIndexTests.page([
        ("alt", 1, 1), ("contrast", 1, 3), ("focus", 0, 1), ("lang", 0, 1), ("role", 2, 0),
    ])

    private static func input(_ pages: [AccessibilityCheckIndex.PageInput]) -> ScoreModel.Input {
        ScoreModel.Input(pages: pages.map { ScoreBreakdown.Page($0) }, rules: rules, elements: 2_000)
    }

    private static let site = input([clean, clean, clean, clean, clean, bad])

    private static func value(_ id: String, _ input: ScoreModel.Input = site) -> Double? {
        ScoreModel.all.first { $0.id == id }?.result(input).value
    }

    private static func isNear(_ value: Double?, _ wanted: Double) -> Bool {
        value.map { abs($0 - wanted) < 0.05 } ?? false
    }

    @Test func `models give what a hand computes`() {
        // Judged: 1.1.1, 1.4.3, 2.1.1, 3.1.1, 4.1.2; without a failure: 2.1.1 and 3.1.1. 2 / 5.
        #expect(Self.isNear(Self.value("strict-criteria"), 40))
        // Perceivable, bad page: (3·0.5 + 2·0.75) / 5 = 60; mean (500 + 60) / 6 = 93.33. Operable and understandable:
        // 100. Robust, bad page 0: 500 / 6 = 83.33. (30·93.33 + 30·100 + 20·100 + 20·83.33) / 100 = 94.67.
        #expect(Self.isNear(Self.value("four-principles"), 94.67))
        // Bad page: alt 10 − 4.5 = 5.5, contrast 7.75, focus 10, lang 10, role 1; weights 5, 3, 3, 1, 2:
        // (27.5 + 23.25 + 30 + 10 + 2) / 14 = 6.625; (5·10 + 6.625) / 6 = 9.4375.
        #expect(Self.isNear(Self.value("ten-points"), 9.4375))
        // 1 + 1 + 2 failures of kind violation in 2,000 elements.
        #expect(Self.isNear(Self.value("density"), 2))
    }

    @Test func `the two stages need what people enter, and stop at a veto or below sixty`() {
        // Bad page: (3·0.5 + 2·0.75 + 3·1 + 3·1 + 3·0) / 14 = 64.29; index (500 + 64.29) / 6 = 94.05.
        #expect(Self.value("two-stage") == nil)
        var entered = Self.site
        (entered.satisfaction, entered.selfAssessment, entered.vetoes) = (80, 90, 0)
        // 0.4·94.05 + 0.4·80 + 0.2·90 = 87.62.
        #expect(Self.isNear(Self.value("two-stage", entered), 87.62))
        entered.vetoes = 1
        #expect(Self.value("two-stage", entered) == nil)
        let broken = AccessibilityCheckIndexTests.page([("alt", 9, 1)])
        var low = Self.input([broken, broken, broken, broken, broken])
        (low.satisfaction, low.selfAssessment, low.vetoes) = (100, 100, 0)
        #expect(Self.value("two-stage", low) == nil)
    }

    @Test(arguments: ScoreModel.all.map(\.id)) func `no model scores fewer than five pages`(id: String) throws {
        let model = try #require(ScoreModel.all.first { $0.id == id })
        let result = model.result(Self.input([Self.clean, Self.clean, Self.bad, Self.bad]))
        #expect(result.value == nil && result.basis.zh.contains("不足以评分"))
    }

    @Test(arguments: 0..<200) func `models are bounded, and the order of pages changes nothing`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pages = (0..<Int.random(in: 5...12, using: &random)).map { _ in
            AccessibilityCheckIndexTests.page(
                ["alt", "contrast", "focus", "lang", "role"].map {
                    ($0, Int.random(in: 0...4, using: &random), Int.random(in: 0...4, using: &random))
                }
            )
        }
        for model in ScoreModel.all {
            let result = model.result(Self.input(pages))
            if let value = result.value { #expect(model.range.contains(value), "\(model.id) \(value)") }
            let turned = model.result(Self.input(pages.reversed())).value
            #expect(result.value.map { abs($0 - (turned ?? -1)) < 1e-9 } ?? (turned == nil))
        }
    }

    @Test func `parts have their own denominators`() throws {
        let parts = ScoreBreakdown(pages: Self.site.pages, rules: Self.rules).parts
        let perceivable = try #require(parts.first { $0.dimension == .principle && $0.key == "1" })
        #expect(Self.isNear(perceivable.index.value, 93.33) && perceivable.index.pairs == 12)
        let aa = try #require(parts.first { $0.key == "AA" })
        #expect(Self.isNear(aa.index.value, (500 + 75) / 6.0) && aa.index.coverage.tested == ["1.4.3"])
        let levels = parts.filter { $0.dimension == .level }.map(\.index.pairs).reduce(0, +)
        #expect(levels == 30)
    }
}
