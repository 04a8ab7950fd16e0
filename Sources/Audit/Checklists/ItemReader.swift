/// Reads items and facts of a section, whose answers are known so that conditions can be checked against them.
struct ItemReader {
    static let itemKeys = [
        "id", "ask", "how", "drawing", "answer", "when", "limit", "source", "photo", "severity", "force", "tier",
        "groups",
        "gate", "weight", "class", "duty", "finding", "note",
    ]
    static let factKeys = ["id", "ask", "answer", "when", "scope"]
    static let groups = ["wheelchair", "blind", "low-vision", "deaf", "cognitive", "elderly"]

    /// What conditions of this section may name.
    let symbols: [String: Condition.Kind]
    let drawings: DrawingShelf

    /// Weight and deadline by severity where the item states none (settings, not facts).
    static func defaults(_ severity: Severity) -> (weight: Double, days: Int) {
        switch severity {
        case .critical: (5, 7)
        case .serious: (3, 30)
        case .moderate: (2, 90)
        case .minor: (1, 180)
        }
    }

    func fact(_ node: YAMLNode, log: ProblemLog) -> ChecklistFact? {
        guard let reader = YAMLReader(node, ("事实", "a fact"), keys: Self.factKeys, log: log) else { return nil }
        let answers = AnswerReader(symbols: symbols, log: log)
        let id = reader.identifier("id")
        let ask = reader.requiredLocalized("ask")
        let answer = answers.answer(in: reader)
        let when = reader.text("when").flatMap { answers.condition($0, line: reader.line("when")) }
        let scope = reader.choice("scope", ChecklistFact.Scope.self) ?? .entry
        guard let id, let ask, let answer else { return nil }
        if answer.conditionKind == nil {
            reader.complain("answer", "不能用于事实", "cannot be the answer of a fact", "请用其他类型", "Use another type")
        }
        return ChecklistFact(id: id, ask: ask, answer: answer, when: when, scope: scope)
    }

    func item(_ node: YAMLNode, log: ProblemLog) -> ChecklistItem? {
        guard let reader = YAMLReader(node, ("检查项", "an item"), keys: Self.itemKeys, log: log) else { return nil }
        let answers = AnswerReader(symbols: symbols, log: log)
        let id = reader.identifier("id")
        let ask = reader.requiredLocalized("ask")
        let answer = answers.answer(in: reader)
        let severity: Severity? = requiredChoice(reader, "severity")
        let force: ChecklistItem.Force? = requiredChoice(reader, "force")
        let sources = reader.sources()
        let finding = self.finding(reader)
        let limit = reader.field("limit").flatMap { $0.value.isNull ? nil : answers.limit($0.value, for: answer) }
        guard let id, let ask, let answer, let severity, let force, let finding else { return nil }
        let defaults = Self.defaults(severity)
        return ChecklistItem(
            id: id,
            ask: ask,
            how: reader.localized("how"),
            drawing: reader.text("drawing").flatMap {
                drawings.drawing($0, line: reader.line("drawing"), log: log)
            },
            answer: answer,
            when: reader.text("when").flatMap { answers.condition($0, line: reader.line("when")) },
            limit: limit,
            sources: sources,
            photo: reader.choice("photo", ChecklistItem.PhotoNeed.self) ?? .onFail,
            severity: severity,
            force: force,
            tier: reader.choice("tier", ChecklistItem.Tier.self) ?? .core,
            groups: reader.members("groups", of: Self.groups),
            isGate: reader.flag("gate", default: false),
            weight: reader.weight(default: defaults.weight),
            defectClass: reader.choice("class", ChecklistItem.DefectClass.self) ?? .functional,
            duty: reader.duty(default: defaults.days),
            finding: finding,
            note: reader.localized("note")
        )
    }

    private func requiredChoice<Value: RawRepresentable & CaseIterable>(_ reader: YAMLReader, _ key: String) -> Value?
    where Value.RawValue == String {
        if reader.field(key)?.value.isNull ?? true { reader.complainMissing(key) }
        return reader.choice(key, Value.self)
    }

    private func finding(_ reader: YAMLReader) -> ChecklistItem.FindingText? {
        guard let field = reader.field("finding") else {
            reader.complainMissing("finding")
            return nil
        }
        guard
            let inner = YAMLReader(
                field.value,
                ("finding", "finding"),
                keys: ["title", "fix"],
                log: reader.log
            )
        else { return nil }
        guard let title = inner.requiredLocalized("title"), let fix = inner.requiredLocalized("fix") else { return nil }
        return ChecklistItem.FindingText(title: title, fix: fix)
    }
}

extension YAMLReader {
    /// Lower-case letters, digits, dots and hyphens, beginning with a letter.
    func identifier(_ key: String) -> String? {
        guard let text = required(key) else { return nil }
        let isValid =
            text.utf8.count <= 64 && text.utf8.first?.isASCIILower == true
            && text.utf8.allSatisfy { $0.isASCIILower || $0.isASCIIDigit || ".-".utf8.contains($0) }
        guard isValid else {
            complain(
                key,
                " \(text.quotedForMessage) 不是有效的编号",
                "\(text.quotedForMessage) is not a valid id",
                "请用小写字母、数字、点和连字符，字母开头",
                "Use lower-case letters, digits, dots and hyphens, beginning with a letter"
            )
            return nil
        }
        return text
    }

    func members(_ key: String, of allowed: [String]) -> [String] {
        list(key).compactMap { entry in
            if allowed.contains(entry.text) { return entry.text }
            log.addUnknown(entry.text, at: entry.line, among: allowed, zh: "\(key) 的值", en: "value of \(key)")
            return nil
        }
    }

    func weight(default fallback: Double) -> Double {
        guard let weight = number("weight") else { return fallback }
        guard (0...100).contains(weight) else {
            complain("weight", "应在 0 到 100 之间", "must be from 0 to 100", "请改正", "Correct it")
            return fallback
        }
        return weight
    }

    func duty(default days: Int) -> ChecklistItem.Duty {
        guard let field = field("duty"), !field.value.isNull,
            let inner = YAMLReader(field.value, ("duty", "duty"), keys: ["law", "deadline_days"], log: log)
        else { return ChecklistItem.Duty(law: nil, deadlineDays: days) }
        return ChecklistItem.Duty(
            law: inner.text("law"),
            deadlineDays: inner.integer("deadline_days", in: 0...3650) ?? days
        )
    }

    func sources() -> [ClauseSource] {
        guard let field = field("source"), let nodes = field.value.items, !nodes.isEmpty else {
            complain(
                "source",
                "应当是非空列表",
                "must be a list with at least one entry",
                "请写明标准与条号",
                "Name standard and clause"
            )
            return []
        }
        return nodes.compactMap { node in
            let keys = ["standard", "clause", "confidence", "verified_by", "verified_on"]
            guard let inner = YAMLReader(node, ("依据", "a source"), keys: keys, log: log) else { return nil }
            let confidence = inner.choice("confidence", ClauseSource.Certainty.self)
            if confidence == nil, inner.field("confidence") == nil { inner.complainMissing("confidence") }
            let verifiedOn = inner.text("verified_on")
            if inner.text("verified_by") != nil, verifiedOn == nil { inner.complainMissing("verified_on") }
            return ClauseSource(
                standard: inner.text("standard"),
                clause: inner.text("clause"),
                confidence: confidence ?? .low,
                verifiedBy: inner.text("verified_by"),
                verifiedOn: verifiedOn
            )
        }
    }
}
