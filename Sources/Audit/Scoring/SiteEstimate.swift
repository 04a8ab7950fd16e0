/// What the scores of pages say about a site: half from the key pages, half from the others, weighted by stratum.
///
/// `value = 0.5 · mean(K) + 0.5 · Σ_h (N_h/N) · mean_h`; without key pages, or with nothing else, the one part there is.
/// Where every page of the frame was checked the value is exact and has no interval.
public struct SiteEstimate: Sendable, Equatable {
    public struct Page: Sendable, Equatable {
        public var score: Double
        public var stratum: String
        public var isKey: Bool

        public init(score: Double, stratum: String = "", isKey: Bool = false) {
            self.score = score
            self.stratum = stratum
            self.isKey = isKey
        }
    }

    public let value: Double
    /// 95 %; nil where every page was checked, or where a stratum with unchecked pages has only one checked.
    public let interval: ClosedRange<Double>?
    /// Key pages and others that were scored.
    public let keyPages: Int
    public let otherPages: Int

    /// Resamples of the bootstrap.
    public static let resamples = 2000

    private struct Stratum {
        let scores: [Double]
        /// Pages of the frame.
        let size: Int

        var mean: Double { scores.reduce(0, +) / Double(scores.count) }
        var sampled: Double { Double(scores.count) / Double(size) }
        var variance: Double {
            guard scores.count > 1 else { return 0 }
            let mean = mean
            return scores.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(scores.count - 1)
        }
    }

    /// Nil where there is no page.
    ///
    /// - Parameters:
    ///   - pages: The scored pages, in any order; the order changes nothing.
    ///   - frame: How many pages that are not key pages each stratum has; as many as were scored where it is not named.
    ///   - seed: Of the bootstrap; the same seed gives the same interval.
    public init?(_ pages: [Page], frame: [String: Int] = [:], seed: UInt64 = 1) {
        let key = pages.filter(\.isKey).map(\.score).sorted()
        let grouped = Dictionary(grouping: pages.filter { !$0.isKey }, by: \.stratum)
        let strata = grouped.sorted { $0.key < $1.key }.map { name, pages in
            Stratum(scores: pages.map(\.score).sorted(), size: max(frame[name] ?? 0, pages.count))
        }
        guard !key.isEmpty || !strata.isEmpty else { return nil }
        keyPages = key.count
        otherPages = strata.map(\.scores.count).reduce(0, +)
        let keyMean = key.isEmpty ? nil : key.reduce(0, +) / Double(key.count)
        let otherShare = key.isEmpty ? 1 : strata.isEmpty ? 0 : 0.5
        let otherMean = Self.mean(of: strata.map { ($0.mean, $0.size) })
        value = (keyMean ?? 0) * (1 - otherShare) + otherMean * otherShare
        interval = Self.interval(strata, mean: otherMean, seed: seed).map { around in
            let fixed = (keyMean ?? 0) * (1 - otherShare)
            return max(0, fixed + around.lowerBound * otherShare)...min(100, fixed + around.upperBound * otherShare)
        }
    }

    private static func mean(of strata: [(mean: Double, size: Int)]) -> Double {
        let whole = Double(strata.map(\.size).reduce(0, +))
        return whole == 0 ? 0 : strata.map { $0.mean * Double($0.size) / whole }.reduce(0, +)
    }

    // MARK: - Interval

    private static func interval(_ strata: [Stratum], mean: Double, seed: UInt64) -> ClosedRange<Double>? {
        guard strata.contains(where: { $0.sampled < 1 }) else { return nil }
        guard !strata.contains(where: { $0.sampled < 1 && $0.scores.count < 2 }) else { return nil }
        let pages = strata.map(\.scores.count).reduce(0, +)
        guard pages >= 30, mean > 10, mean < 90 else { return bootstrap(strata, seed: seed) }
        let whole = Double(strata.map(\.size).reduce(0, +))
        let variance = strata.map { stratum in
            let share = Double(stratum.size) / whole
            return share * share * (1 - stratum.sampled) * stratum.variance / Double(stratum.scores.count)
        }.reduce(0, +)
        let reach = studentQuantile(degreesOfFreedom: max(1, pages - strata.count)) * variance.squareRoot()
        return mean - reach...mean + reach
    }

    /// The 97.5 % quantile of Student's t, by its expansion in 1/ν (Abramowitz and Stegun 26.7.5).
    static func studentQuantile(degreesOfFreedom: Int) -> Double {
        let z = 1.959_963_984_540_054
        let n = Double(degreesOfFreedom)
        let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
        return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
    }

    /// Percentiles of means resampled within strata, each deviation scaled to the pages that were not checked.
    private static func bootstrap(_ strata: [Stratum], seed: UInt64) -> ClosedRange<Double> {
        var random = SplitMix64(seed: seed)
        var means: [Double] = []
        means.reserveCapacity(resamples)
        let fixed = strata.map { (stratum: $0, mean: $0.mean) }
        for _ in 0..<resamples {
            let parts = fixed.map { stratum, mean -> (Double, Int) in
                let count = stratum.scores.count
                guard stratum.sampled < 1, count > 1 else { return (mean, stratum.size) }
                var sum = 0.0
                for _ in 0..<count { sum += stratum.scores[random.index(below: count)] }
                let scale = ((1 - stratum.sampled) * Double(count) / Double(count - 1)).squareRoot()
                return (mean + (sum / Double(count) - mean) * scale, stratum.size)
            }
            means.append(Self.mean(of: parts))
        }
        means.sort()
        let low = means[Int(0.025 * Double(resamples))]
        let high = means[Int(0.975 * Double(resamples)) - 1]
        return low...max(low, high)
    }
}

/// Vigna's SplitMix64: small, fast, and the same everywhere for the same seed.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Evenly distributed to within 2⁻³² for the counts used here.
    mutating func index(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }
}
