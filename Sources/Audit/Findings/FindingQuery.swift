/// Which findings to list.
///
/// Without `runs`, the findings that stand now: of every page what the last run that checked it found, of every place
/// and checklist what the last inspection found.
public struct FindingFilter: Sendable, Equatable {
    public var runs: [RunID] = []
    /// The name of a round: the findings of its runs, within `runs` where both are given.
    public var round: String?
    /// The id of a subject.
    public var subject: String?
    /// The responsible unit's name.
    public var unit: String?
    public var domain: Finding.Domain?
    /// The id of a rule or item.
    public var requirement: String?
    /// As in ``Finding/criteria``, or the number alone: `1.1.1` also finds `wcag22:1.1.1`.
    public var criterion: String?
    /// Empty means any.
    public var severities: Set<Severity> = []
    public var outcomes: Set<Outcome> = []
    public var kinds: Set<RuleMetadata.Kind> = []
    public var states: Set<DefectState> = []
    /// A part of the page's address or of the form's id.
    public var place: String?
    /// The address or key of one page, whole.
    public var page: String?
    /// Only findings whose defect should have been repaired by then and is not.
    public var overdueAt: Timestamp?
    /// Base32 fingerprint of a defect, or at least its first ten characters.
    public var defect: String?
    /// With `only` or `without`, whether a suppression that is in force at `moment` covers the finding.
    public var suppressed: Suppressed = .any
    /// When expiries are judged; suppressions are in force for good where nil.
    public var moment: Timestamp?

    public enum Suppressed: String, Sendable, Codable, CaseIterable {
        case any, only, without
    }

    public init() {}
}

/// Where a listing goes on; made by the store, opaque to everyone else.
public struct FindingCursor: Sendable, Equatable, Codable {
    let verdict: Int64
    let occurrence: Int64

    /// The cursor as an option or a query parameter carries it.
    public var text: String { "\(verdict).\(occurrence)" }

    init(verdict: Int64, occurrence: Int64) {
        self.verdict = verdict
        self.occurrence = occurrence
    }

    /// Reads `text`; nil where it is not a cursor.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let verdict = Int64(parts[0]), let occurrence = Int64(parts[1]) else { return nil }
        self.init(verdict: verdict, occurrence: occurrence)
    }
}

/// A finding with what the store knows of it.
public struct StoredFinding: Sendable, Equatable {
    /// Sixteen characters of base32, 80 bits of the occurrence's fingerprint: for people and addresses.
    public var id: String
    public var finding: Finding
    /// The id and name of the subject.
    public var subject: String
    public var subjectName: String
    public var unit: String?
    public var state: DefectState
    /// The first run that saw this defect; nil until the run that found it has ended.
    public var firstSeen: RunID?
    /// When the defect should be repaired.
    public var deadline: Timestamp?

    /// Whether it should have been done by now; computed, never stored.
    public func isOverdue(at moment: Timestamp) -> Bool {
        state.isOpen && deadline.map { $0 < moment } ?? false
    }
}

/// A stretch of a listing.
public struct FindingPage: Sendable, Equatable {
    public var findings: [StoredFinding]
    /// nil where the listing is complete.
    public var next: FindingCursor?
}

/// How many findings share a rule, severity and outcome.
public struct FindingCount: Sendable, Equatable, Codable {
    public var domain: Finding.Domain
    public var requirement: String
    public var kind: RuleMetadata.Kind
    public var severity: Severity
    public var outcome: Outcome
    public var criteria: [String]
    public var findings: Int
}

/// Where a defect stands between being found and being closed (../docs/identity.md).
public enum DefectState: String, Sendable, Codable, CaseIterable {
    case found, confirmed, assigned, inRectification, reportedDone, reInspected, returned, closed
    case disputed, substituteMeasure, duplicate, withdrawn
}
