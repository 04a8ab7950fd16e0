/// A switch of the font size says what it does in words.
///
/// Source: Chinese portal check ZH-37.
struct FontSizeSwitchIsNamed: GroupRule {
    static let metadata = RuleMetadata(
        id: "font-size-switch-is-named",
        title: LocalizedText(zh: "字号切换的名称完整", en: "Font size switch has whole names"),
        kind: .review,
        criteria: ["2.4.6"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人只听到“大”“中”“小”，不知道是什么。",
            en: "People who use a screen reader hear “large”, “medium”, “small” and not of what."
        ),
        fix: LocalizedText(
            zh: "写成“字号：大”，或给一组加名称“字号”。",
            en: "Say “font size: large”, or name the group “font size”."
        )
    )

    static let examples: [Example] = [
        .passed(##"<div role="group" aria-label="字号">▸<a href="#">大</a>▸<a href="#">中</a>▸<a href="#">小</a></div>"##),
        .cantTell(
            #"▸<a href="javascript:f(16)">大</a>▸<a href="javascript:f(14)">中</a>▸<a href="javascript:f(12)">小</a>"#
        ),
        .cantTell("▸<button>大</button>▸<button>中</button>▸<button>小</button>"),
        .cantTell(##"<p>字体：▸<a href="#">大</a> ▸<a href="#">小</a></p>"##),
        .inapplicable(##"<a href="#">大</a>"##),
        .inapplicable(##"<a href="#">大字号</a><a href="#">小字号</a>"##),
        .inapplicable("<p>大 中 小</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let controls = page.elements(withRoleIn: [.link, .button]).filter { control in
            guard page.isExposed(control) else { return false }
            let name = TextFolding.fold(page.accessibleName(of: control)).string
            return name == "大" || name == "中" || name == "小"
        }
        // One alone is no switch.
        guard controls.count > 1 else { return [] }
        return controls.map { ($0, verdict(on: $0, in: page)) }
    }

    private func verdict(on control: NodeID, in page: Page) -> Verdict {
        let isGrouped = page.document.ancestors(of: control).contains { ancestor in
            guard page.document.isElement(ancestor), let role = page.role(of: ancestor) else { return false }
            return [.group, .radiogroup, .toolbar].contains(role) && page.hasAccessibleName(ancestor)
        }
        if isGrouped { return .passed }
        let name = page.accessibleName(of: control).quoted
        return .cantTell(
            zh: "“\(name)”单独读出来，能知道是切换字号吗？写成“字号：\(name)”更清楚",
            en: "Read alone, does “\(name)” tell that it changes the font size? “字号：\(name)” would"
        )
    }
}
