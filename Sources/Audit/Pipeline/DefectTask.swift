/// Does one thing to many defects, or says what it would do.
public struct DefectTask: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    public enum Action: Sendable {
        case step(DefectChange)
        case comment(String, actor: String, at: Timestamp)
    }

    /// What was done, or would be.
    public struct Outcome: Sendable {
        /// The ids of the defects that changed.
        public var changed: [String]
        /// Those that the step is refused for, with the reason.
        public var refused: [(defect: String, error: AuditError)]
        public var isPreview: Bool

        public var summary: DefectTaskSummary {
            DefectTaskSummary(changed: changed.count, refused: refused.map(\.error), isPreview: isPreview)
        }
    }

    /// A change of more defects than this is taken for a mistake.
    public static let maximumDefects = 100_000

    /// The defects that ids of defects or findings mean, and those with findings that a filter lets through.
    ///
    /// - Parameters:
    ///   - ids: Ids of findings or defects, or their beginnings.
    ///   - filter: nil chooses by ids alone.
    /// - Returns: Ids of defects, each once.
    /// - Throws: ``AuditError`` `usage` where an id means nothing or several, or nothing is chosen by.
    public func defects(ids: [String], matching filter: FindingFilter?) async throws -> [String] {
        var chosen: [String] = []
        for id in ids { chosen.append(try await defect(id)) }
        guard !ids.isEmpty || filter != FindingFilter() else { throw Self.nothingGiven() }
        if let filter, filter != FindingFilter() {
            let matching = try await store.defects(of: filter)
            chosen = ids.isEmpty ? matching : chosen.filter(Set(matching).contains)
        }
        guard chosen.count <= Self.maximumDefects else { throw Self.tooMany(chosen.count) }
        var seen: Set<String> = []
        return chosen.filter { seen.insert($0).inserted }
    }

    private func defect(_ id: String) async throws -> String {
        if let finding = try await store.finding(id: id), finding.firstSeen != nil { return finding.finding.defect }
        if let defect = try await store.defect(id: id) { return defect.id }
        throw Self.unknown(id)
    }

    /// Does it to all of them, or to none where one refuses it; with `skipsRefused`, to those that do not refuse.
    ///
    /// - Parameters:
    ///   - action: The step or the remark.
    ///   - defects: Ids of defects.
    ///   - skipsRefused: Whether to leave out those that refuse the step.
    ///   - isPreview: Whether to say only what would be done.
    /// - Returns: What was done.
    /// - Throws: ``AuditError`` with the first refusal.
    public func perform(
        _ action: Action,
        on defects: [String],
        skipsRefused: Bool = false,
        isPreview: Bool = false
    ) async throws -> Outcome {
        guard case .step(let change) = action else {
            if case .comment(let text, let actor, let moment) = action, !isPreview {
                try await store.comment(defects, by: actor, text, at: moment)
            }
            return Outcome(changed: defects, refused: [], isPreview: isPreview)
        }
        let refusals = try await store.refusals(of: change, for: defects)
        let refused = defects.compactMap { id in refusals[id].map { (id, $0) } }
        if let first = refused.first, !skipsRefused, !isPreview { throw first.1 }
        let changed = defects.filter { refusals[$0] == nil }
        if !isPreview { try await store.change(changed, change) }
        return Outcome(changed: changed, refused: refused, isPreview: isPreview)
    }

    // MARK: - Errors

    private static func nothingGiven() -> AuditError {
        AuditError(
            .usage,
            at: "findings",
            LocalizedText(zh: "没有说明要处理哪些问题", en: "nothing says which findings are meant"),
            remedy: LocalizedText(
                zh: "给出问题编号，或 --rule、--place 等条件",
                en: "Give ids of findings, or conditions such as --rule or --place"
            )
        )
    }

    private static func tooMany(_ count: Int) -> AuditError {
        AuditError(
            .usage,
            at: "findings",
            LocalizedText(zh: "一次要处理 \(count) 个缺陷", en: "\(count.counted("defect")) would be changed at once"),
            remedy: LocalizedText(zh: "用更窄的条件分几次处理", en: "Narrow the conditions and go in several steps")
        )
    }

    static func unknown(_ id: String) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(zh: "没有这个编号的问题", en: "no finding or defect has this id"),
            remedy: LocalizedText(zh: "用 audit findings list 查看编号", en: "See the ids with audit findings list")
        )
    }
}

/// Walks a listing of findings.
public struct FindingWalk: Sendable {
    let store: any AuditStore
    let filter: FindingFilter

    public init(store: any AuditStore, filter: FindingFilter) { (self.store, self.filter) = (store, filter) }

    /// Calls `body` with the findings from `offset` on, at most `limit` of them.
    public func each(offset: Int, limit: Int?, _ body: (StoredFinding) throws -> Void) async throws {
        var (skipped, shown) = (0, 0)
        var cursor: FindingCursor?
        repeat {
            let wanted = limit.map { max(0, $0 - shown) + max(0, offset - skipped) } ?? Self.stretch
            if wanted == 0 { return }
            let page = try await store.findings(filter, after: cursor, limit: min(wanted, Self.stretch))
            for finding in page.findings {
                if skipped < offset {
                    skipped += 1
                } else {
                    try body(finding)
                    shown += 1
                }
            }
            cursor = page.next
        } while cursor != nil
    }

    private static let stretch = 1000
}

/// All that is known of one finding.
public struct FindingDossier: Sendable {
    /// nil where a defect was asked for whose findings no longer stand.
    public var finding: StoredFinding?
    /// nil until the run that found it has ended.
    public var defect: Defect?
    public var history: [HistoryEntry]

    /// Reads what the store knows of a finding or a defect.
    ///
    /// - Throws: ``AuditError`` `usage` where the id means nothing or several.
    public init(of id: String, in store: any AuditStore) async throws {
        finding = try await store.finding(id: id)
        let number = finding.map { $0.firstSeen == nil ? "" : $0.finding.defect } ?? id
        defect = try await store.defect(id: number)
        if finding == nil, let defect {
            var filter = FindingFilter()
            filter.defect = defect.id
            finding = try await store.findings(filter, after: nil, limit: 1).findings.first
        }
        guard finding != nil || defect != nil else { throw DefectTask.unknown(id) }
        history = []
        if let defect { history = try await store.history(of: defect.id) }
    }
}
