/// How the rules of two runs differ: numbers made with different rules are not comparable.
public struct RuleSetChange: Sendable, Equatable {
    /// Ids of rules that only the newer run has, that only the older one has, and that both have in different versions.
    public let added: [String]
    public let removed: [String]
    public let changed: [String]
    /// What both runs asked alike, in the order of the newer one.
    public let common: [Requirement]

    public var isNone: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    public init(from old: [Requirement], to new: [Requirement]) {
        let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Set(new.map(\.id))
        added = new.map(\.id).filter { before[$0] == nil }
        removed = old.map(\.id).filter { !after.contains($0) }
        common = new.filter { rule in before[rule.id].map { Self.asksTheSame($0, rule) } ?? false }
        let same = Set(common.map(\.id))
        changed = new.map(\.id).filter { before[$0] != nil && !same.contains($0) }
    }

    /// Titles and advice may be worded anew; what is asked and where it counts may not change.
    private static func asksTheSame(_ first: Requirement, _ second: Requirement) -> Bool {
        first.version == second.version && first.kind == second.kind && first.criteria == second.criteria
    }
}
