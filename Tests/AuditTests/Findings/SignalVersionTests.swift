import GRDB
import Testing

@testable import Audit

/// What stays the same when signals are read in a new way.
struct SignalVersionTests {
    /// Other paths, shapes, blocks and texts than the first version reads.
    private static let two = SignalVersion(
        number: 2,
        wrappers: [.div, .span],
        unsaid: [.class, .id, .style, .width, .height, .title, .target, .href],
        blockElements: 3,
        maximumText: 5
    )
    private static let first = SignalVersion.known
    private static let both = [two] + SignalVersion.known

    private let folder: TemporaryFolder
    private let store: any AuditStore

    init() throws {
        folder = try TemporaryFolder()
        store = try StoreUnderTest.open(folder.path("a.sqlite"))
    }

    /// A page with faults in a header and a list that all pages share; pages 1 and 4 have one of their own.
    private func markup(_ number: Int, image: String = "a") -> String {
        let own = number == 1 || number == 4 ? #"<section><p><img src="chart.jpg"></p></section>"# : ""
        return """
            <!DOCTYPE html><html lang="zh"><head><title>第 \(number) 页 通知公告</title></head><body>
            <header><div><b><a href="/home"></a></b></div><ul><li>一<li>二<li>三</ul></header>
            <main><h1>通知公告 \(number)</h1><blink>最新通知公告</blink><b><img src="\(image)\(number).png"></b>
            <ul><li><i><a href="/1"></a></i></li><li><i><a href="/2" target="x"></a></i></li></ul>
            <p><b><a title="t" href="/article/\(number)"><img src="\(image).gif"></a></b></p>\(own)</main></body></html>
            """
    }

    @discardableResult
    private func scan(_ pages: [String], _ versions: [SignalVersion], day: Int) async throws -> RunID {
        try await store.save(Sample.site)
        var start = Sample.scan(
            at: Sample.noon.advanced(byDays: day),
            rules: [AppliedRule].all.map { Requirement($0.metadata) }
        )
        start.toolVersion = "signals \(versions[0].number)"
        let run = try await store.begin(start, of: "site-a")
        let audit = PageAudit(rules: .all, site: "site-a", versions: versions)
        for (number, page) in pages.enumerated() {
            try await store.record([await audit.record(Array(page.utf8), address: "https://a.test/\(number)")], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: start.started)
        return run
    }

    private func defects() async throws -> [Defect] {
        try await store.defects(DefectFilter(), offset: 0, limit: 1000)
    }

    private func findings() async throws -> [StoredFinding] {
        try await store.findings(FindingFilter(), after: nil, limit: 1000).findings
    }

    @Test func `the versions of this test read the same page otherwise`() async throws {
        let page = await PageAudit(rules: .all, site: "s", versions: Self.both)
            .record(Array(markup(1).utf8), address: "https://a.test/")
        let signals = page.findings.compactMap(\.signals)
        #expect(signals.count > 5 && signals.allSatisfy { $0.version == 2 && $0.earlier.map(\.version) == [1] })
        let earlier = signals.map { $0.earlier[0] }
        #expect(zip(signals, earlier).contains { $0.path != $1.path })
        #expect(zip(signals, earlier).contains { $0.shape != $1.shape })
        #expect(zip(signals, earlier).contains { $0.text != $1.text })
        #expect(zip(signals, earlier).allSatisfy { $0.occurrence != $1.occurrence && $0.family == $1.family })
        let old = await PageAudit(rules: .all, site: "s").record(Array(markup(1).utf8), address: "https://a.test/")
        #expect(old.findings.compactMap(\.signals) == earlier)
    }

    @Test func `the same pages under a new version have nothing new and nothing fixed`() async throws {
        let pages = (0..<6).map { markup($0) }
        let first = try await scan(pages, Self.first, day: 0)
        let before = try await defects()
        let known = try await findings()
        #expect(before.contains { $0.scope == .template } && before.contains { $0.scope == .content })
        let second = try await scan(pages, Self.both, day: 1)
        let difference = try await store.compare(first, with: second)
        #expect(difference.changes.isEmpty && difference.persisting == known.count)
        let after = try await defects()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.occurrences) == before.map(\.occurrences))
        #expect(after.allSatisfy { $0.state == .found && $0.firstSeen == first && $0.lastSeen == second })
        let now = try await findings()
        #expect(now.map(\.finding.signals?.version) == known.map { _ in 2 })
        // Whoever wrote down an id of before finds the finding of now.
        for old in known {
            let found = try #require(try await store.finding(id: old.id))
            #expect(found.finding.signals?.version == 2 && found.finding.defect == old.finding.defect)
        }
        // When nothing of before is left, the newer version is enough.
        let third = try await scan(pages, [Self.two], day: 2)
        #expect(try await store.compare(second, with: third).changes.isEmpty)
        #expect(try await store.compare(first, with: third).changes.isEmpty)
        #expect(try await defects().map(\.id) == before.map(\.id))
    }

    @Test func `pages that changed in the same run keep what is left, and lose and gain the rest`() async throws {
        let first = try await scan((0..<6).map { markup($0) }, Self.first, day: 0)
        let before = try await defects()
        let header = try #require(
            try await findings().first {
                $0.finding.requirement == "link-has-name" && $0.finding.signals?.region == "header"
            }
        ).finding.defect
        #expect(try await store.defect(id: header)?.scope == .template)
        // Sources changed, and one page lost an entry of its list.
        var pages = (0..<6).map { markup($0, image: "/img/v2/a") }
        pages[2] = pages[2].replacing(#"<li><i><a href="/1"></a></i></li>"#, with: "")
        let second = try await scan(pages, Self.both, day: 1)
        let changes = try await store.compare(first, with: second).changes
        #expect(changes.contains { $0.requirement == "link-has-name" })
        #expect(
            changes.allSatisfy { $0.kind == .fixed && $0.place == "https://a.test/2" && $0.causes == [.pageChanged] }
        )
        #expect(try await store.defect(id: header)?.occurrences == 6)
        // A page that is new belongs to the templates that the older version knew.
        let third = try await scan(pages + [markup(6, image: "/img/v2/a")], Self.both, day: 2)
        #expect(try await store.compare(second, with: third).changes.allSatisfy { $0.causes == [.sampleChanged] })
        #expect(try await store.defect(id: header)?.occurrences == 7)
        let templates = try await defects().filter { $0.scope == .template }.map(\.id)
        #expect(templates == before.filter { $0.scope == .template }.map(\.id))
    }

    @Test func `a page that is kept twice because its site changed keeps what both versions read`() async throws {
        let store = try SQLiteStore(path: folder.path("site.sqlite"))
        try await store.save(Sample.site)
        let rules = [AppliedRule].all
        func scan(_ titles: [String], _ versions: [SignalVersion], day: Int) async throws -> RunID {
            let start = Sample.scan(
                at: Sample.noon.advanced(byDays: day),
                rules: rules.map { Requirement($0.metadata) }
            )
            let run = try await store.begin(start, of: "site-a")
            let audit = PageAudit(rules: rules, site: "site-a", versions: versions)
            for (number, title) in titles.enumerated() {
                let heading = "<h1>\(["一", "二", "三"][number])</h1><p>正文<b><img src=\(number).png></b></p>"
                let markup = "<!DOCTYPE html><html lang=zh><title>\(title)</title>" + heading
                let address = "https://a.test/\(number)"
                let parsed = audit.parse(Array(markup.utf8), contentType: nil, address: address)
                var surroundings = PageSurroundings.none
                surroundings.isInSite = true
                let fetch = PageRecord.Fetch(at: start.started, contentHash: [UInt8(number)])
                let page = audit.record(parsed, styles: nil, fetch: fetch, in: surroundings)
                try await store.record([page], in: run)
            }
            try await store.applySiteRules(rules, to: run, isWhole: true)
            try await store.finish(run, as: .done, stopReason: nil, at: start.started)
            return run
        }
        let first = try await scan(["某县政府", "某县政府", "某县政府"], Self.first, day: 0)
        _ = try await scan(["某县政府", "某县政府", "某县政府"], Self.both, day: 1)
        // Nothing of the other pages changed but what the site's rules say of them.
        let third = try await scan(["某县政府", "某县政府", "办事指南"], Self.both, day: 2)
        let copied = try await store.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM earlierReading AS e WHERE e.occurrence = o.id), o.basis, o.matched
                    FROM place JOIN snapshot ON snapshot.id = place.snapshot
                    JOIN occurrence AS o ON o.snapshot = snapshot.id JOIN pattern ON pattern.id = o.pattern
                    WHERE snapshot.base IS NOT NULL AND pattern.version = 2
                    """
            ).map { $0[0] == true && $0[1] != nil && $0[2] != nil }
        }
        // Two findings of the page and one of the site on each of two pages.
        #expect(copied == Array(repeating: true, count: 6))
        let changes = try await store.compare(first, with: third).changes
        #expect(changes.allSatisfy { !$0.causes.contains(.engineChanged) }, "\(changes)")
        #expect(try await store.check().isEmpty)
    }

    @Test func `merges and splits outlive the change`() async throws {
        let pages = (0..<6).map { markup($0) }
        try await scan(pages, Self.first, day: 0)
        let template = try #require(try await defects().first { $0.scope == .template })
        let taken = try #require(try await findings().first { $0.finding.defect == template.id })
        let own = try await store.split(taken.id, by: "anna", reason: "独立横幅", at: Sample.noon)
        let contents = try await defects().filter { $0.scope == .content && $0.id != own }.map(\.id)
        try await store.merge([contents[1]], into: contents[0], by: "anna", reason: "同一文章", at: Sample.noon)
        let before = try await defects()
        try await scan(pages, Self.both, day: 1)
        let after = try await defects()
        #expect(after.map(\.id) == before.map(\.id) && after.map(\.occurrences) == before.map(\.occurrences))
        try await store.unmerge(contents[1], by: "bo", reason: "不是", at: Sample.noon)
        #expect(try await store.defect(id: contents[1])?.occurrences == 1)
        try await scan(pages, [Self.two], day: 2)
        #expect(try await store.defect(id: contents[1])?.occurrences == 1)
        #expect(try await store.defect(id: own)?.occurrences == before.first { $0.id == own }?.occurrences)
    }

    @Test func `what no version read both ways is matched by its source, or said to be the engine's`() async throws {
        let first = try await scan([markup(0)], Self.first, day: 0)
        let before = try await defects()
        // The same source: nothing else is needed.
        let second = try await scan([markup(0)], [Self.two], day: 1)
        #expect(try await store.compare(first, with: second).changes.isEmpty)
        #expect(try await defects().map(\.id) == before.map(\.id))
        let found = try #require(try await findings().first)
        #expect(try await store.grouping(of: found.id)?.basis == .sameSourceOtherVersion)
    }

    @Test func `where not even the source is the same, nothing is called fixed`() async throws {
        let first = try await scan([markup(0)], Self.first, day: 0)
        let before = try await defects()
        let second = try await scan([markup(0, image: "/img/v2/a")], [Self.two], day: 1)
        let difference = try await store.compare(first, with: second)
        let images = difference.changes.filter { $0.requirement == "image-has-name" }
        #expect(Set(images.map(\.kind)) == [.new, .notRetested])
        #expect(images.allSatisfy { $0.causes.contains(.engineChanged) })
        #expect(difference.count(.fixed) == 0)
        let after = try await defects().filter { defect in before.contains { $0.id == defect.id } }
        #expect(after.allSatisfy { $0.state == .found })
        #expect(after.contains { $0.retest == .notRetested })
        // A page without any finding of the rule proves the repair, whatever read it.
        let clean = markup(0).replacing("<img src=\"a0.png\">", with: "").replacing("<img src=\"a.gif\">", with: "")
        let third = try await scan([clean], [Self.two], day: 2)
        #expect(try await store.compare(second, with: third).count(.fixed) > 0)
        let images2 = try await defects().filter { $0.requirement == "image-has-name" }
        #expect(images2.allSatisfy { $0.state == .closed })
    }
}
