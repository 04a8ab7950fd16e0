/// The mean of a number over a frame that was sampled by stratum, with its 95 % interval.
struct StratifiedMean: Equatable {
    let mean: Double
    /// nil where every page was looked at, or where a single page stands for several.
    let interval: ClosedRange<Double>?

    /// From so many pages on, and within the middle of the scale, Student's interval is used.
    static let pagesForStudent = 30

    /// - Parameters:
    ///   - strata: By name: the numbers of the pages looked at, and how many pages there are.
    ///   - middle: Where means are far enough from the ends of their scale for a symmetrical interval.
    init?(_ strata: [StratifiedBootstrap.Stratum], middle: ClosedRange<Double>, seed: UInt64) {
        guard !strata.isEmpty else { return nil }
        let frame = StratifiedBootstrap(strata)
        mean = frame.mean.x
        guard frame.isSample, frame.showsVariation else {
            interval = nil
            return
        }
        guard frame.pages >= Self.pagesForStudent, middle.contains(mean) else {
            interval = frame.percentiles(seed: seed) { $0.x }
            return
        }
        let whole = Double(frame.size)
        let variance = frame.strata.map { stratum in
            let share = Double(stratum.size) / whole
            return share * share * (1 - stratum.sampled) * stratum.variance / Double(stratum.rows.count)
        }.reduce(0, +)
        let freedom = max(1, frame.pages - frame.strata.count)
        let reach = StudentQuantile.value(degreesOfFreedom: freedom) * variance.squareRoot()
        interval = mean - reach...mean + reach
    }
}

enum StudentQuantile {
    /// The 97.5 % quantile of Student's t, by its expansion in 1/ν (Abramowitz and Stegun 26.7.5).
    static func value(degreesOfFreedom: Int) -> Double {
        let z = 1.959_963_984_540_054
        let n = Double(degreesOfFreedom)
        let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
        return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
    }
}
