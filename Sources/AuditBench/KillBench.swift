import Audit
import Foundation
import Synchronization

/// Kills a process that writes to a store, again and again, while others read; nothing it had confirmed may be lost.
struct KillBench {
    private static let kills = 20
    private static let readers = 3
    private let path: String

    /// What the readers and the parent share.
    private final class Watch: Sendable {
        let isOver = Atomic(false)
        let reads = Atomic(0)
    }

    /// The parent, with a store of its own.
    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "audit-kill-\(UUID().uuidString).sqlite").path
    }

    /// Whether every store was sound and complete.
    func run() async throws -> Bool {
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let store = try SQLiteStore(path: path)
        try await store.save(Subject(id: "site", kind: .site, name: "site", address: "https://a.test/"))
        let watch = Watch()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<Self.readers {
                group.addTask {
                    var lost = 0
                    while !watch.isOver.load(ordering: .relaxed) {
                        // Three findings a page in one transaction: any other ratio is half a transaction.
                        for run in try await store.runs(of: nil) where run.failed != 3 * run.checked { lost += 1 }
                        watch.reads.add(1, ordering: .relaxed)
                    }
                    return lost
                }
            }
            var (missing, damaged, confirmed) = (0, 0, 0)
            for number in 0..<Self.kills {
                let pages = try await killedWriter(after: 5 + number * 7)
                confirmed += pages
                let held = try await store.runs(of: nil).first?.checked ?? 0
                missing += max(0, pages - held)
                damaged += try await SQLiteStore(path: path, opening: .existing).check().count
            }
            watch.isOver.store(true, ordering: .relaxed)
            var halves = 0
            for try await lost in group { halves += lost }
            print(
                """
                kills: \(Self.kills) writers killed, \(confirmed) pages confirmed, \(missing) of them missing, \(damaged) \
                complaints of the check, \(watch.reads.load(ordering: .relaxed)) reads beside them, \(halves) saw half a \
                transaction
                """
            )
            return missing == 0 && damaged == 0 && halves == 0
        }
    }

    /// Runs a writer until it has confirmed so many pages, kills it, and says how many it confirmed in all.
    @concurrent
    private func killedWriter(after pages: Int) async throws -> Int {
        let writer = Process()
        writer.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        writer.arguments = ["kills", path]
        let pipe = Pipe()
        writer.standardOutput = pipe
        try writer.run()
        var confirmed = 0
        while confirmed < pages, let line = try pipe.fileHandleForReading.read(upToCount: 1), !line.isEmpty {
            confirmed += 1
        }
        kill(writer.processIdentifier, SIGKILL)
        // What it confirmed before the signal reached it.
        confirmed += try pipe.fileHandleForReading.readToEnd()?.count ?? 0
        writer.waitUntilExit()
        return confirmed
    }

    /// The writer: records pages without end, one a transaction, and writes a byte for each that is confirmed.
    static func write(to path: String) async throws {
        let store = try SQLiteStore(path: path, opening: .existing)
        let rule = Requirement(
            id: "rule",
            domain: .web,
            title: LocalizedText(zh: "规则", en: "rule"),
            severity: .serious,
            criteria: []
        )
        let start = Timestamp(millisecondsSince1970: 1_788_000_000_000)
        let run = try await store.begin(RunStart(started: start, toolVersion: "1", requirements: [rule]), of: "site")
        for number in 0... {
            let page = "https://a.test/\(number)"
            let findings = (0..<3).map { item in finding(page, item) }
            let record = PageRecord(
                address: page,
                fetch: PageRecord.Fetch(at: start),
                assertions: [Assertion(rule: "rule", outcome: .failed, failed: 3)],
                findings: findings
            )
            try await store.record([record], in: run)
            FileHandle.standardOutput.write(Data([0x2E]))
        }
    }

    private static func finding(_ page: String, _ item: Int) -> Finding {
        let signals = Signals(family: "rule", page: page, ordinal: item)
        return Finding(
            domain: .web,
            requirement: "rule",
            outcome: .failed,
            kind: .violation,
            confidence: .certain,
            severity: .serious,
            criteria: [],
            message: LocalizedText(zh: "无", en: "none"),
            place: .node(
                NodePlace(page: page, xpath: "/", selector: "p", line: 1, column: 1, offset: item, snippet: "<p>")
            ),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: "site").text,
            signals: signals
        )
    }
}
