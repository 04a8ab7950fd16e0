import Foundation
import Testing

@testable import Audit

struct WebURLTests {
    struct Case: Decodable {
        let input: String
        let base: String?
        let href: String?
        let failure: Bool?
        let relativeTo: String?
        let host: String?
        let hostname: String?
        let port: String?
        let pathname: String?
        let search: String?
        let hash: String?
        let username: String?
        let password: String?
        let `protocol`: String?
        let origin: String?
    }

    /// Cases of the suite that come out otherwise, with the reason.
    private static let exceptions: [String: String] = [:]

    private static func cases(_ file: String) throws -> [Case] {
        let data = Data(try SharedData.bytes("conformance/url/\(file)"))
        let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [Any])
        return try rows.compactMap { row in
            guard row is [String: Any] else { return nil }
            return try JSONDecoder().decode(Case.self, from: JSONSerialization.data(withJSONObject: row))
        }
    }

    private func parse(_ row: Case) -> WebURL? {
        guard let base = row.base else { return WebURL(row.input) }
        return WebURL(base)?.resolve(row.input)
    }

    @Test(.enabled(if: SharedData.exists("conformance/url"), SharedData.comment))
    func `every address of the standard's suite parses to the same parts`() throws {
        var wrong: Set<String> = []
        let cases = try WebURLTests.cases("urltestdata.json")
        for row in cases {
            let url = parse(row)
            let isRight = row.failure == true ? url == nil : url.map { differences($0, row) } == []
            guard !isRight else { continue }
            let key = "\(row.input) | \(row.base ?? "")"
            wrong.insert(key)
            if WebURLTests.exceptions[key] == nil {
                Issue.record("\(key.debugDescription): \(url?.description ?? "failure"), not \(row.href ?? "failure")")
                #expect(url.map { differences($0, row) } == [])
            }
        }
        #expect(cases.count > 800)
        #expect(wrong == Set(WebURLTests.exceptions.keys), "an exception that passes is none")
    }

    private func differences(_ url: WebURL, _ row: Case) -> [String] {
        let port = url.port.map { String($0) } ?? ""
        let hostname = url.host?.string ?? ""
        let parts: [(String, String, String?)] = [
            ("href", url.description, row.href),
            ("protocol", url.scheme.string + ":", row.protocol),
            ("username", url.username.string, row.username),
            ("password", url.password.string, row.password),
            ("hostname", hostname, row.hostname),
            ("host", port.isEmpty ? hostname : hostname + ":" + port, row.host),
            ("port", port, row.port),
            ("pathname", url.path.string, row.pathname),
            ("search", url.query.map { $0.isEmpty ? "" : "?" + $0.string } ?? "", row.search),
            ("hash", url.fragment.map { $0.isEmpty ? "" : "#" + $0.string } ?? "", row.hash),
            ("origin", url.origin ?? "null", row.origin.flatMap { $0.hasPrefix("http") || $0 == "null" ? $0 : nil }),
        ]
        return parts.filter { part, actual, wanted in
            // The origin of a blob address is that of the address inside it, which is not asked for here.
            if part == "origin", url.scheme.equals("blob") { return false }
            return wanted.map { $0 != actual } ?? false
        }.map { part, actual, _ in "\(part) is \(actual)" }
    }

    @Test(.enabled(if: SharedData.exists("conformance/url"), SharedData.comment))
    func `international names come out as the suite says`() throws {
        struct Name: Decodable {
            let input: String
            let output: String?
        }
        let data = Data(try SharedData.bytes("conformance/url/toascii.json"))
        let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [Any])
        var wrong: Set<String> = []
        for row in rows where row is [String: Any] {
            let name = try JSONDecoder().decode(Name.self, from: JSONSerialization.data(withJSONObject: row))
            let host = WebURL("https://\(name.input)/x")?.host?.string
            guard host != name.output else { continue }
            wrong.insert(name.input)
            if WebURLTests.nameExceptions[name.input] == nil {
                Issue.record(
                    "\(name.input.debugDescription): \(host ?? "failure"), expected \(name.output ?? "failure")"
                )
            }
        }
        #expect(wrong == Set(WebURLTests.nameExceptions.keys), "an exception that passes is none")
    }

    @Test(.enabled(if: SharedData.exists("conformance/url"), SharedData.comment))
    func `of the suite of UTS 46 no name is accepted that must not be, and few are refused that need not be`() throws {
        struct Name: Decodable {
            let input: String
            let output: String?
        }
        let text = try SharedData.bytes("conformance/url/IdnaTestV2.json").string
        var (total, refused) = (0, 0)
        for row in text.split(separator: "\n  {").dropFirst() {
            let object = "{" + row.prefix { $0 != "}" } + "}"
            // Halves of surrogate pairs are no text.
            guard let name = try? JSONDecoder().decode(Name.self, from: Data(object.utf8)), !name.input.isEmpty else {
                continue
            }
            total += 1
            let host = WebURL("https://\(name.input)/x")?.host?.string
            if host == nil, name.output != nil {
                refused += 1
            } else {
                #expect(host == name.output, "\(name.input.debugDescription)")
            }
        }
        #expect(total > 2_600 && refused <= 127, "\(refused) of \(total)")
    }

    private static let nameExceptions: [String: String] = [
        "a\u{2020}--": hyphens,
        "-\u{2020}": hyphens,
        "look\u{180E}out.net": disallowed,
        "look\u{206B}out.net": disallowed,
        "\u{4C0}.com": disallowed,
        "\u{2F868}.com": disallowed,
        "\u{2183}.com": disallowed,
        "x\(tens(6))01\u{2020}": length,
    ]

    private static func tens(_ count: Int) -> String { String(repeating: "0123456789", count: count) }

    private static let hyphens = "libidn2 refuses hyphens at the ends of a label that is not ASCII"
    private static let length = "libidn2 refuses labels over 63 bytes"
    private static let disallowed = "newer versions of UTS #46 map what libidn2's version refuses"

    @Test(.enabled(if: SharedData.exists("conformance/url"), SharedData.comment))
    func `a query is written in the document's encoding`() throws {
        struct Row: Decodable {
            let input: String
            let output: [String: String]
        }
        let data = Data(try SharedData.bytes("conformance/url/percent-encoding.json"))
        let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [Any])
        let base = try #require(WebURL("http://example.org/"))
        for row in rows where row is [String: Any] {
            let row = try JSONDecoder().decode(Row.self, from: JSONSerialization.data(withJSONObject: row))
            for (label, expected) in row.output where label != "iso-2022-jp" {
                let charset = try #require(Charset(label: label.utf8))
                // The suite escapes for any scheme; a trailing letter keeps controls from being trimmed.
                let url = try #require(base.resolve(Array("?\(row.input)x".utf8), encoding: charset))
                #expect(url.query?.string == expected + "x", "\(row.input) in \(label)")
            }
        }
    }
}

struct WebURLPropertyTests {
    private static let words = [
        "http:", "https:", "file:", "mailto:", "x:", "/", "//", "\\", ":", "@", "?", "#", ".", "..", "%2e", "%", "%zz",
        "[::1]",
        "1.2.3", "0x7f", "例子", "a", "Z", " ", "\t", "\n", "\u{0}", "é", "[", "]", "|", "C|", "xn--", ";", "&", "=", "1",
        "65536",
    ]

    @Test(arguments: 0..<200)
    func `writing and parsing again changes nothing`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let base = try #require(WebURL("http://example.org/a/b?c#d"))
        for _ in 0..<50 {
            let text = (0..<Int.random(in: 1...12, using: &generator))
                .map { _ in WebURLPropertyTests.words.randomElement(using: &generator) ?? "" }.joined()
            guard let url = base.resolve(text) else { continue }
            let again = try #require(WebURL(url.bytes), "\(text.debugDescription) gave \(url)")
            #expect(again.bytes == url.bytes && again.parts == url.parts, "\(text.debugDescription)")
            #expect(url.bytes.allSatisfy { $0 < 0x80 })
            #expect(url.withoutFragment.fragment == nil && url.withoutCredentials.hasCredentials == false)
        }
    }

    @Test(arguments: 0..<50)
    func `any bytes resolve or do not`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let base = try #require(WebURL("https://example.org/"))
        for _ in 0..<50 {
            let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(base.resolve(bytes) == base.resolve(bytes))
            #expect(WebURL("http://".utf8 + bytes) == WebURL("http://".utf8 + bytes))
        }
    }

    @Test func `a long address is parsed in linear time, a longer one refused`() throws {
        let segments = String(repeating: "a/../", count: 200_000)
        #expect(try #require(WebURL("http://example.org/\(segments)")).path.string == "/")
        #expect(WebURL("http://example.org/\(String(repeating: "a", count: WebURL.maximumBytes))") == nil)
    }

    @Test func `a Chinese query on a GBK page is sent in GBK`() throws {
        let base = try #require(WebURL("http://example.cn/"))
        #expect(base.resolve(Array("s?q=中文".utf8), encoding: .gbk)?.query?.string == "q=%D6%D0%CE%C4")
        #expect(base.resolve(Array("中?q=中文".utf8))?.description == "http://example.cn/%E4%B8%AD?q=%E4%B8%AD%E6%96%87")
    }
}

extension WebURLTests {
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the short way to resolve a reference comes to what the standard's way does`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bases = [
            "http://a.cn/", "http://a.cn/x/y.html?q=1#f", "https://a.cn:8443/x//y/", "http://[::1]:80/a/../b",
            "http://u@a.cn/x", "file:///a/b", "http://a.cn/a?b",
        ]
        let pieces = [
            "http://a.cn", "http://a.cn/", "https://a.cn:8443/", "HTTP://A.cn/", "/", "//", "a", "b.html", ".", "..",
            "?", "=",
            "&", "x=1", "~", "+", "%2e", "#", ":", "é", " ", "\\", "-_", "...", "/./", "/../", ".a", "a.", "?a/../b",
            "@",
        ]
        for _ in 0..<250 {
            let base = try #require(WebURL(bases.randomElement(using: &generator) ?? ""))
            let count = Int.random(in: 0...6, using: &generator)
            let reference = Array((0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined().utf8)
            guard let short = base.resolvedSimply(reference) else { continue }
            let long = try #require(WebURLParser.parse(reference, base: base, queryEncoding: nil))
            #expect(short == long, "\(reference.string) at \(base)")
            #expect(short.path == long.path && short.query == long.query && short.fragment == long.fragment)
            #expect(short.host == long.host && short.port == long.port && short.scheme == long.scheme)
        }
    }
}
