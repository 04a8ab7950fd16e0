/// What a command's scans amount to, for its exit code.
public struct ScanVerdict: Sendable {
    /// The highest severity among certain failed violations.
    public let worst: Severity?
    /// Whether a limit, an interruption or a site that could not be checked left something out.
    public let isPartial: Bool
    /// Whether the room left on the disk ended a scan.
    public let isDiskLow: Bool

    public init(_ outcomes: [ScanBatch.Outcome]) {
        var worst: Severity?
        var stops: [StopReason?] = []
        for outcome in outcomes {
            guard case .scanned(let result) = outcome else {
                stops.append(nil)
                continue
            }
            worst = [worst, result.worst].compactMap(\.self).max()
            stops.append(result.summary.stop)
        }
        self.worst = worst
        isPartial = stops.contains { $0 != .finished }
        isDiskLow = stops.contains(.limit(.disk))
    }
}
