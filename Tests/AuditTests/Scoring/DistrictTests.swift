import Foundation
import Testing

@testable import Audit

struct DistrictTests {
    private static let rules = [AccessibilityCheckIndexTests.rule("page-has-language", ["3.1.1"], .serious)]

    /// A site of five equal pages that scores so much, `frame` pages in its only stratum.
    private static func site(
        _ id: String,
        _ percents: [Int],
        frame: Int = 0,
        region: String? = "青禾区",
        unit: String? = nil
    )
        -> ScoreReport.Site
    {
        let pages = percents.map {
            AccessibilityCheckIndexTests.page([("page-has-language", 100 - $0, $0)], stratum: "a")
        }
        let kind = ScoreBreakdown.Page.Kind(key: "article", title: LocalizedText(zh: "文章", en: "article"))
        let run = Run(
            id: RunID(1),
            subject: id,
            start: Sample.scan(rules: rules),
            state: .done,
            checked: percents.count,
            notChecked: 0,
            failed: 0,
            cantTell: 0,
            advice: 0
        )
        return ScoreReport.Site(
            subject: Subject(id: id, kind: .site, name: id, region: region, responsibleUnit: unit),
            run: run,
            sample: nil,
            index: AccessibilityCheckIndex(
                pages: pages,
                rules: rules,
                frame: ["a": frame],
                criteria: .wcag22
            ),
            parts: ScoreBreakdown(pages: pages.map { .init($0, kind: kind) }, rules: rules, frame: ["a": frame]).parts,
            models: []
        )
    }

    @Test func `a district is an unweighted mean with its distribution, its lowest sites and what was not scored`()
        throws
    {
        let values = [95, 80, 70, 50, 40]
        var sites = values.map { Self.site("s\($0)", Array(repeating: $0, count: $0 == 95 ? 50 : 5)) }
        sites.append(Self.site("few", [90, 90]))
        sites.append(Self.site("elsewhere", Array(repeating: 10, count: 5), region: nil))
        let scores = ScoreReport(
            sites: sites,
            places: [],
            unscanned: [Subject(id: "never", kind: .site, name: "never", region: "青禾区")]
        )
        let report = DistrictReport(scores)
        #expect(report.districts.map(\.name) == ["青禾区", nil])
        let web = try #require(report.districts.first?.web)
        #expect(web.sites == 7 && web.scored == 5 && web.unscanned == 1)
        // (95 + 80 + 70 + 50 + 40) / 5 = 67, however many pages the first has.
        #expect(abs(try #require(web.mean) - 67) < 1e-9)
        #expect(abs(try #require(web.median) - 70) < 1e-9)
        #expect(web.bands == [.from90: 1, .from75: 1, .from60: 1, .below60: 2])
        #expect(web.lowest.map(\.id) == ["s40", "s50", "s70"])
        #expect(report.districts.allSatisfy { $0.field == nil })
        #expect(DistrictReport(scores, district: "青禾区").districts.count == 1)
    }

    @Test func `a district is told by principle, level, group of people, kind of page and unit`() throws {
        let sites = [
            Self.site("a", Array(repeating: 90, count: 5), unit: "局甲"),
            Self.site("b", Array(repeating: 70, count: 5), unit: "局甲"),
            Self.site("c", Array(repeating: 20, count: 5), unit: "局乙"), Self.site("few", [90], unit: "局乙"),
        ]
        let report = DistrictReport(ScoreReport(sites: sites, places: [], unscanned: []))
        let web = try #require(report.districts.first?.web)
        #expect(Set(web.parts.map(\.dimension)) == Set(ScorePart.Dimension.allCases))
        // 3.1.1 is of principle 3 and level A; each of the three scored sites has it: (90 + 70 + 20) / 3.
        for key in ["3", "A", "article"] {
            let part = try #require(web.parts.first { $0.mean.key == key })
            #expect(part.mean.count == 3 && abs(part.mean.mean - 60) < 1e-9, "\(key)")
        }
        #expect(web.units.map(\.unit) == ["局乙", "局甲"] && web.units.map(\.scored) == [1, 2])
        #expect(web.units.map(\.sites) == [2, 2] && web.units.map { $0.mean?.oneDecimal } == ["20.0", "80.0"])
        for (language, words) in [
            (Language.zhHans, ["按原则的指数：可理解性 60.0（3 个网站）", "按页面类型的指数：文章 60.0", "责任单位 局甲：平均 80.0（2 个网站，2 个可评分）"]),
            (.en, ["Index by level: Level A 60.0 (3 sites)", "Responsible unit 局乙: mean 20.0 (1 of 2 sites scored)"]),
        ] {
            for text in words { #expect(report.text(in: language).contains(text), "\(text)") }
        }
        try OutputSchemaTests.check(report.json, .district)
    }

    @Test func `places stand beside sites with shares, intervals and what each group of people meets`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        for (number, passed) in [(1, 3), (2, 1)] {
            var inspection = Sample.inspection(form: "uuid:\(number)")
            inspection.subject.id = "crossing-\(number)"
            inspection.subject.region = "青禾区"
            inspection.requirements[0].groups = ["wheelchair"]
            inspection.findings = []
            inspection.visit = Visit(selection: .random)
            inspection.answers = (0..<4).map { corner in
                Inspection.Answer(
                    section: "ramp",
                    entry: "\(corner)",
                    item: "curb-ramp.slope",
                    kind: .yes,
                    outcome: corner < passed ? .passed : .failed
                )
            }
            _ = try await store.record(inspection)
        }
        let report = try await DistrictAssembly(store: store).report(of: "青禾区")
        let district = try #require(report.districts.first)
        #expect(district.web == nil && district.physical.map(\.places) == [2])
        // 3 of 4 and 1 of 4 conform, and both places count alike: (75 + 25) / 2.
        let groups = try #require(district.physical.first?.groups)
        #expect(groups.map(\.key) == ["wheelchair"] && groups.map(\.count) == [2])
        #expect(abs(groups[0].mean - 50) < 1e-9)
        let graded = try #require(district.field?.drawn?.rows.first { $0.id == "graded-adequate" })
        #expect(graded.share.hits == 1 && graded.share.cases == 2 && graded.share.interval != nil)
        #expect(district.field?.other == nil)
        for language in Language.allCases {
            let text = report.text(in: language)
            for word in [graded.label[language], "50.0", PlaceReport.note[language]] {
                #expect(text.contains(word), "\(word)")
            }
        }
        try OutputSchemaTests.check(report.json, .district)
        let places = try await PlaceAssembly(store: store).report(by: .region)
        #expect(places.districts.first == district.field)
        try OutputSchemaTests.check(places.render(as: .json, in: .en), .places)
        #expect(try await DistrictAssembly(store: store).report(of: "别处").districts.isEmpty)
    }

    @Test func `sites whose intervals overlap are tied, others are ranked by how many are surely better`() {
        let scores = ScoreReport(
            sites: [
                Self.site("top", Array(repeating: 95, count: 5)),
                Self.site("a", Array(repeating: [60, 70, 80], count: 20).flatMap(\.self), frame: 600),
                Self.site("b", Array(repeating: [62, 72, 75], count: 20).flatMap(\.self), frame: 600),
                Self.site("low", Array(repeating: 20, count: 5)), Self.site("few", [50]),
                // Drawn from too few pages to say where it stands.
                Self.site("small", [60, 70, 80, 70, 60, 80], frame: 100),
            ],
            places: [],
            unscanned: []
        )
        #expect(scores.ranking.map(\.site) == ["top", "a", "b", "low"])
        #expect(scores.ranking.map(\.rank) == [1, 2, 2, 4])
        #expect(scores.ranking.map(\.isTied) == [false, true, true, false])
        let text = scores.text(in: .zhHans, isRanked: true)
        #expect(text.contains("2（并列）") && text.contains("不参加排名：2 个网站"))
    }

    @Test(arguments: [(90.0, ScoreBand.from90), (89.96, .from90), (89.94, .from75), (60, .from60), (59.9, .below60)])
    func `a band is that of the index as it is shown`(index: Double, band: ScoreBand) {
        #expect(ScoreBand(index) == band)
    }

    @Test func `nothing seen to fail in a sample still leaves a bound, and a census leaves none`() throws {
        let clean = Self.site("clean", Array(repeating: 100, count: 30), frame: 300).index
        #expect(abs(try #require(clean.highestFailingShare) - 0.095) < 0.0005)
        #expect(clean.strictRate == 1)
        // What stands for itself alone says nothing of pages that were not drawn.
        let pages = (0..<30).map { SiteEstimate.Page(score: 90, stratum: $0 < 10 ? "whole" : "drawn") }
        let estimate = try #require(SiteEstimate(pages, frame: ["whole": 10, "drawn": 300]))
        let unseen = try #require(estimate.unseenShare)
        #expect(estimate.byLot == 20 && abs(unseen - 0.139) < 0.0005)
        #expect(Self.site("all", Array(repeating: 100, count: 30)).index.highestFailingShare == nil)
        #expect(Self.site("bad", [99, 100, 100, 100, 100], frame: 300).index.highestFailingShare == nil)
    }

    @Test func `a check that is not proven weighs nothing and is named`() throws {
        let unproven = try #require(PortalChecks.evidence.keys.sorted().first { !PortalChecks.counts($0) })
        let rules = Self.rules + [AccessibilityCheckIndexTests.rule(unproven, ["1.3.1"], .serious)]
        let page = AccessibilityCheckIndexTests.page([("page-has-language", 0, 1), (unproven, 3, 0)])
        let index = AccessibilityCheckIndex(
            pages: Array(repeating: page, count: 5),
            rules: rules,
            criteria: .wcag22
        )
        #expect(index.value == 100 && index.pairs == 5 && index.unproven.map(\.id) == [unproven])
        #expect(PortalChecks.counts("image-has-name"))
        for id in PortalChecks.evidence.keys { #expect(RuleRegistry.rule(id) != nil, "\(id)") }
    }
}
