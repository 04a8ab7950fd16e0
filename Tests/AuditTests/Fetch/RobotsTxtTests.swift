import Foundation
import Testing

@testable import Audit

struct RobotsTxtTests {
    // MARK: - Suites

    private struct Google: Decodable {
        struct Case: Decodable {
            let robots: String
            let agent: String
            let url: String
            let allowed: Bool
            let google_only: Bool
        }
        let allow_cases: [Case]
    }

    /// Google compares escapes as they stand; RFC 9309 §2.2.2 has them decoded.
    private static let googleExceptions: Set<String> = [
        "http://foo.bar/foo/bar/ツ", "http://foo.bar/foo/bar/baz",
    ]

    @Test(.enabled(if: SharedData.exists("conformance/robots"), SharedData.comment))
    func `Google's suite holds but for what goes beyond the RFC`() throws {
        let data = Data(try SharedData.bytes("conformance/robots/google_robotstxt.json"))
        let cases = try JSONDecoder().decode(Google.self, from: data).allow_cases.filter { !$0.google_only }
        #expect(cases.count > 60)
        for row in cases {
            let allowed = RobotsTxt(row.robots.utf8).allows(path: path(row.url), agent: row.agent)
            let isException =
                RobotsTxtTests.googleExceptions.contains(row.url)
                && (row.robots.contains("/foo/bar/ツ") || row.robots.contains("%"))
            #expect(allowed == (row.allowed != isException), "\(row.robots.debugDescription) \(row.agent) \(row.url)")
        }
    }

    @Test(.enabled(if: SharedData.exists("conformance/robots"), SharedData.comment))
    func `Google's own documentation of paths holds too`() throws {
        let data = Data(try SharedData.bytes("conformance/robots/google_robotstxt.json"))
        let cases = try JSONDecoder().decode(Google.self, from: data).allow_cases.filter { $0.google_only }
        // Google's alone are index.html as its folder, the whole agent beside its token, no agent, and lines cut at 16,664 bytes.
        for row in cases where !row.agent.isEmpty && row.agent != "Foo Bar" && row.robots.utf8.count < 16_000 {
            if row.url == "http://foo.com/allowed-slash/" || row.url.isEmpty { continue }
            let allowed = RobotsTxt(row.robots.utf8).allows(path: path(row.url), agent: row.agent)
            #expect(allowed == row.allowed, "\(row.robots.debugDescription) \(row.agent) \(row.url)")
        }
    }

    private struct Protego: Decodable {
        struct Case: Decodable {
            let test: String
            let robots: String
            let agent: String
            let url: String?
            let method: String
            let result: Result
        }
        enum Result: Decodable, Equatable {
            case allowed(Bool)
            case seconds(Double)
            case text(String)
            case none

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if container.decodeNil() {
                    self = .none
                } else if let value = try? container.decode(Bool.self) {
                    self = .allowed(value)
                } else if let value = try? container.decode(Double.self) {
                    self = .seconds(value)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }
        let cases: [Case]
    }

    /// Tests of Protego that ask for more, or for other, than RFC 9309.
    private static let protegoExceptions: [String: String] = [
        "test_user_agent_precedence": "Protego takes a group whose name begins the agent's; the RFC wants them equal",
        "test_unicode_url_and_useragent": "a product token is ASCII (RFC 9309 §2.2.1)",
        "test_index_html_is_directory": "index.html as its folder is Google's rule",
        "test_special_symbols_dual_behaviour": "an unescaped $ at the end is the anchor only",
        "test_visit_time": "Visit-time is not read",
        "test_grouping_unknown_keys": "an unknown line ends no group (RFC 9309 §2.2.4; Google's suite says so too)",
        "test_generosity": "lines of more than two words need a colon, and a product token has no star or space",
        "test_with_absolute_urls": "a pattern is not made into a path",
    ]

    @Test(.enabled(if: SharedData.exists("conformance/robots"), SharedData.comment))
    func `Protego's suite holds but for what is named`() throws {
        let data = Data(try SharedData.bytes("conformance/robots/protego_cases.json"))
        let cases = try JSONDecoder().decode(Protego.self, from: data).cases
        #expect(cases.count > 350)
        var failing: Set<String> = []
        for row in cases {
            let name = String(row.test.split(separator: ":").last?.prefix { $0 != "[" } ?? "")
            guard !holds(row) else { continue }
            failing.insert(name)
            if RobotsTxtTests.protegoExceptions[name] == nil {
                Issue.record("\(name) \(row.agent) \(row.url ?? "") \(row.method) \(row.result)")
            }
        }
        #expect(failing == Set(RobotsTxtTests.protegoExceptions.keys), "an exception that passes is none")
    }

    private func holds(_ row: Protego.Case) -> Bool {
        let rules = RobotsTxt(row.robots.utf8).rules(for: row.agent == "*" ? "AnyBot" : row.agent)
        switch (row.method, row.result) {
        case ("can_fetch", .allowed(let allowed)): return rules.allows(path: path(row.url ?? "")) == allowed
        case ("crawl_delay", .seconds(let seconds)): return rules.delay == .seconds(seconds)
        case ("crawl_delay", .none), ("request_rate", .none), ("visit_time", .none): return rules.delay == nil
        case ("request_rate", .text(let text)):
            let numbers = text.split { !$0.isNumber }.compactMap { Double($0) }
            return rules.delay == .seconds(numbers[1] / numbers[0])
        default: return false
        }
    }

    private func path(_ url: String) -> [UInt8] {
        if let url = WebURL(url) { return Array(url.pathAndQuery) }
        return WebURL("http://example.org/")?.resolve(url).map { Array($0.pathAndQuery) } ?? Array(url.utf8)
    }

    // MARK: - Files

    struct Expectation: CustomTestStringConvertible {
        let file: String
        let agent: String
        let path: String
        let allowed: Bool
        var testDescription: String { "\(file) \(agent) \(path)" }
    }

    static let files: [Expectation] = [
        Expectation(file: "crawl-delay-group-merging.txt", agent: "mybot", path: "/private/x", allowed: false),
        Expectation(file: "crawl-delay-group-merging.txt", agent: "yourbot", path: "/private/x", allowed: false),
        Expectation(file: "crawl-delay-group-merging.txt", agent: "yourbot", path: "/login/", allowed: false),
        Expectation(file: "crawl-delay-group-merging.txt", agent: "otherbot", path: "/private/x", allowed: true),
        Expectation(file: "extensions-group-merging.txt", agent: "mybot", path: "/private/x", allowed: false),
        Expectation(file: "extensions-group-merging.txt", agent: "otherbot", path: "/llms.txt", allowed: true),
        Expectation(file: "extensions-group-merging.txt", agent: "otherbot", path: "/x", allowed: false),
        Expectation(file: "relative-sitemap-robots.txt", agent: "bot", path: "/cache/a", allowed: false),
        Expectation(file: "robots-with-utf8-bom.txt", agent: "foobot", path: "/profile", allowed: false),
        Expectation(file: "robots-with-utf16le-bom.txt", agent: "foobot", path: "/profile", allowed: false),
        Expectation(file: "robots-with-utf16be-bom.txt", agent: "foobot", path: "/profile", allowed: false),
        Expectation(
            file: "malformed-path.txt",
            agent: "bot",
            path: "/wiki/Wikipedia_talk:Mediation_Committee/",
            allowed: false
        ),
        Expectation(
            file: "rfc9309-example-longest-match-robots.txt",
            agent: "foobot",
            path: "/example/page/x",
            allowed: true
        ),
    ]

    @Test(.enabled(if: SharedData.exists("conformance/robots"), SharedData.comment), arguments: files)
    func `a file of the crawler-commons suite decides as its comments say`(row: Expectation) throws {
        let robots = RobotsTxt(try SharedData.bytes("conformance/robots/crawler-commons/\(row.file)"))
        #expect(robots.allows(path: row.path.utf8, agent: row.agent) == row.allowed)
    }

    @Test(.enabled(if: SharedData.exists("conformance/robots"), SharedData.comment))
    func `Crawl-delay belongs to the agents right above it`() throws {
        let robots = RobotsTxt(try SharedData.bytes("conformance/robots/crawler-commons/crawl-delay-group-merging.txt"))
        #expect(robots.crawlDelay(for: "mybot") == .seconds(10))
        #expect(robots.crawlDelay(for: "yourbot") == nil)
        #expect(robots.crawlDelay(for: "otherbot") == .seconds(30))
    }

    @Test(.enabled(if: SharedData.exists("conformance/robots"), SharedData.comment))
    func `robots files of real sites are read to the end`() throws {
        let files = SharedData.files(under: "conformance/robots/real")
        #expect(files.count > 150)
        var withRules = 0
        for file in files {
            let robots = RobotsTxt([UInt8](try Data(contentsOf: file)))
            if !robots.rules(for: "AnyBot").rules.isEmpty { withRules += 1 }
            _ = robots.allows(path: "/".utf8, agent: "Audit")
        }
        #expect(withRules > 100)
    }

    // MARK: - Our own

    @Test func `the examples of the RFC's table of escapes match`() {
        let rows = [
            ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
            ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"),
            ("/foo/bar/\u{30C4}", "/foo/bar/%E3%83%84"), ("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84"),
            ("/foo/bar/%62%61%7A", "/foo/bar/baz"), ("/path/file-with-a-%2A.html", "/path/file-with-a-*.html"),
            ("/path/foo-%24", "/path/foo-$"),
        ]
        for (pattern, path) in rows {
            let robots = RobotsTxt("user-agent: *\ndisallow: \(pattern)\n".utf8)
            #expect(!robots.allows(path: path.utf8, agent: "Audit"), "\(pattern) \(path)")
        }
    }

    @Test func `an escaped slash is not a slash of the path`() {
        let robots = RobotsTxt("user-agent: *\ndisallow: /a/b".utf8)
        #expect(robots.allows(path: "/a%2Fb".utf8, agent: "Audit"))
    }

    @Test func `robots.txt itself is always allowed`() {
        #expect(RobotsTxt("user-agent: *\ndisallow: /".utf8).allows(path: "/robots.txt".utf8, agent: "Audit"))
    }

    @Test func `the deciding rule names its line`() {
        let rules = RobotsTxt("# x\r\nuser-agent: audit\r\ndisallow: /a\r\nallow: /a/b # c\r\n".utf8).rules(
            for: "Audit/1.0"
        )
        #expect(rules.decidingRule(path: "/a/x".utf8)?.line == 3)
        #expect(rules.decidingRule(path: "/a/b".utf8)?.pattern == "/a/b")
        #expect(rules.decidingRule(path: "/c".utf8) == nil)
    }

    @Test func `a file in GBK keeps its ASCII rules`() {
        let bytes =
            Array("user-agent: *\ndisallow: /admin\n# ".utf8) + [0xB9, 0xDC, 0xC0, 0xED]
            + Array("\ndisallow: /tmp".utf8)
        let robots = RobotsTxt(bytes)
        #expect(!robots.allows(path: "/admin".utf8, agent: "x") && !robots.allows(path: "/tmp".utf8, agent: "x"))
    }

    @Test(arguments: [Charset.utf16LE, .utf16BE], [true, false])
    func `a file in UTF-16 is read, with its mark and without`(charset: Charset, hasMark: Bool) {
        let units = Array("user-agent: *\r\ndisallow: /admin\r\n".utf16)
        let bytes = ((hasMark ? [0xFEFF] : []) + units).flatMap { unit -> [UInt8] in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
            return charset == .utf16BE ? [high, low] : [low, high]
        }
        #expect(!RobotsTxt(bytes).allows(path: "/admin".utf8, agent: "x"))
    }

    @Test func `a line that the limit cuts says nothing`() {
        let start = "user-agent: *\ndisallow: /a\n"
        let filler = "#" + String(repeating: "x", count: RobotsTxt.maximumBytes - start.utf8.count - 13) + "\n"
        let robots = RobotsTxt("\(start)\(filler)disallow: /b/c\n".utf8)
        #expect(robots.allows(path: "/b".utf8, agent: "x") && !robots.allows(path: "/a".utf8, agent: "x"))
    }

    @Test func `what lies beyond 500 KiB is not read`() {
        let filler = String(repeating: "# filler\n", count: 70_000)
        #expect(RobotsTxt("user-agent: *\n\(filler)disallow: /".utf8).allows(path: "/a".utf8, agent: "x"))
    }

    @Test func `a pattern of nothing but stars and letters is matched in linear time`() {
        let pattern = "/" + String(repeating: "*a", count: 20_000) + "*b"
        let robots = RobotsTxt("user-agent: *\ndisallow: \(pattern)".utf8)
        let path = "/" + String(repeating: "a", count: 30_000)
        let time = ContinuousClock().measure { #expect(robots.allows(path: path.utf8, agent: "x")) }
        #expect(time < .seconds(2))
    }

    @Test(arguments: 0..<20)
    func `any bytes make rules`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "user-agent", ":", "*", "\n", "\r", "disallow", "/", "$", "%", "allow", "crawl-delay", " ", "\u{0}", "é",
            "#",
        ]
        let text = (0..<400).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
        let robots = RobotsTxt(text.utf8)
        #expect(
            robots.allows(path: "/a?b".utf8, agent: "x") == RobotsTxt(text.utf8).allows(path: "/a?b".utf8, agent: "x")
        )
    }
}
