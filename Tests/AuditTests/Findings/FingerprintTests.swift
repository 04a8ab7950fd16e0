import Testing

@testable import Audit

struct FingerprintTests {
    @Test(arguments: [
        Fingerprint(high: 0, low: 0), Fingerprint(high: .max, low: .max), Fingerprint(high: 1, low: 1 << 63),
        Fingerprint(of: ["a"]), Fingerprint(of: ["b", ""]),
    ])
    func `the text of a fingerprint names it and no other`(fingerprint: Fingerprint) {
        #expect(fingerprint.text.utf8.count == 26)
        #expect(Fingerprint(fingerprint.text) == fingerprint)
        #expect(Fingerprint(prefixOf: fingerprint.bytes) == fingerprint)
        for length in 0...26 {
            let range = Fingerprint.range(ofPrefix: fingerprint.text.prefix(length))
            #expect(range?.contains(fingerprint) == true)
        }
    }

    @Test func `base32 is that of RFC 4648`() {
        // "foobarfoobarfoob" in base32 begins MZXW6YTBOJTG633CMFZGM33PMI.
        let text = Fingerprint(prefixOf: "foobarfoobarfoob".utf8).text
        #expect(text == "mzxw6ytbojtg633cmfzgm33pmi")
    }

    @Test func `what a stored finding was made of gives its fingerprint again`() async throws {
        let markup = """
            <html><body><header><a href="/x"></a></header><main><img src="a.png"><img src="b.png">
            <ul><li><a href="/1"></a></li><li><a href="/2"></a></li></ul></main></body></html>
            """
        let record = await PageAudit(rules: .all, site: "site-a").record(Array(markup.utf8), address: "https://a.test/")
        let folder = try TemporaryFolder()
        let store = try StoreUnderTest.open(folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let rules = [AppliedRule].all.map { Requirement($0.metadata) }
        let run = try await store.begin(Sample.scan(rules: rules), of: "site-a")
        try await store.record([record], in: run)
        let stored = try await store.findings(FindingFilter(), after: nil, limit: 99).findings.map(\.finding)
        #expect(stored.count == record.findings.count && stored.count > 4)
        for finding in stored {
            #expect(finding.signals?.occurrence.text == finding.occurrence)
            #expect(finding.signals?.pattern(site: "site-a").text == finding.defect)
        }
    }

    @Test func `fields that join to the same text differ`() {
        #expect(Fingerprint(of: ["ab", "c"]) != Fingerprint(of: ["a", "bc"]))
        #expect(Fingerprint(of: ["a", ""]) != Fingerprint(of: ["a"]))
    }

    @Test(arguments: ["1abc", "a b", "äbcd", String(repeating: "a", count: 27)])
    func `a text that no fingerprint has is none`(text: String) {
        #expect(Fingerprint.range(ofPrefix: text) == nil)
    }

    @Test(arguments: [
        ("1b4e28ba-2fa1-11d2-883f-0016d3cca427", "*"), ("nav-12", "nav-0"), ("article_20260820", "article_*"),
        ("main", "main"), ("导航2", "导航0"), ("a1b2c3d4e5f6", "*"), ("top-banner", "top-banner"), ("facade", "facade"),
    ])
    func `a name loses what changes by itself`(name: String, masked: String) {
        #expect(NoiseMask.name(name.utf8) == masked)
        #expect(NoiseMask.name(masked.utf8) == masked)
    }

    @Test(arguments: [
        "nav", "list-item", "clearfix", "TRS_Editor", "fl", "w980-no", "mt10", "swiper-slide", "headerNavBar",
    ])
    func `a class that a person chose is kept`(name: String) {
        #expect(NoiseMask.isStableClass(name.utf8))
    }

    @Test(arguments: [
        "css-1x2y3z", "sc-bdVaJa", "button__x7GhQ", "jss123", "Header_nav__3kX9a", "a8f3e2b91c", "ng-tns-c12",
    ])
    func `a class that a tool made is not`(name: String) {
        #expect(!NoiseMask.isStableClass(name.utf8))
    }

    @Test(arguments: [
        ("第 12 页", "第　3 页"), ("More  Info", " more info "), ("ＡＢＣ", "abc"), ("2026-08-20", "2025-01-02"),
    ])
    func `texts that read alike hash alike`(one: String, other: String) {
        #expect(NoiseMask.textHash([Array(one.utf8)[...]]) == NoiseMask.textHash([Array(other.utf8)[...]]))
    }

    @Test func `different texts hash differently, and none is 0`() {
        #expect(NoiseMask.textHash([Array("通知".utf8)[...]]) != NoiseMask.textHash([Array("公告".utf8)[...]]))
        #expect(NoiseMask.textHash([Array(" \n".utf8)[...]]) == 0)
        #expect(NoiseMask.textHash([]) == 0)
    }
}
