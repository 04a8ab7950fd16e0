import Testing

@testable import Audit

/// The inventory of files that a scan met: what each is, how large, of when, and what leads to it.
struct AttachmentTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let path: String
        let bytes: [UInt8]
        let headers: [String]
        /// What the link says.
        let label: String
        /// `kind matchesName labelSaysKind`; nil where it is none of the inventory.
        let expected: String?

        init(_ path: String, _ bytes: [UInt8], _ headers: [String], label: String, _ expected: String?) {
            self.path = path
            self.bytes = bytes
            self.headers = headers
            self.label = label
            self.expected = expected
        }

        var testDescription: String { path }
    }

    private static let error = Array("<!DOCTYPE html><title>出错了</title><p>文件不存在".utf8)
    private static let pdf = Array("%PDF-1.7\n".utf8)

    static let rows: [Row] = [
        Row("/a.pdf", pdf, ["Content-Type: application/pdf"], label: "年报（PDF）", "pdf true true"),
        Row("/b.pdf", pdf, ["Content-Type: text/html"], label: "年报", "pdf true false"),
        Row(
            "/c.pdf",
            ContentKindTests.program,
            ["Content-Type: application/pdf"],
            label: "通知.pdf",
            "program false false"
        ),
        Row("/d.doc", error, ["Content-Type: application/msword"], label: "申请表.doc", "html false false"),
        Row("/e.doc", error, ["Content-Type: application/octet-stream"], label: "表", "html false false"),
        Row(
            "/f.xlsx",
            ContentKindTests.zip(["[Content_Types].xml", "xl/workbook.xml"]),
            ["Content-Type: application/octet-stream"],
            label: "Excel 表格",
            "xlsx true true"
        ),
        Row(
            "/download.do?id=1",
            ContentKindTests.streamed(["_rels/.rels", "word/document.xml"]),
            [
                "Content-Type: application/octet-stream",
                "Content-Disposition: attachment; filename*=UTF-8''%E8%A1%A8.docx",
            ],
            label: "申请表（Word）",
            "docx true true"
        ),
        Row(
            "/download.do?id=2",
            pdf,
            ["Content-Type: application/octet-stream", "Content-Disposition: attachment; filename=\"a.doc\""],
            label: "附件2.doc",
            "pdf false false"
        ),
        Row(
            "/get?n=3",
            Array("名称,数量\n".utf8),
            ["Content-Type: text/csv; charset=utf-8"],
            label: "数据.csv",
            "csv true true"
        ),
        Row(
            "/get?n=4",
            Array("正文".utf8),
            ["Content-Type: text/plain", "Content-Disposition: attachment; filename=说明.txt"],
            label: "附件说明.pdf",
            "text nil false"
        ),
        Row("/g.ofd", ContentKindTests.zip(["OFD.xml"]), ["Content-Type: text/plain"], label: "公文", "ofd true false"),
        Row("/plain.txt", Array("正文".utf8), ["Content-Type: text/plain"], label: "正文", nil),
        Row("/film.mp4", Array("....ftypisom....".utf8), ["Content-Type: video/mp4"], label: "视频", nil),
        Row("/gone.pdf", error, ["Content-Type: text/html"], label: "文件.pdf", nil),
    ]

    private static func site(_ request: FaultServer.Request) -> Reply {
        if request.path == "/" {
            return .html("<title>t</title>" + rows.map { "<a href='\($0.path)'>\($0.label)</a>" }.joined())
        }
        guard let row = rows.first(where: { $0.path == request.target }) else { return .text("", status: "404 X") }
        return .bytes(row.bytes, type: nil, headers: row.headers + ["Last-Modified: Fri, 01 May 2026 10:00:00 GMT"])
    }

    @Test func `files are told by their bytes, and their links by what they say`() async throws {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options { $0.settings.checks = false })
        let files = try await AttachmentInventory(of: result.run, in: scans.target.store)
        let base = scans.server.base
        let pages = Collected<PageRecord>()
        try await scans.target.store.forEachPage(of: result.run) { pages.append($0) }
        for row in Self.rows {
            let page = try #require(pages.values.first { $0.address == base + row.path }, "\(row.path)")
            let file = files[page]
            func word(_ flag: Bool?) -> String { flag.map { "\($0)" } ?? "nil" }
            let told = file.map { "\($0.kind) \(word($0.matchesName)) \(word($0.labelSaysKind))" }
            #expect(told == row.expected, "\(row.path)")
            #expect((page.pageKind == PageKind.attachment.rawValue) == (row.expected != nil), "\(row.path)")
            guard let file else { continue }
            #expect(page.status == .notChecked && page.reason == "notHTML")
            #expect(file.bytes == row.bytes.count && file.day == "2026-05-01")
            #expect(file.label == row.label && file.from == base + "/")
            let line = PageListing.line(page, file: file, language: .en)
            #expect(line.contains("\(row.bytes.count) byte") && line.contains(row.label))
            #expect(line.contains("not what its name") == (file.matchesName == false))
            #expect(PageListing.json(page, file: file).string.contains("\"file\":{\"kind\":\"\(file.kind)\""))
        }
        let run = try #require(try await scans.target.store.run(result.run))
        let health = try await HealthAssembly(run, in: scans.target.store).health().attachments
        // Four lie about what they are, and one is an error page.
        #expect(health.broken.count == 5 && health.checked - health.downloadable == 5, "\(health.broken)")
    }
}
