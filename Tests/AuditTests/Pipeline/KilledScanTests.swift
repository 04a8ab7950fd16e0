import Foundation
import Testing

@testable import Audit

/// What a scan left in its store, without anything that depends on the order of answers.
struct ScanContent: Equatable {
    var pages: [String] = []
    var findings: [String] = []
    var checked = 0
    var failed = 0

    init(_ path: String) async throws {
        let store = try SQLiteStore(path: path, opening: .existing)
        let run = try #require(try await store.runs(of: nil).last)
        let lines = Collected<String>()
        try await store.forEachPage(of: run.id) { page in
            lines.append("\(page.address) \(page.status.rawValue) \(page.reason ?? "") \(page.title)")
        }
        pages = lines.values.sorted()
        var filter = FindingFilter()
        filter.runs = [run.id]
        var cursor: FindingCursor?
        repeat {
            let part = try await store.findings(filter, after: cursor, limit: 1_000)
            findings += part.findings.map {
                "\($0.id) \($0.finding.requirement) \($0.finding.outcome.rawValue) \($0.finding.place)"
            }
            cursor = part.next
        } while cursor != nil
        findings.sort()
        checked = run.checked
        failed = run.failed
    }
}

/// Scans by the command itself, killed, interrupted and resumed.
///
/// `AUDIT_KILLS=20 swift test --filter KilledScanTests` is the long form, over 500 pages.
@Suite(.serialized, .enabled(if: AuditProcess.executable != nil, "the command was not built"))
struct KilledScanTests {
    static let kills = Int(ProcessInfo.processInfo.environment["AUDIT_KILLS"] ?? "") ?? 2
    static let pageCount = kills < 10 ? 80 : 500

    /// A site of pages with barriers, redirects, dead links, a second name of the start and addresses elsewhere.
    static func server(_ count: Int = pageCount) -> FaultServer {
        FaultServer { request in
            if request.path == "/robots.txt" { return .text("User-agent: *\nDisallow: /secret/\n") }
            if request.path == "/old" { return .redirect("/p/7") }
            let number = ["/", "/index.html"].contains(request.path) ? 0 : Int(request.path.dropFirst(3)) ?? -1
            guard (0..<count).contains(number) else { return .html("<p>missing", status: "404 Not Found") }
            let links = [2 * number + 1, 2 * number + 2, (number * 7 + 3) % count].filter { $0 < count }
                .map { "<a href='/p/\($0)'>页面 \($0)</a>" }.joined()
            let more = number % 9 == 0 ? "<a href='/secret/\(number)'>s</a><a href='/gone/\(number)'>g</a>" : ""
            let home = number % 5 == 4 ? "<a href='/index.html'>首页</a>" : ""
            let image = number % 3 == 0 ? "<img src='/i\(number).png'>" : ""
            return .html(
                """
                <!DOCTYPE html><html lang='zh'><title>第 \(number) 页</title><body><main><h1>\(number)</h1>\(links)\(more)
                \(image)\(home)<a href='/old'>old</a><a href='http://elsewhere.invalid/\(number % 5)'>elsewhere</a></main>
                """
            )
        }
    }

    static func scan(_ arguments: [String], store: String, in folder: TemporaryFolder) throws -> AuditProcess {
        try AuditProcess(["scan", "--no-progress", "--store", store] + arguments, in: folder)
    }

    /// What is asked for in a new scan.
    static func start(_ server: FaultServer) -> [String] { [server.base + "/", "--requests-at-once", "4"] }

    static func undisturbed(_ server: FaultServer, in folder: TemporaryFolder) async throws -> (ScanContent, Duration) {
        let began = ContinuousClock.now
        let ending = try await scan(start(server), store: folder.path("whole.sqlite"), in: folder).run()
        #expect(ending.code == 0, "\(ending.standardError)")
        return (try await ScanContent(folder.path("whole.sqlite")), ContinuousClock.now - began)
    }

    @Test(arguments: [UInt64(1)])
    func `a scan killed at random moments ends with the same pages and findings`(seed: UInt64) async throws {
        let server = Self.server()
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let (expected, duration) = try await Self.undisturbed(server, in: folder)
        // The page /p/0 is there under two addresses.
        #expect(expected.checked == Self.pageCount + 1)
        #expect(expected.pages.contains { $0.contains("/index.html notChecked duplicate") })
        var generator = SeededGenerator(seed: seed)
        var (kills, scans) = (0, 0)
        while kills < Self.kills {
            scans += 1
            let path = folder.path("killed-\(scans).sqlite")
            var arguments = Self.start(server)
            while true {
                // After the kills asked for, the scan may end.
                let longest = kills < Self.kills ? duration.milliseconds / 4 + 40 : 3_600_000
                let moment = Duration.milliseconds(Int.random(in: 20...longest, using: &generator))
                let process = try Self.scan(arguments, store: path, in: folder)
                let ending = try await process.run(kills < Self.kills ? [(moment, SIGKILL)] : [])
                guard ending.isSignal else {
                    #expect(ending.code == 0, "\(ending.standardError)")
                    break
                }
                kills += 1
                guard FileManager.default.fileExists(atPath: path) else { continue }
                let store = try SQLiteStore(path: path, opening: .existing)
                #expect(try await store.check() == [])
                // Killed before the run was begun, or after it had ended, there is nothing to resume.
                if try await !store.resumableRuns().isEmpty {
                    arguments = ["--resume"]
                } else if try await !store.runs(of: nil).isEmpty {
                    break
                }
            }
            let content = try await ScanContent(path)
            #expect(content == expected, "seed \(seed), scan \(scans)")
        }
        print("killed \(kills) times in \(scans) scans of \(Self.pageCount) pages, seed \(seed)")
    }

    @Test func `the first interrupt drains, and a resumed scan ends as if there had been none`() async throws {
        let server = Self.server()
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let (expected, duration) = try await Self.undisturbed(server, in: folder)
        // On a machine that others use, one scan may take a third of the time of another.
        var moment = duration / 3
        var path = folder.path("stopped.sqlite")
        var first = try await Self.scan(Self.start(server), store: path, in: folder).run([(moment, SIGINT)])
        for attempt in 1...4 {
            // What comes after the last page was written interrupts nothing either.
            if first.code != 0, try await ScanContent(path).checked <= Self.pageCount { break }
            moment /= 2
            path = folder.path("stopped-\(attempt).sqlite")
            first = try await Self.scan(Self.start(server), store: path, in: folder).run([(moment, SIGINT)])
        }
        #expect(first.code == 4 && !first.isSignal, "\(first.standardError)")
        #expect(first.standardError.contains("PARTIAL (interrupted"))
        #expect(first.standardError.contains("--resume 1"))
        let store = try SQLiteStore(path: path, opening: .existing)
        let run = try #require(try await store.run(RunID(1)))
        #expect(run.state == .interrupted)
        #expect(run.checked > 0 && run.checked <= Self.pageCount)
        let second = try await Self.scan(["--resume", "1"], store: path, in: folder).run()
        #expect(second.code == 0, "\(second.standardError)")
        #expect(try await ScanContent(path) == expected)
        let third = try await Self.scan(["--resume"], store: path, in: folder).run()
        #expect(third.code == 2)
        #expect(third.standardError.contains("there is no scan to go on with"))
    }

    @Test func `the second interrupt ends at once`() async throws {
        let server = FaultServer { request in
            request.path == "/slow" ? Reply(.hang) : .links("/slow", "/a", "/b")
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        let began = ContinuousClock.now
        let process = try Self.scan([server.base + "/"], store: folder.path("s.sqlite"), in: folder)
        let ending = try await process.run([(.seconds(2), SIGINT), (.milliseconds(500), SIGINT)])
        #expect(ending.code == 4 && !ending.isSignal)
        #expect(ContinuousClock.now - began < .seconds(20))
    }
}
