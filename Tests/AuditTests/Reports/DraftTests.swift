import Foundation
import Testing

@testable import Audit

/// Drafts say what was found, leave gaps for what only people know, and claim nothing.
struct DraftTests {
    static let drafts = ReportFormat.allCases.filter(\.isDraft)

    private static func text(_ format: ReportFormat, _ language: Language) async throws -> String {
        String(decoding: try await ReportFixture.changed().render(format, language), as: UTF8.self)
    }

    @Test(arguments: drafts, Language.allCases)
    func `a draft says that it is one and has gaps`(format: ReportFormat, language: Language) async throws {
        let text = try await Self.text(format, language)
        #expect(text.contains(language == .zhHans ? "草稿" : "draft"))
        #expect(text.contains(language == .zhHans ? "待填写" : "to be filled in"))
    }

    @Test func `OpenACR never says that something is supported`() async throws {
        let lines = try await Self.text(.openacr, .en).split(separator: "\n")
        let levels = lines.compactMap { line in
            line.range(of: "level: ").map { String(line[$0.upperBound...]) }
        }
        #expect(levels.count == 56, "55 criteria and the one that was removed")
        #expect(Set(levels) == ["does-not-support", "partially-supports", "not-evaluated"])
        let index = try #require(lines.firstIndex { $0.contains("num: \"1.1.1\"") })
        #expect(lines[index + 4].hasSuffix("does-not-support"), "3 of 5 pages fail")
    }

    @Test func `OpenACR is YAML that our own reader takes, whatever the names are`() async throws {
        let bytes = try await ReportFixture.hostile().render(.openacr, .en)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("title: \""))
        #expect(!text.contains("<script>\n"))
        #expect(text.split(separator: "\n").allSatisfy { !$0.hasPrefix("=") && !$0.hasPrefix("@") })
    }

    @Test(arguments: drafts)
    func `a draft shows the address of its site without what lets somebody in`(format: ReportFormat) async throws {
        let fixture = try await ReportFixture.changed()
        var site = Sample.site
        site.address = "https://a.test/?token=abcdef123"
        try await fixture.store.save(site)
        let report = try await ReportAssembly(store: fixture.store).report(subject: site.id)
        let bytes = Collected<[UInt8]>()
        try await ReportExport(report, store: fixture.store, language: .en).write(as: format) { bytes.append($0) }
        let text = String(decoding: bytes.values.flatMap { $0 }, as: UTF8.self)
        #expect(text.contains("https://a.test/?token=*********") && !text.contains("abcdef123"))
    }

    @Test(arguments: drafts)
    func `a draft is about one site`(format: ReportFormat) async throws {
        let fixture = try await ReportFixture.plain()
        var second = Sample.site
        second.id = "site-b"
        try await fixture.store.save(second)
        let run = try await fixture.store.begin(Sample.scan(), of: second.id)
        try await fixture.store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        let assembly = ReportAssembly(store: fixture.store)
        let both = ReportExport(try await assembly.report(), store: fixture.store, language: .en)
        await #expect(throws: AuditError.self) { try await both.write(as: format) { _ in } }
        let place = ReportExport(
            try await assembly.report(subject: Sample.crossing.id),
            store: fixture.store,
            language: .en
        )
        await #expect(throws: AuditError.self) { try await place.write(as: format) { _ in } }
    }
}
