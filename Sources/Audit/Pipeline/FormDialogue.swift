/// Fills a form in a conversation, line by line, and saves it after every answer.
public struct FormDialogue {
    private var session: FormSession
    private let language: Language
    private let library: ChecklistLibrary
    /// The next line a person writes; nil where there is no more.
    private let read: () -> String?
    private let say: (String) -> Void
    private let save: ([UInt8]) throws -> Void

    public init(
        _ session: FormSession,
        library: ChecklistLibrary,
        language: Language,
        read: @escaping () -> String?,
        say: @escaping (String) -> Void,
        save: @escaping ([UInt8]) throws -> Void
    ) {
        self.session = session
        self.language = language
        self.library = library
        self.read = read
        self.say = say
        self.save = save
    }

    /// How the conversation ended.
    public enum End: Sendable, Equatable {
        /// The form is complete and final.
        case final
        /// Questions are open; the draft is saved.
        case draft
    }

    /// Asks until everything is answered or the person stops.
    ///
    /// - Throws: what `save` throws; answers up to then are saved.
    public mutating func run() throws -> End {
        say(session.checklist.title[language])
        say(Self.instructions[language])
        try save(session.yaml())
        while let step = session.next {
            say(session.prompt(for: step, in: language))
            guard let line = read(), line != "q" else { return .draft }
            switch line {
            case "?": say(session.help(for: step, in: language) ?? Self.instructions[language])
            case "<":
                if session.undo() { try save(session.yaml()) }
            default: try take(line, step)
            }
        }
        return try finish()
    }

    private mutating func take(_ line: String, _ step: FormSession.Step) throws {
        do throws(AuditErrors) {
            try session.answer(line, to: step)
        } catch {
            for problem in error.errors { say("! \(problem.problem[language]). \(problem.remedy[language])") }
            return
        }
        try save(session.yaml())
        if let verdict = session.verdict(on: step, in: language) { say("→ " + verdict) }
    }

    /// A form that a final one must be is made final; else what is missing is said.
    private func finish() throws -> End {
        let bytes = session.yaml(state: .final)
        do throws(AuditErrors) {
            _ = try FormReader.read(bytes, path: "form", library: library)
        } catch {
            let missing = error.errors.count + error.omitted
            say(
                LocalizedText(
                    zh: "还缺 \(missing) 处，已存为草稿：",
                    en: "\(missing.counted("thing is", "things are")) missing; saved as a draft:"
                )[language]
            )
            for problem in error.errors { say("  " + problem.problem[language]) }
            return .draft
        }
        try save(bytes)
        return .final
    }

    private static let instructions = LocalizedText(
        zh: "每答一题即存盘。直接回车跳过；na 不适用，not_checked 未核查；多次读数用逗号分开；? 看方法和限值，< 退回一题，q 停止。",
        en:
            "Saved after every answer. Empty leaves a question open; na does not apply, not_checked nobody looked; readings "
            + "are parted by commas; ? shows how to measure and the limit, < takes back, q stops."
    )
}
