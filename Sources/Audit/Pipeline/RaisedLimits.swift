/// Limits that a resumed scan is given in place of its own.
public struct RaisedLimits: Sendable, Equatable {
    public var maxPages: Int?
    public var maxDepth: Int?
    public var maxSeconds: Int?
    public var maxBytes: Int?
    public var maxFailures: Int?

    public init() {}

    public var isEmpty: Bool { self == RaisedLimits() }
}

extension ScanSettings {
    mutating func take(_ limits: RaisedLimits) {
        maxPages = limits.maxPages ?? maxPages
        maxDepth = limits.maxDepth ?? maxDepth
        maxSeconds = limits.maxSeconds ?? maxSeconds
        maxBytes = limits.maxBytes ?? maxBytes
        maxFailures = limits.maxFailures ?? maxFailures
    }
}

extension Run {
    /// Whether a limit ended it, so that it can go on with a higher one.
    var isLimited: Bool { state == .partial && stopReason?.hasPrefix("limit-") == true }
}
