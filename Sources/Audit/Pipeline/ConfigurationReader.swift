import Foundation

/// Reads `audit.yaml` and notes everything that is wrong with it.
struct ConfigurationReader {
    private let path: String
    private let folder: String
    private let log: ProblemLog

    /// The most rules of a user's own; each costs a pass over every page.
    static let maximumOwnRules = 200

    init(path: String, folder: String) {
        self.path = path
        self.folder = folder
        log = ProblemLog(path: path, code: .malformedConfiguration)
    }

    func read(_ bytes: [UInt8]) throws(AuditErrors) -> AuditConfiguration {
        var configuration = AuditConfiguration()
        // A file of comments sets nothing.
        let lines = bytes.split(separator: 0x0A)
        if lines.allSatisfy({ $0.trimmed.isEmpty || $0.trimmed.first == 0x23 }) { return configuration }
        if let root = YAMLNode.read(bytes, log: log), !root.isNull, let reader = top(root) {
            configuration.language = language(reader)
            configuration.store = reader.text("store").map(absolute)
            configuration.checklists = reader.text("checklists").map(absolute)
            configuration.plan = reader.text("plan").map(absolute)
            configuration.failOn = reader.choice("fail-on", Severity.self)
            configuration.rules = settings(reader.field("rules")?.value)
            configuration.ownRules = ownRules(reader.field("own-rules")?.value)
            configuration.scores = ScoreSettingsReader(log: log).read(reader.field("scores")?.value)
        }
        try log.throwIfAny()
        return configuration
    }

    private func top(_ root: YAMLNode) -> YAMLReader? {
        YAMLReader(
            root,
            ("配置", "the configuration"),
            keys: ["lang", "store", "checklists", "plan", "fail-on", "rules", "own-rules", "scores"],
            log: log
        )
    }

    private func language(_ reader: YAMLReader) -> Language? {
        guard let text = reader.text("lang") else { return nil }
        if let language = Language(option: text) { return language }
        log.addUnknown(text, at: reader.line("lang"), among: ["zh-Hans", "en"], zh: "语言", en: "language")
        return nil
    }

    /// A store of another kind than a file (`postgres://…`) and absolute paths stay as they are.
    private func absolute(_ text: String) -> String {
        text.contains("://") || text.hasPrefix("/") ? text : folder + "/" + text
    }

    // MARK: - Rules

    private func settings(_ node: YAMLNode?) -> [String: RuleSetting] {
        guard let node, !node.isNull else { return [:] }
        let ids = RuleRegistry.documented.map { $0.metadata.id }
        guard let reader = YAMLReader(node, ("rules", "rules"), keys: ids, log: log) else { return [:] }
        var settings: [String: RuleSetting] = [:]
        for field in reader.node.fields ?? [] {
            guard let rule = RuleRegistry.rule(field.key) else { continue }
            settings[field.key] = setting(field.value, at: field.line, of: rule)
        }
        return settings
    }

    /// `off`, `on`, a severity, or a mapping of these.
    private func setting(_ node: YAMLNode, at line: Int, of rule: any DocumentedRule.Type) -> RuleSetting {
        var setting = RuleSetting()
        if let word = node.scalar {
            switch word {
            case "off", "false", "no": setting.isEnabled = false
            case "on", "true", "yes": break
            default:
                setting.severity = Severity(rawValue: word)
                if setting.severity == nil {
                    let known = ["on", "off"] + Severity.allCases.map(\.rawValue)
                    log.addUnknown(word, at: line, among: known, zh: "规则设置", en: "setting of a rule")
                }
            }
            return setting
        }
        let keys = ["enabled", "severity", "parameters"]
        guard let reader = YAMLReader(node, ("规则设置", "the setting of a rule"), keys: keys, log: log) else {
            return setting
        }
        setting.isEnabled = reader.flag("enabled", default: true)
        setting.severity = reader.choice("severity", Severity.self)
        setting.parameters = parameters(reader.field("parameters")?.value, of: rule)
        return setting
    }

    private func parameters(_ node: YAMLNode?, of rule: any DocumentedRule.Type) -> RuleParameters {
        var parameters = RuleParameters()
        guard let node, !node.isNull else { return parameters }
        let known = (rule as? any AdjustableRule.Type)?.parameters ?? []
        guard !known.isEmpty else {
            log.add(
                node.line,
                ("规则 \(rule.metadata.id) 没有参数", "the rule \(rule.metadata.id) has no parameters"),
                remedy: ("请删去 parameters", "Remove parameters")
            )
            return parameters
        }
        let keys = known.map(\.name)
        guard let reader = YAMLReader(node, ("parameters", "parameters"), keys: keys, log: log) else {
            return parameters
        }
        for parameter in known {
            guard let value = reader.number(parameter.name) else { continue }
            guard parameter.range.contains(value) else {
                let (low, high) = (parameter.range.lowerBound, parameter.range.upperBound)
                reader.complain(
                    parameter.name,
                    "不在 \(low) 到 \(high) 之间",
                    "is not between \(low) and \(high)",
                    "请改正",
                    "Correct it"
                )
                continue
            }
            parameters.values[parameter.name] = value
        }
        return parameters
    }

    // MARK: - Own rules

    private func ownRules(_ node: YAMLNode?) -> [DeclaredRule] {
        guard let node, !node.isNull else { return [] }
        guard let items = node.items else {
            log.add(
                node.line,
                ("own-rules 应当是列表", "own-rules must be a list"),
                remedy: ("每条规则以“- id:”开头", "Begin each rule with '- id:'")
            )
            return []
        }
        guard items.count <= Self.maximumOwnRules else {
            log.add(
                node.line,
                ("自己的规则超过 \(Self.maximumOwnRules) 条", "there are more than \(Self.maximumOwnRules) rules of your own"),
                remedy: ("请删去一些", "Remove some")
            )
            return []
        }
        var seen: Set<String> = []
        return items.compactMap { item in
            guard let rule = ownRule(item) else { return nil }
            if seen.insert(rule.id).inserted { return rule }
            log.add(
                item.line,
                ("规则编号 \(rule.id.quotedForMessage) 重复", "the rule id \(rule.id.quotedForMessage) is used twice"),
                remedy: ("请改成不同的编号", "Give each rule its own id")
            )
            return nil
        }
    }

    private static let ownKeys = [
        "id", "title", "selector", "condition", "named", "kind", "severity", "criteria", "message",
    ]

    private func ownRule(_ node: YAMLNode) -> DeclaredRule? {
        guard let reader = YAMLReader(node, ("规则", "the rule"), keys: Self.ownKeys, log: log) else { return nil }
        let id = reader.required("id")
        let title = reader.requiredLocalized("title")
        let chosen = reader.required("selector")
        let message = reader.requiredLocalized("message")
        let condition = reader.text("condition")
        let asksForName = reader.flag("named", default: false)
        let kind = reader.choice("kind", RuleMetadata.Kind.self) ?? .advice
        let severity = reader.choice("severity", Severity.self) ?? .moderate
        let criteria = criteria(reader)
        guard let id, let title, let chosen, let message else { return nil }
        checkID(id, reader)
        for (key, selector) in [("selector", chosen), ("condition", condition ?? "*")]
        where !DeclaredRule.isValid(selector) {
            reader.complain(
                key,
                "不是可用的选择器：\(selector.quotedForMessage)",
                "is no usable selector: \(selector.quotedForMessage)",
                "请写 CSS 选择器，不含伪元素、分号和花括号",
                "Write a CSS selector without pseudo-elements, semicolons or braces"
            )
        }
        if condition == nil, !asksForName {
            reader.complainMissing("condition")
        }
        return DeclaredRule(
            id: id,
            title: title,
            selector: chosen,
            condition: condition,
            asksForName: asksForName,
            kind: kind,
            severity: severity,
            criteria: criteria,
            message: message
        )
    }

    private func checkID(_ id: String, _ reader: YAMLReader) {
        let isKebab = id.utf8.allSatisfy { $0.isASCIILower || $0.isASCIIDigit || $0 == 0x2D }
        if isKebab, id.hasPrefix(DeclaredRule.prefix), id.utf8.count > DeclaredRule.prefix.utf8.count,
            id.utf8.count <= 80
        {
            return
        }
        reader.complain(
            "id",
            "应以 \(DeclaredRule.prefix) 开头，只含小写字母、数字和连字符",
            "must begin with \(DeclaredRule.prefix) and hold lower-case letters, digits and hyphens only",
            "例如 own-search-has-hint",
            "Write for example own-search-has-hint"
        )
    }

    private func criteria(_ reader: YAMLReader) -> [String] {
        reader.list("criteria").compactMap { item in
            if WCAG.criterion(item.text) != nil { return item.text }
            log.addUnknown(
                item.text,
                at: item.line,
                among: WCAG.criteria.map(\.number),
                zh: "WCAG 2.2 成功准则",
                en: "WCAG 2.2 criterion"
            )
            return nil
        }
    }
}
