import Foundation
import Testing

@testable import Audit

/// `AUDIT_FRONTIER=1000000 swift test --filter FrontierMemoryTests` on its own: other tests would count, too.
struct FrontierMemoryTests {
    private static let count = Int(ProcessInfo.processInfo.environment["AUDIT_FRONTIER"] ?? "")

    @Test(.enabled(if: count != nil, "measured on its own: set AUDIT_FRONTIER"))
    func `a million known addresses take less than 300 MB`() async throws {
        let crawl = try await StoredCrawl()
        let count = Self.count ?? 0
        let began = ContinuousClock.now
        for start in stride(from: 0, to: count, by: 500) {
            let part = (start..<min(start + 500, count)).map { number in
                StoredCrawl.new("/columns/\(number % 97)/articles/2026/t\(number)_\(number &* 7_919).html")
            }
            _ = try await crawl.frontier.add(part)
        }
        let added = ContinuousClock.now - began
        var claimed = 0
        for _ in 0..<200 {
            let claims = try await crawl.frontier.claim(host: "http://a.test", count: 8)
            claimed += claims.count
            for claim in claims {
                _ = try await crawl.frontier.finish(
                    AddressRecord(claim, NotChecked(.timeout)),
                    found: [StoredCrawl.new("/columns/1/articles/2026/t1_7919.html")],
                    payload: nil
                )
            }
        }
        let worked = ContinuousClock.now - began - added
        let peak = try Self.peakBytes()
        let totals = try await crawl.frontier.totals().values.reduce(0, +)
        let queued = try await crawl.frontier.queuedByHost().values.reduce(0, +)
        #expect(totals + queued == count)
        #expect(claimed == min(1_600, count))
        #expect(peak < 300 << 20, "\(peak >> 20) MB")
        print("\(count) addresses: \(added) to add, \(worked) for \(claimed) pages, peak \(peak >> 20) MB")
    }

    /// VmHWM of proc_pid_status(5).
    private static func peakBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
        return try #require(Int(line.split(separator: " ").dropFirst().first ?? "")) << 10
    }
}
