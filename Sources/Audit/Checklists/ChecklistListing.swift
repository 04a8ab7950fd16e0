/// Checklists as text and as JSON, for people and scripts.
public struct ChecklistListing: Sendable {
    public let library: ChecklistLibrary

    public init(_ library: ChecklistLibrary) { self.library = library }

    /// One line a checklist; what cannot be read is thrown together.
    public func lines(in language: Language) throws(AuditErrors) -> [String] {
        var lines: [String] = []
        for id in library.ids {
            let (core, short) = (try library.checklist(id), try library.checklist(id + "-short"))
            let counts =
                language == .zhHans
                ? "\(core.items.count) 项，简表 \(short.items.count) 项"
                : "\(core.items.count.counted("item")), \(short.items.count) in the short form"
            lines.append("\(id)  \(core.version)  \(core.title[language])  (\(counts))")
        }
        return lines
    }

    public func json() throws(AuditErrors) -> [UInt8] {
        var checklists: [(core: Checklist, short: Checklist)] = []
        for id in library.ids { checklists.append((try library.checklist(id), try library.checklist(id + "-short"))) }
        var writer = JSONWriter(indentation: 2)
        writer.array(of: checklists) { writer, each in
            writer.object {
                $0.key("id")
                $0.value(each.core.id)
                $0.key("version")
                $0.value(each.core.version)
                $0.key("title")
                $0.object {
                    $0.key("zh-Hans")
                    $0.value(each.core.title.zh)
                    $0.key("en")
                    $0.value(each.core.title.en)
                }
                $0.key("items")
                $0.value(each.core.items.count)
                $0.key("shortItems")
                $0.value(each.short.items.count)
            }
        }
        return writer.bytes
    }
}

extension Checklist {
    /// Everything an inspector can know of it without a form: questions, limits, sources.
    public func description(in language: Language) -> String {
        var lines = ["\(title[language])  (\(id) \(version))"]
        let isChinese = language == .zhHans
        for fact in facts { lines.append("  \(fact.id)  \(fact.ask[language]) [\(fact.answer.hint(language))]") }
        for section in sections {
            let repeats =
                section.repeats.map { isChinese ? "，每个\($0.name.zh)一段" : ", once per \($0.name.en.lowercased())" } ?? ""
            lines += ["", section.title[language] + repeats]
            for fact in section.facts {
                lines.append("  \(fact.id)  \(fact.ask[language]) [\(fact.answer.hint(language))]")
            }
            for item in section.items { lines += item.lines(in: language) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ChecklistItem {
    fileprivate func lines(in language: Language) -> [String] {
        let isChinese = language == .zhHans
        let gate = isGate ? (isChinese ? "，一票否决" : ", gate") : ""
        var lines = ["  \(id)  \(ask[language])  (\(severity.rawValue)\(gate))"]
        if let limit = limitText(language) { lines.append("      " + (isChinese ? "限值：" : "limit: ") + limit) }
        if let condition = when { lines.append("      " + (isChinese ? "仅当：" : "only if: ") + condition.text) }
        lines.append("      " + (isChinese ? "依据：" : "source: ") + sourceText(language))
        if let note { lines.append("      " + (isChinese ? "说明：" : "note: ") + note[language]) }
        return lines
    }
}
