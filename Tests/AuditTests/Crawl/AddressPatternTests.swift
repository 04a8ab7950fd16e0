import Testing

@testable import Audit

struct AddressPatternTests {
    static let matching: [(String, String)] = [
        ("", "x"), ("b", "abc"), ("^a.c$", "abc"), ("a|b", "xb"), ("^(ab)+$", "abab"), ("^a{2,3}$", "aaa"),
        ("^a{2}$", "aa"),
        ("^a{2,}$", "aaaaa"), ("^[a-c]+$", "cab"), ("^[^/]+/$", "ab/"), (#"\d+\.html$"#, "/12.html"),
        (#"^\w\s?\S$"#, "a."),
        ("^(?:a|bc)*d$", "abcad"), ("^a??b$", "ab"), ("^[]a]$", "]"), ("^[a-]$", "-"), ("/政务/", "/%E6%94%BF%E5%8A%A1/"),
        (#"^\[\]\\$"#, #"[]\"#), ("^(a*)*$", "aaa"), ("(^|/)x", "a/x"), (#"^[\d.]+$"#, "1.2"),
    ]

    static let failing: [(String, String)] = [
        ("^b", "ab"), ("a$", "ab"), ("^a{2,3}$", "a"), ("^a{2,3}$", "aaaa"), ("^[^a]$", "a"), (#"\D"#, "12"),
        ("^(a|b)$", "c"),
        ("a.c", "ac"), ("政", "%E6%94"), ("^$", "a"),
    ]

    @Test(arguments: matching)
    func `a pattern matches`(pattern: String, text: String) throws {
        #expect(try AddressPattern(pattern).matches(text.utf8))
    }

    @Test(arguments: failing)
    func `a pattern does not match`(pattern: String, text: String) throws {
        #expect(try !AddressPattern(pattern).matches(text.utf8))
    }

    @Test(arguments: [
        "(", ")", "[", "a**", "*", "a{2", "a{3,2}", "(?=a)", #"\1"#, #"\b"#, "[z-a]", #"a\"#, "((a{99}){99}){99}",
        "[政]",
    ])
    func `a wrong pattern is refused with its place`(pattern: String) throws {
        let error = #expect(throws: AuditError.self) { try AddressPattern(pattern) }
        #expect(error?.code == .usage && error?.problem.en.hasPrefix("at byte ") == true)
    }

    @Test func `a pattern too long or too deep is refused`() {
        #expect(throws: AuditError.self) { try AddressPattern(String(repeating: "a", count: 2_000)) }
        #expect(throws: AuditError.self) { try AddressPattern(String(repeating: "(", count: 500)) }
    }

    @Test func `nested repetition takes linear time`() throws {
        let pattern = try AddressPattern("^(a+)+$")
        let text = String(repeating: "a", count: 20_000) + "b"
        let time = ContinuousClock().measure { #expect(!pattern.matches(text.utf8)) }
        #expect(time < .seconds(5))
    }
}
