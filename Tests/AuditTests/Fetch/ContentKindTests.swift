import Testing

@testable import Audit

struct ContentKindTests {
    struct Row: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let declared: String?
        let kind: ContentKind

        init(_ name: String, _ bytes: [UInt8], _ declared: String?, _ kind: ContentKind) {
            self.name = name
            self.bytes = bytes
            self.declared = declared
            self.kind = kind
        }

        init(_ name: String, _ text: String, _ declared: String?, _ kind: ContentKind) {
            self.init(name, Array(text.utf8), declared, kind)
        }

        var testDescription: String { "\(name) as \(declared ?? "nothing") is \(kind)" }
    }

    static let rows: [Row] = [
        Row("a.html", "%PDF-1.4", "text/html", .pdf),
        Row("a.pdf", "<!DOCTYPE html><p>404", "application/octet-stream", .html),
        Row("a.doc", "<html><body>404", "application/msword", .html),
        Row("a", "<!DOCTYPE html><p>404", "application/msword", .html),
        Row("a.xls", "<table><tr><td>1", "application/vnd.ms-excel", .html),
        Row(
            "a.doc",
            "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:x>",
            "application/msword",
            .xml
        ),
        Row("a", "<!DOCTYPE html><p>404", "application/octet-stream", .text),
        Row("a.pdf", "an error occurred", "application/pdf", .text),
        Row("a.pdf", [0xCA, 0xFE, 0, 1], "application/pdf", .unknown),
        Row("a.png", [0xCA, 0xFE, 0, 1], "image/png", .unknown),
        Row("a.pdf", ContentKindTests.program, "application/pdf", .program),
        Row("a.pdf", Array(ContentKindTests.program.prefix(70)), "application/pdf", .program),
        Row("a", "MZ is a text about programs, long enough to have what would be an offset in a header", nil, .text),
        Row("a", "\r\n\r\n  %PDF-1.5", "text/html", .pdf),
        Row("a", "\u{FEFF}%PDF-1.5", nil, .pdf),
        Row("a.pdf", "HTTP/1.1 200 OK\r\n\r\n%PDF-1.5", "application/octet-stream", .pdf),
        Row("a", "junk %PDF-1.5", "application/pdf", .pdf),
        Row("a.pdf", String(repeating: "x", count: 1_024) + "%PDF-1.5", "application/pdf", .text),
        Row("a.pdf", "<!DOCTYPE html><p>%PDF-1.5", "application/pdf", .html),
        Row("a.html", "<p>about %PDF-1.5", "text/html", .html),
        Row("a.csv", "a,b\n1,2", "application/vnd.ms-excel", .csv),
        Row("a.csv", "a,b\n1,2", "application/octet-stream", .csv),
        Row("a", "a,b\n1,2", "text/csv; charset=gbk", .csv),
        Row("a.txt", "words", "application/octet-stream", .text),
        Row("a.mp4", [0, 0, 0, 0x18] + Array("ftypmp42....".utf8), "application/octet-stream", .video),
        Row("a.mp4", "<!DOCTYPE html><p>404", "text/html", .html),
        Row("a", "<!DOCTYPE html><p>404", nil, .html),
        Row("a", "\u{FEFF} \n<HTML lang=zh>", nil, .html),
        Row("a.pdf", "<!DOCTYPE html><p>404", "text/html", .html),
        Row("a", "<p>text", "text/plain", .text),
        Row("a", "<?xml version='1.0'?><!-- > --><html xmlns='x'>", "application/xml", .xhtml),
        Row("a", "<?xml version='1.0'?><rss>", nil, .xml),
        Row("a", "<svg viewBox='0'>", "text/xml", .svg),
        Row("a", "<b", "text/html; charset=gbk", .html),
        Row("a", "{\"a\": 1}", nil, .json),
        Row("a", "body {}", "text/css", .css),
        Row("a.js", "var a", nil, .javascript),
        Row("a", "just words", nil, .text),
        Row("a", [1, 2, 3], nil, .unknown),
        Row("a", [], "text/html", .empty),
        Row("a.doc", ContentKindTests.ole("WordDocument"), "application/msword", .doc),
        Row("a.wps", ContentKindTests.ole("WordDocument"), "application/octet-stream", .wps),
        Row("a.xls", ContentKindTests.ole("Workbook"), nil, .xls),
        Row("a.ppt", ContentKindTests.ole("PowerPoint Document"), nil, .ppt),
        Row("a.et", ContentKindTests.ole("Nothing"), nil, .et),
        Row("a.pdf", ContentKindTests.ole("Nothing"), "application/pdf", .unknown),
        Row("a", ContentKindTests.ole("Nothing"), "application/msword", .doc),
        Row("a.do", ContentKindTests.ole("Nothing"), "application/vnd.ms-excel", .xls),
        Row("a.pdf", ContentKindTests.ole("Workbook"), "application/pdf", .xls),
        Row("a.doc", Array(ContentKindTests.ole("WordDocument").prefix(600)), nil, .doc),
        Row("a", ContentKindTests.zip(["[Content_Types].xml", "word/document.xml"]), nil, .docx),
        Row("a.doc", ContentKindTests.zip(["[Content_Types].xml", "xl/workbook.xml"]), nil, .xlsx),
        Row("a", ContentKindTests.zip(["ppt/presentation.xml"]), nil, .pptx),
        Row("a.zip", ContentKindTests.zip(["Doc_0/Document.xml", "OFD.xml"]), "application/zip", .ofd),
        Row("a.docx", ContentKindTests.zip(["readme.txt"]), nil, .zip),
        Row("a.pdf", Array(ContentKindTests.zip(["readme.txt"]).prefix(40)), "application/pdf", .zip),
        Row("a.do", ContentKindTests.streamed(["[Content_Types].xml", "word/document.xml"]), nil, .docx),
        Row("a.do", ContentKindTests.streamed(["_rels/.rels", "xl/workbook.xml"]), "application/zip", .xlsx),
        Row("a.ofd", ContentKindTests.streamed(["Doc_0/Document.xml", "OFD.xml"]), nil, .ofd),
        Row("a.do", ContentKindTests.streamed(["readme.txt"]), nil, .zip),
        Row("a.docx", Array(ContentKindTests.zip(["readme.txt"]).prefix(40)), nil, .docx),
        Row("a.html", Array(ContentKindTests.zip(["readme.txt"]).prefix(40)), nil, .zip),
        Row("a", ContentKindTests.zip(["AndroidManifest.xml"]), nil, .apk),
        Row("a", "PK\u{3}\u{4}" + String(repeating: "\u{0}", count: 26) + "mimetypeapplication/epub+zip", nil, .epub),
        Row("a.html", "Rar!\u{1A}\u{7}\u{1}\u{0}", "text/html", .rar),
        Row("a", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], nil, .sevenZip),
        Row("a", "GIF89a...", "text/html", .gif),
        Row("a", "RIFF....WEBPVP8 ", nil, .webp),
        Row("a", "....ftypisom....", nil, .video),
        Row("a", "....ftypavif....", nil, .avif),
        Row("a", "ID3\u{3}", "text/html", .audio),
        Row("a", "wOF2....", nil, .font),
    ]

    @Test(arguments: rows)
    func `content tells what a file is before header and name do`(row: Row) {
        let declared = row.declared.flatMap { ContentType($0.utf8) }
        #expect(ContentKind(of: row.bytes[...], declared: declared, fileName: Array(row.name.utf8)[...]) == row.kind)
    }

    @Test(arguments: 0..<20)
    func `any bytes have a kind`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let starts: [[UInt8]] = [
            [], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], ContentKindTests.ole("x"), Array("<?xml".utf8),
            Array("<!--".utf8),
        ]
        for start in starts {
            let bytes = start + (0..<1_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(ContentKind(of: bytes[...]) == ContentKind(of: bytes[...]))
            #expect(ContentKind(of: bytes[...]) != .empty)
        }
    }

    @Test func `the parameters of a Content-Type are read as the standard says`() {
        let rows: [(String, String, String?)] = [
            ("Text/HTML; Charset=GBK", "text/html", "GBK"), ("text/html;charset=\"a\\\"b\"", "text/html", "a\"b"),
            ("text/html;charset=;charset=x", "text/html", "x"),
            ("text/html; x=\";charset=no\";charset=yes", "text/html", "yes"),
            ("text/plain", "text/plain", nil),
        ]
        for (value, essence, charset) in rows {
            let type = ContentType(value.utf8)
            #expect(type?.essence == essence && type?.charset?.string == charset, "\(value)")
        }
        #expect(ContentType("text".utf8) == nil && ContentType("a b/c".utf8) == nil && ContentType("".utf8) == nil)
    }

    // MARK: - Files

    /// A compound file with one directory entry of this name.
    static func ole(_ name: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1_536)
        bytes.replaceSubrange(0..<8, with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        bytes[30] = 9
        bytes[48] = 1
        for (index, byte) in name.utf8.enumerated() { bytes[1_024 + 128 + 2 * index] = byte }
        return bytes
    }

    /// A program of Windows with nothing but its headers.
    static let program: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: 200)
        bytes.replaceSubrange(0..<2, with: Array("MZ".utf8))
        bytes[60] = 128
        bytes.replaceSubrange(128..<130, with: Array("PE".utf8))
        return bytes
    }()

    /// The beginning of a ZIP file that was written without going back: sizes stand behind the data.
    static func streamed(_ names: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for name in names {
            bytes += [0x50, 0x4B, 3, 4, 20, 0, 8, 0] as [UInt8]
            bytes += [UInt8](repeating: 0, count: 18)
            bytes += [UInt8(name.utf8.count), 0, 0, 0] as [UInt8]
            bytes += Array(name.utf8)
            bytes += [1, 2, 3, 0x50, 0x4B, 7, 8] as [UInt8]
            bytes += [UInt8](repeating: 9, count: 12)
        }
        return bytes
    }

    /// A ZIP file of empty entries.
    static func zip(_ names: [String]) -> [UInt8] {
        var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
        for name in names {
            let length: [UInt8] = [UInt8(name.utf8.count), 0]
            directory +=
                [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24) + length + [UInt8](repeating: 0, count: 16)
            directory += Array(name.utf8)
            bytes += [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + length + [0, 0] + Array(name.utf8)
        }
        let start = bytes.count
        let end = [UInt8](repeating: 0, count: 12) + [UInt8(start & 255), UInt8(start >> 8), 0, 0, 0, 0]
        return bytes + directory + [0x50, 0x4B, 5, 6] + end
    }
}
