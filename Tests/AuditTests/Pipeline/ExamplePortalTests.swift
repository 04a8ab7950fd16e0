import Foundation
import Synchronization
import Testing
import Yams

@testable import Audit

/// The barriers planted in examples/portal, all of them and no others.
struct ExamplePortalTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../examples/portal").standardizedFileURL

    @Test func `exactly the planted barriers are found`() async throws {
        let yaml = try String(contentsOf: Self.folder.appending(path: "../expected.yaml"), encoding: .utf8)
        let rows = try #require(try Yams.load(yaml: yaml) as? [[String: Any]])
        let expected = Set(
            rows.map { row in
                "\(row["page"] ?? ""):\(row["line"] ?? "") \(row["outcome"] ?? "") \(row["rule"] ?? "")"
            }
        )
        let found = Mutex<[String]>([])
        let run = CheckRun(rules: .all)
        let summary = try await run.check(.folder(SiteFolder(Self.folder.path))) { record in
            let lines = record.findings.filter { $0.kind != .advice }.map { finding in
                guard case .node(let node) = finding.place else { return "" }
                return "\(node.page):\(node.line) \(finding.outcome.rawValue) \(finding.requirement)"
            }
            found.withLock { $0 += lines }
        }
        #expect(summary.checked == summary.pages)
        let actual = Set(found.withLock { $0 })
        #expect(expected.subtracting(actual).sorted() == [], "missing")
        #expect(actual.subtracting(expected).sorted() == [], "more than was planted")
        #expect(rows.count == expected.count, "each barrier is listed once")
    }

    @Test func `the same page gives the same lines twice`() async throws {
        func lines() async throws -> [UInt8] {
            let bytes = Mutex<[UInt8]>([])
            _ = try await CheckRun(rules: .all, width: 4).check(.folder(SiteFolder(Self.folder.path))) {
                record in
                let page = PageNDJSON.page(record, language: .zhHans)
                bytes.withLock { $0 += page }
            }
            return bytes.withLock { $0 }
        }
        let first = try await lines()
        let second = try await lines()
        #expect(first == second)
        #expect(!first.isEmpty)
    }
}
