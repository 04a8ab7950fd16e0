import Foundation
import Testing

@testable import Audit

/// Filling a form question by question, with interruptions.
struct FormSessionTests {
    /// What a patient inspector writes; every third question does not apply.
    private static func answer(_ step: FormSession.Step, _ session: FormSession) -> String {
        switch step {
        case .head(.inspector): return "u-1"
        case .head(.date): return "2026-08-20"
        case .head(.id): return "QH-1"
        case .head(.selection): return "random"
        case .head(.point), .point: return "31.01877, 117.09921 gcj02"
        case .head(let field): return "\"\(field.rawValue)\": #1 \\ 名"
        case .reason: return "没有：# 'why'"
        case .newEntry(let id):
            let count = session.entries.count { $0.section == id }
            let wanted = session.checklist.sections.first { $0.id == id }?.repeats?.minimum ?? 1
            return count < max(1, wanted) ? "第 \(count + 1) 处" : ""
        case .fact(let id): return answer(session.checklist.facts.first { $0.id == id }?.answer)
        case .question(let index, let id):
            guard let section = session.checklist.sections.first(where: { $0.id == session.entries[index].section })
            else { return "" }
            if let fact = section.facts.first(where: { $0.id == id }) { return answer(fact.answer) }
            return session.answered % 3 == 2 ? "na" : answer(section.items.first { $0.id == id }?.answer)
        }
    }

    private static func answer(_ kind: AnswerKind?) -> String {
        func readings(_ measure: AnswerKind.Measure) -> String {
            let middle = ((measure.plausible.lowerBound + measure.plausible.upperBound) / 2).rounded()
            return [String](repeating: middle.shortText, count: measure.readings).joined(separator: ", ")
        }
        switch kind {
        case .yesNo: return "yes"
        case .measure(let measure): return readings(measure)
        case .count: return "3"
        case .choice: return "1"
        case .dimensions(let parts): return parts.map { readings($0.measure) }.joined(separator: "; ")
        case nil: return ""
        }
    }

    /// Fills the whole form; every so many answers the program is killed and begun anew from the file.
    private static func filled(_ id: String, killedEvery: Int?) throws -> [UInt8] {
        let library = ChecklistFixture.library
        var session = FormSession(try library.checklist(id), instance: "session-0001")
        var steps = 0
        while let step = session.next {
            try session.answer(answer(step, session), to: step)
            steps += 1
            try #require(steps < 1500)
            if let killedEvery, steps % killedEvery == 0 {
                session = try FormSession(resuming: session.yaml(), path: "f.yaml", library: library)
            }
        }
        return session.yaml(state: .final)
    }

    @Test(arguments: ["crossing-short", "service-hall-short", "parking", "label"])
    func `a form filled with interruptions is the form filled at one go, and final`(id: String) throws {
        let whole = try Self.filled(id, killedEvery: nil)
        for often in [5, 11] { #expect(try Self.filled(id, killedEvery: often) == whole) }
        let form = try FormReader.read(whole, path: "f.yaml", library: ChecklistFixture.library).form
        #expect(form.state == .final)
        #expect(form.entries.flatMap(\.answers.values).contains { $0.value == .notApplicable })
        #expect(form.subject.point?.captured == .gcj02)
    }

    @Test func `a form that was made with new is gone on with`() throws {
        let checklist = try ChecklistFixture.library.checklist("parking")
        let template = FormTemplate(checklist, languages: Language.allCases, instance: "template-01").yaml()
        let session = try FormSession(resuming: Array(template.utf8), path: "f", library: ChecklistFixture.library)
        #expect(session.instance == "template-01")
        #expect(session.next == .head(.inspector))
    }

    @Test(arguments: [
        ("form: form/2\n", "f"), ("[]", "f"),
        ("form: form/1\nchecklist: parking\ninstance: abcdefgh\nversion: '1'\n", "f:4"),
    ])
    func `a file that is no form of this checklist is refused`(text: String, place: String) throws {
        let errors = try ChecklistFixture.errors {
            _ = try FormSession(resuming: Array(text.utf8), path: "f", library: ChecklistFixture.library)
        }
        #expect(errors.first?.subject == place)
    }

    @Test func `an answer that cannot be is refused and changes nothing`() throws {
        var session = FormSession(try ChecklistFixture.library.checklist("parking"), instance: "session-0001")
        let before = session.yaml()
        for (text, step) in [
            ("20.8.2026", FormSession.Step.head(.date)), ("north", .head(.point)), ("91, 0", .head(.point)),
        ] {
            let errors = try ChecklistFixture.errors { try session.answer(text, to: step) }
            #expect(errors.count == 1)
        }
        #expect(session.yaml() == before)
    }

    @Test func `the conversation saves every answer, takes back, explains and stops`() throws {
        var lines = ["u-1", "2026-13-01", "2026-08-20", "<", "2026-08-21", "?", "q", "never read"].makeIterator()
        var said: [String] = []
        var saved: [[UInt8]] = []
        let session = FormSession(try ChecklistFixture.library.checklist("parking"), instance: "session-0001")
        var dialogue = FormDialogue(session, library: ChecklistFixture.library, language: .en) {
            lines.next()
        } say: {
            said.append($0)
        } save: {
            saved.append($0)
        }
        #expect(try dialogue.run() == .draft)
        let file = String(decoding: try #require(saved.last), as: UTF8.self)
        #expect(file.contains("inspector: \"u-1\"\ndate: \"2026-08-21\""))
        #expect(file.contains("state: draft"))
        #expect(saved.count == 5)
        #expect(said.contains { $0.hasPrefix("! this is not a date") })
        #expect(lines.next() == "never read")
    }

    @Test func `a failing answer is told at once, and an incomplete form stays a draft`() throws {
        let library = ChecklistFixture.library
        var saved: [UInt8] = []
        var said: [String] = []
        var count = 0
        let session = FormSession(try library.checklist("parking"), instance: "session-0001")
        var dialogue = FormDialogue(session, library: library, language: .zhHans) {
            count += 1
            return said.last?.contains("yes / no") == true ? "no" : ""
        } say: {
            said.append($0)
        } save: {
            saved = $0
        }
        #expect(try dialogue.run() == .draft)
        #expect(said.contains { $0.hasPrefix("→ ") })
        #expect(said.contains { $0.contains("已存为草稿") })
        #expect(String(decoding: saved, as: UTF8.self).contains("answer: no"))
    }
}
