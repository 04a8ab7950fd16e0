/// Conditions as a person reads them: the questions in place of their ids.
struct ConditionWords: Sendable {
    private struct Question: Sendable {
        let ask: LocalizedText
        /// Labels by the id of the choice.
        let choices: [String: LocalizedText]

        init(_ ask: LocalizedText, _ answer: AnswerKind) {
            self.ask = ask
            guard case .choice(let choices) = answer else {
                self.choices = [:]
                return
            }
            self.choices = Dictionary(choices.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private let questions: [String: Question]

    init(_ checklist: Checklist) {
        var questions: [String: Question] = [:]
        let facts = checklist.facts + checklist.sections.flatMap(\.facts)
        for fact in facts { questions[fact.id] = Question(fact.ask, fact.answer) }
        for item in checklist.sections.flatMap(\.items) { questions[item.id] = Question(item.ask, item.answer) }
        self.questions = questions
    }

    /// The condition in words, such as “There is a ramp” is yes and “Rise” > 300 mm.
    ///
    /// Conditions are at most as deep as their parser allows.
    func text(_ condition: Condition, _ language: Language) -> String { words(condition.expression, language) }

    private func words(_ expression: Condition.Expression, _ language: Language) -> String {
        let isChinese = language == .zhHans
        switch expression {
        case .and(let left, let right):
            return part(left, language) + (isChinese ? "，且" : " and ") + part(right, language)
        case .or(let left, let right):
            return words(left, language) + (isChinese ? "，或" : " or ") + words(right, language)
        case .not(.isYes(let name)): return question(name, language) + (isChinese ? "为“否”" : " is no")
        case .not(.isOneOf(let name, let choices)):
            return question(name, language) + (isChinese ? "不为" : " is not ") + labels(choices, of: name, language)
        case .not(let inner): return isChinese ? "不是（\(words(inner, language))）" : "not (\(words(inner, language)))"
        case .isYes(let name): return question(name, language) + (isChinese ? "为“是”" : " is yes")
        case .compare(let name, let comparison, let quantity):
            let value = quantity.unit?.text(quantity.value, language) ?? quantity.value.shortText
            return question(name, language) + " \(comparison.sign) \(value)"
        case .isOneOf(let name, let choices):
            return question(name, language) + (isChinese ? "为" : " is ") + labels(choices, of: name, language)
        }
    }

    private func labels(_ choices: [String], of name: String, _ language: Language) -> String {
        choices.map { questions[name]?.choices[$0]?[language] ?? $0 }.joined(
            separator: language == .zhHans ? "或" : " or "
        )
    }

    /// An alternative inside a conjunction stands in brackets.
    private func part(_ expression: Condition.Expression, _ language: Language) -> String {
        guard case .or = expression else { return words(expression, language) }
        return language == .zhHans ? "（\(words(expression, language))）" : "(\(words(expression, language)))"
    }

    /// The question of this id between quotation marks; the id where nothing is asked under it.
    func question(_ name: String, _ language: Language) -> String {
        "“\(questions[name]?.ask[language] ?? name)”"
    }
}

extension Condition.Comparison {
    fileprivate var sign: String {
        switch self {
        case .equal: "="
        case .notEqual: "≠"
        case .less: "<"
        case .lessOrEqual: "≤"
        case .greater: ">"
        case .greaterOrEqual: "≥"
        }
    }
}
