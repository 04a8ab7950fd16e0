import ArgumentParser
import Audit
import Foundation

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: Interface.text("抓取并检测网站，存入数据库。", "Crawl and check sites into the store."),
        discussion: Interface.text(
            "遵守 robots.txt，每台主机同时只有一个请求。Ctrl-C 一次等待进行中的页面后结束，两次立即退出；被中断或达到上限的检测用 --resume 继续，可提高上限。"
                + "退出码：0 完成，1 未达到 --fail-on 的要求，2 输入有误，3 没有页面可检测，4 只完成一部分，5 数据库出错，6 磁盘已满。",
            "Obeys robots.txt, one request at a time per host. Ctrl-C once ends after the pages under way, twice at once; "
                + "--resume goes on, also past a limit that is raised with it. Exits with 0 when done, 1 if the policy of --fail-on is not met, 2 on an input error, "
                + "3 if no page could be checked, 4 if only a part was, 5 on a store error, 6 if the disk is full."
        )
    )

    @Argument(
        help: ArgumentHelp(
            Interface.text("起始地址；与 --resume 同用时为检测编号。", "Where to start; with --resume the number of a run."),
            valueName: "url"
        )
    )
    var addresses: [String] = []
    @Flag(
        help: ArgumentHelp(
            Interface.text(
                "继续被中断或达到上限的检测：给出编号的，否则最近一次；同时给出的上限取代原来的。",
                "Go on with the scan of this number that was interrupted or that a limit ended, else with the newest one; "
                    + "limits given with it take the place of its own."
            )
        )
    )
    var resume = false
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "网站清单：CSV，列为 url,name,unit,region,kind；每行一个对象。",
                "A table of sites: CSV with url,name,unit,region,kind; each line is a subject."
            ),
            valueName: "file"
        )
    )
    var seeds: String?
    @OptionGroup var archive: ArchiveArguments
    @OptionGroup var crawl: CrawlArguments
    @OptionGroup var access: AccessArguments
    @OptionGroup var site: SubjectArguments
    @OptionGroup var rules: RuleOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions
    @Flag(help: ArgumentHelp(Interface.text("不显示进度。", "Show no progress.")))
    var noProgress = false

    mutating func validate() throws {
        if seeds != nil, !addresses.isEmpty || site.isGiven {
            throw ValidationError(
                Interface.text(
                    "--seeds 不能与地址、--subject、--name、--unit 同用。",
                    "--seeds does not go with addresses, --subject, --name or --unit."
                )
            )
        }
        if archive.isGiven, resume || seeds != nil {
            throw ValidationError(
                Interface.text(
                    "--warc、--from 不能与 --seeds、--resume 同用。",
                    "--warc and --from do not go with --seeds or --resume."
                )
            )
        }
        guard addresses.isEmpty, !resume, seeds == nil, archive.from == nil else { return }
        throw ValidationError(
            Interface.text("请给出起始地址，或用 --seeds、--resume。", "Give an address to start from, --seeds or --resume.")
        )
    }

    func run() async throws {
        let jobs: [ScanJob]
        let target: ScanStore
        var recorder: WarcWriter?
        if let seeds {
            let lines = try SeedFile.seeds(at: seeds)
            let template = try options(starts: lines.prefix(1).map(\.url))
            target = try ScanStore(path: storeOptions.path, mustExist: resume)
            jobs = try await ScanPlan.scans(
                of: lines,
                like: template,
                resuming: resume,
                raising: crawl.raisedLimits,
                in: target
            )
        } else if resume {
            let runs = try addresses.map(Self.runID)
            target = try ScanStore(path: storeOptions.path, mustExist: true)
            jobs = try await ScanPlan.resuming(
                runs,
                in: target,
                raising: crawl.raisedLimits,
                rules: try Interface.configuration.get().appliedRules,
                access: try access.byHost(),
                proxy: try access.proxyURL()
            )
        } else {
            let source = try archive.source()
            let starts = try source?.starts(named: addresses) ?? addresses.map(CrawlArguments.address)
            var options = try options(starts: starts)
            recorder = try archive.recorder(starts: starts, contact: options.settings.contact)
            options.fetch.source = source
            options.settings.archive = archive.from.map { URL(filePath: $0).path }
            options.fetch.recorder = recorder
            jobs = [ScanJob(options)]
            target = try ScanStore(path: storeOptions.path)
        }
        for warning in jobs.compactMap(\.warning) { Interface.say(warning[Interface.language]) }
        let outcomes = try await watched(ScanBatch(jobs, in: target))
        if !common.quiet {
            for outcome in outcomes { Interface.say(ScanText.summary(outcome, language: Interface.language)) }
        }
        try await recorder?.close()
        try end(outcomes)
    }

    private func options(starts: [WebURL]) throws -> ScanRun.Options {
        var options = ScanRun.Options(
            subject: site.subject(start: starts[0]),
            settings: try crawl.settings(starts: starts),
            rules: try rules.chosen()
        )
        options.robotsIgnoredBecause = crawl.robotsIgnoredBecause
        options.reusesEarlierPages = !crawl.refetch
        options.fetch.access = try access.byHost()
        options.proxy = try access.proxyURL()
        return options
    }

    private static func runID(_ text: String) throws -> RunID {
        guard let number = Int64(text), number > 0 else {
            throw ValidationError(
                text.quotedForMessage + Interface.text(" 不是检测编号。", " is not the number of a run.")
            )
        }
        return RunID(number)
    }

    private func end(_ outcomes: [ScanBatch.Outcome]) throws {
        let verdict = ScanVerdict(outcomes)
        if verdict.isDiskLow { throw ExitCode(6) }
        try rules.enforce(worst: verdict.worst)
        if verdict.isPartial { throw ExitCode(4) }
    }

    /// Runs the scans with a progress line; the first interrupt drains, the second ends at once.
    private func watched(_ batch: ScanBatch) async throws -> [ScanBatch.Outcome] {
        let interrupts = Interrupts { await batch.stop() }
        defer { interrupts.end() }
        let showsProgress = !common.quiet && !noProgress
        return try await withThrowingTaskGroup(of: [ScanBatch.Outcome]?.self) { group in
            group.addTask { try await batch.run() }
            if showsProgress {
                group.addTask {
                    await ProgressLine().show { await batch.progress }
                    return nil
                }
            }
            while let finished = try await group.next() {
                guard let finished else { continue }
                group.cancelAll()
                return finished
            }
            throw CancellationError()
        }
    }
}
