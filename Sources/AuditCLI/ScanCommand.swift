import ArgumentParser
import Audit
import Dispatch
import Foundation

struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: Interface.text("抓取并检测一个网站，存入数据库。", "Crawl and check a site into the store."),
        discussion: Interface.text(
            "遵守 robots.txt，每台主机同时只有一个请求。退出码：0 完成，1 未达到 --fail-on 的要求，2 输入有误，3 没有页面可检测，4 只完成一部分，5 数据库出错，6 磁盘已满。",
            "Obeys robots.txt, one request at a time per host. Exits with 0 when done, 1 if the policy of --fail-on is not "
                + "met, 2 on an input error, 3 if no page could be checked, 4 if only a part was, 5 on a store error, "
                + "6 if the disk is full."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("起始地址。", "Where to start."), valueName: "url"))
    var addresses: [String]
    @OptionGroup var crawl: CrawlArguments
    @OptionGroup var site: SubjectArguments
    @OptionGroup var rules: RuleOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions
    @Flag(help: ArgumentHelp(Interface.text("不显示进度。", "Show no progress.")))
    var noProgress = false

    func run() async throws {
        let starts = try addresses.map(CrawlArguments.address)
        let rules = try rules.chosen()
        var options = ScanRun.Options(
            subject: site.subject(start: starts[0]),
            starts: starts,
            crawl: try crawl.options(starts: starts),
            rules: rules
        )
        try crawl.apply(to: &options)
        let path = storeOptions.path
        // A store that is there but cannot be used is told before anything is fetched.
        let existing = FileManager.default.fileExists(atPath: path) ? try SQLiteStore(path: path) : nil
        let scan = ScanRun(options, existing: existing) { try existing ?? SQLiteStore(path: path) }
        let result = try await watched(scan)
        if !common.quiet { Interface.say(ScanText.summary(result, language: Interface.language)) }
        try self.rules.enforce(worst: result.worst)
        if result.summary.stop != .finished { throw ExitCode(4) }
    }

    /// Runs the scan with a progress line; the first interrupt drains, the second ends at once.
    private func watched(_ scan: ScanRun) async throws -> ScanRun.Result {
        let interrupts = Interrupts { await scan.stop() }
        defer { interrupts.end() }
        let showsProgress = !common.quiet && !noProgress
        return try await withThrowingTaskGroup(of: ScanRun.Result?.self) { group in
            group.addTask { try await scan.run() }
            if showsProgress {
                group.addTask {
                    await ProgressLine().show { await scan.progress }
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
