/// How a site was scanned, fact by fact, as the run recorded it.
struct SiteMethod {
    let subject: Subject
    let run: Run
    let sample: SubjectReport.DrawnSample?

    func facts(_ pages: PageTally.Result) -> [SubjectReport.Fact] {
        site + tool + reach + [limits(pages)] + time
    }

    private func fact(_ zh: String, _ en: String, _ value: LocalizedText) -> SubjectReport.Fact {
        SubjectReport.Fact(label: LocalizedText(zh: zh, en: en), value: value)
    }

    private func same(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }

    private var site: [SubjectReport.Fact] {
        var facts = [
            fact("起始地址", "Start address", same(PersonalData.maskedAddress(subject.address))),
            fact("责任单位", "Responsible unit", same(subject.responsibleUnit ?? "—")),
        ]
        if let region = subject.region { facts.append(fact("地区", "Region", same(region))) }
        if let category = subject.category { facts.append(fact("网站类别", "Category", same(category))) }
        return facts
    }

    private var tool: [SubjectReport.Fact] {
        let rules = run.start.requirements
        let violations = rules.count { $0.kind == .violation }
        let mode =
            run.start.mode == "static"
            ? LocalizedText(zh: "静态检测：HTML 与 CSS，不运行脚本", en: "static: HTML and CSS, no scripts are run")
            : same(run.start.mode)
        return [
            fact("检测编号", "Run", same("\(run.id.number)")),
            fact("轮次", "Round", run.start.round.map(same) ?? LocalizedText(zh: "无", en: "none")),
            fact("工具", "Tool", same("audit \(run.start.toolVersion)")),
            fact(
                "规则",
                "Rules",
                LocalizedText(
                    zh: "\(rules.count) 条，其中 \(violations) 条判定未通过，其余只提问题或建议；规则集 \(ruleset)",
                    en:
                        "\(rules.count), of which \(violations) find failures and the others ask or advise; set \(ruleset)"
                )
            ),
            fact("方式", "Mode", mode),
        ]
    }

    /// Tells sets of rules apart: equal for equal rules in equal versions.
    private var ruleset: String {
        let names = run.start.requirements.map { "\($0.id) \($0.version)" }.sorted().joined(separator: "\n")
        return String(SHA256.hex(Array(names.utf8)).prefix(12))
    }

    /// Which pages the scan was to reach, and how they were chosen.
    private var reach: [SubjectReport.Fact] {
        let robots = run.start.robotsIgnoredBecause
        var facts = [
            fact(
                "robots.txt",
                "robots.txt",
                robots.map { LocalizedText(zh: "未遵守，理由：\($0)", en: "not obeyed, because: \($0)") }
                    ?? LocalizedText(zh: "已遵守", en: "obeyed")
            )
        ]
        facts.append(fact("抽样", "Sample", sampling))
        guard let settings = try? ScanSettings(run) else {
            return facts + [fact("选项", "Options", same(run.start.options))]
        }
        let scope = settings.pattern.map { "\(settings.scope) \($0)" } ?? settings.scope
        facts.append(fact("范围", "Scope", same(scope)))
        if let exclude = settings.exclude, !exclude.isEmpty {
            facts.append(fact("排除的地址", "Excluded", same(exclude.joined(separator: " "))))
        }
        let limits: [(String, Int?)] = [
            ("max-pages", settings.maxPages), ("max-depth", settings.maxDepth), ("max-seconds", settings.maxSeconds),
            ("max-bytes", settings.maxBytes), ("max-failures", settings.maxFailures),
        ]
        let set = limits.compactMap { name, value in value.map { "\(name) \($0)" } }
        facts.append(
            fact(
                "设定的上限",
                "Limits set",
                set.isEmpty ? LocalizedText(zh: "无", en: "none") : same(set.joined(separator: ", "))
            )
        )
        return facts
    }

    /// The sample the figures come from, or the one that could be used.
    private var sampling: LocalizedText {
        guard let drawn = sample else {
            return LocalizedText(
                zh: "没有抽样，没有随机种子：检测在范围和上限内按链接找到的全部页面",
                en: "none, and no seed: all pages that links lead to within scope and limits are checked"
            )
        }
        let design = LocalizedText(
            zh: SampleListing(drawn.sample, language: .zhHans).design,
            en: SampleListing(drawn.sample, language: .en).design
        )
        if drawn.isUsed {
            return LocalizedText(
                zh: "分数由样本估计。\(design.zh)",
                en: "the figures are estimated from a sample: \(design.en)"
            )
        }
        let number = drawn.sample.number ?? 0
        return LocalizedText(
            zh: "分数按全部已检测页面计算，没有用样本。从这次检测抽过样：\(design.zh)；用 --sample \(number) 按它计算",
            en: "the figures come from all checked pages and no sample. One was drawn from this run: \(design.en); "
                + "--sample \(number) uses it"
        )
    }

    /// What ended the run before its time, and what was cut.
    private func limits(_ pages: PageTally.Result) -> SubjectReport.Fact {
        let cut = ["limit", "truncated", "tooLarge", "parseLimit"].compactMap { reason -> (String, Int)? in
            pages.notChecked[reason].map { (reason, $0.count) }
        }
        func list(_ language: Language) -> String {
            let stop = Self.stop(run.stopReason)[language]
            let left = cut.map { "\(ReportTerms.reason($0)[language]) \($1)" }
            return ([stop] + left).joined(separator: language == .zhHans ? "；" : "; ")
        }
        return fact("达到的上限", "Limits hit", LocalizedText(zh: list(.zhHans), en: list(.en)))
    }

    private var time: [SubjectReport.Fact] {
        [
            fact("开始", "Started", same(run.start.started.iso8601)),
            fact("结束", "Ended", same(run.ended?.iso8601 ?? "—")),
            fact("状态", "State", ReportTerms.runState(run.state)),
        ]
    }

    /// Why the run stopped, in words.
    private static func stop(_ word: String?) -> LocalizedText {
        switch word {
        case nil, "finished": LocalizedText(zh: "没有，范围内的地址都处理完了", en: "none: every address in scope is done")
        case "interrupted": LocalizedText(zh: "被人或信号中断", en: "interrupted by a person or a signal")
        case "damaged-archive": LocalizedText(zh: "存档损坏", en: "a damaged archive")
        case "limit-pages": LocalizedText(zh: "达到页面数上限", en: "the limit of pages")
        case "limit-duration": LocalizedText(zh: "达到时间上限", en: "the limit of time")
        case "limit-bytes": LocalizedText(zh: "达到流量上限", en: "the limit of bytes")
        case "limit-failures": LocalizedText(zh: "连续失败过多", en: "too many failures")
        case "limit-disk": LocalizedText(zh: "磁盘空间不足", en: "too little space on the disk")
        case let other?: LocalizedText(zh: other, en: other)
        }
    }
}
