import Foundation
import Testing

@testable import Audit

/// Prints are made by a real browser where one is installed; without one these tests are skipped.
struct PDFPrinterTests {
    private static let isInstalled = PDFPrinter.installed != nil && ChineseFonts.found != nil

    @Test(.enabled(if: isInstalled, "no Chromium or no Chinese font is installed"))
    func `a print is a tagged PDF with language and the data's date, and the same twice`() async throws {
        let fixture = try await ReportFixture.changed()
        let first = try await fixture.render(.pdf, .zhHans)
        let text = String(decoding: first, as: UTF8.self)
        #expect(first.starts(with: Array("%PDF-".utf8)))
        #expect(text.contains("/MarkInfo"))
        #expect(text.contains("/StructTreeRoot"))
        #expect(text.contains("/Lang (zh-Hans)"))
        #expect(text.contains("/CreationDate (D:20260905"))
        #expect(try await fixture.render(.pdf, .zhHans) == first)
    }

    @Test func `the date of a print is that of the data, and nothing else changes`() {
        let pdf = Array("%PDF /CreationDate (D:20261127183004+00'00')\n/ModDate (D:20261127183004+00'00')>> x".utf8)
        let dated = PDFPrinter.dated(pdf, Timestamp(millisecondsSince1970: 0)).string
        #expect(dated == "%PDF /CreationDate (D:19700101000000+00'00')\n/ModDate (D:19700101000000+00'00')>> x")
        #expect(PDFPrinter.dated(Array("/ModDate (D:2026".utf8), Sample.noon).string == "/ModDate (D:2026")
    }

    @Test func `a browser that fails is said with its name`() async throws {
        await #expect(throws: AuditError.self) {
            try await PDFPrinter(browser: "/bin/false").print(Array("<p>x".utf8), made: Sample.noon)
        }
    }

    @Test(arguments: [("<p>plain", false), ("<p>é ñ", false), ("<p>报告", true)])
    func `Chinese fonts are asked for where there is Chinese text`(text: String, needed: Bool) {
        #expect(ChineseFonts.areNeeded(by: Array(text.utf8)) == needed)
    }
}
