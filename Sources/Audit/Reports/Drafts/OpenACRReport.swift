/// A conformance report of one site in OpenACR's YAML, as a draft that people complete.
///
/// Source: OpenACR's schema 0.1.0 and its catalogue `2.5-edition-wcag-2.2-en` (GSA, read 2026-11-27). Nothing is ever
/// `supports`: rules that find no fault do not show that a criterion is met. What failed is `partially-supports`, or
/// `does-not-support` where it fails on most pages; everything else is `not-evaluated`.
struct OpenACRReport: SiteDraft {
    let report: Report
    let site: SubjectReport
    let language: Language

    /// An adherence level of the catalogue's terms.
    private enum Adherence: String {
        case partial = "partially-supports"
        case none = "does-not-support"
        case notEvaluated = "not-evaluated"
    }

    func render() -> [UInt8] {
        var lines = head()
        lines.append("chapters:")
        lines += chapter("success_criteria_level_a", of: .a)
        lines += chapter("success_criteria_level_aa", of: .aa)
        lines += ["  success_criteria_level_aaa:", "    disabled: true"]
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func head() -> [String] {
        let (name, date) = (site.subject.name, day(report.made))
        let contact = [
            "  company_name: " + text(owner),
            "  email: " + text(gap("邮箱", "e-mail")),
        ]
        return [
            "title: "
                + text(say("\(name) 无障碍符合性报告（草稿）", "\(name) Accessibility Conformance Report (draft)")),
            "product:", "  name: " + text(name), "  version: " + text(day(site.run.start.started)),
            "  description: " + text(address), "author:",
        ] + contact + ["vendor:"] + contact + [
            "report_date: " + text(date), "last_modified_date: " + text(date), "version: 1",
            "catalog: 2.5-edition-wcag-2.2-en", "notes: " + text(notes), "evaluation_methods_used: " + text(method),
            "legal_disclaimer: "
                + text(
                    say(
                        "由自动检测结果生成的草稿，不构成符合任何标准的声明。",
                        "A draft made from automatic checks; it does not claim conformity with any standard."
                    )
                ),
        ]
    }

    private var notes: String {
        say(
            "草稿。not-evaluated 的准则须由人检测后改写，才能发布；数据的 SHA-256：\(report.dataHash)。",
            "Draft. Criteria that are not-evaluated must be tested by people and rewritten before this is published. "
                + "SHA-256 of the data: \(report.dataHash)."
        )
    }

    private var method: String {
        let (run, version) = (site.run, report.toolVersion)
        return say(
            "audit \(version) 静态检测 \(run.checked) 个页面，没有人工检测。",
            "Static checks of \(run.checked.counted("page")) by audit \(version); nobody tested by hand."
        )
    }

    private func chapter(_ id: String, of level: SuccessCriterion.Level) -> [String] {
        var lines = ["  \(id):", "    criteria:"]
        for result in site.criteria where result.criterion.level == level {
            let (adherence, note) = judged(result)
            lines += self.criterion(result.criterion.number, adherence, note)
        }
        // The catalogue keeps the criterion that WCAG 2.2 removed.
        let removed = say("WCAG 2.2 已删除该准则。", "WCAG 2.2 has removed this criterion.")
        return level == .a ? lines + criterion("4.1.1", .notEvaluated, removed) : lines
    }

    private func criterion(_ number: String, _ adherence: Adherence, _ note: String) -> [String] {
        [
            "      - num: \"\(number)\"", "        components:", "          - name: web", "            adherence:",
            "              level: \(adherence.rawValue)", "              notes: " + text(note),
        ]
    }

    private func judged(_ result: SubjectReport.CriterionResult) -> (Adherence, String) {
        let (failed, checked) = (result.pages[.failed] ?? 0, site.run.checked)
        switch result.outcome {
        case .failed:
            let note = say(
                "\(checked) 个页面中有 \(failed) 个确定不符合。",
                "Sure failures on \(failed) of \(checked.counted("page"))."
            )
            return (2 * failed > checked ? .none : .partial, note)
        case .cantTell:
            let note = say("自动规则提出了须由人回答的问题。", "Automatic rules ask questions that people must answer.")
            return (.notEvaluated, note)
        case .passed:
            let note = say(
                "自动规则没有发现问题，但只看到该准则的一部分。",
                "Automatic rules found no fault, but see only a part of this criterion."
            )
            return (.notEvaluated, note)
        case .inapplicable, .untested:
            return (.notEvaluated, say("没有自动检测结果。", "No result from automatic checks."))
        }
    }

    /// A double-quoted scalar: JSON's strings are YAML's (YAML 1.2.2 §1.3).
    private func text(_ value: String) -> String {
        var writer = JSONWriter()
        writer.value(HostileText.line(value, limit: 4000))
        return writer.bytes.string
    }
}
