/// A summary for merge requests and chats, in GitHub's Markdown.
///
/// Whatever comes from pages, forms or names stands in code spans, where nothing is markup, a link or a mention.
struct MarkdownReport {
    /// A comment on GitHub takes 65,536 characters.
    static let maximumBytes = 60_000
    private static let shownGroups = 20

    let report: Report
    let language: Language

    init(_ report: Report, language: Language) {
        self.report = report
        self.language = language
    }

    func render() -> [UInt8] {
        var lines = ["# \(report.title[language])", ""]
        for (index, subject) in report.subjects.enumerated() {
            let section = self.section(subject)
            let size = (lines + section).reduce(0) { $0 + $1.utf8.count + 1 }
            guard size < Self.maximumBytes else {
                let rest = report.subjects.count - index
                let text = LocalizedText(
                    zh: "另有 \(rest) 个对象未列出。",
                    en: "\(rest.counted("more subject is", "more subjects are")) not listed."
                )
                lines += [text[language], ""]
                break
            }
            lines += section
        }
        lines.append(foot())
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func section(_ subject: SubjectReport) -> [String] {
        var lines = ["## \(Self.code(subject.subject.name))", "", Self.plain(subject.sentence[language]), ""]
        lines += table(
            [("指标", "figure"), ("数值", "value"), ("依据", "of what")],
            subject.figures.map { [$0.label, $0.value, $0.basis].map { Self.plain($0[language]) } }
        )
        lines += change(subject)
        let shown = subject.groups.prefix(Self.shownGroups)
        if !shown.isEmpty {
            lines += table(
                [("结果", "outcome"), ("严重程度", "severity"), ("要求", "requirement"), ("处数", "findings"), ("例", "example")],
                shown.map(row)
            )
        }
        if subject.groups.count > shown.count {
            let rest = subject.groups.count - shown.count
            lines += [
                LocalizedText(
                    zh: "另有 \(rest) 类未列出。",
                    en: "\(rest.counted("more kind is", "more kinds are")) not listed."
                )[language], "",
            ]
        }
        return lines + untested(subject)
    }

    /// What changed since the run it is compared with.
    private func change(_ subject: SubjectReport) -> [String] {
        guard let change = subject.change else { return [] }
        let (old, comparison) = (change.old, change.comparison)
        let head = LocalizedText(
            zh: "与第 \(old.id.number) 次检测（\(old.start.started.iso8601)）相比",
            en: "Compared with run \(old.id.number) (\(old.start.started.iso8601))"
        )
        let kinds = RunComparison.Kind.allCases.map { kind in
            [
                ReportTerms.change(kind)[language], "\(comparison.count(kind))",
                DifferenceListing.causes(of: kind, in: comparison, language: language),
            ]
        }
        let persisting = LocalizedText(zh: "仍然存在", en: "persisting")[language]
        return ["**\(Self.plain(head[language]))**", ""]
            + table(
                [("变化", "change"), ("处数", "findings"), ("原因", "causes")],
                kinds + [[persisting, "\(comparison.persisting)", ""]]
            )
    }

    private func row(_ group: FindingGroup) -> [String] {
        let outcome =
            group.requirement.kind == .advice ? ReportTerms.kind(.advice) : ReportTerms.outcome(group.outcome)
        return [
            outcome[language], ReportTerms.severity(group.requirement.severity)[language],
            "\(Self.plain(group.requirement.title[language])) (\(Self.code(group.requirement.id)))",
            "\(group.findings)",
            group.examples.first.map { Self.code(FindingListing.place($0.finding.place)) } ?? "",
        ]
    }

    private func untested(_ subject: SubjectReport) -> [String] {
        guard !subject.untested.isEmpty else { return [] }
        return ["**\(LocalizedText(zh: "没有检测的", en: "Not tested")[language])**", ""]
            + subject.untested.prefix(Self.shownGroups).map { entry in
                "- \(Self.plain(entry.what[language])): \(entry.count) — \(Self.plain(entry.reason[language]))"
            } + [""]
    }

    private func foot() -> String {
        "audit \(Self.code(report.toolVersion)) · \(report.made.iso8601) · SHA-256 \(Self.code(report.dataHash))"
    }

    private func table(_ head: [(String, String)], _ rows: [[String]]) -> [String] {
        let titles = head.map { LocalizedText(zh: $0.0, en: $0.1)[language] }
        let cells = [titles, [String](repeating: "---", count: head.count)] + rows
        return cells.map { "| " + $0.joined(separator: " | ") + " |" } + [""]
    }

    /// The text in a code span that nothing in it can end; in a table a bar is escaped there too (GFM §4.10).
    static func code(_ text: String) -> String {
        let line = HostileText.line(text, limit: 200)
        var (longest, current) = (0, 0)
        for character in line.utf8 {
            current = character == 0x60 ? current + 1 : 0
            longest = max(longest, current)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let escaped = line.map { $0 == "|" ? "\\|" : String($0) }.joined()
        return escaped.isEmpty ? "—" : "\(fence) \(escaped) \(fence)"
    }

    /// The text with everything that Markdown reads escaped; for texts of our own, which hold no addresses or mentions.
    static func plain(_ text: String) -> String {
        let special: Set<Character> = [
            "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "(", ")", "#", "+", "!", "|", "~", "&",
        ]
        return HostileText.line(text).map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
