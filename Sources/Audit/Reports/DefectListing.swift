/// Defects with their life, suppressions and changes, as text and as JSON.
public enum DefectListing {
    /// What is known of a defect, one fact a line, then its history, oldest first.
    public static func details(
        _ defect: Defect,
        history: [HistoryEntry],
        at moment: Timestamp,
        language: Language
    ) -> String {
        func fact(_ zh: String, _ en: String, _ value: String) -> String {
            LocalizedText(zh: zh, en: en)[language] + (language == .zhHans ? "：" : ": ")
                + FindingListing.oneLine(value) + "\n"
        }
        var text = fact("缺陷", "defect", String(defect.id.prefix(Fingerprint.idLength)))
        text += fact("范围", "scope", grouping(defect)[language])
        text += fact("现存", "standing", "\(defect.occurrences) / \(defect.places)")
        text += fact("状态", "state", ReportTerms.state(defect.state)[language])
        if let retest = defect.retest {
            text += fact("复测", "retest", ReportTerms.change(retest == .pageGone ? .pageGone : .notRetested)[language])
        }
        if let reviewer = defect.reviewer { text += fact("裁定人", "reviewer", reviewer) }
        if let review = defect.reviewDue {
            let due = LocalizedText(zh: "（应复核）", en: " (due)")[language]
            text += fact("复核日期", "review", review.iso8601 + (defect.isReviewDue(at: moment) ? due : ""))
        }
        if let deadline = defect.deadline {
            let overdue = LocalizedText(zh: "（已超期）", en: " (overdue)")[language]
            text += fact("期限", "deadline", deadline.iso8601 + (defect.isOverdue(at: moment) ? overdue : ""))
        }
        text += fact("首次、最近发现", "first and last seen", "\(defect.firstSeen.number) … \(defect.lastSeen.number)")
        if let merged = defect.mergedInto {
            text += fact("已并入", "merged into", String(merged.prefix(Fingerprint.idLength)))
        }
        for entry in history { text += line(entry, language: language) }
        return text
    }

    static func line(_ entry: HistoryEntry, language: Language) -> String {
        var words = [entry.at.iso8601, entry.actor, entry.action]
        if let from = entry.from, let to = entry.to {
            words.append(ReportTerms.state(from)[language] + " → " + ReportTerms.state(to)[language])
        }
        words.append(entry.reason)
        return "  " + words.map(FindingListing.oneLine).joined(separator: "\t") + "\n"
    }

    /// Why the findings of a defect are one.
    static func grouping(_ defect: Defect) -> LocalizedText {
        switch defect.scope {
        case .template:
            guard let share = defect.grouping else { return LocalizedText(zh: "模板", en: "template") }
            return LocalizedText(
                zh: "模板（同类页面 \(share.pages)/\(share.of) 页有它）",
                en: "template (on \(share.pages) of \(share.of.counted("page")) of its kind)"
            )
        case .content: return LocalizedText(zh: "单页内容", en: "content of one page")
        case .physical: return LocalizedText(zh: "人工核查的一项", en: "item of an inspection")
        }
    }

    /// What was done to defects, or would be.
    public static func text(_ outcome: DefectTaskSummary, language: Language) -> String {
        let count = outcome.changed
        let head =
            outcome.isPreview
            ? LocalizedText(zh: "将改动 \(count) 个缺陷", en: "\(count.counted("defect")) would change")
            : LocalizedText(zh: "已改动 \(count) 个缺陷", en: "\(count.counted("defect")) changed")
        var text = head[language] + "\n"
        if !outcome.refused.isEmpty {
            let refused = outcome.refused.count
            text +=
                LocalizedText(zh: "\(refused) 个不能这样改：", en: "\(refused.counted("refuses", "refuse")) it:")[language]
                + "\n"
            text += outcome.refused.map { "  " + $0.message(in: language) + "\n" }.joined()
        }
        return text
    }

    /// One line a suppression: number, what it covers, why, who, until when, how much it hides now.
    public static func line(_ stored: StoredSuppression, at moment: Timestamp, language: Language) -> String {
        let suppression = stored.suppression
        let scopes = [
            ("rule", suppression.requirement), ("selector", suppression.selector), ("address", suppression.address),
            ("defect", suppression.defect.map { String($0.prefix(Fingerprint.idLength)) }),
        ]
        let covers = scopes.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: " ")
        let ended = LocalizedText(zh: "（已过期）", en: " (expired)")[language]
        let words = [
            "\(stored.number)", covers, suppression.reasonCode.rawValue, suppression.reason, suppression.approver,
            suppression.expires.iso8601 + (suppression.expires <= moment ? ended : ""),
            reach(stored.reach)[language],
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t")
    }

    /// How much a suppression hides.
    public static func reach(_ reach: SuppressionReach) -> LocalizedText {
        LocalizedText(
            zh: "\(reach.findings) 处问题，\(reach.defects) 个缺陷，\(reach.pages) 个页面",
            en:
                "\(reach.findings.counted("finding")), \(reach.defects.counted("defect")), \(reach.pages.counted("page"))"
        )
    }

    public static func json(_ stored: StoredSuppression) -> [UInt8] {
        let suppression = stored.suppression
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("suppression")
            writer.value(stored.number)
            for (key, value) in [
                ("rule", suppression.requirement), ("selector", suppression.selector),
                ("address", suppression.address), ("defect", suppression.defect),
                ("reasonCode", suppression.reasonCode.rawValue), ("reason", suppression.reason),
                ("approver", suppression.approver), ("created", suppression.created.iso8601),
                ("expires", suppression.expires.iso8601),
            ] {
                writer.key(key)
                writer.value(value)
            }
            for (key, count) in [
                ("findings", stored.reach.findings), ("defects", stored.reach.defects), ("pages", stored.reach.pages),
            ] {
                writer.key(key)
                writer.value(count)
            }
        }
        writer.newline()
        return writer.bytes
    }
}

/// What a change of many defects came to.
public struct DefectTaskSummary: Sendable {
    public var changed: Int
    public var refused: [AuditError]
    public var isPreview: Bool

    public init(changed: Int, refused: [AuditError], isPreview: Bool) {
        (self.changed, self.refused, self.isPreview) = (changed, refused, isPreview)
    }
}

extension ReportTerms {
    static func state(_ state: DefectState) -> LocalizedText {
        switch state {
        case .found: LocalizedText(zh: "已发现", en: "found")
        case .confirmed: LocalizedText(zh: "已确认", en: "confirmed")
        case .assigned: LocalizedText(zh: "已交办", en: "assigned")
        case .inRectification: LocalizedText(zh: "整改中", en: "being repaired")
        case .reportedDone: LocalizedText(zh: "已报整改完成", en: "reported done")
        case .reInspected: LocalizedText(zh: "已复查", en: "re-inspected")
        case .returned: LocalizedText(zh: "已退回", en: "returned")
        case .closed: LocalizedText(zh: "已销号", en: "closed")
        case .disputed: LocalizedText(zh: "有异议", en: "disputed")
        case .substituteMeasure: LocalizedText(zh: "采取替代措施", en: "substitute measure")
        case .duplicate: LocalizedText(zh: "重复", en: "duplicate")
        case .withdrawn: LocalizedText(zh: "已撤销", en: "withdrawn")
        }
    }
}
