extension ScoreModel {
    /// The share of criteria that no page fails, among those a rule judged.
    static let strictCriteria = ScoreModel(
        id: "strict-criteria",
        version: 1,
        title: LocalizedText(zh: "准则达标率", en: "Strict criteria rate"),
        range: 0...100,
        isHigherBetter: true
    ) { _ in
        LocalizedText(
            zh: "有规则判定过的 A、AA 级准则中，全站没有任何未通过的所占百分比；页面越多越难满分",
            en:
                "Of the level A and AA criteria that a rule judged, the percentage that no page fails; more pages make it harder"
        )
    } compute: { input, _ in
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
                en: "\(clean) of \(judged.count.counted("judged criterion", "judged criteria")) without a failure"
            )
        )
    }

    /// Shares of the four principles as a national survey hosted by a newspaper used them.
    static let fourPrinciples = ScoreModel(
        id: "four-principles",
        version: 1,
        title: LocalizedText(zh: "四原则加权", en: "Four principles"),
        range: 0...100,
        isHigherBetter: true,
        parameters: [
            Parameter("perceivable", 30), Parameter("operable", 30), Parameter("understandable", 20),
            Parameter("robust", 20),
        ]
    ) { values in
        let shares = principles.map { values[$0.1].shortText }
        return LocalizedText(
            zh: """
                可感知 \(shares[0])、可操作 \(shares[1])、可理解 \(shares[2])、健壮 \(shares[3])，各取该原则的检测指数；没有判定的原则不计，\
                其余按比例放大
                """,
            en: """
                The index of each principle, weighted perceivable \(shares[0]), operable \(shares[1]), understandable \
                \(shares[2]), robust \(shares[3]); principles that were not judged are left out and the rest scaled up
                """
        )
    } compute: { input, values in
        let parts = ScoreBreakdown(pages: input.pages, rules: input.rules, frame: input.frame).parts
            .filter { $0.dimension == .principle }
        var sum = 0.0
        var weight = 0.0
        for part in parts {
            guard let principle = Int(part.key).flatMap(SuccessCriterion.Principle.init(rawValue:)),
                let mean = part.index.value, let name = principles.first(where: { $0.0 == principle })?.1
            else { continue }
            sum += values[name] * mean
            weight += values[name]
        }
        return Result(
            value: weight == 0 ? nil : sum / weight,
            basis: LocalizedText(zh: "\(parts.count) / 4 个原则有判定", en: "\(parts.count) of 4 principles were judged")
        )
    }

    private static let principles: [(SuccessCriterion.Principle, String)] = [
        (.perceivable, "perceivable"), (.operable, "operable"), (.understandable, "understandable"),
        (.robust, "robust"),
    ]

    /// One to ten for each rule on each page, after the Portuguese AccessMonitor, with weights of our own.
    static let tenPoints = ScoreModel(
        id: "ten-points",
        version: 1,
        title: LocalizedText(zh: "十分制", en: "One to ten"),
        range: 1...10,
        isHigherBetter: true,
        parameters: Severity.allCases.reversed().map { Parameter($0.rawValue, ChecklistScore.weight(of: $0)) }
    ) { values in
        let weights = Severity.allCases.reversed().map { ($0, values[$0.rawValue].shortText) }
        return LocalizedText(
            zh: "每页每条规则得 1–10 分：10 − 9 × 未通过比例，按严重程度加权平均（"
                + weights.map { "\($0.rawValue) \($1)" }.joined(separator: "、") + "），再取各页平均",
            en: "On each page each rule scores 1 to 10: 10 − 9 × share failed; weighted by severity ("
                + weights.map { "\($0.rawValue) \($1)" }.joined(separator: ", ") + "), then the mean over pages"
        )
    } compute: { input, values in
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
                sum += values[severity.rawValue] * (10 - 9 * share)
                weight += values[severity.rawValue]
            }
            return weight == 0 ? nil : sum / weight
        }
        return Result(
            value: scores.isEmpty ? nil : scores.sorted().reduce(0, +) / Double(scores.count),
            basis: LocalizedText(zh: "\(scores.count) 个页面的平均", en: "the mean of \(scores.count.counted("page"))")
        )
    }

    static let density = ScoreModel(
        id: "density",
        version: 1,
        title: LocalizedText(zh: "缺陷密度", en: "Density of failures"),
        range: 0...1_000_000,
        isHigherBetter: false
    ) { _ in
        LocalizedText(zh: "每 1000 个元素中确定的未通过处数；越低越好", en: "Sure failures for every 1,000 elements; lower is better")
    } compute: { input, _ in
        let violations = Set(input.rules.filter { $0.kind == .violation }.map(\.id))
        let failed = input.pages.flatMap(\.input.assertions).filter { violations.contains($0.rule) }.map(\.failed)
            .reduce(0, +)
        return Result(
            value: input.elements == 0 ? nil : 1000 * Double(failed) / Double(input.elements),
            basis: LocalizedText(
                zh: "\(input.elements) 个元素中 \(failed) 处",
                en: "\(failed) in \(input.elements.counted("element"))"
            )
        )
    }
}
