import Testing

@testable import Audit

@Suite("Site traces as bytes")
struct SiteTraceCodeTests {
    private static var trace: SiteTrace {
        var facts = SiteFacts()
        facts.isHome = true
        facts.title = "薛城区政府"
        facts.titleNode = 3
        facts.headline = "无障碍"
        facts.menus = [.init(node: 7, identity: "nav#menu", entries: [.init(name: "首页", address: .max)])]
        facts.controls = [.init(node: 9, function: 1 << 63, name: "search")]
        facts.images = [.init(node: 300, alternative: "", source: 0)]
        facts.vagueLinks = [.init(node: 70_000, function: 5, name: "更多")]
        facts.order = [.init(node: 0, key: "help", isHelp: true), .init(node: 1, key: "nav", isHelp: false)]
        facts.hasSiteMap = true
        facts.stopsBeforeEntrance = 0
        var signals = Signals(version: 2, family: "page-titles-differ", page: "http://a.cn/", text: .max, ordinal: 3)
        signals.earlier = [Signals(family: "page-titles-differ", page: "http://a.cn/", path: "html/head")]
        let place = NodePlace(
            page: "http://a.cn/",
            xpath: "/html/head/title",
            selector: "title",
            line: 1,
            column: 200,
            offset: -1,
            snippet: "<title>"
        )
        return SiteTrace(facts: facts, places: [3: .init(place: place, signals: signals)])
    }

    @Test func whatWasWrittenIsRead() throws {
        let bytes = SiteTraceCode.encode(Self.trace)
        #expect(try SiteTraceCode.trace(bytes) == Self.trace)
        #expect(try SiteTraceCode.facts(bytes) == Self.trace.facts)
    }

    @Test func aTraceOfNothingIsRead() throws {
        let empty = SiteTrace(facts: SiteFacts(), places: [:])
        #expect(try SiteTraceCode.trace(SiteTraceCode.encode(empty)) == empty)
    }

    @Test func whatIsCutIsDamaged() {
        let bytes = SiteTraceCode.encode(Self.trace)
        for count in bytes.indices {
            #expect(throws: PackedReader.Damage.self) { try SiteTraceCode.trace(Array(bytes[..<count])) }
        }
        #expect(throws: PackedReader.Damage.self) { try SiteTraceCode.trace(bytes + [0]) }
    }

    @Test func nothingThatIsReadCrashes() {
        let bytes = SiteTraceCode.encode(Self.trace)
        var random = SeededGenerator(seed: 20_261_128)
        for _ in 0..<2_000 {
            var changed = bytes
            for _ in 0..<3 {
                changed[Int.random(in: changed.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            _ = try? SiteTraceCode.trace(changed)
        }
    }

    @Test func anotherVersionIsNotRead() {
        var bytes = SiteTraceCode.encode(Self.trace)
        bytes[0] += 1
        #expect(throws: PackedReader.Damage.self) { try SiteTraceCode.facts(bytes) }
        #expect(throws: PackedReader.Damage.self) { try SiteTraceCode.facts(Array(#"{"facts":{}}"#.utf8)) }
    }
}
