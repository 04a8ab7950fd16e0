import Foundation
import GRDB
import Testing

@testable import Audit

/// Listings by what defects, places and suppressions say, held against a plain reading of every finding.
struct FindingLaneTests {
    /// More pages, defects and findings than are read and sorted.
    private static let pages = 620
    private static let findingsPerPage = 20

    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
    }

    private func page(_ number: Int, changed: Int = 0) -> PageRecord {
        let key = "https://a.test/\(number)"
        let findings = (changed * 3..<Self.findingsPerPage).map { item in
            var finding = Sample.finding(item % 3, page: key, number: item)
            finding.signals?.text = UInt64(number * 1000 + item + changed * 500)
            finding.signals?.block = UInt64(number)
            finding.occurrence = finding.signals?.occurrence.text ?? ""
            if case .node(var node) = finding.place {
                node.selector = "li:nth-of-type(\(item))"
                finding.place = .node(node)
            }
            return finding
        }
        return Sample.page(key, findings: findings)
    }

    @discardableResult
    private func scan(_ pages: [PageRecord], day: Int) async throws -> RunID {
        try await store.save(Sample.site)
        let start = Sample.scan(at: Sample.noon.advanced(byDays: day))
        let run = try await store.begin(start, of: "site-a")
        try await store.record(pages, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: start.started)
        return run
    }

    private func suppress(day: Int = 900, _ change: (inout Suppression) -> Void) async throws {
        var suppression = Suppression(
            reasonCode: .other,
            reason: "bench",
            approver: "chen",
            created: Sample.noon,
            expires: Sample.noon.advanced(byDays: day)
        )
        change(&suppression)
        _ = try await store.suppress(suppression)
    }

    /// A finding as a plain reading of the tables has it.
    private struct Plain {
        var id: String
        var requirement: String
        var selector: String
        var address: String
        var stands: Bool
        var isOfFirstRun: Bool
        var state: String
        var unit: String
        var deadline: Int64
        var defect: Int64
    }

    private func plain() async throws -> [Plain] {
        try await store.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT o.fingerprint, verdict.requirement, o.selector, place.address, place.snapshot = o.snapshot,
                        EXISTS (SELECT 1 FROM visit WHERE visit.run = 1 AND visit.snapshot = o.snapshot), defect.state,
                        unit.name, defect.deadline, defect.id
                    FROM occurrence AS o JOIN verdict ON verdict.id = o.verdict
                    JOIN snapshot ON snapshot.id = o.snapshot JOIN place ON place.id = snapshot.place
                    JOIN subject ON subject.id = o.subject JOIN defect ON defect.id = o.defect
                    JOIN unit ON unit.id = coalesce(defect.unit, subject.unit)
                    ORDER BY verdict.severity <> 'critical', verdict.requirement, o.id
                    """
            ).map { row in
                let text = Fingerprint(prefixOf: [UInt8](row[0] as Data)).text
                return Plain(
                    id: String(text.prefix(Fingerprint.idLength)),
                    requirement: row[1],
                    selector: row[2],
                    address: row[3],
                    stands: row[4] ?? false,
                    isOfFirstRun: row[5],
                    state: row[6],
                    unit: row[7],
                    deadline: row[8],
                    defect: row[9]
                )
            }
        }
    }

    @Test func `findings of a run under way are in no wrong lane, whenever it ends`() async throws {
        for (day, ended) in [(0, Timestamp.now), (1, Timestamp.now.advanced(byDays: 40))] {
            try await store.save(Sample.site)
            let run = try await store.begin(Sample.scan(at: Sample.noon.advanced(byDays: day)), of: "site-a")
            try await store.record((0..<4).map { page($0 + day * 2, changed: day) }, in: run)
            #expect(try await store.check().isEmpty)
            try await store.finish(run, as: .done, stopReason: nil, at: ended)
            #expect(try await store.check().isEmpty)
        }
    }

    @Test func `filters by state, unit, deadline, place and suppression find what a plain reading finds`() async throws
    {
        let first = try await scan((0..<Self.pages).map { page($0) }, day: 0)
        // What stood there at first stands no more.
        try await scan((0..<200).map { page($0, changed: 1) }, day: 1)
        try await store.pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO unit (name) VALUES ('other unit');
                    UPDATE defect SET state = CASE WHEN id > 6000 THEN 'assigned' WHEN id % 50 = 7 THEN 'withdrawn'
                        ELSE state END,
                        unit = CASE WHEN id % 2 = 1 THEN (SELECT id FROM unit WHERE name = 'other unit') END,
                        deadline = deadline + id % 5 * 86400000 + id % 7;
                    """
            )
        }
        let known = try await plain()
        let one = try #require(known.last { $0.stands })
        let defect = try await store.pool.read { db in
            try Data.fetchOne(db, sql: "SELECT fingerprint FROM defect WHERE id = ?", arguments: [one.defect])
        }
        try await suppress { $0.selector = "li:nth-of-type(1?)" }
        try await suppress {
            $0.requirement = "link-has-name"
            $0.address = "https://a.test/5*"
        }
        try await suppress { $0.defect = defect.map { Fingerprint(prefixOf: [UInt8]($0)).text } }
        try await suppress(day: 10) { $0.requirement = "page-has-title" }
        // New findings where suppressions are known.
        try await scan((500..<520).map { page($0, changed: 1) }, day: 2)
        #expect(try await store.check().isEmpty)

        let all = try await plain()
        let moment = Sample.noon.advanced(byDays: 20)
        let due = Sample.noon.advanced(byDays: 32)
        func isSuppressed(_ finding: Plain, _ withRule: Bool = false) -> Bool {
            finding.selector.hasPrefix("li:nth-of-type(1") && finding.selector.count == "li:nth-of-type(11)".count
                || finding.requirement == "link-has-name" && finding.address.hasPrefix("https://a.test/5")
                || finding.defect == one.defect || withRule && finding.requirement == "page-has-title"
        }
        let open = Set(DefectState.allCases.filter(\.isOpen).map(\.rawValue))
        let cases: [(String, (inout FindingFilter) -> Void, (Plain) -> Bool)] = [
            ("all", { _ in }, { $0.stands }),
            ("found", { $0.states = [.found] }, { $0.stands && $0.state == "found" }),
            ("assigned", { $0.states = [.assigned] }, { $0.stands && $0.state == "assigned" }),
            (
                "assigned or withdrawn", { $0.states = [.assigned, .withdrawn] },
                { $0.stands && ($0.state == "assigned" || $0.state == "withdrawn") }
            ),
            ("other unit", { $0.unit = "other unit" }, { $0.stands && $0.unit == "other unit" }),
            ("own unit", { $0.unit = "区政府办公室" }, { $0.stands && $0.unit == "区政府办公室" }),
            (
                "overdue", { $0.overdueAt = due },
                { $0.stands && $0.deadline < due.millisecondsSince1970 && open.contains($0.state) }
            ),
            (
                "overdue and assigned to the other unit",
                {
                    $0.overdueAt = due
                    $0.states = [.assigned]
                    $0.unit = "other unit"
                },
                {
                    $0.stands && $0.deadline < due.millisecondsSince1970 && $0.state == "assigned"
                        && $0.unit == "other unit"
                }
            ),
            (
                "suppressed",
                {
                    $0.suppressed = .only
                    $0.moment = moment
                },
                { $0.stands && isSuppressed($0) }
            ),
            (
                "not suppressed",
                {
                    $0.suppressed = .without
                    $0.moment = moment
                },
                { $0.stands && !isSuppressed($0) }
            ),
            ("suppressed at any time", { $0.suppressed = .only }, { $0.stands && isSuppressed($0, true) }),
            (
                "pages that stand last", { $0.place = "a.test/6" },
                { $0.stands && $0.address.hasPrefix("https://a.test/6") }
            ),
            ("many pages", { $0.place = "a.test" }, { $0.stands }),
            ("the first run", { $0.runs = [first] }, { $0.isOfFirstRun }),
            (
                "the first run, assigned",
                {
                    $0.runs = [first]
                    $0.states = [.assigned]
                },
                { $0.isOfFirstRun && $0.state == "assigned" }
            ),
            (
                "many pages of the first run that are withdrawn",
                {
                    $0.runs = [first]
                    $0.states = [.withdrawn]
                    $0.place = "a.test"
                },
                { $0.isOfFirstRun && $0.state == "withdrawn" }
            ),
        ]
        for (name, change, isWanted) in cases {
            var filter = FindingFilter()
            change(&filter)
            let wanted = all.filter(isWanted)
            #expect(!wanted.isEmpty, "\(name)")
            let counted = try await store.counts(filter).reduce(0) { $0 + $1.findings }
            #expect(counted == wanted.count, "\(name)")
            var found: [String] = []
            var cursor: FindingCursor?
            repeat {
                let page = try await store.findings(filter, after: cursor, limit: 70)
                found += page.findings.map(\.id)
                cursor = page.next
            } while found.count < 210 && cursor != nil
            #expect(found == wanted.prefix(210).map(\.id), "\(name)")
            let defects = try await store.defects(of: filter)
            #expect(defects.count == Set(wanted.map(\.defect)).count, "\(name)")
        }
    }

    @Test func `lanes follow merges, splits, steps and pages that come back`() async throws {
        let pages = (0..<4).map { page($0) }
        try await scan(pages, day: 0)
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: 10).map(\.id)
        try await suppress { $0.defect = defects[0] }
        try await suppress { $0.address = "https://a.test/1" }
        func count(_ change: (inout FindingFilter) -> Void) async throws -> Int {
            var filter = FindingFilter()
            change(&filter)
            return try await store.counts(filter).reduce(0) { $0 + $1.findings }
        }
        #expect(try await count { $0.suppressed = .only } >= Self.findingsPerPage)
        let covered = try await count { $0.suppressed = .only }
        try await store.merge([defects[1]], into: defects[0], by: "chen", reason: "同一处", at: Sample.noon)
        #expect(try await store.check().isEmpty)
        let merged = try await count { $0.suppressed = .only }
        #expect(merged >= covered)
        try await store.unmerge(defects[1], by: "chen", reason: "误并", at: Sample.noon)
        #expect(try await store.check().isEmpty)
        #expect(try await count { $0.suppressed = .only } == covered)
        let step = DefectChange(to: .assigned, by: "chen", at: Sample.noon, unit: "施工单位")
        try await store.change([defects[2], defects[3]], step)
        #expect(try await count { $0.states = [.assigned] } == 2)
        #expect(try await count { $0.unit = "施工单位" } == 2)
        // Another content, and the first again.
        try await scan(pages.indices.map { page($0, changed: 1) }, day: 1)
        #expect(try await store.check().isEmpty)
        try await scan(pages, day: 2)
        #expect(try await store.check().isEmpty)
        #expect(try await count { _ in } == 4 * Self.findingsPerPage)
    }

    @Test func `a suppression by a former name of a rule covers what is found under the new one`() async throws {
        try await suppress {
            $0.requirement = "picture-has-name"
            $0.address = "https://a.test/*"
        }
        try await scan((0..<4).map { page($0) }, day: 0)
        var filter = FindingFilter()
        filter.suppressed = .only
        #expect(try await store.counts(filter).isEmpty)
        try await store.save(Sample.site)
        var rules = Sample.rules
        rules[0].aliases = ["picture-has-name"]
        let start = Sample.scan(at: Sample.noon.advanced(byDays: 1), rules: rules)
        let run = try await store.begin(start, of: "site-a")
        try await store.record((0..<4).map { page($0) }, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: start.started)
        #expect(try await store.counts(filter).map(\.requirement) == ["image-has-name"])
        #expect(try await store.check().isEmpty)
    }

    @Test(arguments: DefectState.allCases)
    func `the file and the program number a state, a unit and a deadline alike`(state: DefectState) async throws {
        try await scan([page(0)], day: 0)
        let deadlines: [Int64?] = [
            nil, 0, -5, 1_577_836_799_999, 1_577_836_800_000, 1_788_000_000_000, 99_000_000_000_000,
        ]
        for (number, deadline) in deadlines.enumerated() {
            let unit: Int64? = number % 2 == 0 ? nil : 1
            let lane = try await store.pool.write { db in
                try db.execute(
                    sql: "UPDATE defect SET state = ?, deadline = ?, unit = ? WHERE id = 1",
                    arguments: [state.rawValue, deadline, unit]
                )
                return try Int64.fetchOne(db, sql: "SELECT DISTINCT lane FROM occurrence WHERE defect = 1")
            }
            let said = FindingLane(number: try #require(lane))
            #expect(said.state == FindingLane.number(ofState: state) && !said.isPast && said.cover == 0)
            #expect(said.day == deadline.map(FindingLane.day(ofDeadline:)) ?? 0)
            #expect(said.unit == unit.map(FindingLane.number(ofUnit:)) ?? 0)
        }
    }
}
