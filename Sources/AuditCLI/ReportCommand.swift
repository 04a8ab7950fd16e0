import ArgumentParser
import Audit
import Foundation

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Interface.text("把数据库的内容写成一份报告。", "Write what the store holds as a report."),
        discussion: Interface.text(
            "报告只有一个文件，不需要网络。期限和屏蔽按最近一次检测结束时判断，设了 SOURCE_DATE_EPOCH 则按那一刻。"
                + "退出码：0 完成，2 选项有误或不能打印 PDF，3 没有可报告的内容，5 数据库出错。",
            "The report is one file that needs no network. Deadlines and suppressions are judged at the end of the newest "
                + "run, or at SOURCE_DATE_EPOCH where it is set. Exits with 0 when written, 2 on a wrong option or where "
                + "no PDF can be printed, 3 if there is nothing to report, 5 on a store error."
        )
    )

    @Option(
        help: ArgumentHelp(
            Interface.text(
                "html、pdf、csv、xlsx、json、sarif、earl、junit、markdown；整改通知 notice、notice-xlsx；"
                    + "草稿 statement（无障碍声明）、self-assessment（自评报告）、openacr。",
                "html, pdf, csv, xlsx, json, sarif, earl, junit, markdown; rectification notices: notice, notice-xlsx; "
                    + "drafts: statement, self-assessment, openacr."
            )
        )
    )
    var format: ReportFormat = .html
    @Option(help: ArgumentHelp(Interface.text("只报告这个对象。", "Report this subject only."), valueName: "id"))
    var subject: String?
    @Option(
        help: ArgumentHelp(
            Interface.text("整改通知只写这个责任单位的。", "Of notices, that of this responsible unit only."),
            valueName: "name"
        )
    )
    var unit: String?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "与这次检测（编号）或这个轮次比较；默认与上一次同类检测比较。",
                "Compare with this run (a number) or round; by default with the run before of the same kind."
            ),
            valueName: "run|round"
        )
    )
    var compare: String?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "按这个样本（audit sample pages）估计它所属网站的分数，并给出置信区间。",
                "Estimate the figures of its site from this sample (audit sample pages), with their interval."
            ),
            valueName: "number"
        )
    )
    var sample: Int64?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "在 html、pdf 和 json 报告里写入这份计划（YAML）的指标进展；默认取配置文件的 plan。",
                "Put the indicators of this plan (YAML) into the report: html, pdf and json (default: the configuration's)."
            ),
            valueName: "file"
        )
    )
    var plan: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        switch format {
        case .notice, .noticeWorkbook:
            let notice = try await NoticeAssembly(store: store).notice(
                subject: subject,
                unit: unit,
                at: try Interface.sourceDate
            )
            try output.write(
                format == .notice ? notice.html(in: Interface.language) : notice.workbook(in: Interface.language)
            )
        default: try await write(store)
        }
        if let path = output.output, !common.quiet {
            Interface.say(Interface.text("报告已写入 ", "report written to ") + path)
        }
    }

    private func write(_ store: SQLiteStore) async throws {
        var indicators: DevelopmentPlan?
        if let plan = try plan ?? Interface.configuration.get().plan {
            indicators = try await Interface.reporting { try IndicatorAssembly.plan(at: plan) }
        }
        let report = try await ReportAssembly(store: store).report(
            subject: subject,
            comparedWith: compare,
            sample: sample,
            plan: indicators,
            at: try Interface.sourceDate
        )
        let sink = try output.open()
        try await ReportExport(report, store: store, language: Interface.language).write(as: format) { bytes in
            try sink.write(bytes)
        }
        try sink.close()
    }
}
