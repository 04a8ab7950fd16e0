import Foundation
import Testing

@testable import Audit

struct PrintedDrawingTests {
    static func printed(_ id: String, _ language: Language) throws -> String {
        let checklist = try ChecklistFixture.library.checklist(id)
        let bytes = try ChecklistExport.print.bytes(of: checklist, in: [language], instance: "0123456789abcdef")
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a drawing stands at the first item that needs it, and is named from then on`() throws {
        let text = try Self.printed("crossing", .en)
        #expect(text.contains("Figure 1"))
        #expect(text.contains("See Figure"))
        #expect(text.components(separatedBy: "Slope of a curb ramp\"").count == 2)
        #expect(text.contains("its reading a is the slope"))
        #expect(try Self.printed("crossing", .zhHans).contains("读数 a 是坡度"))
    }

    @Test func `every checklist prints its figures once each`() throws {
        for id in ChecklistFixture.library.ids {
            let checklist = try ChecklistFixture.library.checklist(id + "-full")
            let bytes = try ChecklistExport.print.bytes(of: checklist, in: [.en], instance: "0123456789abcdef")
            let figures = String(decoding: bytes, as: UTF8.self).components(separatedBy: "<figure>").count - 1
            #expect(figures == Set(checklist.items.compactMap(\.drawing?.id)).count, "\(id)")
        }
    }

    @Test func `the form id is there as text and as a code with a text alternative`() throws {
        let text = try Self.printed("crossing-short", .en)
        #expect(text.contains("Form 0123456789abcdef"))
        #expect(text.contains("aria-label=\"QR code of the form id\""))
        #expect(try Self.printed("crossing-short", .zhHans).contains("aria-label=\"表格编号二维码\""))
    }

    /// ISO/IEC 18004: three corners hold a dark ring around a dark square; 16 digits and letters fit version 2.
    @Test func `a code has its finder patterns and changes with the text`() throws {
        let code = try #require(QRCode("0123456789abcdef"))
        #expect(code.side == 25)
        for (row, column) in [(0, 0), (0, code.side - 7), (code.side - 7, 0)] {
            for y in 0..<7 {
                for x in 0..<7 {
                    let isRing = x == 0 || x == 6 || y == 0 || y == 6
                    let isCore = (2...4).contains(x) && (2...4).contains(y)
                    #expect(code.modules[(row + y) * code.side + column + x] == (isRing || isCore))
                }
            }
        }
        #expect(QRCode("0123456789abcdee") != code)
        #expect(QRCode("") == nil && QRCode(String(repeating: "x", count: 5000)) == nil)
    }

    @Test func `notes are printed, so that an older code is named`() throws {
        #expect(try Self.printed("crossing", .en).contains("GB 50763-2012 allowed 10 mm"))
    }

    @Test func `a form for phones names the drawings that lie beside it, and only where asked`() throws {
        let checklist = try ChecklistFixture.library.checklist("crossing-full")
        let files = ChecklistExport.media(of: checklist)
        let drawn = Set(checklist.items.compactMap { $0.drawing?.fileName })
        #expect(Set(files.map(\.name)) == drawn && files.count == drawn.count && drawn.count > 5)
        for (name, bytes) in files {
            let root = try XMLTree(bytes).root
            #expect(root.name == "svg" && root.child("title")?.text.isEmpty == false, "\(name)")
            #expect(root.children.count > 3 && root.attributes["viewBox"] != nil, "\(name)")
        }
        let shown = Set(XLSForm(checklist, hasDrawings: true).survey.compactMap(\.image))
        #expect(shown == drawn)
        #expect(XLSForm(checklist).survey.allSatisfy { $0.image == nil })
        let xml = XForm(checklist, hasDrawings: true).bytes().string
        for name in drawn { #expect(xml.contains("<value form=\"image\">jr://images/\(name)</value>"), "\(name)") }
        #expect(!XForm(checklist).bytes().string.contains("jr://images/"))
    }
}
