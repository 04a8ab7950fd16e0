extension ScoreReport {
    /// The scores as lines for a terminal.
    ///
    /// - Parameters:
    ///   - language: Of the lines.
    ///   - isRanked: Whether to say which site stands before which.
    /// - Returns: Lines without control characters.
    public func text(in language: Language, isRanked: Bool = false) -> String {
        var lines: [String] = []
        for site in sites { lines += SiteScoreText(site, language).lines + [""] }
        for place in places { lines += self.lines(of: place, language) + [""] }
        if !unscanned.isEmpty {
            let ids = unscanned.map(\.id).joined(separator: ", ")
            lines += [
                LocalizedText(
                    zh: "未检测的网站 \(unscanned.count) 个：\(ids)",
                    en: "\(unscanned.count.counted("site")) never scanned: \(ids)"
                )[language], "",
            ]
        }
        if sites.count > 1 { lines += summaries.map { line(of: $0, language) } + [""] }
        if isRanked { lines += rankLines(language) + [""] }
        lines.append(Self.caution[language])
        return lines.map(FindingListing.oneLine).joined(separator: "\n") + "\n"
    }

    static let caution = LocalizedText(
        zh: "指数只说自动检测能判定的部分，不表示符合任何标准。",
        en: "The index covers what can be judged automatically; it says nothing of conformance to a standard."
    )

    private func lines(of place: Place, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let whole = place.score.whole
        let conformity = whole.conformity.map { ($0 * 100).oneDecimal + "%" } ?? "—"
        return [
            "\(place.subject.name) (\(place.subject.id), \(place.checklist))",
            say("  等级：\(place.score.grade.title.zh)", "  Grade: \(place.score.grade.title.en)"),
            say(
                "  一票否决项未通过 \(place.score.failedGates.count) 处",
                "  \(place.score.failedGates.count.counted("gate item")) failed"
            ),
            say(
                "  核查覆盖 \(whole.judged) / \(whole.applicable)；按权重符合率 \(conformity)",
                "  Coverage \(whole.judged) of \(whole.applicable.counted("item that applies", "items that apply")); conformity by weight \(conformity)"
            ),
        ]
    }

    private func line(of summary: ScoreSummary, _ language: Language) -> String {
        let name = summary.name(in: language)
        let (mean, median) = (summary.mean?.oneDecimal ?? "—", summary.median?.oneDecimal ?? "—")
        return LocalizedText(
            zh: "\(name)：\(summary.sites) 个网站，\(summary.scored) 个可评分；平均 \(mean)，中位数 \(median)",
            en: "\(name): \(summary.scored) of \(summary.sites.counted("site")) scored; mean \(mean), median \(median)"
        )[language]
    }

    private func rankLines(_ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let names = Dictionary(sites.map { ($0.subject.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ranks = ranking.map { rank in
            let site = names[rank.site]
            let tie = rank.isTied ? say("（并列）", " (tied)") : ""
            return "  \(rank.rank)\(tie)  \(site?.index.value?.oneDecimal ?? "—")  \(site?.subject.name ?? rank.site)"
        }
        let left = sites.count - ranks.count
        return [say("排名（置信区间重叠的为并列）", "Ranks (sites whose intervals overlap are tied)")] + ranks
            + (left > 0
                ? [
                    say(
                        "  不参加排名：\(left) 个网站不足以评分或样本不足",
                        "  not ranked: \(left.counted("site")) with too little to score"
                    )
                ]
                : [])
    }
}

/// What is said of one site.
private struct SiteScoreText {
    private let site: ScoreReport.Site
    private let language: Language

    init(_ site: ScoreReport.Site, _ language: Language) {
        self.site = site
        self.language = language
    }

    private var index: AccessibilityCheckIndex { site.index }

    private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

    var lines: [String] {
        let isPartial = site.run.state != .done
        return ["\(site.subject.name) (\(site.subject.id))" + (isPartial ? say("【部分结果】", " PARTIAL") : "")]
            + [headline] + basis + strict + [coverage] + blockers + unproven + parts + models
    }

    private var headline: String {
        guard let value = index.value, let band = index.band else {
            let why = index.insufficiency?.text[language] ?? say("没有可计算的准则", "no criterion could be judged")
            return say("  无障碍检测指数：不足以评分（\(why)）", "  Accessibility Check Index: not enough to score (\(why))")
        }
        let around =
            index.estimate?.interval.map { around in
                let (low, high) = (around.lowerBound.oneDecimal, around.upperBound.oneDecimal)
                return say("（95% 置信区间 \(low)–\(high)）", " (95% interval \(low) to \(high))")
            } ?? index.estimate?.whyNoInterval.map { say("（\($0.zh)）", " (\($0.en))") }
        return say(
            "  无障碍检测指数 \(value.oneDecimal) / 100\(around ?? "")，\(band.title.zh)",
            "  Accessibility Check Index \(value.oneDecimal) of 100\(around ?? ""), \(band.title.en)"
        )
    }

    /// What the index was computed over.
    private var basis: [String] {
        guard let estimate = index.estimate else { return [] }
        let pairs = say("\(index.pairs) 个“页面 × 准则”", "\(index.pairs.counted("pair")) of page and criterion")
        if estimate.isExact {
            return [
                say(
                    "  检测了 \(index.pages) 个页面（重点页面 \(estimate.keyPages) 个，占一半权重；其余 \(estimate.otherPages) 个全部检测，没有抽样误差），\(pairs)",
                    "  \(index.pages.counted("page")) checked (\(estimate.keyPages.counted("key page")), which count half; \(estimate.otherPages.counted("other")), all of them, so no sampling error), \(pairs)"
                )
            ]
        }
        let sample = site.sample?.number.map { say("样本 \($0)：", "Sample \($0): ") } ?? ""
        return [
            say(
                "  \(sample)抽查 \(index.pages) 个页面（重点页面 \(estimate.keyPages) 个，占一半权重；随机抽取 \(estimate.otherPages) 个，代表 \(estimate.frame) 个），\(pairs)",
                "  \(sample)\(index.pages.counted("page")) (\(estimate.keyPages.counted("key page")), which count half; \(estimate.otherPages) by lot for \(estimate.frame)), \(pairs)"
            )
        ] + unseen(estimate)
    }

    /// What no sample can show.
    private func unseen(_ estimate: SiteEstimate) -> [String] {
        guard let share = estimate.unseenShare else { return [] }
        return ["  " + SiteEstimate.words(unseen: share)[language]]
    }

    private var strict: [String] {
        guard let strict = index.strict else { return [] }
        let around = strict.interval.map { around in
            let (low, high) = ((around.lowerBound * 100).oneDecimal, (around.upperBound * 100).oneDecimal)
            return say("（95% 置信区间 \(low)%–\(high)%）", " (95% interval \(low)% to \(high)%)")
        }
        let rate = (strict.value * 100).oneDecimal
        let line = say(
            "  达标率 \(rate)%\(around ?? "")：检测的 \(index.pairs) 个中 \(index.clean) 个没有未通过",
            "  Strict pass rate \(rate)%\(around ?? ""): \(index.clean) of the \(index.pairs.counted("pair")) checked without a failure"
        )
        guard let bound = index.highestFailingShare else { return [line] }
        let percent = (bound * 100).oneDecimal
        return [
            line,
            say(
                "  抽查的页面都没有未通过；全部页面中有未通过的最多 \(percent)%（95% 置信上限）",
                "  No page of the sample failed; of all pages at most \(percent)% do (95% upper bound)"
            ),
        ]
    }

    private var coverage: String {
        let (tested, all) = (index.coverage.tested.count, index.coverage.of)
        let open =
            index.unsure == 0
            ? ""
            : say(
                "；另有 \(index.unsure) 个“页面 × 准则”规则无法判定",
                "; \(index.unsure.counted("more pair")) of page and criterion could not be told"
            )
        return say(
            "  自动检测覆盖 \(tested) / \(all) 条 A、AA 级准则（WCAG 2.2，各只覆盖一部分），其余需人工\(open)",
            "  Automatic rules tested \(tested) of \(all.counted("criterion", "criteria")) at A and AA (WCAG 2.2), in part; the rest needs people\(open)"
        )
    }

    private var blockers: [String] {
        guard !index.blockers.isEmpty else {
            return [say("  没有发现阻断问题", "  No blocker was found")]
        }
        return [say("  存在 \(index.blockers.count) 项阻断问题", "  \(index.blockers.count.counted("kind")) of blockers")]
            + index.blockers.map { blocker in
                say(
                    "    未做到“\(blocker.requirement.title.zh)”：\(blocker.pages) 个页面，\(blocker.failed) 处",
                    "    not met: \(blocker.requirement.title.en): \(blocker.failed) on \(blocker.pages.counted("page"))"
                )
            }
    }

    private var unproven: [String] {
        guard !index.unproven.isEmpty else { return [] }
        let names = index.unproven.map { $0.title[language] }.joined(separator: say("、", ", "))
        return [
            say(
                "  未计入指数（在真实网页上的准确率尚未证实）：\(names)",
                "  Not counted, since not yet proven on real pages: \(names)"
            )
        ]
    }

    private var parts: [String] {
        site.parts.map { part in
            let value = part.index.value.map(\.oneDecimal) ?? "—"
            return say(
                "  · \(part.title.zh)：\(value)（\(part.index.coverage.tested.count) 条准则，\(part.index.pages) 个页面）",
                "  · \(part.title.en): \(value) (\(part.index.coverage.tested.count.counted("criterion", "criteria")), \(part.index.pages.counted("page")))"
            )
        }
    }

    private var models: [String] {
        site.models.map { model, result in
            let value = result.value.map(\.oneDecimal) ?? "—"
            return "  ~ \(model.title[language]) \(model.versionName): \(value) (\(result.basis[language]))"
        }
    }
}

extension SiteEstimate {
    /// Why an estimate stands without an interval; nil where there is one, or nothing was estimated.
    var whyNoInterval: LocalizedText? {
        guard interval == nil, !isExact else { return nil }
        guard otherPages < Self.minimumDrawn else {
            return LocalizedText(zh: "有的层只抽到一页，不给区间", en: "no interval, since a single page stands for several")
        }
        return LocalizedText(
            zh: "样本不足，不给区间：抽查 \(otherPages) 页，至少需要 \(Self.minimumDrawn) 页",
            en:
                "too small a sample for an interval: \(otherPages.counted("page")) drawn, \(Self.minimumDrawn) are needed"
        )
    }

    /// That rare pages which are like none of those drawn are not in what was estimated.
    static func words(unseen share: Double) -> LocalizedText {
        let percent = (share * 100).oneDecimal
        return LocalizedText(
            zh: "估计不反映没抽到过的少见页面：这类页面最多占 \(percent)%（95% 置信上限）",
            en: "rare pages like none of those drawn are not in the estimate: at most \(percent)% of the pages "
                + "(95% upper bound)"
        )
    }
}
