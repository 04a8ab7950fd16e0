/// The numbers that a report says of a site, each with what it was computed from and how.
struct SiteFigures {
    let run: Run
    let result: AccessibilityCheckIndex
    /// The sample the numbers are estimated from; nil where all checked pages count.
    let sample: PageSample?

    init(run: Run, index: AccessibilityCheckIndex, sample: PageSample?) {
        (self.run, result, self.sample) = (run, index, sample)
    }

    private static let nothingJudged = LocalizedText(zh: "没有可计算的准则", en: "no criterion could be judged")

    // MARK: - Index

    var index: SubjectReport.Figure {
        let label = LocalizedText(zh: "无障碍检测指数", en: "Accessibility Check Index")
        guard let value = result.value else {
            return SubjectReport.Figure(
                label: label,
                value: LocalizedText(zh: "不足以评分", en: "not enough to score"),
                basis: result.insufficiency?.text ?? Self.nothingJudged
            )
        }
        return SubjectReport.Figure(
            label: label,
            value: LocalizedText(zh: "\(value.oneDecimal) 分", en: value.oneDecimal),
            basis: LocalizedText(
                zh: "满分 100；\(result.pages) 个页面、\(result.pairs) 个“页面 × 准则”\(estimated.zh)",
                en:
                    "of 100; \(result.pages.counted("page")), \(result.pairs.counted("pair")) of page and criterion\(estimated.en)"
            ),
            how: arithmetic
        )
    }

    /// What a sample stands for and how sure the estimate is; nothing where every page counts.
    private var estimated: LocalizedText {
        guard let sample, let estimate = result.estimate else { return LocalizedText(zh: "", en: "") }
        let number = sample.number.map { "\($0)" } ?? "–"
        let interval =
            estimate.interval.map { around in
                let (low, high) = (around.lowerBound.oneDecimal, around.upperBound.oneDecimal)
                return LocalizedText(zh: "95% 置信区间 \(low)–\(high)", en: "95 % interval \(low) to \(high)")
            }
            ?? estimate.whyNoInterval
            ?? LocalizedText(
                zh: "抽样框内的页面全部检测，没有抽样误差",
                en: "every page of the frame was checked, so no sampling error"
            )
        let unseen = estimate.unseenShare.map { SiteEstimate.words(unseen: $0) }
        return LocalizedText(
            zh: "；由样本 \(number) 估计，代表 \(sample.frame) 个页面，\(interval.zh)" + (unseen.map { "；\($0.zh)" } ?? ""),
            en: "; estimated from sample \(number), which stands for \(sample.frame.counted("page")), \(interval.en)"
                + (unseen.map { "; \($0.en)" } ?? "")
        )
    }

    /// How the index is computed, in a sentence; with key pages they count half.
    private var arithmetic: LocalizedText {
        let (key, others) = (result.estimate?.keyPages ?? 0, result.estimate?.otherPages ?? 0)
        let strata = sample == nil ? ("", "") : ("（各层按页面数加权）", " (strata weighing as many pages as they have)")
        let mean =
            key > 0 && others > 0
            ? LocalizedText(
                zh: "\(key) 个关键页面的平均占一半，其余 \(others) 个页面的平均\(strata.0)占一半",
                en:
                    "the mean of \(key.counted("key page")) counts half, that of the other \(others)\(strata.1) the other half"
            ) : LocalizedText(zh: "各页取平均\(strata.0)", en: "the pages' mean is taken\(strata.1)")
        return LocalizedText(
            zh: """
                每页每条准则得 1 − 未通过 ÷（通过 + 未通过），有几条规则取最差的；按 A 级 3、AA 级 2 加权平均得页面分；\
                \(mean.zh)，再乘 100。不能判定的、未检测的、建议和 AAA 级不参与
                """,
            en: """
                each criterion of a page gets 1 − failed ÷ (passed + failed), by the worst of its rules; their mean, weighted \
                3 for A and 2 for AA, is the page's score; \(mean.en), times 100. What cannot be told, was not tested, is \
                advice or level AAA does not enter
                """
        )
    }

    // MARK: - Others

    var strict: SubjectReport.Figure {
        let label = LocalizedText(zh: "达标率", en: "Strict pass rate")
        guard let rate = result.strict else {
            return SubjectReport.Figure(
                label: label,
                value: LocalizedText(zh: "—", en: "—"),
                basis: Self.nothingJudged
            )
        }
        let percent = (rate.value * 100).oneDecimal
        let interval = rate.interval.map { around in
            let (low, high) = ((around.lowerBound * 100).oneDecimal, (around.upperBound * 100).oneDecimal)
            return LocalizedText(zh: "；95% 置信区间 \(low)–\(high)%", en: "; 95 % interval \(low) to \(high)%")
        }
        let how =
            sample == nil
            ? LocalizedText(
                zh: "\(result.clean) ÷ \(result.pairs)；有一处未通过就不算达标",
                en: "\(result.clean) ÷ \(result.pairs); one failure is enough not to count"
            )
            : LocalizedText(
                zh: "各层按页面数加权；有一处未通过就不算达标",
                en: "strata weigh as many pages as they have; one failure is enough not to count"
            )
        return SubjectReport.Figure(
            label: label,
            value: LocalizedText(zh: "\(percent)%", en: "\(percent)%"),
            basis: LocalizedText(
                zh: "\(result.pairs) 个“页面 × 准则”中有 \(result.clean) 个没有任何未通过\(interval?.zh ?? "")",
                en: "\(result.clean) of \(result.pairs.counted("pair")) of page and criterion without a failure"
                    + (interval?.en ?? "")
            ),
            how: how
        )
    }

    /// How many criteria the run could say anything about.
    func coverage(_ whole: AccessibilityCheckIndex) -> SubjectReport.Figure {
        let (tested, all) = (whole.coverage.tested.count, whole.coverage.of)
        return SubjectReport.Figure(
            label: LocalizedText(zh: "自动检测覆盖", en: "Automatic coverage"),
            value: LocalizedText(
                zh: "\(tested) / \(all) 条准则",
                en: "\(tested) of \(all.counted("criterion", "criteria"))"
            ),
            basis: LocalizedText(
                zh: "WCAG 2.2 的 A、AA 级准则中有自动规则检测过的（只覆盖准则的一部分）；其余需人工检测",
                en: "WCAG 2.2 level A and AA criteria that automatic rules tested, in part; the rest needs people"
            )
        )
    }

    var fetched: SubjectReport.Figure {
        let total = run.checked + run.notChecked
        return SubjectReport.Figure(
            label: LocalizedText(zh: "已检测页面", en: "Pages checked"),
            value: LocalizedText(zh: "\(run.checked)", en: "\(run.checked)"),
            basis: LocalizedText(zh: "共发现 \(total) 个地址", en: "of \(total.counted("address", "addresses")) found")
        )
    }
}
