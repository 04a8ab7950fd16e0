import Synchronization
import Testing

@testable import Audit

/// A site and a second name of it; the second one is found when nearly all of the first is checked.
///
/// The start leads to 40 pages, the last of these to the start of the second name, and to 30 pages one after the other, of
/// which the last leads to the second name again.
private final class MirroredSite: Sendable {
    let first: FaultServer
    let second: FaultServer
    private let state: Mutex<State>

    private struct State {
        var requests = 0
        var ringsAt: Int?
        var ring: @Sendable () -> Void = {}
    }

    init() {
        let state = Shared()
        let second = FaultServer { Self.answer($0.path, state) }
        state.base.withLock { $0 = second.base }
        self.second = second
        first = FaultServer { Self.answer($0.path, state) }
        self.state = Mutex(State())
        state.site.withLock { $0 = self }
    }

    /// What both servers know.
    private final class Shared: Sendable {
        let base = Mutex("")
        let site = Mutex<MirroredSite?>(nil)
    }

    private static func answer(_ path: String, _ shared: Shared) -> Reply {
        shared.site.withLock { $0 }?.count()
        let mirror = shared.base.withLock { $0 }
        let number = Int(path.filter(\.isNumber)) ?? 0
        var links: [String] = []
        switch path {
        case "/": links = (0..<40).map { "/p\($0)x" }
        case "/p39x": links = [mirror + "/", "/z1x"]
        case "/z30x": links = [mirror + "/late"]
        case _ where path.hasPrefix("/z"): links = ["/z\(number + 1)x"]
        case _ where path.hasPrefix("/p"): break
        case "/late": break
        default: return .text("", status: "404 Not Found")
        }
        return .html("<title>\(path)</title><p>text" + links.map { "<a href='\($0)'>x</a>" }.joined())
    }

    /// Calls `body` at the request with this number, and at no other.
    func ring(at number: Int?, _ body: @escaping @Sendable () -> Void = {}) {
        state.withLock { $0 = State(ringsAt: number, ring: body) }
    }

    private func count() {
        let ring = state.withLock { state in
            state.requests += 1
            return state.requests == state.ringsAt ? state.ring : nil
        }
        ring?()
    }

    func stop() {
        first.stop()
        second.stop()
    }

    var options: ScanRun.Options {
        var options = ScanRun.Options(
            subject: Subject(id: "s", kind: .site, name: "s"),
            settings: ScanSettings(starts: []),
            rules: []
        )
        options.settings.starts = [first.base + "/"]
        options.settings.scope = "regex"
        options.settings.pattern = "^http://127"
        return options
    }
}

struct MirrorTests {
    /// The records of a run; of the second name only how many there are of each sort, since pages are taken as they come.
    private static func pages(_ site: MirroredSite, _ target: ScanStore, _ run: RunID) async throws -> [String] {
        let lines = Collected<String>()
        let mirrored = Collected<String>()
        let mirror = site.second.base + "/"
        try await target.store.forEachPage(of: run) { page in
            let outcome = "\(page.reason ?? "checked") \(page.detail ?? "")"
            if page.address.hasPrefix(mirror) { mirrored.append(outcome) } else { lines.append(page.address + outcome) }
        }
        return lines.values.sorted() + mirrored.values.sorted()
    }

    private static func scan(_ jobs: [ScanJob], in target: ScanStore) async throws -> ScanRun.Result {
        guard case .scanned(let result)? = try await ScanBatch(jobs, in: target).run().first else {
            throw CancellationError()
        }
        return result
    }

    /// While the pages of the mirror are counted, and when it has been left.
    @Test(arguments: [30, 56, 70, 90])
    func `a scan that goes on leaves a mirrored host as one that was never interrupted does`(moment: Int) async throws {
        let site = MirroredSite()
        defer { site.stop() }
        let folder = try TemporaryFolder()
        let whole = try ScanStore(path: folder.path("whole.sqlite"))
        let expected = try await Self.scan([ScanJob(site.options)], in: whole)
        let pages = try await Self.pages(site, whole, expected.run)
        // The start and 18 more of the second name; with the twentieth it is left.
        #expect(expected.summary.notChecked == [.trap: 23] && expected.summary.checked == 90, "\(expected.summary)")

        let target = try ScanStore(path: folder.path("stopped.sqlite"))
        let batch = ScanBatch([ScanJob(site.options)], in: target)
        let (moments, feed) = AsyncStream.makeStream(of: Void.self)
        site.ring(at: moment) { feed.yield() }
        async let first = batch.run()
        for await _ in moments { break }
        await batch.stop()
        guard case .scanned(let stopped)? = try await first.first else { throw CancellationError() }
        #expect(stopped.summary.stop == .interrupted)
        site.ring(at: nil)
        let jobs = try await ScanPlan.resuming([], in: target, rules: [])
        let last = try await Self.scan(jobs, in: target)
        #expect(last.summary.stop == .finished)
        #expect(try await Self.pages(site, target, last.run) == pages)
        #expect(try await target.store.check() == [])
    }

    @Test func `a second scan of pages that have not changed leaves the mirrored host, too`() async throws {
        let site = MirroredSite()
        defer { site.stop() }
        let folder = try TemporaryFolder()
        let target = try ScanStore(path: folder.path("s.sqlite"))
        let first = try await Self.scan([ScanJob(site.options)], in: target)
        let second = try await Self.scan([ScanJob(site.options)], in: target)
        #expect(second.unchanged == 90)
        #expect(try await Self.pages(site, target, second.run) == Self.pages(site, target, first.run))
    }
}
