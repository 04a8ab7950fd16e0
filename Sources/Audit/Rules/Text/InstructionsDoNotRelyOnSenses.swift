/// An instruction names what to use and not only where it is or what it looks like.
///
/// Source: WCAG failures F14 and F26; ACT rule 9bd38c, as far as phrases decide.
struct InstructionsDoNotRelyOnSenses: Rule {
    static let metadata = RuleMetadata(
        id: "instructions-do-not-rely-on-senses",
        title: LocalizedText(zh: "操作说明不只靠位置、颜色、形状", en: "Instructions do not rely on senses alone"),
        kind: .review,
        criteria: ["1.3.3"],
        act: ["9bd38c"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "看不见屏幕的人不知道“右边的绿色按钮”是哪一个。",
            en: "People who do not see the screen do not know which is “the green button on the right”."
        ),
        fix: LocalizedText(
            zh: "同时写出控件的名称，例如“点击右侧的‘提交’按钮”。",
            en: "Say the name as well, such as “the Submit button on the right”."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>请点击右侧的“提交”按钮。</p>"),
        .passed(#"▸<p>Press the round button labelled "Go".</p>"#),
        .cantTell("▸<p>请点击右侧按钮进行申报。</p>"),
        .cantTell("▸<p>点击下方绿色图标查看详情</p>"),
        .cantTell("▸<p>To go on, click the green button.</p>"),
        .cantTell("▸<li>Use the menu on the left to choose a service.</li>"),
        .cantTell("▸<p>Find the menu on the right, to navigate</p>"),
        .inapplicable("<p>右侧为停车场。</p>"),
        .inapplicable("<p>The green belt is open.</p>"),
        .inapplicable("<p hidden>请点击右侧按钮进行申报。</p>"),
    ]

    private static let zhActions: PhraseSet = ["点击", "单击", "点选", "选择", "按下"]
    private static let zhSenses: PhraseSet = [
        "右侧", "左侧", "右边", "左边", "上方", "下方", "右上角", "左上角", "右下角", "左下角", "红色", "绿色", "蓝色", "黄色", "圆形", "方形",
    ]
    private static let zhThings: PhraseSet = ["按钮", "图标", "菜单", "图片", "链接", "方框", "区域", "栏目"]
    private static let enActions: PhraseSet = [
        "click", "press", "select", "choose", "use the", "tap", "find the", "go to the", "see the", "follow the",
        "look for", "open the",
    ]
    private static let enSenses: PhraseSet = [
        "on the right", "on the left", "green ", "red ", "blue ", "yellow ", "round ", "square ", "at the top",
        "at the bottom", "top right", "bottom right", "to the left", "to the right", "right-hand", "left-hand",
        "triangular ", "circular ", "large ", "small ", "bigger ", "smaller ",
    ]
    private static let enThings: PhraseSet = [
        "button", "icon", "menu", "image", "link", "box", "column", "navigation", "item", "section",
    ]

    /// Longer paragraphs are cut.
    private static let maximumBytes = 2_000

    func targets(in page: Page) -> [NodeID] {
        var found: [NodeID] = []
        for index in 1..<Int32(page.document.nodeCount) where page.document.kind[Int(index)] == .text {
            let text = NodeID(index)
            guard let parent = page.document.parent(of: text) else { continue }
            switch page.document.name(of: parent) {
            case .script, .style, .noscript, .title, .textarea, .option: continue
            default: break
            }
            let bytes = page.document.text(of: text).prefix(Self.maximumBytes)
            guard bytes.count >= 12, Self.isInstruction(bytes), page.isVisible(text),
                page.document.namespace(of: parent) == .html, page.isInBody(parent)
            else { continue }
            if found.last != parent { found.append(parent) }
        }
        var seen: Set<NodeID> = []
        return found.filter { seen.insert($0).inserted }.sorted()
    }

    private static func isInstruction(_ text: Bytes) -> Bool {
        if zhActions.occurs(in: text) { return zhSenses.occurs(in: text) && zhThings.occurs(in: text) }
        return enActions.occurs(in: text) && enSenses.occurs(in: text) && enThings.occurs(in: text)
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let text = page.visibleText(of: element)
        let namesIt = text.mentions(anyOf: ["“", "\"", "「", "【", "‘", "《", "labelled", "labeled", "called", "named"])
        if namesIt { return .passed }
        return .cantTell(
            zh: "“\(text.quoted)”：看不见位置、颜色和形状的人知道指的是哪一个吗？",
            en: "“\(text.quoted)”: do people who cannot see place, colour or shape know what is meant?"
        )
    }
}
