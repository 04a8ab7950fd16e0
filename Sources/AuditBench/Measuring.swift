import Foundation

/// How often each measurement is made; the median is told.
let rounds = 5

/// Seconds that work takes by the clock.
func seconds(_ work: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try work()
    return (ContinuousClock.now - start) / .seconds(1)
}

func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await work()
    return (ContinuousClock.now - start) / .seconds(1)
}

/// Seconds of processor time that work takes, which other processes on the machine do not lengthen.
func processorSeconds(_ work: () async throws -> Void) async rethrows -> Double {
    let start = processorTime
    try await work()
    return processorTime - start
}

/// Seconds that all threads of this process have run so far, which other jobs on the machine do not lengthen.
var processorTime: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1_000_000
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted[sorted.count / 2]
}

/// The most memory this process had so far, in bytes.
var peakMemory: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1_024
}

extension Double {
    /// Rounded to one decimal.
    var short: String { String(format: "%.1f", self) }
}
