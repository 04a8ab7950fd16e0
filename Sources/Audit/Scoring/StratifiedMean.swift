/// The mean of a number over a frame that was sampled by stratum, with its 95 % interval.
struct StratifiedMean: Equatable {
    let mean: Double
    /// nil where every page was looked at, or where a single page stands for several.
    let interval: ClosedRange<Double>?

    /// From so many pages on, and within the middle of the scale, Student's interval stands alone.
    static let pagesForStudent = 30

    /// - Parameters:
    ///   - strata: The numbers of the pages looked at stand first in their rows.
    ///   - middle: Where means are far enough from the ends of their scale for a symmetrical interval.
    ///   - seed: Of the resampling.
    init?(_ strata: [StratifiedBootstrap.Stratum], middle: ClosedRange<Double>, seed: UInt64) {
        guard !strata.isEmpty else { return nil }
        let frame = StratifiedBootstrap(strata)
        mean = frame.mean.x
        guard frame.isSample, frame.showsVariation else {
            interval = nil
            return
        }
        let student = Self.student(frame, around: mean)
        guard frame.pages < Self.pagesForStudent || !middle.contains(mean) else {
            interval = student
            return
        }
        // Few pages, or scores that crowd at one end: neither way holds alone, so each may widen the other.
        let resampled = frame.percentiles(seed: seed) { $0.x }
        let low = min(student.lowerBound, resampled.lowerBound)
        interval = low...max(student.upperBound, resampled.upperBound)
    }

    /// Student's interval, with the degrees of freedom that the strata together have (Satterthwaite 1946).
    private static func student(_ frame: StratifiedBootstrap, around mean: Double) -> ClosedRange<Double> {
        let whole = Double(frame.size)
        let parts = frame.strata.filter { $0.sampled < 1 }.map { stratum in
            let share = Double(stratum.size) / whole
            let variance = share * share * (1 - stratum.sampled) * stratum.variance / Double(stratum.rows.count)
            return (variance: variance, freedom: Double(stratum.rows.count - 1))
        }
        let variance = parts.map(\.variance).reduce(0, +)
        guard variance > 0 else { return mean...mean }
        let freedom = variance * variance / parts.map { $0.variance * $0.variance / $0.freedom }.reduce(0, +)
        let reach = StudentQuantile.value(degreesOfFreedom: freedom) * variance.squareRoot()
        return mean - reach...mean + reach
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
