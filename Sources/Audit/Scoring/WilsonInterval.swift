internal import Foundation

/// The 95 % interval of a share by Wilson's score (1927), which stays between 0 and 1 and holds for few cases too.
///
/// Where a sample took a noticeable part of a finite population, `of` narrows it by the finite population correction:
/// the sample counts as `n · (N − 1)/(N − n)` cases, after which nothing is left unknown when all were seen.
public enum WilsonInterval {
    /// The 97.5 % quantile of the normal distribution.
    static let z = 1.959_963_984_540_054

    /// The interval of the share.
    ///
    /// - Parameters:
    ///   - hits: Cases that have the property, from 0 to `cases`.
    ///   - cases: Cases that were judged.
    ///   - population: How many there are in all; nil where that is unknown or much larger.
    /// - Returns: Ends from 0 to 1; nil where there are no cases.
    public static func interval(_ hits: Int, of cases: Int, population: Int? = nil) -> ClosedRange<Double>? {
        precondition(hits >= 0 && hits <= cases, "hits are some of the cases")
        guard cases > 0 else { return nil }
        let share = Double(hits) / Double(cases)
        var effective = Double(cases)
        if let population, population > 1 {
            guard cases < population else { return share...share }
            effective *= Double(population - 1) / Double(population - cases)
        }
        return interval(share: share, effectiveCases: effective)
    }

    /// The interval of a share that rests on as much as this many independent cases, which need not be whole.
    static func interval(share: Double, effectiveCases cases: Double) -> ClosedRange<Double> {
        let middle = (share + z * z / (2 * cases)) / (1 + z * z / cases)
        let variance = share * (1 - share) / cases + z * z / (4 * cases * cases)
        let reach = z * variance.squareRoot() / (1 + z * z / cases)
        // At the ends the formula gives the end itself; rounding must not go past it or stop short of it.
        let low = share == 0 ? 0 : max(0, middle - reach)
        let high = share == 1 ? 1 : min(1, middle + reach)
        return low...high
    }

    /// The highest share that still gives no case in `cases` seen with a probability of 5 %: `1 − 0.05^(1/n)`.
    ///
    /// Nil where nothing was seen.
    public static func upperBoundWhenNoneSeen(in cases: Int) -> Double? {
        cases > 0 ? 1 - pow(0.05, 1 / Double(cases)) : nil
    }
}
