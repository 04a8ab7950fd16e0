import Testing

@testable import Audit

struct SeedFileTests {
    @Test func `columns come in any order, quoted or not, with comments and empty lines between`() throws {
        let file = """
            \u{FEFF}Name,URL,region,unit,kind\r
            # 注释
            "市政府, \"\"门户\"\"\",https://www.example.gov.cn/#top,110000,办公室,portal

            区,http://b.example.gov.cn,,,
            """
        let seeds = try SeedFile.seeds(in: Array(file.utf8), path: "sites.csv")
        #expect(seeds.map(\.url.description) == ["https://www.example.gov.cn/", "http://b.example.gov.cn/"])
        #expect(seeds[0].name == "市政府, \"门户\"")
        #expect(seeds[0].unit == "办公室")
        #expect(seeds[0].region == "110000")
        #expect(seeds[0].kind == "portal")
        #expect(seeds[1].kind.isEmpty)
    }

    @Test(arguments: [
        ("", "sites.csv: the file is empty"),
        ("url\n", "sites.csv: there is a header but no address"),
        ("name,unit\na,b", "sites.csv:1: there is no column 'url'"),
        ("url,colour\n", "sites.csv:1: unknown column 'colour'"),
        ("url,url\n", "sites.csv:1: the column 'url' is there twice"),
        ("url,name\nhttp://a.cn", "sites.csv:2: 1 fields instead of 2"),
        ("url\nftp://a.cn", "sites.csv:2: 'ftp://a.cn' is not an http or https address"),
        ("url\n\n\nwww.a.cn", "sites.csv:4: 'www.a.cn' is not an http or https address"),
        ("url\nhttp://a.cn\nhttp://a.cn/", "sites.csv:3: 'http://a.cn/' is on line 2 already"),
        ("url,name\nhttp://a.cn,\"x", "sites.csv:2: a quotation mark is not closed"),
        ("url,name\nhttp://a.cn,\"x\"y", "sites.csv:2: there is text after a closing quotation mark"),
    ])
    func `a wrong file is refused with its line`(file: String, message: String) {
        let error = #expect(throws: AuditError.self) { try SeedFile.seeds(in: Array(file.utf8), path: "sites.csv") }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
        #expect(error?.exitCode == 2)
    }

    @Test func `a file that is not UTF-8 is refused`() {
        #expect(throws: AuditError.self) { try SeedFile.seeds(in: [0x75, 0x72, 0x6C, 0x0A, 0xC4, 0xE3], path: "s") }
    }
}
