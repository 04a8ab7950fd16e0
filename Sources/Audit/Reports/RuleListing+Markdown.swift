extension RuleListing {
    /// The page docs/rules.md: every rule, and the place of every ACT rule.
    public static func markdown(_ rules: [any DocumentedRule.Type] = RuleRegistry.documented) -> String {
        var text = """
            # Rules

            Written by `audit rules --format markdown`; a test fails while this page is out of date. `audit rules explain ID`
            tells more of each. A failed *violation* counts against its criterion, a *review* asks a person and never fails, and
            *advice* never counts. `style` rules need the page's style sheets; `site` rules compare the pages of a site, and run
            when all of them were checked.

            | rule | 规则 | kind | needs | criteria | ACT |
            |---|---|---|---|---|---|

            """
        for rule in rules {
            let data = rule.metadata
            let criteria = data.criteria.joined(separator: ", ")
            text +=
                "| `\(data.id)`: \(data.title.en) | \(data.title.zh) | \(data.kind.rawValue) | \(data.needs.rawValue) "
            text += "| \(criteria) | \(data.act.joined(separator: ", ")) |\n"
        }
        return text + actTable(rules)
    }

    private static func actTable(_ rules: [any DocumentedRule.Type]) -> String {
        var byACT: [String: [String]] = [:]
        for rule in rules {
            for id in rule.metadata.act { byACT[id, default: []].append(rule.metadata.id) }
        }
        let covered = ACTRule.all.filter { byACT[$0.id] != nil }
        var text = """

            ## ACT rules

            \(covered.count) of \(ACTRule.all.count) have a rule here, though some can only be asked as a question; the others need
            more than markup and styles. How they do on graded cases is in [conformance.md](conformance.md).

            | ACT rule | state | rule, or what it needs |
            |---|---|---|

            """
        for rule in ACTRule.all {
            let place =
                byACT[rule.id].map { $0.map { "`\($0)`" }.joined(separator: ", ") }
                ?? "\(rule.needs?.rawValue ?? "unknown"): \(rule.what)"
            text += "| \(rule.id) | \(rule.isApproved ? "approved" : "proposed") | \(place) |\n"
        }
        return text
    }
}
