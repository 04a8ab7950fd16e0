import Audit
import Foundation
import Synchronization

/// How large reports of many pages are, how long they take and how much memory.
///
/// A site as crawls find them: 174 rules, a few faults in templates that all pages share, and others in contents.
struct ReportBench {
    private let pages: Int
    private let store: String?

    /// Measures a store made before, or makes one and measures in a process of its own.
    ///
    /// The memory that making it takes would else be the report's.
    init(pages: Int, store: String?) { (self.pages, self.store) = (pages, store) }

    func run() async throws {
        if let store { return try await report(store) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "report.sqlite").path
        try await make(path)
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["report", "\(pages)", path]
        try process.run()
        process.waitUntilExit()
    }

    // MARK: - Reporting

    private func report(_ path: String) async throws {
        let store = try SQLiteStore(path: path, opening: .existing)
        let formats: [ReportFormat] = [
            .html, .markdown, .junit, .statement, .selfAssessment, .openacr, .csv, .json, .sarif, .xlsx,
        ]
        for format in formats {
            var times: [Double] = []
            var size = 0
            for _ in 0..<(format == .html ? 3 : 1) {
                let counter = ByteCounter()
                times.append(
                    try await seconds {
                        let report = try await ReportAssembly(store: store).report()
                        try await ReportExport(report, store: store, language: .zhHans).write(as: format) {
                            counter.add($0.count)
                        }
                    }
                )
                size = counter.count
            }
            print(
                """
                report: \(pages) pages as \(format.rawValue): \(size) bytes in \(median(times).short) s (median of \
                \(times.count)); peak memory so far \(peakMemory / 1_000_000) MB
                """
            )
        }
    }

    // MARK: - Making

    /// Two runs, so that there is something to compare.
    private func make(_ path: String) async throws {
        let store = try SQLiteStore(path: path)
        let subject = Subject(
            id: "site",
            kind: .site,
            name: "site",
            address: "https://a.test/",
            responsibleUnit: "unit"
        )
        try await store.save(subject)
        let rules = RuleRegistry.documented.map { Requirement($0.metadata) }
        for day in 0..<2 {
            let moment = Timestamp(millisecondsSince1970: 1_788_000_000_000).advanced(byDays: day)
            let run = try await store.begin(
                RunStart(started: moment, toolVersion: "1", requirements: rules),
                of: subject.id
            )
            for first in stride(from: 0, to: pages, by: 50) {
                let batch = (first..<min(first + 50, pages)).map { page($0, rules, day: day, at: moment) }
                try await store.record(batch, in: run)
            }
            try await store.finish(run, as: .done, stopReason: nil, at: moment)
        }
    }

    /// Three faults of the template, and up to twenty of the page's own; on the second day one page in ten has changed.
    private func page(_ number: Int, _ rules: [Requirement], day: Int, at moment: Timestamp) -> PageRecord {
        let version = number % 10 == 0 ? day : 0
        let violations = rules.filter { $0.kind == .violation }
        var findings = (0..<3).map { finding(number, violations[$0], region: "header", text: 0, block: 77) }
        for item in 0..<(number % 20) {
            let rule = violations[(number + item) % violations.count]
            findings.append(
                finding(number, rule, region: "main", text: number * 100 + item + version * 50, block: UInt64(number))
            )
        }
        let assertions = rules.enumerated().map { index, rule in
            let failed = findings.count { $0.requirement == rule.id }
            let outcome: Outcome = failed > 0 ? .failed : index % 3 == 0 ? .inapplicable : .passed
            return Assertion(rule: rule.id, outcome: outcome, failed: failed, passed: outcome == .inapplicable ? 0 : 7)
        }
        return PageRecord(
            address: "https://a.test/xxgk/2026/t20260\(number).html",
            fetch: PageRecord.Fetch(
                at: moment,
                httpStatus: 200,
                bytes: 30_000,
                contentHash: [UInt8(truncatingIfNeeded: version), UInt8(truncatingIfNeeded: number)]
            ),
            title: "关于第 \(number) 号事项的通知",
            elements: 900,
            assertions: assertions,
            findings: findings
        )
    }

    private func finding(_ page: Int, _ rule: Requirement, region: String, text: Int, block: UInt64) -> Finding {
        let address = "https://a.test/xxgk/2026/t20260\(page).html"
        let signals = Signals(
            family: rule.id,
            page: address,
            region: region,
            path: "ul/li",
            shape: "a[href=/xxgk/*/*.html][title]",
            classes: "item",
            text: UInt64(text),
            block: block
        )
        return Finding(
            domain: .web,
            requirement: rule.id,
            outcome: .failed,
            kind: .violation,
            confidence: .certain,
            severity: rule.severity,
            criteria: rule.criteria,
            message: LocalizedText(zh: "链接没有名称（\(text % 40)）", en: "The link has no name (\(text % 40))"),
            place: .node(
                NodePlace(
                    page: address,
                    xpath: "/html[1]/body[1]/div[2]/div[1]/ul[1]/li[\(text % 100 + 1)]/a[1]",
                    selector: "#main > div > ul > li:nth-of-type(\(text % 100 + 1)) > a",
                    line: text % 100 + 1,
                    column: 5,
                    offset: text % 100 * 80,
                    snippet: "<a href=\"/xxgk/2026/t\(text).html\" title=\"\" target=\"_blank\" class=\"item\">"
                )
            ),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: "site").text,
            signals: signals
        )
    }
}

/// Counts bytes that come from another thread.
private final class ByteCounter: Sendable {
    private let bytes = Mutex(0)

    var count: Int { bytes.withLock { $0 } }

    func add(_ more: Int) { bytes.withLock { $0 += more } }
}
