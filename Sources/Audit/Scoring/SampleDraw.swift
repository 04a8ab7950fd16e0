/// Draws a sample of pages as WCAG-EM 2.0 (step 3) has it: a structured one, and beside it one by lot.
///
/// What the key pages leave is put into strata; each gives pages in proportion to its size, at least two, drawn by simple
/// random sampling. Equal frames, settings and seeds give equal samples.
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
        let strata = Self.strata(frame, without: Set(keyPages.map(\.page)), by: basis, pages: max(pages, least))
        let counts = Self.allocation(of: max(pages, least), to: strata.map(\.pages.count))
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

    /// The strata, largest first; so many that each can give two pages, what is left put together.
    static func strata(
        _ frame: SampleFrame,
        without keyPages: Set<Int>,
        by basis: PageSample.Basis,
        pages: Int
    ) -> [Group] {
        let others = frame.pages.indices.filter { !keyPages.contains($0) }
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
