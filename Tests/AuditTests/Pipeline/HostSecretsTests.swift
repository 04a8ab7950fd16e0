import Foundation
import Testing

@testable import Audit

struct HostSecretsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ text: String) throws -> String {
        let path = folder.path("secret")
        try AtomicFile.write(Array(text.utf8), to: path)
        return "@" + path
    }

    @Test func `a login, headers and cookies are read from where they are and bound to their host`() throws {
        let cookies = """
            # Netscape HTTP Cookie File
            .a.test\tTRUE\t/\tFALSE\t0\tsid\tabc
            #HttpOnly_www.a.test\tFALSE\t/\tTRUE\t0\ttoken\tx=y
            other.test\tFALSE\t/\tFALSE\t0\tno\tno
            """
        var access = try HostSecrets.access(logins: [], headers: [], cookies: ["www.a.test=" + file(cookies)])
        let secure = try #require(WebURL("https://www.a.test/x"))
        let own = try #require(access["www.a.test"])
        #expect(own.headers(for: secure) == [HeaderField("Cookie", "sid=abc; token=x=y")])
        let open = try #require(WebURL("http://www.a.test/x"))
        #expect(own.headers(for: open) == [HeaderField("Cookie", "sid=abc")])
        access = try HostSecrets.access(logins: ["a.test=" + file("me:pass:word\n")], headers: [], cookies: [])
        #expect(access["a.test"]?.credentials?.user == "me")
        #expect(access["a.test"]?.credentials?.password == "pass:word")
        access = try HostSecrets.access(logins: [], headers: ["A.test=" + file("X-Key:  1\nX-B: 2\n")], cookies: [])
        #expect(access["a.test"]?.headers == [HeaderField("X-Key", "1"), HeaderField("X-B", "2")])
        #expect(access.keys.sorted() == ["a.test"])
    }

    @Test(arguments: [
        ("a.test=secret:word", "--login: a secret does not belong on the command line"),
        ("secret", "--login: no host is named"),
        ("a.test=env:AUDIT_NO_SUCH_VARIABLE", "--login: the variable 'AUDIT_NO_SUCH_VARIABLE' is not set"),
    ])
    func `a secret on the command line is refused and not repeated`(option: String, message: String) {
        let error = #expect(throws: AuditError.self) {
            try HostSecrets.access(logins: [option], headers: [], cookies: [])
        }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("secret:word") == false)
        #expect(error?.exitCode == 2)
    }

    @Test func `a proxy is an address, and its password is not on the command line`() throws {
        #expect(try HostSecrets.proxy("http://10.0.0.1:3128") == "http://10.0.0.1:3128")
        #expect(try HostSecrets.proxy(file("socks5h://me:word@proxy:1080\n")) == "socks5h://me:word@proxy:1080")
        for wrong in ["proxy:3128", "http://", "http://me:word@proxy"] {
            let error = #expect(throws: AuditError.self) { try HostSecrets.proxy(wrong) }
            #expect(error?.description.contains("word@") == false)
        }
    }

    @Test func `cookies of a file keep their path and their end`() throws {
        let text = """
            a.test\tFALSE\t/app\tFALSE\t0\tp\t1
            a.test\tFALSE\t/\tFALSE\t1000\told\t1
            a.test\tFALSE\t/\tFALSE\t99999999999\tnew\t1
            """
        let access = try #require(
            try HostSecrets.access(logins: [], headers: [], cookies: ["a.test=" + file(text)])["a.test"]
        )
        func sent(_ path: String) throws -> String? {
            access.headers(for: try #require(WebURL("http://a.test" + path))).first?.value.string
        }
        #expect(try sent("/") == "new=1")
        #expect(try sent("/app") == "p=1; new=1")
        #expect(try sent("/app/x") == "p=1; new=1")
        #expect(try sent("/apple") == "new=1")
        #expect(throws: AuditError.self) {
            try HostSecrets.access(
                logins: [],
                headers: [],
                cookies: ["a.test=" + file("a.test\tFALSE\t/\tFALSE\t1\ta\tb")]
            )
        }
    }

    @Test func `a given cookie and one the host has set go in one line`() async throws {
        let server = FaultServer(["/": .html("<p>x", headers: ["Set-Cookie: own=2"])])
        defer { server.stop() }
        let client = CurlClient()
        let url = try #require(WebURL(server.base + "/"))
        for _ in 0..<2 {
            _ = await client.send(FetchRequest(url, headers: [HeaderField("Cookie", "given=1")]))
        }
        let lines = server.visits.last?.headers.filter { $0.name.lowercased() == "cookie" }.map(\.value)
        #expect(lines?.count == 1)
        #expect(lines?.first.map { Set($0.split(separator: "; ")) } == ["own=2", "given=1"])
    }

    @Test func `a login and a header go to their host only`() async throws {
        let other = FaultServer(["/": .links()])
        defer { other.stop() }
        let own = FaultServer(["/": .redirect("http://localhost:\(other.port)/")])
        defer { own.stop() }
        var options = FetchOptions()
        options.access["127.0.0.1"] = .init(
            credentials: .init(user: "me", password: "word"),
            headers: [HeaderField("X-Key", "1")]
        )
        let fetcher = Fetcher(client: CurlClient(), politeness: Politeness(), options: options)
        _ = await fetcher.fetch(try #require(WebURL(own.base + "/")))
        let first = try #require(own.visits.first)
        #expect(first.headers.contains { $0.name.lowercased() == "authorization" && $0.value == "Basic bWU6d29yZA==" })
        #expect(first.headers.contains { $0.name == "X-Key" })
        let second = try #require(other.visits.first)
        #expect(!second.headers.contains { ["authorization", "x-key"].contains($0.name.lowercased()) })
    }
}
