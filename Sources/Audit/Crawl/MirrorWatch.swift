/// Tells hosts that serve the pages of another host again: the same site under two names, or by http and https.
///
/// A host is taken for a mirror when many of its pages are byte for byte those of another host at the same path and
/// hardly any differs; one page that two hosts share (an error page, a start page) says nothing.
struct MirrorWatch {
    /// Equal pages that make a mirror.
    static let equalPages = 20
    /// Equal pages for each one that differs.
    static let equalToDifferent = 10
    /// Pages that are remembered; later ones are not compared.
    static let maximumPages = 20_000

    private struct Page {
        let origin: Int
        let content: UInt64
    }

    private struct Pair: Hashable {
        let mirror: Int
        let original: Int
    }

    private var origins: [String: Int] = [:]
    private var names: [String] = []
    private var pages: [Int: Page] = [:]
    private var counts: [Pair: (equal: Int, different: Int)] = [:]
    private var told: Set<Pair> = []
    /// Hosts of which no more is wanted.
    private var left: Set<String> = []

    /// A host and which one it repeats.
    struct Found: Sendable {
        let mirror: String
        let original: String
    }

    init(left: Set<String> = []) { self.left = left }

    /// Compares nothing more with a host that was left.
    mutating func leave(_ mirror: String) { left.insert(mirror) }

    /// Notes a page; the mirror and what it repeats if that has just become certain.
    mutating func take(_ url: WebURL, contentHash: [UInt8]) -> Found? {
        guard let origin = url.origin, contentHash.count >= 8, !left.contains(origin) else { return nil }
        let number = number(of: origin)
        var hasher = Hasher()
        url.pathAndQuery.withUnsafeBytes { hasher.combine(bytes: $0) }
        let place = hasher.finalize()
        let content = contentHash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let earlier = pages[place], !left.contains(names[earlier.origin]) else {
            if pages.count < Self.maximumPages { pages[place] = Page(origin: number, content: content) }
            return nil
        }
        guard earlier.origin != number else { return nil }
        let pair = Pair(mirror: max(number, earlier.origin), original: min(number, earlier.origin))
        var count = counts[pair] ?? (0, 0)
        if earlier.content == content { count.equal += 1 } else { count.different += 1 }
        counts[pair] = count
        guard count.equal >= Self.equalPages, count.equal >= count.different * Self.equalToDifferent,
            told.insert(pair).inserted
        else { return nil }
        return Found(mirror: names[pair.mirror], original: names[pair.original])
    }

    /// Origins are numbered as they are met, so that the start's comes first and is the original.
    private mutating func number(of origin: String) -> Int {
        if let known = origins[origin] { return known }
        let number = names.count
        origins[origin] = number
        names.append(origin)
        return number
    }
}

extension MirrorWatch {
    /// What is recorded of the addresses of a mirror.
    static func reason(_ original: String) -> NotChecked {
        NotChecked(
            .trap,
            zh: "该主机重复 \(original) 的页面（\(equalPages) 页逐字节相同）",
            en: "the host repeats the pages of \(original) (\(equalPages.counted("page")) byte for byte)"
        )
    }
}
