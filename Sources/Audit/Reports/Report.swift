/// Everything a report says, before any format is chosen.
public struct Report: Sendable {
    public var title: LocalizedText
    /// When the newest data in it was gathered; a report made twice from the same data is the same.
    public var made: Timestamp
    public var toolVersion: String
    /// Sites first, then places, each by id.
    public var subjects: [SubjectReport]
    /// What somebody answers for not counting, in force or expired.
    public var suppressions: [StoredSuppression]
    /// When deadlines and the expiries of suppressions were judged.
    public var moment: Timestamp
    /// The indicators of a plan, where one was asked for.
    public var indicators: IndicatorReport?
    /// SHA-256 of the data, hexadecimal.
    public var dataHash: String

    public init(
        title: LocalizedText,
        made: Timestamp,
        toolVersion: String,
        subjects: [SubjectReport],
        suppressions: [StoredSuppression] = [],
        moment: Timestamp? = nil,
        indicators: IndicatorReport? = nil,
        dataHash: String
    ) {
        self.title = title
        self.made = made
        self.toolVersion = toolVersion
        self.subjects = subjects
        self.suppressions = suppressions
        self.moment = moment ?? made
        self.indicators = indicators
        self.dataHash = dataHash
    }
}

/// What the report says of one site or place.
public struct SubjectReport: Sendable {
    public var subject: Subject
    public var run: Run
    /// The result in one sentence that a reader who knows no standard understands.
    public var sentence: LocalizedText
    /// The one that answers "how good is it?" first.
    public var figures: [Figure]
    /// The index of a site; nil where too little was checked, and for places.
    public var index: Double?
    /// The index over one principle, level, group of people or kind of page; empty for places.
    public var parts: [ScorePart] = []
    /// How much of what there is was judged; one of the figures.
    public var coverage: Figure?
    /// Failed violations, worst first; then questions for a person; then advice, all without what is suppressed.
    public var groups: [FindingGroup]
    /// What was not looked at, or not answered, and why.
    public var untested: [Untested]
    /// Every rule or item with its counts.
    public var totals: [RequirementTotal]
    public var method: [Fact]
    /// Failures that keep people out altogether.
    public var blockers: [Blocker] = []
    /// What is repaired as one; templates first.
    public var defects = DefectList()
    /// Every criterion at levels A and AA; empty for places.
    public var criteria: [CriterionResult] = []
    /// The pages with the most failures; empty for places.
    public var worstPages: [PageResult] = []
    /// What changed since an earlier run; nil where there is none to compare with.
    public var change: RunDifference?
    /// Where findings are that have coordinates; empty for sites.
    public var points: [MapPoint] = []
    /// Small pictures by the id of the finding they are evidence of.
    public var photos: [String: [Photo]] = [:]
    /// How well the portal is kept; nil for places and for what another tool found.
    public var health: PortalHealth?
    /// The sample of the site's pages that the figures are estimated from, or that was drawn from this run.
    public var sample: DrawnSample?
    /// How the form stands in review; nil for sites.
    public var review: FormReview?
    /// Findings of the run that a suppression in force covers, which stand in no group.
    public var suppressed = 0

    public init(
        subject: Subject,
        run: Run,
        sentence: LocalizedText,
        figures: [Figure],
        coverage: Figure? = nil,
        groups: [FindingGroup],
        untested: [Untested],
        totals: [RequirementTotal],
        method: [Fact]
    ) {
        self.subject = subject
        self.run = run
        self.sentence = sentence
        self.figures = figures
        self.coverage = coverage
        self.groups = groups
        self.untested = untested
        self.totals = totals
        self.method = method
    }

    /// One number with what it is a number of.
    public struct Figure: Sendable {
        public var label: LocalizedText
        public var value: LocalizedText
        /// The denominator, always said.
        public var basis: LocalizedText
        /// How the number is computed, for whoever asks; nil where the denominator says it.
        public var how: LocalizedText?

        public init(label: LocalizedText, value: LocalizedText, basis: LocalizedText, how: LocalizedText? = nil) {
            self.label = label
            self.value = value
            self.basis = basis
            self.how = how
        }
    }

    /// Something that did not get a verdict, which is never counted as passed.
    public struct Untested: Sendable {
        public var what: LocalizedText
        public var count: Int
        public var reason: LocalizedText
        /// Some of them, at most ``HTMLReport/maximumExamples``.
        public var examples: [String]

        public init(what: LocalizedText, count: Int, reason: LocalizedText, examples: [String]) {
            self.what = what
            self.count = count
            self.reason = reason
            self.examples = examples
        }
    }

    public struct Fact: Sendable {
        public var label: LocalizedText
        public var value: LocalizedText

        public init(label: LocalizedText, value: LocalizedText) {
            self.label = label
            self.value = value
        }
    }
}

/// The findings of one rule or item that have one outcome.
public struct FindingGroup: Sendable {
    public var requirement: Requirement
    public var outcome: Outcome
    public var findings: Int
    /// Distinct pages, or entries of a form.
    public var places: Int
    /// At most ``HTMLReport/maximumExamples``.
    public var examples: [StoredFinding]

    public init(
        requirement: Requirement,
        outcome: Outcome,
        findings: Int,
        places: Int,
        examples: [StoredFinding]
    ) {
        self.requirement = requirement
        self.outcome = outcome
        self.findings = findings
        self.places = places
        self.examples = examples
    }
}
