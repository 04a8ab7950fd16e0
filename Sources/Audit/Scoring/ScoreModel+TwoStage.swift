extension ScoreModel {
    private static let shares = ["technical", "satisfaction", "self-assessment"]

    /// Veto indicators, then a technical test that has a pass mark, then the sum of technical test, satisfaction and
    /// self-assessment.
    ///
    /// Source: MIIT's evaluation of age-friendly and accessible internet services as the press describes it. The split
    /// 40/40/20 is from memory of the scheme and not verified; `audit.yaml` may set it.
    static let twoStage = ScoreModel(
        id: "two-stage",
        version: 1,
        title: LocalizedText(zh: "两阶段评测（技术、满意度、自评）", en: "Two stages: technical, satisfaction, self-assessment"),
        range: 0...100,
        isHigherBetter: true,
        parameters: [
            Parameter("technical", 40), Parameter("satisfaction", 40), Parameter("self-assessment", 20),
            Parameter("technical-minimum", 60),
        ]
    ) { values in
        let parts = shares.map { values[$0].shortText }
        let least = values["technical-minimum"].shortText
        return LocalizedText(
            zh: """
                先看单项否决；技术（检测指数）达到 \(least) 才继续；再按技术 \(parts[0])、满意度 \(parts[1])、自评 \(parts[2]) \
                合计（比例未核实，可调整）
                """,
            en: """
                Veto indicators first; then the technical part (the index) must reach \(least); then technical \(parts[0]), \
                satisfaction \(parts[1]), self-assessment \(parts[2]) (the split is not verified)
                """
        )
    } compute: { input, values in
        guard let technical = input.index.value else {
            return Result(basis: LocalizedText(zh: "没有可计算的准则", en: "no criterion could be judged"))
        }
        if let basis = stop(input, technical, values["technical-minimum"]) { return Result(basis: basis) }
        let whole = values.sum(shares)
        guard whole > 0, let satisfaction = input.satisfaction, let own = input.selfAssessment else {
            return Result(basis: incomplete(technical))
        }
        let sum = zip(shares, [technical, satisfaction, own]).map { values[$0] * $1 }.reduce(0, +)
        return Result(
            value: sum / whole,
            basis: LocalizedText(
                zh: "技术 \(technical.oneDecimal)、满意度 \(satisfaction.oneDecimal)、自评 \(own.oneDecimal)；没有单项否决",
                en: """
                    technical \(technical.oneDecimal), satisfaction \(satisfaction.oneDecimal), self-assessment \
                    \(own.oneDecimal); no veto
                    """
            )
        )
    }

    /// Why the review ends before the sum, or nil.
    private static func stop(_ input: Input, _ technical: Double, _ least: Double) -> LocalizedText? {
        if let vetoes = input.vetoes, vetoes > 0 {
            return LocalizedText(
                zh: "\(vetoes) 项单项否决",
                en: "\(vetoes.counted("veto indicator was", "veto indicators were")) hit"
            )
        }
        if technical < least {
            return LocalizedText(
                zh: "技术得分 \(technical.oneDecimal)，未到 \(least.shortText)",
                en: "the technical part is \(technical.oneDecimal), below \(least.shortText)"
            )
        }
        return input.vetoes == nil ? incomplete(technical) : nil
    }

    private static func incomplete(_ technical: Double) -> LocalizedText {
        LocalizedText(
            zh: "技术得分 \(technical.oneDecimal)；单项否决、满意度或自评没有填报，不合计",
            en: """
                the technical part is \(technical.oneDecimal); vetoes, satisfaction or self-assessment were not entered, \
                so no sum
                """
        )
    }
}
