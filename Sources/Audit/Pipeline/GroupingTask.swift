/// Merges and splits defects, and says why they are what they are: `findings merge|split|why`.
public struct GroupingTask: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// Makes the defects that these ids mean one: the first stays, the others join it.
    ///
    /// - Parameters:
    ///   - ids: Ids of findings or defects, or their beginnings.
    ///   - actor: The account of who says so.
    ///   - reason: Why they are one.
    ///   - moment: When.
    ///   - isPreview: Whether to change nothing.
    /// - Returns: The defect that stays and those that join it.
    /// - Throws: ``AuditError`` where fewer than two defects are meant or the store refuses.
    public func merge(
        _ ids: [String],
        by actor: String,
        reason: String,
        at moment: Timestamp,
        isPreview: Bool
    ) async throws -> (kept: Defect, joined: [Defect]) {
        var defects: [Defect] = []
        for id in try await DefectTask(store: store).defects(ids: ids, matching: nil) {
            if let defect = try await store.defect(id: id) { defects.append(defect) }
        }
        guard let kept = defects.first, defects.count > 1 else { throw Self.tooFew() }
        let joined = Array(defects.dropFirst())
        if !isPreview {
            try await store.merge(joined.map(\.id), into: kept.id, by: actor, reason: reason, at: moment)
        }
        return (kept, joined)
    }

    /// Takes a finding out of its defect, or gives a merged defect its findings back.
    ///
    /// - Returns: The id of the defect that stands by itself now.
    /// - Throws: ``AuditError`` where the id means nothing or the store refuses.
    public func split(_ id: String, by actor: String, reason: String, at moment: Timestamp) async throws -> String {
        if let defect = try await store.defect(id: id), defect.mergedInto != nil {
            try await store.unmerge(defect.id, by: actor, reason: reason, at: moment)
            return defect.id
        }
        guard let finding = try await store.finding(id: id), finding.firstSeen != nil else {
            throw try await store.defect(id: id) == nil ? DefectTask.unknown(id) : Self.wholeDefect(id)
        }
        return try await store.split(finding.finding.occurrence, by: actor, reason: reason, at: moment)
    }

    /// Why the finding, or the first standing one of the defect, is where it is.
    ///
    /// - Throws: ``AuditError`` where the id means nothing that stands.
    public func reason(of id: String) async throws -> GroupingReason {
        let dossier = try await FindingDossier(of: id, in: store)
        guard let finding = dossier.finding, let reason = try await store.grouping(of: finding.finding.occurrence)
        else {
            throw Self.ungrouped(id)
        }
        return reason
    }

    // MARK: - Errors

    private static func tooFew() -> AuditError {
        AuditError(
            .usage,
            at: "merge",
            LocalizedText(zh: "这些编号指的是同一个缺陷，或只有一个", en: "the ids mean one defect, or there is only one"),
            remedy: LocalizedText(
                zh: "至少给出两个不同缺陷的编号；第一个保留，其余并入",
                en: "Give ids of at least two defects; the first stays and the others join it"
            )
        )
    }

    private static func wholeDefect(_ id: String) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(zh: "这是整个缺陷，没有说明拆出哪一处", en: "this is a whole defect; nothing says which finding to take out"),
            remedy: LocalizedText(
                zh: "用 audit findings list --defect 列出各处问题，给出其中的编号",
                en: "List its findings with audit findings list --defect and give the id of one"
            )
        )
    }

    private static func ungrouped(_ id: String) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(
                zh: "没有可说明的归并：检测尚未结束，或缺陷已无现存问题",
                en: "there is no grouping to explain: its run has not ended, or nothing of the defect stands"
            ),
            remedy: LocalizedText(
                zh: "用 audit findings show 查看缺陷的历史",
                en: "See the history of the defect with audit findings show"
            )
        )
    }
}
