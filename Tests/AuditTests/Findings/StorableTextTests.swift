import Foundation
import Testing

@testable import Audit

/// Texts that a database or a reader must not be harmed by.
struct StorableTextTests {
    @Test func `a NUL is kept as U+FFFD and what follows it is kept too`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        var subject = Sample.site
        subject.name = "a\u{0}b"
        try await store.save(subject)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        var page = Sample.page("\u{0}key", findings: [Sample.finding(page: "\u{0}key")])
        page.title = "\u{0}标\u{0}题"
        try await store.record([page], in: run)
        try await store.record([page], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        let pages = Collected<PageRecord>()
        try await store.forEachPage(of: run) { pages.append($0) }
        #expect(pages.values.map(\.title) == ["\u{FFFD}标\u{FFFD}题"])
        #expect(pages.values.map(\.address) == ["\u{FFFD}key"])
        #expect(try await store.subject("site-a")?.name == "a\u{FFFD}b")
        #expect(try await store.findings(FindingFilter(), after: nil, limit: 9).findings.count == 1)
    }

    @Test(
        arguments: [
            ("2026-12-31", "2026-12-31T23:59:59Z"), ("2024-02-29", "2024-02-29T23:59:59Z"),
            ("1970-01-01", "1970-01-01T23:59:59Z"), ("2026-02-29", nil), ("2026-13-01", nil), ("2026-1-1", nil),
            ("morgen", nil), ("2026-06-31", nil),
        ] as [(String, String?)]
    )
    func `a day is read as its last second`(day: String, moment: String?) {
        #expect(Timestamp(endOf: day)?.iso8601 == moment)
    }
}
