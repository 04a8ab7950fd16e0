import Foundation
import Testing

@testable import Audit

struct CurlClientTests {
    private func fetch(_ reply: Reply, _ change: (inout FetchRequest) -> Void = { _ in }) async throws -> FetchResponse
    {
        let server = FaultServer { _ in reply }
        defer { server.stop() }
        var request = FetchRequest(try #require(WebURL(server.base + "/page")))
        request.limits.totalTimeout = .seconds(5)
        change(&request)
        return await CurlClient().send(request)
    }

    @Test func `an answer has its status, its headers in order and its body`() async throws {
        let response = try await fetch(.html("<p>你好", headers: ["X-One: 1", "x-one:  2 "]))
        #expect(response.failure == nil)
        #expect(response.status == 200)
        #expect(response.body.string == "<p>你好")
        #expect(response.headers.map(\.name) == ["Content-Length", "Content-Type", "X-One", "x-one"])
        #expect(response.headers.values("X-ONE").map(\.string) == ["1", "2"])
        #expect(response.contentType?.essence == "text/html")
        #expect(response.remoteAddress == "127.0.0.1")
        #expect(response.timings.total > .zero)
    }

    @Test func `the user agent names the product, its version and whom to ask`() async throws {
        let server = FaultServer { .text($0.header("User-Agent") ?? "") }
        defer { server.stop() }
        let client = CurlClient(CurlClient.Configuration(contact: "mailto:audit@example.org"))
        let response = await client.send(FetchRequest(try #require(WebURL(server.base))))
        let agent = response.body.string
        #expect(agent == "Audit/\(AuditVersion.current) (accessibility audit; +mailto:audit@example.org)")
    }

    @Test func `a connection is used again`() async throws {
        let server = FaultServer { _ in .html("x") }
        defer { server.stop() }
        let client = CurlClient()
        let url = try #require(WebURL(server.base))
        let first = await client.send(FetchRequest(url))
        #expect(first.timings.connected > .zero)
        // A busy machine may close an idle connection in between, but not each time.
        var reused = 0
        for _ in 0..<5 where await client.send(FetchRequest(url)).timings.connected == .zero { reused += 1 }
        #expect(reused > 0)
    }

    @Test func `a host without an address fails again and again, each time with that reason`() async throws {
        let client = CurlClient()
        for scheme in ["http", "https", "http"] {
            let url = try #require(WebURL("\(scheme)://no-such-host.invalid/"))
            let response = await client.send(FetchRequest(url))
            #expect(response.failure?.reason == .dns)
        }
    }

    @Test func `cookies are kept for the host that set them`() async throws {
        let server = FaultServer { request in
            .html(request.header("Cookie") ?? "none", headers: ["Set-Cookie: seen=yes; Path=/"])
        }
        defer { server.stop() }
        let client = CurlClient()
        let one = try #require(WebURL(server.base))
        let other = try #require(WebURL("http://other.localhost:\(server.port)"))
        #expect(await client.send(FetchRequest(one)).body.string == "none")
        #expect(await client.send(FetchRequest(one)).body.string == "seen=yes")
        #expect(await client.send(FetchRequest(other)).body.string == "none")
        #expect(await CurlClient().send(FetchRequest(one)).body.string == "none")
    }

    @Test func `many requests at once each get their own answer`() async throws {
        let server = FaultServer { .text($0.target) }
        defer { server.stop() }
        let client = CurlClient()
        let base = server.base
        let answers = await withTaskGroup(of: (Int, String).self) { group in
            for number in 0..<200 {
                group.addTask {
                    guard let url = WebURL("\(base)/\(number)") else { return (number, "") }
                    let response = await client.send(FetchRequest(url))
                    return (number, response.failure?.detail.en ?? response.body.string)
                }
            }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        #expect(answers.count == 200)
        let wrong = answers.filter { $0.value != "/\($0.key)" }
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test func `a cancelled request is interrupted at once`() async throws {
        let server = FaultServer { _ in Reply(.hang) }
        defer { server.stop() }
        let client = CurlClient()
        let url = try #require(WebURL(server.base))
        let task = Task { await client.send(FetchRequest(url)) }
        while server.visits.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value.failure?.reason == .interrupted)
    }

    @Test func `a client that goes away leaves nobody waiting`() async throws {
        let server = FaultServer { _ in .html("x") }
        defer { server.stop() }
        for _ in 0..<20 {
            let response = await CurlClient().send(FetchRequest(try #require(WebURL(server.base))))
            #expect(response.status == 200)
        }
    }

    @Test func `the wire is kept for archives where that is asked for`() async throws {
        let response = try await fetch(.html("<p>x")) { $0.keepsWire = true }
        let wire = try #require(response.wire)
        #expect(wire.requestHead.starts(with: "GET /page HTTP/1.1\r\n".utf8))
        #expect(wire.responseHead.starts(with: "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n".utf8))
        #expect(wire.responseHead.suffix(4).elementsEqual("\r\n\r\n".utf8))
        #expect(wire.body == Array("<p>x".utf8))
    }

    @Test func `a body of a type nobody wants is read in part only`() async throws {
        let big = [UInt8](repeating: 0x20, count: 1 << 20)
        let response = try await fetch(.bytes(Array("%PDF-1.7\n".utf8) + big, type: "application/pdf")) {
            $0.wanted = .documents
        }
        #expect(response.failure == nil)
        #expect(response.isBeginningOnly)
        #expect(response.body.starts(with: "%PDF-".utf8))
        #expect(response.wireBytes < 200_000)
    }
}

/// One way an answer goes wrong, and what is said of it.
struct TransportFault: CustomTestStringConvertible, Sendable {
    let name: String
    let reply: Reply
    let reason: NotCheckedReason?
    var anomalies: [FetchResponse.Anomaly] = []
    var body: String?

    var testDescription: String { name }

    init(
        _ name: String,
        _ reply: Reply,
        _ reason: NotCheckedReason?,
        anomalies: [FetchResponse.Anomaly] = [],
        body: String? = nil
    ) {
        (self.name, self.reply, self.reason, self.anomalies, self.body) = (name, reply, reason, anomalies, body)
    }

    private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    private static let gzip = "Content-Encoding: gzip\r\n"

    private static func gzipped(_ body: [UInt8]) -> Reply {
        Reply(.send(Array((head + gzip + "Content-Length: \(body.count)\r\n\r\n").utf8) + body))
    }

    /// `<p>你好</p>` as gzip makes it (gzip -n).
    static let smallGzip: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x01, 0x0D, 0x00, 0xF2, 0xFF, 0x3C, 0x70, 0x3E,
        0xE4, 0xBD, 0xA0, 0xE5, 0xA5, 0xBD, 0x3C, 0x2F, 0x70, 0x3E,
    ]

    /// CRC-32 and length of what ``smallGzip`` holds.
    static let trailer: [UInt8] = [0x24, 0x79, 0x22, 0x76, 0x0D, 0, 0, 0]

    static let all: [TransportFault] = [
        TransportFault("length too long", .raw(head + "Content-Length: 100\r\n\r\n<p>x"), .truncated),
        TransportFault(
            "length too short",
            .raw(head + "Content-Length: 4\r\n\r\n<p>x and more"),
            nil,
            anomalies: [.bodyLongerThanDeclared],
            body: "<p>x"
        ),
        TransportFault("two lengths", .raw(head + "Content-Length: 9\r\nContent-Length: 4\r\n\r\n<p>x"), .connection),
        TransportFault("two lengths in one line", .raw(head + "Content-Length: 4, 9\r\n\r\n<p>x"), .connection),
        TransportFault(
            "one length twice",
            .raw(head + "Content-Length: 4\r\nContent-Length: 4\r\n\r\n<p>x"),
            nil,
            body: "<p>x"
        ),
        TransportFault("length of letters", .raw(head + "Content-Length: four\r\n\r\n<p>x"), .connection),
        TransportFault("negative length", .raw(head + "Content-Length: -4\r\n\r\n<p>x"), .connection),
        TransportFault("no length, then the end", .raw(head + "\r\n<p>x"), nil, body: "<p>x"),
        TransportFault(
            "declared larger than allowed",
            .raw(head + "Content-Length: 99999999999\r\n\r\n<p>x"),
            .tooLarge
        ),
        TransportFault(
            "chunks",
            .raw(head + "Transfer-Encoding: chunked\r\n\r\n4\r\n<p>x\r\n0\r\n\r\n"),
            nil,
            body: "<p>x"
        ),
        TransportFault("chunks cut off", .raw(head + "Transfer-Encoding: chunked\r\n\r\n9\r\n<p>x"), .truncated),
        TransportFault("no last chunk", .raw(head + "Transfer-Encoding: chunked\r\n\r\n4\r\n<p>x\r\n"), .truncated),
        TransportFault(
            "chunk size is no number",
            .raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>x\r\n"),
            .truncated
        ),
        TransportFault("no status line", .raw("<p>hello"), .connection),
        TransportFault("empty answer", Reply(.close), .connection),
        TransportFault("reset before the answer", Reply(.reset), .connection),
        TransportFault(
            "reset in the body",
            Reply(.send(Array((head + "Content-Length: 100\r\n\r\n<p>x").utf8)), .pause(.milliseconds(50)), .reset),
            .truncated
        ),
        TransportFault("silence", Reply(.hang), .timeout),
        TransportFault("headers that never end", Reply(.send(Array(head.utf8)), .hang), .timeout),
        TransportFault("a body that never ends", Reply(.send(Array((head + "\r\n<p>").utf8)), .hang), .timeout),
        TransportFault(
            "an endless body",
            Reply(.send(Array((head + "\r\n").utf8)), .endless(Array(repeating: 0x41, count: 65_536))),
            .tooLarge
        ),
        TransportFault(
            "endless headers",
            Reply(.send(Array(head.utf8)), .endless(Array("X-A: bbbbbbbbbbbbbbbb\r\n".utf8))),
            .tooLarge
        ),
        TransportFault(
            "headers of 64 KiB",
            .html("<p>x", headers: (0..<64).map { "X-\($0): " + String(repeating: "v", count: 1_000) }),
            nil,
            body: "<p>x"
        ),
        TransportFault(
            "one header line of 90 KiB",
            .html("<p>x", headers: ["X: " + String(repeating: "v", count: 90_000)]),
            nil,
            body: "<p>x"
        ),
        TransportFault(
            "one header line of 200 KiB",
            .html("<p>x", headers: ["X: " + String(repeating: "v", count: 200_000)]),
            .connection
        ),
        TransportFault(
            "two thousand header lines",
            .html("<p>x", headers: (0..<2_000).map { "X-\($0): 1" }),
            .tooLarge
        ),
        TransportFault("NUL in a header", .raw(head + "X: a\0b\r\nContent-Length: 4\r\n\r\n<p>x"), .connection),
        TransportFault("NUL in the body", .html("<p>\0x"), nil, body: "<p>\0x"),
        TransportFault("a line without colon among the headers", .raw(head + "nonsense\r\n\r\n<p>x"), .connection),
        TransportFault(
            "100 Continue first",
            .raw("HTTP/1.1 100 Continue\r\n\r\n" + head + "Content-Length: 4\r\n\r\n<p>x"),
            nil,
            body: "<p>x"
        ),
        TransportFault(
            "103 Early Hints first",
            .raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + head + "Content-Length: 4\r\n\r\n<p>x"),
            nil,
            body: "<p>x"
        ),
        TransportFault("HTTP/1.0", .raw("HTTP/1.0 200 OK\r\n\r\n<p>x"), nil, body: "<p>x"),
        TransportFault("a status of two digits", .raw("HTTP/1.1 20 OK\r\n\r\n<p>x"), .connection),
        TransportFault("only line feeds", .raw("HTTP/1.1 200 OK\nContent-Length: 4\n\n<p>x"), nil, body: "<p>x"),
        TransportFault("gzip", gzipped(smallGzip + trailer), nil, body: "<p>你好</p>"),
        TransportFault(
            "two gzip members",
            gzipped(smallGzip + trailer + smallGzip + trailer),
            nil,
            body: "<p>你好</p><p>你好</p>"
        ),
        TransportFault("gzip and padding", gzipped(smallGzip + trailer + [0, 0, 0]), nil, body: "<p>你好</p>"),
        TransportFault("gzip with a wrong checksum", gzipped(smallGzip + [1] + trailer.dropFirst()), .decompression),
        TransportFault("gzip cut off", gzipped(Array(smallGzip.dropLast(4))), .truncated),
        TransportFault("gzip without its trailer", gzipped(smallGzip), .truncated),
        TransportFault("gzip that is none", gzipped(Array("<p>x".utf8)), .decompression),
        TransportFault("an unknown coding", .html("x9z", headers: ["Content-Encoding: compress"]), .decompression),
        TransportFault("a coding that is none", .html("<p>x", headers: ["Content-Encoding: none"]), nil, body: "<p>x"),
        TransportFault("a charset as coding", .html("<p>x", headers: ["Content-Encoding: UTF-8"]), nil, body: "<p>x"),
        TransportFault("a length in hexadecimal", .raw(head + "Content-Length: 0x4\r\n\r\n<p>x"), .connection),
        TransportFault("a length with a sign", .raw(head + "Content-Length: +4\r\n\r\n<p>x"), .connection),
        TransportFault(
            "a length beyond all numbers",
            .raw(head + "Content-Length: 99999999999999999999999\r\n\r\n<p>x"),
            .tooLarge
        ),
        TransportFault("closed within the headers", .raw("HTTP/1.1 200 OK\r\nContent-Ty"), .truncated),
        TransportFault("identity", .html("<p>x", headers: ["Content-Encoding: identity"]), nil, body: "<p>x"),
        TransportFault(
            "six codings",
            .html("<p>x", headers: ["Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip"]),
            .decompression
        ),
        TransportFault("gzip of nothing", .html("", headers: ["Content-Encoding: gzip"]), nil, body: ""),
    ]
}

struct TransportFaultTests {
    /// A mebibyte of zeros in deflate that may follow itself any number of times (`Z_FULL_FLUSH`).
    private static let mebibyteOfZeros: [UInt8] =
        [0xEC, 0xC1, 0x31, 0x01, 0x00, 0x00, 0x00, 0xC2, 0xA0, 0xF5, 0x4F, 0x6D, 0x08, 0x5F, 0xA0]
        + [UInt8](repeating: 0, count: 1016)
        + [0x3E, 0x03, 0x00, 0x00, 0xFF, 0xFF]

    @Test func `an endless bomb ends at the limit of decompressed bytes, long before that of the wire`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
        let start: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        let server = FaultServer { _ in Reply(.send(Array(head.utf8) + start), .endless(Self.mebibyteOfZeros)) }
        defer { server.stop() }
        let response = await CurlClient().send(FetchRequest(try #require(WebURL(server.base))))
        #expect(response.failure?.reason == .tooLarge)
        #expect(response.wireBytes < 1 << 20)
    }

    @Test(arguments: TransportFault.all)
    func `a broken answer is recorded as what it is`(fault: TransportFault) async throws {
        let server = FaultServer { _ in fault.reply }
        defer { server.stop() }
        var request = FetchRequest(try #require(WebURL(server.base)))
        request.limits.headerTimeout = .milliseconds(400)
        request.limits.totalTimeout = .milliseconds(800)
        request.limits.maximumWireBytes = 1 << 20
        let response = await CurlClient().send(request)
        #expect(response.failure?.reason == fault.reason, "\(String(describing: response.failure))")
        #expect(response.anomalies == fault.anomalies)
        if let body = fault.body { #expect(response.body.string == body) }
    }
}
