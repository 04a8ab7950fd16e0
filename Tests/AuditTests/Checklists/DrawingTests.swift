import Foundation
import Testing

@testable import Audit

struct DrawingTests {
    static let good = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300" fill="none" stroke="currentColor">
          <title lang="zh-Hans">门</title>
          <title lang="en">Door</title>
          <desc lang="zh-Hans">a 是净宽。</desc>
          <desc lang="en">a is the clear width.</desc>
          <path d="M10 20 L30 40 Z" stroke-width="2"/>
          <text x="10" y="20">a</text>
        </svg>
        """

    /// The drawing, or where and why it is refused.
    static func read(_ text: String) throws -> (drawing: Drawing?, problems: [AuditError]) {
        let log = ProblemLog(path: "x.svg", code: .malformedChecklist)
        let drawing = DrawingReader(id: "x", log: log).read(Array(text.utf8))
        return (drawing, try ChecklistFixture.errors { try log.throwIfAny() })
    }

    @Test func `a drawing of plain shapes is read with both texts`() throws {
        let drawing = try #require(try Self.read(Self.good).drawing)
        #expect(drawing.title == LocalizedText(zh: "门", en: "Door"))
        #expect(drawing.shapes.map(\.element) == [.path, .text])
        #expect(drawing.shapes.last?.text == "a")
        #expect(drawing.style.map(\.value) == ["none", "currentColor"])
    }

    @Test(arguments: [
        (#"<path d="M10 20 L30 40 Z" stroke-width="2"/>"#, "<script>alert(1)</script>", 6),
        (#"<path d="M10 20 L30 40 Z" stroke-width="2"/>"#, #"<image href="http://example.com/a.png"/>"#, 6),
        (#"<path d="M10 20 L30 40 Z" stroke-width="2"/>"#, "<g><path/></g>", 6),
        (#"stroke-width="2""#, #"fill="url(#a)""#, 6), (#"stroke-width="2""#, #"onclick="a""#, 6),
        (#"stroke-width="2""#, #"style="color:red""#, 6), ("0 0 400 300", "0 0 400 400", 1),
        (#"<desc lang="en">a is the clear width.</desc>"#, "", 1),
        ("<text x=\"10\" y=\"20\">a</text>", "<text><tspan/></text>", 7),
    ])
    func `what is more than a drawing is refused with its line`(old: String, new: String, line: Int) throws {
        let text = Self.good.replacingOccurrences(of: old, with: new)
        #expect(text != Self.good)
        let (drawing, problems) = try Self.read(text)
        #expect(drawing == nil)
        #expect(problems.first?.subject == "x.svg:\(line)")
    }

    @Test(arguments: [
        ("</svg>", ""), ("<svg ", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg "), ("<svg ", "<html "), ("a", "\u{0}"),
    ])
    func `what is no drawing at all is refused`(old: String, new: String) throws {
        let (drawing, problems) = try Self.read(Self.good.replacingOccurrences(of: old, with: new))
        #expect(drawing == nil && problems.count == 1)
    }

    @Test func `a drawing that is too big is refused`() throws {
        let text = Self.good + String(repeating: " ", count: DrawingReader.maximumBytes)
        #expect(try Self.read(text).drawing == nil)
    }

    @Test func `an unknown drawing is a problem of the item's line`() throws {
        let element = """
            schema: checklist/1
            id: e
            items:
              - id: e.one
                ask: {zh: 宽, en: Width}
                drawing: no-such
                answer: {type: yes_no}
                severity: minor
                force: should
                finding: {title: {zh: 窄, en: Narrow}, fix: {zh: 加宽, en: Widen}}

            """
        let list = """
            schema: checklist/1
            id: mine
            version: "1"
            title: {zh: 表, en: List}
            subject_kind: other
            sections:
              - {id: s, title: {zh: 节, en: Section}, use: [e]}

            """
        try ChecklistFixture.withFolder(["elements/e.yaml": element, "mine.yaml": list]) { folder in
            let errors = try ChecklistFixture.errors {
                _ = try ChecklistLibrary(folders: [folder]).checklist("mine-full")
            }
            #expect(errors.map(\.subject).contains { $0.hasSuffix("elements/e.yaml:6") })
        }
    }

    @Test func `every drawing is used, and the most measured items have one`() throws {
        let folder = ChecklistFixture.root.appending(path: "checklists/drawings")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".svg") }
        let items = Dictionary(try ChecklistFixture.all().flatMap(\.items).map { ($0.id, $0) }) { first, _ in first }
        let used = Set(items.values.compactMap(\.drawing?.id))
        #expect(Set(files.map { String($0.dropLast(4)) }) == used)
        let measured = items.values.filter { item in
            if case .measure = item.answer { item.tier == .core && item.severity >= .serious } else { false }
        }
        let drawn = measured.count { $0.drawing != nil }
        #expect(drawn * 10 >= measured.count * 6, "\(drawn) of \(measured.count)")
        #expect(items.values.count { $0.drawing != nil } >= 100)
    }

    @Test
    func `a drawing explains each of its letters in both languages, states no figure and takes the text's colour`()
        throws
    {
        let drawings = Dictionary(
            try ChecklistFixture.all().flatMap(\.items).compactMap(\.drawing).map { ($0.id, $0) }
        ) { first, _ in first }
        for drawing in drawings.values {
            let letters = Set(drawing.shapes.filter { $0.element == .text }.map(\.text))
            #expect(!letters.isEmpty, "\(drawing.id) marks nothing")
            for letter in letters {
                #expect(letter.count == 1 && letter.first?.isLetter == true, "\(drawing.id): \(letter)")
                for language in Language.allCases {
                    let words = drawing.description[language].split { !$0.isASCII || !$0.isLetter }
                    #expect(words.contains(Substring(letter)), "\(drawing.id): \(letter)")
                }
            }
            #expect(drawing.style.contains { $0.attribute == .stroke && $0.value == "currentColor" })
            let colours = drawing.shapes.flatMap(\.attributes).filter { [.fill, .stroke].contains($0.attribute) }
            #expect(colours.allSatisfy { ["currentColor", "none"].contains($0.value) }, "\(drawing.id)")
        }
    }
}
