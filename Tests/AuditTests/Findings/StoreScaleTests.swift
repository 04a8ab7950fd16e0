import Foundation
import GRDB
import Testing

@testable import Audit

/// How the store behaves with many pages: small here, as large as asked with `AUDIT_SCALE=10000`.
///
/// Figures are printed, and written down in docs/performance.md; what is expected holds at every size.
struct StoreScaleTests {
    static let pages = ProcessInfo.processInfo.environment["AUDIT_SCALE"].flatMap { Int($0) } ?? 300
    static let findingsPerPage = 100

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await body()
        let (whole, fraction) = (clock.now - start).components
        return Double(whole) + Double(fraction) / 1e18
    }

    private func size(_ store: SQLiteStore, _ name: String) throws -> Int {
        try store.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    private func finding(
        _ page: String,
        rule: Int,
        region: String,
        path: String,
        text: Int,
        block: UInt64,
        _ number: Int
    )
        -> Finding
    {
        var finding = Sample.finding(rule, page: page, number: number, region: region)
        let signals = Signals(
            family: finding.requirement,
            page: page,
            region: region,
            path: path,
            shape: "a[href=/xxgk/*/*.html][title]",
            classes: "item",
            text: UInt64(text),
            ordinal: number,
            block: block
        )
        finding.signals = signals
        finding.occurrence = signals.occurrence.text
        finding.defect = signals.pattern(site: "site-a").text
        finding.message = LocalizedText(zh: "链接没有可访问的名称（\(text % 40)）", en: "The link has no name (\(text % 40))")
        if case .node(var place) = finding.place {
            place.xpath = "/html[1]/body[1]/div[2]/div[1]/ul[1]/li[\(number + 1)]/a[1]"
            place.selector = "#main > div > ul > li:nth-of-type(\(number + 1)) > a"
            place.snippet = "<a href=\"/xxgk/2026/t\(text).html\" title=\"\" target=\"_blank\" class=\"item\">"
            finding.place = .node(place)
        }
        return finding
    }

    /// A site of articles with a fault in the header of all, and one in the content of every fiftieth.
    private func site(_ pages: Int) -> [PageRecord] {
        (0..<pages).map { number in
            let key = "https://a.test/art/\(number).html"
            var findings = [finding(key, rule: 0, region: "header", path: "", text: 0, block: 77, 0)]
            if number % 50 == 7 {
                findings.append(
                    finding(key, rule: 1, region: "main", path: "p", text: number, block: UInt64(number), 0)
                )
            }
            return Sample.page(key, findings: findings)
        }
    }

    private func scan(
        _ store: SQLiteStore,
        _ pages: [PageRecord],
        day: Int
    ) async throws -> (record: Double, end: Double) {
        try await store.save(Sample.site)
        let start = Sample.scan(at: Sample.noon.advanced(byDays: day))
        let run = try await store.begin(start, of: "site-a")
        let record = try await seconds {
            for first in stride(from: 0, to: pages.count, by: 50) {
                try await store.record(Array(pages[first..<min(first + 50, pages.count)]), in: run)
            }
        }
        let end = try await seconds { try await store.finish(run, as: .done, stopReason: nil, at: start.started) }
        return (record, end)
    }

    @Test func `one fault in a header and one in the content of some pages are as many defects`() async throws {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        let pages = site(Self.pages)
        let planted = pages.count { $0.findings.count > 1 }
        let first = try await scan(store, pages, day: 0)
        let sizeOnce = try size(store, "a.sqlite")
        let second = try await scan(store, pages, day: 1)
        let sizeTwice = try size(store, "a.sqlite")
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: Self.pages)
        #expect(defects.count == 1 + planted)
        #expect(defects.map(\.occurrences).max() == Self.pages)
        #expect(defects.count { $0.occurrences == 1 } == planted)
        let difference = try await store.compare(RunID(1), with: RunID(2))
        #expect(difference.changes.isEmpty && difference.persisting == Self.pages + planted)
        print(
            """
            \(Self.pages) pages, 1 + \(planted) defects: recorded in \(first.record) s, grouped in \(first.end) s, \
            \(sizeOnce) bytes; again \(second.record) s, \(second.end) s, \(sizeTwice) bytes \
            (+\(100 * (sizeTwice - sizeOnce) / sizeOnce) %)
            """
        )
    }

    @Test func `many findings a page: the second scan adds little, and a listing begins at once`() async throws {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        let pages = (0..<Self.pages).map { number in
            let key = "https://a.test/list/\(number).html"
            return Sample.page(
                key,
                findings: (0..<Self.findingsPerPage).map { item in
                    finding(
                        key,
                        rule: item % 3,
                        region: "main",
                        path: "ul/li",
                        text: number * 1000 + item,
                        block: UInt64(number),
                        0
                    )
                }
            )
        }
        let first = try await scan(store, pages, day: 0)
        let sizeOnce = try size(store, "a.sqlite")
        let second = try await scan(store, pages, day: 1)
        let sizeTwice = try size(store, "a.sqlite")
        #expect(Double(sizeTwice) < 1.15 * Double(sizeOnce))
        let total = Self.pages * Self.findingsPerPage
        print(
            """
            \(total) findings: \(Int(Double(total) / first.record)) a second recorded, grouped in \(first.end) s, \
            \(sizeOnce / total) bytes each; the second scan \(second.record) s, \(second.end) s, \
            +\(100 * (sizeTwice - sizeOnce) / sizeOnce) %
            """
        )
        try await list(store)
        try await listChosen(store)
    }

    /// Findings of many defects come in the same order whether they stand near, are sorted or are walked to.
    private func listChosen(_ store: SQLiteStore) async throws {
        let total = Self.pages * Self.findingsPerPage
        // The last third, all but what is looked at first, every third.
        for chosen in ["id > \(total * 2 / 3 - 1000)", "id > 6000", "id % 3 = 1"] {
            try await store.pool.write { db in
                try db.execute(sql: "UPDATE defect SET state = CASE WHEN \(chosen) THEN 'assigned' ELSE 'found' END")
            }
            let expected = try await store.pool.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT o.fingerprint FROM occurrence AS o JOIN defect ON defect.id = o.defect
                        JOIN verdict ON verdict.id = o.verdict WHERE defect.state = 'assigned'
                        ORDER BY verdict.severity <> 'critical', verdict.requirement, o.id LIMIT 150
                        """
                ).map { String(Fingerprint(prefixOf: [UInt8]($0[0] as Data)).text.prefix(Fingerprint.idLength)) }
            }
            var filter = FindingFilter()
            filter.states = [.assigned]
            var found: [String] = []
            var cursor: FindingCursor?
            repeat {
                let page = try await store.findings(filter, after: cursor, limit: 50)
                found += page.findings.map(\.id)
                cursor = page.next
            } while found.count < 150 && cursor != nil
            #expect(found == expected, "\(chosen)")
        }
    }

    private func list(_ store: SQLiteStore) async throws {
        var filters: [(String, (inout FindingFilter) -> Void)] = [
            ("all", { _ in }), ("rule", { $0.requirement = "page-has-title" }),
            ("criterion", { $0.criterion = "2.4.4" }),
            ("severity", { $0.severities = [.serious] }), ("unit", { $0.unit = "区政府办公室" }),
            ("state", { $0.states = [.found] }), ("run", { $0.runs = [RunID(1)] }),
            ("page", { $0.place = "list/\(Self.pages - 1).html" }), ("no unit", { $0.unit = "没有" }),
        ]
        filters.append(
            (
                "subject, rule and place",
                {
                    $0.subject = "site-a"
                    $0.requirement = "link-has-name"
                    $0.place = "list/1"
                }
            )
        )
        for (name, change) in filters {
            var filter = FindingFilter()
            change(&filter)
            var found = 0
            let time = try await seconds {
                found = try await store.findings(filter, after: nil, limit: 50).findings.count
            }
            #expect(found == (name == "no unit" ? 0 : name == "page" ? min(50, Self.findingsPerPage) : 50), "\(name)")
            print("first 50 by \(name): \(Int(time * 1000)) ms")
        }
    }
}
