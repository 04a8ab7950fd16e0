/// The date beside an item of a list tells the year.
///
/// Source: ZH-40 (guideline for government sites: YYYY-MM-DD).
struct DateIsComplete: Rule {
    static let metadata = RuleMetadata(
        id: "date-is-complete",
        title: LocalizedText(zh: "列表日期写明年份", en: "Dates in lists tell the year"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "只写月日时，听读列表的人分不清是今年还是往年的信息。",
            en: "With month and day alone, people who listen to a list cannot tell this year's news from old ones."
        ),
        fix: LocalizedText(
            zh: "日期写成 2026-05-12，并放在 <time datetime=\"2026-05-12\"> 里。",
            en: "Write 2026-05-12, within <time datetime=\"2026-05-12\">."
        )
    )

    static let examples: [Example] = [
        .passed("<ul>▸<li>防汛通知 <span>2026-05-12</span></li></ul>"),
        .passed("<ul>▸<li><a href=/a>防汛通知</a>2026年5月12日</li></ul>"),
        .passed(#"<ul>▸<li>通知 <time datetime="2026-05-12">05-12</time></li></ul>"#),
        .failed("<ul>▸<li>防汛通知 <span>05-12</span></li></ul>"),
        .failed("<ul>▸<li><span>[5/12]</span> 防汛通知</li><li><span>[5/11]</span> 植树</li></ul>"),
        .failed("<ul>▸<li>通知<i>5月12日</i></li></ul>"),
        .inapplicable("<ul><li>防汛通知</li></ul>"),
        .inapplicable("<ul><li>电话 0518-12</li></ul>"),
        .inapplicable("<p>05-12</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        var lists: Set<NodeID> = []
        return page.htmlElements(.li).filter { item in
            guard page.isExposed(item), let list = page.document.parent(of: item), !lists.contains(list) else {
                return false
            }
            guard date(in: item, page) != nil else { return false }
            lists.insert(list)
            return true
        }
    }

    func expect(_ item: NodeID, in page: Page) -> Verdict {
        guard let text = date(in: item, page), !hasYear(text) else { return .passed }
        if page.firstDescendant(
            of: item,
            where: { page.document.isHTML($0, .time) && page.hasAttribute(.datetime, $0) }
        ) != nil {
            return .passed
        }
        return .failed(
            zh: "列表里的日期“\(text.quoted)”没有年份；写全",
            en: "The date “\(text.quoted)” of the list has no year; write it in full"
        )
    }

    /// Text nodes of an item that are looked at.
    private static let maximumTexts = 12

    /// A text of the item that is a date and nothing else, brackets apart.
    private func date(in item: NodeID, _ page: Page) -> [UInt8]? {
        var seen = 0
        for index in page.document.subtree(of: item) where page.document.kind[Int(index)] == .text {
            seen += 1
            if seen > Self.maximumTexts { return nil }
            let text = page.document.text(of: NodeID(index)).trimmed
            if text.count >= 3, text.count <= 24, isDate(text) { return Array(text) }
        }
        return nil
    }

    private func isDate(_ text: Bytes) -> Bool {
        var numbers: [Int] = []
        var current: Int?
        for scalar in UTF8Scalars(text) {
            if scalar.isASCII, UInt8(scalar.value).isASCIIDigit {
                current = (current ?? 0) * 10 + Int(scalar.value - 0x30)
                if current! > 9_999 { return false }
                continue
            }
            guard "年月日-/.[]()（）［］".unicodeScalars.contains(scalar) else { return false }
            if let number = current { numbers.append(number) }
            current = nil
        }
        if let number = current { numbers.append(number) }
        if numbers.count == 3 { return (1_949...2_200).contains(numbers[0]) && isDay(numbers[1], numbers[2]) }
        return numbers.count == 2 && isDay(numbers[0], numbers[1])
    }

    private func isDay(_ month: Int, _ day: Int) -> Bool { (1...12).contains(month) && (1...31).contains(day) }

    private func hasYear(_ text: [UInt8]) -> Bool {
        text.split { !$0.isASCIIDigit }.contains { $0.count == 4 }
    }
}
