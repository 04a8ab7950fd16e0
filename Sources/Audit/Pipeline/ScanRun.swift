import Foundation

/// Crawls a site and checks every page; each page is in the store before the next of its addresses is asked for.
public struct ScanRun: Sendable {
    /// What a scan is to do.
    public struct Options: Sendable {
        public var subject: Subject
        public var settings: ScanSettings
        /// Limits, and what is sent to one host only; credentials are not kept with the run.
        public var fetch = FetchOptions()
        /// The proxy for all but loopback addresses; not kept with the run.
        public var proxy: String?
        /// Why robots.txt is not asked for; nil obeys it.
        public var robotsIgnoredBecause: String?
        /// Whether pages that have not changed keep what an earlier run found.
        public var reusesEarlierPages = true
        public var rules: [AppliedRule]

        /// The archive that answers in place of the network.
        var archive: WarcArchive? { fetch.source as? WarcArchive }

        public init(subject: Subject, settings: ScanSettings, rules: [AppliedRule]) {
            self.subject = subject
            self.settings = settings
            self.rules = rules
        }
    }

    /// What came of it, over all processes that worked on the run.
    public struct Result: Sendable {
        public let run: RunID
        public let subject: String
        public let summary: CrawlSummary
        /// What servers were asked, by all processes that worked on the run.
        public let log: CrawlLog
        /// Pages found as an earlier run had found them, whose outcomes were kept.
        public let unchanged: Int
        /// The highest severity among certain failed violations.
        public let worst: Severity?
        public let failed: Int
        public let cantTell: Int
    }

    let id: RunID
    private let options: Options
    private let store: SQLiteStore
    /// The store's path.
    private let target: String
    private let frontier: FrontierStore
    private let crawler: Crawler<StoreFrontier>
    private let diary: CrawlDiary
    /// Whether the subject was in the store before the run.
    private let keepsSubject: Bool

    /// Begins a run, or takes one up that was interrupted.
    init(_ options: Options, resuming run: RunID?, in target: ScanStore, _ environment: ScanEnvironment) async throws {
        self.options = options
        let store = target.store
        self.store = store
        self.target = target.path
        var crawl = try options.settings.crawlOptions()
        crawl.freeBytes = { DiskSpace.freeBytes(besides: target.path) }
        if let run {
            keepsSubject = true
            id = run
            try await store.reopen(run, options: try options.settings.json)
        } else {
            let stored = try await store.subject(options.subject.id)
            keepsSubject = stored != nil
            try await store.save(options.subject.completed(by: stored), by: .tool("scan"))
            id = try await store.begin(try Self.start(options), of: options.subject.id)
            try await store.hold(id)
        }
        frontier = try await FrontierStore(store, run: id)
        if run != nil { try await frontier.requeueLimited(maximumDepth: crawl.maximumDepth) }
        diary = CrawlDiary(store, run: id, session: try await store.nextSession(of: id), environment)
        // An archive holds every page, and answers as it did.
        let reuses = options.reusesEarlierPages && options.fetch.recorder == nil && options.fetch.source == nil
        let reusing = reuses ? try await frontier.comparableRun() : nil
        let visitor = PageVisitor(
            audit: PageAudit(rules: options.rules, site: options.subject.id),
            sheets: environment.sheets,
            checks: options.settings.checksPages,
            keepsSource: options.settings.keepPages == true
        )
        let revisit: Crawler<StoreFrontier>.Revisit = { earlier, _ in await visitor.revisit(earlier.payload) }
        crawler = Crawler(
            frontier: StoreFrontier(frontier, earlierRun: reusing),
            fetcher: environment.fetcher,
            robots: environment.robots,
            options: crawl,
            revisit: reusing == nil ? nil : revisit
        ) { page in await visitor.visit(page) }
    }

    private static func start(_ options: Options) throws -> RunStart {
        var settings = options.settings
        settings.ruleSettings = ScanSettings.digest(ofSettings: options.rules)
        return RunStart(
            started: .now,
            toolVersion: AuditVersion.current,
            requirements: options.rules.map { Requirement($0.metadata) },
            mode: options.settings.checksPages ? "static" : RunStart.crawlMode,
            options: try settings.json,
            robotsIgnoredBecause: options.robotsIgnoredBecause
        )
    }

    /// How far the scan is.
    var progress: CrawlProgress {
        get async { await crawler.progress }
    }

    /// Ends the scan after the pages under way.
    func stop() async { await crawler.stop() }

    /// Scans to the end, a limit or ``stop()``.
    ///
    /// - Throws: ``AuditError`` `nothingAudited` where no page could be checked; what the store throws, which leaves
    ///   the run as one that can be resumed.
    func run() async throws -> Result {
        let summary = try await crawl()
        if summary.visited == 0, summary.stop == .limit(.disk) {
            try await finish(summary)
            throw StoreFailure.diskFull(target)
        }
        if summary.visited == 0 {
            let reason = try await frontier.startProblem().flatMap(NotCheckedReason.init(rawValue:))
            let isDiscarded = try await store.discardFirst(id, keepsSubject: keepsSubject)
            if !isDiscarded { try await finish(summary) }
            throw nothing(reason, summary.startProblem, isDiscarded: isDiscarded)
        }
        try await finish(summary)
        let figures = try await store.figures(of: id)
        return Result(
            run: id,
            subject: options.subject.id,
            summary: summary,
            log: try await store.crawlLog(of: id),
            unchanged: try await store.unchangedPages(of: id),
            worst: figures.worst,
            failed: figures.failed,
            cantTell: figures.cantTell
        )
    }

    /// Crawls, and keeps the diary up to date meanwhile.
    private func crawl() async throws -> CrawlSummary {
        try await withThrowingTaskGroup(of: CrawlSummary?.self) { group in
            group.addTask { try await crawler.run(seeds: options.settings.startAddresses) }
            group.addTask {
                try await diary.keep()
                return nil
            }
            while let part = try await group.next() {
                guard var summary = part else { continue }
                group.cancelAll()
                if summary.stop == .finished, options.archive?.damage != nil { summary.stop = .damagedArchive }
                return summary
            }
            throw CancellationError()
        }
    }

    private func finish(_ summary: CrawlSummary) async throws {
        try await diary.write()
        let state: Run.State =
            switch summary.stop {
            case .finished: .done
            case .limit(.disk), .interrupted: .interrupted
            case .limit, .damagedArchive: .partial
            }
        // What pages left behind is read once, in order, and needs no room beside what is made of it.
        try await store.setWriterCache(kilobytes: FrontierStore.siteCacheKilobytes)
        store.releaseCaches()
        FreedMemory.giveBack()
        try await store.applySiteRules(options.rules, to: id, isWhole: state == .done)
        FreedMemory.giveBack()
        try await store.setWriterCache(kilobytes: FrontierStore.cacheKilobytes)
        try await store.finish(id, as: state, stopReason: summary.stop.word, at: .now)
        try await frontier.clearEnded()
    }

    /// The reason with its particulars, where these are known and say more.
    private static func words(_ reason: NotCheckedReason?, _ problem: NotChecked?) -> LocalizedText {
        guard let reason else { return LocalizedText(zh: "没有页面", en: "no page") }
        let meaning = reason.meaning
        guard let problem, problem.reason == reason, problem.detail != meaning else { return meaning }
        return LocalizedText(zh: "\(meaning.zh)：\(problem.detail.zh)", en: "\(meaning.en): \(problem.detail.en)")
    }

    private func nothing(
        _ reason: NotCheckedReason?,
        _ problem: NotChecked?,
        isDiscarded: Bool
    ) -> AuditError {
        let reason = Self.words(reason, problem)
        let kept =
            isDiscarded
            ? LocalizedText(zh: "没有存入任何内容", en: "nothing was stored")
            : LocalizedText(zh: "检测 \(id.number) 已记录", en: "run \(id.number) is recorded")
        return AuditError(
            .nothingAudited,
            at: options.settings.starts.first ?? "scan",
            LocalizedText(
                zh: "没有一个页面可以检测（\(reason.zh)）",
                en: "no page could be checked (\(reason.en))"
            ),
            remedy: LocalizedText(
                zh: "请检查地址、网络和 robots.txt，然后重试；\(kept.zh)",
                en: "Check the address, the network and robots.txt, then try again; \(kept.en)"
            )
        )
    }
}
