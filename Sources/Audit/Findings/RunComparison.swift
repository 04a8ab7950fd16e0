/// What differs between two runs of one subject, and why.
public struct RunComparison: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case new, fixed, reopened, notRetested, pageGone
    }

    /// What made the difference; several where they cannot be told apart.
    public enum Cause: String, Sendable, Codable, CaseIterable {
        case pageChanged, ruleChanged, engineChanged, modeChanged, sampleChanged, blocked
    }

    public struct Change: Sendable, Equatable {
        public var kind: Kind
        public var causes: [Cause]
        /// Sixteen characters of base32.
        public var finding: String
        public var requirement: String
        public var severity: Severity
        public var outcome: Outcome
        /// The page's address, or the section and entry of a form.
        public var place: String
    }

    public var old: RunID
    public var new: RunID
    /// Findings that are in both.
    public var persisting: Int
    /// By kind, then rule, then place.
    public var changes: [Change]

    public func count(_ kind: Kind) -> Int { changes.count { $0.kind == kind } }
}

/// Says why a finding is in one run and not in the other, from what is known of its page in both.
struct DifferenceCause: Sendable {
    /// What a run knows of one page.
    struct Sight: Sendable {
        /// nil where the page was checked.
        var reason: String?
        var httpStatus: Int?
        var contentHash: [UInt8]
        /// The outcome of the finding's rule on the page; nil where the run did not have it.
        var outcome: Outcome?
        var ruleVersion: Int?
    }

    /// What is the same for all findings of the two runs.
    var sameMode: Bool
    var sameTool: Bool

    /// For a finding that only the newer run has.
    func appeared(old: Sight?, new: Sight) -> [RunComparison.Cause] {
        guard let old else { return [.sampleChanged] }
        if old.reason != nil { return [.blocked] }
        return changed(old, new)
    }

    /// For a finding that only the older run has.
    func disappeared(old: Sight, new: Sight?) -> (RunComparison.Kind, [RunComparison.Cause]) {
        guard let new else { return (.notRetested, [.sampleChanged]) }
        if new.reason != nil {
            return Self.isGone(new) ? (.pageGone, [.pageChanged]) : (.notRetested, [.blocked])
        }
        if !sameMode { return (.notRetested, [.modeChanged]) }
        guard let outcome = new.outcome else { return (.notRetested, [.ruleChanged]) }
        if outcome == .untested { return (.notRetested, [.modeChanged]) }
        return (.fixed, changed(old, new))
    }

    /// 404 and 410 say that a page is gone; a redirect that leads in circles or a time-out does not.
    static func isGone(_ sight: Sight) -> Bool {
        sight.reason == "httpError" && (sight.httpStatus == 404 || sight.httpStatus == 410)
    }

    private func changed(_ old: Sight, _ new: Sight) -> [RunComparison.Cause] {
        var causes: [RunComparison.Cause] = []
        if old.contentHash != new.contentHash || old.contentHash.isEmpty { causes.append(.pageChanged) }
        if old.ruleVersion != new.ruleVersion || old.outcome == nil { causes.append(.ruleChanged) }
        if !sameMode || old.outcome == .untested { causes.append(.modeChanged) }
        // A newer tool with the same rules explains a difference only where nothing else does.
        if causes.isEmpty && !sameTool { causes.append(.engineChanged) }
        // Equal bytes, rules and tool: what the page loads (its stylesheets) has changed.
        return causes.isEmpty ? [.pageChanged] : causes
    }
}
