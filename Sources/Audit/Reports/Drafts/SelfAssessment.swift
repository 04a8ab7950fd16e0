/// A self-assessment (自评报告) of one site as a draft: what the tool found, beside columns that people fill.
struct SelfAssessment {
    let report: Report
    let site: SubjectReport
    let language: Language

    private var draft: DraftText { DraftText(language: language) }

    func render() -> [UInt8] {
        let name = HostileText.line(site.subject.name, limit: 80)
        let title = draft.say("\(name)无障碍自评报告（草稿）", "Accessibility self-assessment of \(name) (draft)")
        return draft.document(title, report) { html in
            basics(&html)
            results(&html)
            criteria(&html)
            defects(&html)
            organisation(&html)
        }
    }

    private func basics(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("一、基本情况", "1. Basics"))
        html.element("dl") { html in
            for (term, value) in [
                (
                    draft.say("主办单位", "Owner"),
                    site.subject.responsibleUnit ?? draft.gap("主办单位名称", "name of the owner")
                ),
                (draft.say("网站名称", "Site"), site.subject.name), (draft.say("网址", "Address"), site.subject.address),
                (
                    draft.say("主管部门", "Supervised by"),
                    site.subject.supervisingDepartment ?? draft.gap("主管部门", "supervising department")
                ),
                (
                    draft.say("自评依据", "Assessed against"),
                    draft.gap("标准名称和版本", "name and version of the standard")
                ),
                (draft.say("检测日期", "Checked on"), draft.day(site.run.start.started)),
            ] {
                html.element("dt", text: term)
                html.element("dd", text: value)
            }
        }
        draft.method(site, report, &html)
    }

    private func results(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("二、自动检测结果", "2. What automatic checks found"))
        HTMLTable(
            caption: draft.say("主要数字", "Figures"),
            heads: [draft.say("指标", "Figure"), draft.say("数值", "Value"), draft.say("由什么算出", "Computed from")],
            rows: site.figures.map { figure in
                [.text(figure.label[language]), .text(figure.value[language]), .text(figure.basis[language])]
            }
        ).write(to: &html, in: language)
        draft.failed(site, &html)
        draft.untested(site, &html)
    }

    private func criteria(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("三、逐条自评", "3. Criterion by criterion"))
        draft.paragraph(
            draft.say(
                "“自动检测”一栏由工具填写；“通过”只说明自动规则没有发现问题。人工结论由单位检测后填写。",
                "The tool fills the column of automatic checks, where passed means only that no rule found a fault. People "
                    + "test and fill in the rest."
            ),
            &html
        )
        HTMLTable(
            caption: draft.say("逐条自评表", "Criteria and conclusions"),
            heads: [
                draft.say("准则", "Criterion"), draft.say("级别", "Level"), draft.say("自动检测", "Automatic checks"),
                draft.say("人工结论", "Conclusion of people"), draft.say("说明", "Remarks"),
            ],
            rows: site.criteria.map { result in
                [
                    .text("\(result.criterion.number) \(result.criterion.title[language])"),
                    .text(result.criterion.level.rawValue), .outcome(result.outcome),
                    .text(draft.say("待填写", "to be filled in")), .text(""),
                ]
            }
        ).write(to: &html, in: language)
    }

    private func defects(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("四、主要问题和整改", "4. Main problems and repairs"))
        draft.paragraph(
            draft.say("未整改的缺陷共 \(site.defects.total) 个。", "\(site.defects.total) defects are open."),
            &html
        )
        guard !site.defects.shown.isEmpty else { return }
        let ranked = site.defects.shown.sorted(by: SubjectReport.ReportedDefect.precedes)
        HTMLTable(
            caption: draft.say("最重要的缺陷", "The most important defects"),
            heads: [
                draft.say("没有达到的要求", "Requirement not met"), draft.say("严重程度", "Severity"), draft.say("涉及页面", "Pages"),
                draft.say("状态", "State"), draft.say("期限", "Deadline"), draft.say("整改措施", "Repair"),
            ],
            numbers: [2],
            rows: ranked.prefix(Self.maximumDefects).map { reported in
                [
                    .text(reported.requirement.title[language]),
                    .text(ReportTerms.severity(reported.defect.severity)[language]), .number(reported.defect.places),
                    .text(ReportTerms.state(reported.defect.state)[language]),
                    .text(reported.defect.deadline.map(draft.day) ?? draft.say("待定", "to be set")),
                    .text(reported.requirement.fix[language]),
                ]
            }
        ).write(to: &html, in: language)
    }

    private static let maximumDefects = 20

    private func organisation(_ html: inout HTMLWriter) {
        html.element("h2", text: draft.say("五、制度和保障", "5. Organisation"))
        for gap in [
            draft.gap("负责人和联系方式", "who is responsible, and how to reach them"),
            draft.gap("人工检测由谁、何时、用何种辅助技术完成", "who tested by hand, when, with what assistive technology"),
            draft.gap("残疾人和老年人参与体验的情况", "how disabled and elderly people took part"),
            draft.gap("培训、采购和发布前检查的制度", "training, purchasing, checks before publishing"),
            draft.gap("自评结论及理由", "the conclusion, and why"),
        ] { draft.paragraph(gap, &html) }
        html.element("p") { html in
            for label in [draft.say("单位（盖章）：", "Owner (seal): "), draft.say("日期：", "Date: ")] {
                html.text(label)
                html.element("span", [("class", "blank")], text: "\u{A0}")
                html.text(" ")
            }
        }
        html.element("p", [("class", "soft")]) { html in
            html.text(draft.say("数据的 SHA-256：", "SHA-256 of the data: "))
            html.element("code", text: report.dataHash)
        }
    }
}
