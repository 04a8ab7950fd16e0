/// How far two inspectors who looked at the same things say the same.
///
/// Source: Cohen, "A Coefficient of Agreement for Nominal Scales" (1960); Gwet, "Computing inter-rater reliability and its
/// variance in the presence of high agreement" (2008), which stays meaningful where nearly all answers are the same.
public struct Agreement: Sendable, Equatable {
    /// Things both gave an answer to.
    public let pairs: Int
    /// Of those, how many they answered alike.
    public let agreed: Int
    /// nil where there are no pairs, or chance alone would make them agree: both always gave the same one answer.
    public let kappa: Double?
    /// nil where there are no pairs.
    public let ac1: Double?

    /// The share answered alike; nil where there are no pairs.
    public var share: Double? { pairs == 0 ? nil : Double(agreed) / Double(pairs) }

    /// Below this a question is read differently by different people (Landis and Koch call 0.61 and more substantial).
    public static let substantial = 0.61

    /// From so many pairs on an item is judged at all.
    ///
    /// Of fewer, one odd answer moves AC1 by more than 0.07. As many places are inspected twice at the least
    /// (``PlaceSample/minimumSecond``).
    public static let minimumPairs = 15

    /// What the pairs allow to be said of a question.
    public enum Standing: String, Sendable, CaseIterable {
        /// Fewer than ``minimumPairs``: neither good nor bad.
        case tooFewPairs
        /// AC1 under ``substantial``: people read it differently.
        case needsRewording
        /// AC1 of ``substantial`` or more.
        case substantial
    }

    public var standing: Standing {
        guard pairs >= Self.minimumPairs, let ac1 else { return .tooFewPairs }
        return ac1 < Self.substantial ? .needsRewording : .substantial
    }

    /// - Parameter answers: What the first and the second inspector said, a pair for each thing.
    public init(_ answers: [(String, String)]) {
        pairs = answers.count
        agreed = answers.count { $0.0 == $0.1 }
        guard pairs > 0 else {
            (kappa, ac1) = (nil, nil)
            return
        }
        let count = Double(pairs)
        var first: [String: Double] = [:]
        var second: [String: Double] = [:]
        for (one, other) in answers {
            first[one, default: 0] += 1 / count
            second[other, default: 0] += 1 / count
        }
        // Sorted, since sums of fractions depend on their order.
        let categories = Set(first.keys).union(second.keys).sorted()
        let observed = Double(agreed) / count
        let byChance = categories.reduce(0) { $0 + first[$1, default: 0] * second[$1, default: 0] }
        kappa = 1 - byChance < 1e-12 ? nil : (observed - byChance) / (1 - byChance)
        let spread = categories.reduce(0) { sum, category in
            let share = (first[category, default: 0] + second[category, default: 0]) / 2
            return sum + share * (1 - share)
        }
        // A question has two answers at least, though only one may have been given.
        let byGwet = spread / Double(max(2, categories.count) - 1)
        ac1 = (observed - byGwet) / (1 - byGwet)
    }
}

/// How far two measurements of the same things lie apart.
///
/// Source: Bland and Altman, "Statistical methods for assessing agreement between two methods of clinical measurement" (1986).
public struct MeasurementAgreement: Sendable, Equatable {
    public let pairs: Int
    /// Of the second minus the first.
    public let meanDifference: Double
    /// Of the differences, of a sample; nil with fewer than two pairs.
    public let deviation: Double?

    /// Where 95 of 100 differences lie, were they normally distributed; nil with fewer than two pairs.
    public var limits: ClosedRange<Double>? {
        deviation.map { (meanDifference - 1.96 * $0)...(meanDifference + 1.96 * $0) }
    }

    /// - Returns: nil where there are no pairs.
    public init?(_ values: [(Double, Double)]) {
        guard !values.isEmpty else { return nil }
        let differences = values.map { $0.1 - $0.0 }
        let mean = differences.reduce(0, +) / Double(differences.count)
        pairs = values.count
        meanDifference = mean
        let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = pairs < 2 ? nil : (squares / Double(pairs - 1)).squareRoot()
    }
}
