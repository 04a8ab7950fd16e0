// What the words and numbers of the report mean.

extension HTMLReport {
    func reading(_ html: inout HTMLWriter) {
        html.element("section", [("aria-labelledby", "reading")]) { html in
            html.element("h2", [("id", "reading")], text: text("如何阅读这些数字", "How to read the numbers"))
            html.element("dl") { html in
                for (term, meaning) in Self.readingTerms {
                    html.element("dt", text: term[language])
                    html.element("dd", text: meaning[language])
                }
            }
        }
    }

    private static let readingTerms: [(LocalizedText, LocalizedText)] = [
        (
            LocalizedText(zh: "未通过", en: "Failed"),
            LocalizedText(zh: "确定不符合所引的准则或条款。", en: "Surely breaks the criterion or clause that is named.")
        ),
        (
            LocalizedText(zh: "待人工确认", en: "Needs human review"),
            LocalizedText(
                zh: "机器或检查表不能判定，须由人回答；不计入通过，也不计入未通过。",
                en: "Neither program nor form can tell; a person must answer. Counts neither as passed nor as failed."
            )
        ),
        (
            LocalizedText(zh: "未检测", en: "Untested"),
            LocalizedText(zh: "没有看过，从不算作通过。", en: "Not looked at, and never counted as passed.")
        ),
        (
            LocalizedText(zh: "建议", en: "Advice"),
            LocalizedText(zh: "良好做法，不影响任何分数。", en: "Good practice that changes no score.")
        ),
        (
            LocalizedText(zh: "处、缺陷", en: "Finding, defect"),
            LocalizedText(
                zh: "一处是一个元素或一个现场位置上的一个问题；一个缺陷是整改一次就能消除的全部处数。",
                en:
                    "A finding is one problem of one element or place; a defect is all the findings that one repair clears."
            )
        ),
        (
            LocalizedText(zh: "无障碍检测指数", en: "Accessibility Check Index"),
            LocalizedText(
                zh: "逐页逐准则计算通过比例，A 级权重 3、AA 级权重 2，再取平均。只反映能自动检测的准则，不等于符合标准。",
                en: "The share passed, page by criterion, weighted 3 for level A and 2 for AA, then averaged. "
                    + "It covers only criteria that can be checked automatically and is not a statement of conformity."
            )
        ),
        (
            LocalizedText(zh: "未核对条款", en: "Unverified clause"),
            LocalizedText(
                zh: "条款号或限值取自二手资料，尚未与正式标准文本核对。",
                en:
                    "The clause or limit comes from secondary sources and has not been checked against the official text."
            )
        ),
    ]
}
