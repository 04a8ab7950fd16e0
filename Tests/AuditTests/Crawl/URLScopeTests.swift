import Testing

@testable import Audit

struct URLScopeTests {
    private static let start = "https://www.example.gov.cn/zwgk/index.html"

    struct Row: CustomTestStringConvertible {
        let reach: String
        let address: String
        let reason: URLScope.Reason?
        var testDescription: String { "\(reach) \(address)" }

        init(_ reach: String, _ address: String, _ reason: URLScope.Reason?) {
            self.reach = reach
            self.address = address
            self.reason = reason
        }
    }

    static let rows: [Row] = [
        Row("page", "https://www.example.gov.cn/zwgk/index.html?utm_source=x#top", nil),
        Row("page", "https://www.example.gov.cn/zwgk/", .otherPage),
        Row("prefix", "http://www.example.gov.cn/zwgk/a/b.html", nil),
        Row("prefix", "https://www.example.gov.cn/zwgk2/b.html", .outsidePrefix),
        Row("prefix", "https://www.example.gov.cn/%7Awgk/b.html", nil),
        Row("prefix", "https://example.gov.cn/zwgk/", .otherHost),
        Row("host", "http://www.example.gov.cn/", nil),
        Row("host", "https://www.example.gov.cn:8443/", .otherHost),
        Row("host", "https://www.example.gov.cn:443/", nil),
        Row("host", "https://rsj.example.gov.cn/", .otherHost),
        Row("site", "https://rsj.example.gov.cn:8443/", nil),
        Row("site", "https://www.other.gov.cn/", .otherSite),
        Row("site", "mailto:a@example.gov.cn", .unsupportedScheme),
        Row("site", "https://www.example.gov.cn/\(String(repeating: "a", count: 9_000))", .tooLong),
        Row("site", "https://www.example.gov.cn/print/1", .excluded),
        Row("regex", "https://www.example.gov.cn/2026/12.html", nil),
        Row("regex", "https://elsewhere.cn/12.html", .noMatch),
    ]

    private func scope(_ name: String) throws -> URLScope {
        let reach: URLScope.Reach =
            switch name {
            case "page": .page
            case "prefix": .prefix
            case "host": .host
            case "site": .site
            default: .regex(try AddressPattern(#"^https?://www\.example\.gov\.cn/\d{4}/"#))
            }
        return URLScope(
            reach,
            roots: [try #require(WebURL(URLScopeTests.start))],
            excluding: [try AddressPattern("/print/")]
        )
    }

    @Test(arguments: rows)
    func `a scope visits, or says why not`(row: Row) throws {
        let decision = try scope(row.reach).decide(try #require(WebURL(row.address)))
        #expect(decision == row.reason.map { .refuse($0) } ?? .visit)
    }

    @Test func `the target of a redirected start belongs to the scope`() throws {
        var scope = try scope("host")
        let target = try #require(WebURL("https://new.example.cn/"))
        #expect(scope.decide(target) == .refuse(.otherHost))
        scope.add(root: target)
        #expect(scope.decide(target) == .visit)
    }

    @Test func `every reason has a word of the closed list and two texts`() {
        for reason in URLScope.Reason.allCases {
            #expect(["unsupportedScheme", "badURL", "outOfScope"].contains(reason.pageReason))
            #expect(!reason.message.zh.isEmpty && !reason.message.en.isEmpty)
        }
    }
}

struct URLIdentityTests {
    static let same: [(String, String)] = [
        ("http://a.cn/x#top", "http://a.cn/x"),
        ("http://a.cn:80/x/../y", "http://a.cn/y"),
        ("http://u:p@a.cn/", "http://a.cn/"),
        ("http://a.cn/x?b=2&a=1", "http://a.cn/x?a=1&b=2"),
        ("http://a.cn/x?", "http://a.cn/x"),
        ("http://a.cn/x?a=1&&", "http://a.cn/x?a=1"),
        ("http://a.cn/x?utm_source=wx&a=1&UTM_medium=q", "http://a.cn/x?a=1"),
        ("http://a.cn/x?PHPSESSID=1", "http://a.cn/x"),
        ("http://a.cn/x;jsessionid=0A1B?id=2", "http://a.cn/x?id=2"),
        ("http://a.cn/x;jsessionid=0A1B!-12;v=2/y", "http://a.cn/x;v=2/y"),
        ("http://a.cn/(S(lit3py55t21z5v55vlm25s55))/a.aspx", "http://a.cn/a.aspx"),
        ("http://a.cn/(X(1)S(lit3py55t21z5v55vlm25s55))/a.aspx", "http://a.cn/a.aspx"),
        ("http://a.cn/d/(A(x)F(y))/a.aspx", "http://a.cn/d/a.aspx"),
        ("http://a.cn/x?from=list&isappinstalled=0&spm_id_from=1.2", "http://a.cn/x?from=list"),
        ("http://a.cn/x?JSESSIONIDSSO=1&__hstc=2&a=1", "http://a.cn/x?a=1"),
        ("http://a.cn/x?sid=0123456789abcdef0123456789abcdef", "http://a.cn/x"),
        ("http://a.cn/x?_=1700000000000", "http://a.cn/x"),
        ("http://a.cn/%7euser/%e4%bd%a0", "http://a.cn/~user/%E4%BD%A0"),
        ("http://a.cn/x?q=%61%2f", "http://a.cn/x?q=a%2F"),
        ("http://A.CN/x", "http://a.cn/x"),
    ]

    static let different: [(String, String)] = [
        ("http://a.cn/x", "https://a.cn/x"), ("http://a.cn/x", "http://a.cn/x/"), ("http://a.cn/x", "http://a.cn/X"),
        ("http://a.cn/x?a=1&a=2", "http://a.cn/x?a=2&a=1"), ("http://a.cn/x?sid=12", "http://a.cn/x"),
        ("http://a.cn/x?id=1", "http://a.cn/x?id=2"), ("http://a.cn/a%2Fb", "http://a.cn/a/b"),
        ("http://a.cn/x?token=abc", "http://a.cn/x"), ("http://a.cn/x?_=list", "http://a.cn/x"),
        ("http://a.cn/(X(1))/a", "http://a.cn/a"), ("http://a.cn/(S(a)b)/a", "http://a.cn/a"),
        ("http://a.cn/(See(a))/a", "http://a.cn/a"),
    ]

    @Test(arguments: same)
    func `two addresses are one page`(left: String, right: String) throws {
        let identity = URLIdentity(try #require(WebURL(left)))
        #expect(identity == URLIdentity(try #require(WebURL(right))))
        #expect(identity.description == right)
    }

    @Test(arguments: different)
    func `two addresses may be two pages`(left: String, right: String) throws {
        #expect(URLIdentity(try #require(WebURL(left))) != URLIdentity(try #require(WebURL(right))))
    }

    @Test(arguments: 0..<50)
    func `an identity is its own identity`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "/", "?", "&", "=", ";", "jsessionid=1", "(S(a))", "%2e", "%2F", "%", "a", "b", "utm_a=1", "#", "..", "é",
        ]
        let text = "http://a.cn/" + (0..<30).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
        let identity = URLIdentity(try #require(WebURL(text)))
        let again = try #require(WebURL(identity.key))
        #expect(again.bytes == identity.key, "\(text)")
        #expect(URLIdentity(again) == identity, "\(text)")
    }
}

struct RegistrableDomainTests {
    static let rows: [(String, String)] = [
        ("www.example.gov.cn", "example.gov.cn"), ("rsj.sh.gov.cn", "sh.gov.cn"), ("www.gov.cn", "www.gov.cn"),
        ("gov.cn", "gov.cn"), ("a.b.example.cn", "example.cn"), ("x.example.bj.cn", "example.bj.cn"),
        ("www.example.com.cn", "example.com.cn"), ("www.example.com", "example.com"), ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"), ("[::1]", "[::1]"), ("www.info.gov.hk", "info.gov.hk"),
        ("www.example.co.uk", "example.co.uk"), ("example.cn.", "example.cn"), ("www.canada.ca", "canada.ca"),
        ("a.xn--55qx5d.cn", "a.xn--55qx5d.cn"), ("b.a.xn--55qx5d.cn", "a.xn--55qx5d.cn"), ("", ""),
    ]

    @Test(arguments: rows)
    func `the registered part of a host is found`(host: String, domain: String) {
        #expect(RegistrableDomain.of(host.utf8).string == domain)
    }
}
