/// What the store knows in one round, or now, as far as indicators need it.
struct PlanFacts: Sendable {
    let round: String?
    let moment: Timestamp
    var sites: [ScoreReport.Site] = []
    /// Sites of the register without any scan.
    var unscanned = 0
    var places: [(place: ScoreReport.Place, answers: [Inspection.Answer])] = []
    /// nil for rounds: what was open then is not kept.
    var repairs: [DefectRepair]?
    /// Defects of which every finding that stands is suppressed.
    var suppressed: Set<String> = []
    /// By the id of the subject.
    var districts: [String: String?] = [:]

    init(round: String?, moment: Timestamp) {
        self.round = round
        self.moment = moment
    }

    func value(of indicator: DevelopmentPlan.Indicator) -> PlanValue {
        switch indicator.basis {
        case .computed(let measure): value(of: measure)
        case .entered(let entries): value(of: entries)
        }
    }

    /// The value entered for the round; as things stand the last one entered.
    private func value(of entries: [DevelopmentPlan.Entry]) -> PlanValue {
        let entry = round.map { round in entries.last { $0.round == round } } ?? entries.last
        guard let entry else {
            return PlanValue(basis: LocalizedText(zh: "没有填报", en: "not entered"))
        }
        return PlanValue(
            value: entry.value,
            basis: LocalizedText(
                zh: "填报值（\(entry.round)），来源：\(entry.source)",
                en: "entered (\(entry.round)), source: \(entry.source)"
            )
        )
    }

    private func value(of measure: PlanMeasure) -> PlanValue {
        switch measure.kind {
        case .sitesWithIndex: sitesWithIndex(measure)
        case .meanIndex: meanIndex(measure)
        case .sitesWithoutBlockers: sitesWithoutBlockers(measure)
        case .itemsMet: itemsMet(measure)
        case .placesWithGrade: placesWithGrade(measure)
        case .openDefects: openDefects(measure)
        case .repairedInTime: repairedInTime(measure)
        }
    }

    private func isIncluded(_ subject: String, _ measure: PlanMeasure) -> Bool {
        measure.district.map { districts[subject] == $0 } ?? true
    }

    private func sites(_ measure: PlanMeasure) -> [ScoreReport.Site] {
        sites.filter { isIncluded($0.subject.id, measure) }
    }

    /// A share in per cent, or why there is none.
    private func share(_ count: Int, of all: Int, zh: String, en: String) -> PlanValue {
        guard all > 0 else {
            return PlanValue(basis: LocalizedText(zh: "无法计算：没有\(zh)", en: "cannot be computed: no \(en)"))
        }
        return PlanValue(
            value: 100 * Double(count) / Double(all),
            count: count,
            of: all,
            basis: LocalizedText(zh: "\(all) \(zh)中 \(count)", en: "\(count) of \(all) \(en)")
        )
    }

    // MARK: - Sites

    private func sitesWithIndex(_ measure: PlanMeasure) -> PlanValue {
        let values = sites(measure).compactMap(\.index.value)
        let count = values.count { $0 >= measure.atLeast ?? 0 }
        return share(count, of: values.count, zh: "个可评分的网站", en: "sites with an index")
    }

    private func meanIndex(_ measure: PlanMeasure) -> PlanValue {
        let (all, values) = (sites(measure), sites(measure).compactMap(\.index.value))
        guard let mean = values.mean else {
            return PlanValue(
                basis: LocalizedText(zh: "无法计算：没有可评分的网站", en: "cannot be computed: no site with an index")
            )
        }
        return PlanValue(
            value: mean,
            count: values.count,
            of: all.count,
            basis: LocalizedText(
                zh: "\(all.count) 个检测过的网站中 \(values.count) 个可评分的平均",
                en: "the mean of \(values.count) of \(all.count.counted("site")) scanned"
            )
        )
    }

    private func sitesWithoutBlockers(_ measure: PlanMeasure) -> PlanValue {
        let scored = sites(measure).filter { $0.index.value != nil }
        let count = scored.count { $0.index.blockers.isEmpty }
        return share(count, of: scored.count, zh: "个可评分的网站", en: "sites with an index")
    }

    // MARK: - Places

    private func itemsMet(_ measure: PlanMeasure) -> PlanValue {
        let answers = places.filter { entry in
            isIncluded(entry.place.subject.id, measure)
                && measure.checklist.map { entry.place.checklist == $0 } ?? true
        }.flatMap(\.answers).filter { $0.item == measure.item }
        let passed = answers.count { $0.outcome == .passed }
        let judged = passed + answers.count { $0.outcome == .failed }
        return share(passed, of: judged, zh: "处判定过的", en: "that were judged")
    }

    private func placesWithGrade(_ measure: PlanMeasure) -> PlanValue {
        let graded = places.map(\.place).filter { place in
            isIncluded(place.subject.id, measure) && place.checklist == measure.checklist && place.score.grade != .none
        }
        let order = ChecklistScore.Grade.allCases
        let least = measure.grade.flatMap(order.firstIndex) ?? 0
        let count = graded.count { (order.firstIndex(of: $0.score.grade) ?? 0) >= least }
        return share(count, of: graded.count, zh: "处定了等级的场所", en: "places with a grade")
    }

    // MARK: - Defects

    /// Failed violations that the measure is about; nil where they are not known.
    private func defects(_ measure: PlanMeasure) -> [DefectRepair]? {
        repairs?.filter { defect in
            defect.kind == .violation && defect.outcome == .failed && defect.severity >= measure.severity
                && isIncluded(defect.subject, measure) && measure.domain.map { defect.domain == $0 } ?? true
        }
    }

    private static let notKept = PlanValue(
        basis: LocalizedText(
            zh: "无法计算：只知道目前未解决的缺陷，不知道当时的",
            en: "cannot be computed: which defects were open then is not kept"
        )
    )

    private func openDefects(_ measure: PlanMeasure) -> PlanValue {
        guard let defects = defects(measure) else { return Self.notKept }
        let open = defects.filter(\.state.isOpen)
        let hidden = open.count { suppressed.contains($0.id) }
        let counted = open.count - hidden
        return PlanValue(
            value: Double(counted),
            count: counted,
            of: defects.count,
            basis: LocalizedText(
                zh: "记录过的 \(defects.count) 项缺陷中" + (hidden > 0 ? "，另有 \(hidden) 项未解决但已屏蔽" : ""),
                en: "of \(defects.count.counted("defect")) ever recorded"
                    + (hidden > 0 ? "; \(hidden.counted("more is", "more are")) open and suppressed" : "")
            )
        )
    }

    private func repairedInTime(_ measure: PlanMeasure) -> PlanValue {
        guard let defects = defects(measure) else { return Self.notKept }
        let due = defects.filter { defect in
            guard let deadline = defect.deadline else { return false }
            return defect.state == .closed || defect.state.isOpen && deadline < moment
        }
        let inTime = due.count { defect in
            guard defect.state == .closed, let deadline = defect.deadline, let closed = defect.closed else {
                return false
            }
            return closed <= deadline
        }
        return share(inTime, of: due.count, zh: "项已到期或已关闭的缺陷", en: "defects due or closed")
    }
}
