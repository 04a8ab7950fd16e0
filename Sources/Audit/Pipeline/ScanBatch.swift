/// One scan to be made: a new one, or one that goes on.
public struct ScanJob: Sendable {
    var options: ScanRun.Options
    /// The run to go on with.
    var run: RunID?

    public init(_ options: ScanRun.Options) { self.options = options }

    /// What to tell of the archive that answers in place of the network; nil where there is none or it is whole.
    public var warning: LocalizedText? { options.archive?.warning }

    init(_ options: ScanRun.Options, resuming run: RunID) {
        self.options = options
        self.run = run
    }
}

/// One or more scans into one store, a few sites at a time.
public actor ScanBatch {
    /// Sites scanned at a time; each has its own pages under way, so this bounds memory.
    static let sitesAtOnce = 8

    /// What came of one scan.
    public enum Outcome: Sendable {
        case scanned(ScanRun.Result)
        /// No page of this site could be checked; the others go on.
        case nothing(subject: String, AuditError)
        /// It was to begin after ``stop()``.
        case notBegun(subject: String)
    }

    private let jobs: [ScanJob]
    private let target: ScanStore
    private var environments: [ScanEnvironment.Key: ScanEnvironment] = [:]
    private var running: [Int: ScanRun] = [:]
    private var ended = CrawlProgress()
    private var isStopping = false

    public init(_ jobs: [ScanJob], in target: ScanStore) {
        self.jobs = jobs
        self.target = target
    }

    /// How far all scans together are.
    public var progress: CrawlProgress {
        get async {
            var total = ended
            for run in running.values { total += await run.progress }
            return total
        }
    }

    /// Ends the scans after the pages under way, and begins no other.
    public func stop() async {
        isStopping = true
        for run in running.values { await run.stop() }
    }

    /// Makes all scans; outcomes are in the order of the jobs.
    ///
    /// - Throws: ``AuditError`` where nothing at all was checked, and what the store throws.
    public func run() async throws -> [Outcome] {
        let outcomes = try await all()
        let results = outcomes.compactMap { outcome in
            if case .scanned(let result) = outcome { return result }
            return nil
        }
        if results.isEmpty {
            try await target.removeIfUnused()
            for case .nothing(_, let error) in outcomes { throw error }
        }
        return outcomes
    }

    private func all() async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            var outcomes: [Int: Outcome] = [:]
            for index in jobs.indices {
                if index >= Self.sitesAtOnce, let (ended, outcome) = try await group.next() {
                    outcomes[ended] = outcome
                }
                group.addTask { (index, try await self.scan(index)) }
            }
            for try await (ended, outcome) in group { outcomes[ended] = outcome }
            return jobs.indices.compactMap { outcomes[$0] }
        }
    }

    private func scan(_ index: Int) async throws -> Outcome {
        let job = jobs[index]
        if isStopping { return .notBegun(subject: job.options.subject.id) }
        let run = try await ScanRun(job.options, resuming: job.run, in: target, environment(for: job.options))
        running[index] = run
        // The signal may have come while the run was opened.
        if isStopping { await run.stop() }
        do {
            let result = try await run.run()
            await close(index)
            return .scanned(result)
        } catch let error as AuditError where error.code == .nothingAudited {
            await close(index)
            return .nothing(subject: job.options.subject.id, error)
        }
    }

    private func close(_ index: Int) async {
        guard let run = running[index] else { return }
        let progress = await run.progress
        running[index] = nil
        ended += progress
    }

    private func environment(for options: ScanRun.Options) -> ScanEnvironment {
        let key = ScanEnvironment.Key(options)
        if let known = environments[key] { return known }
        let environment = ScanEnvironment(options)
        environments[key] = environment
        return environment
    }
}

extension CrawlProgress {
    static func += (total: inout Self, part: Self) {
        total.checked += part.checked
        total.notChecked += part.notChecked
        total.queued += part.queued
        total.active += part.active
        total.bytes += part.bytes
    }
}
