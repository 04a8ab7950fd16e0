/// `findings why`: the reason of a grouping with what speaks for it, as text and as JSON.
public enum GroupingListing {
    /// One fact a line, then what persons and runs decided.
    public static func text(_ reason: GroupingReason, language: Language) -> String {
        func fact(_ zh: String, _ en: String, _ value: String) -> String {
            LocalizedText(zh: zh, en: en)[language] + (language == .zhHans ? "：" : ": ")
                + FindingListing.oneLine(value) + "\n"
        }
        let defect = reason.defect
        var text = fact("问题", "finding", "\(reason.finding.id) \(FindingListing.place(reason.finding.finding.place))")
        text += fact("缺陷", "defect", String(defect.id.prefix(Fingerprint.idLength)))
        text += fact("归并依据", "grouped by", basis(reason.basis)[language])
        if let earlier = reason.earlier {
            text += fact("先前的问题", "the finding before", "\(earlier.finding) \(earlier.page)")
        }
        text += fact("缺陷范围", "scope of the defect", scope(defect)[language])
        text += fact("现存", "standing", "\(defect.occurrences) / \(defect.places)")
        for (zh, en, value) in signals(reason.finding.finding.signals) where !value.isEmpty {
            text += fact(zh, en, value)
        }
        for pattern in reason.patterns {
            let place = [pattern.region, pattern.path, pattern.shape].filter { !$0.isEmpty }.joined(separator: " › ")
            text += fact("缺陷的特征", "pattern of the defect", "\(pattern.requirement) \(place)")
        }
        for entry in reason.decisions { text += DefectListing.line(entry, language: language) }
        return text
    }

    private static func signals(_ signals: Signals?) -> [(zh: String, en: String, value: String)] {
        guard let signals else { return [] }
        return [
            ("区域", "region", signals.region), ("路径", "path", signals.path), ("形态", "shape", signals.shape),
            ("类名", "classes", signals.classes),
            ("文字散列", "hash of the text", signals.text == 0 ? "" : String(signals.text, radix: 16)),
            ("同样的第几个", "which of several", signals.ordinal == 0 ? "" : "\(signals.ordinal + 1)"),
            ("所在结构散列", "hash of the block", signals.block == 0 ? "" : String(signals.block, radix: 16)),
        ]
    }

    private static func scope(_ defect: Defect) -> LocalizedText {
        guard let grouping = defect.grouping else { return DefectListing.grouping(defect) }
        let share = Int((TemplateRegions.minimumShare * 100).rounded())
        return LocalizedText(
            zh: "模板：同类页面 \(grouping.of) 页中有 \(grouping.pages) 页在同一结构里有它"
                + "（至少 \(TemplateRegions.minimumPages) 页且不少于 \(share) %）",
            en:
                "template: one and the same block holds it on \(grouping.pages) of \(grouping.of.counted("page")) of a kind "
                + "(at least \(TemplateRegions.minimumPages) and \(share) % are needed)"
        )
    }

    static func basis(_ basis: GroupingBasis?) -> LocalizedText {
        switch basis {
        case nil: LocalizedText(zh: "当时的版本没有记录依据", en: "the version that grouped it did not keep the reason")
        case .knownTemplate: LocalizedText(zh: "特征与以前已知的模板相同", en: "its pattern is that of a template known before")
        case .newTemplate:
            LocalizedText(zh: "这次检测中足够多的页面有同样的特征", en: "enough pages of its run show the same pattern")
        case .content: LocalizedText(zh: "同一页面上特征和文字相同", en: "same pattern and text on its page")
        case .split: LocalizedText(zh: "有人把它单独拆出", en: "a person took it out of another defect")
        case .item: LocalizedText(zh: "同一场所、同一条目、同一检查项", en: "same item of the same entry of the place")
        case .sameSource:
            LocalizedText(
                zh: "与先前的问题页面、区域、路径、形态、文字、源代码都相同",
                en: "same page, region, path, shape, text and source as the finding before"
            )
        case .samePlace:
            LocalizedText(
                zh: "与先前的问题页面、区域、路径、形态、文字相同，源代码有变",
                en: "same page, region, path, shape and text as the finding before; its source changed"
            )
        case .sameSourceElsewhere:
            LocalizedText(
                zh: "与先前的问题页面、源代码、文字相同，位置有变",
                en: "same page, source and text as the finding before, at another place of the page"
            )
        case .sameShape:
            LocalizedText(
                zh: "与先前的问题页面、区域、路径、形态相同，文字有变",
                en: "same page, region, path and shape as the finding before; its text changed"
            )
        case .sameText:
            LocalizedText(
                zh: "与先前的问题页面、形态、文字相同，位置有变",
                en: "same page, shape and text as the finding before, at another place of the page"
            )
        case .onlyOneInRegion:
            LocalizedText(
                zh: "该规则在这个区域前后都只有这一处",
                en: "the only finding of its rule in its region, before and after"
            )
        case .onlyOneOnPage:
            LocalizedText(
                zh: "该规则在这个页面上同样形态的前后都只有这一处",
                en: "the only finding of its rule and shape on the page, before and after"
            )
        case .moved:
            LocalizedText(
                zh: "源代码和文字与另一页面上消失的唯一一处相同：内容移动了",
                en: "the only one with its source and text, which left another page: it moved"
            )
        case .sameSourceOtherVersion:
            LocalizedText(
                zh: "本工具识别问题的方法更新过，两次都读得到的只有页面和源代码，两者相同",
                en: "this tool reads findings in a new way; page and source, all that both ways have, are the same"
            )
        }
    }

    public static func json(_ reason: GroupingReason) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for (key, value) in [
                ("finding", reason.finding.id), ("defect", reason.defect.id),
                ("basis", reason.basis.map { "\($0)" }), ("earlier", reason.earlier?.finding),
                ("earlierPage", reason.earlier?.page), ("scope", reason.defect.scope.rawValue),
            ] as [(String, String?)] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("pages")
            writer.value(reason.defect.grouping?.pages)
            writer.key("of")
            writer.value(reason.defect.grouping?.of)
            writer.key("patterns")
            writer.array(of: reason.patterns) { writer, pattern in
                writer.object { writer in
                    for (key, value) in [
                        ("rule", pattern.requirement), ("region", pattern.region), ("path", pattern.path),
                        ("shape", pattern.shape),
                    ] {
                        writer.key(key)
                        writer.value(value)
                    }
                }
            }
            writer.key("decisions")
            writer.array(of: reason.decisions) { writer, entry in
                writer.object { writer in
                    for (key, value) in [
                        ("at", entry.at.iso8601), ("actor", entry.actor), ("action", entry.action),
                        ("reason", entry.reason),
                    ] {
                        writer.key(key)
                        writer.value(value)
                    }
                }
            }
        }
        writer.newline()
        return writer.bytes
    }
}
