extension WebURL {
    /// Whether the address is on this machine: `localhost` and below it (RFC 6761 §6.3), 127.0.0.0/8 and ::1.
    public var isLoopback: Bool {
        guard let host else { return false }
        if host.equals("localhost") || host.equals("[::1]") { return true }
        if host.count > 10, host.suffix(10).equals(".localhost") { return true }
        let parts = host.split(separator: 0x2E, omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0].equals("127") && parts.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
    }
}
