/// An accessibility statement (无障碍声明) of one site as a draft that its owner completes.
struct AccessibilityStatement: DraftPage {
    let report: Report
    let site: SubjectReport
    let language: Language

    func title(_ name: String) -> String {
        say("\(name)无障碍声明（草稿）", "Accessibility statement of \(name) (draft)")
    }

    func body(_ html: inout HTMLWriter) {
        scope(&html)
        state(&html)
        failed(&html)
        plan(&html)
        contact(&html)
        preparation(&html)
    }

    private func scope(_ html: inout HTMLWriter) {
        head("适用范围", "Scope", &html)
        html.element("p") { html in
            html.text(say("\(owner)发布本声明，适用于", "\(owner) publishes this statement for "))
            html.address(address)
            html.text(say("。", "."))
        }
        paragraph(
            gap("不在范围内的栏目、应用和第三方内容", "sections, apps and third-party content out of scope"),
            &html
        )
    }

    private func state(_ html: inout HTMLWriter) {
        head("现状", "State", &html)
        paragraph(
            gap(
                "是否符合所依据的标准及理由；须以人工检测为据，自动检测不足以得出结论",
                "whether the site meets the standard it follows, and why; this needs tests by people, automatic checks are "
                    + "not enough"
            ),
            &html
        )
        for figure in site.figures {
            paragraph(
                figure.label[language] + say("：", ": ") + figure.value[language] + say("（", " (")
                    + figure.basis[language] + say("）。", ")."),
                &html
            )
        }
        head("已知的问题", "Known problems", &html)
        untested(&html)
    }

    private func plan(_ html: inout HTMLWriter) {
        head("整改计划", "Plan of repairs", &html)
        let defects = site.defects
        let last = defects.shown.compactMap(\.defect.deadline).max()
        paragraph(
            say(
                "现有 \(defects.total) 个未整改的缺陷"
                    + (last.map { "，所列各项的最后期限为 \(day($0))" } ?? "") + "。",
                "\(defects.total.counted("defect is", "defects are")) open"
                    + (last.map { "; the last deadline of those listed is \(day($0))" } ?? "") + "."
            ),
            &html
        )
        paragraph(gap("整改安排和完成时间", "what is repaired, and by when"), &html)
    }

    private func contact(_ html: inout HTMLWriter) {
        head("反馈与帮助", "Feedback and help", &html)
        let gaps = [
            gap("电话、邮箱、地址和受理时间", "telephone, e-mail, address and hours"),
            gap("答复期限", "how soon you answer"),
            gap("线下或电话等替代办理途径", "another way to get the service: by telephone or in person"),
            gap("不满意时的监督投诉渠道", "where to complain if the answer does not help"),
        ]
        paragraphs(gaps, &html)
    }

    private func preparation(_ html: inout HTMLWriter) {
        head("本声明怎样形成", "How this statement was prepared", &html)
        method(&html)
        paragraph(
            gap("声明日期和下次复核日期", "date of the statement and of its next review"),
            &html
        )
    }
}
