/// A rule that a user wrote into the configuration: which elements it is about, and what they must match.
public struct DeclaredRule: Sendable, Equatable {
    /// Begins with ``prefix``, so that it can never be mistaken for a rule of ours.
    public let id: String
    public let title: LocalizedText
    /// Elements that match are the targets, where they are exposed to assistive technology.
    public let selector: String
    /// What a target must match; nil asks for nothing.
    public let condition: String?
    /// Whether a target must have an accessible name.
    public let asksForName: Bool
    public let kind: RuleMetadata.Kind
    public let severity: Severity
    public let criteria: [String]
    /// What a failure tells.
    public let message: LocalizedText

    public static let prefix = "own-"
    /// Longer selectors are refused, in bytes.
    public static let maximumSelector = 1_000

    /// The rule, ready to run.
    var applied: AppliedRule {
        let metadata = RuleMetadata(
            id: id,
            title: title,
            kind: kind,
            criteria: criteria,
            severity: severity,
            confidence: .likely,
            impact: title,
            fix: message
        )
        let sheet = Self.sheet(selector, condition)
        let setting = [selector, condition ?? "", asksForName ? "named" : ""].joined(separator: "\n")
        return AppliedRule(metadata, setting: setting) { page in verdicts(in: page, sheet) }
    }

    /// Whether a selector can be used: one that is valid, chooses elements and holds no more than itself.
    static func isValid(_ selector: String) -> Bool {
        guard selector.utf8.count <= maximumSelector, !selector.utf8.contains(where: { "{};@\\".utf8.contains($0) }),
            !selector.contains("/*"), !selector.isEmpty
        else { return false }
        let contents = StyleSheet("\(selector) { color: red }".utf8).contents
        return !contents.rules.isEmpty
            && contents.rules.allSatisfy { contents.selectors.selectors[Int($0.selector)].pseudo == .none }
    }

    /// A sheet whose first block stands behind the selector and whose second behind the condition.
    private static func sheet(_ selector: String, _ condition: String?) -> StyleSheet {
        StyleSheet("\(selector) { color: red } \(condition ?? "*") { color: red }".utf8)
    }

    private func verdicts(in page: Page, _ sheet: StyleSheet) -> [TargetOutcome] {
        let chooser = ElementChooser(sheet, page.document)
        var matcher = chooser.matcher
        return page.elements { element in
            page.isExposed(element) && chooser.matches(block: 0, element, &matcher)
        }.map { element in
            let holds =
                chooser.matches(block: 1, element, &matcher) && (!asksForName || page.hasAccessibleName(element))
            if holds { return (element, .passed) }
            return (element, kind == .review ? .cantTell(message) : .failed(message))
        }
    }
}

/// Chooses elements by the selectors of a sheet, apart from the cascade.
private struct ElementChooser {
    let matcher: SelectorMatcher
    /// The rules of the sheet, by the block they stand before.
    private var rules: [[CandidateRule]]

    init(_ sheet: StyleSheet, _ document: Document) {
        let tree = MatchTree(document)
        let bound = BoundSheets([StyleSheetSource(sheet)], tree: tree, media: MediaContext())
        matcher = SelectorMatcher(tree: tree, bound: bound)
        let number = Int32(bound.sheets.count - 1)
        rules = [[], []]
        for rule in bound.candidates where rule.sheet == number && Int(rule.block) < rules.count {
            rules[Int(rule.block)].append(rule)
        }
    }

    func matches(block: Int, _ element: NodeID, _ matcher: inout SelectorMatcher) -> Bool {
        rules[block].contains { matcher.matches($0, element.index) }
    }
}
