extension RuleMetadata {
    /// The lowest level among the rule's criteria, or nil for advice without one.
    public var level: SuccessCriterion.Level? { criteria.compactMap { WCAG.criterion($0)?.level }.min() }

    /// What other standards make of the rule's criteria: `en301549:9.1.1.1`, `section508:E205.4`,
    /// `gbt37668:3.2.1.4;secondary` or `gbt37668:?;unverified`; in that order, each once.
    public var standards: [String] {
        let found = criteria.compactMap(WCAG.criterion)
        var keys = found.compactMap(\.en301549Clause).map { "en301549:" + $0 }
        keys += found.compactMap(\.section508Provision).map { "section508:" + $0 }
        keys += criteria.flatMap(GBT37668.items(for:)).map(\.key)
        var seen: Set<String> = []
        return keys.filter { seen.insert($0).inserted }
    }

    /// Who is hit by a failure: the union over the criteria, in the order of the enumeration.
    public var groups: [FunctionalGroup] {
        let hit = Set(criteria.flatMap { WCAG.criterion($0)?.groups ?? [] })
        return FunctionalGroup.allCases.filter(hit.contains)
    }
}
