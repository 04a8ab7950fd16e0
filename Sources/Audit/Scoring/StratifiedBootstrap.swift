/// A frame that was sampled by stratum, and what resampling its pages says about a number made of their means.
///
/// A page is a row of two values, so that a ratio keeps its numerator and denominator together.
struct StratifiedBootstrap {
    struct Stratum: Equatable {
        /// In an order of their own, so that the order of pages changes nothing.
        let rows: [SIMD2<Double>]
        /// Pages of the frame, at least as many as there are rows.
        let size: Int

        init(_ rows: [SIMD2<Double>], size: Int) {
            self.rows = rows.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
            self.size = max(size, rows.count)
        }

        var mean: SIMD2<Double> { rows.reduce(SIMD2(), +) / Double(rows.count) }
        /// The share of the frame that was looked at.
        var sampled: Double { Double(rows.count) / Double(size) }

        /// Of the first value.
        var variance: Double {
            guard rows.count > 1 else { return 0 }
            let mean = mean.x
            return rows.map { ($0.x - mean) * ($0.x - mean) }.reduce(0, +) / Double(rows.count - 1)
        }

        /// The third central moment of the first value; 0 where fewer than three pages tell nothing of it.
        var thirdMoment: Double {
            guard rows.count > 2 else { return 0 }
            let (mean, count) = (mean.x, Double(rows.count))
            let cubes = rows.map { ($0.x - mean) * ($0.x - mean) * ($0.x - mean) }.reduce(0, +)
            return cubes * count / ((count - 1) * (count - 2))
        }
    }

    /// Resamples drawn for one interval.
    static let resamples = 2000

    let strata: [Stratum]

    /// Strata of which one page stands for several are put together, since one page shows no variation.
    init(_ strata: [Stratum]) {
        let single = strata.filter { $0.rows.count == 1 && $0.sampled < 1 }
        guard !single.isEmpty, strata.count > 1 else {
            self.strata = strata
            return
        }
        var others = strata.filter { $0.rows.count != 1 || $0.sampled == 1 }
        var joined = single
        if single.count == 1, let smallest = others.indices.min(by: { others[$0].size < others[$1].size }) {
            joined.append(others.remove(at: smallest))
        }
        self.strata = others + [Stratum(joined.flatMap(\.rows), size: joined.map(\.size).reduce(0, +))]
    }

    var size: Int { strata.map(\.size).reduce(0, +) }
    var pages: Int { strata.map(\.rows.count).reduce(0, +) }
    /// Whether the frame has pages that were not looked at.
    var isSample: Bool { strata.contains { $0.sampled < 1 } }
    /// Whether the pages show how much pages differ.
    var showsVariation: Bool { !strata.contains { $0.sampled < 1 && $0.rows.count < 2 } }

    /// The mean of the frame: strata count as many pages as they have.
    var mean: SIMD2<Double> { Self.mean(strata.map { ($0.mean, $0.size) }) }

    private static func mean(_ parts: [(mean: SIMD2<Double>, size: Int)]) -> SIMD2<Double> {
        let whole = Double(parts.map(\.size).reduce(0, +))
        return whole == 0 ? SIMD2() : parts.reduce(SIMD2()) { $0 + $1.mean * Double($1.size) / whole }
    }

    /// The 2.5 % and 97.5 % percentiles of a number made of the frame's means, by resampling within strata.
    ///
    /// Each stratum's deviation is scaled by `√((1 − n/N) · n/(n − 1))`: to the pages that were not looked at, and for the
    /// degree of freedom that a resample loses.
    func percentiles(seed: UInt64, of number: (SIMD2<Double>) -> Double) -> ClosedRange<Double> {
        var random = SplitMix64(seed: seed)
        let fixed = strata.map { (stratum: $0, mean: $0.mean) }
        var numbers: [Double] = []
        numbers.reserveCapacity(Self.resamples)
        for _ in 0..<Self.resamples {
            let parts = fixed.map { stratum, mean -> (SIMD2<Double>, Int) in
                let count = stratum.rows.count
                guard stratum.sampled < 1, count > 1 else { return (mean, stratum.size) }
                var sum = SIMD2<Double>()
                for _ in 0..<count { sum += stratum.rows[random.index(below: count)] }
                let scale = ((1 - stratum.sampled) * Double(count) / Double(count - 1)).squareRoot()
                return (mean + (sum / Double(count) - mean) * scale, stratum.size)
            }
            numbers.append(number(Self.mean(parts)))
        }
        numbers.sort()
        let low = numbers[Int(0.025 * Double(Self.resamples))]
        let high = numbers[Int(0.975 * Double(Self.resamples)) - 1]
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

    /// So many of the elements, each set of them equally likely, in the order they had.
    mutating func sample<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        var positions = Array(elements.indices)
        for place in 0..<min(count, positions.count) {
            positions.swapAt(place, place + index(below: positions.count - place))
        }
        return positions.prefix(count).sorted().map { elements[$0] }
    }
}
