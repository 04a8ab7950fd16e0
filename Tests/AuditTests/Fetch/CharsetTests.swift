import Foundation
import Testing

@testable import Audit

struct CharsetTests {
    // MARK: - Prescan

    /// `#data` and `#encoding` blocks.
    private static func blocks(_ path: String) throws -> [(data: [UInt8], encoding: String)] {
        let bytes = try SharedData.bytes("conformance/html5lib-tests/encoding/\(path)")
        var blocks: [(data: [UInt8], encoding: String)] = []
        var data: [UInt8]?
        var awaitsEncoding = false
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.equals("#data") {
                data = []
            } else if line.equals("#encoding") {
                awaitsEncoding = true
            } else if awaitsEncoding {
                blocks.append((Array((data ?? []).dropLast()), line.string))
                data = nil
                awaitsEncoding = false
            } else if data != nil {
                data? += line + [0x0A]
            }
        }
        return blocks
    }

    @Test(
        .enabled(if: SharedData.exists("conformance/html5lib-tests/encoding"), SharedData.comment),
        arguments: ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat"]
    )
    func `a document's encoding is found as HTML prescribes`(file: String) throws {
        let blocks = try CharsetTests.blocks(file)
        #expect(!blocks.isEmpty)
        for (index, block) in blocks.enumerated() {
            let charset = Charset.decode(block.data).charset
            let isRight = charset.rawValue.lowercased() == Charset(label: block.encoding.utf8)?.rawValue.lowercased()
            #expect(isRight, "\(index): \(charset), not \(block.encoding)")
        }
    }

    @Test(.enabled(if: SharedData.exists("conformance/html5lib-tests/encoding"), SharedData.comment))
    func `undeclared Big5 is detected`() throws {
        let bytes = try SharedData.bytes("conformance/html5lib-tests/encoding/chardet/test_big5.txt")
        #expect(Charset.decode(bytes).charset == .big5)
    }

    // MARK: - Detection

    @Test func `a stray byte or a cut character does not make UTF-8 another encoding`() {
        let text = Array(String(repeating: "<p>各区县人民政府，市政府各部门", count: 9).utf8)
        #expect(Charset.decode(text + [0xE4, 0xB8]).charset == .utf8)
        #expect(Charset.decode(text + [0xFF] + text).charset == .utf8)
    }

    @Test func `a few Chinese characters are not taken for Cyrillic`() {
        let short = Array("<title>".utf8) + [0xCA, 0xD0, 0xB2, 0xD0, 0xC1, 0xAA] + Array("</title>".utf8)  // 市残联
        #expect(Charset.decode(short).charset == .gb18030)
        let russian = Array("<title>".utf8) + [0xCA, 0xE0, 0xF0, 0xF2, 0xE0] + Array("</title>".utf8)  // Карта
        #expect(Charset.decode(russian).charset == .windows1251)
    }

    @Test(arguments: [Charset.utf16LE, .utf16BE])
    func `UTF-16 without mark is told by how markup begins`(charset: Charset) {
        let text = "<html><p>" + String(repeating: "各区县人民政府市政府各部门", count: 60)
        let bytes = text.utf16.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
            return charset == .utf16BE ? pair : pair.reversed()
        }
        #expect(Charset.decode(bytes).charset == charset)
    }

    @Test(.enabled(if: SharedData.exists("conformance/charset"), SharedData.comment))
    func `the charset suite is detected from the bytes alone`() throws {
        var wrong: Set<String> = []
        var total = 0
        for file in SharedData.files(under: "conformance/charset/tests") {
            let folder = file.deletingLastPathComponent().lastPathComponent
            guard let expected = CharsetTests.expected(folder) else { continue }
            let bytes = [UInt8](try Data(contentsOf: file))
            let mark = CharsetChoice.byteOrderMark(of: bytes)?.0
            let charset = mark ?? CharsetDetector.detect(bytes[...]) ?? .windows1252
            total += 1
            let name = "\(folder)/\(file.lastPathComponent)"
            if !expected.contains(charset) { wrong.insert(name) }
        }
        #expect(total > 180)
        #expect(wrong == [])
    }

    /// The encodings that count as right for a folder of the suite; none for one the Encoding Standard does not know.
    private static func expected(_ folder: String) -> Set<Charset>? {
        switch folder {
        case "GB2312": [.gbk, .gb18030]
        case "utf-8-sig": [.utf8]
        case "UTF-16": [.utf16LE, .utf16BE]
        case "windows-1251-russian": [.windows1251]
        default: Charset(label: folder.utf8).map { [$0] }
        }
    }

    // MARK: - Decoding

    /// The digests were made by Python's `gb18030` codec: the first 16 hexadecimal digits of the SHA-256 of the title and of
    /// the whole text, and the file.
    @Test(.enabled(if: SharedData.exists("corpora/cn-stats-gbk"), SharedData.comment))
    func `titles and text of a GBK portal are those that Python decodes`() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/gbk-titles.txt")
        let lines = try String(contentsOf: golden, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 400)
        for line in lines {
            let fields = line.split(separator: " ", maxSplits: 2)
            let text = Charset.decode(try SharedData.bytes("corpora/cn-stats-gbk/\(fields[2])"))
            #expect(SHA256.hex(title(of: text.bytes)).prefix(16) == fields[0], "\(fields[2])")
            #expect(SHA256.hex(text.bytes).prefix(16) == fields[1], "\(fields[2])")
            #expect(text.undecodable == 0 && text.charset == .gbk, "\(fields[2]): \(text.charset)")
        }
    }

    private func title(of text: [UInt8]) -> Bytes {
        let lower = text.map(\.asciiLowercased)
        guard let start = range(of: "<title", in: lower, from: 0), let open = lower[start...].firstIndex(of: 0x3E),
            let end = range(of: "</title>", in: lower, from: open)
        else { return [] }
        return text[(open + 1)..<end]
    }

    private func range(of word: StaticString, in text: [UInt8], from start: Int) -> Int? {
        text.indices.dropFirst(start).first { text[$0...].prefix(word.utf8CodeUnitCount).equals(word) }
    }

    struct Sample: CustomTestStringConvertible {
        let label: StaticString
        let bytes: [UInt8]
        let text: String
        let undecodable: Int
        var testDescription: String { "\(label) \(text)" }
    }

    /// Malformed sequences as the decoders of the Encoding Standard treat them.
    static let samples: [Sample] = [
        Sample(label: "gbk", bytes: [0x80, 0xC4, 0xE3, 0xBA, 0xC3], text: "€你好", undecodable: 0),
        Sample(label: "gb2312", bytes: [0xC4, 0x41, 0xFF, 0x42], text: "腁\u{FFFD}B", undecodable: 1),
        Sample(label: "gbk", bytes: [0xC4, 0x20, 0x41], text: "\u{FFFD} A", undecodable: 1),
        Sample(
            label: "gb18030",
            bytes: [0x81, 0x30, 0x81, 0x30, 0x94, 0x39, 0xDA, 0x33],
            text: "\u{80}💩",
            undecodable: 0
        ),
        Sample(label: "gb18030", bytes: [0x81, 0x30, 0x41], text: "\u{FFFD}0A", undecodable: 1),
        Sample(label: "gb18030", bytes: [0x81, 0x30, 0x81], text: "\u{FFFD}", undecodable: 1),
        Sample(label: "gb18030", bytes: [0xFE, 0x39, 0xFE, 0x39, 0x41], text: "\u{FFFD}A", undecodable: 1),
        Sample(label: "big5", bytes: [0xA7, 0x41, 0xA6, 0x6E, 0x88, 0x62], text: "你好\u{CA}\u{304}", undecodable: 0),
        Sample(label: "big5", bytes: [0xA7, 0x20, 0x80], text: "\u{FFFD} \u{FFFD}", undecodable: 2),
        Sample(label: "euc-kr", bytes: [0xC7, 0xD1, 0xB1, 0xDB, 0x81, 0x41], text: "한글갂", undecodable: 0),
        Sample(label: "shift_jis", bytes: [0x93, 0xFA, 0x96, 0x7B, 0xB1, 0x81, 0x60], text: "日本ｱ～", undecodable: 0),
        Sample(label: "shift_jis", bytes: [0x81, 0x20, 0xA0], text: "\u{FFFD} \u{FFFD}", undecodable: 2),
        Sample(label: "euc-jp", bytes: [0xC6, 0xFC, 0x8E, 0xB1, 0x8F, 0xB0, 0xA1], text: "日ｱ丂", undecodable: 0),
        Sample(
            label: "iso-2022-jp",
            bytes: [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42, 0x41],
            text: "日A",
            undecodable: 0
        ),
        Sample(label: "iso-8859-1", bytes: [0x80, 0xE9, 0x81], text: "€é\u{81}", undecodable: 0),
        Sample(label: "windows-1251", bytes: [0xCF, 0xF0], text: "Пр", undecodable: 0),
        Sample(label: "koi8-u", bytes: [0xAE, 0xC1], text: "ўа", undecodable: 0),
        Sample(
            label: "utf-16le",
            bytes: [0x60, 0x4F, 0x3D, 0xD8, 0xA9, 0xDC, 0x00],
            text: "你💩\u{FFFD}",
            undecodable: 1
        ),
        Sample(label: "utf-16be", bytes: [0x4F, 0x60, 0xDC, 0x00, 0x00, 0x41], text: "你\u{FFFD}A", undecodable: 1),
        Sample(
            label: "utf-8",
            bytes: [0xE4, 0xBD, 0xA0, 0xE4, 0xBD, 0x41, 0xC0, 0x80, 0xED, 0xA0, 0x80],
            text: "你\u{FFFD}A\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}",
            undecodable: 6
        ),
        Sample(label: "hz-gb-2312", bytes: [0x41, 0x42], text: "\u{FFFD}", undecodable: 1),
        Sample(label: "x-user-defined", bytes: [0x41, 0x80], text: "A\u{F780}", undecodable: 0),
    ]

    @Test(arguments: samples)
    func `bytes decode as the Encoding Standard says`(sample: Sample) throws {
        let label = UnsafeBufferPointer(start: sample.label.utf8Start, count: sample.label.utf8CodeUnitCount)
        let charset = try #require(Charset(label: label))
        let (bytes, undecodable) = charset.decoded(sample.bytes[...])
        #expect(bytes.string == sample.text)
        #expect(undecodable == sample.undecodable)
    }

    @Test func `byte order mark, header and meta decide in this order`() {
        let meta = Array("<meta charset=gbk>".utf8)
        #expect(Charset.decode([0xEF, 0xBB, 0xBF] + meta, header: "text/html; charset=big5").source == .bom)
        let header = Charset.decode(meta, header: "text/html;charset=\"Big5\"")
        #expect(header.source == .header && header.charset == .big5 && header.hasConflictingLabels)
        #expect(header.headerLabel == "Big5" && header.metaLabel == "gbk")
        let unknown = Charset.decode(meta, header: "text/html; charset=none-such")
        #expect(unknown.source == .meta && unknown.charset == .gbk)
        #expect(Charset.decode(Array("plain".utf8)).source == .fallback)
        #expect(Charset.decode(Array("汉字".utf8)).source == .detected)
    }

    @Test func `a declaration after the first kilobyte still counts`() {
        let late = Array("<head>\(String(repeating: "<!-- filler -->", count: 200))<meta charset=big5>".utf8)
        #expect(Charset.decode(late).charset == .big5)
    }

    @Test func `labels of one encoding do not conflict`() {
        let text = Charset.decode(Array("<meta charset=GB2312>".utf8), header: "text/html; charset=gbk")
        #expect(!text.hasConflictingLabels)
    }

    @Test(arguments: Charset.allCases)
    func `any bytes become valid UTF-8`(charset: Charset) {
        var generator = SeededGenerator(seed: UInt64(charset.rawValue.utf8.count))
        for length in [0, 1, 2, 3, 64, 4_096] {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let (text, undecodable) = charset.decoded(bytes[...])
            #expect(UTF8Decoding.isValid(text) && undecodable <= length)
        }
    }

    /// Digests of all pairs decoded by another implementation of the Encoding Standard (encoding_rs 0.8.31; of GB18030 the
    /// 18 characters that the edition of 2022 changed are those of that edition).
    static let indexes: [(Charset, String)] = [
        (.gb18030, "e6bf4aa9fc799144c20bae4e4832c87a1afd0e1a6d2a9daff869d13b0f8546bc"),
        (.big5, "a480b91e471b817b025c728b1fd500f54f6b2ae5545136fab4d853d7e428f78f"),
        (.eucKR, "d630c8add3dc5057974fa01a7adc3b90ce3ca6b99530228a455a7a29602456fa"),
        (.shiftJIS, "83ba0ca88eb6db4d56089850388183273d6fe9b9afd153dcf51a2630a0932a62"),
        (.eucJP, "02ebd2168d50e5fcf3bb52a0ecfcdd60dac6889e954f603f54155cc330798e07"),
    ]

    @Test(arguments: indexes)
    func `every pair of bytes decodes as in the standard's index`(charset: Charset, digest: String) {
        var bytes: [UInt8] = []
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE { bytes += [lead, trail, 0x0A] }
        }
        #expect(SHA256.hex(charset.decoded(bytes[...]).bytes) == digest)
    }

    @Test(arguments: [Charset.gbk, .gb18030, .big5, .eucKR, .shiftJIS, .eucJP])
    func `what an encoding can write it reads back`(charset: Charset) throws {
        let text = "公 A\u{3042}"
        let encoded = try #require(charset.percentEncoded(Array(text.utf8)[...], .specialQuery))
        #expect(charset.decoded(PercentEncoding.decode(encoded[...])[...]).bytes.string == text)
        let lacking = try #require(charset.percentEncoded(Array("💩".utf8)[...], .specialQuery))
        #expect(lacking.string == (charset == .gb18030 ? "%949%DA3" : "%26%23128169%3B"))
    }
}
