/// The words of reports for the closed sets of the contract.
enum ReportTerms {
    /// A group of people that items of checklists concern.
    static func people(_ group: String) -> LocalizedText {
        switch group {
        case "wheelchair": LocalizedText(zh: "轮椅使用者", en: "wheelchair users")
        case "blind": LocalizedText(zh: "盲人", en: "blind people")
        case "low-vision": LocalizedText(zh: "低视力者", en: "people with low vision")
        case "deaf": LocalizedText(zh: "听障者", en: "deaf people")
        case "cognitive": LocalizedText(zh: "认知障碍者", en: "people with cognitive disabilities")
        case "elderly": LocalizedText(zh: "老年人", en: "elderly people")
        default: LocalizedText(zh: group, en: group)
        }
    }

    static func severity(_ severity: Severity) -> LocalizedText {
        switch severity {
        case .critical: LocalizedText(zh: "致命", en: "critical")
        case .serious: LocalizedText(zh: "严重", en: "serious")
        case .moderate: LocalizedText(zh: "中等", en: "moderate")
        case .minor: LocalizedText(zh: "轻微", en: "minor")
        }
    }

    /// A success criterion with number and title, a clause as the checklist names it.
    static func criterion(_ key: String) -> LocalizedText {
        let number = key.hasPrefix(wcag) ? String(key.dropFirst(wcag.count)) : ""
        guard let criterion = WCAG.criterion(number) else { return LocalizedText(zh: key, en: key) }
        let title = criterion.title
        return LocalizedText(
            zh: "WCAG 2.2 \(number) \(title.zh)（\(criterion.level.rawValue) 级）",
            en: "WCAG 2.2 \(number) \(title.en) (level \(criterion.level.rawValue))"
        )
    }

    /// What keys of success criteria begin with.
    private static let wcag = "wcag22:"

    static func outcome(_ outcome: Outcome) -> LocalizedText {
        switch outcome {
        case .failed: LocalizedText(zh: "未通过", en: "failed")
        case .cantTell: LocalizedText(zh: "待人工确认", en: "needs human review")
        case .passed: LocalizedText(zh: "通过", en: "passed")
        case .inapplicable: LocalizedText(zh: "不适用", en: "inapplicable")
        case .untested: LocalizedText(zh: "未检测", en: "untested")
        }
    }

    /// The outcome of a finding where a sum follows; advice is named as such, since no sum of failures or questions counts it.
    static func outcome(of finding: Finding) -> LocalizedText {
        let outcome = outcome(finding.outcome)
        guard finding.kind == .advice else { return outcome }
        let advice = kind(.advice)
        return LocalizedText(zh: "\(advice.zh)（\(outcome.zh)）", en: "\(advice.en) (\(outcome.en))")
    }

    static func kind(_ kind: RuleMetadata.Kind) -> LocalizedText {
        switch kind {
        case .violation: LocalizedText(zh: "问题", en: "violation")
        case .review: LocalizedText(zh: "待人工确认", en: "review")
        case .advice: LocalizedText(zh: "建议", en: "advice")
        }
    }

    static func confidence(_ confidence: Confidence) -> LocalizedText {
        switch confidence {
        case .certain: LocalizedText(zh: "确定", en: "certain")
        case .likely: LocalizedText(zh: "很可能", en: "likely")
        case .review: LocalizedText(zh: "需人工判断", en: "needs judgement")
        }
    }

    static func runState(_ state: Run.State) -> LocalizedText {
        switch state {
        case .running: LocalizedText(zh: "未结束（部分结果）", en: "not ended (PARTIAL)")
        case .done: LocalizedText(zh: "已完成", en: "complete")
        case .partial: LocalizedText(zh: "部分完成（PARTIAL）", en: "PARTIAL")
        case .interrupted: LocalizedText(zh: "被中断（PARTIAL）", en: "interrupted (PARTIAL)")
        }
    }

    static func subjectKind(_ kind: Subject.Kind) -> LocalizedText {
        subjectKinds[kind] ?? LocalizedText(zh: kind.rawValue, en: kind.rawValue)
    }

    static func captureMethod(_ method: Geometry.Method) -> LocalizedText {
        switch method {
        case .survey: LocalizedText(zh: "测绘", en: "survey")
        case .satellite: LocalizedText(zh: "卫星定位", en: "satellite receiver")
        case .photo: LocalizedText(zh: "照片", en: "photo")
        case .map: LocalizedText(zh: "地图标定", en: "map")
        case .address: LocalizedText(zh: "地址匹配", en: "street address")
        }
    }

    /// The sentence for a reason of the contract's closed set; the code itself where it is none of them.
    static func reason(_ code: String) -> LocalizedText {
        NotCheckedReason(rawValue: code)?.meaning ?? LocalizedText(zh: code, en: code)
    }

    private static let subjectKinds: [Subject.Kind: LocalizedText] = [
        .site: LocalizedText(zh: "网站", en: "site"),
        .app: LocalizedText(zh: "应用程序", en: "app"),
        .terminal: LocalizedText(zh: "自助终端", en: "self-service terminal"),
        .document: LocalizedText(zh: "文档", en: "document"),
        .roadSegment: LocalizedText(zh: "道路路段", en: "road segment"),
        .crossing: LocalizedText(zh: "路口与人行横道", en: "crossing"),
        .footbridge: LocalizedText(zh: "人行天桥", en: "footbridge"),
        .underpass: LocalizedText(zh: "地下通道", en: "underpass"),
        .carPark: LocalizedText(zh: "公共停车场", en: "public car park"),
        .busStop: LocalizedText(zh: "公交站", en: "bus stop"),
        .vehicle: LocalizedText(zh: "公交车辆", en: "vehicle"),
        .station: LocalizedText(zh: "客运站", en: "station"),
        .building: LocalizedText(zh: "建筑", en: "building"),
        .serviceHall: LocalizedText(zh: "政务服务大厅", en: "service hall"),
        .toilet: LocalizedText(zh: "公共厕所", en: "public toilet"),
        .dwelling: LocalizedText(zh: "住宅", en: "dwelling"),
        .park: LocalizedText(zh: "公园广场", en: "park"),
        .label: LocalizedText(zh: "标签样品", en: "label sample"),
        .organisation: LocalizedText(zh: "机构", en: "organisation"),
        .other: LocalizedText(zh: "其他", en: "other"),
    ]
}
