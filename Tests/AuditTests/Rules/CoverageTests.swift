import Foundation
import Testing

@testable import Audit

/// Holds `docs/coverage.md` against the lists of checks and against the rules.
@Suite(.enabled(if: SharedData.exists("reference/rules-union.md"), SharedData.comment))
struct CoverageTests {
    @Test func `every check that markup and styles decide has a rule`() throws {
        let rows = try Self.rows(in: Self.page)
        let checks = try Self.rows(in: SharedData.bytes("reference/rules-union.md")).filter { Int($0[0]) != nil }
        #expect(checks.count == 214)
        for check in checks {
            let row = try #require(rows.first { $0[0] == check[0] }, "check \(check[0])")
            let needs = try #require(check.last)
            #expect(row[1] == check[1] && row[3] == needs, "check \(check[0])")
            if needs == "static" || needs == "css" { #expect(!Self.rules(in: row).isEmpty, "check \(check[0])") }
        }
    }

    @Test func `every check on Chinese government sites has a row`() throws {
        let rows = try Self.rows(in: Self.page)
        let checks = try Self.rows(in: SharedData.bytes("standards/web.md")).filter { $0[0].hasPrefix("ZH-") }
        #expect(checks.count == 46)
        for check in checks {
            let row = try #require(rows.first { $0[0] == check[0] }, "check \(check[0])")
            #expect(check[1] == "\(row[1]) / \(row[2])")
        }
    }

    @Test func `every rule that is named exists, and a row without one says why`() throws {
        for row in try Self.rows(in: Self.page) where Int(row[0]) != nil || row[0].hasPrefix("ZH-") {
            let rules = Self.rules(in: row)
            #expect(rules.isEmpty == row[4].hasPrefix("no rule: "), "row \(row[0])")
            for rule in rules { #expect(RuleRegistry.rule(rule) != nil, "row \(row[0]): \(rule)") }
        }
    }

    private static var page: [UInt8] {
        get throws {
            let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            return [UInt8](try Data(contentsOf: package.appending(path: "docs/coverage.md")))
        }
    }

    /// The cells of the rows of all tables.
    private static func rows(in page: [UInt8]) throws -> [[String]] {
        String(decoding: page, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func rules(in row: [String]) -> [String] {
        guard !row[4].hasPrefix("no rule") else { return [] }
        return row[4].split(separator: ",").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
    }
}
