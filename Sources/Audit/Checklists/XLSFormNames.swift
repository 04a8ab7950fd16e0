/// How questions are called in an XLSForm: what XForms, KoboToolbox and CSV headings all take.
///
/// Ids are lower-case words with hyphens and dots and never hold `_`, so the name tells the id: `.` is `__`, `-` is `_`.
/// Where an item stands in several sections its section comes first, since a form takes each name once.
struct XLSFormNames {
    private let repeated: Set<String>

    init(_ checklist: Checklist) {
        var seen: Set<String> = []
        var twice: Set<String> = []
        for section in checklist.sections {
            for id in section.facts.map(\.id) + section.items.map(\.id) where !seen.insert(id).inserted {
                twice.insert(id)
            }
        }
        repeated = twice
    }

    /// The name of a question about the whole place.
    func name(_ id: String) -> String { Self.word(id) }

    /// The name of a question of a section.
    func name(_ id: String, in section: ChecklistSection) -> String {
        repeated.contains(id) ? "\(Self.word(section.id))___\(Self.word(id))" : Self.word(id)
    }

    /// The name of the group or repeat of a section.
    func group(_ section: ChecklistSection) -> String { "section_" + Self.word(section.id) }

    /// The name of one of several dimensions of a question.
    static func part(_ id: String, of name: String) -> String { name + "___" + word(id) }

    static func word(_ id: String) -> String {
        id.map { $0 == "." ? "__" : $0 == "-" ? "_" : String($0) }.joined()
    }
}
