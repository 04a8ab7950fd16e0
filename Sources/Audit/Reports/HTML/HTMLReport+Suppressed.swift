// What somebody answers for not counting, with reason, approver and expiry.

extension HTMLReport {
    func suppressions(_ html: inout HTMLWriter) {
        html.element("section", [("aria-labelledby", "suppressed")]) { html in
            html.element("h2", [("id", "suppressed")], text: text("已屏蔽的问题", "Suppressed findings"))
            guard !report.suppressions.isEmpty else {
                html.element("p", text: text("没有屏蔽任何问题。", "Nothing is suppressed."))
                return
            }
            html.element(
                "p",
                text: text(
                    "屏蔽不是整改：每一项都有人负责、写明理由并有到期日，到期后重新计入。指数按检测结果计算，不因屏蔽而提高。",
                    "Suppressing is not repairing: each has a person who answers for it, a reason and a day it ends, after "
                        + "which its findings count again. The index is computed from what was found and does not rise by it."
                )
            )
            write(table(of: report.suppressions), &html)
        }
    }

    private func table(of suppressions: [StoredSuppression]) -> HTMLTable {
        HTMLTable(
            caption: text("屏蔽清单", "Suppressions"),
            heads: [
                text("编号", "No."), text("范围", "What it covers"), text("处数", "Findings"), text("缺陷", "Defects"),
                text("页面", "Pages"), text("理由", "Reason"), text("批准人", "Approver"), text("开始", "Since"),
                text("到期", "Expires"),
            ],
            numbers: [0, 2, 3, 4],
            short: [7],
            rows: suppressions.map { stored in
                let suppression = stored.suppression
                let isOver = suppression.expires <= report.moment
                return [
                    .number(Int(stored.number)), .text(scope(suppression)), .number(stored.reach.findings),
                    .number(stored.reach.defects), .number(stored.reach.pages),
                    .text(
                        ReportTerms.suppressionReason(suppression.reasonCode)[language] + text("：", ": ")
                            + suppression.reason
                    ),
                    .text(suppression.approver), .text(day(suppression.created)),
                    .text(day(suppression.expires) + (isOver ? text("（已到期，重新计入）", " (over: counts again)") : "")),
                ]
            }
        )
    }

    private func scope(_ suppression: Suppression) -> String {
        let parts: [(String, String?)] = [
            (text("规则", "rule"), suppression.requirement), (text("元素", "element"), suppression.selector),
            (text("页面", "page"), suppression.address),
            (text("缺陷", "defect"), suppression.defect.map { String($0.prefix(10)) }),
        ]
        return parts.compactMap { name, value in value.map { "\(name) \($0)" } }
            .joined(separator: text("；", "; "))
    }
}

extension ReportTerms {
    static func suppressionReason(_ code: Suppression.ReasonCode) -> LocalizedText {
        switch code {
        case .falsePositive: LocalizedText(zh: "误报", en: "false positive")
        case .acceptedRisk: LocalizedText(zh: "接受风险", en: "accepted risk")
        case .thirdParty: LocalizedText(zh: "第三方内容", en: "third party")
        case .plannedRemoval: LocalizedText(zh: "计划下线", en: "planned removal")
        case .other: LocalizedText(zh: "其他", en: "other")
        }
    }
}
