/// The criteria an index is made of.
public struct ScoredCriteria: Sendable, Equatable {
    /// By number, in the order of the standard: weight 3 for level A, 2 for AA; others are not in it.
    private let weights: [(number: String, weight: Double)]
    private let byNumber: [String: Double]

    public init(_ weights: [(number: String, weight: Double)]) {
        self.weights = weights.filter { $0.weight > 0 }
        byNumber = Dictionary(self.weights.map { ($0.number, $0.weight) }, uniquingKeysWith: { first, _ in first })
    }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.byNumber == rhs.byNumber }

    public var count: Int { byNumber.count }

    /// The criteria among these that a breakdown is about, with the weights they have.
    public func filtered(_ isIncluded: (String) -> Bool) -> ScoredCriteria {
        ScoredCriteria(weights.filter { isIncluded($0.number) })
    }

    /// A criterion that a rule bears on.
    struct Weighted: Sendable {
        let criterion: String
        let weight: Double
    }

    /// For each rule of kind violation the criteria it tests that count here; unproven checks are left out.
    func weights(of rules: [Requirement]) -> [String: [Weighted]] {
        var result: [String: [Weighted]] = [:]
        for rule in rules where rule.kind == .violation && PortalChecks.counts(rule.id) {
            let criteria = rule.criteria.compactMap { name -> Weighted? in
                guard name.hasPrefix("wcag22:") else { return nil }
                let number = String(name.dropFirst("wcag22:".count))
                return byNumber[number].map { Weighted(criterion: number, weight: $0) }
            }
            if !criteria.isEmpty { result[rule.id] = criteria }
        }
        return result
    }

    func sorted(_ numbers: Set<String>) -> [String] { weights.map(\.number).filter { numbers.contains($0) } }
}
