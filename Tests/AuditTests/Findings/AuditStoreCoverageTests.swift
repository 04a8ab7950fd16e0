import Foundation
import Testing

/// Holds the behavioural suite of `AuditStore` complete, so that it can judge a second implementation.
struct AuditStoreCoverageTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let suite = ["AuditStoreTests", "DefectTests", "RoundTests"]

    private static func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    /// The names of the operations, with the first label where several share a name.
    private static func operations() throws -> Set<String> {
        let file = tests.appending(path: "../../../Sources/Audit/Findings/AuditStore.swift").standardizedFileURL
        let lines = try text(file).prefix { $0 != "}" }.split(separator: "\n")
        let joined = lines.map { $0.drop(while: \.isWhitespace) }.filter { !$0.hasPrefix("//") }.joined(separator: " ")
        return Set(joined.split(separator: "func ").dropFirst().map { String($0.prefix { $0 != "(" }) })
    }

    @Test func `every operation of the protocol is used by its suite`() throws {
        let operations = try Self.operations()
        #expect(operations.count > 40)
        var calls = ""
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.tests.path)
        where Self.suite.contains(where: { name.hasPrefix($0) }) && name.hasSuffix(".swift") {
            calls += try Self.text(Self.tests.appending(path: name))
        }
        let missing = operations.filter { !calls.contains("store.\($0)(") }
        #expect(missing.sorted() == [])
    }

    @Test func `the suite opens its store in one place`() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.tests.path)
        where Self.suite.contains(where: { name.hasPrefix($0) }) && name.hasSuffix(".swift") {
            #expect(try !Self.text(Self.tests.appending(path: name)).contains("SQLiteStore("), "\(name)")
        }
    }
}
