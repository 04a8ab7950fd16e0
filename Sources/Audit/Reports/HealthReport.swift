/// `audit health`: what a crawl shows of the care that is taken of a portal, each figure with its denominator.
public struct HealthReport: Sendable {
    /// One indicator in words.
    public struct Row: Sendable, Equatable {
        /// Of docs/health.md: `M2` and so on.
        public var id: String
        public var label: LocalizedText
        public var value: LocalizedText
        /// Over what it was computed, or why it could not be.
        public var basis: LocalizedText
        /// What a person would look at, one a line.
        public var details: [LocalizedText] = []
    }

    /// Details shown of one indicator; all of them stand in the JSON.
    static let shownDetails = 20

    public let health: PortalHealth

    public init(_ health: PortalHealth) { self.health = health }

    public var rows: [Row] {
        [availability, dead("M2a", health.deadOnHome, LocalizedText(zh: "首页死链率", en: "Dead links on the home page"))]
            + [dead("M2b", health.deadInFrame, LocalizedText(zh: "全站死链率", en: "Dead links in the site"))]
            + [outside, freshness, columns, attachments, ipv6, load, tags]
            + [
                presence(
                    "M9",
                    health.assistEntry,
                    LocalizedText(zh: "适老化或无障碍入口", en: "Entrance to an accessible version")
                ),
                presence("M10", health.statement, LocalizedText(zh: "无障碍声明", en: "Accessibility statement")),
            ]
    }

    // MARK: - Text

    public func text(language: Language) -> String {
        var lines = [heading[language], note[language], ""]
        for row in rows {
            lines.append("\(row.id)\t\(row.label[language]): \(row.value[language])\t(\(row.basis[language]))")
            lines += row.details.prefix(Self.shownDetails).map { "\t- \($0[language])" }
            let more = row.details.count - Self.shownDetails
            if more > 0 { lines.append("\t" + LocalizedText(zh: "……另有 \(more) 条", en: "… \(more) more")[language]) }
        }
        // Tabs part the columns; a line of a page must not.
        return lines.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map { HostileText.line(String($0)) }
        }
        .map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    var heading: LocalizedText {
        LocalizedText(
            zh: "网站运行健康：\(health.subject)，检测 \(health.run.number)，\(health.day)",
            en: "Portal health: \(health.subject), run \(health.run.number), \(health.day)"
        )
    }

    /// Said wherever the figures are shown.
    var note: LocalizedText {
        LocalizedText(
            zh: "与无障碍指数并列，不计入指数；由抓取计算，不能代替主管部门的检查结论。",
            en:
                "Stands beside the accessibility index and is no part of it; computed from a crawl, it replaces no inspection."
        )
    }
}

// MARK: - The indicators in words

extension HealthReport {
    static func percent(_ part: Int, of whole: Int) -> LocalizedText {
        guard whole > 0 else { return cannotTell }
        let text = "\((100 * Double(part) / Double(whole)).oneDecimal) %"
        return LocalizedText(zh: text, en: text)
    }

    static let cannotTell = LocalizedText(zh: "无法判断", en: "cannot tell")
    static let notAsked = LocalizedText(zh: "未检查", en: "not asked for")

    private var availability: Row {
        let home = health.home
        let range =
            home.interval.map { "\((100 * $0.lowerBound).oneDecimal)–\((100 * $0.upperBound).oneDecimal) %" } ?? "—"
        let basis = LocalizedText(
            zh: "\(home.failures)/\(home.probes) 次访问失败，95 % 区间 \(range)；检查指标要求连续 7 天、每天至少 20 次",
            en: "\(home.failures) of \(home.probes.counted("visit")) failed, 95 % interval \(range); "
                + "the indicator asks for 20 visits a day for 7 days"
        )
        return Row(
            id: "M1",
            label: LocalizedText(zh: "首页不可用率", en: "Home page not available"),
            value: Self.percent(home.failures, of: home.probes),
            basis: basis
        )
    }

    private func dead(_ id: String, _ links: PortalHealth.DeadLinks, _ label: LocalizedText) -> Row {
        Row(
            id: id,
            label: label,
            value: Self.percent(links.dead.count, of: links.checked),
            basis: LocalizedText(
                zh: "\(links.dead.count)/\(links.checked) 个不同目标；另有 \(links.unknown.count) 个无法确定，\(links.notAsked) 个未访问",
                en: "\(links.dead.count) of \(links.checked) distinct targets; \(links.unknown.count) unknown, "
                    + "\(links.notAsked) not asked for"
            ),
            details: links.dead.map(Self.words)
        )
    }

    static func words(_ target: PortalHealth.DeadLinks.Target) -> LocalizedText {
        let meaning = NotCheckedReason(rawValue: target.reason)?.meaning
        let status = target.httpStatus.map { " \($0)" } ?? ""
        let address = PersonalData.maskedAddress(target.address)
        let from = target.from.map { LocalizedText(zh: "，见于 \($0)", en: ", on \($0)") } ?? LocalizedText(zh: "", en: "")
        return LocalizedText(
            zh: "\(address)（\(meaning?.zh ?? target.reason)\(status)\(from.zh)）",
            en: "\(address) (\(meaning?.en ?? target.reason)\(status)\(from.en))"
        )
    }

    private var outside: Row {
        let label = LocalizedText(zh: "站外死链率", en: "Dead links to other sites")
        guard let links = health.deadOutside else {
            return Row(
                id: "M2c",
                label: label,
                value: Self.notAsked,
                basis: LocalizedText(zh: "用 --external 检查", en: "ask with --external")
            )
        }
        return dead("M2c", links, label)
    }

    private var freshness: Row {
        let label = LocalizedText(zh: "首页更新间隔", en: "Days since the home page changed")
        guard let fresh = health.homeFreshness else {
            return Row(
                id: "M3",
                label: label,
                value: Self.cannotTell,
                basis: LocalizedText(zh: "首页没有可用的日期", en: "no day on the home page")
            )
        }
        return Row(
            id: "M3",
            label: label,
            value: LocalizedText(zh: "\(fresh.age) 天", en: "\(fresh.age.counted("day"))"),
            basis: LocalizedText(
                zh: "最新日期 \(fresh.day)，取自\(fresh.source.name.zh)；检查指标：两周内应有更新",
                en: "newest day \(fresh.day), from \(fresh.source.name.en); the indicator asks for two weeks"
            )
        )
    }

    private var columns: Row {
        func count(_ state: PortalHealth.Column.State) -> Int { health.columns.count { $0.state == state } }
        let judged = count(.current) + count(.overdue)
        return Row(
            id: "M4",
            label: LocalizedText(zh: "栏目超期与空白", en: "Columns overdue and empty"),
            value: LocalizedText(
                zh: "超期 \(count(.overdue))，空白 \(count(.empty))",
                en: "\(count(.overdue)) overdue, \(count(.empty)) empty"
            ),
            basis: LocalizedText(
                zh:
                    "共 \(health.columns.count) 个栏目页，其中 \(judged) 个有期限和日期；无日期 \(count(.undated))，无期限 \(count(.noThreshold))",
                en:
                    "of \(health.columns.count.counted("column page")), \(judged) with a term and a day; \(count(.undated)) without a day, "
                    + "\(count(.noThreshold)) without a term"
            ),
            details: health.columns.filter { $0.state != .current }.map { column in
                let age = column.freshness.map { "\($0.day)" } ?? "—"
                return LocalizedText(
                    zh: "\(column.state.name.zh)：\(column.title) \(column.address)（\(age)）",
                    en: "\(column.state.name.en): \(column.title) \(column.address) (\(age))"
                )
            }
        )
    }

    private var attachments: Row {
        let files = health.attachments
        let labelled = files.files.compactMap(\.labelSaysKind)
        let saying = labelled.count { $0 }
        return Row(
            id: "M5",
            label: LocalizedText(zh: "附件可下载率", en: "Attachments that can be downloaded"),
            value: Self.percent(files.downloadable, of: files.checked),
            basis: LocalizedText(
                zh: "\(files.downloadable)/\(files.checked) 个附件返回 200 且开头字节与文件类型相符；另有 \(files.unknown) 个无法确定；"
                    + "\(saying)/\(labelled.count) 个链接文字说明了文件类型",
                en: "\(files.downloadable) of \(files.checked) answered with 200 and begin as a file of their kind; "
                    + "\(files.unknown) unknown; the sort of file is said by \(saying) of \(labelled.count.counted("link"))"
            ),
            details: files.broken.map(Self.words)
        )
    }

    private var ipv6: Row {
        let label = LocalizedText(zh: "IPv6 支持", en: "IPv6")
        guard let ipv6 = health.ipv6 else {
            return Row(
                id: "M6",
                label: label,
                value: Self.notAsked,
                basis: LocalizedText(zh: "用 --ipv6 检查", en: "ask with --ipv6")
            )
        }
        let value =
            !ipv6.hasAddress
            ? LocalizedText(zh: "没有 AAAA 记录", en: "no AAAA record")
            : LocalizedText(zh: "\(ipv6.fetched) 页可访问", en: "\(ipv6.fetched.counted("page")) came")
        return Row(
            id: "M6",
            label: label,
            value: value,
            basis: LocalizedText(
                zh: "经 IPv6 访问首页等 \(ipv6.checked) 页",
                en: "of \(ipv6.checked.counted("page")) asked for over IPv6, the home page first"
            )
        )
    }

    private var load: Row {
        let load = health.load
        let value = load.median.flatMap { median in
            load.percentile95.map {
                LocalizedText(zh: "中位数 \(median) 毫秒，95 % 在 \($0) 毫秒内", en: "median \(median) ms, 95 % within \($0) ms")
            }
        }
        return Row(
            id: "M7",
            label: LocalizedText(zh: "加载时长（HTML）", en: "Load time (HTML)"),
            value: value ?? Self.cannotTell,
            basis: LocalizedText(
                zh: "\(load.overLimit)/\(load.pages) 页超过 3 秒；只计页面本身，不含图片和脚本",
                en:
                    "\(load.overLimit) of \(load.pages.counted("page")) over 3 s; the page alone, without images and scripts"
            )
        )
    }

    private var tags: Row {
        let having = health.tags.reduce(0) { $0 + $1.having }
        let wanted = health.tags.reduce(0) { $0 + $1.pages }
        return Row(
            id: "M8",
            label: LocalizedText(zh: "元标签完整率", en: "Government meta tags"),
            value: Self.percent(having, of: wanted),
            basis: LocalizedText(
                zh: "\(having)/\(wanted) 处应有的标签",
                en: "\(having) of \(wanted.counted("place")) where a tag should be"
            ),
            details: health.tags.map { tag in
                LocalizedText(
                    zh: "\(tag.name)：\(tag.having)/\(tag.pages) 页",
                    en: "\(tag.name): \(tag.having) of \(tag.pages.counted("page"))"
                )
            }
        )
    }

    private func presence(_ id: String, _ presence: PortalHealth.Presence, _ label: LocalizedText) -> Row {
        let basis = LocalizedText(zh: "首页上的链接", en: "links of the home page")
        let value =
            switch presence {
            case .unknown: Self.cannotTell
            case .absent: LocalizedText(zh: "未发现", en: "none found")
            case .present(let text, isReachable: true): LocalizedText(zh: "有：\(text)", en: "present: \(text)")
            case .present(let text, isReachable: false):
                LocalizedText(zh: "有，但键盘无法到达：\(text)", en: "present, but the keyboard does not get there: \(text)")
            }
        return Row(id: id, label: label, value: value, basis: basis)
    }
}
