import Foundation

/// A report as one self-contained HTML file, readable without scripts and without a network.
///
/// Each section has a file of its own (`HTMLReport+….swift`); ``body(_:)`` and ``section(_:_:_:)`` say their order.
public struct HTMLReport: Sendable {
    /// Examples shown of one group; the rest is counted, and listed by `audit findings list`.
    public static let maximumExamples = 5
    /// Characters of a subject's name, which stands in many places.
    static let maximumName = 80

    let report: Report
    let language: Language
    /// Names that several entries have: a place inspected by two checklists, or two sites of one name.
    private let shared: Set<String>

    public init(_ report: Report, language: Language) {
        self.report = report
        self.language = language
        shared = Set(
            Dictionary(grouping: report.subjects, by: \.subject.name).filter { $0.value.count > 1 }.keys
        )
    }

    /// The whole file, UTF-8; without the script where it is only printed.
    public func render(forPrint isPrinted: Bool = false) -> [UInt8] {
        HTMLFrame.document(
            title: title,
            toolVersion: report.toolVersion,
            language: language,
            hasScript: !isPrinted
        ) { body(&$0) }
    }

    /// Names what is reported on where that is one thing, so that two files are told apart by their titles.
    private var title: String {
        let subjects = Set(report.subjects.map(\.subject.name))
        guard let only = subjects.first, subjects.count == 1 else { return report.title[language] }
        return HostileText.line(only, limit: Self.maximumName) + text("：", ": ") + report.title[language]
    }

    private func body(_ html: inout HTMLWriter) {
        html.element("a", [("class", "skip"), ("href", "#main")], text: text("跳到正文", "Skip to the report"))
        html.element("header") { header(&$0) }
        html.element("main", [("id", "main")]) { html in
            summary(&html)
            indicators(&html)
            for (number, entry) in report.subjects.enumerated() { section(entry, number, &html) }
            map(&html)
            suppressions(&html)
            reading(&html)
        }
        html.element("footer") { footer(&$0) }
    }

    private func section(_ entry: SubjectReport, _ number: Int, _ html: inout HTMLWriter) {
        html.line()
        html.element("section", [("class", "page"), ("aria-labelledby", Self.id(number))]) { html in
            html.element("h2", [("id", Self.id(number))], text: name(entry))
            html.element("p", text: entry.sentence[language])
            figures(entry.figures, &html)
            parts(entry, &html)
            change(entry, &html)
            defects(entry, &html)
            groups(entry, &html)
            criteria(entry, &html)
            worstPages(entry, &html)
            health(entry, &html)
            untested(entry, &html)
            totals(entry, &html)
            method(entry, &html)
        }
    }
}

// MARK: - Frame

extension HTMLReport {
    private func header(_ html: inout HTMLWriter) {
        html.element("h1", text: title)
        html.element("p", [("class", "soft")]) { html in
            html.text(text("数据截至 ", "Data as of ") + date(report.made))
            if report.moment != report.made {
                html.text(
                    text("；期限和屏蔽按 ", "; deadlines and suppressions judged as of ") + date(report.moment)
                        + text(" 判断", "")
                )
            }
        }
        html.element("nav", [("aria-label", text("目录", "Contents"))]) { html in
            html.element("ol") { html in
                for (target, name) in contents {
                    html.element("li") { $0.element("a", [("href", "#" + target)], text: name) }
                }
            }
        }
    }

    private var contents: [(target: String, name: String)] {
        [("summary", text("结果概览", "Summary"))]
            + (report.indicators == nil ? [] : [("indicators", text("规划指标", "Plan indicators"))])
            + report.subjects.enumerated().map { number, entry in (Self.id(number), name(entry)) }
            + (hasMap ? [("map", text("现场问题分布图", "Map of findings on site"))] : [])
            + [
                ("suppressed", text("已屏蔽的问题", "Suppressed findings")),
                ("reading", text("如何阅读这些数字", "How to read the numbers")),
            ]
    }

    private func footer(_ html: inout HTMLWriter) {
        html.element(
            "p",
            text: text(
                "本报告由 audit \(report.toolVersion) 生成，不构成符合任何标准的声明。",
                "Made by audit \(report.toolVersion). It does not claim conformity with any standard."
            )
        )
        html.element("p") { html in
            html.text(text("数据的 SHA-256：", "SHA-256 of the data: "))
            html.element("code", text: report.dataHash)
        }
    }
}

// MARK: - Words

extension HTMLReport {
    func text(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }

    /// A term as the head of a column, which begins with a capital in English.
    func head(_ term: LocalizedText) -> String {
        let word = term[language]
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    /// The subject's name, with the run where another entry has the same name.
    func name(_ entry: SubjectReport) -> String {
        let name = HostileText.line(entry.subject.name, limit: Self.maximumName)
        guard shared.contains(entry.subject.name) else { return name }
        let run = entry.run.id.number
        return name + text("（第 \(run) 次检测）", " (run \(run))")
    }

    /// The id of a subject's section.
    static func id(_ number: Int) -> String { "subject-\(number + 1)" }

    func date(_ moment: Timestamp) -> String {
        String(moment.iso8601.prefix(16)).replacingOccurrences(of: "T", with: " ") + " UTC"
    }

    func day(_ moment: Timestamp) -> String { String(moment.iso8601.prefix(10)) }

    /// `9 / 19`, with words for what they are.
    func share(_ part: Int, of whole: Int, isWeb: Bool) -> String {
        isWeb
            ? text("\(whole) 个页面中的 \(part) 个", "\(part) of \(whole.counted("page"))")
            : text("\(whole) 个位置中的 \(part) 个", "\(part) of \(whole.counted("place"))")
    }

    func unit(_ name: String?) -> String { name ?? text("未填写", "not given") }

    func write(_ table: HTMLTable, _ html: inout HTMLWriter) { table.write(to: &html, in: language) }
}
