/// Why a defect does not take a step.
extension StoreFailure {
    /// Why a step in the life of a defect is refused.
    enum RefusedStep {
        case noActor, noReason, sameActor, noEvidence, webClosesByScan, notMergeable, notMerged, notSplittable, isMerged
        case noReviewer, noReviewDate
        case notReviewer(String)
        case notAllowed(from: DefectState, to: DefectState)
    }

    static func step(_ defect: String, _ refused: RefusedStep) -> AuditError {
        let problem: LocalizedText
        let remedy: LocalizedText
        switch refused {
        case .noActor:
            problem = LocalizedText(zh: "没有说明是谁操作", en: "nobody is named as the one who does it")
            remedy = LocalizedText(zh: "给出操作人账号", en: "Name the account")
        case .noReason:
            problem = LocalizedText(zh: "这一步必须说明理由", en: "this step needs a reason")
            remedy = LocalizedText(zh: "写明理由", en: "Say why")
        case .sameActor:
            problem = LocalizedText(
                zh: "整改人不能自己复查、销号",
                en: "whoever repaired it can neither re-inspect nor close it"
            )
            remedy = LocalizedText(zh: "请另一名核查人员复查", en: "Let another inspector look at it")
        case .noReviewer:
            problem = LocalizedText(zh: "异议需要指定裁定人", en: "a dispute needs somebody who decides it")
            remedy = LocalizedText(zh: "用 --reviewer 给出裁定人账号", en: "Name the account with --reviewer")
        case .notReviewer(let reviewer):
            problem = LocalizedText(
                zh: "异议由 \(reviewer.quotedForMessage) 裁定",
                en: "\(reviewer.quotedForMessage) decides this dispute"
            )
            remedy = LocalizedText(
                zh: "请裁定人操作，或先换裁定人（--as disputed --reviewer）",
                en: "Let the reviewer do it, or name another one first (--as disputed --reviewer)"
            )
        case .noReviewDate:
            problem = LocalizedText(zh: "替代措施需要将来的复核日期", en: "a substitute measure needs a review date in the future")
            remedy = LocalizedText(zh: "用 --review-on 给出日期", en: "Give the day with --review-on")
        case .noEvidence:
            problem = LocalizedText(
                zh: "销号需要新的照片或实测值；用过的照片不算",
                en: "closing needs a new photo or reading; one that was handed in before is not new"
            )
            remedy = LocalizedText(
                zh: "用 --photo 或 --reading 附上复查的照片或实测值",
                en: "Hand in the photo or reading of the re-inspection with --photo or --reading"
            )
        case .webClosesByScan:
            problem = LocalizedText(zh: "网页缺陷只能由复测销号", en: "a web defect is closed by a scan that proves it gone")
            remedy = LocalizedText(zh: "整改后重新运行 audit scan", en: "Run audit scan again after the repair")
        case .notMergeable:
            problem = LocalizedText(
                zh: "只能与同一对象的另一个未合并缺陷合并",
                en: "it can be merged only into another, unmerged defect of the same subject"
            )
            remedy = LocalizedText(zh: "换一个目标缺陷", en: "Choose another defect to merge into")
        case .isMerged:
            problem = LocalizedText(zh: "它已并入另一个缺陷", en: "it was merged into another defect")
            remedy = LocalizedText(
                zh: "改动那个缺陷，或先用 audit findings split 撤回合并",
                en: "Change that one, or take the merge back with audit findings split"
            )
        case .notMerged:
            problem = LocalizedText(zh: "这个缺陷没有并入别的缺陷", en: "this defect was not merged into another one")
            remedy = LocalizedText(
                zh: "给出要拆出的问题的编号，用 audit findings why 查看归并依据",
                en: "Give the id of the finding to take out; see why it is there with audit findings why"
            )
        case .notSplittable:
            problem = LocalizedText(zh: "这个缺陷只有这一处问题，没有可拆的", en: "the defect holds nothing but this finding")
            remedy = LocalizedText(
                zh: "用 audit findings why 查看归并依据",
                en: "See why findings are one with audit findings why"
            )
        case .notAllowed(let from, let to):
            problem = LocalizedText(
                zh: "不能从 \(from.rawValue) 直接改为 \(to.rawValue)",
                en: "it cannot go from \(from.rawValue) to \(to.rawValue)"
            )
            let allowed = from.allowed.map(\.rawValue).sorted().joined(separator: ", ")
            remedy = LocalizedText(zh: "可改为：\(allowed)", en: "It can go to: \(allowed)")
        }
        return AuditError(.usage, at: String(defect.prefix(Fingerprint.idLength)), problem, remedy: remedy)
    }
}
