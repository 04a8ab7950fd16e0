/// Reads the answers of a form by the types its checklist states.
struct FormAnswerReader {
    static let keys = ["answer", "reason", "note", "photos"]
    static let maximumReadings = 20
    static let maximumPhotos = 50

    let log: ProblemLog

    struct Answers {
        var good: [String: FormAnswer] = [:]
        /// Where each answer stands, also of those that are refused.
        var lines: [String: Int] = [:]
    }

    /// The answers by id; unanswered questions are absent.
    func answers(
        _ node: YAMLNode?,
        questions: [(id: String, answer: AnswerKind)],
        place: LocalizedText
    ) -> Answers {
        var answers = Answers()
        guard let node, !node.isNull else { return answers }
        guard let fields = node.fields else {
            log.add(
                node.line,
                ("answers 应当是“编号: 答案”的列表", "answers must be a list of 'id: answer'"),
                remedy: ("请参照生成的表格", "Compare with a newly made form")
            )
            return answers
        }
        let kinds = Dictionary(questions.map { ($0.id, $0.answer) }) { first, _ in first }
        for field in fields {
            guard let kind = kinds[field.key] else {
                log.addUnknown(
                    field.key,
                    at: field.line,
                    among: questions.map(\.id),
                    zh: "检查项（\(place.zh)）",
                    en: "item of '\(place.en)'"
                )
                continue
            }
            guard !Self.isBlank(field.value) else { continue }
            answers.lines[field.key] = field.line
            answers.good[field.key] = answer(field, kind)
        }
        return answers
    }

    /// Either the bare answer or a block with answer, reason, note and photos.
    private func answer(_ field: YAMLNode.Field, _ kind: AnswerKind) -> FormAnswer? {
        guard !field.value.isNull else { return nil }
        guard field.value.fields != nil else {
            return value(field.value, kind, field).flatMap { finish($0, reason: nil, field: field) }
        }
        guard let reader = YAMLReader(field.value, (field.key, field.key), keys: Self.keys, log: log) else {
            return nil
        }
        let reason = reader.text("reason")
        let note = reader.text("note")
        let photos = photos(reader)
        guard let given = reader.field("answer"), !isEmpty(given.value) else {
            if reason != nil || note != nil || !photos.isEmpty {
                log.add(
                    field.line,
                    ("\(field.key) 有说明却没有答案", "\(field.key) has remarks but no answer"),
                    remedy: ("请填写 answer，未核查写 not_checked", "Fill in answer; write not_checked if nobody looked")
                )
            }
            return nil
        }
        guard let value = value(given.value, kind, field) else { return nil }
        return finish(value, reason: reason, note: note, photos: photos, field: field)
    }

    /// Whether nobody wrote anything below: a block of the empty form that was not needed.
    ///
    /// The depth is bounded where the node was read.
    static func isBlank(_ node: YAMLNode?) -> Bool {
        guard let node, !node.isNull else { return true }
        if let fields = node.fields { return fields.allSatisfy { isBlank($0.value) } }
        return node.items.map { $0.allSatisfy { isBlank($0) } } ?? false
    }

    /// Nothing, or dimensions none of which is filled in.
    private func isEmpty(_ node: YAMLNode) -> Bool {
        node.isNull || (node.fields.map { $0.allSatisfy(\.value.isNull) } ?? false)
    }

    private func photos(_ reader: YAMLReader) -> [String] {
        let names = reader.list("photos").map(\.text)
        guard names.count <= Self.maximumPhotos else {
            reader.complain(
                "photos",
                "超过 \(Self.maximumPhotos) 张",
                "has more than \(Self.maximumPhotos) entries",
                "请只留有用的",
                "Keep the useful ones"
            )
            return []
        }
        return names
    }

    private func finish(
        _ value: FormValue,
        reason: String?,
        note: String? = nil,
        photos: [String] = [],
        field: YAMLNode.Field
    ) -> FormAnswer? {
        if value == .notApplicable || value == .notChecked, reason?.utf8.isBlank ?? true {
            log.add(
                field.line,
                ("\(field.key) 没有写明原因", "\(field.key) gives no reason"),
                remedy: ("na 和 not_checked 都要加一行 reason:", "na and not_checked both need a line reason:")
            )
            return nil
        }
        return FormAnswer(value: value, reason: reason, note: note, photos: photos)
    }

    private func value(_ node: YAMLNode, _ kind: AnswerKind, _ field: YAMLNode.Field) -> FormValue? {
        switch node.scalar?.lowercased() {
        case "na", "n/a", "不适用": return .notApplicable
        case "not_checked", "未核查": return .notChecked
        default: break
        }
        switch kind {
        case .yesNo: return yesNo(node, field)
        case .measure(let measure): return readings(node, measure, field).map { .readings($0) }
        case .count(let measure): return readings(node, measure, field).map { .readings($0) }
        case .choice(let choices): return choice(node, choices, field)
        case .dimensions(let parts): return dimensions(node, parts, field)
        }
    }

    private func yesNo(_ node: YAMLNode, _ field: YAMLNode.Field) -> FormValue? {
        switch node.scalar?.lowercased() {
        case "yes", "true", "y", "是": return .yes
        case "no", "false", "n", "否": return .no
        default:
            wrong(field, node, zh: "应为 yes、no、na 或 not_checked", en: "must be yes, no, na or not_checked")
            return nil
        }
    }

    private func choice(_ node: YAMLNode, _ choices: [AnswerKind.Choice], _ field: YAMLNode.Field) -> FormValue? {
        guard let text = node.scalar else {
            wrong(field, node, zh: "应为一个选项", en: "must be one choice")
            return nil
        }
        let found = choices.first { $0.id == text || $0.label.zh == text || $0.label.en == text }
        if let found { return .choice(found.id) }
        log.addUnknown(
            text,
            at: node.line,
            among: choices.map(\.id),
            zh: "\(field.key) 的选项",
            en: "choice of \(field.key)"
        )
        return nil
    }

    private func dimensions(_ node: YAMLNode, _ parts: [AnswerKind.Part], _ field: YAMLNode.Field) -> FormValue? {
        guard let fields = node.fields else {
            let names = parts.map(\.id).joined(separator: ", ")
            wrong(field, node, zh: "应分别写出 \(names)", en: "must give \(names) one by one")
            return nil
        }
        var values: [String: [Double]] = [:]
        var isGood = true
        for each in fields {
            guard let part = parts.first(where: { $0.id == each.key }) else {
                log.addUnknown(each.key, at: each.line, among: parts.map(\.id), zh: "尺寸", en: "dimension")
                isGood = false
                continue
            }
            guard !each.value.isNull else { continue }
            values[part.id] = readings(each.value, part.measure, each)
            isGood = isGood && values[part.id] != nil
        }
        return isGood ? .dimensions(values) : nil
    }

    private func wrong(_ field: YAMLNode.Field, _ node: YAMLNode, zh: String, en: String) {
        let shown = node.scalar.map { " " + $0.quotedForMessage } ?? ""
        log.add(
            node.line,
            ("\(field.key) 的答案\(shown)\(zh)", "the answer\(shown) to \(field.key) \(en)"),
            remedy: ("请改正", "Correct it")
        )
    }
}

// MARK: - Numbers

extension FormAnswerReader {
    private func readings(_ node: YAMLNode, _ measure: AnswerKind.Measure, _ field: YAMLNode.Field) -> [Double]? {
        let nodes = node.items ?? [node]
        guard (1...Self.maximumReadings).contains(nodes.count) else {
            wrong(
                field,
                node,
                zh: "应有 1 到 \(Self.maximumReadings) 个读数",
                en: "must have 1 to \(Self.maximumReadings) readings"
            )
            return nil
        }
        let values = nodes.compactMap { reading($0, measure, field) }
        return values.count == nodes.count ? values : nil
    }

    private func reading(_ node: YAMLNode, _ measure: AnswerKind.Measure, _ field: YAMLNode.Field) -> Double? {
        let symbol = measure.unit == .count ? "" : measure.unit.rawValue
        guard let text = node.scalar, let written = WrittenQuantity(text) else {
            wrong(field, node, zh: "不是数（单位 \(symbol)）", en: "is not a number (unit \(symbol))")
            return nil
        }
        guard let value = (written.unit ?? measure.unit).convert(written.value, to: measure.unit) else {
            wrong(field, node, zh: "单位不对，应为 \(symbol)", en: "has the wrong unit; it is asked in \(symbol)")
            return nil
        }
        guard measure.plausible.contains(value) else {
            let range =
                "\(measure.plausible.lowerBound.shortText) … \(measure.plausible.upperBound.shortText) \(symbol)"
            wrong(field, node, zh: "超出可信范围 \(range)，请核对单位和小数点", en: "is outside \(range); check unit and decimal point")
            return nil
        }
        guard measure.unit != .count || value == value.rounded() else {
            wrong(field, node, zh: "应为整数", en: "must be a whole number")
            return nil
        }
        return value
    }
}

/// A number as a person writes it, with the unit behind it if there is one: `1.2 m`, `8.1%`, `1:12`.
struct WrittenQuantity: Equatable {
    let value: Double
    let unit: MeasureUnit?

    init?(_ text: String) {
        guard text.utf8.count <= 40 else { return nil }
        let text = text.trimmingSpaces
        for colon in ["1:", "1：", "1∶"] where text.hasPrefix(colon) {
            guard let run = Self.number(text.dropFirst(colon.count).string.trimmingSpaces), run > 0 else { return nil }
            (value, unit) = (run, .ratio)
            return
        }
        let end = text.firstIndex { !($0.isASCII && ($0.isNumber || "+-.".contains($0))) } ?? text.endIndex
        guard let number = Self.number(String(text[..<end])) else { return nil }
        let rest = String(text[end...]).trimmingSpaces
        if rest.isEmpty {
            (value, unit) = (number, nil)
        } else if let unit = MeasureUnit(written: rest), unit != .ratio {
            (value, self.unit) = (number, unit)
        } else {
            return nil
        }
    }

    /// Decimal digits only: no exponent, no hexadecimal, no infinity.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ $0.isASCIIDigit || "+-.".utf8.contains($0) }) else { return nil }
        return Double(text)
    }
}

extension StringProtocol {
    fileprivate var string: String { String(self) }
    var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
