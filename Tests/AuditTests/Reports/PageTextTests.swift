import Testing

@testable import Audit

struct PageTextTests {
    @Test func `lines name advice as such, so that they add up to the sum`() async throws {
        let html = """
            <!DOCTYPE html><html lang="en"><title>t</title><body><img src="a.png"><p style="font-size:12px">text</p>
            """
        let record = await PageAudit(rules: .all, site: "s").record(Array(html.utf8), address: "a.html")
        let lines = String(decoding: PageText.page(record, language: .en), as: UTF8.self).split(separator: "\n")
        let failed = lines.count { $0.contains(": failed ") }
        #expect(failed == record.findings.count { $0.outcome == .failed && $0.kind == .violation } && failed > 0)
        let advice = record.findings.count { $0.kind == .advice }
        #expect(lines.count { $0.contains(": advice (") } == advice && advice > 0)
        let chinese = String(decoding: PageText.page(record, language: .zhHans), as: UTF8.self)
        #expect(chinese.contains(": 建议（未通过） "))
    }
}
