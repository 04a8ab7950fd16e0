import Audit
import Foundation
import Synchronization

/// One process writes to a store for some minutes while others read it; no reader may wait, fail or see half a page.
struct ReadersBench {
    private let seconds: Double
    private static let readers = 4
    private let path: String

    /// What the readers and the parent share.
    private final class Watch: Sendable {
        let isOver = Atomic(false)
    }

    /// What one reader saw.
    private struct Seen: Sendable {
        var reads = 0
        var halves = 0
        var failures = 0
        var waits: [Double] = []
    }

    init(seconds: Double) {
        self.seconds = seconds
        path = FileManager.default.temporaryDirectory.appending(path: "audit-read-\(UUID().uuidString).sqlite").path
    }

    /// Whether nothing was lost, refused or half seen.
    func run() async throws -> Bool {
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let store = try SQLiteStore(path: path)
        try await store.save(Subject(id: "site", kind: .site, name: "site", address: "https://a.test/"))
        let watch = Watch()
        let (confirmed, seen) = try await withThrowingTaskGroup(of: Seen.self) { group in
            for _ in 0..<Self.readers { group.addTask { await read(store, until: watch) } }
            let confirmed = try await writer()
            watch.isOver.store(true, ordering: .relaxed)
            var all = Seen()
            for try await one in group {
                all.reads += one.reads
                all.halves += one.halves
                all.failures += one.failures
                all.waits += one.waits
            }
            return (confirmed, all)
        }
        let held = try await store.runs(of: nil).first?.checked ?? 0
        let damaged = try await store.check().count
        let sorted = seen.waits.sorted()
        let (middle, longest) = (sorted[sorted.count / 2], sorted.last ?? 0)
        let late = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        print(
            """
            readers: \(Int(seconds)) s, one writing process confirmed \(confirmed) pages of which \(held) are there; \
            \(Self.readers) readers read \(seen.reads) times, \(seen.failures) refused, \(seen.halves) saw half a \
            transaction, \(damaged) complaints of the check; a read took \((middle * 1000).short) ms (median), \
            \((late * 1000).short) ms (99 %), \((longest * 1000).short) ms (longest)
            """
        )
        return held >= confirmed && damaged == 0 && seen.halves == 0 && seen.failures == 0
    }

    /// Reads the totals of the run and the first stretch of a listing in turn.
    @concurrent
    private func read(_ store: SQLiteStore, until watch: Watch) async -> Seen {
        var seen = Seen()
        while !watch.isOver.load(ordering: .relaxed) {
            do {
                let time = try await AuditBench.seconds {
                    // Three findings a page in one transaction: any other ratio is half a transaction.
                    for run in try await store.runs(of: nil) where run.failed != 3 * run.checked { seen.halves += 1 }
                    _ = try await store.findings(FindingFilter(), after: nil, limit: 20)
                }
                seen.waits.append(time)
                seen.reads += 1
            } catch {
                seen.failures += 1
            }
        }
        return seen
    }

    /// Lets a process write until the time is over, and says how many pages it confirmed.
    @concurrent
    private func writer() async throws -> Int {
        let writer = Process()
        writer.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        writer.arguments = ["kills", path]
        let pipe = Pipe()
        writer.standardOutput = pipe
        try writer.run()
        let end = Date().addingTimeInterval(seconds)
        var confirmed = 0
        while Date() < end, let bytes = try pipe.fileHandleForReading.read(upToCount: 1), !bytes.isEmpty {
            confirmed += 1
        }
        kill(writer.processIdentifier, SIGKILL)
        confirmed += try pipe.fileHandleForReading.readToEnd()?.count ?? 0
        writer.waitUntilExit()
        return confirmed
    }
}
