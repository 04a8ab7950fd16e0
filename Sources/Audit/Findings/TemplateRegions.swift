/// Groups pages that one template made, by a similarity hash of their structure.
struct PageClusters: Sendable {
    /// Pages of each cluster.
    private(set) var sizes: [Int] = []
    private var centres: [UInt64] = []
    private var known: [UInt64: Int] = [:]

    /// Bits in which the hashes of two pages of one cluster may differ.
    static let maximumDistance = 6
    /// Beyond so many clusters a page joins the nearest one, so that the time stays linear.
    static let maximumClusters = 256

    init() {}

    /// Counts a page in and answers with the number of its cluster: the first that it is near to, or a new one.
    ///
    /// Pages in a stated order give the same clusters every time.
    mutating func add(_ structure: UInt64) -> Int {
        let number: Int
        if let same = known[structure] {
            number = same
        } else if let near = Self.nearest(structure, centres) {
            number = near
        } else {
            number = centres.count
            centres.append(structure)
            sizes.append(0)
        }
        known[structure] = number
        sizes[number] += 1
        return number
    }

    private static func nearest(_ structure: UInt64, _ centres: [UInt64]) -> Int? {
        var best: (number: Int, distance: Int)?
        for (number, centre) in centres.enumerated() {
            let distance = (centre ^ structure).nonzeroBitCount
            if distance < best?.distance ?? 65 { best = (number, distance) }
        }
        guard let best else { return nil }
        return best.distance <= maximumDistance || centres.count >= maximumClusters ? best.number : nil
    }
}

/// Decides which findings one repair in a template would clear.
///
/// A pattern (rule, region, path, shape, classes, evidence) belongs to a template where it stands, inside a block of one
/// and the same structure, on at least three pages and on at least 60 % of the pages of a cluster.
///
/// Pages are handed in one after the other, and of each only counts are kept.
struct TemplateRegions {
    static let minimumPages = 3
    static let minimumShare = 0.6

    /// How many pages of how many of the cluster show a pattern that belongs to a template.
    struct Evidence: Sendable, Equatable {
        var pages: Int
        var of: Int
    }

    private struct Key: Hashable {
        var pattern: Int64
        var block: UInt64
        var cluster: Int
    }

    private var clusters = PageClusters()
    private var counts: [Key: (pages: Int, last: Int)] = [:]
    /// How many pages came before the one at hand, and its cluster.
    private var page = -1
    private var cluster = 0

    /// Goes on to the next page, whether or not anything was found on it.
    mutating func beginPage(structure: UInt64) {
        page += 1
        cluster = clusters.add(structure)
    }

    /// Counts a pattern in that stands in a block of this structure on the page at hand.
    mutating func add(pattern: Int64, block: UInt64) {
        let key = Key(pattern: pattern, block: block, cluster: cluster)
        let count = counts[key] ?? (0, -1)
        if count.last != page { counts[key] = (count.pages + 1, page) }
    }

    /// The patterns that belong to templates, with the widest evidence for each.
    var patterns: [Int64: Evidence] {
        var evidence: [Int64: Evidence] = [:]
        for (key, count) in counts {
            let size = clusters.sizes[key.cluster]
            guard count.pages >= Self.minimumPages, Double(count.pages) >= Self.minimumShare * Double(size) else {
                continue
            }
            let found = Evidence(pages: count.pages, of: size)
            let known = evidence[key.pattern] ?? Evidence(pages: 0, of: 0)
            if (found.pages, found.of) > (known.pages, known.of) { evidence[key.pattern] = found }
        }
        return evidence
    }
}
