import Foundation
import Testing

@testable import Audit

/// What a page or a form says can break no format and deceive no reader.
struct HostileReportTests {
    static let invisible: Set<UInt32> = Set(0x202A...0x202E).union(0x2066...0x2069).union([0x200E, 0x200F, 0x061C, 0])

    @Test func `no cell of a CSV begins a formula, and no payload breaks a row`() async throws {
        for language in Language.allCases {
            let bytes = try await ReportFixture.hostile().render(.csv, language)
            let rows = try #require(CSVReader.rows(bytes.dropFirst(3)))
            #expect(rows.count == ReportFixture.payloads.count + 2)
            #expect(Set(rows.map(\.count)) == [33])
            for cell in rows.joined() where Double(cell) == nil {
                let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
                #expect(first.map { !"=+-@＝＋－＠|%\t\r".unicodeScalars.contains($0) } ?? true, "\(cell.prefix(20))")
                #expect(cell.utf16.count <= 32_767)
            }
        }
    }

    @Test(arguments: [ReportFormat.csv, .junit, .markdown, .html, .sarif, .statement, .selfAssessment, .openacr])
    func `no control of direction and no control character stands as itself`(format: ReportFormat) async throws {
        let text = String(decoding: try await ReportFixture.hostile().render(format), as: UTF8.self)
        let found = text.unicodeScalars.filter { scalar in
            Self.invisible.contains(scalar.value)
                || scalar.value < 0x20 && ![0x09, 0x0A, 0x0D].contains(scalar.value)
                || (0x7F...0x9F).contains(scalar.value)
        }
        #expect(found.isEmpty)
    }

    @Test(arguments: [ReportFormat.json, .sarif, .earl])
    func `JSON stays JSON`(format: ReportFormat) async throws {
        let bytes = try await ReportFixture.hostile().render(format)
        #expect(try json(bytes) != nil)
        #expect(!bytes.contains(0), "NUL is escaped")
    }

    @Test func `JSON gives every payload back as it was`() async throws {
        let object = try #require(json(try await ReportFixture.hostile().render(.json)))
        let subjects = try #require(object["subjects"] as? [[String: Any]])
        let findings = try #require(subjects[0]["findings"] as? [[String: Any]])
        let messages = Set(findings.compactMap { ($0["message"] as? String).map { Array($0.utf8) } })
        // Foundation's reader drops a leading byte order mark.
        let given = Set(ReportFixture.storable.map { Array(($0 == "\u{FEFF}" ? "" : $0).utf8) })
        #expect(messages.symmetricDifference(given).map { $0.prefix(30).string } == [])
    }

    @Test func `a workbook has every payload as text`() async throws {
        let entries = try ZIPReader.entries(try await ReportFixture.hostile().render(.xlsx))
        for bytes in entries.values { _ = try XMLRecord(bytes) }
        let sheet = try #require(entries["xl/worksheets/sheet2.xml"])
        #expect(try SheetReader(sheet).records().count == ReportFixture.payloads.count + 1)
        #expect(!String(decoding: sheet, as: UTF8.self).contains("<f"))
    }

    @Test func `JUnit stays well-formed XML`() async throws {
        let record = try XMLRecord(await ReportFixture.hostile().render(.junit))
        #expect(
            record.elements.keys.sorted() == [
                "failure", "properties", "property", "testcase", "testsuite", "testsuites",
            ]
        )
    }

    @Test(arguments: ReportFixture.payloads)
    func `a payload is made visible in text, XML and CSV`(payload: String) throws {
        for bytes in [Array(HostileText.line(payload).utf8), XMLText.escaped(payload), CSVText.quoted(payload)] {
            #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F })
            #expect(
                !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { Self.invisible.contains($0.value) }
            )
        }
        _ = try XMLRecord(Array("<a b=\"".utf8) + XMLText.escaped(payload) + Array("\"/>".utf8))
    }

    @Test(arguments: ReportFixture.payloads)
    func `an address becomes a URI reference`(payload: String) {
        let uri = HostileText.uri(payload)
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%[]")
        #expect(uri.allSatisfy(allowed.contains))
        #expect(uri.count { $0 == "#" } <= 1)
        let scheme = uri.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        #expect(scheme.endIndex == uri.endIndex || uri[scheme.endIndex] != ":" || scheme.hasPrefix("http"))
    }

    @Test(arguments: [
        ("https://a.test/b?c=d&e=%20#f", "https://a.test/b?c=d&e=%20#f"),
        ("https://[::1]:8080/[x]", "https://[::1]:8080/%5Bx%5D"),
        ("a/长.html", "a/%E9%95%BF.html"), ("a:b.html", "./a:b.html"), ("100%.html", "100%25.html"),
    ])
    func `an address keeps what may stand in a URI`(address: String, uri: String) {
        #expect(HostileText.uri(address) == uri)
    }

    @Test(arguments: ReportFixture.payloads)
    func `nothing ends a code span in Markdown`(payload: String) throws {
        let code = MarkdownReport.code(payload)
        let fence = code.prefix { $0 == "`" }
        guard !fence.isEmpty else { return #expect(code == "—") }
        let inside = code.dropFirst(fence.count).dropLast(fence.count)
        #expect(code.hasSuffix(fence))
        #expect(!inside.contains(fence))
        #expect(!code.contains("\n"))
        #expect(code.replacing("\\|", with: "").contains("|") == false)
    }

    @Test func `Markdown fits into a comment`() async throws {
        #expect(try await ReportFixture.hostile().render(.markdown).count <= 65_536)
    }
}
