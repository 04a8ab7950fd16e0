/// What a condition says before its names are looked up.
indirect enum ParsedCondition {
    case and(ParsedCondition, ParsedCondition)
    case or(ParsedCondition, ParsedCondition)
    case not(ParsedCondition)
    case name(String, Int)
    case compare(String, Int, Condition.Comparison, Operand)
    case isIn(String, Int, [(text: String, offset: Int)])

    enum Operand {
        case quantity(Double, MeasureUnit?)
        case text(String)
    }
}

/// Recursive descent; `or` binds weakest, then `and`, then `not`.
struct ConditionParser {
    /// Parentheses and `not` may nest this deep.
    static let maximumDepth = 16

    let tokens: [ConditionToken]
    private var index = 0
    private var depth = 0

    init(tokens: [ConditionToken]) { self.tokens = tokens }

    private var current: ConditionToken { tokens[index] }

    mutating func parse() throws(Condition.Failure) -> ParsedCondition {
        let condition = try alternatives()
        guard current.kind == .end else { throw unexpected() }
        return condition
    }

    private mutating func alternatives() throws(Condition.Failure) -> ParsedCondition {
        var left = try conjunction()
        while accept(.or) { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(Condition.Failure) -> ParsedCondition {
        var left = try negation()
        while accept(.and) { left = .and(left, try negation()) }
        return left
    }

    private mutating func negation() throws(Condition.Failure) -> ParsedCondition {
        let isNested = current.kind == .not || current.kind == .open
        if isNested {
            depth += 1
            guard depth <= Self.maximumDepth else {
                throw Condition.Failure(
                    current.offset,
                    zh: "嵌套超过 \(Self.maximumDepth) 层",
                    en: "nested more than \(Self.maximumDepth) deep",
                    remedyZh: "请简化条件",
                    remedyEn: "Simplify the condition"
                )
            }
        }
        defer { if isNested { depth -= 1 } }
        if accept(.not) { return .not(try negation()) }
        if accept(.open) {
            let inner = try alternatives()
            guard accept(.close) else { throw unexpected() }
            return inner
        }
        return try comparison()
    }

    private mutating func comparison() throws(Condition.Failure) -> ParsedCondition {
        guard case .name(let name) = current.kind else { throw unexpected() }
        let offset = current.offset
        index += 1
        if case .comparison(let comparison) = current.kind {
            index += 1
            return .compare(name, offset, comparison, try operand())
        }
        if accept(.isIn) { return .isIn(name, offset, try list()) }
        return .name(name, offset)
    }

    private mutating func operand() throws(Condition.Failure) -> ParsedCondition.Operand {
        switch current.kind {
        case .text(let text):
            index += 1
            return .text(text)
        case .number(let value):
            index += 1
            guard case .unit(let unit) = current.kind else { return .quantity(value, nil) }
            index += 1
            return .quantity(value, unit)
        default:
            throw unexpected()
        }
    }

    private mutating func list() throws(Condition.Failure) -> [(text: String, offset: Int)] {
        guard accept(.openList) else { throw unexpected() }
        var texts: [(text: String, offset: Int)] = []
        repeat {
            guard case .text(let text) = current.kind else { throw unexpected() }
            texts.append((text, current.offset))
            index += 1
        } while accept(.comma)
        guard accept(.closeList) else { throw unexpected() }
        return texts
    }

    private mutating func accept(_ kind: ConditionToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        if kind != .end { index += 1 }
        return true
    }

    private func unexpected() -> Condition.Failure {
        let isEnd = current.kind == .end
        return Condition.Failure(
            current.offset,
            zh: isEnd ? "条件没有写完" : "第 \(current.offset + 1) 个字符处不合语法",
            en: isEnd ? "the condition is incomplete" : "unexpected word at character \(current.offset + 1)",
            remedyZh: "写法如：名称 > 300 mm and 名称 in ['甲', '乙']",
            remedyEn: "Write for example: name > 300 mm and name in ['a', 'b']"
        )
    }
}

/// Looks up the names of a condition and checks each comparison against their types.
struct ConditionChecker {
    let kind: (String) -> Condition.Kind?
    let known: [String]

    func check(_ parsed: ParsedCondition) throws(Condition.Failure) -> Condition.Expression {
        switch parsed {
        case .and(let left, let right): return .and(try check(left), try check(right))
        case .or(let left, let right): return .or(try check(left), try check(right))
        case .not(let inner): return .not(try check(inner))
        case .name(let name, let offset):
            guard case .yesNo = try type(of: name, at: offset) else {
                throw mismatch(name, offset, "单独出现时应为是/否项", "stands alone but is not a yes/no question")
            }
            return .isYes(name)
        case .compare(let name, let offset, let comparison, .quantity(let value, let unit)):
            guard case .quantity(let declared) = try type(of: name, at: offset) else {
                throw mismatch(name, offset, "不是数值", "is not a number")
            }
            return .compare(name, comparison, try quantity(value, unit, for: name, declared, at: offset))
        case .compare(let name, let offset, let comparison, .text(let text)):
            guard comparison == .equal || comparison == .notEqual else {
                throw mismatch(name, offset, "是选项，只能用 == 或 !=", "is a choice: only == and != make sense")
            }
            let expression = Condition.Expression.isOneOf(name, try choices([(text, offset)], of: name, at: offset))
            return comparison == .equal ? expression : .not(expression)
        case .isIn(let name, let offset, let texts):
            return .isOneOf(name, try choices(texts, of: name, at: offset))
        }
    }

    func names(in expression: Condition.Expression) -> [String] {
        switch expression {
        case .and(let left, let right), .or(let left, let right): names(in: left) + names(in: right)
        case .not(let inner): names(in: inner)
        case .isYes(let name), .compare(let name, _, _), .isOneOf(let name, _): [name]
        }
    }

    private func type(of name: String, at offset: Int) throws(Condition.Failure) -> Condition.Kind {
        if let kind = kind(name) { return kind }
        let nearest = name.nearest(among: known)
        throw Condition.Failure(
            offset,
            zh: "条件中的名称 \(name.quotedForMessage) 不存在",
            en: "the condition names \(name.quotedForMessage), which does not exist",
            remedyZh: nearest.map { "是不是“\($0)”" } ?? "请用同一部分的项目或事实的编号",
            remedyEn: nearest.map { "Did you mean '\($0)'" } ?? "Use the id of a fact or item of the same section"
        )
    }

    private func choices(
        _ texts: [(text: String, offset: Int)],
        of name: String,
        at offset: Int
    ) throws(Condition.Failure) -> [String] {
        guard case .choice(let allowed) = try type(of: name, at: offset) else {
            throw mismatch(name, offset, "不是选项", "is not a choice")
        }
        for text in texts where !allowed.contains(text.text) {
            throw Condition.Failure(
                text.offset,
                zh: "\(name) 没有选项 \(text.text.quotedForMessage)",
                en: "\(name) has no choice \(text.text.quotedForMessage)",
                remedyZh: "可用：\(allowed.joined(separator: "、"))",
                remedyEn: "Use one of \(allowed.joined(separator: ", "))"
            )
        }
        return texts.map(\.text)
    }

    private func quantity(
        _ value: Double,
        _ unit: MeasureUnit?,
        for name: String,
        _ declared: MeasureUnit,
        at offset: Int
    ) throws(Condition.Failure) -> Condition.Quantity {
        if declared == .count, unit == nil { return Condition.Quantity(value: value, unit: declared) }
        guard let unit, let converted = unit.convert(value, to: declared) else {
            let symbol = declared == .count ? "" : " " + declared.rawValue
            throw mismatch(
                name,
                offset,
                "要与带单位的数比较，如 \(value.shortText)\(symbol)",
                "is compared with a number of another unit; write \(value.shortText)\(symbol)"
            )
        }
        return Condition.Quantity(value: converted, unit: declared)
    }

    private func mismatch(_ name: String, _ offset: Int, _ zh: String, _ en: String) -> Condition.Failure {
        Condition.Failure(
            offset,
            zh: "\(name) \(zh)",
            en: "\(name) \(en)",
            remedyZh: "请改正条件",
            remedyEn: "Correct the condition"
        )
    }
}
