import ArgumentParser
import Audit
import Foundation

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample",
        abstract: Interface.text("抽取样本，查看已抽取的样本。", "Draw samples, and see those that were drawn."),
        subcommands: [
            SamplePagesCommand.self, PlacesSampleCommand.self, SecondInspectionCommand.self, SampleListCommand.self,
            SampleShowCommand.self,
        ]
    )
}

struct SamplePagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: Interface.text("按 WCAG-EM 从一次检测的页面中抽样。", "Sample the pages of a run as WCAG-EM has it."),
        discussion: Interface.text(
            "结构样本：首页、搜索、登录、办事指南、表单、联系方式、列表、文章、附件、适老版各最多两个，加上版式不同的页面；"
                + "随机样本：其余页面按模板或栏目分层，按比例抽取，每层至少两个。样本和种子存入数据库，audit score --sample 用它估计。"
                + "退出码：0 完成，2 没有这次检测或样本，3 没有页面可抽，5 数据库出错。",
            "Structured: up to two pages of each kind (home, search, login, guide, form, contact, list, article, attachment, "
                + "elder version) and those that look like no other. Random: the rest in strata by template or column, in "
                + "proportion, at least two each. The sample and its seed are kept in the store; audit score --sample "
                + "estimates from it. Exits with 0 when done, 2 if there is no such run or sample, 3 if there is no page to "
                + "draw, 5 on a store error."
        )
    )

    @Option(
        help: ArgumentHelp(
            Interface.text("哪个网站（默认最近一次检测的）。", "Of which site (default: that of the newest scan)."),
            valueName: "id"
        )
    )
    var subject: String?
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(Interface.text("哪次检测（默认最近一次）。", "Of which run (default: the newest)."), valueName: "number")
    )
    var scan: Int64?
    @Option(help: ArgumentHelp(Interface.text("随机抽取多少个页面。", "Pages drawn by lot."), valueName: "count"))
    var random: Int = SampleDraw.defaultPages
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "种子；相同的种子抽到相同的页面（默认随机选一个并写明）。",
                "Equal seeds draw equal pages (default: one is chosen and told)."
            )
        )
    )
    var seed: UInt64?
    @Option(help: ArgumentHelp(Interface.text("按 template（模板）或 column（栏目）分层。", "Strata by template or column.")))
    var strata: PageSample.Basis = .template
    @Option(
        help: ArgumentHelp(
            Interface.text("保留这个样本的一半，用来看变化。", "Keep half of this sample, so that a change can be told."),
            valueName: "number"
        )
    )
    var panel: Int64?
    @Option(help: ArgumentHelp(Interface.text("text、csv、json 或 urls。", "text, csv, json or urls.")))
    var format: SampleListing.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        if subject != nil, scan != nil {
            throw ValidationError(Interface.text("--subject 与 --run 只用一个", "give --subject or --run, not both"))
        }
        guard (1...1_000_000).contains(random) else {
            throw ValidationError(Interface.text("--random：应在 1 到 1000000 之间", "--random: must be from 1 to 1000000"))
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let draw = SampleDraw(
            pages: random,
            seed: seed ?? UInt64.random(in: 1...999_999_999),
            basis: strata
        )
        let sample = try await SampleSelection(store: store).draw(subject: subject, run: scan, draw, previous: panel)
        try output.write(SampleListing(sample, language: Interface.language).render(as: format))
    }
}

struct SampleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Interface.text("列出数据库里的样本。", "List the samples in the store.")
    )

    @Option(help: ArgumentHelp(Interface.text("只列这个网站的。", "Of this site only."), valueName: "id"))
    var subject: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        for sample in try await store.samples(of: subject) {
            print(SampleListing(sample, language: Interface.language).headline)
        }
    }
}

struct SampleShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Interface.text("显示一个样本的层和页面。", "Show the strata and pages of a sample.")
    )

    @Argument(help: ArgumentHelp(Interface.text("样本的编号。", "Number of the sample.")))
    var number: Int64
    @Option(help: ArgumentHelp(Interface.text("text、csv、json 或 urls。", "text, csv, json or urls.")))
    var format: SampleListing.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let sample = try await SampleSelection(store: store).sample(numbered: number)
        try output.write(SampleListing(sample, language: Interface.language).render(as: format))
    }
}
