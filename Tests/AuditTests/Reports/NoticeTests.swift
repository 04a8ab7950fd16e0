import Foundation
import Testing

@testable import Audit

/// Every open finding stands in exactly one unit's packet, and the sums equal the whole.
struct NoticeTests {
    let folder: TemporaryFolder
    let store: any AuditStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
    }

    private func scan(_ subject: Subject, _ pages: [PageRecord]) async throws {
        try await store.save(subject)
        let run = try await store.begin(Sample.scan(), of: subject.id)
        try await store.record(pages, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
    }

    private func site(_ id: String, unit: String?) -> Subject {
        var site = Sample.site
        site.id = id
        site.name = "网站 \(id)"
        site.address = "https://\(id).test/"
        site.responsibleUnit = unit
        return site
    }

    /// Sites of random units with random findings on random pages.
    private func fill(_ random: inout SeededGenerator) async throws {
        for number in 0..<Int.random(in: 1...4, using: &random) {
            let unit = ["区政府办公室", "区教育局", nil].randomElement(using: &random) ?? nil
            let pages = (0..<Int.random(in: 1...4, using: &random)).map { page in
                let address = "https://s\(number).test/\(page)"
                let findings = (0..<Int.random(in: 0...5, using: &random)).map { index in
                    Sample.finding(
                        Int.random(in: 0...2, using: &random),
                        page: address,
                        number: index,
                        outcome: Bool.random(using: &random) ? .failed : .cantTell
                    )
                }
                return Sample.page(address, findings: findings)
            }
            try await scan(site("s\(number)", unit: unit), pages)
        }
        _ = try await store.record(Sample.inspection())
    }

    @Test(arguments: 0..<12) func `sums of packets equal what is open`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        try await fill(&random)
        let notice = try await NoticeAssembly(store: store).notice()
        let filter = NoticeAssembly.filter(subject: nil, unit: nil, at: Sample.noon)
        let open = try await store.counts(filter).map(\.findings).reduce(0, +)
        #expect(notice.findings == open)
        #expect(Set(notice.packets.map { $0.unit ?? "" }).count == notice.packets.count)
        var apart = 0
        for packet in notice.packets {
            guard let unit = packet.unit else {
                apart += packet.findings
                continue
            }
            let alone = try await NoticeAssembly(store: store).notice(unit: unit)
            #expect(alone.packets.count == 1 && alone.findings == packet.findings)
            apart += alone.findings
        }
        #expect(apart == open)
        #expect(notice.packets.dropLast().allSatisfy { $0.unit != nil })
    }

    @Test func `what is closed or suppressed is in no packet`() async throws {
        let address = "https://s.test/1"
        let page = Sample.page(address, findings: [Sample.finding(0, page: address), Sample.finding(1, page: address)])
        try await scan(site("s", unit: "区教育局"), [page])
        let before = try await NoticeAssembly(store: store).notice()
        #expect(before.findings == 2)
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: 10)
        let withdrawn = try #require(defects.first { $0.requirement == "image-has-name" })
        let change = DefectChange(to: .withdrawn, by: "auditor", reason: "误报", at: Sample.noon)
        try await store.change([withdrawn.id], change)
        let after = try await NoticeAssembly(store: store).notice()
        #expect(after.findings == 1 && after.packets[0].items[0].title.zh == "规则 link-has-name")
        #expect(after.packets[0].items[0].deadline != nil)
    }

    @Test func `nothing to rectify is told`() async throws {
        await #expect(throws: AuditError.self) { try await NoticeAssembly(store: store).notice() }
    }

    @Test(arguments: Language.allCases) func `the page escapes what came from outside and breaks none of our rules`(
        language: Language
    ) async throws {
        let address = "https://s.test/<script>alert(1)</script>"
        let page = Sample.page(address, findings: [Sample.finding(0, page: address)])
        try await scan(site("s", unit: "<img src=x onerror=alert(1)>"), [page])
        let html = try await NoticeAssembly(store: store).notice().html(in: language)
        let text = String(decoding: html, as: UTF8.self)
        // One script is ours.
        #expect(text.components(separatedBy: "<script>").count == 2 && !text.contains("<script>alert"))
        #expect(!text.contains("<img"))
        let found = Collected<String>()
        _ = try await CheckRun(rules: .all).check(.input(html)) { record in
            for finding in record.findings where finding.kind == .violation { found.append(finding.requirement) }
        }
        #expect(found.values == [])
    }

    @Test func `a workbook has a sheet of sums and one for each unit`() async throws {
        try await scan(
            site("s", unit: "区/教育局: [甲]"),
            [
                Sample.page("https://s.test/1", findings: [Sample.finding(0, page: "https://s.test/1")])
            ]
        )
        let bytes = try await NoticeAssembly(store: store).notice().workbook(in: .en)
        let entries = try ZIPReader.entries(bytes)
        #expect(entries["xl/worksheets/sheet2.xml"] != nil && entries["xl/worksheets/sheet3.xml"] == nil)
        let workbook = String(decoding: entries["xl/workbook.xml"] ?? [], as: UTF8.self)
        #expect(workbook.contains("name=\"1 区教育局 甲\""))
    }
}
