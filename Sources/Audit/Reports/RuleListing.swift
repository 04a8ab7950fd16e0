/// The rules as `audit rules` prints them.
public enum RuleListing {
    /// The JSON of the contract: an array, one object a rule.
    public static func json(_ rules: [AppliedRule] = .all) -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.array(of: rules) { writer, rule in write(rule.metadata, to: &writer) }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ metadata: RuleMetadata, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("id")
            writer.value(metadata.id)
            writer.key("version")
            writer.value(metadata.version)
            writer.key("title")
            write(metadata.title, to: &writer)
            writer.key("kind")
            writer.value(metadata.kind.rawValue)
            writer.key("needs")
            writer.value(metadata.needs.rawValue)
            writer.key("severity")
            writer.value(metadata.severity.rawValue)
            writer.key("confidence")
            writer.value(metadata.confidence.rawValue)
            writer.key("criteria")
            writer.array(of: metadata.criterionKeys) { $0.value($1) }
            writer.key("level")
            writer.value(metadata.level?.rawValue)
            writer.key("standards")
            writer.array(of: metadata.standards) { $0.value($1) }
            writer.key("act")
            writer.array(of: metadata.act) { $0.value($1) }
            writer.key("groups")
            writer.array(of: metadata.groups) { $0.value($1.rawValue) }
            writer.key("impact")
            write(metadata.impact, to: &writer)
            writer.key("fix")
            write(metadata.fix, to: &writer)
        }
    }

    private static func write(_ text: LocalizedText, to writer: inout JSONWriter) {
        writer.object { writer in
            for language in Language.allCases {
                writer.key(language.rawValue)
                writer.value(text[language])
            }
        }
    }

    /// One line a rule: id, level, kind and title, in columns.
    public static func text(_ rules: [AppliedRule] = .all, in language: Language) -> String {
        let width = rules.map { $0.metadata.id.utf8.count }.max() ?? 0
        return rules.map { rule in
            let metadata = rule.metadata
            let id = padded(metadata.id, to: width)
            let level = padded(metadata.level?.rawValue ?? "-", to: 3)
            return "\(id)  \(level)  \(padded(metadata.kind.rawValue, to: 9))  \(metadata.title[language])\n"
        }.joined()
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: Swift.max(0, width - text.utf8.count))
    }

    /// All that is known of one rule, for a developer who has to mend a failure.
    ///
    /// - Throws: ``AuditError`` with code `unknownRule`.
    public static func explanation(of id: String, in language: Language) throws -> String {
        guard let rule = RuleRegistry.rule(id) else {
            throw RuleSelection.unknown(id, among: Set(RuleRegistry.documented.map { $0.metadata.id }))
        }
        let metadata = rule.metadata
        var lines = [
            "\(metadata.id) (\(LocalizedText(zh: "版本", en: "version")[language]) \(metadata.version))",
            metadata.title[language], "",
            labelled("影响", "Impact", metadata.impact[language], language),
            labelled("改法", "Fix", metadata.fix[language], language), "",
            labelled("性质", "Kind", kind(metadata.kind)[language], language),
            labelled("需要", "Needs", metadata.needs.rawValue, language),
            labelled("严重程度", "Severity", metadata.severity.rawValue, language),
            labelled("把握", "Confidence", metadata.confidence.rawValue, language),
        ]
        lines += references(of: metadata, in: language)
        lines += parameters(of: rule, in: language)
        lines += examples(of: rule, in: language)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func references(of metadata: RuleMetadata, in language: Language) -> [String] {
        var lines: [String] = []
        for number in metadata.criteria {
            guard let criterion = WCAG.criterion(number) else { continue }
            let text = "WCAG 2.2 \(number) \(criterion.title[language]) (\(criterion.level.rawValue))"
            lines.append(labelled("准则", "Criterion", text, language))
        }
        let others = metadata.standards.filter { !$0.hasPrefix("gbt37668:?") }
        if !others.isEmpty {
            lines.append(labelled("其他标准", "Other standards", others.joined(separator: ", "), language))
        }
        if metadata.standards.contains(where: { $0.hasPrefix("gbt37668:?") }) {
            let text = LocalizedText(zh: "条款号未核实", en: "clause not verified")[language]
            lines.append(labelled("GB/T 37668-2019", "GB/T 37668-2019", text, language))
        }
        if !metadata.act.isEmpty {
            lines.append(labelled("ACT 规则", "ACT rules", metadata.act.joined(separator: ", "), language))
        }
        if !metadata.groups.isEmpty {
            let separator = language == .zhHans ? "、" : ", "
            let text = metadata.groups.map { $0.title[language] }.joined(separator: separator)
            lines.append(labelled("受影响的人", "Groups affected", text, language))
        }
        return lines
    }

    private static func parameters(of rule: any DocumentedRule.Type, in language: Language) -> [String] {
        let parameters = (rule as? any AdjustableRule.Type)?.parameters ?? []
        return parameters.map { parameter in
            let text = "\(parameter.name) = \(Int(parameter.standard)) (\(parameter.meaning[language]))"
            return labelled("参数", "Parameter", text, language)
        }
    }

    private static func examples(of rule: any DocumentedRule.Type, in language: Language) -> [String] {
        let heading: [Outcome: LocalizedText] = [
            .passed: LocalizedText(zh: "通过的例子", en: "Passed examples"),
            .failed: LocalizedText(zh: "不通过的例子", en: "Failed examples"),
            .cantTell: LocalizedText(zh: "需人工确认的例子", en: "Examples a person must judge"),
            .inapplicable: LocalizedText(zh: "不适用的例子", en: "Inapplicable examples"),
        ]
        return [Outcome.passed, .failed, .cantTell, .inapplicable].flatMap { outcome -> [String] in
            let found = rule.illustrations.filter { $0.outcome == outcome }
            guard !found.isEmpty, let heading = heading[outcome] else { return [] }
            return ["", heading[language]] + found.map { "  " + $0.markup }
        }
    }

    private static func kind(_ kind: RuleMetadata.Kind) -> LocalizedText {
        switch kind {
        case .violation: LocalizedText(zh: "违规：不通过即违反准则", en: "violation: a failure breaks the criterion")
        case .review: LocalizedText(zh: "待确认：向人提出问题", en: "review: a question to a person")
        case .advice: LocalizedText(zh: "建议：从不计为违规", en: "advice: never counts as a violation")
        }
    }

    private static func labelled(_ zh: String, _ en: String, _ text: String, _ language: Language) -> String {
        language == .zhHans ? "\(zh)：\(text)" : "\(en): \(text)"
    }
}
