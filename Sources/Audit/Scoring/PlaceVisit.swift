/// One inspection of one place, as results over many places need it.
public struct PlaceVisit: Sendable {
    public let subject: Subject
    public let checklist: String
    /// When it was; the newer of two visits with one checklist counts.
    public let started: Timestamp
    public let visit: Visit
    public let requirements: [Requirement]
    public let answers: [Inspection.Answer]

    public init(subject: Subject, run: Run, answers: [Inspection.Answer], requirements: [Requirement]) {
        self.subject = subject
        checklist = run.checklist ?? ""
        started = run.start.started
        visit = run.visit
        self.requirements = requirements
        self.answers = answers
    }

    /// The parts of the place where `item` was judged, as passed of judged.
    func judged(_ item: String) -> (passed: Int, judged: Int) {
        let found = answers.filter { $0.item == item }
        let passed = found.count { $0.outcome == .passed }
        return (passed, passed + found.count { $0.outcome == .failed })
    }
}

/// Cases that have a property, of cases judged.
public struct PlaceShare: Sendable, Equatable {
    public let hits: Int
    public let cases: Int
    /// Places they were found at.
    public let places: Int
    /// 95 %, from 0 to 1; nil where the visits stand for themselves only, or there are none.
    public let interval: ClosedRange<Double>?

    /// From 0 to 1; nil where nothing was judged.
    public var share: Double? { cases == 0 ? nil : Double(hits) / Double(cases) }

    /// - Parameters:
    ///   - clusters: Passed and judged of each place; places without any do not count.
    ///   - population: How many places there are; nil where the visits stand for themselves only.
    init(_ clusters: [(passed: Int, judged: Int)], population: Int?) {
        let known = clusters.filter { $0.judged > 0 }
        hits = known.map(\.passed).reduce(0, +)
        cases = known.map(\.judged).reduce(0, +)
        places = known.count
        if let population {
            interval = Self.interval(known, hits: hits, cases: cases, population: population)
        } else {
            interval = nil
        }
    }

    /// Wilson's interval for as many independent cases as the clusters are worth.
    ///
    /// The corners of one junction resemble each other: what was drawn are junctions. The variance of the ratio between
    /// clusters (Cochran 1977, 6.3) gives the effective number of cases; where all clusters agree, one each.
    private static func interval(
        _ clusters: [(passed: Int, judged: Int)],
        hits: Int,
        cases: Int,
        population: Int
    ) -> ClosedRange<Double>? {
        guard cases > 0 else { return nil }
        let share = Double(hits) / Double(cases)
        if clusters.count >= population { return share...share }
        guard cases > clusters.count else { return WilsonInterval.interval(hits, of: cases, population: population) }
        let (count, total) = (Double(clusters.count), Double(cases))
        let squares = clusters.map { cluster in
            let rest = Double(cluster.passed) - share * Double(cluster.judged)
            return rest * rest
        }.reduce(0, +)
        let variance = clusters.count > 1 ? count / (count - 1) * squares / (total * total) : 0
        let effective = variance > 0 ? min(total, share * (1 - share) / variance) : count
        return WilsonInterval.interval(share: share, effectiveCases: max(1, effective))
    }
}
