@testable import Audit

/// One page of a hostile site, and what must be recorded of it.
struct SiteFault: Sendable {
    let name: String
    /// The path, which the start page links to.
    let path: String
    /// What is served there and at further paths that belong to it.
    var routes: [String: Reply]
    /// `checked` or the reason.
    let outcome: String
    /// The same for further addresses.
    var also: [String: String] = [:]

    init(_ name: String, _ path: String, _ reply: Reply, _ outcome: String) {
        (self.name, self.path, self.routes, self.outcome) = (name, path, [path: reply], outcome)
    }

    init(
        _ name: String,
        _ path: String,
        _ routes: [String: Reply],
        _ outcome: String,
        also: [String: String] = [:]
    ) {
        (self.name, self.path, self.routes, self.outcome, self.also) = (name, path, routes, outcome, also)
    }

    private static let page = "<!DOCTYPE html><title>页</title><p>文"

    static let all = redirects + statuses + types + blocks + bodies

    // MARK: - Redirects

    private static let redirects: [SiteFault] = [
        SiteFault(
            "301",
            "/r301",
            ["/r301": .redirect("/t301", status: "301 Moved"), "/t301": .html(page)],
            "duplicate",
            also: ["/t301": "checked"]
        ),
        SiteFault(
            "302",
            "/r302",
            ["/r302": .redirect("/t302"), "/t302": .html(page)],
            "duplicate",
            also: ["/t302": "checked"]
        ),
        SiteFault(
            "303",
            "/r303",
            ["/r303": .redirect("/t303", status: "303 See Other"), "/t303": .html(page)],
            "duplicate",
            also: ["/t303": "checked"]
        ),
        SiteFault(
            "307",
            "/r307",
            ["/r307": .redirect("/t307", status: "307 Temporary"), "/t307": .html(page)],
            "duplicate",
            also: ["/t307": "checked"]
        ),
        SiteFault(
            "308",
            "/r308",
            ["/r308": .redirect("/t308", status: "308 Permanent"), "/t308": .html(page)],
            "duplicate",
            also: ["/t308": "checked"]
        ),
        SiteFault(
            "relative Location",
            "/rel/a",
            ["/rel/a": .redirect("../rel/b"), "/rel/b": .html(page)],
            "duplicate",
            also: ["/rel/b": "checked"]
        ),
        SiteFault(
            "Location with only a query",
            "/rq",
            ["/rq": .redirect("?to=2"), "/rq?to=2": .html(page)],
            "duplicate",
            also: ["/rq?to=2": "checked"]
        ),
        SiteFault(
            "Location with a fragment",
            "/rf",
            ["/rf": .redirect("/tf#part"), "/tf": .html(page)],
            "duplicate",
            also: ["/tf": "checked"]
        ),
        SiteFault(
            "Location in raw UTF-8",
            "/ru",
            ["/ru": .redirect("/中"), "/%E4%B8%AD": .html(page)],
            "duplicate",
            also: ["/%E4%B8%AD": "checked"]
        ),
        SiteFault("no Location", "/rn", .html("", status: "302 Found"), "httpError"),
        SiteFault("empty Location", "/re", .redirect(""), "redirectLoop"),
        SiteFault("Location that is no address", "/rb", .redirect("http://[::bad/"), "badURL"),
        SiteFault("Location of a script", "/rj", .redirect("javascript:alert(1)"), "unsupportedScheme"),
        SiteFault("Location of a file", "/rfile", .redirect("file:///etc/passwd"), "unsupportedScheme"),
        SiteFault("Location elsewhere", "/ro", .redirect("http://other.invalid/"), "outOfScope"),
        SiteFault("to itself", "/self", .redirect("/self"), "redirectLoop"),
        SiteFault("a circle of two", "/c1", ["/c1": .redirect("/c2"), "/c2": .redirect("/c1")], "redirectLoop"),
        SiteFault(
            "a circle that sets cookies for ever",
            "/cc",
            .redirect("/cc", headers: ["Set-Cookie: a=1"]),
            "redirectLoop"
        ),
        SiteFault(
            "a long way",
            "/w0",
            Dictionary(uniqueKeysWithValues: (0..<30).map { ("/w\($0)", Reply.redirect("/w\($0 + 1)")) }),
            "redirectLimit"
        ),
        SiteFault("to an error", "/r404", .redirect("/nothing-here"), "httpError"),
        SiteFault(
            "a refresh that never stops",
            "/refresh",
            .html("<meta http-equiv=refresh content='0'>" + page),
            "checked"
        ),
        SiteFault("300 with choices", "/r300", .html(page, status: "300 Multiple Choices"), "httpError"),
        SiteFault(
            "304 without being asked",
            "/r304",
            Reply(.send(Array("HTTP/1.1 304 Not Modified\r\n\r\n".utf8))),
            "httpError"
        ),
    ]

    // MARK: - Statuses

    private static let statuses: [SiteFault] = [
        SiteFault("204", "/s204", Reply(.send(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8))), "notHTML"),
        SiteFault("206 without being asked", "/s206", .html(page, status: "206 Partial Content"), "truncated"),
        SiteFault("400", "/s400", .html(page, status: "400 Bad Request"), "httpError"),
        SiteFault("401", "/s401", .html(page, status: "401 Unauthorized"), "loginWall"),
        SiteFault("403", "/s403", .html("Forbidden", status: "403 Forbidden"), "httpError"),
        SiteFault("404", "/s404", .html(page, status: "404 Not Found"), "httpError"),
        SiteFault("410", "/s410", .html(page, status: "410 Gone"), "httpError"),
        SiteFault("418", "/s418", .html(page, status: "418 Teapot"), "httpError"),
        SiteFault("429", "/s429", .html(page, status: "429 Too Many", headers: ["Retry-After: 0"]), "blocked"),
        SiteFault("451", "/s451", .html(page, status: "451 Legal"), "httpError"),
        SiteFault("500", "/s500", .html(page, status: "500 Oops"), "httpError"),
        SiteFault("502", "/s502", .html(page, status: "502 Bad Gateway"), "httpError"),
        SiteFault("503", "/s503", .html(page, status: "503 Busy", headers: ["Retry-After: 0"]), "httpError"),
        SiteFault(
            "503 until a date that is past",
            "/s503d",
            .html(page, status: "503 Busy", headers: ["Retry-After: Sun, 06 Nov 1994 08:49:37 GMT"]),
            "httpError"
        ),
        SiteFault("599", "/s599", .html(page, status: "599 Custom"), "httpError"),
        SiteFault("299", "/s299", .html(page, status: "299 Custom"), "checked"),
    ]

    // MARK: - Types

    private static let types: [SiteFault] = [
        SiteFault("no type, markup", "/t1", .bytes(Array(page.utf8), type: nil), "checked"),
        SiteFault("no type, no markup", "/t2", .bytes(Array("just words".utf8), type: nil), "notHTML"),
        SiteFault("no type, nothing", "/t3", .bytes([], type: nil), "notHTML"),
        SiteFault("HTML that is empty", "/t4", .html(""), "checked"),
        SiteFault("plain text", "/t5", .text(page), "notHTML"),
        SiteFault("a PDF", "/t6.pdf", .bytes(Array("%PDF-1.7".utf8), type: "application/pdf"), "notHTML"),
        SiteFault("a PDF that says it is HTML", "/t7", .html("%PDF-1.7 ..."), "notHTML"),
        SiteFault(
            "a picture that says it is HTML",
            "/t8",
            .bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], type: "text/html"),
            "notHTML"
        ),
        SiteFault(
            "XHTML",
            "/t9",
            .bytes(Array("<html xmlns='http://www.w3.org/1999/xhtml'/>".utf8), type: "application/xhtml+xml"),
            "checked"
        ),
        SiteFault("JSON", "/t10", .bytes(Array("{}".utf8), type: "application/json"), "notHTML"),
        SiteFault("type in capitals", "/t11", .bytes(Array(page.utf8), type: "TEXT/HTML;CHARSET=UTF-8"), "checked"),
        SiteFault("type that is none", "/t12", .bytes(Array(page.utf8), type: "html"), "checked"),
        SiteFault("unknown type", "/t13", .bytes(Array(page.utf8), type: "*/*"), "checked"),
        SiteFault(
            "a lying charset",
            "/t14",
            .bytes([0x3C, 0x70, 0x3E, 0xC4, 0xE3], type: "text/html; charset=utf-8"),
            "checked"
        ),
        SiteFault(
            "an unknown charset",
            "/t15",
            .bytes(Array(page.utf8), type: "text/html; charset=x-martian"),
            "checked"
        ),
        SiteFault("NULs", "/t16", .html("<p>\0\0\0"), "checked"),
        SiteFault(
            "a large archive",
            "/t17.zip",
            .bytes([0x50, 0x4B, 3, 4] + [UInt8](repeating: 7, count: 900_000), type: "application/zip"),
            "notHTML"
        ),
        SiteFault(
            "an archive larger than allowed",
            "/t18.zip",
            Reply(
                .send(
                    Array(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: 99999999\r\n\r\nPK\u{3}\u{4}"
                            .utf8
                    )
                ),
                .endless([UInt8](repeating: 7, count: 65_536))
            ),
            "notHTML"
        ),
    ]

    // MARK: - What stands before the site

    private static let blocks: [SiteFault] = [
        SiteFault(
            "Cloudflare",
            "/b1",
            .html("<script src='/cdn-cgi/challenge-platform/x'>", status: "403 Forbidden"),
            "blocked"
        ),
        SiteFault(
            "Ruishu",
            "/b2",
            .html("<script>$_ts=window['$_ts'];</script>", status: "412 Precondition Failed"),
            "blocked"
        ),
        SiteFault(
            "Jiasule",
            "/b3",
            .html("<script>document.cookie='__jsl_clearance=1'</script>", status: "521 X"),
            "blocked"
        ),
        SiteFault(
            "a firewall's page",
            "/b4",
            .html("<title>405</title>您的请求已被拦截", status: "405 Not Allowed"),
            "blocked"
        ),
        SiteFault("a page about firewalls", "/b5", .html("<title>WAF</title><p>关于 waf 和验证码的说明"), "checked"),
    ]

    // MARK: - Bodies

    private static let bodies: [SiteFault] = [
        SiteFault(
            "cut off",
            "/d1",
            .raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<p>"),
            "truncated"
        ),
        SiteFault(
            "endless",
            "/d2",
            Reply(
                .send(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8)),
                .endless([UInt8](repeating: 0x41, count: 65_536))
            ),
            "tooLarge"
        ),
        SiteFault(
            "endless chunks",
            "/d3",
            Reply(
                .send(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)),
                .endless(Array("1000\r\n".utf8) + [UInt8](repeating: 0x41, count: 4_096) + [13, 10])
            ),
            "tooLarge"
        ),
        SiteFault(
            "drip",
            "/d4",
            Reply(.send(Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".utf8)), .hang),
            "timeout"
        ),
        SiteFault("silence", "/d5", Reply(.hang), "timeout"),
        SiteFault("reset", "/d6", Reply(.reset), "connection"),
        SiteFault("closed at once", "/d7", Reply(.close), "connection"),
        SiteFault("an older protocol", "/d8", .raw("<p>hello"), "connection"),
        SiteFault(
            "a bomb",
            "/d9",
            .bytes(
                GzipMember.compress([UInt8](repeating: 0x41, count: 16 << 20)[...]),
                headers: ["Content-Encoding: gzip"]
            ),
            "tooLarge"
        ),
        SiteFault("gzip that is none", "/d10", .html(page, headers: ["Content-Encoding: gzip"]), "decompression"),
        SiteFault("an unknown coding", "/d11", .html(page, headers: ["Content-Encoding: rot13"]), "decompression"),
        SiteFault(
            "an oversized header line",
            "/d12",
            .html(page, headers: ["X: " + String(repeating: "v", count: 200_000)]),
            "connection"
        ),
    ]
}
