import Foundation
import Testing

@testable import Audit

struct JSONWriterTests {
    @Test func `keys stand in the order in which they were written`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("z")
            writer.value(1)
            writer.key("a")
            writer.array(of: ["x", "y"]) { $0.value($1) }
            writer.key("n")
            writer.value(nil as String?)
            writer.key("o")
            writer.object { _ in }
            writer.key("d")
            writer.value(8.33)
        }
        #expect(writer.bytes.string == #"{"z":1,"a":["x","y"],"n":null,"o":{},"d":8.33}"#)
    }

    @Test func `a line of NDJSON follows another without a comma`() {
        var writer = JSONWriter()
        for number in 1...2 {
            writer.object { writer in
                writer.key("n")
                writer.value(number)
            }
            writer.newline()
        }
        #expect(writer.bytes.string == "{\"n\":1}\n{\"n\":2}\n")
    }

    @Test(arguments: ["a:\"", "\\", "tab\tnew\nline\r", "\u{0}\u{1F}\u{7F}", "中文 \u{2028}\u{2029} è©", ": ", ":"])
    func `any text reads back as it was`(text: String) throws {
        for indentation in [nil, 2] {
            var writer = JSONWriter(indentation: indentation)
            writer.array { writer in
                writer.value(text)
                writer.value(text)
                writer.object { writer in
                    writer.key(text)
                    writer.value(text)
                    writer.key("other")
                    writer.value(true)
                }
            }
            let read = try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [Any]
            #expect(read?[0] as? String == text && read?[1] as? String == text)
            #expect((read?[2] as? [String: Any])?[text] as? String == text)
            #expect(!writer.bytes.contains([0xE2, 0x80, 0xA8]))
        }
    }

    @Test func `bytes that are not UTF-8 become U+FFFD`() {
        var writer = JSONWriter()
        writer.value(utf8: [0x61, 0xFF, 0x62])
        #expect(writer.bytes.string == "\"a\u{FFFD}b\"")
    }
}
