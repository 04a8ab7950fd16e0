/// What a page leaves behind for the rules of its site: the facts, and where the elements stand that findings may be about.
public struct SiteTrace: Sendable, Equatable {
    public var facts: SiteFacts
    var places: [Int32: TracedPlace]

    /// Where an element stands and what identifies it.
    struct TracedPlace: Sendable, Equatable {
        var place: NodePlace
        var signals: Signals
    }

    init(facts: SiteFacts, places: [Int32: TracedPlace]) {
        self.facts = facts
        self.places = places
    }

    /// The facts with the places that the maker of the page's findings gives.
    init(_ facts: SiteFacts, places maker: inout FindingMaker) {
        self.facts = facts
        places = [:]
        for node in facts.nodes {
            places[node.index] = TracedPlace(place: maker.place(of: node), signals: maker.signals(of: node))
        }
    }

    /// The findings for what site rules said about this page, in the order given.
    ///
    /// - Parameters:
    ///   - verdicts: Those that did not pass, by rule and then by place.
    ///   - rules: The rules that said it.
    ///   - site: The id of the subject the page belongs to.
    /// - Returns: One finding for each verdict whose place is known.
    func findings(for verdicts: [TargetVerdict], of rules: [AppliedRule], site: String) -> [Finding] {
        let metadata = Dictionary(rules.map { ($0.metadata.id, $0.metadata) }, uniquingKeysWith: { first, _ in first })
        var numbering = SignalNumbering()
        return verdicts.compactMap { verdict in
            guard let rule = metadata[verdict.rule], let traced = places[verdict.target.index] else { return nil }
            let signals = numbering.number(traced.signals, family: rule.family)
            return Finding(verdict, rule: rule, at: traced.place, signals: signals, site: site)
        }
    }
}

/// What the rules of a site say after all its pages were checked without a store.
public struct SiteRecord: Sendable, Equatable {
    /// Pages that were compared.
    public var pages: Int
    /// One for each rule over a site, summed over the pages.
    public var assertions: [Assertion]
    public var findings: [Finding]
}
