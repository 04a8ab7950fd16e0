import Testing

@testable import Audit

struct TextFoldingTests {
    @Test(arguments: [
        ("更多 >>", "更多"), ("【更多】", "更多"), ("Ｍｏｒｅ…", "more"), ("  Click here! ", "clickhere"), ("》》", ""),
        ("É\u{200B}tat", "état"),
    ])
    func `phrases are compared without spaces, punctuation, width and case`(text: String, folded: String) {
        #expect(TextFolding.fold(Array(text.utf8)[...]).string == folded)
    }

    @Test(arguments: [("  Read\n more ", "read more"), ("ＡＢＣ", "ａｂｃ"), ("\u{A0}x\u{3000}", "x")])
    func `matching keeps words and ignores case`(text: String, folded: String) {
        #expect(TextFolding.match(Array(text.utf8)[...]).string == folded)
    }

    @Test func `a quotation is bounded and shows what cannot be seen`() {
        let long = Array(String(repeating: "更", count: 200).utf8)
        #expect(long.quoted.unicodeScalars.count == 81)
        #expect(Array("a\u{200B}\n b\u{7}".utf8).quoted == #"a\u{200B} b\u{7}"#)
    }

    @Test func `malformed bytes decode to replacement characters`() {
        let scalars = Array(UTF8Scalars([0x61, 0xFF, 0xE4, 0xBD, 0x62, 0xED, 0xA0, 0x80][...]))
        #expect(scalars.first == "a" && scalars.contains("b") && scalars.contains("\u{FFFD}"))
    }

    @Test func `registered languages are known whatever their case`() {
        for tag in ["zh", "EN", "yue", "bo", "ug", "qaa", "iw", "aaa", "zzj"] {
            #expect(LanguageSubtags.contains(Array(tag.utf8)[...]), "\(tag)")
        }
        for tag in ["cn", "eng", "zho", "xx", "e", "", "z1", "qua1", "chinese", "i", "quz1"] {
            #expect(!LanguageSubtags.contains(Array(tag.utf8)[...]), "\(tag)")
        }
    }
}
