/// Which scans a command asks for.
public enum ScanPlan {
    /// The scans to go on with.
    ///
    /// - Parameters:
    ///   - runs: Their numbers; where empty, the newest interrupted scan and the others of its table of seeds.
    ///   - target: The store they are in.
    ///   - limits: What takes the place of the runs' own limits.
    ///   - rules: All rules of this version as they are set; the runs take theirs from among them.
    ///   - access: Credentials and headers by host, which the store does not keep.
    ///   - proxy: Neither is this.
    /// - Returns: One job a run, oldest first.
    /// - Throws: ``AuditError`` where there is none, one has ended, or its rules are no longer those of this version.
    public static func resuming(
        _ runs: [RunID],
        in target: ScanStore,
        raising limits: RaisedLimits = RaisedLimits(),
        rules: [AppliedRule],
        access: [String: FetchOptions.Access] = [:],
        proxy: String? = nil
    ) async throws -> [ScanJob] {
        let found =
            runs.isEmpty
            ? try await newest(in: target.store, includesLimited: !limits.isEmpty)
            : try await named(runs, in: target.store)
        guard !found.isEmpty else { throw nothingToResume(target.path) }
        var jobs: [ScanJob] = []
        for run in found {
            guard let subject = try await target.store.subject(run.subject) else { continue }
            var options = ScanRun.Options(
                subject: subject,
                settings: try ScanSettings(run),
                rules: try chosen(rules, for: run)
            )
            options.settings.take(limits)
            if try await isFull(run, options.settings, in: target.store) { throw fullRun(run, options.settings) }
            options.robotsIgnoredBecause = run.start.robotsIgnoredBecause
            options.fetch.access = access
            options.proxy = proxy
            // What was begun without the network goes on without it.
            if let path = options.settings.archive { options.fetch.source = try WarcArchive(path: path) }
            jobs.append(ScanJob(options, resuming: run.id))
        }
        return jobs
    }

    /// The scans of a table of seeds, one subject a line.
    ///
    /// - Parameters:
    ///   - seeds: The lines.
    ///   - template: The settings all share; each scan gets its own subject and start.
    ///   - resumes: Whether to go on with the table's last round: what has ended is left out, what was interrupted goes
    ///     on, the rest begins.
    ///   - limits: What takes the place of the limits of scans that go on.
    ///   - target: The store they go to.
    /// - Returns: The jobs in the order of the lines.
    /// - Throws: ``AuditError`` where there is nothing to go on with.
    public static func scans(
        of seeds: [Seed],
        like template: ScanRun.Options,
        resuming resumes: Bool,
        raising limits: RaisedLimits = RaisedLimits(),
        in target: ScanStore
    ) async throws -> [ScanJob] {
        let round = resumes ? try await lastRound(of: seeds, in: target.store) : [:]
        let batch = round.values.compactMap { try? ScanSettings($0).batch }.max()
        guard !resumes || batch != nil else { throw nothingToResume(target.path) }
        var jobs: [ScanJob] = []
        for seed in seeds {
            let run = round[seed.subjectID].flatMap { (try? ScanSettings($0).batch) == batch ? $0 : nil }
            if let run {
                let goesOn = run.state == .running || run.state == .interrupted || run.isLimited && !limits.isEmpty
                guard goesOn else { continue }
                jobs += try await resuming(
                    [run.id],
                    in: target,
                    raising: limits,
                    rules: template.rules,
                    access: template.fetch.access,
                    proxy: template.proxy
                )
                continue
            }
            var options = template
            options.subject = seed.subject
            options.settings.starts = [seed.url.description]
            options.settings.batch = batch ?? Timestamp.now.millisecondsSince1970
            jobs.append(ScanJob(options))
        }
        guard !jobs.isEmpty else { throw nothingToResume(target.path) }
        return batched(jobs)
    }

    /// New jobs of one command carry one number.
    private static func batched(_ jobs: [ScanJob]) -> [ScanJob] {
        let number = jobs.compactMap(\.options.settings.batch).min()
        return jobs.map { job in
            var job = job
            if job.run == nil { job.options.settings.batch = number }
            return job
        }
    }

    /// The newest scan of each line's subject.
    private static func lastRound(of seeds: [Seed], in store: SQLiteStore) async throws -> [String: Run] {
        var round: [String: Run] = [:]
        for seed in seeds {
            round[seed.subjectID] = try await store.runs(of: seed.subjectID).first { $0.start.kind == .scan }
        }
        return round
    }

    private static func newest(in store: SQLiteStore, includesLimited: Bool) async throws -> [Run] {
        var runs = try await store.resumableRuns(includesLimited: includesLimited)
        if runs.isEmpty { runs = try await store.resumableRuns(includesLimited: true) }
        guard let first = runs.first else { return [] }
        guard let batch = try ScanSettings(first).batch else { return [first] }
        return runs.filter { (try? ScanSettings($0).batch) == batch }.reversed()
    }

    private static func named(_ ids: [RunID], in store: SQLiteStore) async throws -> [Run] {
        var runs: [Run] = []
        for id in ids {
            guard let run = try await store.run(id), run.start.kind == .scan else { throw StoreFailure.unknownRun(id) }
            guard run.state == .running || run.state == .interrupted || run.isLimited else {
                throw StoreFailure.endedRun(id)
            }
            runs.append(run)
        }
        return runs
    }

    /// The rules a run began with; they must be the same in this version, or its pages could not be held together.
    private static func chosen(_ rules: [AppliedRule], for run: Run) throws -> [AppliedRule] {
        let known = Dictionary(rules.map { ($0.metadata.id, $0) }, uniquingKeysWith: { first, _ in first })
        let rules = run.start.requirements.compactMap { known[$0.id] }
        let settings = try ScanSettings(run).ruleSettings
        guard rules.map({ Requirement($0.metadata) }) == run.start.requirements,
            ScanSettings.digest(ofSettings: rules) == settings
        else {
            throw AuditError(
                .usage,
                at: "\(run.id.number)",
                LocalizedText(
                    zh: "这次检测所用的规则与本版本不同（audit \(run.start.toolVersion)）",
                    en: "the run was begun with other rules than this version has (audit \(run.start.toolVersion))"
                ),
                remedy: LocalizedText(
                    zh: "用开始时的版本继续，或重新开始检测",
                    en: "Go on with the version that began it, or begin a new scan"
                )
            )
        }
        return rules
    }

    private static func isFull(_ run: Run, _ settings: ScanSettings, in store: SQLiteStore) async throws -> Bool {
        guard run.isLimited, run.stopReason == StopReason.limit(.pages).word, let limit = settings.maxPages else {
            return false
        }
        let untested = try await store.reasons(of: run.id)[NotCheckedReason.untested.rawValue, default: 0]
        return run.checked + untested >= limit
    }

    private static func fullRun(_ run: Run, _ settings: ScanSettings) -> AuditError {
        let (number, limit) = (run.id.number, settings.maxPages ?? 0)
        return AuditError(
            .usage,
            at: "\(number)",
            LocalizedText(
                zh: "这次检测已达到 --max-pages \(limit) 的上限",
                en: "the run has as many pages as --max-pages \(limit) allows"
            ),
            remedy: LocalizedText(
                zh: "用 audit scan --resume \(number) --max-pages 加更大的数继续",
                en: "Go on with audit scan --resume \(number) --max-pages and a higher number"
            )
        )
    }

    private static func nothingToResume(_ path: String) -> AuditError {
        AuditError(
            .usage,
            at: path,
            LocalizedText(zh: "没有可以继续的检测", en: "there is no scan to go on with"),
            remedy: LocalizedText(
                zh: "用 audit runs 查看检测；用 audit scan 加地址开始新的检测",
                en: "List the runs with audit runs; begin a new one with audit scan and an address"
            )
        )
    }
}
