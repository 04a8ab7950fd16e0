import Synchronization

/// Counts, while the store streams the pages of a run, what each says of each success criterion, and the worst pages.
final class CriteriaTally: Sendable {
    /// Pages that a report lists.
    static let maximumPages = 50

    private struct State {
        /// Pages by criterion and outcome, both as positions.
        var counts: [[Int]]
        var worst: [SubjectReport.PageResult] = []
    }

    private let criteria: [SuccessCriterion]
    private let rules: [Requirement]
    /// For each rule of the run the positions of its criteria; empty for advice.
    private let positions: [[Int]]
    private let byRule: [String: Int]
    private let state: Mutex<State>

    private static let order = SubjectReport.CriterionResult.order

    init(rules: [Requirement]) {
        let criteria = WCAG.criteria.filter { $0.level != .aaa && !$0.isObsolete }
        let byKey = Dictionary(uniqueKeysWithValues: criteria.enumerated().map { ($1.key, $0) })
        self.criteria = criteria
        self.rules = rules
        positions = rules.map { rule in
            rule.kind == .advice ? [] : rule.criteria.compactMap { byKey[$0] }
        }
        byRule = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        state = Mutex(
            State(counts: Array(repeating: Array(repeating: 0, count: Self.order.count), count: criteria.count))
        )
    }

    func add(_ page: PageRecord) {
        guard page.status == .checked else { return }
        let untested = Self.order.count - 1
        var worst = Array(repeating: untested, count: criteria.count)
        var result = SubjectReport.PageResult(
            address: page.address,
            title: page.title,
            failed: 0,
            cantTell: 0,
            rules: 0
        )
        for (index, assertion) in page.assertions.enumerated() {
            let isInOrder = index < rules.count && rules[index].id == assertion.rule
            guard let rule = isInOrder ? index : byRule[assertion.rule] else { continue }
            let rank = Self.rank(assertion.outcome)
            for position in positions[rule] where rank < worst[position] { worst[position] = rank }
            guard rules[rule].kind != .advice else { continue }
            result.cantTell += assertion.cantTell
            guard rules[rule].kind == .violation, assertion.failed > 0 else { continue }
            result.failed += assertion.failed
            result.rules += 1
        }
        state.withLock { state in
            for (position, rank) in worst.enumerated() { state.counts[position][rank] += 1 }
            guard result.failed > 0 else { return }
            state.worst.append(result)
            if state.worst.count > 4 * Self.maximumPages { state.worst = Self.worst(state.worst) }
        }
    }

    /// Every criterion at levels A and AA, in the order of the standard.
    var results: [SubjectReport.CriterionResult] {
        let counts = state.withLock { $0.counts }
        return criteria.enumerated().map { position, criterion in
            SubjectReport.CriterionResult(
                criterion: criterion,
                rules: positions.count { $0.contains(position) },
                pages: Dictionary(uniqueKeysWithValues: zip(Self.order, counts[position]).filter { $1 > 0 })
            )
        }
    }

    /// The pages with the most failures, worst first.
    var worstPages: [SubjectReport.PageResult] { Self.worst(state.withLock { $0.worst }) }

    private static func rank(_ outcome: Outcome) -> Int {
        switch outcome {
        case .failed: 0
        case .cantTell: 1
        case .passed: 2
        case .inapplicable: 3
        case .untested: 4
        }
    }

    private static func worst(_ pages: [SubjectReport.PageResult]) -> [SubjectReport.PageResult] {
        Array(
            pages.sorted { first, second in
                first.failed == second.failed ? first.address < second.address : first.failed > second.failed
            }.prefix(maximumPages)
        )
    }
}
