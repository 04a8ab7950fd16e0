/// No two elements have the same access key.
///
/// Source: HTML §6.6.2; rules-union "accesskey-unique".
struct AccessKeyIsUnique: GroupRule {
    static let metadata = RuleMetadata(
        id: "access-key-is-unique",
        title: LocalizedText(zh: "快捷键不重复", en: "Access key is unique"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "按快捷键到不了想去的控件。",
            en: "The key leads to another control than the one wanted."
        ),
        fix: LocalizedText(
            zh: "给每个 accesskey 不同的字符，或去掉。",
            en: "Give each accesskey a character of its own, or remove it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/" accesskey="h">x</a>▸<a href="/s" accesskey="s">y</a>"#),
        .passed(#"▸<button accesskey="1">x</button>"#),
        .failed(#"▸<a href="/" accesskey="h">x</a>▸<a href="/s" accesskey="H">y</a>"#),
        .failed(#"▸<button accesskey="1">x</button>▸<button accesskey="1">y</button>"#),
        .failed(#"▸<a href="/" accesskey="a">x</a>▸<a href="/" accesskey="a">y</a>▸<a href="/" accesskey="a">z</a>"#),
        .inapplicable(#"<a href="/" accesskey="">x</a>"#),
        .inapplicable(#"<a href="/" accesskey="x" hidden>x</a>"#),
        .inapplicable("<p>x</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let name = page.name("accesskey") else { return [] }
        let holders = page.elements(having: name).filter {
            !(page.attribute(name, of: $0)?.isBlank ?? true) && !page.isProgrammaticallyHidden($0)
        }
        let key: (NodeID) -> [UInt8] = { TextFolding.match(page.attribute(name, of: $0) ?? []) }
        var counts: [[UInt8]: Int] = [:]
        for holder in holders { counts[key(holder), default: 0] += 1 }
        return holders.map { holder in
            guard let count = counts[key(holder)], count > 1 else { return (holder, .passed) }
            return (
                holder,
                .failed(
                    zh: "\(count) 个元素用了同一个快捷键“\(key(holder).quoted)”；改成不同的",
                    en: "\(count) elements share the access key “\(key(holder).quoted)”; make them differ"
                )
            )
        }
    }
}
