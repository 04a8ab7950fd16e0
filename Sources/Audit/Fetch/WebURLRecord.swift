/// The parts of an address while it is parsed or changed: the URL record of URL Standard §4.1.
///
/// The path is one buffer, each segment after a slash, so that removing the last one is a cut.
struct WebURLRecord {
    var scheme: [UInt8] = []
    var username: [UInt8] = []
    var password: [UInt8] = []
    var host: [UInt8]?
    var port: UInt16?
    var path: [UInt8] = []
    var hasOpaquePath = false
    var query: [UInt8]?
    var fragment: [UInt8]?

    init() {}

    init(of url: WebURL) {
        scheme = Array(url.scheme)
        copyAuthority(from: url)
        path = Array(url.path)
        hasOpaquePath = url.hasOpaquePath
        query = url.query.map { Array($0) }
        fragment = url.fragment.map { Array($0) }
    }

    var isSpecial: Bool { WebURL.isSpecial(scheme[...]) }
    var isFile: Bool { scheme.equals("file") }

    mutating func copyAuthority(from url: WebURL) {
        username = Array(url.username)
        password = Array(url.password)
        host = url.host.map { Array($0) }
        port = url.port
    }

    /// Removes the last segment ("shorten", URL Standard §4.4), but not a drive letter.
    mutating func shortenPath() {
        if isFile, path.count == 3, path[1].isASCIIAlpha, path[2] == 0x3A { return }
        while let last = path.popLast(), last != 0x2F {}
    }

    /// URL Standard §4.5.
    var serialised: WebURL {
        var bytes = scheme
        bytes.reserveCapacity(scheme.count + (host?.count ?? 0) + path.count + (query?.count ?? 0) + 16)
        var parts = WebURL.Parts()
        func appendPart(_ part: [UInt8]) -> Range<Int32> {
            let start = Int32(bytes.count)
            bytes += part
            return start..<Int32(bytes.count)
        }
        parts.schemeEnd = Int32(bytes.count)
        bytes.append(0x3A)
        if let host {
            bytes += [0x2F, 0x2F]
            parts.username = appendPart(username)
            if !password.isEmpty {
                bytes.append(0x3A)
                parts.password = appendPart(password)
            }
            if !username.isEmpty || !password.isEmpty { bytes.append(0x40) }
            parts.host = appendPart(host)
            parts.hasHost = true
            parts.port = port
            if let port { bytes += Array(":\(port)".utf8) }
        } else if !hasOpaquePath, path.starts(with: [0x2F, 0x2F]) {
            bytes += [0x2F, 0x2E]
        }
        parts.path = appendPart(path)
        parts.hasOpaquePath = hasOpaquePath
        if let query {
            bytes.append(0x3F)
            parts.query = appendPart(query)
            parts.hasQuery = true
        }
        if let fragment {
            bytes.append(0x23)
            parts.fragment = appendPart(fragment)
            parts.hasFragment = true
        }
        return WebURL(bytes: bytes, parts: parts)
    }
}
