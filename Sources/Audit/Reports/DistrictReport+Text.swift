// The district view as text.

extension DistrictReport {
    public func text(in language: Language) -> String {
        var lines: [String] = []
        for district in districts {
            lines.append(district.name ?? LocalizedText(zh: "未注明地区", en: "district not stated")[language])
            lines += district.web.map { self.lines(of: $0, language) } ?? []
            lines += district.physical.flatMap { self.lines(of: $0, language) }
            lines += district.field.map { PlaceReport.lines($0, language) } ?? []
            lines.append("")
        }
        lines.append(
            LocalizedText(
                zh: "网站与场所并列，不相加。" + ScoreReport.caution.zh,
                en: "Sites and places stand side by side and are not added up. " + ScoreReport.caution.en
            )[language]
        )
        if districts.contains(where: { $0.field != nil }) { lines.append(PlaceReport.note[language]) }
        return lines.map(FindingListing.oneLine).joined(separator: "\n") + "\n"
    }

    private func lines(of web: Web, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let (mean, median) = (web.mean?.oneDecimal ?? "—", web.median?.oneDecimal ?? "—")
        let bands = ScoreBand.allCases.map { "\($0.title[language]) \(web.bands[$0] ?? 0)" }
        let lowest = web.lowest.map { "\($0.name) \($0.value.oneDecimal)" }
        return [
            say(
                "  网站 \(web.sites) 个：\(web.scored) 个可评分，\(web.sites - web.scored) 个不可评分（其中 \(web.unscanned) 个未检测）",
                "  \(web.sites.counted("site")): \(web.scored) scored, \(web.sites - web.scored) not (\(web.unscanned) of them never scanned)"
            ),
            say(
                "    无障碍检测指数：平均 \(mean)，中位数 \(median)（各网站权重相同）",
                "    Accessibility Check Index: mean \(mean), median \(median) (every site counts alike)"
            ),
            say("    分布：", "    Distribution: ") + bands.joined(separator: say("，", ", ")),
            say("    最低：", "    Lowest: ") + (lowest.isEmpty ? "—" : lowest.joined(separator: say("，", ", "))),
            say("    有阻断问题的网站 \(web.withBlockers) 个", "    \(web.withBlockers.counted("site")) with blockers"),
        ] + partLines(of: web, language) + web.units.map { unitLine(of: $0, language) }
    }

    private func partLines(of web: Web, _ language: Language) -> [String] {
        ScorePart.Dimension.allCases.flatMap { dimension in
            let parts = web.parts.filter { $0.dimension == dimension }.map(\.mean)
            let title = dimension.title
            let head = LocalizedText(zh: "    按\(title.zh)的指数：", en: "    Index by \(title.en): ")[language]
            return line(of: parts, language, head) { count in
                LocalizedText(zh: "\(count) 个网站", en: count.counted("site"))[language]
            }
        }
    }

    private func unitLine(of unit: ScoreSummary, _ language: Language) -> String {
        let (name, mean) = (unit.name(in: language), unit.mean?.oneDecimal ?? "—")
        return LocalizedText(
            zh: "    责任单位 \(name)：平均 \(mean)（\(unit.sites) 个网站，\(unit.scored) 个可评分）",
            en: "    Responsible unit \(name): mean \(mean) (\(unit.scored) of \(unit.sites.counted("site")) scored)"
        )[language]
    }

    /// The parts in one line, each with how many have it; no line where there is none.
    private func line(
        of parts: [GroupMean],
        _ language: Language,
        _ head: String,
        counted: (Int) -> String
    ) -> [String] {
        guard !parts.isEmpty else { return [] }
        let isChinese = language == .zhHans
        let words = parts.map { part in
            let count = isChinese ? "（\(counted(part.count))）" : " (\(counted(part.count)))"
            return "\(part.title[language]) \(part.mean.oneDecimal)\(count)"
        }
        return [head + words.joined(separator: isChinese ? "，" : ", ")]
    }

    private func lines(of physical: Physical, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let grades = ChecklistScore.Grade.allCases.reversed().map { grade in
            "\(grade.title[language]) \(physical.grades[grade] ?? 0)"
        }
        let line = say(
            "  场所（\(physical.checklist)）\(physical.places) 处：\(grades.joined(separator: "，"))；一票否决项未过的 \(physical.withFailedGates) 处",
            "  Places (\(physical.checklist)) \(physical.places): \(grades.joined(separator: ", ")); \(physical.withFailedGates) with a failed gate"
        )
        return [line]
            + self.line(
                of: physical.groups,
                language,
                say("    各人群的符合率（%）：", "    Conformity by group of people (%): ")
            ) { say("\($0) 处", $0.counted("place")) }
    }
}
