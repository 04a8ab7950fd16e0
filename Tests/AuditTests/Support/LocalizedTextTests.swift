import Testing

@testable import Audit

struct LocalizedTextTests {
    @Test func `a text answers in the language asked for`() {
        let text = LocalizedText(zh: "图片", en: "image")
        #expect(text[.zhHans] == "图片" && text[.en] == "image")
    }
}
