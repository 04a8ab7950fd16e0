import Foundation
import Testing

@testable import Audit

struct CountedWordsTests {
    @Test(arguments: [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (11, "11 pages")])
    func `one thing is said as one`(count: Int, words: String) { #expect(count.counted("page") == words) }

    @Test(arguments: [(1, "1 stratum"), (2, "2 strata")])
    func `a noun may have a plural of its own`(count: Int, words: String) {
        #expect(count.counted("stratum", "strata") == words)
    }

    struct Row: CustomTestStringConvertible {
        let count: Int
        let en: String
        let said: LocalizedText

        var testDescription: String { en }
    }

    private static let rows: [Row] =
        [
            (0, "0 pages can be scored, 5 are needed"), (1, "1 page can be scored, 5 are needed"),
            (2, "2 pages can be scored, 5 are needed"),
        ].map { Row(count: $0.0, en: $0.1, said: AccessibilityCheckIndex.Insufficiency.pages($0.0).text) }
        + [
            (0, "only 0 of the 0 pages that should have been checked could be"),
            (1, "only 0 of the 1 page that should have been checked could be"),
            (2, "only 0 of the 2 pages that should have been checked could be"),
        ].map { Row(count: $0.0, en: $0.1, said: AccessibilityCheckIndex.Insufficiency.checked(0, of: $0.0).text) }

    @Test(arguments: rows) func `a message counts in either language`(row: Row) {
        #expect(row.said.en == row.en)
        #expect(row.said.zh.contains("\(row.count) 个"))
    }

    @Test(arguments: [(0, "0 of 0 pages checked"), (1, "1 of 1 page checked"), (2, "2 of 2 pages checked")])
    func `check counts its pages`(count: Int, words: String) {
        #expect(PageText.summary(count, checked: count, failed: 1, cantTell: 0, language: .en).hasPrefix(words))
    }

    /// A number before a plural is written by hand only where it is a bound, which is never one.
    @Test func `no message says a plural of its own`() throws {
        let nouns =
            "pages|findings|defects|sites|places|items|pairs|requests|addresses|rules|photos|criteria|packets|subjects|"
            + "suppressions|runs|samples|elements|records|segments|files|days|visits|links|checks|kinds"
        let said = try Regex("\\\\\\(((?:[^()]|\\([^()]*\\))*)\\) (?:[a-z]+ )?(?:\(nouns))\\b")
        let bounds = try Regex("[mM]aximum|[mM]inimum|Bound|reopeningDays|limit$|most$|least$")
        for (file, text) in try Self.sources() {
            for match in text.matches(of: said) {
                let counted = String(match.output[1].substring ?? "")
                #expect(counted.contains(bounds), "\(file): \(text[match.range])")
            }
        }
    }

    private static func sources() throws -> [(String, String)] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources")
            .standardizedFileURL
        var files: [(String, String)] = []
        for folder in ["Audit/Pipeline", "Audit/Reports", "Audit/Scoring", "Audit/Findings", "AuditCLI"] {
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            for case let name as String in names ?? .init() where name.hasSuffix(".swift") {
                let url = root.appending(path: "\(folder)/\(name)")
                files.append((name, try String(contentsOf: url, encoding: .utf8)))
            }
        }
        #expect(files.count > 50)
        return files
    }
}
