/// Two runs of one subject and what differs between them.
public struct RunDifference: Sendable {
    public var old: Run
    public var new: Run
    public var subjectName: String
    public var comparison: RunComparison

    public init(old: Run, new: Run, subjectName: String, comparison: RunComparison) {
        (self.old, self.new) = (old, new)
        (self.subjectName, self.comparison) = (subjectName, comparison)
    }
}

/// How `diff` is printed.
public enum DifferenceFormat: String, Sendable, CaseIterable {
    case text, json, markdown
}

/// `diff`: what is new, fixed, reopened, not retested and suppressed, and why.
public struct DifferenceListing: Sendable {
    private let differences: [RunDifference]
    private let language: Language

    public init(_ differences: [RunDifference], language: Language) {
        (self.differences, self.language) = (differences, language)
    }

    public func render(as format: DifferenceFormat) -> [UInt8] {
        switch format {
        case .text: Array(differences.map(text).joined(separator: "\n").utf8)
        case .json: json()
        case .markdown: Array(differences.map(markdown).joined(separator: "\n").utf8)
        }
    }

    private func word(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

    private func head(_ difference: RunDifference) -> String {
        let (old, new) = (difference.old, difference.new)
        return word(
            "\(difference.subjectName)：第 \(old.id.number) 次（\(old.start.started.iso8601)）→ "
                + "第 \(new.id.number) 次（\(new.start.started.iso8601)）",
            "\(difference.subjectName): run \(old.id.number) (\(old.start.started.iso8601)) → "
                + "run \(new.id.number) (\(new.start.started.iso8601))"
        )
    }

    // MARK: - Text

    private func text(_ difference: RunDifference) -> String {
        let comparison = difference.comparison
        var text = FindingListing.oneLine(head(difference)) + "\n"
        for kind in RunComparison.Kind.allCases {
            let causes = Self.causes(of: kind, in: comparison, language: language)
            text += ReportTerms.change(kind)[language] + "\t\(comparison.count(kind))"
            text += (causes.isEmpty ? "" : "\t" + causes) + "\n"
        }
        text += word("仍然存在", "persisting") + "\t\(comparison.persisting)\n"
        for change in comparison.changes {
            let words = [
                ReportTerms.change(change.kind)[language], change.finding,
                ReportTerms.severity(change.severity)[language],
                change.requirement, change.place,
                change.causes.map { ReportTerms.cause($0)[language] }.joined(separator: " + "),
            ]
            text += words.map(FindingListing.oneLine).joined(separator: "\t") + "\n"
        }
        return text
    }

    /// The causes of changes of a kind with how many have them, in words.
    static func causes(of kind: RunComparison.Kind, in comparison: RunComparison, language: Language) -> String {
        causes(of: kind, in: comparison).map { causes, count in
            causes.map { ReportTerms.cause($0)[language] }.joined(separator: " + ") + " \(count)"
        }.joined(separator: LocalizedText(zh: "；", en: "; ")[language])
    }

    /// How many changes of a kind have the same causes; the most frequent first.
    private static func causes(
        of kind: RunComparison.Kind,
        in comparison: RunComparison
    ) -> [(causes: [RunComparison.Cause], count: Int)] {
        var counts: [[RunComparison.Cause]: Int] = [:]
        for change in comparison.changes where change.kind == kind { counts[change.causes, default: 0] += 1 }
        return counts.map { ($0.key, $0.value) }.sorted { left, right in
            left.count == right.count
                ? left.causes.map(\.rawValue).lexicographicallyPrecedes(right.causes.map(\.rawValue))
                : left.count > right.count
        }
    }

    // MARK: - Markdown

    /// Changes of one kind that Markdown shows; the text and JSON forms show all.
    private static let shownChanges = 50

    private func markdown(_ difference: RunDifference) -> String {
        let comparison = difference.comparison
        var lines = ["## " + MarkdownReport.plain(head(difference)), ""]
        lines += [
            "| \(word("变化", "change")) | \(word("处数", "findings")) | \(word("原因", "causes")) |", "| --- | ---: | --- |",
        ]
        for kind in RunComparison.Kind.allCases {
            lines.append(
                "| \(ReportTerms.change(kind)[language]) | \(comparison.count(kind)) | "
                    + "\(Self.causes(of: kind, in: comparison, language: language)) |"
            )
        }
        lines += ["| \(word("仍然存在", "persisting")) | \(comparison.persisting) | |", ""]
        for kind in RunComparison.Kind.allCases {
            let changes = comparison.changes.filter { $0.kind == kind }
            if changes.isEmpty { continue }
            lines += ["### \(ReportTerms.change(kind)[language])", ""]
            lines += changes.prefix(Self.shownChanges).map { change in
                "- \(ReportTerms.severity(change.severity)[language]) \(MarkdownReport.code(change.requirement)) "
                    + "\(MarkdownReport.code(change.place)) (\(MarkdownReport.code(change.finding)))"
            }
            if changes.count > Self.shownChanges {
                let rest = changes.count - Self.shownChanges
                lines.append(word("- 另有 \(rest) 处未列出。", "- \(rest.counted("more is", "more are")) not listed."))
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    // MARK: - JSON

    private func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("counts")
            writer.object { writer in
                for kind in RunComparison.Kind.allCases {
                    writer.key(kind.rawValue)
                    writer.value(differences.reduce(0) { $0 + $1.comparison.count(kind) })
                }
                writer.key("persisting")
                writer.value(differences.reduce(0) { $0 + $1.comparison.persisting })
            }
            writer.key("comparisons")
            writer.array(of: differences) { Self.write($1, to: &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    static func write(_ difference: RunDifference, to writer: inout JSONWriter) {
        let comparison = difference.comparison
        writer.object { writer in
            writer.key("subject")
            writer.value(difference.new.subject)
            writer.key("old")
            writer.value(comparison.old.number)
            writer.key("new")
            writer.value(comparison.new.number)
            writer.key("counts")
            writer.object { writer in
                for kind in RunComparison.Kind.allCases {
                    writer.key(kind.rawValue)
                    writer.value(comparison.count(kind))
                }
                writer.key("persisting")
                writer.value(comparison.persisting)
            }
            writer.key("changes")
            writer.array(of: comparison.changes) { Self.write($1, to: &$0) }
        }
    }

    private static func write(_ change: RunComparison.Change, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("kind")
            writer.value(change.kind.rawValue)
            writer.key("causes")
            writer.array(of: change.causes) { $0.value($1.rawValue) }
            for (key, value) in [
                ("finding", change.finding), ("requirement", change.requirement),
                ("severity", change.severity.rawValue), ("outcome", change.outcome.rawValue), ("place", change.place),
            ] {
                writer.key(key)
                writer.value(value)
            }
        }
    }
}

extension ReportTerms {
    static func change(_ kind: RunComparison.Kind) -> LocalizedText {
        switch kind {
        case .new: LocalizedText(zh: "新增", en: "new")
        case .fixed: LocalizedText(zh: "已修复", en: "fixed")
        case .reopened: LocalizedText(zh: "重新出现", en: "reopened")
        case .notRetested: LocalizedText(zh: "未复测", en: "not retested")
        case .pageGone: LocalizedText(zh: "页面已不存在", en: "page gone")
        case .suppressed: LocalizedText(zh: "已屏蔽", en: "suppressed")
        }
    }

    static func cause(_ cause: RunComparison.Cause) -> LocalizedText {
        switch cause {
        case .pageChanged: LocalizedText(zh: "页面有变化", en: "page changed")
        case .ruleChanged: LocalizedText(zh: "规则有变化", en: "rule changed")
        case .engineChanged: LocalizedText(zh: "检测程序有变化", en: "engine changed")
        case .modeChanged: LocalizedText(zh: "检测方式有变化", en: "mode changed")
        case .sampleChanged: LocalizedText(zh: "检测范围有变化", en: "sample changed")
        case .blocked: LocalizedText(zh: "页面取不到", en: "blocked")
        }
    }
}
