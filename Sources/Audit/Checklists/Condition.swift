/// When an item applies, or which limit does: `ramp.rise > 300 mm and ramp.slope-running > 5 %`.
///
/// A language of comparisons and nothing else: no calls, no loops, no assignment. Names are the ids of facts and of
/// items of the same section; every comparison is checked against their types when the checklist is read, so that
/// evaluating never fails.
public struct Condition: Sendable, Equatable {
    /// As written in the file.
    public let text: String
    let expression: Expression
    /// The facts and items it asks about, in order of appearance.
    public let names: [String]

    indirect enum Expression: Sendable, Equatable {
        case and(Expression, Expression)
        case or(Expression, Expression)
        case not(Expression)
        /// A yes/no fact by itself.
        case isYes(String)
        case compare(String, Comparison, Quantity)
        case isOneOf(String, [String])
    }

    enum Comparison: String, Sendable, Equatable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    struct Quantity: Sendable, Equatable {
        var value: Double
        var unit: MeasureUnit?
    }

    /// What a name stands for.
    public enum Kind: Sendable, Equatable {
        case yesNo
        case choice([String])
        case quantity(MeasureUnit)
    }

    /// What a name stands for in one entry of a form; a missing one makes the condition unknown.
    public enum Value: Sendable, Equatable {
        case yesNo(Bool)
        case choice(String)
        /// In the unit the name was declared with.
        case quantity(Double)
    }

    /// What is wrong with a condition, and where: characters from its start, 0-based.
    struct Failure: Error, Equatable {
        let offset: Int
        let problem: LocalizedText
        let remedy: LocalizedText

        init(_ offset: Int, zh: String, en: String, remedyZh: String, remedyEn: String) {
            self.offset = offset
            problem = LocalizedText(zh: zh, en: en)
            remedy = LocalizedText(zh: remedyZh, en: remedyEn)
        }
    }

    /// Longer conditions belong into two items.
    static let maximumBytes = 1000

    /// Parses and type-checks.
    ///
    /// - Parameters:
    ///   - text: the condition as written.
    ///   - names: what may be named, for suggestions.
    ///   - kind: what a name stands for; nil for a name that does not exist.
    /// - Throws: the first mistake, and where it is.
    init(_ text: String, among names: [String], kind: @escaping (String) -> Kind?) throws(Failure) {
        guard text.utf8.count <= Self.maximumBytes else {
            throw Failure(
                0,
                zh: "条件超过 \(Self.maximumBytes) 字节",
                en: "the condition has more than \(Self.maximumBytes) bytes",
                remedyZh: "请拆成两项",
                remedyEn: "Split the item in two"
            )
        }
        var parser = ConditionParser(tokens: try ConditionToken.tokens(of: text))
        let parsed = try parser.parse()
        let checker = ConditionChecker(kind: kind, known: names)
        self.text = text
        expression = try checker.check(parsed)
        self.names = checker.names(in: expression)
    }
}

// MARK: - Evaluation

extension Condition {
    /// Whether the condition holds; nil where an unanswered fact decides it.
    public func holds(_ value: (String) -> Value?) -> Bool? { Self.holds(expression, value) }

    /// Kleene's three-valued logic; the depth is bounded by the parser.
    private static func holds(_ expression: Expression, _ value: (String) -> Value?) -> Bool? {
        switch expression {
        case .and(let left, let right):
            let (first, second) = (holds(left, value), holds(right, value))
            if first == false || second == false { return false }
            return first == nil || second == nil ? nil : true
        case .or(let left, let right):
            let (first, second) = (holds(left, value), holds(right, value))
            if first == true || second == true { return true }
            return first == nil || second == nil ? nil : false
        case .not(let inner):
            return holds(inner, value).map { !$0 }
        case .isYes(let name):
            guard case .yesNo(let answer) = value(name) else { return nil }
            return answer
        case .compare(let name, let comparison, let quantity):
            guard case .quantity(let measured) = value(name) else { return nil }
            return comparison.holds(measured, quantity.value)
        case .isOneOf(let name, let choices):
            guard case .choice(let chosen) = value(name) else { return nil }
            return choices.contains(chosen)
        }
    }
}

extension Condition.Comparison {
    /// Numbers closer than one part in a billion are equal: 1.1 m is 1100 mm.
    func holds(_ left: Double, _ right: Double) -> Bool {
        let isSame = left.isSame(as: right)
        return switch self {
        case .equal: isSame
        case .notEqual: !isSame
        case .less: !isSame && left < right
        case .lessOrEqual: isSame || left < right
        case .greater: !isSame && left > right
        case .greaterOrEqual: isSame || left > right
        }
    }
}

extension Double {
    /// Equality up to the rounding of unit conversion.
    func isSame(as other: Double) -> Bool { abs(self - other) <= 1e-9 * Swift.max(1, magnitude, other.magnitude) }
}
