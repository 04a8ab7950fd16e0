/// A document about one site that its owner completes: what the tool knows stands there, what only the owner can say is a gap
/// to fill.
protocol SiteDraft {
    var report: Report { get }
    var site: SubjectReport { get }
    var language: Language { get }
}

extension SiteDraft {
    func say(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }

    /// What the owner must say, to be seen as a gap.
    func gap(_ zh: String, _ en: String) -> String { say("【待填写：\(zh)】", "[to be filled in: \(en)]") }

    func day(_ moment: Timestamp) -> String { String(moment.iso8601.prefix(10)) }

    /// Where the site is, without what lets somebody in.
    var address: String { PersonalData.maskedAddress(site.subject.address) }

    var owner: String { site.subject.responsibleUnit ?? gap("主办单位名称", "name of the owner") }
}

/// A draft that people read: a page under a banner that says it is one.
protocol DraftPage: SiteDraft {
    /// The title for a site of this name.
    func title(_ name: String) -> String
    /// Everything between the banner and the hash of the data.
    func body(_ html: inout HTMLWriter)
}

// MARK: - Frame

extension DraftPage {
    /// The whole file, UTF-8.
    func render() -> [UInt8] {
        let title = self.title(HostileText.line(site.subject.name, limit: 80))
        return HTMLFrame.document(title: title, toolVersion: report.toolVersion, language: language) { html in
            html.element("a", [("class", "skip"), ("href", "#main")], text: say("跳到正文", "Skip to the draft"))
            html.element("header") { $0.element("h1", text: title) }
            html.element("main", [("id", "main")]) { html in
                banner(&html)
                body(&html)
                html.element("p", [("class", "soft")]) { html in
                    html.text(say("数据的 SHA-256：", "SHA-256 of the data: "))
                    html.element("code", text: report.dataHash)
                }
            }
        }
    }

    /// Says at the top that this is a draft and claims nothing.
    private func banner(_ html: inout HTMLWriter) {
        html.element("p", [("class", "lead draft")]) { html in
            html.element(
                "strong",
                text: say("草稿，未经单位确认，不得直接发布。", "Draft, not confirmed by the owner: not for publication. ")
            )
            html.text(
                say(
                    "工具只写出检测到的事实，不作任何符合标准的声明；带“待填写”的部分须由单位填写。",
                    "The tool writes down what it found and claims no conformity; what is marked must be filled in by the "
                        + "owner."
                )
            )
        }
    }

    func head(_ zh: String, _ en: String, _ html: inout HTMLWriter) { html.element("h2", text: say(zh, en)) }

    func paragraph(_ text: String, _ html: inout HTMLWriter) { html.element("p", text: text) }

    func paragraphs(_ texts: [String], _ html: inout HTMLWriter) { for text in texts { paragraph(text, &html) } }

    func write(_ table: HTMLTable, _ html: inout HTMLWriter) { table.write(to: &html, in: language) }
}

// MARK: - What was found

extension DraftPage {
    /// The two first cells of a row about a criterion.
    func name(of result: SubjectReport.CriterionResult) -> [HTMLTable.Cell] {
        [
            .text("\(result.criterion.number) \(result.criterion.title[language])"),
            .text(result.criterion.level.rawValue),
        ]
    }

    /// Criteria that failed, with on how many pages.
    func failed(_ html: inout HTMLWriter) {
        let failed = site.criteria.filter { $0.outcome == .failed }
        guard !failed.isEmpty else {
            return paragraph(
                say("自动检测没有发现确定不符合的准则。", "Automatic checks found no criterion that surely fails."),
                &html
            )
        }
        let table = HTMLTable(
            caption: say("自动检测发现不符合的准则", "Criteria that automatic checks found failing"),
            heads: [say("准则", "Criterion"), say("级别", "Level"), say("涉及", "On")],
            rows: failed.map { result in
                let (pages, all) = (result.pages[.failed] ?? 0, site.run.checked)
                return name(of: result) + [.text(say("\(all) 个页面中的 \(pages) 个", "\(pages) of \(all.counted("page"))"))]
            }
        )
        write(table, &html)
    }

    /// What no rule looked at, which says nothing for or against.
    func untested(_ html: inout HTMLWriter) {
        let silent = site.criteria.filter { $0.outcome == .untested || $0.outcome == .inapplicable }
        paragraph(
            say(
                "WCAG 2.2 的 A、AA 级准则 \(site.criteria.count) 条中，\(silent.count) 条没有得到任何自动检测结果，须由人检测："
                    + silent.map(\.criterion.number).joined(separator: "、") + "。",
                "Of \(site.criteria.count.counted("criterion", "criteria")) at levels A and AA of WCAG 2.2, \(silent.count) got no result from "
                    + "automatic checks, and people must test them: "
                    + silent.map(\.criterion.number).joined(separator: ", ") + "."
            ),
            &html
        )
    }

    /// How and when the facts came about.
    func method(_ html: inout HTMLWriter) {
        let (run, version) = (site.run, report.toolVersion)
        paragraph(
            say(
                "\(day(run.start.started)) 用 audit \(version) 自动检测了 \(run.checked) 个页面"
                    + "（另有 \(run.notChecked) 个地址未检测）。静态检测 HTML 与 CSS，不运行脚本；没有人工检测。",
                "On \(day(run.start.started)) audit \(version) checked \(run.checked.counted("page")) automatically "
                    + "(\(run.notChecked.counted("address was", "addresses were")) not checked): HTML and CSS, without running scripts. Nobody tested "
                    + "by hand."
            ),
            &html
        )
    }
}
