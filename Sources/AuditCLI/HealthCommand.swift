import ArgumentParser
import Audit
import Foundation

struct HealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: Interface.text(
            "网站运行健康：死链、更新、附件、加载时长、元标签等，与无障碍指数并列。",
            "Portal health beside the accessibility index: dead links, freshness, attachments, load time, meta tags."
        ),
        discussion: Interface.text(
            "由数据库中的一次检测计算；--external、--confirm、--ipv6 另外访问网络，同样遵守 robots.txt 和访问间隔。",
            "Computed from a scan in the store; --external, --confirm and --ipv6 ask servers besides, as politely as a scan."
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: ArgumentHelp(Interface.text("检测的编号（默认最近一次）。", "Number of the run (default: the newest scan).")))
    var run: Int64?
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: Format = .text
    @Flag(help: ArgumentHelp(Interface.text("访问指向其他网站的链接。", "Ask for the targets of links to other sites.")))
    var external = false
    @Flag(
        help: ArgumentHelp(Interface.text("再次访问死链和 5xx，最多三次。", "Ask again for dead links and 5xx, up to three times."))
    )
    var confirm = false
    @Flag(
        name: .customLong("ipv6"),
        help: ArgumentHelp(Interface.text("经 IPv6 访问首页等 11 页。", "Fetch 11 pages over IPv6."))
    )
    var overIPv6 = false
    @Option(help: ArgumentHelp(Interface.text("每类最多访问多少个目标。", "Ask for so many targets of a sort at most.")))
    var maxTargets: Int = 500
    @Option(
        help: ArgumentHelp(
            Interface.text("两次请求间隔的秒数（默认按响应时间）。", "Seconds between requests (default: by response time).")
        )
    )
    var delay: Double?
    @Option(help: ArgumentHelp(Interface.text("写入 User-Agent 的联系方式。", "How to reach you, sent in User-Agent.")))
    var contact: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        if maxTargets < 1 {
            throw ValidationError(Interface.text("--max-targets 至少为 1。", "--max-targets must be at least 1."))
        }
        if let delay, !(0...86_400).contains(delay) {
            throw ValidationError(Interface.text("--delay 应在 0 到 86400 之间。", "--delay must be from 0 to 86400."))
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let run = try await RunSelection(store: store).scan(numbered: run)
        let assembly = HealthAssembly(run, in: store)
        var health = try await assembly.health()
        var options = HealthProbe.Options()
        (options.asksOutside, options.confirms, options.asksIPv6) = (external, confirm, overIPv6)
        options.maximumTargets = maxTargets
        options.contact = contact
        options.delayMilliseconds = delay.map { Int($0 * 1_000) }
        if !options.isEmpty { health = try await assembly.probed(health, with: HealthProbe(options)) }
        let report = HealthReport(health)
        try output.write(format == .json ? report.json() : Array(report.text(language: Interface.language).utf8))
    }
}
