import ArgumentParser
import Audit
import Foundation

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: Interface.text("检测文件、文件夹或一个网页，不用数据库。", "Check files, folders or a page without a store."),
        discussion: Interface.text(
            "文件夹被当作网站根目录：/x.css 在其中查找。退出码：0 完成，1 未达到 --fail-on 的要求，2 输入有误，3 没有页面可检测，4 存档损坏、只检测了一部分。",
            "A folder is a site root: /x.css resolves inside it. Exits with 0 when done, 1 if the policy of --fail-on is "
                + "not met, 2 on an input error, 3 if no page could be checked, 4 if an archive is damaged and only a part of it was."
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, ndjson
    }

    @Argument(
        help: ArgumentHelp(
            Interface.text("文件、文件夹、网址、WARC 存档，或 -（标准输入）。", "Files, folders, addresses, WARC files, or - for input.")
        )
    )
    var targets: [String]
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: Format = .text
    @OptionGroup var rules: RuleOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let run = CheckRun(rules: try rules.chosen())
        let targets = try targets.map(CheckRun.Target.init)
        var isDamaged = false
        for case .archive(let archive) in targets {
            guard let warning = archive.warning else { continue }
            Interface.say(warning[Interface.language])
            isDamaged = true
        }
        let started = ContinuousClock.now
        let sink = try output.open()
        var total = CheckRun.Summary()
        let format = format
        for target in targets {
            total += try await run.check(
                target,
                site: { site in
                    try sink.write(
                        format == .ndjson
                            ? PageNDJSON.site(site, language: Interface.language)
                            : PageText.site(site, language: Interface.language)
                    )
                }
            ) { record in
                try sink.write(
                    format == .ndjson
                        ? PageNDJSON.page(record, language: Interface.language)
                        : PageText.page(record, language: Interface.language)
                )
            }
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        if format == .ndjson {
            try sink.write(PageNDJSON.summary(pages: total.pages, checked: total.checked, seconds: seconds))
        }
        try sink.close()
        if !common.quiet {
            Interface.say(
                PageText.summary(
                    total.pages,
                    checked: total.checked,
                    failed: total.failed,
                    cantTell: total.cantTell,
                    language: Interface.language
                )
            )
        }
        guard total.checked > 0 else { throw ExitCode(3) }
        try rules.enforce(worst: total.worst)
        if isDamaged { throw ExitCode(4) }
    }
}
