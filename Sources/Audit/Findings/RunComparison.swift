/// What differs between two runs of one subject, and why.
public struct RunComparison: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case new, fixed, reopened, notRetested, pageGone
        /// New or reopened, but covered by a suppression in force.
        case suppressed
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
        public var nature: RuleMetadata.Kind
        public var confidence: Confidence
        /// The page's address, or the section and entry of a form.
        public var place: String
    }

    public var old: RunID
    public var new: RunID
    /// Findings that are in both and count.
    public var persisting: Int
    /// Findings of the newer run that a suppression covers, whether or not the older run had them.
    public var suppressed: Int
    /// By kind, then rule, then place.
    public var changes: [Change]

    /// How many findings are of this kind; each finding of either run is of one kind, or persists.
    public func count(_ kind: Kind) -> Int {
        kind == .suppressed ? suppressed : changes.count { $0.kind == kind }
    }

    /// The highest severity among certain violations that are new or came back.
    public var worstArrival: Severity? {
        changes.filter {
            ($0.kind == .new || $0.kind == .reopened) && $0.outcome == .failed && $0.nature == .violation
                && $0.confidence == .certain
        }
        .map(\.severity).max()
    }
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
    ///
    /// `isReadOtherwise` says that the older run has one of its rule on the page that it cannot be compared with, since no
    /// version of signals read both.
    func appeared(old: Sight?, new: Sight, isReadOtherwise: Bool) -> [RunComparison.Cause] {
        guard let old else { return [.sampleChanged] }
        if old.reason != nil { return [.blocked] }
        return changed(old, new, isReadOtherwise)
    }

    /// For a finding that only the older run has.
    func disappeared(
        old: Sight,
        new: Sight?,
        isReadOtherwise: Bool
    ) -> (RunComparison.Kind, [RunComparison.Cause]) {
        guard let new else { return (.notRetested, [.sampleChanged]) }
        if new.reason != nil {
            return Self.isGone(new) ? (.pageGone, [.pageChanged]) : (.notRetested, [.blocked])
        }
        if !sameMode { return (.notRetested, [.modeChanged]) }
        guard let outcome = new.outcome else { return (.notRetested, [.ruleChanged]) }
        if outcome == .untested { return (.notRetested, [.modeChanged]) }
        // It may be the one that cannot be compared with it.
        return (isReadOtherwise ? .notRetested : .fixed, changed(old, new, isReadOtherwise))
    }

    /// 404 and 410 say that a page is gone; a redirect that leads in circles or a time-out does not.
    static func isGone(_ sight: Sight) -> Bool {
        sight.reason == "httpError" && (sight.httpStatus == 404 || sight.httpStatus == 410)
    }

    private func changed(_ old: Sight, _ new: Sight, _ isReadOtherwise: Bool) -> [RunComparison.Cause] {
        var causes: [RunComparison.Cause] = []
        if old.contentHash != new.contentHash || old.contentHash.isEmpty { causes.append(.pageChanged) }
        if old.ruleVersion != new.ruleVersion || old.outcome == nil { causes.append(.ruleChanged) }
        if !sameMode || old.outcome == .untested { causes.append(.modeChanged) }
        // A newer tool with the same rules explains a difference only where nothing else does.
        if isReadOtherwise || causes.isEmpty && !sameTool { causes.append(.engineChanged) }
        // Equal bytes, rules and tool: what the page loads (its stylesheets) has changed.
        return causes.isEmpty ? [.pageChanged] : causes
    }
}
