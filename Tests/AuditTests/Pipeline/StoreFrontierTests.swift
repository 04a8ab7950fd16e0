import Foundation
import GRDB
import Testing

@testable import Audit

/// A frontier in a store of its own.
struct StoredCrawl {
    let folder: TemporaryFolder
    let store: SQLiteStore
    let run: RunID
    let addresses: FrontierStore
    let frontier: StoreFrontier

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("s.sqlite"))
        try await store.save(Sample.site)
        run = try await store.begin(Sample.scan(), of: Sample.site.id)
        addresses = try await FrontierStore(store, run: run)
        frontier = StoreFrontier(addresses)
    }

    func reopened() async throws -> StoreFrontier { StoreFrontier(try await FrontierStore(store, run: run)) }

    static func new(_ path: String, depth: Int = 1, from: AddressID? = nil, refusal: NotChecked? = nil) -> NewAddress {
        guard let url = WebURL("http://a.test" + path) else { preconditionFailure("the test's address parses") }
        return NewAddress(url, depth: depth, origin: depth == 0 ? .seed : .link, from: from, refusal: refusal)
    }
}

struct StoreFrontierTests {
    typealias New = StoredCrawl

    @Test func `an address is queued once, also in a later process`() async throws {
        let crawl = try await StoredCrawl()
        let addresses = [New.new("/", depth: 0), New.new("/a"), New.new("/a#x"), New.new("/b?utm_source=1")]
        #expect(try await crawl.frontier.add(addresses) == ["http://a.test": 3])
        #expect(try await crawl.frontier.add(addresses) == [:])
        let later = try await crawl.reopened()
        #expect(try await later.add(addresses) == [:])
        #expect(try await later.queuedByHost() == ["http://a.test": 3])
        #expect(try await later.roots().map(\.description) == ["http://a.test/"])
    }

    @Test func `a page, its findings and what was found on it are recorded together`() async throws {
        let crawl = try await StoredCrawl()
        _ = try await crawl.frontier.add([New.new("/", depth: 0)])
        let claimed = try await crawl.frontier.claim(host: "http://a.test", count: 5)
        let start = try #require(claimed.first)
        let payload = Sample.page("http://a.test/", findings: [Sample.finding(page: "http://a.test/")])
        let recorded = try await crawl.frontier.finish(
            AddressRecord(start, nil),
            found: [New.new("/x", from: start.id), New.new("/no", from: start.id, refusal: NotChecked(.outOfScope))],
            payload: payload
        )
        #expect(recorded == Recorded(queued: ["http://a.test": 1]))
        #expect(try await crawl.frontier.totals() == [nil: 1, .outOfScope: 1])
        let pages = Collected<PageRecord>()
        try await crawl.store.forEachPage(of: crawl.run) { pages.append($0) }
        #expect(pages.values.map(\.address).sorted() == ["http://a.test/", "http://a.test/no"])
        #expect(pages.values.first { $0.address.hasSuffix("no") }?.from == "http://a.test/")
        #expect(try await crawl.store.run(crawl.run)?.failed == 1)
        #expect(try await crawl.store.figures(of: crawl.run).worst == .critical)
    }

    @Test func `what was under way when the process died is queued again`() async throws {
        let crawl = try await StoredCrawl()
        _ = try await crawl.frontier.add([New.new("/a"), New.new("/b"), New.new("/c")])
        let claimed = try await crawl.frontier.claim(host: "http://a.test", count: 2)
        #expect(claimed.map(\.url.description) == ["http://a.test/a", "http://a.test/b"])
        let first = try #require(claimed.first)
        _ = try await crawl.frontier.finish(AddressRecord(first, NotChecked(.timeout)), found: [], payload: nil)
        #expect(try await crawl.frontier.queuedByHost() == ["http://a.test": 1])
        let later = try await crawl.reopened()
        #expect(try await later.queuedByHost() == ["http://a.test": 2])
        let again = try await later.claim(host: "http://a.test", count: 9)
        #expect(again.map(\.url.description) == ["http://a.test/b", "http://a.test/c"])
    }

    @Test func `an address is recorded once only`() async throws {
        let crawl = try await StoredCrawl()
        _ = try await crawl.frontier.add([New.new("/a")])
        let address = try #require(try await crawl.frontier.claim(host: "http://a.test", count: 1).first)
        let record = AddressRecord(address, NotChecked(.timeout))
        _ = try await crawl.frontier.finish(record, found: [], payload: nil)
        await #expect(throws: AuditError.self) {
            _ = try await crawl.frontier.finish(record, found: [New.new("/b")], payload: nil)
        }
        #expect(try await crawl.frontier.queuedByHost().isEmpty, "nothing of a failed transaction stays")
    }

    @Test func `groups take turns and a full one is a trap`() async throws {
        let crawl = try await StoredCrawl()
        var addresses = (0..<6).map { New.new("/list_\($0).html") }
        addresses += (0..<2).map { New.new("/news/\($0).html") }
        for index in addresses.indices.prefix(6) { addresses[index].groupLimit = 4 }
        #expect(try await crawl.frontier.add(addresses) == ["http://a.test": 6])
        #expect(try await crawl.frontier.totals() == [.trap: 2])
        let order = try await crawl.frontier.claim(host: "http://a.test", count: 9).map { $0.url.path.string }
        #expect(
            order == [
                "/list_0.html", "/news/0.html", "/list_1.html", "/news/1.html", "/list_2.html", "/list_3.html",
            ]
        )
    }

    @Test func `the target of a redirect is adopted where it is new or queued`() async throws {
        let crawl = try await StoredCrawl()
        _ = try await crawl.frontier.add([New.new("/q")])
        #expect(try await crawl.frontier.adopt(New.new("/new"))?.wasQueued == false)
        #expect(try await crawl.frontier.adopt(New.new("/q"))?.wasQueued == true)
        #expect(try await crawl.frontier.adopt(New.new("/q")) == nil)
        #expect(try await crawl.frontier.queuedByHost().isEmpty)
    }

    @Test func `an ended run's addresses are forgotten, an interrupted one's are kept`() async throws {
        for (state, left) in [(Run.State.done, 0), (.partial, 0), (.interrupted, 2)] {
            let crawl = try await StoredCrawl()
            _ = try await crawl.frontier.add([New.new("/a"), New.new("/b")])
            try await crawl.store.finish(crawl.run, as: state, stopReason: nil, at: Sample.noon)
            try await crawl.addresses.clearEnded()
            #expect(try await crawl.frontier.queuedByHost().values.reduce(0, +) == left)
        }
    }

    @Test func `a full disk is exit code 6, and what was recorded stays`() async throws {
        let crawl = try await StoredCrawl()
        _ = try await crawl.frontier.add([New.new("/a"), New.new("/b")])
        let pages = try await crawl.store.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try await crawl.store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
        let many = (0..<5_000).map { New.new("/n/\($0)") }
        let error = await #expect(throws: AuditError.self) { _ = try await crawl.frontier.add(many) }
        #expect(error?.exitCode == 6)
        try await crawl.store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        #expect(try await crawl.frontier.queuedByHost() == ["http://a.test": 2])
        #expect(try await crawl.store.check() == [])
        #expect(try await crawl.frontier.add(many) == ["http://a.test": 5_000])
    }

    @Test func `a run another living process holds is not taken`() async throws {
        let crawl = try await StoredCrawl()
        try await crawl.store.hold(crawl.run)
        // Process 1 lives as long as the machine.
        let stat = try String(contentsOfFile: "/proc/1/stat", encoding: .utf8)
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ").dropFirst()
        let own = ProcessIdentity.current.text.split(separator: "/")
        let other = ProcessIdentity(text: "\(own[0])/1/\(fields[fields.startIndex + 19])")
        #expect(other.isAlive)
        #expect(ProcessIdentity.current.isAlive)
        #expect(!ProcessIdentity(text: "\(own[0])/1/1").isAlive)
        let run = crawl.run
        try await crawl.store.pool.write { db in
            try db.execute(
                sql: "UPDATE runHolder SET process = ? WHERE run = ?",
                arguments: [other.text, run.number]
            )
        }
        #expect(try await crawl.store.resumableRuns().isEmpty)
        await #expect(throws: AuditError.self) { try await crawl.store.reopen(run, options: "{}") }
    }
}
