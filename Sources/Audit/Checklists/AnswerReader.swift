/// Reads `answer:` and `limit:` of items and facts.
struct AnswerReader {
    let symbols: [String: Condition.Kind]
    let log: ProblemLog

    static let keys = ["type", "unit", "label", "plausible", "readings", "take", "choices", "parts"]

    enum Kind: String, CaseIterable {
        case yesNo = "yes_no"
        case measure, count, choice, dimensions
    }

    func answer(in owner: YAMLReader) -> AnswerKind? {
        guard let field = owner.field("answer") else {
            owner.complainMissing("answer")
            return nil
        }
        guard let reader = YAMLReader(field.value, ("answer", "answer"), keys: Self.keys, log: log) else { return nil }
        if reader.field("type") == nil { reader.complainMissing("type") }
        guard let kind = reader.choice("type", Kind.self) else { return nil }
        switch kind {
        case .yesNo: return .yesNo
        case .measure: return measure(reader, isCount: false).map { .measure($0) }
        case .count: return measure(reader, isCount: true).map { .count($0) }
        case .choice: return choices(reader).map { .choice($0) }
        case .dimensions: return parts(reader).map { .dimensions($0) }
        }
    }

    private func measure(_ reader: YAMLReader, isCount: Bool) -> AnswerKind.Measure? {
        guard let unit = unit(reader, isCount: isCount), let plausible = plausible(reader, isCount: isCount) else {
            return nil
        }
        return AnswerKind.Measure(
            unit: unit,
            label: reader.localized("label"),
            plausible: plausible,
            readings: reader.integer("readings", in: 1...20) ?? 1,
            take: reader.choice("take", AnswerKind.Take.self) ?? .all
        )
    }

    private func unit(_ reader: YAMLReader, isCount: Bool) -> MeasureUnit? {
        guard let text = isCount ? reader.text("unit") ?? "count" : reader.required("unit") else { return nil }
        if let unit = MeasureUnit(rawValue: text), unit != .ratio { return unit }
        let known = MeasureUnit.allCases.filter { $0 != .ratio }.map(\.rawValue)
        log.addUnknown(text, at: reader.line("unit"), among: known, zh: "单位", en: "unit")
        return nil
    }

    private func plausible(_ reader: YAMLReader, isCount: Bool) -> ClosedRange<Double>? {
        if isCount, reader.field("plausible") == nil { return 0...1_000_000 }
        let bounds = reader.list("plausible").map { Double($0.text) }
        guard bounds.count == 2, let low = bounds[0], let high = bounds[1], low.isFinite, high.isFinite, low <= high
        else {
            reader.complain(
                "plausible",
                "应为 [最小, 最大]",
                "must be [least, greatest]",
                "请写出录入时可信的范围",
                "State the range outside which an entry is a slip"
            )
            return nil
        }
        return low...high
    }

    private func choices(_ reader: YAMLReader) -> [AnswerKind.Choice]? {
        guard let nodes = reader.field("choices")?.value.items, nodes.count >= 2 else {
            reader.complain("choices", "至少要有两个", "needs at least two entries", "请列出选项", "List the choices")
            return nil
        }
        var seen: Set<String> = []
        return nodes.compactMap { node in
            guard let inner = YAMLReader(node, ("选项", "a choice"), keys: ["id", "zh", "en", "fails"], log: log),
                let id = inner.identifier("id"), let zh = inner.required("zh"), let en = inner.required("en")
            else { return nil }
            if !seen.insert(id).inserted { inner.complain("id", "重复", "is used twice", "请改名", "Use another id") }
            let label = LocalizedText(zh: zh, en: en)
            return AnswerKind.Choice(id: id, label: label, fails: inner.flag("fails", default: false))
        }
    }

    private func parts(_ reader: YAMLReader) -> [AnswerKind.Part]? {
        guard let nodes = reader.field("parts")?.value.items, !nodes.isEmpty else {
            reader.complainMissing("parts")
            return nil
        }
        return nodes.compactMap { node in
            let keys = ["id", "label", "unit", "plausible", "readings", "take", "limit"]
            guard let inner = YAMLReader(node, ("尺寸", "a part"), keys: keys, log: log),
                let id = inner.identifier("id"), let label = inner.requiredLocalized("label"),
                let unit = unit(inner, isCount: false), let plausible = plausible(inner, isCount: false)
            else { return nil }
            let measure = AnswerKind.Measure(
                unit: unit,
                label: nil,
                plausible: plausible,
                readings: inner.integer("readings", in: 1...20) ?? 1,
                take: inner.choice("take", AnswerKind.Take.self) ?? .all
            )
            let limit = inner.field("limit").flatMap { self.limit($0.value, for: .measure(measure)) }
            return AnswerKind.Part(id: id, label: label, measure: measure, limit: limit)
        }
    }

    func condition(_ text: String, line: Int) -> Condition? {
        do throws(Condition.Failure) {
            return try Condition(text, among: symbols.keys.sorted()) { symbols[$0] }
        } catch {
            log.add(line, error.problem, remedy: error.remedy)
            return nil
        }
    }
}

// MARK: - Limits

extension AnswerReader {
    func limit(_ node: YAMLNode, for answer: AnswerKind?) -> ChecklistLimit? {
        let keys = ["min", "max", "tolerance", "cases"]
        guard let reader = YAMLReader(node, ("limit", "limit"), keys: keys, log: log) else { return nil }
        switch answer {
        case .measure, .count, nil: break
        default:
            log.add(
                node.line,
                ("只有数值才有限值", "only numbers have a limit"),
                remedy: ("选项请用 fails，尺寸请写在 parts 中", "Use 'fails' for choices and 'parts' for dimensions")
            )
            return nil
        }
        let tolerance = reader.number("tolerance") ?? 0
        if tolerance < 0 { reader.complain("tolerance", "不能为负", "must not be negative", "请改正", "Correct it") }
        guard let field = reader.field("cases") else {
            return limitCase(reader).map { ChecklistLimit(cases: [$0], tolerance: tolerance) }
        }
        if reader.field("min") != nil || reader.field("max") != nil {
            reader.complain("cases", "不能与 min、max 并用", "excludes min and max", "请移入 cases", "Move them into cases")
        }
        let cases = (field.value.items ?? []).compactMap { node in
            YAMLReader(node, ("限值", "a limit case"), keys: ["when", "min", "max"], log: log).flatMap(limitCase)
        }
        if cases.isEmpty { reader.complain("cases", "为空", "is empty", "请写出限值", "State the limits") }
        return ChecklistLimit(cases: cases, tolerance: tolerance)
    }

    private func limitCase(_ reader: YAMLReader) -> ChecklistLimit.Case? {
        let minimum = amount("min", reader)
        let maximum = amount("max", reader)
        guard minimum != nil || maximum != nil else {
            if reader.field("min") == nil, reader.field("max") == nil { reader.complainMissing("max") }
            return nil
        }
        if case .fixed(let low) = minimum, case .fixed(let high) = maximum, low > high {
            reader.complain("min", "大于 max", "is above max", "请改正", "Correct it")
        }
        let when = reader.text("when").flatMap { condition($0, line: reader.line("when")) }
        if reader.text("when") != nil, when == nil { return nil }
        return ChecklistLimit.Case(when: when, minimum: minimum, maximum: maximum)
    }

    private func amount(_ key: String, _ reader: YAMLReader) -> ChecklistLimit.Amount? {
        guard let field = reader.field(key), !field.value.isNull else { return nil }
        guard field.value.fields != nil else { return reader.number(key).map { .fixed($0) } }
        let keys = ["share", "of", "least", "base", "over", "step"]
        guard let inner = YAMLReader(field.value, (key, key), keys: keys, log: log), let name = inner.required("of")
        else { return nil }
        guard symbols[name] == .quantity(.count) else {
            log.addUnknown(
                name,
                at: inner.line("of"),
                among: symbols.filter { $0.value == .quantity(.count) }.map(\.key).sorted(),
                zh: "计数",
                en: "count"
            )
            return nil
        }
        if let share = inner.number("share") {
            return .share(share, of: name, least: inner.number("least") ?? 0)
        }
        guard let base = inner.number("base"), let over = inner.number("over"), let step = inner.number("step"),
            step > 0
        else {
            reader.complain(
                key,
                "要有 share，或 base、over 与大于 0 的 step",
                "needs share, or base, over and a step above 0",
                "请补全",
                "Complete it"
            )
            return nil
        }
        return .steps(base: base, of: name, over: over, step: step)
    }
}
