/// An accessibility statement (无障碍声明) of one site as a draft that its owner completes.
struct AccessibilityStatement {
    let report: Report
    let site: SubjectReport
    let language: Language

    private var draft: DraftText { DraftText(language: language) }

    func render() -> [UInt8] {
        let name = HostileText.line(site.subject.name, limit: 80)
        let title = draft.say("\(name)无障碍声明（草稿）", "Accessibility statement of \(name) (draft)")
        return draft.document(title, report) { html in
            scope(&html)
            state(&html)
            draft.failed(site, &html)
            plan(&html)
            contact(&html)
            preparation(&html)
        }
    }

    private func scope(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("适用范围", "Scope"))
        let owner = site.subject.responsibleUnit ?? draft.gap("主办单位名称", "name of the owner")
        html.element("p") { html in
            html.text(draft.say("\(owner)发布本声明，适用于", "\(owner) publishes this statement for "))
            html.address(site.subject.address)
            html.text(draft.say("。", "."))
        }
        draft.paragraph(
            draft.gap("不在范围内的栏目、应用和第三方内容", "sections, apps and third-party content out of scope"),
            &html
        )
    }

    private func state(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("现状", "State"))
        draft.paragraph(
            draft.gap(
                "是否符合所依据的标准及理由；须以人工检测为据，自动检测不足以得出结论",
                "whether the site meets the standard it follows, and why; this needs tests by people, automatic checks are "
                    + "not enough"
            ),
            &html
        )
        for figure in site.figures {
            draft.paragraph(
                figure.label[language] + draft.say("：", ": ") + figure.value[language] + draft.say("（", " (")
                    + figure.basis[language] + draft.say("）。", ")."),
                &html
            )
        }
        html.element("h2", text: draft.say("已知的问题", "Known problems"))
        draft.untested(site, &html)
    }

    private func plan(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("整改计划", "Plan of repairs"))
        let defects = site.defects
        let last = defects.shown.compactMap(\.defect.deadline).max()
        draft.paragraph(
            draft.say(
                "现有 \(defects.total) 个未整改的缺陷"
                    + (last.map { "，所列各项的最后期限为 \(draft.day($0))" } ?? "") + "。",
                "\(defects.total) defects are open"
                    + (last.map { "; the last deadline of those listed is \(draft.day($0))" } ?? "") + "."
            ),
            &html
        )
        draft.paragraph(draft.gap("整改安排和完成时间", "what is repaired, and by when"), &html)
    }

    private func contact(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("反馈与帮助", "Feedback and help"))
        for gap in [
            draft.gap("电话、邮箱、地址和受理时间", "telephone, e-mail, address and hours"),
            draft.gap("答复期限", "how soon you answer"),
            draft.gap("线下或电话等替代办理途径", "another way to get the service: by telephone or in person"),
            draft.gap("不满意时的监督投诉渠道", "where to complain if the answer does not help"),
        ] { draft.paragraph(gap, &html) }
    }

    private func preparation(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("本声明怎样形成", "How this statement was prepared"))
        draft.method(site, report, &html)
        draft.paragraph(
            draft.gap("声明日期和下次复核日期", "date of the statement and of its next review"),
            &html
        )
        html.element("p", [("class", "soft")]) { html in
            html.text(draft.say("数据的 SHA-256：", "SHA-256 of the data: "))
            html.element("code", text: report.dataHash)
        }
    }
}
