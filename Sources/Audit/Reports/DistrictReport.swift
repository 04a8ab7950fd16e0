/// Districts with their sites and places side by side; web and physical figures are never added up.
public struct DistrictReport: Sendable {
    /// The sites of a district: an unweighted mean, never by pages.
    public struct Web: Sendable, Equatable {
        /// Sites of the register, and those of them that have an index and that no scan has seen.
        public let sites: Int
        public let scored: Int
        public let unscanned: Int
        public let mean: Double?
        public let median: Double?
        /// Sites in each band, best band first.
        public let bands: [ScoreBand: Int]
        /// The sites with the lowest indices, lowest first.
        public let lowest: [Entry]
        /// Sites with at least one kind of blocker, of those that were scanned.
        public let withBlockers: Int
        /// The index by principle, level, group of people and kind of page.
        public let parts: [Part]
        /// Each responsible unit with its sites; those without one are in the whole only.
        public let units: [ScoreSummary]

        public struct Entry: Sendable, Equatable {
            public let id: String
            public let name: String
            public let value: Double
        }
    }

    /// The places that were inspected with one checklist.
    public struct Physical: Sendable, Equatable {
        public let checklist: String
        public let places: Int
        public let grades: [ChecklistScore.Grade: Int]
        /// Places where a gate item failed.
        public let withFailedGates: Int
        /// By the group of people the items concern: an average hides that a district works for some only.
        public let groups: [GroupMean]
    }

    /// A part of the index, or of conformity, over the sites or places that have it.
    public struct GroupMean: Sendable, Equatable {
        /// For programs: `withoutVision`, `AA`, `wheelchair`.
        public let key: String
        public let title: LocalizedText
        /// Sites or places with that part, which all count alike.
        public let count: Int
        /// From 0 to 100.
        public let mean: Double
    }

    /// A part of the index over the sites that have it.
    public struct Part: Sendable, Equatable {
        public let dimension: ScorePart.Dimension
        public let mean: GroupMean
    }

    public struct District: Sendable, Equatable {
        /// nil where the register does not say.
        public let name: String?
        public let web: Web?
        public let physical: [Physical]
        /// Shares over the inspected places with their intervals, as `audit places` has them; nil without a visit.
        public let field: DistrictFigures?
    }

    static let lowestSites = 3

    /// By name, those without one last.
    public let districts: [District]

    /// - Parameters:
    ///   - scores: Of all sites and places.
    ///   - visits: All inspections of places.
    ///   - register: All subjects, inspected or not.
    ///   - district: A region or division; all of them where nil.
    public init(
        _ scores: ScoreReport,
        visits: [PlaceVisit] = [],
        register: [Subject] = [],
        district: String? = nil
    ) {
        let subjects =
            scores.sites.map(\.subject) + scores.places.map(\.subject) + scores.unscanned + visits.map(\.subject)
        let names = Set(subjects.map(\.district)).filter { district == nil || $0 == district }
        districts = names.sorted { left, right in
            guard let left, let right else { return left != nil }
            return left < right
        }.map { name in
            District(
                name: name,
                web: Self.web(
                    scores.sites.filter { $0.subject.district == name },
                    unscanned: scores.unscanned.count { $0.district == name }
                ),
                physical: Self.physical(scores.places.filter { $0.subject.district == name }),
                field: Self.field(name, visits, register)
            )
        }
    }

    private static func field(_ name: String?, _ visits: [PlaceVisit], _ register: [Subject]) -> DistrictFigures? {
        let own = visits.filter { $0.subject.district == name }
        guard !own.isEmpty else { return nil }
        return DistrictFigures(district: name, visits: own, register: register.filter { $0.district == name })
    }

    private static func web(_ sites: [ScoreReport.Site], unscanned: Int) -> Web? {
        guard !sites.isEmpty || unscanned > 0 else { return nil }
        let scored = sites.compactMap { site in
            site.index.value.map { Web.Entry(id: site.subject.id, name: site.subject.name, value: $0) }
        }.sorted { ($0.value, $0.id) < ($1.value, $1.id) }
        let values = scored.map(\.value)
        return Web(
            sites: sites.count + unscanned,
            scored: scored.count,
            unscanned: unscanned,
            mean: values.mean,
            median: values.median,
            bands: Dictionary(values.map { (ScoreBand($0), 1) }, uniquingKeysWith: +),
            lowest: Array(scored.prefix(lowestSites)),
            withBlockers: sites.count { !$0.index.blockers.isEmpty },
            parts: ScorePart.Dimension.allCases.flatMap { parts(sites, $0) },
            units: ScoreSummary.units(of: sites.map { .init($0.subject, $0.index.value) })
        )
    }

    /// In the order in which a site has them.
    private static func parts(_ sites: [ScoreReport.Site], _ dimension: ScorePart.Dimension) -> [Part] {
        let all = sites.flatMap(\.parts).filter { $0.dimension == dimension }
        var order: [String] = []
        for part in all where !order.contains(part.key) { order.append(part.key) }
        return order.compactMap { key in
            let own = all.filter { $0.key == key }
            let values = own.compactMap(\.index.value)
            return values.mean.map { mean in
                Part(
                    dimension: dimension,
                    mean: GroupMean(key: key, title: own[0].title, count: values.count, mean: mean)
                )
            }
        }
    }

    private static func physical(_ places: [ScoreReport.Place]) -> [Physical] {
        Dictionary(grouping: places, by: \.checklist).sorted { $0.key < $1.key }.map { checklist, places in
            Physical(
                checklist: checklist,
                places: places.count,
                grades: Dictionary(places.map { ($0.score.grade, 1) }, uniquingKeysWith: +),
                withFailedGates: places.count { !$0.score.failedGates.isEmpty },
                groups: groups(places.map(\.score))
            )
        }
    }

    private static func groups(_ scores: [ChecklistScore]) -> [GroupMean] {
        Set(scores.flatMap(\.groups.keys)).sorted().compactMap { group in
            let values = scores.compactMap { $0.groups[group]?.conformity }
            return values.mean.map {
                GroupMean(key: group, title: ReportTerms.people(group), count: values.count, mean: 100 * $0)
            }
        }
    }
}
