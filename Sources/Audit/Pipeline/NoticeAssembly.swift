/// Gathers from the store what has to be rectified, by responsible unit.
public struct NoticeAssembly: Sendable {
    /// Findings read from the store at once.
    private static let batch = 1000

    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The notices over all findings that stand, failed, are violations, are open and are not suppressed.
    ///
    /// - Parameters:
    ///   - subject: The id of one subject, or nil for all of them.
    ///   - unit: The name of one responsible unit, or nil for all.
    ///   - moment: When deadlines and suppressions are judged; the end of the newest run where nil.
    /// - Returns: A packet for each unit by name, that of findings without a unit last.
    /// - Throws: ``AuditError`` `nothingAudited` where there is nothing to rectify.
    public func notice(
        subject: String? = nil,
        unit: String? = nil,
        at moment: Timestamp? = nil
    ) async throws -> RectificationNotice {
        let runs = try await store.runs(of: subject)
        let made = runs.map { $0.ended ?? $0.start.started }.max() ?? Timestamp(millisecondsSince1970: 0)
        let judged = ReportScope.moment(made, try await store.suppressions())
        var sorting = NoticeSorting(requirements: requirements(of: runs), moment: moment ?? judged)
        let filter = Self.filter(subject: subject, unit: unit, at: moment ?? judged)
        var cursor: FindingCursor?
        repeat {
            let page = try await store.findings(filter, after: cursor, limit: Self.batch)
            for finding in page.findings { sorting.add(finding) }
            cursor = page.next
        } while cursor != nil
        let packets = sorting.packets
        guard !packets.isEmpty else { throw Self.nothing(subject ?? unit) }
        return RectificationNotice(packets: packets, made: made, toolVersion: AuditVersion.current)
    }

    /// Which findings a notice is about.
    static func filter(subject: String?, unit: String?, at moment: Timestamp) -> FindingFilter {
        var filter = FindingFilter()
        filter.subject = subject
        filter.unit = unit
        filter.outcomes = [.failed]
        filter.kinds = [.violation]
        filter.states = Set(DefectState.allCases.filter(\.isOpen))
        filter.suppressed = .without
        filter.moment = moment
        return filter
    }

    /// The newest form of each requirement, for its title and its repair.
    private func requirements(of runs: [Run]) -> [String: Requirement] {
        var found: [String: Requirement] = [:]
        for run in runs {
            for requirement in run.start.requirements where found[requirement.id] == nil {
                found[requirement.id] = requirement
            }
        }
        return found
    }

    private static func nothing(_ subject: String?) -> AuditError {
        AuditError(
            .nothingAudited,
            at: subject ?? "report",
            LocalizedText(zh: "没有未整改的问题", en: "there is no open finding"),
            remedy: LocalizedText(
                zh: "请检查对象和责任单位的名称；用 audit findings list 查看全部",
                en: "Check the names of subject and unit; audit findings list shows everything"
            )
        )
    }
}

/// Sorts findings into defects and defects into the packets of units.
private struct NoticeSorting {
    private struct Key: Hashable {
        let unit: String
        let defect: String
        let subject: String
        let requirement: String
    }

    let requirements: [String: Requirement]
    let moment: Timestamp
    private var items: [Key: RectificationNotice.Item] = [:]

    init(requirements: [String: Requirement], moment: Timestamp) {
        self.requirements = requirements
        self.moment = moment
    }

    mutating func add(_ stored: StoredFinding) {
        let finding = stored.finding
        let key = Key(
            unit: stored.unit ?? "",
            defect: finding.defect,
            subject: stored.subject,
            requirement: finding.requirement
        )
        var item = items[key] ?? newItem(stored)
        item.findings += 1
        let place = FindingListing.place(finding.place)
        if item.places.count < RectificationNotice.maximumPlaces, !item.places.contains(place) {
            item.places.append(place)
        }
        item.isOverdue = item.isOverdue || stored.isOverdue(at: moment)
        items[key] = item
    }

    private func newItem(_ stored: StoredFinding) -> RectificationNotice.Item {
        let finding = stored.finding
        let requirement = requirements[finding.requirement]
        let id = LocalizedText(zh: finding.requirement, en: finding.requirement)
        return RectificationNotice.Item(
            defect: finding.defect,
            subject: stored.subjectName,
            title: requirement?.title ?? id,
            fix: requirement?.fix ?? finding.message,
            severity: finding.severity,
            criteria: finding.criteria,
            message: finding.message,
            places: [],
            findings: 0,
            state: stored.state,
            deadline: stored.deadline,
            isOverdue: false
        )
    }

    /// By unit; what has no unit comes last.
    var packets: [RectificationNotice.Packet] {
        Dictionary(grouping: items) { $0.key.unit }.sorted { first, second in
            (first.key.isEmpty ? 1 : 0, first.key) < (second.key.isEmpty ? 1 : 0, second.key)
        }.map { unit, items in
            RectificationNotice.Packet(
                unit: unit.isEmpty ? nil : unit,
                items: items.map(\.value).sorted(by: Self.precedes)
            )
        }
    }

    private static func precedes(_ first: RectificationNotice.Item, _ second: RectificationNotice.Item) -> Bool {
        if first.severity != second.severity { return first.severity > second.severity }
        if first.deadline != second.deadline {
            return (first.deadline?.millisecondsSince1970 ?? .max) < (second.deadline?.millisecondsSince1970 ?? .max)
        }
        return (first.subject, first.defect) < (second.subject, second.defect)
    }
}
