/// Another way to make a number of the same assertions, beside the index and never instead of it.
///
/// Models are data: each has an id, a version, says what it does, and can be computed again for any run in the store.
public struct ScoreModel: Sendable {
    public let id: String
    /// Raised whenever equal assertions may give another number.
    public let version: Int
    public let title: LocalizedText
    /// How the number is made, in a sentence.
    public let explanation: LocalizedText
    public let range: ClosedRange<Double>
    /// Whether a higher number is the better one.
    public let isHigherBetter: Bool
    private let compute: @Sendable (Input) -> Result

    /// What all models are computed from.
    public struct Input: Sendable {
        public var pages: [ScoreBreakdown.Page]
        public var rules: [Requirement]
        /// Elements of all scored pages together.
        public var elements: Int
        /// From 0 to 100, entered by the bureau; nil where there is none.
        public var satisfaction: Double?
        public var selfAssessment: Double?
        /// Veto indicators that were hit, as a person judged them.
        public var vetoes: Int?

        public init(pages: [ScoreBreakdown.Page], rules: [Requirement], elements: Int = 0) {
            self.pages = pages
            self.rules = rules
            self.elements = elements
        }
    }

    /// The number with what it was made over, or why there is none.
    public struct Result: Sendable, Equatable {
        public var value: Double?
        public var basis: LocalizedText
    }

    public func result(_ input: Input) -> Result {
        let judged = AccessibilityCheckIndex(pages: input.pages.map(\.input), rules: input.rules, criteria: .wcag22)
        guard judged.pages >= AccessibilityCheckIndex.minimumPages else {
            return Result(
                basis: LocalizedText(
                    zh: "不足以评分：\(judged.pages) 个页面可计分，至少需要 \(AccessibilityCheckIndex.minimumPages) 个",
                    en: """
                        not enough to score: \(judged.pages) pages can be scored, \(AccessibilityCheckIndex.minimumPages) \
                        are needed
                        """
                )
            )
        }
        return compute(input)
    }

    /// In the order in which they are shown.
    public static let all: [ScoreModel] = [strictCriteria, fourPrinciples, twoStage, tenPoints, density]
}

// MARK: - The models

extension ScoreModel {
    /// The share of criteria that no page fails, among those a rule judged.
    private static let strictCriteria = ScoreModel(
        id: "strict-criteria",
        version: 1,
        title: LocalizedText(zh: "准则达标率", en: "Strict criteria rate"),
        explanation: LocalizedText(
            zh: "有规则判定过的 A、AA 级准则中，全站没有任何未通过的所占百分比；页面越多越难满分",
            en:
                "Of the level A and AA criteria that a rule judged, the percentage that no page fails; more pages make it harder"
        ),
        range: 0...100,
        isHigherBetter: true
    ) { input in
        let weights = ScoredCriteria.wcag22.weights(of: input.rules)
        var judged: Set<String> = []
        var failed: Set<String> = []
        for assertion in input.pages.flatMap(\.input.assertions) where assertion.failed + assertion.passed > 0 {
            let criteria = (weights[assertion.rule] ?? []).map(\.criterion)
            judged.formUnion(criteria)
            if assertion.failed > 0 { failed.formUnion(criteria) }
        }
        let clean = judged.count - failed.count
        return Result(
            value: judged.isEmpty ? nil : 100 * Double(clean) / Double(judged.count),
            basis: LocalizedText(
                zh: "判定了 \(judged.count) 条准则，\(clean) 条没有未通过",
                en: "\(clean) of \(judged.count) criteria that were judged have no failure"
            )
        )
    }

    /// Shares of the four principles as a national survey hosted by a newspaper used them (30, 30, 20, 20).
    private static let principleShares: [SuccessCriterion.Principle: Double] = [
        .perceivable: 30, .operable: 30, .understandable: 20, .robust: 20,
    ]

    private static let fourPrinciples = ScoreModel(
        id: "four-principles",
        version: 1,
        title: LocalizedText(zh: "四原则加权", en: "Four principles"),
        explanation: LocalizedText(
            zh: "可感知 30、可操作 30、可理解 20、健壮 20，各取该原则的检测指数；没有判定的原则不计，其余按比例放大",
            en: """
                The index of each principle, weighted perceivable 30, operable 30, understandable 20, robust 20; \
                principles that were not judged are left out and the rest scaled up
                """
        ),
        range: 0...100,
        isHigherBetter: true
    ) { input in
        let parts = ScoreBreakdown(pages: input.pages, rules: input.rules).parts.filter { $0.dimension == .principle }
        var sum = 0.0
        var weight = 0.0
        for part in parts {
            guard let principle = Int(part.key).flatMap(SuccessCriterion.Principle.init(rawValue:)),
                let mean = part.index.value, let share = principleShares[principle]
            else { continue }
            sum += share * mean
            weight += share
        }
        return Result(
            value: weight == 0 ? nil : sum / weight,
            basis: LocalizedText(zh: "\(parts.count) / 4 个原则有判定", en: "\(parts.count) of 4 principles were judged")
        )
    }

    /// Veto, then technical test of at least 60, then 40/40/20.
    ///
    /// The split is from memory of the scheme and not verified.
    private static let twoStage = ScoreModel(
        id: "two-stage",
        version: 1,
        title: LocalizedText(zh: "两阶段评测（技术、满意度、自评）", en: "Two stages: technical, satisfaction, self-assessment"),
        explanation: LocalizedText(
            zh: "先看单项否决；技术（检测指数）达到 60 才继续；再按技术 40、满意度 40、自评 20 合计（比例未核实，可调整）",
            en: """
                Veto indicators first; then the technical part (the index) must reach 60; then technical 40, \
                satisfaction 40, self-assessment 20 (the split is not verified)
                """
        ),
        range: 0...100,
        isHigherBetter: true
    ) { input in
        let technical = AccessibilityCheckIndex(pages: input.pages.map(\.input), rules: input.rules, criteria: .wcag22)
        guard let value = technical.value else {
            return Result(basis: LocalizedText(zh: "没有可计算的准则", en: "no criterion could be judged"))
        }
        let shown = value.oneDecimal
        if let vetoes = input.vetoes, vetoes > 0 {
            return Result(basis: LocalizedText(zh: "\(vetoes) 项单项否决", en: "\(vetoes) veto indicators were hit"))
        }
        if value < 60 {
            return Result(
                basis: LocalizedText(zh: "技术得分 \(shown)，未到 60", en: "the technical part is \(shown), below 60")
            )
        }
        guard let satisfaction = input.satisfaction, let own = input.selfAssessment, input.vetoes != nil else {
            return Result(
                basis: LocalizedText(
                    zh: "技术得分 \(shown)；单项否决、满意度或自评没有填报，不合计",
                    en:
                        "the technical part is \(shown); vetoes, satisfaction or self-assessment were not entered, so no sum"
                )
            )
        }
        return Result(
            value: 0.4 * value + 0.4 * satisfaction + 0.2 * own,
            basis: LocalizedText(
                zh: "技术 \(shown)、满意度 \(satisfaction.oneDecimal)、自评 \(own.oneDecimal)；没有单项否决",
                en:
                    "technical \(shown), satisfaction \(satisfaction.oneDecimal), self-assessment \(own.oneDecimal); no veto"
            )
        )
    }

    private static let tenPoints = ScoreModel(
        id: "ten-points",
        version: 1,
        title: LocalizedText(zh: "十分制", en: "One to ten"),
        explanation: LocalizedText(
            zh: "每页每条规则得 1–10 分：10 − 9 × 未通过比例，按严重程度加权平均（critical 5、serious 3、moderate 2、minor 1），再取各页平均",
            en: """
                On each page each rule scores 1 to 10: 10 − 9 × share failed; weighted by severity (critical 5, serious 3, \
                moderate 2, minor 1), then the mean over pages
                """
        ),
        range: 1...10,
        isHigherBetter: true
    ) { input in
        let severity = Dictionary(
            input.rules.filter { $0.kind == .violation }.map { ($0.id, $0.severity) },
            uniquingKeysWith: { first, _ in first }
        )
        let scores = input.pages.compactMap { page -> Double? in
            var sum = 0.0
            var weight = 0.0
            for assertion in page.input.assertions where assertion.failed + assertion.passed > 0 {
                guard let severity = severity[assertion.rule] else { continue }
                let share = Double(assertion.failed) / Double(assertion.failed + assertion.passed)
                sum += ChecklistScore.weight(of: severity) * (10 - 9 * share)
                weight += ChecklistScore.weight(of: severity)
            }
            return weight == 0 ? nil : sum / weight
        }
        return Result(
            value: scores.isEmpty ? nil : scores.sorted().reduce(0, +) / Double(scores.count),
            basis: LocalizedText(zh: "\(scores.count) 个页面的平均", en: "the mean of \(scores.count) pages")
        )
    }

    private static let density = ScoreModel(
        id: "density",
        version: 1,
        title: LocalizedText(zh: "缺陷密度", en: "Density of failures"),
        explanation: LocalizedText(
            zh: "每 1000 个元素中确定的未通过处数；越低越好",
            en: "Sure failures for every 1,000 elements; lower is better"
        ),
        range: 0...1_000_000,
        isHigherBetter: false
    ) { input in
        let violations = Set(input.rules.filter { $0.kind == .violation }.map(\.id))
        let failed = input.pages.flatMap(\.input.assertions).filter { violations.contains($0.rule) }.map(\.failed)
            .reduce(0, +)
        return Result(
            value: input.elements == 0 ? nil : 1000 * Double(failed) / Double(input.elements),
            basis: LocalizedText(
                zh: "\(input.elements) 个元素中 \(failed) 处",
                en: "\(failed) in \(input.elements) elements"
            )
        )
    }
}
