/// No character of a Chinese text is one that only a certain font knows.
///
/// Source: Unicode Standard §23.5; Chinese portal check ZH-41.
struct RareCharacterIsEncoded: GroupRule {
    static let metadata = RuleMetadata(
        id: "rare-character-is-encoded",
        title: LocalizedText(zh: "生僻字用标准编码", en: "Rare characters are encoded"),
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "没有那种字体的人看到空白，读屏软件读不出这个字。",
            en: "Without that font people see a blank, and screen readers cannot say the character."
        ),
        fix: LocalizedText(
            zh: "换成 Unicode 收录的字，或在旁边注音说明。",
            en: "Use the character that Unicode encodes, or explain it beside."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>王喆</p>"),
        .passed("▸<b>张㛃</b>"),
        .failed("▸<p>王先生</p>"),
        .failed("▸<span>李</span>"),
        .failed("▸<b>家村</b>"),
        .inapplicable("<i></i>"),
        .inapplicable("<p>x</p>"),
        .inapplicable("<p hidden>王</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var found: [TargetOutcome] = []
        for index in 1..<Int32(max(page.document.nodeCount, 1)) where page.document.kind[Int(index)] == .text {
            let text = page.document.text(of: NodeID(index))
            guard text.contains(where: { $0 >= 0xE3 }), page.isVisible(NodeID(index)) else { continue }
            guard let parent = page.document.parent(of: NodeID(index)), found.last?.target != parent else { continue }
            guard let verdict = verdict(on: text) else { continue }
            found.append((parent, verdict))
        }
        var seen: Set<NodeID> = []
        return found.filter { seen.insert($0.target).inserted }.sorted { $0.target < $1.target }
    }

    /// Nil where no Chinese character stands in the text.
    private func verdict(on text: Bytes) -> Verdict? {
        var hasHan = false
        var previousIsHan = false
        var pendingPrivate: Unicode.Scalar?
        for scalar in UTF8Scalars(text) {
            let isPrivate = (0xE000...0xF8FF).contains(scalar.value)
            if scalar.isHan, let code = pendingPrivate { return failure(code) }
            if isPrivate, previousIsHan { return failure(scalar) }
            pendingPrivate = isPrivate ? scalar : nil
            previousIsHan = scalar.isHan
            hasHan = hasHan || previousIsHan
        }
        return hasHan ? .passed : nil
    }

    private func failure(_ scalar: Unicode.Scalar) -> Verdict {
        let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
        return .failed(
            zh: "中文里有私用区字符 \(code)，没有标准含义，读屏软件读不出来；换成 Unicode 收录的字",
            en:
                "The Chinese text holds the private-use character \(code), which has no meaning of its own; use an encoded one"
        )
    }
}
