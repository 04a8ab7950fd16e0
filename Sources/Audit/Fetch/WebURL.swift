/// A web address, parsed and written as the URL Standard says.
///
/// A value is its serialised bytes (ASCII but for nothing) and the offsets of its parts, so comparing two is
/// comparing bytes. Source: URL Standard §4 (2026-02), without setters and without blob origins.
public struct WebURL: Sendable {
    /// Longer input is refused; the bound browsers put on an address (Chromium: 2 MiB).
    public static let maximumBytes = 2 << 20

    /// The serialised address; ASCII.
    public let bytes: [UInt8]
    let parts: Parts

    /// Offsets into ``bytes``; a part that is absent has an empty range and a false flag.
    struct Parts: Sendable, Hashable {
        /// The offset of the colon.
        var schemeEnd: Int32 = 0
        var username: Range<Int32> = 0..<0
        var password: Range<Int32> = 0..<0
        var host: Range<Int32> = 0..<0
        var hasHost = false
        var port: UInt16?
        var path: Range<Int32> = 0..<0
        var hasOpaquePath = false
        /// After the question mark.
        var query: Range<Int32> = 0..<0
        var hasQuery = false
        /// After the number sign.
        var fragment: Range<Int32> = 0..<0
        var hasFragment = false
    }

    init(bytes: [UInt8], parts: Parts) {
        self.bytes = bytes
        self.parts = parts
    }

    /// Parses an absolute address.
    ///
    /// - Parameter text: UTF-8; malformed bytes count as U+FFFD. Linear in its length.
    public init?(_ text: some Collection<UInt8>) {
        guard let url = WebURLParser.parse(text, base: nil, queryEncoding: nil) else { return nil }
        self = url
    }

    public init?(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// Parses a reference that was found in the document at this address.
    ///
    /// - Parameters:
    ///   - reference: UTF-8, as in an attribute's value.
    ///   - encoding: The encoding of the document, in which browsers write the query of http(s) addresses.
    /// - Returns: Nil if the reference makes no address.
    public func resolve(_ reference: some Collection<UInt8>, encoding: Charset? = nil) -> WebURL? {
        resolvedSimply(reference) ?? WebURLParser.parse(reference, base: self, queryEncoding: encoding)
    }

    public func resolve(_ reference: String) -> WebURL? {
        resolve(Array(reference.utf8))
    }
}

extension WebURL: Hashable {
    public static func == (left: WebURL, right: WebURL) -> Bool { left.bytes == right.bytes }
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension WebURL: CustomStringConvertible {
    public var description: String { bytes.string }
}

// MARK: - Parts

extension WebURL {
    private func slice(_ range: Range<Int32>) -> Bytes { bytes[Int(range.lowerBound)..<Int(range.upperBound)] }

    /// In lower case, without the colon.
    public var scheme: Bytes { bytes[0..<Int(parts.schemeEnd)] }
    public var username: Bytes { slice(parts.username) }
    public var password: Bytes { slice(parts.password) }
    /// The serialised host: ASCII, IPv6 in brackets; nil if the address has none, empty for `file:///`.
    public var host: Bytes? { parts.hasHost ? slice(parts.host) : nil }
    /// The port, if it is not the default one of the scheme.
    public var port: UInt16? { parts.port }
    public var path: Bytes { slice(parts.path) }
    /// Whether the part after the scheme is not a path (`mailto:`, `javascript:`, `data:`).
    public var hasOpaquePath: Bool { parts.hasOpaquePath }
    /// Without the question mark.
    public var query: Bytes? { parts.hasQuery ? slice(parts.query) : nil }
    /// Without the number sign.
    public var fragment: Bytes? { parts.hasFragment ? slice(parts.fragment) : nil }
    public var hasCredentials: Bool { !parts.username.isEmpty || !parts.password.isEmpty }

    public var isHTTP: Bool { scheme.equals("http") || scheme.equals("https") }

    /// The port a connection goes to.
    public var effectivePort: UInt16? { parts.port ?? WebURL.defaultPort(ofScheme: scheme) }

    /// Path and query as a request line and robots.txt see them.
    public var pathAndQuery: Bytes {
        bytes[Int(parts.path.lowerBound)..<Int(parts.hasQuery ? parts.query.upperBound : parts.path.upperBound)]
    }

    /// Scheme, host and port: `https://example.org:8443`; nil where the standard says "opaque origin".
    public var origin: String? {
        guard let host, WebURL.isSpecial(scheme), !scheme.equals("file") else { return nil }
        return scheme.string + "://" + host.string + (port.map { ":\($0)" } ?? "")
    }

    static func defaultPort(ofScheme scheme: Bytes) -> UInt16? {
        if scheme.equals("http") || scheme.equals("ws") { return 80 }
        if scheme.equals("https") || scheme.equals("wss") { return 443 }
        return scheme.equals("ftp") ? 21 : nil
    }

    /// URL Standard §4.2 "special scheme".
    static func isSpecial(_ scheme: Bytes) -> Bool {
        defaultPort(ofScheme: scheme) != nil || scheme.equals("file")
    }
}

// MARK: - Changed copies

extension WebURL {
    /// The address without what comes after the number sign.
    public var withoutFragment: WebURL {
        guard parts.hasFragment else { return self }
        var parts = parts
        let end = Int(parts.fragment.lowerBound) - 1
        parts.fragment = 0..<0
        parts.hasFragment = false
        return WebURL(bytes: Array(bytes[..<end]), parts: parts)
    }

    /// The address without user name and password.
    public var withoutCredentials: WebURL {
        guard hasCredentials else { return self }
        var record = WebURLRecord(of: self)
        record.username = []
        record.password = []
        return record.serialised
    }
}
