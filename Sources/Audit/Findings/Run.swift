/// The number of a run in its store; later runs have higher numbers.
public struct RunID: Sendable, Hashable, Comparable, Codable {
    public let number: Int64

    public init(_ number: Int64) { self.number = number }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }
}

/// One scan of a site or one inspection of a place, as the store holds it.
public struct Run: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case scan, inspection
    }

    public enum State: String, Sendable, Codable, CaseIterable {
        /// Not ended, or its process was killed.
        case running
        case done
        /// A limit or a block stopped it; what it holds is complete as far as it goes.
        case partial
        /// A person or a signal stopped it.
        case interrupted
    }

    public var id: RunID
    /// The id of the subject.
    public var subject: String
    public var start: RunStart
    public var ended: Timestamp?
    public var state: State
    /// Why the run ended before its frontier was empty, in a word the pipeline chose (`maxPages`, `blocked`).
    public var stopReason: String?
    /// Pages checked and not checked; 0 for inspections.
    public var checked: Int
    public var notChecked: Int
    /// Findings that failed a requirement; advice is counted apart.
    public var failed: Int
    /// Findings that a person has to look at, those of advice apart.
    public var cantTell: Int
    /// Failed advice, which violates nothing.
    public var advice: Int
    /// Inspections only: the id of the checklist.
    public var checklist: String?
    /// Inspections only: the account of who made it; nil where the form does not say.
    public var inspector: String?
}

/// What is known of a run when it begins.
public struct RunStart: Sendable, Equatable {
    public var kind: Run.Kind
    public var started: Timestamp
    public var toolVersion: String
    /// The rules in the order in which assertions are recorded, as they are in this version.
    public var requirements: [Requirement]
    /// How pages are looked at (`static`, `browser`); two runs in different modes are not comparable.
    public var mode: String
    /// The beginning of the mode of runs that hold what another tool found.
    public static let importMode = "import:"
    /// The mode of runs that fetched pages and checked none.
    public static let crawlMode = "crawl"

    /// Whether another tool made the findings.
    public var isImport: Bool { mode.hasPrefix(Self.importMode) }

    /// The effective options as a JSON object.
    public var options: String
    /// Why robots.txt was not honoured; nil where it was.
    public var robotsIgnoredBecause: String?
    /// The name of the round of a programme the run belongs to.
    public var round: String?

    public init(
        kind: Run.Kind = .scan,
        started: Timestamp,
        toolVersion: String,
        requirements: [Requirement],
        mode: String = "static",
        options: String = "{}",
        robotsIgnoredBecause: String? = nil,
        round: String? = nil
    ) {
        self.kind = kind
        self.started = started
        self.toolVersion = toolVersion
        self.requirements = requirements
        self.mode = mode
        self.options = options
        self.robotsIgnoredBecause = robotsIgnoredBecause
        self.round = round
    }
}

/// A rule or an item of a checklist as it was when it was used.
///
/// Reports of an old run show what that run asked, not what today's version would ask.
public struct Requirement: Sendable, Equatable, Codable {
    public var id: String
    /// What it was called before, oldest first.
    public var aliases: [String]
    public var version: Int
    public var domain: Finding.Domain
    public var title: LocalizedText
    public var kind: RuleMetadata.Kind
    /// nil for items of a checklist.
    public var needs: RuleMetadata.Need?
    public var severity: Severity
    /// As in ``Finding/criteria``.
    public var criteria: [String]
    public var impact: LocalizedText
    public var fix: LocalizedText
    /// Items only: whether a failure caps the grade of the place.
    public var isGate: Bool
    /// Items only: how much the item counts; by its severity where nil.
    public var weight: Double?
    /// Who is kept out by a failure (`wheelchair`, `blind`, …); empty where the criteria say it.
    public var groups: [String]

    public init(
        id: String,
        aliases: [String] = [],
        version: Int = 1,
        domain: Finding.Domain,
        title: LocalizedText,
        kind: RuleMetadata.Kind = .violation,
        needs: RuleMetadata.Need? = nil,
        severity: Severity,
        criteria: [String],
        impact: LocalizedText = LocalizedText(zh: "", en: ""),
        fix: LocalizedText = LocalizedText(zh: "", en: ""),
        isGate: Bool = false,
        weight: Double? = nil,
        groups: [String] = []
    ) {
        self.id = id
        self.aliases = aliases
        self.version = version
        self.domain = domain
        self.title = title
        self.kind = kind
        self.needs = needs
        self.severity = severity
        self.criteria = criteria
        self.impact = impact
        self.fix = fix
        self.isGate = isGate
        self.weight = weight
        self.groups = groups
    }

    /// The requirement a rule states; its criteria are written as findings write them.
    public init(_ rule: RuleMetadata) {
        self.init(
            id: rule.id,
            aliases: rule.formerIDs,
            version: rule.version,
            domain: .web,
            title: rule.title,
            kind: rule.kind,
            needs: rule.needs,
            severity: rule.severity,
            criteria: rule.criteria.map { "wcag22:\($0)" },
            impact: rule.impact,
            fix: rule.fix
        )
    }
}
