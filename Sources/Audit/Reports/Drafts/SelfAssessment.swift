/// A self-assessment (自评报告) of one site as a draft: what the tool found, beside columns that people fill.
struct SelfAssessment: DraftPage {
    let report: Report
    let site: SubjectReport
    let language: Language

    func title(_ name: String) -> String {
        say("\(name)无障碍自评报告（草稿）", "Accessibility self-assessment of \(name) (draft)")
    }

    func body(_ html: inout HTMLWriter) {
        basics(&html)
        results(&html)
        criteria(&html)
        defects(&html)
        organisation(&html)
    }

    private func basics(_ html: inout HTMLWriter) {
        head("一、基本情况", "1. Basics", &html)
        html.element("dl") { html in
            for (term, value) in [
                (say("主办单位", "Owner"), owner), (say("网站名称", "Site"), site.subject.name),
                (say("网址", "Address"), address),
                (
                    say("主管部门", "Supervised by"),
                    site.subject.supervisingDepartment ?? gap("主管部门", "supervising department")
                ),
                (
                    say("自评依据", "Assessed against"),
                    gap("标准名称和版本", "name and version of the standard")
                ),
                (say("检测日期", "Checked on"), day(site.run.start.started)),
            ] {
                html.element("dt", text: term)
                html.element("dd", text: value)
            }
        }
        method(&html)
    }

    private func results(_ html: inout HTMLWriter) {
        head("二、自动检测结果", "2. What automatic checks found", &html)
        let table = HTMLTable(
            caption: say("主要数字", "Figures"),
            heads: [say("指标", "Figure"), say("数值", "Value"), say("由什么算出", "Computed from")],
            rows: site.figures.map { figure in
                [.text(figure.label[language]), .text(figure.value[language]), .text(figure.basis[language])]
            }
        )
        write(table, &html)
        failed(&html)
        untested(&html)
    }

    private func criteria(_ html: inout HTMLWriter) {
        head("三、逐条自评", "3. Criterion by criterion", &html)
        paragraph(
            say(
                "“自动检测”一栏由工具填写；“通过”只说明自动规则没有发现问题。人工结论由单位检测后填写。",
                "The tool fills the column of automatic checks, where passed means only that no rule found a fault. People "
                    + "test and fill in the rest."
            ),
            &html
        )
        let table = HTMLTable(
            caption: say("逐条自评表", "Criteria and conclusions"),
            heads: [
                say("准则", "Criterion"), say("级别", "Level"), say("自动检测", "Automatic checks"),
                say("人工结论", "Conclusion of people"), say("说明", "Remarks"),
            ],
            rows: site.criteria.map { result in
                name(of: result) + [.outcome(result.outcome), .text(say("待填写", "to be filled in")), .text("")]
            }
        )
        write(table, &html)
    }

    private func defects(_ html: inout HTMLWriter) {
        head("四、主要问题和整改", "4. Main problems and repairs", &html)
        paragraph(
            say("未整改的缺陷共 \(site.defects.total) 个。", "\(site.defects.total.counted("defect is", "defects are")) open."),
            &html
        )
        guard !site.defects.shown.isEmpty else { return }
        let ranked = site.defects.shown.sorted(by: SubjectReport.ReportedDefect.precedes)
        let table = HTMLTable(
            caption: say("最重要的缺陷", "The most important defects"),
            heads: [
                say("没有达到的要求", "Requirement not met"), say("严重程度", "Severity"), say("涉及页面", "Pages"),
                say("状态", "State"), say("期限", "Deadline"), say("整改措施", "Repair"),
            ],
            numbers: [2],
            rows: ranked.prefix(Self.maximumDefects).map { reported in
                [
                    .text(reported.requirement.title[language]),
                    .text(ReportTerms.severity(reported.defect.severity)[language]), .number(reported.defect.places),
                    .text(ReportTerms.state(reported.defect.state)[language]),
                    .text(reported.defect.deadline.map(day) ?? say("待定", "to be set")),
                    .text(reported.requirement.fix[language]),
                ]
            }
        )
        write(table, &html)
    }

    private static let maximumDefects = 20

    private func organisation(_ html: inout HTMLWriter) {
        head("五、制度和保障", "5. Organisation", &html)
        let gaps = [
            gap("负责人和联系方式", "who is responsible, and how to reach them"),
            gap("人工检测由谁、何时、用何种辅助技术完成", "who tested by hand, when, with what assistive technology"),
            gap("残疾人和老年人参与体验的情况", "how disabled and elderly people took part"),
            gap("培训、采购和发布前检查的制度", "training, purchasing, checks before publishing"),
            gap("自评结论及理由", "the conclusion, and why"),
        ]
        paragraphs(gaps, &html)
        html.element("p") { html in
            for label in [say("单位（盖章）：", "Owner (seal): "), say("日期：", "Date: ")] {
                html.text(label)
                html.element("span", [("class", "blank")], text: "\u{A0}")
                html.text(" ")
            }
        }
    }
}
