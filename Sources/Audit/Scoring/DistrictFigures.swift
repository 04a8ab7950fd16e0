/// What the inspections in one district say, visits that stand for others kept apart from those that do not.
public struct DistrictFigures: Sendable, Equatable {
    /// A share that a district is asked for.
    public struct Row: Sendable, Equatable {
        /// Permanent: `corners-with-ramps`.
        public let id: String
        public let label: LocalizedText
        public let share: PlaceShare
    }

    /// Visits of one sort.
    public struct Group: Sendable, Equatable {
        /// Places visited, by kind.
        public let visited: [Subject.Kind: Int]
        /// Places in the register, by the kinds visited.
        public let registered: [Subject.Kind: Int]
        public let rows: [Row]
    }

    /// Division code, region or nothing, as the caller grouped them.
    public let district: String?
    /// Drawn at random, or all there are: shares have intervals.
    public let drawn: Group?
    /// Visited for a complaint, chosen, or nobody said why: shares stand for these places only.
    public let other: Group?

    /// The figures of one district.
    ///
    /// - Parameters:
    ///   - district: What the district is called; nil for all places together.
    ///   - visits: Visits to places of the district.
    ///   - register: All places of the district, visited or not.
    public init(district: String?, visits: [PlaceVisit], register: [Subject]) {
        self.district = district
        let parts = Dictionary(grouping: visits) { $0.visit.selection?.isRepresentative ?? false }
        drawn = parts[true].map { Self.group(Self.newest($0), register, isRepresentative: true) }
        other = parts[false].map { Self.group(Self.newest($0), register, isRepresentative: false) }
    }

    /// The newest visit of each place with each checklist.
    static func newest(_ visits: [PlaceVisit]) -> [PlaceVisit] {
        Dictionary(grouping: visits) { $0.subject.id + "\u{1F}" + $0.checklist }.values
            .compactMap { $0.max { $0.started < $1.started } }
            .sorted { ($0.subject.id, $0.checklist) < ($1.subject.id, $1.checklist) }
    }

    private static func group(_ visits: [PlaceVisit], _ register: [Subject], isRepresentative: Bool) -> Group {
        let kinds = Set(visits.map(\.subject.kind))
        let registered = Dictionary(grouping: register.filter { kinds.contains($0.kind) }, by: \.kind)
            .mapValues(\.count)
        let visited = Dictionary(grouping: visits, by: \.subject.kind).mapValues { Set($0.map(\.subject.id)).count }
        /// How many places of the kinds that were asked there are.
        func population(_ asked: [PlaceVisit]) -> Int? {
            guard isRepresentative else { return nil }
            let kinds = Set(asked.map(\.subject.kind))
            return max(kinds.compactMap { registered[$0] }.reduce(0, +), Set(asked.map(\.subject.id)).count)
        }
        let rows = definitions.compactMap { definition -> Row? in
            let clusters = visits.map { (visit: $0, counts: definition.count($0)) }.filter { $0.counts.judged > 0 }
            guard !clusters.isEmpty else { return nil }
            let share = PlaceShare(clusters.map(\.counts), population: population(clusters.map(\.visit)))
            return Row(id: definition.id, label: definition.label, share: share)
        }
        return Group(visited: visited, registered: registered, rows: rows)
    }
}

// MARK: - What is counted

extension DistrictFigures {
    private struct Definition: Sendable {
        let id: String
        let label: LocalizedText
        let count: @Sendable (PlaceVisit) -> (passed: Int, judged: Int)

        init(_ id: String, _ zh: String, _ en: String, count: @escaping @Sendable (PlaceVisit) -> (Int, Int)) {
            self.id = id
            label = LocalizedText(zh: zh, en: en)
            self.count = count
        }

        init(_ id: String, _ zh: String, _ en: String, item: String) {
            self.init(id, zh, en) { $0.judged(item) }
        }
    }

    private static let definitions: [Definition] = [
        Definition("graded-adequate", "评为合格及以上的场所", "places graded adequate or better") { visit in
            let grade = ChecklistScore(answers: visit.answers, requirements: visit.requirements).grade
            return grade == .none ? (0, 0) : (grade == .inadequate ? 0 : 1, 1)
        },
        Definition("gate-met", "一票否决项全部通过的场所", "places where no gate item failed") { visit in
            let score = ChecklistScore(answers: visit.answers, requirements: visit.requirements)
            guard (score.whole.coverage ?? 0) >= ChecklistScore.minimumCoverage || !score.failedGates.isEmpty else {
                return (0, 0)
            }
            return (score.failedGates.isEmpty ? 1 : 0, 1)
        },
        Definition("corners-with-ramps", "有缘石坡道的路角", "corners with a curb ramp", item: RoadFigures.Item.corner),
        Definition("ramps-flush", "与车行道平接的缘石坡道", "curb ramps flush with the carriageway", item: "curb-ramp.flush"),
        Definition("crossings-sounding", "过街音响正常的横道", "crossings whose sound works") {
            RoadFigures.sounding($0)
        },
        Definition(
            "tactile-unobstructed",
            "盲道没有被占的路段",
            "segments with unobstructed tactile paving",
            item: "tactile-paving.unobstructed"
        ),
        Definition("parking-share", "无障碍车位数达到要求的停车场", "car parks with enough accessible bays", item: "parking.share"),
        Definition("parking-aisles", "轮椅通道够宽的车位", "bays with an aisle wide enough", item: "parking.aisle-width"),
        Definition("entrances-accessible", "轮椅能进的出入口", "entrances a wheelchair can use", item: "entrance.type"),
        Definition(
            "toilets-usable",
            "随时能用的无障碍厕所",
            "accessible toilets that can be used",
            item: "accessible-toilet.usable"
        ),
        Definition("counters-low", "有低位服务台的场所", "places with a low counter", item: "counter.low-present"),
        Definition("lifts-working", "正在运行的无障碍电梯", "accessible lifts in service", item: "lift.in-service"),
        Definition("kiosks-speaking", "盲人能独立办完的自助终端", "machines a blind person can use alone", item: "kiosk.speech"),
    ]
}
