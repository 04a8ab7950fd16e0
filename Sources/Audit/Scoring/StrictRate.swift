/// 达标率: the share of pairs of page and criterion without any failure, over the site.
///
/// Every pair counts alike: `Σ w · clean / Σ w · pairs`, with w = 1 for key pages and N_h/n_h for the others. The interval
/// resamples whole pages, because the pairs of one page are not independent.
public struct StrictRate: Sendable, Equatable {
    /// What one page adds.
    struct Page {
        var pairs: Int
        var clean: Int
        var stratum: String
        var isKey: Bool
    }

    /// From 0 to 1.
    public let value: Double
    /// 95 %; nil where every page was checked, or where fewer than ``SiteEstimate/minimumDrawn`` were drawn.
    public let interval: ClosedRange<Double>?

    /// Nil where there is no pair.
    init?(_ pages: [Page], frame: [String: Int], seed: UInt64 = 1) {
        let key = pages.filter(\.isKey).reduce(SIMD2<Double>()) { $0 + $1.row }
        let strata = Dictionary(grouping: pages.filter { !$0.isKey }, by: \.stratum).sorted { $0.key < $1.key }
            .map { StratifiedBootstrap.Stratum($1.map(\.row), size: frame[$0] ?? 0) }
        let sample = StratifiedBootstrap(strata)
        let size = Double(sample.size)
        func share(_ mean: SIMD2<Double>) -> Double {
            let whole = key + mean * size
            return whole.y > 0 ? min(1, max(0, whole.x / whole.y)) : 0
        }
        guard (key + sample.mean * size).y > 0 else { return nil }
        value = share(sample.mean)
        let isEnough = sample.pages >= SiteEstimate.minimumDrawn
        interval =
            isEnough && sample.isSample && sample.showsVariation ? sample.percentiles(seed: seed, of: share) : nil
    }
}

extension StrictRate.Page {
    fileprivate var row: SIMD2<Double> { SIMD2(Double(clean), Double(pairs)) }
}
