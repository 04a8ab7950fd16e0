/// Draws a sample of pages as WCAG-EM 2.0 (step 3) has it: a structured one, and beside it one by lot.
///
/// What the key pages leave is put into strata; each gives pages in proportion to its size, at least two, drawn by simple
/// random sampling. Pages of unusual size are a stratum of their own: all of them are taken where half of the draw holds
/// them, else more than their due, since a few pages that are far off say more than many that are alike. Equal frames,
/// settings and seeds give equal samples.
public struct SampleDraw: Sendable {
    /// Pages to be drawn by lot, key pages not counted.
    public static let defaultPages = 50
    /// What is drawn by lot is at least this share of the structured sample.
    public static let minimumShare = 0.1
    /// Strata with fewer pages than this are put together.
    static let minimumStratum = 5
    /// Pages of a stratum that are drawn at least.
    static let pagesOfStratum = 2
    /// What is kept of the sample before.
    static let panelShare = 0.5
    /// The stratum of what is in none of its own.
    static let rest = "other"
    /// The stratum of pages of unusual size.
    static let unusual = "unusual-size"
    /// Of the draw, what pages of unusual size take at most.
    static let unusualShare = 0.5
    /// Where more of the pages than this are of unusual size, none is.
    static let oddShare = 0.25
    /// So many times their due are drawn of them where there are more.
    static let unusualBoost = 4.0

    public var pages: Int
    public var seed: UInt64
    public var basis: PageSample.Basis
    /// A sample of the same site, half of which is kept.
    public var previous: PageSample?

    public init(
        pages: Int = defaultPages,
        seed: UInt64,
        basis: PageSample.Basis = .template,
        previous: PageSample? = nil
    ) {
        self.pages = pages
        self.seed = seed
        self.basis = basis
        self.previous = previous
    }

    /// - Parameters:
    ///   - frame: The pages of `run`.
    ///   - run: The run whose pages they are.
    ///   - subject: The site.
    /// - Returns: A sample that is not stored yet.
    public func draw(from frame: SampleFrame, run: RunID, of subject: String) -> PageSample {
        let keyPages = frame.keyPages
        let kept = Set(previous?.pages.map(\.key) ?? [])
        let structured = keyPages.map { Self.page($0, of: frame, kept: kept) }
        let least = Int((Self.minimumShare * Double(structured.count)).rounded(.up))
        let (strata, counts) = Self.plan(frame, without: Set(keyPages.map(\.page)), by: basis, pages: max(pages, least))
        var random = SplitMix64(seed: seed)
        var drawn: [PageSample.Page] = []
        for (stratum, count) in zip(strata, counts) {
            for position in lot(count, of: stratum.pages, frame, &random) {
                let page = frame.pages[position]
                drawn.append(
                    PageSample.Page(
                        key: page.key,
                        address: page.address,
                        part: .random,
                        stratum: stratum.name,
                        isKept: kept.contains(page.key)
                    )
                )
            }
        }
        return PageSample(
            subject: subject,
            run: run,
            seed: seed,
            basis: basis,
            frame: frame.pages.count,
            exclusions: frame.exclusions,
            previous: previous?.number,
            strata: zip(strata, counts).map { .init(name: $0.name, size: $0.pages.count, drawn: $1) },
            pages: structured + drawn
        )
    }

    private static func page(
        _ keyPage: SampleFrame.KeyPage,
        of frame: SampleFrame,
        kept: Set<String>
    ) -> PageSample.Page {
        let page = frame.pages[keyPage.page]
        return PageSample.Page(
            key: page.key,
            address: page.address,
            part: .structured,
            reason: keyPage.reason.text,
            isKept: kept.contains(page.key)
        )
    }

    /// Half of the pages from those of the sample before, as far as they are still there, the rest from the others.
    private func lot(_ count: Int, of pages: [Int], _ frame: SampleFrame, _ random: inout SplitMix64) -> [Int] {
        guard let previous else { return random.sample(count, of: pages) }
        let before = Set(previous.pages.filter { $0.part == .random }.map(\.key))
        let old = pages.filter { before.contains(frame.pages[$0].key) }
        let new = pages.filter { !before.contains(frame.pages[$0].key) }
        let fresh = min(new.count, count - min(old.count, Int((Double(count) * Self.panelShare).rounded())))
        return (random.sample(count - fresh, of: old) + random.sample(fresh, of: new)).sorted()
    }

    // MARK: - Strata

    struct Group: Equatable {
        let name: String
        /// Their places in the frame.
        let pages: [Int]
    }

    /// The strata and how many pages each gives; that of pages of unusual size is the last.
    static func plan(
        _ frame: SampleFrame,
        without keyPages: Set<Int>,
        by basis: PageSample.Basis,
        pages: Int
    ) -> (strata: [Group], counts: [Int]) {
        let others = frame.pages.indices.filter { !keyPages.contains($0) }
        let odd = frame.unusual
        let apart = others.filter { odd.contains($0) }
        let (few, most) = (pagesOfStratum, Int(unusualShare * Double(pages)))
        // Where the draw is too small to part them, or so many are odd that they are not, they stand with the others.
        guard !apart.isEmpty, most >= few, Double(apart.count) <= oddShare * Double(others.count) else {
            let strata = Self.strata(of: others, frame, by: basis, pages: pages)
            return (strata, allocation(of: pages, to: strata.map(\.pages.count)))
        }
        let due = Double(pages * apart.count) / Double(others.count)
        let taken =
            apart.count <= most ? apart.count : max(few, min(most, Int((unusualBoost * due).rounded(.up))))
        let strata = Self.strata(of: others.filter { !odd.contains($0) }, frame, by: basis, pages: pages - taken)
        let counts = allocation(of: pages - taken, to: strata.map(\.pages.count))
        return (strata + [Group(name: unusual, pages: apart)], counts + [taken])
    }

    /// The strata of some pages, largest first; so many that each can give two pages, what is left put together.
    private static func strata(
        of others: [Int],
        _ frame: SampleFrame,
        by basis: PageSample.Basis,
        pages: Int
    ) -> [Group] {
        let groups = Dictionary(grouping: others) { frame.stratum(of: $0, by: basis) }
            .map { Group(name: $0.key, pages: $0.value) }
            .sorted { ($1.pages.count, $0.name) < ($0.pages.count, $1.name) }
        let room = max(1, pages / pagesOfStratum)
        let large = groups.prefix { $0.pages.count >= minimumStratum }
        let whole = groups.count <= room && large.count == groups.count
        let own = whole ? groups[...] : large.prefix(room - 1)
        let left = groups.dropFirst(own.count).flatMap(\.pages).sorted()
        return own + (left.isEmpty ? [] : [Group(name: rest, pages: left)])
    }

    /// So many of each stratum, in proportion to its pages: at least two, never more than it has.
    static func allocation(of count: Int, to sizes: [Int]) -> [Int] {
        let whole = sizes.reduce(0, +)
        guard whole > count else { return sizes }
        var counts = sizes.map { min($0, max(pagesOfStratum, count * $0 / whole)) }
        // What rounding left goes where the share is furthest from its due.
        while counts.reduce(0, +) < count {
            let due = sizes.indices.filter { counts[$0] < sizes[$0] }
            let next = due.max { left, right in
                let (a, b) = (
                    Double(count * sizes[left]) / Double(whole) - Double(counts[left]),
                    Double(count * sizes[right]) / Double(whole) - Double(counts[right])
                )
                return a == b ? left > right : a < b
            }
            guard let next else { break }
            counts[next] += 1
        }
        return counts
    }
}

extension SampleFrame.KeyPage.Reason {
    /// For programs: `search`, `template-3`.
    var text: String {
        switch self {
        case .kind(let kind): kind.rawValue
        case .template(let number): "template-\(number)"
        }
    }
}
