/// What is repaired as one: a fault in a template however many pages show it, one in a page's content, one at a place.
public struct Defect: Sendable, Equatable {
    public enum Scope: String, Sendable, Codable, CaseIterable {
        case template, content, physical
    }

    /// What the last run could say of a defect it did not see.
    public enum Retest: String, Sendable, Codable, CaseIterable {
        /// A page it was on was not checked again, or its rule did not run there in the same mode.
        case notRetested
        /// Every page it was on is gone.
        case pageGone
    }

    /// Base32 of its fingerprint.
    public var id: String
    public var subject: String
    public var requirement: String
    public var severity: Severity
    public var outcome: Outcome
    public var scope: Scope
    public var state: DefectState
    public var firstSeen: RunID
    public var lastSeen: RunID
    /// nil where the last run saw it, or closed it.
    public var retest: Retest?
    public var unit: String?
    public var deadline: Timestamp?
    /// The account that decides a dispute.
    public var reviewer: String?
    /// When a substitute measure is to be looked at again.
    public var reviewDue: Timestamp?
    /// Findings that stand now, and the pages or forms they are on.
    public var occurrences: Int
    public var places: Int
    /// Why its findings are one defect: on how many pages of how many of a cluster one block holds them.
    public var grouping: Grouping?
    /// The defect a person merged this one into.
    public var mergedInto: String?

    public struct Grouping: Sendable, Equatable {
        public var pages: Int
        public var of: Int
    }

    /// Whether it should have been done by now; computed, never stored.
    public func isOverdue(at moment: Timestamp) -> Bool {
        state.isOpen && deadline.map { $0 < moment } ?? false
    }

    /// Whether its substitute measure should have been looked at again by now; computed, never stored.
    public func isReviewDue(at moment: Timestamp) -> Bool {
        state == .substituteMeasure && reviewDue.map { $0 < moment } ?? false
    }

    /// Days after its closing within which a physical defect that is found again is the old one, reopened.
    ///
    /// Later it is found anew, with a deadline of its own. Source: the closing rules in docs/identity.md.
    public static let reopeningDays = 30
}

/// Something that happened to a defect; never changed or removed.
public struct HistoryEntry: Sendable, Equatable {
    public var at: Timestamp
    /// An account, or `audit` for what a run concluded.
    public var actor: String
    public var action: String
    public var from: DefectState?
    public var to: DefectState?
    public var reason: String
    public var run: RunID?
}

/// A step a person takes with defects.
public struct DefectChange: Sendable, Equatable {
    public var state: DefectState
    /// The account of the person.
    public var actor: String
    public var reason: String
    public var at: Timestamp
    public var unit: String?
    public var deadline: Timestamp?
    /// Photos and documents that show it, which are in the store already; they are kept with the defect.
    public var evidence: [Inspection.Attachment]
    /// What was measured, as a person writes it (`7.9 %`).
    public var reading: String?
    /// For `disputed`: the account that decides.
    public var reviewer: String?
    /// For `substituteMeasure`: when it is looked at again.
    public var reviewDue: Timestamp?

    public init(
        to state: DefectState,
        by actor: String,
        reason: String = "",
        at: Timestamp,
        unit: String? = nil,
        deadline: Timestamp? = nil,
        evidence: [Inspection.Attachment] = [],
        reading: String? = nil,
        reviewer: String? = nil,
        reviewDue: Timestamp? = nil
    ) {
        self.state = state
        self.actor = actor
        self.reason = reason
        self.at = at
        self.unit = unit
        self.deadline = deadline
        self.evidence = evidence
        self.reading = reading
        self.reviewer = reviewer
        self.reviewDue = reviewDue
    }

    /// The reason with the reading, as the history keeps it.
    var remark: String {
        [reason, reading.map { "= " + $0 } ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension DefectState {
    /// Whether somebody still has to do something.
    public var isOpen: Bool {
        switch self {
        case .found, .confirmed, .assigned, .inRectification, .reportedDone, .reInspected, .returned, .disputed: true
        case .closed, .substituteMeasure, .duplicate, .withdrawn: false
        }
    }

    /// The states a person may bring it to from here; runs close and reopen by what they find.
    public var allowed: Set<DefectState> {
        let aside: Set<DefectState> = [.disputed, .substituteMeasure, .duplicate, .withdrawn]
        switch self {
        case .found: return aside.union([.confirmed])
        case .confirmed: return aside.union([.assigned])
        // Given to another unit, or with another deadline.
        case .assigned: return aside.union([.assigned, .inRectification])
        case .inRectification: return aside.union([.assigned, .reportedDone])
        case .reportedDone: return aside.union([.reInspected])
        case .reInspected: return [.closed, .returned, .disputed]
        case .returned: return aside.union([.assigned, .inRectification])
        // To another reviewer, or as the reviewer decides.
        case .disputed: return aside.union([.confirmed])
        case .substituteMeasure: return [.confirmed, .reInspected, .substituteMeasure]
        case .closed, .duplicate, .withdrawn: return [.found]
        }
    }

    /// The state that whoever goes from here to `state` has passed without saying so; nil where there is none.
    ///
    /// It is written into the history as a step of its own.
    func implied(to state: DefectState) -> DefectState? {
        switch (self, state) {
        case (.found, .assigned): .confirmed
        case (.assigned, .reportedDone), (.returned, .reportedDone): .inRectification
        case (.reportedDone, .returned): .reInspected
        default: nil
        }
    }

    /// Whether a step to this state has to say why.
    var needsReason: Bool {
        switch self {
        case .disputed, .substituteMeasure, .duplicate, .withdrawn, .returned: true
        default: false
        }
    }
}

/// Which unit the defects of some pages go to.
public struct Route: Sendable, Equatable {
    /// Compared with the page's address: `*` any characters, `?` one.
    public var address: String
    /// Compared in the same way with the column that the page's ColumnName tag names; nil for any page.
    public var column: String?
    /// One subject's pages only.
    public var subject: String?
    public var unit: String
}

/// Days from being found until a defect should be repaired; settings, not law.
public struct DeadlinePolicy: Sendable, Equatable, Codable {
    public var critical = 7
    public var serious = 30
    public var moderate = 90
    public var minor = 180

    public init() {}

    public func days(for severity: Severity) -> Int {
        switch severity {
        case .critical: critical
        case .serious: serious
        case .moderate: moderate
        case .minor: minor
        }
    }

    public mutating func set(_ days: Int, for severity: Severity) {
        switch severity {
        case .critical: critical = days
        case .serious: serious = days
        case .moderate: moderate = days
        case .minor: minor = days
        }
    }

    /// The most days a deadline can be away: ten years.
    public static let maximumDays = 3660
}
