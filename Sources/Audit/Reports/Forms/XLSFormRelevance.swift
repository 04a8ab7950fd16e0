/// Conditions of a checklist as XPath of XForms.
///
/// A form asks a question unless its condition is surely false: what hangs on an unanswered fact is asked, as a form in
/// YAML would have it answered too. XPath knows no third truth value, so both sides are written out.
struct XLSFormRelevance {
    let names: XLSFormNames
    let section: ChecklistSection?
    let checklist: Checklist

    /// nil for what always applies.
    func xpath(_ condition: Condition?) -> String? {
        condition.map { canHold($0.expression, wanted: true) }
    }

    /// True unless the expression is surely not `wanted`; the depth is bounded by the condition's parser.
    private func canHold(_ expression: Condition.Expression, wanted: Bool) -> String {
        switch expression {
        case .and(let left, let right):
            return joined(left, right, wanted: wanted, with: wanted ? "and" : "or")
        case .or(let left, let right):
            return joined(left, right, wanted: wanted, with: wanted ? "or" : "and")
        case .not(let inner): return canHold(inner, wanted: !wanted)
        case .isYes(let name): return "\(reference(name)) != '\(wanted ? "no" : "yes")'"
        case .compare(let name, let comparison, let quantity):
            let value = value(of: name)
            let test = "\(value) \(Self.sign(comparison)) \(quantity.value.shortText)"
            return "(\(value) = '' or \(wanted ? test : "not(\(test))"))"
        case .isOneOf(let name, let choices):
            let tests = choices.map { "\(reference(name)) = '\($0)'" }.joined(separator: " or ")
            guard wanted else { return "not(\(tests))" }
            let unknown = ["", "na", "not_checked"].map { "\(reference(name)) = '\($0)'" }.joined(separator: " or ")
            return "(\(tests) or \(unknown))"
        }
    }

    private func joined(
        _ left: Condition.Expression,
        _ right: Condition.Expression,
        wanted: Bool,
        with word: String
    ) -> String {
        "(\(canHold(left, wanted: wanted)) \(word) \(canHold(right, wanted: wanted)))"
    }

    private static func sign(_ comparison: Condition.Comparison) -> String {
        comparison == .equal ? "=" : comparison.rawValue
    }

    private func reference(_ id: String) -> String { "${\(name(of: id))}" }

    /// Where the number of a question stands: a question that may have several readings has a row that picks one.
    private func value(of id: String) -> String { "${\(name(of: id))\(XLSForm.valueSuffix)}" }

    private func name(of id: String) -> String {
        if let section, (section.facts.map(\.id) + section.items.map(\.id)).contains(id) {
            return names.name(id, in: section)
        }
        return names.name(id)
    }
}
