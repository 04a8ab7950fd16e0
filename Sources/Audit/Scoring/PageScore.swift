/// The score of one page.
struct PageScore: Equatable {
    /// From 0 to 100.
    let value: Double
    /// Criteria that were judged, and those of them without a failure.
    let pairs: Int
    let clean: Int

    /// Nil where no criterion could be judged.
    init?(_ assertions: [Assertion], _ weights: [String: [ScoredCriteria.Weighted]]) {
        var worst: [String: (share: Double, weight: Double)] = [:]
        for assertion in assertions where assertion.failed + assertion.passed > 0 {
            let share = Double(assertion.failed) / Double(assertion.failed + assertion.passed)
            for criterion in weights[assertion.rule] ?? [] {
                let known = worst[criterion.criterion]?.share ?? 0
                worst[criterion.criterion] = (max(known, share), criterion.weight)
            }
        }
        guard !worst.isEmpty else { return nil }
        // In the order of the numbers, so that equal pages score equally to the last bit.
        let judged = worst.sorted { $0.key < $1.key }.map(\.value)
        let whole = judged.map(\.weight).reduce(0, +)
        value = 100 * judged.map { $0.weight * (1 - $0.share) }.reduce(0, +) / whole
        pairs = judged.count
        clean = judged.count { $0.share == 0 }
    }

    /// Criteria of which no target was judged and at least one could not be told.
    static func unsure(_ assertions: [Assertion], _ weights: [String: [ScoredCriteria.Weighted]]) -> Int {
        var judged: Set<String> = []
        var open: Set<String> = []
        for assertion in assertions {
            let criteria = (weights[assertion.rule] ?? []).map(\.criterion)
            if assertion.failed + assertion.passed > 0 { judged.formUnion(criteria) }
            if assertion.cantTell > 0 { open.formUnion(criteria) }
        }
        return open.subtracting(judged).count
    }
}

extension StrictRate.Page {
    init(_ page: AccessibilityCheckIndex.PageInput, _ score: PageScore) {
        self.init(pairs: score.pairs, clean: score.clean, stratum: page.stratum, isKey: page.isKey)
    }
}
