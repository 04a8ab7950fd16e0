/// Which rules a run applies, by id.
public struct RuleSelection: Sendable, Equatable {
    /// Rules that are the only ones to run; empty means all.
    public var only: [String]
    /// Rules that are left out.
    public var disabled: [String]

    public init(only: [String] = [], disabled: [String] = []) {
        self.only = only
        self.disabled = disabled
    }

    /// The rules chosen, in their order.
    ///
    /// - Throws: ``AuditError`` with code `unknownRule` for an id no rule has, or `usage` if no rule is left.
    public func rules(from all: [AppliedRule] = .all) throws -> [AppliedRule] {
        let ids = Set(all.map(\.metadata.id))
        for id in only + disabled where !ids.contains(id) { throw Self.unknown(id, among: ids) }
        let wanted = Set(only)
        let refused = Set(disabled)
        let chosen = all.filter { rule in
            let id = rule.metadata.id
            return (wanted.isEmpty || wanted.contains(id)) && !refused.contains(id)
        }
        guard !chosen.isEmpty else {
            throw AuditError(
                .usage,
                at: refused.sorted().joined(separator: ", "),
                LocalizedText(zh: "所选规则全部被禁用", en: "every rule that was chosen is disabled"),
                remedy: LocalizedText(zh: "至少保留一条规则", en: "Leave at least one rule enabled")
            )
        }
        return chosen
    }

    /// The error for an id no rule has, with the one that was probably meant.
    static func unknown(_ id: String, among ids: Set<String>) -> AuditError {
        let list = LocalizedText(zh: "用 `audit rules` 列出规则", en: "List the rules with `audit rules`")
        let remedy = id.nearest(among: ids.sorted()).map {
            LocalizedText(zh: "是否指“\($0)”？也可\(list.zh)", en: "Did you mean '\($0)'? \(list.en)")
        }
        let quoted = Array(id.utf8).quoted
        return AuditError(
            .unknownRule,
            at: quoted,
            LocalizedText(zh: "没有名为“\(quoted)”的规则", en: "no rule is called '\(quoted)'"),
            remedy: remedy ?? list
        )
    }
}
