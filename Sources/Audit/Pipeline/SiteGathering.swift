/// Gathers what pages leave behind while they are checked one after the other.
struct SiteGathering {
    private let rules: [AppliedRule]
    private let site: String
    private var traces: [(key: String, trace: SiteTrace)] = []
    private var isWhole = true

    init(rules: [AppliedRule], site: String) {
        self.rules = rules.overSites
        self.site = site
    }

    mutating func add(_ record: PageRecord) {
        if rules.isEmpty { return }
        guard let trace = record.trace, traces.count < SiteLimits.maximumPages else {
            isWhole = false
            return
        }
        traces.append((record.key, trace))
    }

    /// Judges the pages by the rules of the site, and adds to the summary what these found.
    func judge(_ summary: inout CheckRun.Summary, _ each: (SiteRecord) throws -> Void) throws {
        guard !rules.isEmpty, traces.count > 1 else { return }
        let compared = Site(pages: traces.map { SitePage(key: $0.key, facts: $0.trace.facts) }, isWhole: isWhole)
        var record = SiteRecord(pages: traces.count, assertions: [], findings: [])
        for (page, found) in zip(traces, compared.assertions(of: rules)) {
            record.assertions =
                record.assertions.isEmpty
                ? found.assertions : FrameDocuments.sum(record.assertions, found.assertions)
            record.findings += page.trace.findings(for: found.verdicts, of: rules, site: site)
        }
        summary.add(record.findings)
        try each(record)
    }
}
