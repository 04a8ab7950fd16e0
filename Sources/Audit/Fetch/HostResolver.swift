import Foundation

/// Looks up a host's address with the system's resolver, on threads of its own because that blocks.
actor HostResolver {
    private var known: [String: String?] = [:]

    /// The first address in numbers, or nil where the name has none.
    func address(of host: String) async -> String? {
        if let address = known[host] { return address }
        let address = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: HostResolver.lookUp(host)) }.start()
        }
        known[host] = address
        return address
    }

    private static func lookUp(_ host: String) -> String? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        // Below `localhost` every name is this machine (RFC 6761 §6.3), which not every system's resolver knows.
        let isLocal = host.hasSuffix(".localhost")
        let name = isLocal ? "localhost" : host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        guard getaddrinfo(name, nil, &hints, &list) == 0, let first = list else { return nil }
        defer { freeaddrinfo(list) }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = first.pointee.ai_addrlen
        let status = getnameinfo(
            first.pointee.ai_addr,
            length,
            &text,
            socklen_t(text.count),
            nil,
            0,
            NI_NUMERICHOST
        )
        return status == 0 ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}
