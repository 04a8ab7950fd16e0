import Foundation
import Testing

@testable import Audit

struct FormReaderTests {
    static func read(_ bytes: [UInt8]) throws -> FilledForm {
        let log = ProblemLog(path: "form.yaml", code: .malformedForm)
        let root = YAMLNode.read(bytes, log: log)
        try log.throwIfAny()
        return try FormReader.read(try #require(root), log: log) { id, _ throws(AuditErrors) in
            if let known = ChecklistFixture.loaded[id] { return known }
            return try ChecklistFixture.library.checklist(id)
        }.form
    }

    /// The parking example with one text replaced; the text must be there.
    static func parking(_ old: String, _ new: String) throws -> [AuditError] {
        let text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        #expect(text.contains(old))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        return try ChecklistFixture.errors { _ = try read(Array(changed.utf8)) }
    }

    @Test(arguments: [
        "a: [1, 2", "a: {b: 1", "a: \"b", "a: b: c", "a: 1\n b: 2", "a:\n\t- 1", "- a\nb: 1", "a: *b", "a: @b",
        "a: \"\\q\"", "a: 1\na: 2",
        "[", "a: 1\n- b",
    ])
    func `mistakes in YAML are told in Chinese, too`(text: String) throws {
        let log = ProblemLog(path: "form.yaml", code: .malformedForm)
        #expect(YAMLNode.read(Array(text.utf8), log: log) == nil)
        let found = try #require(throws: AuditErrors.self) { try log.throwIfAny() }
        let problem = try #require(found.errors.first).problem
        // What is quoted of the file may be in any language.
        let words = problem.zh.replacing("YAML", with: "").split(separator: "'", omittingEmptySubsequences: false)
        let ownWords = words.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined()
        #expect(!ownWords.contains(/[a-z]{3}/), "\(problem.zh)")
        #expect(problem.en.contains(/[a-z]{3}/))
    }

    static func line(of wanted: String, in name: String) throws -> Int {
        let text = String(decoding: try ChecklistFixture.form(name), as: UTF8.self)
        let index = try #require(
            text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(wanted) }
        )
        return index + 1
    }

    @Test(arguments: ChecklistFixture.formNames)
    func `an example form is read without a word`(name: String) throws {
        let form = try Self.read(ChecklistFixture.form(name))
        #expect(form.state == .final)
        #expect(!form.entries.isEmpty)
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let problem: String
        let remedy: String
        var testDescription: String { problem }

        init(_ old: String, _ new: String, _ problem: String, _ remedy: String = "") {
            (self.old, self.new, self.problem, self.remedy) = (old, new, problem, remedy)
        }
    }

    static let mistakes = [
        Mistake("parking.location: yes", "parking.location: perhaps", "must be yes, no, na or not_checked"),
        Mistake("parking.location: yes", "parking.locaton: yes", "unknown item", "Did you mean 'parking.location'"),
        Mistake("parking.location: yes", "parking.location: na", "gives no reason", "reason:"),
        Mistake("parking.location: yes", "parking.location: not_checked", "gives no reason", "reason:"),
        Mistake("parking.location: yes", "parking.location: {note: x}", "has remarks but no answer"),
        Mistake("parking.location: yes", "", "does not answer parking.location", "state back to draft"),
        Mistake("[1.2, 1.4, 0.9]", "[1.2, 1.4, 95]", "is outside 0 … 60 %", "Correct"),
        Mistake("[1.2, 1.4, 0.9]", "[1.2 mm, 1.4, 0.9]", "has the wrong unit", "Correct"),
        Mistake("[1.2, 1.4, 0.9]", "[1.2, steep, 0.9]", "is not a number", "Correct"),
        Mistake("[1.2, 1.4, 0.9]", "[]", "does not answer parking.slope"),
        Mistake("[1.22, 1.20, 1.21]", "1220", "is outside 0 … 10 m"),
        Mistake("parking.total: 260", "parking.total: 260.5", "must be a whole number"),
        Mistake("parking.class: class-2-3", "parking.class: class-2", "unknown choice", "Did you mean"),
        Mistake("version: 2026.1", "version: 2025.9", "the checklist at hand is 2026.1", "--checklists"),
        Mistake("checklist: parking", "checklist: parkin", "there is no checklist 'parkin'", "Did you mean 'parking'"),
        Mistake("form: form/1", "form: form/9", "this program reads form/1"),
        Mistake("state: final", "state: finished", "unknown value of state"),
        Mistake("date: 2026-06-19", "date: 2026-02-30", "is not a date"),
        Mistake("date: 2026-06-19", "date: 19.6.2026", "is not a date"),
        Mistake("inspector: 核查员 乙", "inspector:", "has no 'inspector'"),
        Mistake("instance: 2b90d4e1-parking-stadium-park", "instance: x", "is not a valid id"),
        Mistake("  latitude: 31.01877\n", "", "has no 'latitude'"),
        Mistake("latitude: 31.01877", "latitude: 117.1", "is beyond ±90 degrees", "swapped"),
        Mistake("crs: wgs84", "crs: wgs48", "unknown value of crs", "Did you mean 'wgs84'"),
        Mistake("  id: QH-PK-0003\n", "", "has no 'id'"),
        Mistake("subject:\n", "subjekt:\n", "unknown key", "Did you mean 'subject'"),
        Mistake("- name: A02", "- name: A01", "is used twice"),
        Mistake("- name: A02", "- name:", "has no 'name'"),
        Mistake("  bay:\n", "  bays:\n", "unknown key", "Did you mean 'bay'"),
        Mistake("site.kind: public-car-park", "site.kind: square", "does not apply here"),
        Mistake("parking.total: 260", "parking.total: 260\n      parking.total: 261", "duplicate key"),
        Mistake("parking.total: 260", "parking.total: \"260", "not valid YAML"),
        Mistake(
            "parking.total: 260",
            "parking.total: [[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]",
            "nested too deeply"
        ),
    ]

    @Test(arguments: mistakes)
    func `a mistake is refused with its line and a remedy`(mistake: Mistake) throws {
        let errors = try Self.parking(mistake.old, mistake.new)
        let error = try #require(errors.first { $0.problem.en.contains(mistake.problem) }, "\(errors)")
        #expect(mistake.remedy.isEmpty || error.remedy.en.contains(mistake.remedy), "\(error.remedy.en)")
        #expect(error.exitCode == 2)
        #expect(error.subject.hasPrefix("form.yaml:"))
        #expect(Int(error.subject.dropFirst("form.yaml:".count)).map { $0 > 0 } == true)
        #expect(error.problem.zh != error.problem.en && !error.problem.zh.isEmpty)
    }

    @Test func `the line is that of the mistake`() throws {
        let errors = try Self.parking("parking.slope: [1.6, 1.9, 2.0]", "parking.slope: [1.6, 1.9, 200]")
        let line = try Self.line(of: "parking.slope: [1.6", in: "parking")
        #expect(errors.map(\.subject) == ["form.yaml:\(line)"])
    }

    @Test func `all mistakes of a form are told at once, in the order of the file`() throws {
        var text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        for (old, new) in [
            ("date: 2026-06-19", "date: today"), ("parking.location: yes", "parking.location: 3"),
            ("[2.6, 2.8, 2.4]", "[2.6, x, 2.4]"),
        ] {
            text.replace(old, with: new)
        }
        let errors = try ChecklistFixture.errors { _ = try Self.read(Array(text.utf8)) }
        #expect(errors.count == 3)
        let lines = errors.compactMap { Int($0.subject.dropFirst("form.yaml:".count)) }
        #expect(lines == lines.sorted())
    }

    @Test func `a draft may be incomplete, a final form may not`() throws {
        let text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        let shortened = text.replacing("      parking.location: yes\n", with: "")
        #expect(try !ChecklistFixture.errors { _ = try Self.read(Array(shortened.utf8)) }.isEmpty)
        let draft = try Self.read(Array(shortened.replacing("state: final", with: "state: draft").utf8))
        let checklist = try ChecklistFixture.library.checklist("parking")
        let judgement = try #require(draft.judgements(by: checklist).first { $0.item.id == "parking.location" })
        #expect(judgement.outcome == .untested)
    }

    @Test(
        arguments: ChecklistFixture.library.ids + ["service-hall-short", "service-hall-full"],
        Language.allCases
    )
    func `an empty form is a draft that only lacks its head`(id: String, language: Language) throws {
        let checklist = try ChecklistFixture.library.checklist(id)
        let template = FormTemplate(checklist, languages: [language], instance: "0123456789abcdef").yaml()
        let errors = try ChecklistFixture.errors { _ = try Self.read(Array(template.utf8)) }
        #expect(
            Set(errors.map(\.problem.en)) == ["the form has no 'date'", "subject has no 'id'", "subject has no 'name'"]
        )
        let filled = template.replacing("date:\n", with: "date: 2026-08-20\n").replacing("  id:\n", with: "  id: X\n")
            .replacing("\n  name:\n", with: "\n  name: X\n")
        let form = try Self.read(Array(filled.utf8))
        #expect(form.judgements(by: checklist).allSatisfy { $0.outcome == .untested || $0.outcome == .inapplicable })
    }

    @Test func `a new form has an id of its own`() {
        let ids = (0..<100).map { _ in FormTemplate.newInstance() }
        #expect(Set(ids).count == 100)
        #expect(ids.allSatisfy { $0.utf8.count == 32 })
    }

    @Test func `bytes that are no text, too many or a bomb are refused`() throws {
        let bomb =
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + (1..<20).map {
                "b\($0): &b\($0) [\(Array(repeating: "*\($0 == 1 ? "a" : "b\($0 - 1)")", count: 9).joined(separator: ","))]\n"
            }.joined()
        let inputs: [[UInt8]] = [
            [0xFF, 0xFE, 0x00], [], Array("\u{0}".utf8), Array(bomb.utf8), Array(repeating: 0x5B, count: 500_000),
            Array(String(repeating: "- ", count: 400_000).utf8), Array(repeating: 0x61, count: 2_000_000),
            Array("? [a]\n: b".utf8), Array("&a *a".utf8), Array("--- 1\n--- 2".utf8), Array("%YAML 9.9\n---\n{".utf8),
        ]
        for input in inputs {
            let errors = try ChecklistFixture.errors { _ = try Self.read(input) }
            #expect(!errors.isEmpty)
        }
    }

    @Test func `a coordinate of a Chinese web map is kept in WGS-84`() throws {
        let form = try Self.read(ChecklistFixture.form("crossing"))
        let point = try #require(form.subject.point)
        #expect(point.captured == .gcj02)
        #expect(abs(point.latitude - 31.02418) > 0.0005)
        let back = CoordinateSystem.gcj02(point.latitude, point.longitude)
        #expect(abs(back.latitude - 31.02418) < 1e-8 && abs(back.longitude - 117.10362) < 1e-8)
    }
}

/// Mutations of valid forms, each of a kind that makes the form wrong.
struct MalformedFormTests {
    enum Mutation: CaseIterable {
        case misspelledItem, wrongWord, wrongUnit, implausible, lostColon, tab, openQuote, duplicate, unknownKey
        case lostInstance, wrongVersion, wrongDate, notANumber, lostReason, truncatedUTF8
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `a malformed form is refused with file and line`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let name = try #require(ChecklistFixture.formNames.randomElement(using: &generator))
        let mutation = Mutation.allCases[Int(seed) % Mutation.allCases.count]
        let bytes = try Self.mutate(try ChecklistFixture.form(name), mutation, &generator)
        let errors = try ChecklistFixture.errors { _ = try FormReaderTests.read(bytes) }
        #expect(!errors.isEmpty, "\(mutation) of \(name) was accepted")
        for error in errors {
            #expect(error.subject.hasPrefix("form.yaml:"), "\(mutation)")
            #expect(Int(error.subject.dropFirst("form.yaml:".count)) != nil, "\(mutation)")
        }
    }

    private static func mutate(
        _ form: [UInt8],
        _ mutation: Mutation,
        _ generator: inout SeededGenerator
    ) throws -> [UInt8] {
        var lines = String(decoding: form, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
        /// A random line for which this holds.
        func pick(_ isWanted: (String) -> Bool) throws -> Int {
            try #require(
                lines.indices.filter { !lines[$0].contains("#") && isWanted(lines[$0]) }.randomElement(
                    using: &generator
                )
            )
        }
        let isAnswer = { (line: String) in
            line.hasPrefix("      ") && line.contains(": ") && line.prefix { $0 != ":" }.contains(".")
        }
        switch mutation {
        case .misspelledItem:
            let index = try pick(isAnswer)
            lines[index].replace(".", with: ".zz", maxReplacements: 1)
        case .wrongWord:
            let index = try pick { $0.hasSuffix(": yes") }
            lines[index].replace(": yes", with: ": maybe")
        case .wrongUnit:
            let index = try pick { $0.hasSuffix("]") && !$0.contains("photos") }
            lines[index] = String(lines[index].prefix { $0 != ":" }) + ": [3 kg]"
        case .implausible:
            let index = try pick { $0.hasSuffix("]") && !$0.contains("photos") }
            lines[index] = String(lines[index].prefix { $0 != ":" }) + ": 99999999"
        case .lostColon:
            let index = try pick { $0.hasSuffix(":") }
            lines[index].removeLast()
        case .tab:
            let index = try pick { $0.hasPrefix("    ") }
            lines[index] = "\t" + lines[index]
        case .openQuote:
            let index = try pick { $0.contains(": ") }
            lines[index].replace(": ", with: ": \"", maxReplacements: 1)
        case .duplicate:
            let index = try pick { $0.hasSuffix(": yes") && !$0.contains("answer") }
            lines.insert(lines[index], at: index)
        case .unknownKey: lines.insert("colour: red", at: try pick { $0.hasPrefix("date") })
        case .lostInstance: lines.remove(at: try pick { $0.hasPrefix("instance") })
        case .wrongVersion:
            lines[try pick { $0.hasPrefix("version") }] = "version: 1999.\(Int.random(in: 1...9, using: &generator))"
        case .wrongDate:
            lines[try pick { $0.hasPrefix("date") }] = "date: 2026-13-\(Int.random(in: 10...40, using: &generator))"
        case .notANumber:
            let index = try pick { $0.hasSuffix("]") && !$0.contains("photos") }
            lines[index] = String(lines[index].prefix { $0 != ":" }) + ": [1, two]"
        case .lostReason:
            let index = try pick { $0.hasSuffix(": yes") && !$0.contains("answer") }
            lines[index].replace(": yes", with: Bool.random(using: &generator) ? ": na" : ": not_checked")
        case .truncatedUTF8:
            let bytes = Array(lines.joined(separator: "\n").utf8)
            let cut = try #require(bytes.indices.filter { bytes[$0] >= 0xE0 }.randomElement(using: &generator))
            return Array(bytes[...cut])
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func `random damage never crashes the reader`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let name = try #require(ChecklistFixture.formNames.randomElement(using: &generator))
        var bytes = try ChecklistFixture.form(name)
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...127, using: &generator)
            case 1: bytes.remove(at: index)
            default: bytes.insert(contentsOf: Array(": [}{-&*".utf8).shuffled(using: &generator), at: index)
            }
        }
        for error in try ChecklistFixture.errors({ _ = try FormReaderTests.read(bytes) }) {
            #expect(!error.problem.zh.isEmpty && !error.remedy.en.isEmpty)
        }
    }
}
