import Foundation

@testable import Audit

/// A store with one scanned site and one inspected crossing, and reports of it in every format.
struct ReportFixture {
    /// Texts that break a format, run as code, or deceive a reader, wherever nobody thought of them.
    static let payloads = [
        "=HYPERLINK(\"http://evil.test\";\"x\")", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1;1)", "\t=1+1", "\r=1+1",
        " =1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "|cmd", "%0A=1", "\"=1", "a\",\"=1+1", "'", "\"", "\"\"", ",", ";",
        "a\nb", "a\r\nb", "\n=1+1", "\u{0}", "a\u{0}b", "\u{1}\u{8}\u{B}\u{C}\u{1F}", "\u{7F}\u{80}\u{9F}",
        "\u{FFFE}\u{FFFF}", "\u{202E}gpj.exe", "\u{2066}x\u{2069}", "\u{200F}\u{061C}", "\u{2028}\u{2029}", "\u{FEFF}",
        "]]>", "<![CDATA[", "<!--", "-->", "</testcase>", "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "&lt;", "&#0;", "&unknown;", "<?xml version=\"1.0\"?>", "<!DOCTYPE x>",
        "|", "a|b", "`", "``` `", "`` ` ``", "@everyone", "#1", "[x](javascript:alert(1))",
        "![x](http://evil.test/x.png)",
        "https://evil.test/", "\\", "\\\"", "{\"a\":1}", "\u{1F469}\u{200D}\u{1F9BD}", "e\u{301}",
        String(repeating: "A", count: 40_000), String(repeating: "长", count: 40_000),
        "file:///etc/passwd", "a:b.html", "https://a.test/[x] y#1#2%zz",
    ]

    /// The payloads as the store takes them: its texts end at NUL, and no page has one after parsing.
    static let storable = payloads.map { $0.replacing("\u{0}", with: "\u{1}") }

    /// All formats that can be made here: a PDF only where a browser prints.
    static let formats = ReportFormat.allCases.filter { $0 != .pdf || PDFPrinter.installed != nil }

    let folder: TemporaryFolder
    let store: SQLiteStore
    let report: Report

    private init(folder: TemporaryFolder, store: SQLiteStore, report: Report) {
        (self.folder, self.store, self.report) = (folder, store, report)
    }

    init(pages: [PageRecord], subject: Subject = Sample.site) async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(subject)
        let run = try await store.begin(Sample.scan(), of: subject.id)
        try await store.record(pages, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        _ = try await store.record(Sample.inspection())
        report = try await ReportAssembly(store: store).report()
    }

    /// Two failures of one rule, a question of another, a page that was not fetched, and the crossing.
    static func plain() async throws -> ReportFixture {
        try await ReportFixture(pages: [
            Sample.page(
                "https://a.test/",
                findings: [
                    Sample.finding(0, page: "https://a.test/", number: 0),
                    Sample.finding(0, page: "https://a.test/", number: 1),
                    Sample.finding(1, page: "https://a.test/", number: 2, outcome: .cantTell),
                ]
            ),
            PageRecord(notChecked: "https://a.test/lost", reason: "timeout", fetch: .init(at: Sample.noon)),
        ])
    }

    /// Two runs of a site of six pages, the second with one failure less, one of another rule, one page lost, one
    /// failure suppressed.
    static func changed() async throws -> ReportFixture {
        func page(_ number: Int, rule: Int?) -> PageRecord {
            let address = "https://a.test/\(number)"
            return Sample.page(
                address,
                findings: rule.map { [Sample.finding($0, page: address, number: number)] } ?? []
            )
        }
        let fixture = try await ReportFixture(pages: (1...6).map { page($0, rule: $0 == 3 ? nil : 0) })
        let store = fixture.store
        let second = Sample.noon.advanced(byDays: 7)
        let run = try await store.begin(Sample.scan(at: second), of: Sample.site.id)
        let lost = PageRecord(notChecked: "https://a.test/6", reason: "timeout", fetch: .init(at: second))
        let rules = [1: nil, 2: 0, 3: 2, 4: 0, 5: 0].sorted { $0.key < $1.key }
        try await store.record(rules.map { page($0.key, rule: $0.value) } + [lost], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: second)
        _ = try await store.suppress(
            Suppression(
                requirement: "image-has-name",
                address: "https://a.test/5",
                reasonCode: .plannedRemoval,
                reason: "下月下线",
                approver: "li",
                created: second,
                expires: second.advanced(byDays: 30)
            )
        )
        return ReportFixture(
            folder: fixture.folder,
            store: store,
            report: try await ReportAssembly(store: store).report()
        )
    }

    /// Each payload as address, title, path, snippet and message of a page's finding, and as the subject's name.
    static func hostile() async throws -> ReportFixture {
        let pages = storable.enumerated().map { index, payload in
            var finding = Sample.finding(index % 3, page: payload, number: index)
            finding.message = LocalizedText(zh: payload, en: payload)
            finding.place = .node(
                NodePlace(
                    page: payload,
                    xpath: payload,
                    selector: payload,
                    line: index + 1,
                    column: 1,
                    offset: index,
                    snippet: payload
                )
            )
            var page = Sample.page(payload, findings: [finding])
            page.title = payload
            return page
        }
        var subject = Sample.site
        subject.name = "=A1|`\u{1}\u{202E}]]>\"<script>@all\n"
        subject.responsibleUnit = "=1+1"
        return try await ReportFixture(pages: pages, subject: subject)
    }

    func render(_ format: ReportFormat, _ language: Language = .en) async throws -> [UInt8] {
        if format == .notice || format == .noticeWorkbook {
            let notice = try await NoticeAssembly(store: store).notice()
            return try format == .notice ? notice.html(in: language) : notice.workbook(in: language)
        }
        let bytes = Collected<[UInt8]>()
        try await ReportExport(report, store: store, language: language).write(as: format) { bytes.append($0) }
        return bytes.values.flatMap { $0 }
    }
}
