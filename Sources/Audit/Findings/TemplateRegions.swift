/// Groups pages that one template made, by a similarity hash of their structure.
struct PageClusters: Sendable {
    /// The cluster of each page, in the order given.
    let cluster: [Int]
    /// Pages of each cluster.
    let sizes: [Int]

    /// Bits in which the hashes of two pages of one cluster may differ.
    static let maximumDistance = 6
    /// Beyond so many clusters a page joins the nearest one, so that the time stays linear.
    static let maximumClusters = 256

    /// Pages in a stated order give the same clusters every time; each joins the first cluster it is near to.
    init(structures: [UInt64]) {
        var centres: [UInt64] = []
        var sizes: [Int] = []
        var known: [UInt64: Int] = [:]
        var cluster: [Int] = []
        cluster.reserveCapacity(structures.count)
        for structure in structures {
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
            cluster.append(number)
        }
        self.cluster = cluster
        self.sizes = sizes
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

    private let clusters: PageClusters
    private var counts: [Key: (pages: Int, last: Int)] = [:]

    init(_ clusters: PageClusters) { self.clusters = clusters }

    /// Counts a pattern in, which stands in a block of this structure on the page at this position in the clusters; what
    /// one page shows comes without another page between.
    mutating func add(pattern: Int64, block: UInt64, page: Int) {
        let key = Key(pattern: pattern, block: block, cluster: clusters.cluster[page])
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
