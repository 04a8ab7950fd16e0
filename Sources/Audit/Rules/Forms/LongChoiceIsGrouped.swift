/// A list of very many options is parted by `optgroup`.
///
/// Source: WCAG technique H85.
struct LongChoiceIsGrouped: Rule {
    static let metadata = RuleMetadata(
        id: "long-choice-is-grouped",
        title: LocalizedText(zh: "长选项列表分组", en: "Long choice is grouped"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "选项太多，听和找都很慢。",
            en: "So many options take long to hear and to search."
        ),
        fix: LocalizedText(
            zh: "用 optgroup 分组，或改成可以搜索的输入框。",
            en: "Part them by optgroup, or offer a field to search in."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<select aria-label="x"><optgroup label="东部"><option>a<option>b</optgroup><optgroup label="西部"><option>c</optgroup></select>"#
        ),
        .failed(
            #"▸<select aria-label="x"><option>-- 东部 --<option>1<option>2<option>3<option>4<option>5<option>-- 西部 --<option>6<option>7<option>8<option>9</select>"#
        ),
        .failed(
            #"▸<select aria-label="x"><option>========<option>1<option>2<option>3<option>4<option>5<option>========<option>6<option>7<option>8<option>9</select>"#
        ),
        .inapplicable(#"<select aria-label="x"><option>a<option>b</select>"#),
        .inapplicable(
            #"<select aria-label="x"><option>1<option>2<option>3<option>4<option>5<option>6<option>7<option>8<option>9<option>10<option>11</select>"#
        ),
        .inapplicable(#"<select aria-label="x" hidden><option>a</select>"#),
    ]

    /// Options from which separators among them stand for groups.
    private static let leastOptions = 10

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.select).filter { select in
            page.isExposed(select) && (hasGroups(select, page) || separators(in: select, page) >= 2)
        }
    }

    func expect(_ select: NodeID, in page: Page) -> Verdict {
        if hasGroups(select, page) { return .passed }
        return .failed(
            zh: "选项里用 \(separators(in: select, page)) 行分隔符分组；改用 optgroup",
            en:
                "\(separators(in: select, page).counted("separator parts", "separators part")) the options; use optgroup"
        )
    }

    private func hasGroups(_ select: NodeID, _ page: Page) -> Bool {
        page.firstDescendant(of: select) { page.document.isHTML($0, .optgroup) } != nil
    }

    private func separators(in select: NodeID, _ page: Page) -> Int {
        let options = page.document.subtree(of: select).map { NodeID($0) }.filter { page.document.isHTML($0, .option) }
        guard options.count >= Self.leastOptions else { return 0 }
        return options.count { option in
            let text = page.textContent(of: option)[...].trimmed
            return text.hasASCIIPrefix("--") || text.hasASCIIPrefix("==") || text.hasASCIIPrefix("__")
        }
    }
}
