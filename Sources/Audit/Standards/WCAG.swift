/// The success criteria of WCAG 2.2.
///
/// Source: W3C Recommendation "Web Content Accessibility Guidelines (WCAG) 2.2", 2024-12-12: 31 criteria at level A, 24
/// at AA and 31 at AAA, and 4.1.1, which 2.2 removed. Chinese titles are our own wording.
public enum WCAG {
    /// In the order of their numbers.
    public static let criteria: [SuccessCriterion] = [
        .init(
            "1.1.1",
            .a,
            "非文本内容",
            "Non-text Content",
            [.withoutVision, .limitedVision, .withoutHearing, .limitedCognition]
        ),
        .init(
            "1.2.1",
            .a,
            "纯音频和纯视频（预先录制）",
            "Audio-only and Video-only (Prerecorded)",
            [.withoutVision, .withoutHearing, .limitedHearing]
        ),
        .init("1.2.2", .a, "字幕（预先录制）", "Captions (Prerecorded)", [.withoutHearing, .limitedHearing]),
        .init("1.2.3", .a, "口述影像或媒体替代（预先录制）", "Audio Description or Media Alternative (Prerecorded)", [.withoutVision]),
        .init("1.2.4", .aa, "字幕（直播）", "Captions (Live)", [.withoutHearing, .limitedHearing]),
        .init("1.2.5", .aa, "口述影像（预先录制）", "Audio Description (Prerecorded)", [.withoutVision]),
        .init("1.2.6", .aaa, "手语（预先录制）", "Sign Language (Prerecorded)", [.withoutHearing]),
        .init("1.2.7", .aaa, "扩展口述影像（预先录制）", "Extended Audio Description (Prerecorded)", [.withoutVision]),
        .init(
            "1.2.8",
            .aaa,
            "媒体替代（预先录制）",
            "Media Alternative (Prerecorded)",
            [.withoutVision, .withoutHearing, .limitedHearing]
        ),
        .init("1.2.9", .aaa, "纯音频（直播）", "Audio-only (Live)", [.withoutHearing, .limitedHearing]),
        .init("1.3.1", .a, "信息和关系", "Info and Relationships", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("1.3.2", .a, "有意义的顺序", "Meaningful Sequence", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("1.3.3", .a, "感官特征", "Sensory Characteristics", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("1.3.4", .aa, "显示方向", "Orientation", [.limitedVision, .limitedManipulation], since: .wcag21),
        .init(
            "1.3.5",
            .aa,
            "识别输入目的",
            "Identify Input Purpose",
            [.limitedManipulation, .limitedCognition],
            since: .wcag21
        ),
        .init("1.3.6", .aaa, "识别目的", "Identify Purpose", [.withoutVision, .limitedCognition], since: .wcag21),
        .init("1.4.1", .a, "颜色的使用", "Use of Color", [.withoutVision, .limitedVision, .withoutColour]),
        .init("1.4.2", .a, "音频控制", "Audio Control", [.withoutVision, .limitedHearing, .limitedCognition]),
        .init("1.4.3", .aa, "对比度（最低）", "Contrast (Minimum)", [.limitedVision, .withoutColour]),
        .init("1.4.4", .aa, "文本缩放", "Resize Text", [.limitedVision]),
        .init("1.4.5", .aa, "文本图像", "Images of Text", [.limitedVision, .limitedCognition]),
        .init("1.4.6", .aaa, "对比度（增强）", "Contrast (Enhanced)", [.limitedVision, .withoutColour]),
        .init("1.4.7", .aaa, "无背景音或背景音很低", "Low or No Background Audio", [.limitedHearing]),
        .init("1.4.8", .aaa, "视觉呈现", "Visual Presentation", [.limitedVision, .limitedCognition]),
        .init("1.4.9", .aaa, "文本图像（无例外）", "Images of Text (No Exception)", [.limitedVision, .limitedCognition]),
        .init("1.4.10", .aa, "重排", "Reflow", [.limitedVision, .limitedManipulation], since: .wcag21),
        .init("1.4.11", .aa, "非文本对比度", "Non-text Contrast", [.limitedVision, .withoutColour], since: .wcag21),
        .init("1.4.12", .aa, "文本间距", "Text Spacing", [.limitedVision, .limitedCognition], since: .wcag21),
        .init(
            "1.4.13",
            .aa,
            "悬停或聚焦时出现的内容",
            "Content on Hover or Focus",
            [.limitedVision, .limitedManipulation, .limitedCognition],
            since: .wcag21
        ),
        .init("2.1.1", .a, "键盘", "Keyboard", [.withoutVision, .limitedVision, .limitedManipulation]),
        .init("2.1.2", .a, "无键盘陷阱", "No Keyboard Trap", [.withoutVision, .limitedVision, .limitedManipulation]),
        .init(
            "2.1.3",
            .aaa,
            "键盘（无例外）",
            "Keyboard (No Exception)",
            [.withoutVision, .limitedVision, .limitedManipulation]
        ),
        .init(
            "2.1.4",
            .a,
            "字符键快捷键",
            "Character Key Shortcuts",
            [.withoutVision, .limitedManipulation],
            since: .wcag21
        ),
        .init(
            "2.2.1",
            .a,
            "时间可调整",
            "Timing Adjustable",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("2.2.2", .a, "暂停、停止、隐藏", "Pause, Stop, Hide", [.withoutVision, .limitedVision, .limitedCognition]),
        .init(
            "2.2.3",
            .aaa,
            "无时限",
            "No Timing",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("2.2.4", .aaa, "干扰", "Interruptions", [.withoutVision, .limitedVision, .limitedCognition]),
        .init(
            "2.2.5",
            .aaa,
            "再次认证",
            "Re-authenticating",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init(
            "2.2.6",
            .aaa,
            "超时",
            "Timeouts",
            [.withoutVision, .limitedManipulation, .limitedCognition],
            since: .wcag21
        ),
        .init("2.3.1", .a, "闪烁不超过三次或低于阈值", "Three Flashes or Below Threshold", [.photosensitive]),
        .init("2.3.2", .aaa, "闪烁不超过三次", "Three Flashes", [.photosensitive]),
        .init("2.3.3", .aaa, "由交互引起的动画", "Animation from Interactions", [.limitedCognition], since: .wcag21),
        .init("2.4.1", .a, "跳过重复内容", "Bypass Blocks", [.withoutVision, .limitedVision, .limitedManipulation]),
        .init(
            "2.4.2",
            .a,
            "页面标题",
            "Page Titled",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("2.4.3", .a, "焦点顺序", "Focus Order", [.withoutVision, .limitedVision, .limitedManipulation]),
        .init(
            "2.4.4",
            .a,
            "链接目的（在上下文中）",
            "Link Purpose (In Context)",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("2.4.5", .aa, "多种途径", "Multiple Ways", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("2.4.6", .aa, "标题和标签", "Headings and Labels", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("2.4.7", .aa, "焦点可见", "Focus Visible", [.limitedVision, .limitedManipulation]),
        .init("2.4.8", .aaa, "位置", "Location", [.withoutVision, .limitedVision, .limitedCognition]),
        .init(
            "2.4.9",
            .aaa,
            "链接目的（仅凭链接）",
            "Link Purpose (Link Only)",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("2.4.10", .aaa, "小节标题", "Section Headings", [.withoutVision, .limitedVision, .limitedCognition]),
        .init(
            "2.4.11",
            .aa,
            "焦点不被遮挡（最低）",
            "Focus Not Obscured (Minimum)",
            [.limitedVision, .limitedManipulation],
            since: .wcag22
        ),
        .init(
            "2.4.12",
            .aaa,
            "焦点不被遮挡（增强）",
            "Focus Not Obscured (Enhanced)",
            [.limitedVision, .limitedManipulation],
            since: .wcag22
        ),
        .init("2.4.13", .aaa, "焦点外观", "Focus Appearance", [.limitedVision, .limitedManipulation], since: .wcag22),
        .init("2.5.1", .a, "指针手势", "Pointer Gestures", [.limitedManipulation, .limitedCognition], since: .wcag21),
        .init(
            "2.5.2",
            .a,
            "指针取消",
            "Pointer Cancellation",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition],
            since: .wcag21
        ),
        .init(
            "2.5.3",
            .a,
            "名称中包含标签",
            "Label in Name",
            [.withoutVision, .limitedVision, .limitedManipulation],
            since: .wcag21
        ),
        .init("2.5.4", .a, "动作触发", "Motion Actuation", [.limitedManipulation], since: .wcag21),
        .init(
            "2.5.5",
            .aaa,
            "目标尺寸（增强）",
            "Target Size (Enhanced)",
            [.limitedVision, .limitedManipulation],
            since: .wcag21
        ),
        .init("2.5.6", .aaa, "并行的输入方式", "Concurrent Input Mechanisms", [.limitedManipulation], since: .wcag21),
        .init("2.5.7", .aa, "拖动", "Dragging Movements", [.limitedManipulation], since: .wcag22),
        .init(
            "2.5.8",
            .aa,
            "目标尺寸（最低）",
            "Target Size (Minimum)",
            [.limitedVision, .limitedManipulation],
            since: .wcag22
        ),
        .init("3.1.1", .a, "页面语言", "Language of Page", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.1.2", .aa, "局部语言", "Language of Parts", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.1.3", .aaa, "生僻用语", "Unusual Words", [.limitedCognition]),
        .init("3.1.4", .aaa, "缩写", "Abbreviations", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.1.5", .aaa, "阅读水平", "Reading Level", [.limitedCognition]),
        .init("3.1.6", .aaa, "读音", "Pronunciation", [.withoutVision, .limitedCognition]),
        .init(
            "3.2.1",
            .a,
            "聚焦时",
            "On Focus",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init(
            "3.2.2",
            .a,
            "输入时",
            "On Input",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("3.2.3", .aa, "导航一致", "Consistent Navigation", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.2.4", .aa, "标识一致", "Consistent Identification", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.2.5", .aaa, "按请求变化", "Change on Request", [.withoutVision, .limitedVision, .limitedCognition]),
        .init(
            "3.2.6",
            .a,
            "帮助位置一致",
            "Consistent Help",
            [.withoutVision, .limitedVision, .limitedCognition],
            since: .wcag22
        ),
        .init("3.3.1", .a, "错误识别", "Error Identification", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.3.2", .a, "标签或说明", "Labels or Instructions", [.withoutVision, .limitedVision, .limitedCognition]),
        .init("3.3.3", .aa, "错误建议", "Error Suggestion", [.withoutVision, .limitedVision, .limitedCognition]),
        .init(
            "3.3.4",
            .aa,
            "防止错误（法律、财务、数据）",
            "Error Prevention (Legal, Financial, Data)",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("3.3.5", .aaa, "帮助", "Help", [.limitedCognition]),
        .init(
            "3.3.6",
            .aaa,
            "防止错误（全部）",
            "Error Prevention (All)",
            [.withoutVision, .limitedVision, .limitedManipulation, .limitedCognition]
        ),
        .init("3.3.7", .a, "重复输入", "Redundant Entry", [.limitedManipulation, .limitedCognition], since: .wcag22),
        .init(
            "3.3.8",
            .aa,
            "无障碍的身份验证（最低）",
            "Accessible Authentication (Minimum)",
            [.withoutVision, .limitedCognition],
            since: .wcag22
        ),
        .init(
            "3.3.9",
            .aaa,
            "无障碍的身份验证（增强）",
            "Accessible Authentication (Enhanced)",
            [.withoutVision, .limitedCognition],
            since: .wcag22
        ),
        .init(
            "4.1.1",
            .a,
            "解析（已废止）",
            "Parsing (Obsolete and removed)",
            [.withoutVision, .limitedVision],
            isObsolete: true
        ),
        .init("4.1.2", .a, "名称、角色、值", "Name, Role, Value", [.withoutVision, .limitedVision, .limitedManipulation]),
        .init(
            "4.1.3",
            .aa,
            "状态消息",
            "Status Messages",
            [.withoutVision, .limitedVision, .limitedCognition],
            since: .wcag21
        ),
    ]

    /// The criterion with this number, or nil.
    public static func criterion(_ number: String) -> SuccessCriterion? { byNumber[number] }

    private static let byNumber = Dictionary(uniqueKeysWithValues: criteria.map { ($0.number, $0) })
}

extension SuccessCriterion {
    fileprivate init(
        _ number: String,
        _ level: Level,
        _ zh: String,
        _ en: String,
        _ groups: [FunctionalGroup],
        since: Edition = .wcag20,
        isObsolete: Bool = false
    ) {
        self.number = number
        self.level = level
        title = LocalizedText(zh: zh, en: en)
        self.since = since
        self.isObsolete = isObsolete
        self.groups = groups
    }
}
