import Audit
import Foundation
import GRDB

/// How the store behaves with ten thousand pages and a million findings.
struct StoreBench {
    private let pages: Int
    private let findingsPerPage = 100
    private let folder: URL
    private let start = Timestamp(millisecondsSince1970: 1_788_000_000_000)

    init(pages: Int) throws {
        self.pages = pages
        folder = FileManager.default.temporaryDirectory.appending(path: "audit-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func run() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await planted()
        try await many()
        print("store: peak memory \(peakMemory / 1_000_000) MB")
    }

    // MARK: - One fault in the header, others in the content

    private func planted() async throws {
        let store = try SQLiteStore(path: path("planted"))
        let every = pages / 200
        func page(_ number: Int) -> PageRecord {
            var findings = [finding(number, 0, region: "header", text: 0, block: 77)]
            if number % every == every / 2 {
                findings.append(finding(number, 1, region: "main", text: number, block: 9))
            }
            return record(number, findings)
        }
        let first = try await scan(store, day: 0, page)
        let once = try await size(store, "planted")
        let second = try await scan(store, day: 1, page)
        let twice = try await size(store, "planted")
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: pages)
        let widest = defects.map(\.occurrences).max() ?? 0
        let difference = try await store.compare(RunID(1), with: RunID(2))
        print(
            """
            store: \(pages) pages, \(defects.count) defects, the widest with \(widest) occurrences; recorded in \
            \(first.recorded.short) s, grouped in \(first.grouped.short) s, \(once) bytes; again \
            \(second.recorded.short) s and \(second.grouped.short) s, +\((100 * Double(twice - once) / Double(once)).short) %, \
            \(difference.changes.count) differences
            """
        )
    }

    // MARK: - A million findings

    private func many() async throws {
        let store = try SQLiteStore(path: path("many"))
        // As recorded: before the findings are given to defects, which fills another index.
        var bare = (rows: 0, seconds: 0.0, busy: 0.0)
        let time = try await scan(store, day: 0, ended: { bare = try self.bare() }) { number in
            record(
                number,
                (0..<findingsPerPage).map { item in
                    finding(number, item % 3, region: "main", text: number * 1000 + item, block: UInt64(number))
                }
            )
        }
        let total = pages * findingsPerPage
        let bytes = try await size(store, "many")
        print(
            """
            store: \(total) findings: \(Int(Double(total) / time.recorded)) a second recorded, grouped in \
            \(time.grouped.short) s, \(bytes / total) bytes each
            """
        )
        let rate = Double(bare.rows) / bare.seconds
        func share(_ rows: Int, _ seconds: Double) -> String {
            "\(Int(Double(rows) / seconds)) a second, \(Int(100 * Double(rows) / seconds / rate)) %"
        }
        print(
            """
            store: the first \(bare.rows) rows as recorded put into bare SQLite: \(Int(rate)) a second; recording these: \
            \(share(bare.rows, time.early)); recording all: \(share(total, time.recorded)); a second of processor records \
            \(Int(Double(total) / time.busy)) and puts \(Int(Double(bare.rows) / bare.busy))
            """
        )
        try await list(store)
        try await listChanged(store)
    }

    /// Rows that bare SQLite gets.
    private var bareRows: Int { min(200_000, pages * findingsPerPage) }

    private func list(_ store: SQLiteStore) async throws {
        let filters: [(String, (inout FindingFilter) -> Void)] = [
            ("all", { _ in }), ("rule", { $0.requirement = "rule-2" }), ("criterion", { $0.criterion = "1.1.1" }),
            ("severity", { $0.severities = [.serious] }), ("unit", { $0.unit = "unit" }),
            ("state", { $0.states = [.found] }), ("closed", { $0.states = [.closed] }),
            ("run", { $0.runs = [RunID(1)] }), ("subject", { $0.subject = "site" }),
            ("part of an address", { $0.place = "/\(pages - 1).html" }),
            ("page", { $0.page = "https://a.test/\(pages / 2).html" }),
            ("overdue", { $0.overdueAt = start.advanced(byDays: 400) }),
            ("suppressed", { $0.suppressed = .only }), ("outcome", { $0.outcomes = [.failed] }),
            ("kind", { $0.kinds = [.violation] }), ("domain", { $0.domain = .web }),
            ("another domain", { $0.domain = .physical }), ("unknown unit", { $0.unit = "none" }),
            ("unknown rule", { $0.requirement = "none" }), ("unknown subject", { $0.subject = "none" }),
            ("unknown criterion", { $0.criterion = "9.9.9" }), ("unknown page", { $0.page = "none" }),
            ("unknown part of an address", { $0.place = "none" }), ("unknown run", { $0.runs = [RunID(99)] }),
            ("unknown defect", { $0.defect = "aaaaaaaaaaaaaaaa" }),
        ]
        for (name, change) in filters { try await time(name, store, change) }
    }

    private func time(_ name: String, _ store: SQLiteStore, _ change: (inout FindingFilter) -> Void) async throws {
        var filter = FindingFilter()
        change(&filter)
        var times: [Double] = []
        var processor: [Double] = []
        var found = 0
        for _ in 0..<rounds {
            let before = processorTime
            times.append(
                try await seconds { found = try await store.findings(filter, after: nil, limit: 50).findings.count }
            )
            processor.append(processorTime - before)
        }
        let (clock, busy) = (median(times) * 1000, median(processor) * 1000)
        print(
            "store: first \(found) by \(name): \(clock.short) ms, \(busy.short) ms of processor (median of \(rounds))"
        )
    }

    /// Listings of what stands last in the order: given to a unit, put aside, in a round.
    private func listChanged(_ store: SQLiteStore) async throws {
        var last = FindingFilter()
        last.requirement = "rule-2"
        let ordered = try await store.defects(of: last)
        let defects = ordered.suffix(30_000)
        try await assign(defects, store)
        try await store.addRound("round", to: "programme")
        try await store.put([RunID(1)], inRound: "round")
        let page = "https://a.test/\(pages - 1).html"
        let suppression = Suppression(
            requirement: "rule-2",
            address: page,
            reasonCode: .other,
            reason: "bench",
            approver: "bench",
            created: start,
            expires: start.advanced(byDays: 900)
        )
        _ = try await store.suppress(suppression)
        let filters: [(String, (inout FindingFilter) -> Void)] = [
            ("state, 30,000 that stand last", { $0.states = [.assigned] }),
            ("unit with 30,000 that stand last", { $0.unit = "other unit" }),
            ("round", { $0.round = "round" }), ("a defect", { $0.defect = defects.last }),
            ("suppressed, one page that stands last", { $0.suppressed = .only }),
            ("not suppressed", { $0.suppressed = .without }),
        ]
        for (name, change) in filters { try await time(name, store, change) }
        try await assign(ordered.dropLast(30_000).suffix(90_000), store)
        try await time("state, 120,000 that stand last", store) { $0.states = [.assigned] }
        try await time("unit with 120,000 that stand last", store) { $0.unit = "other unit" }
        try await time("another state, rule of those", store) {
            $0.requirement = "rule-2"
            $0.states = [.found]
        }
        try await time("part of the addresses of the last ninth of the pages", store) { $0.place = "a.test/9" }
        try await listSuppressed(store, suppression)
    }

    /// Suppressions that cover nothing, some that stand last, and most of what stands first.
    private func listSuppressed(_ store: SQLiteStore, _ model: Suppression) async throws {
        let scopes: [(String, FindingFilter.Suppressed, (inout Suppression) -> Void)] = [
            ("suppressed, one by a selector alone that covers nothing", .only, { $0.selector = "#none > *" }),
            ("suppressed, one by a selector that stands last", .only, { $0.selector = "*nth-of-type(99) > a" }),
            (
                "not suppressed, eight ninths of what stands first", .without,
                {
                    $0.requirement = "rule-0"
                    $0.address = "https://a.test/[1-8]*"
                }
            ),
        ]
        for (name, suppressed, change) in scopes {
            var suppression = model
            (suppression.requirement, suppression.address) = (nil, nil)
            change(&suppression)
            let made = try await seconds { _ = try await store.suppress(suppression) }
            print("store: suppressing took \((made * 1000).short) ms")
            try await time(name, store) { $0.suppressed = suppressed }
        }
    }

    private func assign(_ defects: ArraySlice<String>, _ store: SQLiteStore) async throws {
        let step = DefectChange(to: .assigned, by: "bench", at: start, unit: "other unit")
        for part in stride(from: 0, to: defects.count, by: 5_000) {
            try await store.change(Array(defects.dropFirst(part).prefix(5_000)), step)
        }
    }

    /// Puts the rows of the occurrence table into an empty database with the same table and indexes.
    private func bare() throws -> (rows: Int, seconds: Double, busy: Double) {
        let source = try DatabaseQueue(path: path("many"))
        let (rows, statements) = try source.read { db in
            (
                try Row.fetchAll(db, sql: "SELECT * FROM occurrence ORDER BY id LIMIT \(bareRows)")
                    .map { Array($0.databaseValues) },
                try String.fetchAll(
                    db,
                    sql: """
                        SELECT sql FROM sqlite_master WHERE tbl_name = 'occurrence' AND type IN ('table', 'index')
                            AND sql IS NOT NULL ORDER BY rowid
                        """
                )
            )
        }
        let target = try DatabaseQueue(path: path("bare"))
        let marks = Array(repeating: "?", count: rows.first?.count ?? 0).joined(separator: ",")
        let before = processorTime
        let time = try seconds {
            try target.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF")
                try db.inTransaction {
                    for statement in statements { try db.execute(sql: statement) }
                    let insert = try db.makeStatement(sql: "INSERT INTO occurrence VALUES (\(marks))")
                    for row in rows {
                        insert.setUncheckedArguments(StatementArguments(row))
                        try insert.execute()
                    }
                    return .commit
                }
            }
        }
        return (rows.count, time, processorTime - before)
    }

    // MARK: - Making

    private func path(_ name: String) -> String { folder.appending(path: name + ".sqlite").path }

    private func size(_ store: SQLiteStore, _ name: String) async throws -> Int {
        try await store.vacuum()
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }

    private var rules: [Requirement] {
        let severities: [Severity] = [.critical, .serious, .moderate]
        return (0..<3).map { number in
            Requirement(
                id: "rule-\(number)",
                domain: .web,
                title: LocalizedText(zh: "规则", en: "rule"),
                needs: .source,
                severity: severities[number],
                criteria: [["wcag22:1.1.1"], ["wcag22:2.4.4"], ["wcag22:2.4.2"]][number]
            )
        }
    }

    private func scan(
        _ store: SQLiteStore,
        day: Int,
        ended: () throws -> Void = {},
        _ page: (Int) -> PageRecord
    ) async throws -> (recorded: Double, early: Double, grouped: Double, busy: Double) {
        let subject = Subject(
            id: "site",
            kind: .site,
            name: "site",
            address: "https://a.test/",
            responsibleUnit: "unit"
        )
        try await store.save(subject)
        let moment = start.advanced(byDays: day)
        let run = try await store.begin(RunStart(started: moment, toolVersion: "1", requirements: rules), of: "site")
        var (recorded, early, busy) = (0.0, 0.0, 0.0)
        for first in stride(from: 0, to: pages, by: 50) {
            // Making the pages is not the store's time.
            let batch = (first..<min(first + 50, pages)).map(page)
            let before = processorTime
            recorded += try await seconds { try await store.record(batch, in: run) }
            busy += processorTime - before
            if first * findingsPerPage < bareRows { early = recorded }
        }
        try ended()
        let grouped = try await seconds { try await store.finish(run, as: .done, stopReason: nil, at: moment) }
        return (recorded, early, grouped, busy)
    }

    private func record(_ number: Int, _ findings: [Finding]) -> PageRecord {
        let assertions = rules.map { rule in
            let failed = findings.count { $0.requirement == rule.id }
            return Assertion(rule: rule.id, outcome: failed > 0 ? .failed : .passed, failed: failed, passed: 3)
        }
        return PageRecord(
            address: "https://a.test/\(number).html",
            fetch: PageRecord.Fetch(at: start, httpStatus: 200, bytes: 30_000, contentHash: [1]),
            title: "page \(number)",
            elements: 900,
            assertions: assertions,
            findings: findings
        )
    }

    private func finding(_ page: Int, _ rule: Int, region: String, text: Int, block: UInt64) -> Finding {
        let signals = Signals(
            family: "rule-\(rule)",
            page: "https://a.test/\(page).html",
            region: region,
            path: "ul/li",
            shape: "a[href=/xxgk/*/*.html][title]",
            classes: "item",
            text: UInt64(text),
            block: block
        )
        let item = text % 1000
        return Finding(
            domain: .web,
            requirement: signals.family,
            outcome: .failed,
            kind: .violation,
            confidence: .certain,
            severity: rules[rule].severity,
            criteria: rules[rule].criteria,
            message: LocalizedText(zh: "链接没有名称（\(text % 40)）", en: "The link has no name (\(text % 40))"),
            place: .node(
                NodePlace(
                    page: signals.page,
                    xpath: "/html[1]/body[1]/div[2]/div[1]/ul[1]/li[\(item + 1)]/a[1]",
                    selector: "#main > div > ul > li:nth-of-type(\(item + 1)) > a",
                    line: item,
                    column: 5,
                    offset: item * 80,
                    snippet: "<a href=\"/xxgk/2026/t\(text).html\" title=\"\" target=\"_blank\" class=\"item\">"
                )
            ),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: "site").text,
            signals: signals
        )
    }
}
