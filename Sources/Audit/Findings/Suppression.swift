/// Findings that somebody answers for not counting; they stay visible, and are counted apart.
public struct Suppression: Sendable, Equatable {
    public enum ReasonCode: String, Sendable, Codable, CaseIterable {
        case falsePositive, acceptedRisk, thirdParty, plannedRemoval, other
    }

    /// What it covers; all that is given has to hold, and something has to be given.
    public var requirement: String?
    /// Compared with the finding's selector: `*` any characters, `?` one, `[…]` one of these.
    public var selector: String?
    /// Compared with the page's address, in the same way.
    public var address: String?
    /// The id of a defect.
    public var defect: String?
    public var reasonCode: ReasonCode
    public var reason: String
    /// The account of the person who answers for it.
    public var approver: String
    public var created: Timestamp
    /// From then on the findings count again.
    public var expires: Timestamp

    public init(
        requirement: String? = nil,
        selector: String? = nil,
        address: String? = nil,
        defect: String? = nil,
        reasonCode: ReasonCode,
        reason: String,
        approver: String,
        created: Timestamp,
        expires: Timestamp
    ) {
        self.requirement = requirement
        self.selector = selector
        self.address = address
        self.defect = defect
        self.reasonCode = reasonCode
        self.reason = reason
        self.approver = approver
        self.created = created
        self.expires = expires
    }
}

/// A suppression in the store, with what it covers now.
public struct StoredSuppression: Sendable, Equatable {
    public var number: Int64
    public var suppression: Suppression
    public var reach: SuppressionReach
}

/// What a suppression covers of what stands now.
public struct SuppressionReach: Sendable, Equatable {
    public var findings: Int
    public var defects: Int
    public var pages: Int

    public init(findings: Int, defects: Int, pages: Int) {
        self.findings = findings
        self.defects = defects
        self.pages = pages
    }
}

/// Which defects to list; those that have findings now, or had.
public struct DefectFilter: Sendable, Equatable {
    public var subject: String?
    public var unit: String?
    public var requirement: String?
    /// Empty means any.
    public var states: Set<DefectState> = []
    public var scopes: Set<Defect.Scope> = []
    /// Only those whose deadline has passed by then.
    public var overdueAt: Timestamp?

    public init() {}
}
