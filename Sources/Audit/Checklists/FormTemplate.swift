/// An empty form of a checklist: YAML whose comments say what to ask, how to measure and what it rests on.
public struct FormTemplate: Sendable {
    public let checklist: Checklist
    /// One or both; comments are written in each.
    public let languages: [Language]
    /// Stays with the form for good.
    public let instance: String

    public init(_ checklist: Checklist, languages: [Language], instance: String = Self.newInstance()) {
        self.checklist = checklist
        self.languages = languages.isEmpty ? [.en] : languages
        self.instance = instance
    }

    /// 128 random bits in hexadecimal.
    public static func newInstance() -> String {
        var generator = SystemRandomNumberGenerator()
        let words = [generator.next() as UInt64, generator.next() as UInt64]
        return words.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }

    public func yaml() -> String {
        var lines = head()
        lines += subject()
        if !checklist.facts.isEmpty {
            lines += ["", "facts:"]
            for fact in checklist.facts { lines += question(fact, indent: "  ") }
        }
        lines += ["", "sections:"]
        for section in checklist.sections { lines += block(section) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - JSON

    /// The form as JSON, for programs; what to ask stands in the checklist.
    public func json() -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            let head = [
                ("form", FormReader.schema), ("checklist", checklist.id), ("version", checklist.version),
                ("instance", instance), ("state", FilledForm.State.draft.rawValue), ("inspector", nil), ("date", nil),
                ("selection", nil),
            ]
            Self.members(head, &writer)
            writer.key("subject")
            writer.object { writer in
                Self.members(FormReader.subjectKeys.map { ($0, $0 == "crs" ? "wgs84" : nil) }, &writer)
            }
            writer.key("facts")
            writer.object { writer in
                for fact in checklist.facts { Self.question(fact.id, fact.answer, checklist.presets[fact.id], &writer) }
            }
            writer.key("sections")
            writer.object { writer in
                for section in checklist.sections { Self.section(section, &writer) }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func members(_ members: [(String, String?)], _ writer: inout JSONWriter) {
        for (key, value) in members {
            writer.key(key)
            if let value { writer.value(value) } else { writer.null() }
        }
    }

    private static func section(_ section: ChecklistSection, _ writer: inout JSONWriter) {
        func answers(_ writer: inout JSONWriter) {
            writer.key("answers")
            writer.object { writer in
                for fact in section.facts { question(fact.id, fact.answer, nil, &writer) }
                for item in section.items { question(item.id, item.answer, nil, &writer) }
            }
        }
        writer.key(section.id)
        guard let repeats = section.repeats else { return writer.object { answers(&$0) } }
        writer.array(of: 0..<max(1, repeats.minimum)) { writer, _ in
            writer.object { writer in
                members([("name", nil), ("latitude", nil), ("longitude", nil)], &writer)
                answers(&writer)
            }
        }
    }

    private static func question(_ id: String, _ kind: AnswerKind, _ preset: String?, _ writer: inout JSONWriter) {
        writer.key(id)
        writer.object { writer in
            guard case .dimensions(let parts) = kind else { return members([("answer", preset)], &writer) }
            writer.key("answer")
            writer.object { writer in members(parts.map { ($0.id, nil) }, &writer) }
        }
    }

    // MARK: - Head

    private func head() -> [String] {
        comment("", checklist.title) + comment("", Self.instructions) + [
            "form: \(FormReader.schema)",
            "checklist: \(checklist.id)",
            "version: \(checklist.version)",
            "instance: \(instance)",
        ] + comment("", Self.state) + [
            "state: draft",
            "inspector:",
        ] + comment("", LocalizedText(zh: "日期写作 2026-08-20", en: "Write dates as 2026-08-20")) + [
            "date:"
        ] + comment("", Self.selection) + ["selection:"]
    }

    private static let instructions = LocalizedText(
        zh: "在 answer: 后填写。不适用写 na，没有核查写 not_checked，两者都要加一行 reason: 说明原因。"
            + "量值可带单位（1.2 m、1:12、8.1 %），多次读数写成 [1, 2, 3]。可另加 note: 和 photos: [文件名]。",
        en:
            "Write after answer:. Where something does not apply write na, where nobody looked not_checked; both need a "
            + "line reason:. Measures may carry a unit (1.2 m, 1:12, 8.1 %); write readings as [1, 2, 3]. "
            + "You may add note: and photos: [file names]."
    )

    private static let selection = LocalizedText(
        zh: "怎样选到这里：random 随机抽中，census 全部核查，complaint 投诉，chosen 指定；不知道就空着",
        en: "how the place was chosen: random, census (all are visited), complaint, chosen; leave it empty if unknown"
    )

    private static let state = LocalizedText(
        zh: "draft 草稿可以不完整；final 定稿必须每项有答案",
        en: "a draft may be incomplete; a final form answers every item"
    )

    private func subject() -> [String] {
        let system = LocalizedText(
            zh: "坐标系：wgs84（手机定位）、gcj02（高德、腾讯）、bd09（百度）；纬度经度用十进制度",
            en: "crs: wgs84 (phone), gcj02 (Amap, Tencent), bd09 (Baidu); decimal degrees"
        )
        return ["", "subject:"]
            + comment("  ", LocalizedText(zh: "台账中的永久编号", en: "its permanent id in the registry"))
            + ["  id:", "  name:", "  address:"] + comment("  ", system)
            + ["  latitude:", "  longitude:", "  crs: wgs84"]
            + comment("  ", LocalizedText(zh: "责任单位、主管部门", en: "who must repair, and who supervises them"))
            + ["  responsible_unit:", "  supervising_department:"]
    }

    // MARK: - Sections

    private func block(_ section: ChecklistSection) -> [String] {
        var lines = ["", "  # ---- " + languages.map { section.title[$0] }.joined(separator: " · ") + " ----"]
        lines.append("  \(section.id):")
        guard let repeats = section.repeats else {
            return lines + ["    answers:"] + questions(section, indent: "      ")
        }
        lines += comment(
            "    ",
            LocalizedText(
                zh: "\(repeats.name.zh)：每处一段，复制整段；name 各不相同",
                en: "\(repeats.name.en): one block for each, copy the whole block; give each its own name"
            )
        )
        for _ in 0..<max(1, repeats.minimum) {
            lines += ["    - name:"]
            lines += ["      latitude:", "      longitude:", "      answers:"]
            lines += questions(section, indent: "        ")
        }
        return lines
    }

    private func questions(_ section: ChecklistSection, indent: String) -> [String] {
        section.questions.flatMap { asked in
            switch asked {
            case .fact(let fact): question(fact, indent: indent)
            case .item(let item): question(item, indent: indent)
            }
        }
    }

    private func question(_ fact: ChecklistFact, indent: String) -> [String] {
        var lines = [""]
        let preset = checklist.presets[fact.id]
        for language in languages {
            let hint = preset == nil ? " [\(fact.answer.hint(language))]" : ""
            lines.append("\(indent)# \(fact.ask[language])\(hint)")
            guard let condition = fact.when else { continue }
            lines.append(indent + (language == .zhHans ? "# 仅当：" : "# Only if: ") + condition.text)
        }
        return lines + ["\(indent)\(fact.id):", "\(indent)  answer:\(preset.map { " " + $0 } ?? "")"]
    }

    private func question(_ item: ChecklistItem, indent: String) -> [String] {
        var lines = [""]
        for language in languages { lines += description(of: item, language).map { "\(indent)# \($0)" } }
        lines += ["\(indent)\(item.id):"]
        guard case .dimensions(let parts) = item.answer else { return lines + ["\(indent)  answer:"] }
        return lines + ["\(indent)  answer:"] + parts.map { "\(indent)    \($0.id):" }
    }

    private func description(of item: ChecklistItem, _ language: Language) -> [String] {
        let isChinese = language == .zhHans
        var lines = ["\(item.ask[language]) [\(item.answer.hint(language))]"]
        if let limit = item.limitText(language) { lines.append((isChinese ? "限值：" : "Limit: ") + limit) }
        if let how = item.how { lines.append((isChinese ? "方法：" : "How: ") + how[language]) }
        if let condition = item.when { lines.append((isChinese ? "仅当：" : "Only if: ") + condition.text) }
        lines.append((isChinese ? "依据：" : "Source: ") + item.sourceText(language))
        if let note = item.note { lines.append((isChinese ? "说明：" : "Note: ") + note[language]) }
        return lines
    }

    private func comment(_ indent: String, _ text: LocalizedText) -> [String] {
        languages.map { "\(indent)# \(text[$0])" }
    }
}
