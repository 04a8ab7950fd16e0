/// The pages a sample is drawn from: those of a run that were checked, each once.
public struct SampleFrame: Sendable {
    public struct Page: Sendable, Equatable {
        public var key: String
        public var address: String
        public var kind: PageKind?
        /// As in ``PageRecord/structure``.
        public var structure: UInt64
        /// Links from the start page.
        public var depth: Int
        /// How many elements it has; 0 where that is not known.
        public var elements: Int

        public init(
            key: String,
            address: String,
            kind: PageKind?,
            structure: UInt64,
            depth: Int,
            elements: Int = 0
        ) {
            self.key = key
            self.address = address
            self.kind = kind
            self.structure = structure
            self.depth = depth
            self.elements = elements
        }
    }

    /// A key page, and what it is one of.
    public struct KeyPage: Sendable, Equatable {
        public enum Reason: Sendable, Equatable {
            case kind(PageKind)
            /// An example of a template that no other key page has; the number of ``templates``.
            case template(Int)
        }

        /// Its place in ``pages``.
        public var page: Int
        public var reason: Reason
    }

    /// Key pages of one kind.
    static let pagesOfKind = 2
    /// Key pages that are there because they look like no other.
    static let maximumTemplates = 10

    /// By key.
    public let pages: [Page]
    /// Addresses that were found and are no part of the frame, by reason.
    public let exclusions: [String: Int]
    /// Of each page the number of its template, from 1; the template with the most pages first.
    public let templates: [Int]

    public init(_ pages: [Page], exclusions: [String: Int] = [:]) {
        self.pages = pages.sorted { $0.key < $1.key }
        self.exclusions = exclusions
        var clusters = PageClusters()
        let clusterOfPage = self.pages.map { clusters.add($0.structure) }
        let bySize = clusters.sizes.indices.sorted { (clusters.sizes[$1], $0) < (clusters.sizes[$0], $1) }
        var numbers = [Int](repeating: 0, count: bySize.count)
        for (number, cluster) in bySize.enumerated() { numbers[cluster] = number + 1 }
        templates = clusterOfPage.map { numbers[$0] }
    }

    /// The structured sample of WCAG-EM: pages of each kind, those nearest to the start first, then one of each template
    /// that is still missing.
    ///
    /// Which pages these are depends on nothing but the pages.
    public var keyPages: [KeyPage] {
        let near = pages.indices.sorted { (pages[$0].depth, $0) < (pages[$1].depth, $1) }
        var chosen: [KeyPage] = []
        for kind in PageKind.allCases {
            chosen += near.filter { pages[$0].kind == kind }.prefix(Self.pagesOfKind)
                .map { KeyPage(page: $0, reason: .kind(kind)) }
        }
        var seen = Set(chosen.map { templates[$0.page] })
        var examples: [Int: Int] = [:]
        for page in near where seen.insert(templates[page]).inserted { examples[templates[page]] = page }
        chosen += examples.sorted { $0.key < $1.key }.prefix(Self.maximumTemplates)
            .map { KeyPage(page: $0.value, reason: .template($0.key)) }
        return chosen
    }

    /// A page of fewer elements than the median divided by this, or more than it times this, is of unusual size.
    static let unusualRatio = 4

    /// Pages of unusual size, by their places in ``pages``: stubs, redirects by script, lists of everything.
    ///
    /// Known before anything is judged. A few such pages score far off the others, and whoever draws none of them does not
    /// know that they exist.
    var unusual: Set<Int> {
        let sizes = pages.map(\.elements).filter { $0 > 0 }.sorted()
        guard !sizes.isEmpty else { return [] }
        let median = sizes[sizes.count / 2]
        return Set(
            pages.indices.filter { index in
                let size = pages[index].elements
                return size > 0 && (size * Self.unusualRatio < median || size > median * Self.unusualRatio)
            }
        )
    }

    /// The name of the stratum a page is in.
    func stratum(of page: Int, by basis: PageSample.Basis) -> String {
        switch basis {
        case .template: "template-\(templates[page])"
        case .column: Self.column(of: pages[page].key)
        }
    }

    /// The first part of the path: `/news/` of `https://a.test/news/1.html`, `/` of pages that lie in no folder.
    static func column(of key: String) -> String {
        var parts = key.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)[...]
        if parts.count > 2, parts[0].last == 0x3A, parts[1].isEmpty { parts = parts.dropFirst(3) }
        if parts.count > 1, parts.first?.isEmpty == true { parts = parts.dropFirst() }
        guard parts.count > 1, let folder = parts.first else { return "/" }
        return "/" + String(Substring(folder)) + "/"
    }
}
