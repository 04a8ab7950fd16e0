/// How a place was inspected, fact by fact: checklist, form, time, choice of the place, and review of the form.
struct PlaceMethod {
    let run: Run
    let review: FormReview?

    var facts: [SubjectReport.Fact] {
        [
            fact("方法", "Method", LocalizedText(zh: "按检查表现场核查", en: "inspection on site with a checklist")),
            fact("检查表", "Checklist", same(checklist)),
            fact("核查时间", "Inspected", same(run.start.started.iso8601)),
            fact("场所如何选定", "How the place was chosen", selection),
        ] + form
    }

    private func fact(_ zh: String, _ en: String, _ value: LocalizedText) -> SubjectReport.Fact {
        SubjectReport.Fact(label: LocalizedText(zh: zh, en: en), value: value)
    }

    private func same(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }

    private var checklist: String {
        [run.checklist, review?.checklistVersion].compactMap(\.self).joined(separator: " ")
    }

    private var selection: LocalizedText {
        run.visit.selection?.title ?? LocalizedText(zh: "未说明，不代表其他场所", en: "not said; it stands for no other place")
    }

    private var form: [SubjectReport.Fact] {
        guard let review else { return [] }
        let facts = [
            fact("表格编号", "Form", same(review.form)), fact("审核状态", "Review", review.state.title),
        ]
        return facts + review.steps.map { fact("审核记录", "Step of the review", words(of: $0)) }
    }

    private func words(of step: FormReview.Step) -> LocalizedText {
        let (day, reason) = (String(step.at.iso8601.prefix(10)), step.reason)
        return LocalizedText(
            zh: "\(day)，\(step.actor)：\(step.to.title.zh)\(reason.isEmpty ? "" : "，理由：\(reason)")",
            en: "\(day), \(step.actor): \(step.to.title.en)\(reason.isEmpty ? "" : ", because: \(reason)")"
        )
    }
}
