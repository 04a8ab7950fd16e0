import Foundation
import Synchronization
import Testing

@testable import Audit

/// The rules of a site, from pages to a record or a store.
struct SiteRulesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func article(_ headline: String) -> String {
        "<!DOCTYPE html><html lang=zh><title>某县政府</title><h1>\(headline)</h1><p>正文</p>"
    }

    private func write(_ files: [String: String]) throws {
        for (name, text) in files { try Data(text.utf8).write(to: folder.url.appending(path: name)) }
    }

    // MARK: - Folders

    @Test func `a folder is judged as a site after its last page`() async throws {
        try write(["a.html": Self.article("一"), "b.html": Self.article("二"), "c.html": Self.article("三")])
        let pages = Collected<PageRecord>()
        let sites = Collected<SiteRecord>()
        let target = CheckRun.Target.folder(try SiteFolder(folder.url.path))
        let summary = try await CheckRun(rules: .all).check(target, site: { sites.append($0) }) { pages.append($0) }
        let site = try #require(sites.values.first)
        #expect(sites.values.count == 1 && site.pages == 3)
        #expect(site.assertions.map(\.rule) == RuleRegistry.site.map { $0.metadata.id })
        let titles = try #require(site.assertions.first)
        #expect(titles == Assertion(rule: "page-titles-differ", outcome: .failed, failed: 3))
        let places = site.findings.filter { $0.requirement == "page-titles-differ" }.compactMap { finding -> String? in
            guard case .node(let node) = finding.place else { return nil }
            return "\(node.page) \(node.xpath)"
        }
        #expect(places == ["a.html", "b.html", "c.html"].map { "\($0) /html[1]/head[1]/title[1]" })
        let onPages = pages.values.flatMap(\.assertions).filter { $0.rule == "page-titles-differ" }
        #expect(onPages.allSatisfy { $0.outcome == .untested })
        #expect(summary.failed >= 3)
    }

    @Test func `one file is no site`() async throws {
        try write(["a.html": Self.article("一")])
        let sites = Collected<SiteRecord>()
        let target = try CheckRun.Target(folder.url.appending(path: "a.html").path)
        _ = try await CheckRun(rules: .all).check(target, site: { sites.append($0) }) { _ in }
        #expect(sites.values.isEmpty)
    }

    // MARK: - Stores

    private func scan(_ server: FaultServer, maxPages: Int? = nil) async throws -> SQLiteStore {
        let target = try ScanStore(path: folder.path("s.sqlite"))
        var settings = ScanSettings(starts: [try #require(WebURL("http://127.0.0.1:\(server.port)/"))])
        settings.maxPages = maxPages
        let subject = Subject(id: "site", kind: .site, name: "site")
        let options = ScanRun.Options(subject: subject, settings: settings, rules: .all)
        _ = try await ScanBatch([ScanJob(options)], in: target).run()
        return target.store
    }

    /// Four pages, three of which share a title; one is mended while the switch is on.
    private static func server(_ isMended: Switch) -> FaultServer {
        FaultServer { request in
            switch request.path {
            case "/": return .html("<title>某县</title><a href=/a>一</a> <a href=/b>二</a> <a href=/c>三</a>")
            case "/b" where isMended.value:
                return .html("<!DOCTYPE html><html lang=zh><title>二 - 某县政府</title><h1>/b</h1><p>正文</p>")
            case "/a", "/b", "/c": return .html(article(request.path))
            default: return .html("", status: "404 Not Found")
            }
        }
    }

    private func outcomes(_ store: SQLiteStore, run: RunID) async throws -> [String: Outcome] {
        let found = Collected<(String, Outcome)>()
        try await store.forEachPage(of: run) { page in
            guard page.status == .checked else { return }
            let title = page.assertions.first { $0.rule == "page-titles-differ" }
            found.append((page.address.split(separator: "/").dropFirst(2).joined(), title?.outcome ?? .untested))
        }
        return Dictionary(uniqueKeysWithValues: found.values)
    }

    @Test func `a scan adds what the site's rules say to its pages, and runs share what did not change`() async throws {
        let isMended = Switch()
        let server = Self.server(isMended)
        defer { server.stop() }
        let store = try await scan(server)
        let broken: [String: Outcome] = ["": .passed, "a": .failed, "b": .failed, "c": .failed]
        let first = try await store.runs(of: "site")[0].id
        #expect(try await outcomes(store, run: first) == broken)
        var filter = FindingFilter()
        filter.requirement = "page-titles-differ"
        #expect(try await store.findings(filter, after: nil, limit: 10).findings.count == 3)
        let totals = try await store.totals(of: first).first { $0.requirement.id == "page-titles-differ" }
        #expect(totals?.failed == 3 && totals?.passed == 1)

        isMended.value = true
        _ = try await scan(server)
        let second = try await store.runs(of: "site")[0].id
        let mended: [String: Outcome] = ["": .passed, "a": .cantTell, "b": .passed, "c": .cantTell]
        #expect(try await outcomes(store, run: second) == mended)
        #expect(try await outcomes(store, run: first) == broken)

        isMended.value = false
        _ = try await scan(server)
        let third = try await store.runs(of: "site")[0].id
        #expect(try await outcomes(store, run: third) == broken)
        let comparison = try await store.compare(first, with: third, at: nil)
        #expect(comparison.changes.isEmpty, "\(comparison.changes)")
        let changes = try await store.compare(first, with: second, at: nil).changes
        #expect(changes.map(\.requirement) == ["page-titles-differ"], "only the page that was mended")
        #expect(try await store.check().isEmpty)
    }

    @Test func `a scan that a limit stopped says of no page that it passed`() async throws {
        let server = Self.server(Switch())
        defer { server.stop() }
        let store = try await scan(server, maxPages: 2)
        let run = try await store.runs(of: "site")[0]
        #expect(run.state == .partial)
        let found = try await outcomes(store, run: run.id)
        #expect(found.count == 2 && found.values.allSatisfy { $0 == .untested })
    }
}

/// A flag that a server's answers depend on.
private final class Switch: Sendable {
    private let state = Mutex(false)

    var value: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
