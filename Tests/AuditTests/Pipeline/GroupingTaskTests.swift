import Foundation
import Testing

@testable import Audit

/// What `findings merge|split|why`, `attach` and `evidence` do.
struct GroupingTaskTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        let page = "https://a.test/"
        let findings = (0..<3).map { Sample.finding($0, page: page) }
        try await store.record([Sample.page(page, findings: findings)], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
    }

    private func ids() async throws -> [String] {
        try await store.findings(FindingFilter(), after: nil, limit: 9).findings.map(\.id)
    }

    private func merge(_ ids: [String], isPreview: Bool = false) async throws -> (kept: Defect, joined: [Defect]) {
        let task = GroupingTask(store: store)
        return try await task.merge(ids, by: "anna", reason: "同一处", at: Sample.noon, isPreview: isPreview)
    }

    @Test func `findings are merged by their ids, shown why, and split again`() async throws {
        let ids = try await ids()
        let task = GroupingTask(store: store)
        let preview = try await merge(ids, isPreview: true)
        #expect(preview.joined.count == 2 && preview.kept.mergedInto == nil)
        #expect(try await store.defect(id: preview.kept.id)?.occurrences == 1)
        let (kept, joined) = try await merge(ids)
        #expect(try await store.defect(id: kept.id)?.occurrences == 3)
        let reason = try await task.reason(of: ids[1])
        #expect(reason.defect.id == kept.id)
        let text = GroupingListing.text(reason, language: .zhHans)
        #expect(text.contains("归并依据：同一页面上特征和文字相同") && text.contains("mergedFrom"))
        #expect(GroupingListing.text(reason, language: .en).contains("grouped by: same pattern and text on its page"))
        #expect(try await task.split(ids[1], by: "bo", reason: "不同", at: Sample.noon) == joined[0].id)
        #expect(try await task.split(joined[1].id, by: "bo", reason: "不同", at: Sample.noon) == joined[1].id)
        #expect(try await store.defect(id: kept.id)?.occurrences == 1)
    }

    @Test func `one defect cannot be merged, and a whole defect not be split`() async throws {
        let ids = try await ids()
        await #expect(throws: AuditError.self) { try await merge([ids[0], ids[0]]) }
        let defect = try await store.defects(DefectFilter(), offset: 0, limit: 1)[0].id
        let task = GroupingTask(store: store)
        await #expect(throws: AuditError.self) {
            try await task.split(defect, by: "bo", reason: "不同", at: Sample.noon)
        }
        await #expect(throws: AuditError.self) { try await task.reason(of: "zzzzzzzz") }
    }

    @Test(
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xE0], .photo, "image/jpeg"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .photo, "image/png"),
            (Array("\0\0\0\u{18}ftypheic\0\0\0\0".utf8), .photo, "image/heif"),
            (Array("%PDF-1.7".utf8), .document, "application/pdf"),
            (Array("备忘".utf8), .document, "application/octet-stream"),
        ] as [([UInt8], Evidence.Kind, String)]
    )
    func `a file is what its bytes say`(bytes: [UInt8], kind: Evidence.Kind, mediaType: String) {
        let file = EvidenceFile(name: "x.txt", bytes: bytes)
        #expect(file.kind == kind && file.mediaType == mediaType)
    }

    @Test func `what was attached is written out byte for byte under a name of ours`() async throws {
        let bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]
        let path = folder.path("照片.jpg")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let file = try EvidenceFile(path: path)
        let id = try await ids()[0]
        let defect = try await DefectTask(store: store).defects(ids: [id], matching: nil)
        try await file.store(in: store, for: defect.map(EvidenceTarget.defect), by: "anna", at: Sample.noon)
        let evidence = EvidenceFolder(store: store)
        let links = try await evidence.links(of: id)
        #expect(links.map(\.name) == ["照片.jpg"] && links.map(\.actor) == ["anna"])
        let names = try await evidence.write(links, to: folder.url.path)
        #expect(names == [file.hash.text.prefix(16) + ".jpg"])
        #expect(try [UInt8](Data(contentsOf: folder.url.appendingPathComponent(names[0]))) == bytes)
        await #expect(throws: AuditError.self) { _ = try await evidence.links(of: "zzzzzzzz") }
    }
}
