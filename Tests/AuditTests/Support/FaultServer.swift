import Foundation
import Synchronization

/// An HTTP/1.1 server on 127.0.0.1 or ::1 that answers each request with a script of bytes, pauses and breakdowns.
///
/// Unchecked because the sockets are used by threads of its own; everything shared is behind a mutex.
final class FaultServer: @unchecked Sendable {
    /// What the server does for one request, in order.
    enum Step: Sendable {
        case send([UInt8])
        case pause(Duration)
        /// Sends the piece again and again until the client has had enough.
        case endless([UInt8])
        /// Keeps the connection open and says nothing more.
        case hang
        /// Ends the connection in order.
        case close
        /// Ends it with a RST.
        case reset
    }

    struct Request: Sendable {
        var target: String
        var headers: [(name: String, value: String)]
        /// How many requests had come before, over all connections.
        var number: Int

        var path: String { String(target.prefix { $0 != "?" }) }

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    struct Visit: Sendable {
        var host: String
        var target: String
        var at: ContinuousClock.Instant
        var headers: [(name: String, value: String)]
    }

    typealias Handler = @Sendable (Request) -> Reply

    let port: UInt16
    private let family: Family
    private let listener: Int32
    private let handler: Handler
    private let state = Mutex(State())

    private struct State {
        var visits: [Visit] = []
        var connections: Set<Int32> = []
        var isStopped = false
    }

    enum Family: Sendable {
        case v4, v6
    }

    init(family: Family = .v4, _ handler: @escaping Handler) {
        self.handler = handler
        self.family = family
        let (listener, port) = family == .v4 ? Self.listen4() : Self.listen6()
        self.listener = listener
        self.port = port
        let thread = Thread { [self] in acceptAll() }
        thread.start()
    }

    private static func listen4() -> (listener: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        listen(listener, at: &address)
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private static func listen6() -> (listener: Int32, port: UInt16) {
        let listener = socket(AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        listen(listener, at: &address)
        return (listener, UInt16(bigEndian: address.sin6_port))
    }

    /// Binds to a free port, which the address holds afterwards.
    private static func listen<Address>(_ listener: Int32, at address: inout Address) {
        var length = socklen_t(MemoryLayout<Address>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && Foundation.listen(listener, 256) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        precondition(isBound, "a loopback socket can be had")
    }

    /// The routes of a server: exact targets first, then paths, else 404.
    convenience init(family: Family = .v4, _ routes: [String: Reply]) {
        self.init(family: family) { request in
            routes[request.target] ?? routes[request.path] ?? Reply.html("<p>missing", status: "404 Not Found")
        }
    }

    var base: String { family == .v4 ? "http://127.0.0.1:\(port)" : "http://[::1]:\(port)" }

    var visits: [Visit] { state.withLock { $0.visits } }

    /// The targets asked for, in order.
    var targets: [String] { visits.map(\.target) }

    func stop() {
        let connections = state.withLock { state in
            state.isStopped = true
            return state.connections
        }
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    deinit { close(listener) }

    // MARK: - Threads

    private func acceptAll() {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { return }
            let isWelcome = state.withLock { state in
                if !state.isStopped { state.connections.insert(connection) }
                return !state.isStopped
            }
            guard isWelcome else {
                close(connection)
                return
            }
            let thread = Thread { [self] in
                serve(connection)
                state.withLock { _ = $0.connections.remove(connection) }
                close(connection)
            }
            thread.stackSize = 256 << 10
            thread.start()
        }
    }

    private func serve(_ connection: Int32) {
        var on: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var buffer: [UInt8] = []
        while let head = readHead(from: connection, &buffer) {
            let request = note(head)
            for step in handler(request).steps {
                guard perform(step, on: connection) else { return }
            }
        }
    }

    private func note(_ head: String) -> Request {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        let words = lines.first?.split(separator: " ") ?? []
        let target = words.count > 1 ? String(words[1]) : "/"
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            return (name: String(parts[0]), value: value)
        }
        let host = headers.first { $0.name.lowercased() == "host" }?.value ?? ""
        let number = state.withLock { state in
            state.visits.append(Visit(host: host, target: target, at: .now, headers: headers))
            return state.visits.count - 1
        }
        return Request(target: target, headers: headers, number: number)
    }

    private func readHead(from connection: Int32, _ buffer: inout [UInt8]) -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if buffer.count >= 4,
                let start = (0...(buffer.count - 4)).first(where: { buffer[$0..<($0 + 4)] == end[...] })
            {
                let head = String(decoding: buffer[..<start], as: UTF8.self)
                buffer.removeFirst(start + 4)
                return head
            }
            var piece = [UInt8](repeating: 0, count: 4_096)
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            buffer += piece[..<count]
        }
    }

    /// False when the connection is over.
    private func perform(_ step: Step, on connection: Int32) -> Bool {
        switch step {
        case .send(let bytes): return sendAll(bytes, on: connection)
        case .pause(let duration):
            Thread.sleep(
                forTimeInterval: Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
            )
            return true
        case .endless(let piece):
            while sendAll(piece, on: connection) {}
            return false
        case .hang:
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
            return false
        case .close: return false
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
            return false
        }
    }

    private func sendAll(_ bytes: [UInt8], on connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { pointer in
                send(connection, pointer.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

/// The script of one answer.
struct Reply: Sendable {
    var steps: [FaultServer.Step]

    init(_ steps: FaultServer.Step...) { self.steps = steps }

    /// A complete answer with its length.
    static func bytes(
        _ body: [UInt8],
        type: String? = "text/html; charset=utf-8",
        status: String = "200 OK",
        headers: [String] = []
    ) -> Reply {
        var head = "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\n"
        if let type { head += "Content-Type: \(type)\r\n" }
        for header in headers { head += header + "\r\n" }
        return Reply(.send(Array((head + "\r\n").utf8) + body))
    }

    static func html(_ body: String, status: String = "200 OK", headers: [String] = []) -> Reply {
        bytes(Array(body.utf8), status: status, headers: headers)
    }

    /// A page with these links.
    static func links(_ references: String..., title: String = "页") -> Reply {
        let anchors = references.map { "<a href=\"\($0)\">\($0)</a>" }.joined(separator: "\n")
        return html("<!DOCTYPE html><html lang=zh><title>\(title)</title><body>\(anchors)</body></html>")
    }

    static func text(_ body: String, status: String = "200 OK") -> Reply {
        bytes(Array(body.utf8), type: "text/plain", status: status)
    }

    static func redirect(_ location: String, status: String = "302 Found", headers: [String] = []) -> Reply {
        bytes([], status: status, headers: ["Location: \(location)"] + headers)
    }

    /// Exactly these bytes (`\r\n` is to be written out), then the end of the connection.
    static func raw(_ text: String) -> Reply { Reply(.send(Array(text.utf8)), .close) }
}
