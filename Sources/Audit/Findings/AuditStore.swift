/// What is kept of audits: subjects, runs, pages, assertions and findings.
///
/// Operations of the domain, not of a database; nothing outside `Findings/` knows SQL. Every method either does all
/// it says or throws an ``AuditError`` and changes nothing. Readers are never blocked by the writer.
public protocol AuditStore: Sendable {
    // MARK: Subjects

    /// Adds these or brings them up to date, all or none; a parent stands before its parts.
    func save(_ subjects: [Subject], by author: ChangeAuthor) async throws
    /// All subjects by id, with one unit's only where `unit` is given.
    func subjects(unit: String?) async throws -> [Subject]
    func subject(_ id: String) async throws -> Subject?
    /// What was changed of subjects, rounds, deadlines and routes, oldest first; of one kind or name where given.
    func changes(of kind: RegisterChange.Kind?, named name: String?) async throws -> [RegisterChange]

    // MARK: Scans

    /// Begins a run over a subject that is in the store.
    func begin(_ run: RunStart, of subject: String) async throws -> RunID
    /// Records pages of a run in one transaction; a page recorded twice counts as recorded last.
    func record(_ pages: [PageRecord], in run: RunID) async throws
    func finish(_ run: RunID, as state: Run.State, stopReason: String?, at ended: Timestamp) async throws

    // MARK: Inspections

    /// Records a filled form in one transaction, durably; the same form again changes nothing.
    func record(_ inspection: Inspection) async throws -> (run: RunID, isNew: Bool)
    func answers(of run: RunID) async throws -> [Inspection.Answer]
    /// Takes one step in the review of a form; only a returned form may be recorded again with other answers.
    func review(_ form: String, _ step: FormReview.Step) async throws
    /// How a form stands and how it came there; nil where it is not in the store.
    func review(of form: String) async throws -> FormReview?
    /// How the form stands that the run holds; nil for scans.
    func review(of run: RunID) async throws -> FormReview?

    // MARK: Rounds

    /// Adds a round to a programme, which is made where it is new.
    func addRound(_ name: String, to programme: String, by author: ChangeAuthor) async throws
    /// In the order they were made.
    func rounds() async throws -> [Round]
    /// Puts runs into a round; the first scan fixes the rules of the round.
    func put(_ runs: [RunID], inRound name: String, by author: ChangeAuthor) async throws

    // MARK: Runs and pages

    /// Newest first; of one subject only where `subject` is given.
    func runs(of subject: String?) async throws -> [Run]
    func run(_ id: RunID) async throws -> Run?
    /// The newest run of the subject that is not running, that checked what it fetched and that no other tool made.
    func latestRun(of subject: String, kind: Run.Kind) async throws -> Run?
    /// Calls `body` with every page of the run by key, without their findings; memory stays flat.
    func forEachPage(of run: RunID, _ body: @escaping @Sendable (PageRecord) throws -> Void) async throws
    /// Calls `body` with every address of the run by key and what its visit showed; memory stays flat.
    func forEachVisit(of run: RunID, _ body: @escaping @Sendable (RunVisit) throws -> Void) async throws
    /// How often runs of the subject up to this one asked for its start pages, and how often they did not get them.
    func startVisits(until run: RunID) async throws -> (visits: Int, failures: Int)
    /// How many pages were not checked, by reason.
    func reasons(of run: RunID) async throws -> [String: Int]
    /// What all pages of the run together say about each rule, in the order of the run's requirements.
    func totals(of run: RunID) async throws -> [RequirementTotal]

    // MARK: Samples

    /// Keeps a sample of the pages of a run, and returns its number.
    func save(_ sample: PageSample) async throws -> Int64
    func sample(_ number: Int64) async throws -> PageSample?
    /// Newest first; of one subject only where `subject` is given.
    func samples(of subject: String?) async throws -> [PageSample]

    // MARK: Findings

    /// A stretch of the findings by severity (worst first), rule and then in the order recorded.
    func findings(_ filter: FindingFilter, after cursor: FindingCursor?, limit: Int) async throws -> FindingPage
    /// The finding whose id begins so, as it stood last; nil where there is none.
    ///
    /// - Throws: ``AuditError`` where several begin so.
    func finding(id prefix: String) async throws -> StoredFinding?
    func counts(_ filter: FindingFilter) async throws -> [FindingCount]

    // MARK: Defects

    /// What differs between two runs of one subject, and why.
    ///
    /// The expiries of suppressions are judged at `moment`; nil takes all of them as in force. Throws an ``AuditError``
    /// `usage` where a run is unknown or the two are of different subjects.
    func compare(_ old: RunID, with new: RunID, at moment: Timestamp?) async throws -> RunComparison
    /// Worst first, templates before content, then by rule.
    func defects(_ filter: DefectFilter, offset: Int, limit: Int) async throws -> [Defect]
    /// The defect whose id begins so; nil where there is none.
    func defect(id prefix: String) async throws -> Defect?
    /// Oldest first.
    func history(of defect: String) async throws -> [HistoryEntry]
    /// The ids of the defects with findings the filter lets through, in the order they were found.
    func defects(of filter: FindingFilter) async throws -> [String]
    /// Takes one step with all of these defects, or with none.
    func change(_ defects: [String], _ change: DefectChange) async throws
    /// What would refuse the step, by the defect; nothing is changed.
    func refusals(of change: DefectChange, for defects: [String]) async throws -> [String: AuditError]
    /// Adds a remark to the history of these defects.
    func comment(_ defects: [String], by actor: String, _ text: String, at moment: Timestamp) async throws
    /// Days until a defect should be repaired, for defects found from now on.
    func deadlines() async throws -> DeadlinePolicy
    func set(_ deadlines: DeadlinePolicy, by author: ChangeAuthor) async throws
    /// Says that these defects are the same as another one; later runs keep to it.
    func merge(
        _ defects: [String],
        into target: String,
        by actor: String,
        reason: String,
        at moment: Timestamp
    )
        async throws
    /// Takes a merge back: the defect has its findings again, and later runs keep it apart.
    func unmerge(_ defect: String, by actor: String, reason: String, at moment: Timestamp) async throws
    /// Takes a finding out of its defect; later runs keep to it. Returns the id of its own defect.
    func split(_ finding: String, by actor: String, reason: String, at moment: Timestamp) async throws -> String
    /// Why the finding belongs to its defect; nil where there is none, or its run has not ended.
    func grouping(of finding: String) async throws -> GroupingReason?
    /// Sends the defects of pages whose address and column match (`*`, `?`) to a unit, from the next run on.
    func route(
        _ address: String,
        column: String?,
        of subject: String?,
        to unit: String,
        by author: ChangeAuthor
    ) async throws
    /// In the order in which they are tried; the first that fits a page decides.
    func routes() async throws -> [Route]

    /// Puts findings aside until a day, and returns the suppression's number.
    func suppress(_ suppression: Suppression) async throws -> Int64
    /// What a suppression would cover of what stands now.
    func reach(of suppression: Suppression) async throws -> SuppressionReach
    /// All of them, also those that have expired.
    func suppressions() async throws -> [StoredSuppression]

    // MARK: Draws of places

    /// Keeps a draw of places and returns its number.
    func record(_ draw: PlaceDraw) async throws -> Int64
    /// All draws, oldest first.
    func placeDraws() async throws -> [(number: Int64, draw: PlaceDraw)]

    // MARK: Evidence

    /// Keeps these bytes, once however often they are handed in, and returns what they are known by.
    ///
    /// The kind and type of the first time stay. Bytes that retention removed come back.
    ///
    /// - Throws: ``AuditError`` where there are none, or more than ``Evidence/maximumBytes``.
    func storeEvidence(
        _ bytes: [UInt8],
        kind: Evidence.Kind,
        mediaType: String,
        at moment: Timestamp
    )
        async throws -> EvidenceHash
    func evidence(_ hash: EvidenceHash) async throws -> Evidence?
    /// Exactly what was handed in; nil where it is unknown or was removed.
    ///
    /// - Throws: ``AuditError`` `storeCorrupt` where the bytes are no longer those of the hash.
    func evidenceBytes(_ hash: EvidenceHash) async throws -> [UInt8]?
    /// Says that the evidence belongs there; a second time changes nothing.
    func link(
        _ hash: EvidenceHash,
        to target: EvidenceTarget,
        name: String,
        by actor: String?,
        at moment: Timestamp
    )
        async throws
    /// In the order in which it was handed in; of a defect also what belongs to its findings and answers.
    func evidence(of target: EvidenceTarget) async throws -> [EvidenceLink]
    /// Of each defect what says whether it was repaired, and when; in the order they were found.
    func repairs() async throws -> [DefectRepair]

    // MARK: Care

    /// Reads every page of the file and every relation; what is wrong, one line each.
    func check() async throws -> [String]
    /// Copies the store while it is in use.
    func backUp(to path: String) async throws
    /// Writes the content anew, without unused space.
    func copy(to path: String) async throws
    /// Takes out the evidence of old runs, or says what would go; counts, findings and history stay.
    func retain(_ policy: RetentionPolicy, at moment: Timestamp, isPreview: Bool) async throws -> RetentionResult
    /// Gives the space of deleted rows back to the file system.
    func vacuum() async throws
}

extension AuditStore {
    /// What differs between two runs of one subject, with every suppression in force.
    public func compare(_ old: RunID, with new: RunID) async throws -> RunComparison {
        try await compare(old, with: new, at: nil)
    }
}

/// What all pages of a run say about one rule.
public struct RequirementTotal: Sendable, Equatable {
    public var requirement: Requirement
    /// Targets.
    public var failed = 0
    public var cantTell = 0
    public var passed = 0
    /// Pages by the outcome the rule had there.
    public var pages: [Outcome: Int] = [:]

    public init(requirement: Requirement) { self.requirement = requirement }
}
