/// Reads the fields of one mapping, notes what is wrong, and in the end names the keys nobody asked for.
///
/// Every method returns nil (or a stated default) after it has noted a problem, so that reading goes on and one pass
/// finds all problems.
struct YAMLReader {
    let node: YAMLNode
    let log: ProblemLog
    /// What the mapping is, for messages.
    let name: LocalizedText
    let keys: [String]

    /// Notes unknown keys at once; nil if the node is not a mapping.
    init?(_ node: YAMLNode, _ name: (zh: String, en: String), keys: [String], log: ProblemLog) {
        self.node = node
        self.log = log
        self.name = LocalizedText(zh: name.zh, en: name.en)
        self.keys = keys
        guard let fields = node.fields else {
            log.add(
                node.line,
                ("\(name.zh)应当是“键: 值”的列表", "\(name.en) must be a list of 'key: value' lines"),
                remedy: ("可用的键：\(keys.joined(separator: "、"))", "Its keys are \(keys.joined(separator: ", "))")
            )
            return nil
        }
        for field in fields where !keys.contains(field.key) {
            log.addUnknown(field.key, at: field.line, among: keys, zh: "\(name.zh)中的键", en: "key of \(name.en)")
        }
    }

    func field(_ key: String) -> YAMLNode.Field? { node.fields?.first { $0.key == key } }
    func line(_ key: String) -> Int { field(key)?.line ?? node.line }

    /// A scalar's text; nil where the key is absent or empty.
    func text(_ key: String) -> String? {
        guard let field = field(key), !field.value.isNull else { return nil }
        guard let text = field.value.scalar else {
            complain(key, "应当是一个值", "must be a single value", "请写成“\(key): 值”", "Write '\(key): value'")
            return nil
        }
        return text
    }

    func required(_ key: String) -> String? {
        if let text = text(key) { return text }
        if field(key)?.value.isNull ?? true { complainMissing(key) }
        return nil
    }

    func flag(_ key: String, default fallback: Bool) -> Bool {
        guard let text = text(key) else { return fallback }
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            complain(key, "应为 true 或 false", "must be true or false", "请改为 true 或 false", "Write true or false")
            return fallback
        }
    }

    func number(_ key: String) -> Double? {
        guard let text = text(key) else { return nil }
        guard let value = Double(text), value.isFinite else {
            complain(
                key,
                "\(text.quotedForMessage) 不是数",
                "\(text.quotedForMessage) is not a number",
                "请写成如 12.5 的数",
                "Write a number such as 12.5"
            )
            return nil
        }
        return value
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            complain(
                key,
                "\(text.quotedForMessage) 不是 \(range.lowerBound) 到 \(range.upperBound) 的整数",
                "\(text.quotedForMessage) is not a whole number from \(range.lowerBound) to \(range.upperBound)",
                "请改正",
                "Correct it"
            )
            return nil
        }
        return value
    }

    /// One of the raw values of an enumeration.
    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _: Value.Type) -> Value?
    where Value.RawValue == String {
        guard let text = text(key) else { return nil }
        if let value = Value(rawValue: text) { return value }
        log.addUnknown(
            text,
            at: line(key),
            among: Value.allCases.map(\.rawValue),
            zh: "\(key) 的值",
            en: "value of \(key)"
        )
        return nil
    }

    /// A sequence of scalars; an absent key is an empty list.
    func list(_ key: String) -> [(text: String, line: Int)] {
        guard let field = field(key), !field.value.isNull else { return [] }
        guard let nodes = field.value.items else {
            complain(key, "应当是列表", "must be a list", "请写成 [甲, 乙]", "Write [a, b]")
            return []
        }
        return nodes.compactMap { node in
            if let text = node.scalar { return (text, node.line) }
            complain(key, "只能包含文本", "may hold only plain values", "请去掉嵌套", "Remove the nesting")
            return nil
        }
    }

    /// A text in both languages: `{zh: …, en: …}`.
    func localized(_ key: String) -> LocalizedText? {
        guard let field = field(key), !field.value.isNull else { return nil }
        guard let reader = YAMLReader(field.value, (key, key), keys: ["zh", "en"], log: log) else { return nil }
        guard let zh = reader.required("zh"), let en = reader.required("en") else { return nil }
        return LocalizedText(zh: zh, en: en)
    }

    func requiredLocalized(_ key: String) -> LocalizedText? {
        if field(key)?.value.isNull ?? true { complainMissing(key) }
        return localized(key)
    }

    func complainMissing(_ key: String) {
        log.add(
            field(key)?.line ?? node.line,
            ("\(name.zh)缺少“\(key)”", "\(name.en) has no '\(key)'"),
            remedy: ("请补上“\(key)”", "Add '\(key)'")
        )
    }

    func complain(_ key: String, _ zh: String, _ en: String, _ remedyZh: String, _ remedyEn: String) {
        log.add(line(key), ("“\(key)”\(zh)", "'\(key)' \(en)"), remedy: (remedyZh, remedyEn))
    }
}

extension ProblemLog {
    /// Notes a name nobody knows, with the one that was probably meant.
    func addUnknown(_ text: String, at line: Int, among known: [String], zh: String, en: String) {
        let problem = (zh: "不认识的\(zh) \(text.quotedForMessage)", en: "unknown \(en) \(text.quotedForMessage)")
        if let suggestion = text.nearest(among: known) {
            add(line, problem, remedy: ("是不是“\(suggestion)”", "Did you mean '\(suggestion)'"))
        } else {
            let shown = known.prefix(24)
            let more = known.count > shown.count ? "…" : ""
            add(
                line,
                problem,
                remedy: (
                    "可用：\(shown.joined(separator: "、"))\(more)", "Use one of \(shown.joined(separator: ", "))\(more)"
                )
            )
        }
    }
}
