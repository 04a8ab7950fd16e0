/// The mean of a number over a frame that was sampled by stratum, with its 95 % interval.
struct StratifiedMean: Equatable {
    let mean: Double
    /// nil where every page was looked at, or where a single page stands for several.
    let interval: ClosedRange<Double>?

    /// - Parameter strata: The numbers of the pages looked at stand first in their rows.
    init?(_ strata: [StratifiedBootstrap.Stratum]) {
        guard !strata.isEmpty else { return nil }
        let frame = StratifiedBootstrap(strata)
        mean = frame.mean.x
        interval = frame.isSample && frame.showsVariation ? Self.interval(frame, around: mean) : nil
    }

    /// Student's interval, joined with the same one moved towards the side on which far values are rarely drawn.
    ///
    /// The degrees of freedom are those the strata together have (Satterthwaite 1946). The mean of a skewed number is itself
    /// skewed, by γ, and Student's interval misses on one side: the first-order correction of Hall (1992) moves it by
    /// `γ · σ · (2z² + 1) / 6`. Joined, since the skewness of a sample is often less than that of what it was drawn from.
    private static func interval(_ frame: StratifiedBootstrap, around mean: Double) -> ClosedRange<Double> {
        let whole = Double(frame.size)
        var (variance, cube, squares) = (0.0, 0.0, 0.0)
        for stratum in frame.strata where stratum.sampled < 1 {
            let (share, count) = (Double(stratum.size) / whole, Double(stratum.rows.count))
            let left = 1 - stratum.sampled
            let part = share * share * left * stratum.variance / count
            variance += part
            squares += part * part / (count - 1)
            cube += share * share * share * left * left.squareRoot() * stratum.thirdMoment / (count * count)
        }
        guard variance > 0 else { return mean...mean }
        let deviation = variance.squareRoot()
        let reach = StudentQuantile.value(degreesOfFreedom: variance * variance / squares) * deviation
        let z = WilsonInterval.z
        let shift = cube / variance * (2 * z * z + 1) / 6
        return mean - reach + min(0, shift)...mean + reach + max(0, shift)
    }
}

enum StudentQuantile {
    /// The 97.5 % quantile of Student's t, by its expansion in 1/ν (Abramowitz and Stegun 26.7.5).
    ///
    /// Within 0.2 from 2 degrees of freedom on, within 0.001 from 10 on; below 1.5 that of a single degree.
    static func value(degreesOfFreedom n: Double) -> Double {
        if n < 1.5 { return 12.706 }
        let z = WilsonInterval.z
        let (z3, z5, z7) = (z * z * z, z * z * z * z * z, z * z * z * z * z * z * z)
        return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
            + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
    }
}
