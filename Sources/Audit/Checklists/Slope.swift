import Foundation

/// Slopes as per cent, 1:n and degrees.
extension MeasureUnit {
    /// A slope in this unit as per cent, rounded to 0.01 where it was not per cent already.
    func percent(of value: Double) -> Double? {
        switch self {
        case .percent: return value
        case .ratio: return value == 0 ? nil : rounded(100 / value)
        case .degree: return abs(value) < 90 ? rounded(tan(value * .pi / 180) * 100) : nil
        default: return nil
        }
    }

    /// A slope of so many per cent in this unit; level ground has no ratio.
    func slope(percent: Double) -> Double? {
        switch self {
        case .percent: return percent
        case .ratio: return percent == 0 ? nil : 100 / percent
        case .degree: return atan(percent / 100) * 180 / .pi
        default: return nil
        }
    }

    private func rounded(_ percent: Double) -> Double { (percent * 100).rounded() / 100 }
}
