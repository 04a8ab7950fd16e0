/// What `audit score` says of sites and places: numbers with what they were computed over.
public struct ScoreReport: Sendable {
    public struct Site: Sendable {
        public let subject: Subject
        public let run: Run
        /// The sample the score was computed from; nil where every checked page counts.
        public let sample: PageSample?
        public let index: AccessibilityCheckIndex
        public let parts: [ScorePart]
        public let models: [(model: ScoreModel, result: ScoreModel.Result)]
    }

    public struct Place: Sendable {
        public let subject: Subject
        public let run: Run
        public let checklist: String
        public let score: ChecklistScore
    }

    public let sites: [Site]
    public let places: [Place]
    /// Sites of the register that no scan has seen.
    public let unscanned: [Subject]

    /// The lowest index among the sites, or nil where one of them has none: a policy is not met by what was not scored.
    public var lowestIndex: Double? {
        let values = sites.map(\.index.value)
        return values.contains { $0 == nil } ? nil : values.compactMap(\.self).min()
    }

    /// All sites, each district, each unit.
    public var summaries: [ScoreSummary] {
        ScoreSummary.summaries(of: sites.map { .init($0.subject, $0.index.value) })
    }
}

extension Subject {
    /// What sites and places are summed up by: the region of the owner's tables, else the administrative division.
    var district: String? { region ?? division }
}

extension [Double] {
    /// Unweighted; nil of nothing.
    var mean: Double? { isEmpty ? nil : sorted().reduce(0, +) / Double(count) }

    /// The one in the middle, or the mean of the two there; nil of nothing.
    var median: Double? {
        let sorted = sorted()
        let middle = count / 2
        if isEmpty { return nil }
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

// MARK: - Ranking

extension ScoreReport {
    /// A site's place among others, where the intervals let it be told.
    public struct Rank: Sendable, Equatable {
        public let site: String
        /// 1 and how many sites are surely better.
        public let rank: Int
        /// Whether another site cannot be told from it: their intervals overlap.
        public let isTied: Bool
    }

    /// Sites whose index is exact or has an interval, best first.
    ///
    /// A site is surely better where its whole interval lies above the other's; an exact index is an interval without
    /// width. Which of two sites whose intervals overlap is better nobody knows, so they are tied. An estimate without an
    /// interval has no place.
    public var ranking: [Rank] {
        let scored = sites.compactMap { site -> (id: String, value: Double, range: ClosedRange<Double>)? in
            guard let estimate = site.index.estimate else { return nil }
            let range = estimate.interval ?? (estimate.isExact ? estimate.value...estimate.value : nil)
            return range.map { (site.subject.id, estimate.value, $0) }
        }
        let sorted = scored.sorted { ($1.value, $0.id) < ($0.value, $1.id) }
        return sorted.map { site in
            Rank(
                site: site.id,
                rank: 1 + sorted.count { $0.range.lowerBound > site.range.upperBound },
                isTied: sorted.contains { $0.id != site.id && $0.range.overlaps(site.range) }
            )
        }
    }
}
