/// One pass over the subjects of a programme: baseline, mid-term, final.
public struct Round: Sendable, Equatable {
    /// Unique in the store.
    public var name: String
    public var programme: String
    /// The numbers of its runs, oldest first.
    public var runs: [RunID]
    /// Whether a scan has fixed the rules of all later scans of the round.
    public var hasFrozenRules: Bool
    /// The version of each checklist that its first inspection has fixed, by the checklist's id.
    public var checklists: [String: String] = [:]
}
