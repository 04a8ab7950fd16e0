import Foundation
import Testing
import Yams

@testable import Audit

struct ChecklistContentTests {
    @Test func `every shipped checklist is well formed`() throws {
        let count = try ChecklistFixture.library.validate([])
        #expect(count == 29)
    }

    @Test func `every item speaks both languages`() throws {
        for checklist in try ChecklistFixture.all() {
            for item in checklist.items {
                let texts =
                    [item.ask, item.finding.title, item.finding.fix] + [item.how, item.note].compactMap(\.self)
                for text in texts {
                    #expect(text.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(item.id)")
                    #expect(!text.en.isEmpty && text.en.unicodeScalars.allSatisfy { $0.value < 0x2E80 }, "\(item.id)")
                }
                #expect(item.ask.zh.count <= 40 && item.ask.en.count <= 110, "\(item.id) is too long for the rain")
            }
        }
    }

    @Test func `every item has a source, or a mark that there is none`() throws {
        for item in try ChecklistFixture.all().flatMap(\.items) {
            #expect(!item.sources.isEmpty, "\(item.id)")
            for language in Language.allCases where !item.isVerified {
                let mark = language == .zhHans ? ["未核对", "待核实"] : ["unverified"]
                #expect(mark.contains { item.sourceText(language).contains($0) }, "\(item.id)")
            }
            #expect(item.confidence != .certain || item.isVerified, "\(item.id)")
        }
    }

    @Test func `English forms cite in English`() throws {
        for item in try ChecklistFixture.all().flatMap(\.items) {
            let text = item.sourceText(.en)
            #expect(text.unicodeScalars.allSatisfy { $0.value < 0x2E80 }, "\(item.id): \(text)")
        }
        #expect(CitationText.english("无障碍环境建设法(2023-09-01施行)", clause: "第二十条、第三十八条").hasSuffix("art. 20, art. 38"))
        #expect(CitationText.english("GB 1", clause: "第十二条") == "GB 1 art. 12")
        #expect(CitationText.english("GB 1", clause: "第11章(1.2)") == "GB 1 chapter 11 (1.2)")
        #expect(CitationText.english("GB 1", clause: nil) == "GB 1")
    }

    /// What a fact hangs on is asked before it, in whatever the form is.
    @Test func `nothing is asked before what it hangs on`() throws {
        for section in try ChecklistFixture.all().flatMap(\.sections) {
            let order = section.questions.map(\.id)
            #expect(order.sorted() == (section.facts.map(\.id) + section.items.map(\.id)).sorted())
            #expect(section.items.map(\.id) == order.filter { id in section.items.contains { $0.id == id } })
            for (place, asked) in section.questions.enumerated() {
                for name in asked.when?.names ?? [] {
                    guard let other = order.firstIndex(of: name) else { continue }
                    #expect(other < place, "\(section.id): \(asked.id) before \(name)")
                }
            }
        }
    }

    @Test func `every item says how to find out`() throws {
        for item in try ChecklistFixture.all().flatMap(\.items) { #expect(item.how != nil, "\(item.id)") }
    }

    @Test func `every measured item says what to use, where to hold it and how often`() throws {
        let instruments = [
            "尺", "测距", "秒表", "力计", "频谱", "点一遍", "查", "抽", "看", "试", "走",
        ]
        let often = #"\b(once|twice|one|both|each|three|two|\d+|left|flares|count|counts|read|recorded)\b"#
        for item in try ChecklistFixture.physical().flatMap(\.items) {
            if case .yesNo = item.answer { continue }
            let how = try #require(item.how, "\(item.id)")
            #expect(instruments.contains { how.zh.contains($0) }, "\(item.id): \(how.zh)")
            #expect(how.en.lowercased().range(of: often, options: .regularExpression) != nil, "\(item.id): \(how.en)")
            guard case .measure(let measure) = item.answer, measure.readings >= 3 else { continue }
            let three = ["三", "各", "两端和中间", "左中右"].contains { how.zh.contains($0) }
            #expect(three, "\(item.id) takes \(measure.readings) readings: \(how.zh)")
            let which = ["最大", "最小", "最陡", "最短", "平均", "范围内", "最深", "最高", "最低"].contains { how.zh.contains($0) }
            #expect(which, "\(item.id) does not say which reading counts: \(how.zh)")
        }
    }

    @Test func `an older code that differs is named in the note of the item that judges`() throws {
        let items = Dictionary(try ChecklistFixture.physical().flatMap(\.items).map { ($0.id, $0) }) { first, _ in first
        }
        for id in [
            "curb-ramp.flush", "route.grate-opening", "toilet-cubicle.width", "toilet.bar-height",
            "toilet.bar-vertical-top",
            "wheelchair-seating.depth", "wheelchair-seating.count", "parking.share-residential",
        ] {
            let note = try #require(items[id]?.note, "\(id)")
            #expect(note.zh.contains("2012") || note.zh.contains("2022-04-01"), "\(id)")
        }
    }

    @Test func `an id means one thing in all checklists`() throws {
        var seen: [String: ChecklistItem] = [:]
        for item in try ChecklistFixture.all().flatMap(\.items) {
            if let before = seen[item.id] { #expect(before == item, "\(item.id)") }
            seen[item.id] = item
        }
    }

    @Test func `a short form holds only the worst items and what they hang on`() throws {
        for id in ChecklistFixture.library.ids {
            let short = try ChecklistFixture.library.checklist(id + "-short")
            let core = try ChecklistFixture.library.checklist(id)
            #expect(!short.items.isEmpty && short.items.count < core.items.count, "\(id)")
            let worst = core.items.map(\.severity).max()
            for section in short.sections {
                let names = Set(section.items.flatMap(\.names))
                for item in section.items where item.severity != worst {
                    #expect(names.contains(item.id), "\(item.id)")
                }
            }
        }
    }
}

/// The checklists of websites, apps and the survey, which rest on no shared rows.
struct DigitalChecklistTests {
    static func items(_ id: String) throws -> [ChecklistItem] { try ChecklistFixture.library.checklist(id).items }

    @Test func `every criterion of WCAG 2.2 at A and AA is asked about, and no other`() throws {
        let asked = Set(try Self.items("web-manual").flatMap(\.criteria))
        let wanted = WCAG.criteria.filter { $0.level <= .aa && $0.id != "4.1.1" }.map { "wcag22:" + $0.id }
        #expect(wanted.count == 55)
        #expect(asked.subtracting(wanted).isEmpty && Set(wanted).subtracting(asked).isEmpty)
    }

    @Test func `a web audit asks once for the site, and for each page, medium and process`() throws {
        let sections = try ChecklistFixture.library.checklist("web-manual").sections
        #expect(sections.map(\.id) == ["site", "page", "media", "process"])
        #expect(sections.map { $0.repeats?.minimum } == [nil, 1, 0, 0])
    }

    @Test(
        arguments: [
            ("app.text-largest", 30), ("app.text-elder", 18), ("app.line-spacing", 130), ("app.target-embedded", 60),
            ("app.target-standalone", 48), ("app.target-other", 44), ("app.close-size", 44),
        ] as [(String, Double)]
    )
    func `figures of the app specification are the limits`(id: String, minimum: Double) throws {
        let item = try #require(try Self.items("app").first { $0.id == id })
        #expect(item.limit?.cases.map(\.minimum) == [.fixed(minimum)])
        #expect(item.limit?.cases.first?.maximum == nil && item.limit?.tolerance == 0)
    }

    @Test func `clauses with one secondary source behind them only ever lead to a review`() throws {
        #expect(try Self.items("elder-site").allSatisfy { $0.confidence == .review })
    }

    @Test func `an opinion is recorded and never judged`() throws {
        let items = try Self.items("satisfaction-full")
        #expect(items.allSatisfy { !$0.isJudged && $0.force.kind == .advice && $0.photo == .never })
    }

    @Test func `a failure of a web audit names its criterion`() throws {
        let checklist = try ChecklistFixture.library.checklist("web-manual")
        let text = """
            form: form/1
            checklist: web-manual
            version: "\(checklist.version)"
            instance: 0123456789abcdef
            state: draft
            inspector: X
            date: 2026-08-20
            subject:
              id: X
              name: X
            sections:
              site:
                answers:
                  web.consistent-help: no

            """
        let form = try FormReaderTests.read(Array(text.utf8))
        let findings = InspectionFindings(form: form, checklist: checklist).findings
        #expect(findings.map(\.requirement) == ["web.consistent-help"])
        #expect(findings.first?.criteria == ["wcag22:3.2.6"])
    }
}

/// The shipped items against the rows they come from.
@Suite(.enabled(if: SharedData.exists("standards/physical.yaml"), SharedData.comment))
struct ChecklistSourceTests {
    struct Row {
        let node: Node

        func text(_ key: String) -> String? { node[key]?.scalar?.string }
        func number(_ key: String) -> Double? { text(key).flatMap(Double.init) }
    }

    static func rows() throws -> [String: Row] {
        let text = String(decoding: try SharedData.bytes("standards/physical.yaml"), as: UTF8.self)
        let nodes = try #require(try Yams.compose(yaml: text)?.sequence)
        return Dictionary(uniqueKeysWithValues: nodes.map { ($0["id"]?.scalar?.string ?? "", Row(node: $0)) })
    }

    @Test func `ids, clauses and confidence are those of the rows`() throws {
        let rows = try Self.rows()
        for item in try ChecklistFixture.physical().flatMap(\.items) {
            let row = try #require(rows[item.id], "\(item.id) is in no row")
            let sources = try #require(row.node["source"]?.sequence)
            #expect(sources.count == item.sources.count, "\(item.id)")
            for (node, source) in zip(sources, item.sources) {
                let standard = node["standard"]?.scalar?.string ?? ""
                let clause = node["clause"]?.scalar?.string ?? ""
                #expect(source.standard == (standard.isEmpty ? nil : standard), "\(item.id)")
                #expect(source.clause == (clause.isEmpty ? nil : clause), "\(item.id)")
                #expect(source.confidence.rawValue == node["confidence"]?.scalar?.string, "\(item.id)")
                #expect(source.verifiedBy == nil, "\(item.id)")
            }
            #expect(item.severity.rawValue == row.text("severity"), "\(item.id)")
            #expect(item.force.rawValue == row.text("force"), "\(item.id)")
            #expect(item.tier.rawValue == row.text("tier"), "\(item.id)")
            #expect(item.groups == row.node["groups"]?.sequence?.compactMap(\.scalar?.string), "\(item.id)")
        }
    }

    @Test func `every row is an item, and every core row is in a checklist`() throws {
        let items = Set(try ChecklistFixture.physical().flatMap(\.items).map(\.id))
        for (id, row) in try Self.rows() where row.text("tier") == "core" { #expect(items.contains(id), "\(id)") }
        let extended = try Self.rows().keys.filter { !items.contains($0) }
        #expect(extended.isEmpty, "\(extended.sorted())")
    }

    @Test func `limits are those of the rows and none is invented`() throws {
        let rows = try Self.rows()
        for item in try ChecklistFixture.physical().flatMap(\.items) {
            let row = try #require(rows[item.id])
            if row.node["limits"] != nil { continue }
            let (minimum, maximum) = (row.number("min"), row.number("max"))
            guard let limit = item.limit else {
                #expect(minimum == nil && maximum == nil, "\(item.id) lost its limit")
                continue
            }
            guard limit.cases.count == 1 else {
                // The row says the second figure in words only.
                let numbers = Self.numbers(in: item)
                let words = row.text("requirement_en") ?? ""
                #expect(numbers.contains(minimum ?? maximum ?? -1), "\(item.id)")
                #expect(numbers.allSatisfy { words.contains($0.shortText + " mm") }, "\(item.id)")
                continue
            }
            #expect(limit.cases.first?.minimum == minimum.map { .fixed($0) }, "\(item.id)")
            #expect(limit.cases.first?.maximum == maximum.map { .fixed($0) }, "\(item.id)")
        }
    }

    /// Every number of a table of limits appears in the item, and every number of the item in the table.
    @Test func `tables of limits hold the numbers of the rows`() throws {
        let rows = try Self.rows()
        for item in try ChecklistFixture.physical().flatMap(\.items) {
            guard let table = rows[item.id]?.node["limits"]?.sequence else { continue }
            let wanted = table.reduce(into: Set<Double>()) { $0.formUnion(Self.limits(in: $1)) }
            let found = Self.numbers(in: item)
            for number in wanted {
                let isThere = found.contains { $0.isSame(as: number) || $0.isSame(as: number * 1000) }
                #expect(isThere, "\(item.id) lacks \(number)")
            }
            for number in found where number > 0 {
                let isThere = wanted.contains { $0.isSame(as: number) || ($0 * 1000).isSame(as: number) }
                #expect(isThere, "\(item.id) invents \(number)")
            }
        }
    }

    /// The numbers that limit something in one line of a table: `min_mm: 750`, `slope: 1:12`.
    static func limits(in line: Node) -> Set<Double> {
        var numbers: Set<Double> = []
        for (key, value) in line.mapping ?? [:] {
            guard let key = key.scalar?.string, let text = value.scalar?.string else { continue }
            if key == "slope", let run = text.split(separator: ":").last.flatMap({ Double($0) }) {
                numbers.insert((10000 / run).rounded() / 100)
            }
            if key == "formula" { numbers.insert(2) }
            let isLimit = key.hasPrefix("min") || key.hasPrefix("max_m") || key == "max" || key == "mm"
            if isLimit, let number = Double(text) { numbers.insert(number) }
        }
        return numbers
    }

    static func numbers(in item: ChecklistItem) -> Set<Double> {
        var limits = [item.limit].compactMap(\.self)
        if case .dimensions(let parts) = item.answer { limits += parts.compactMap(\.limit) }
        var numbers: Set<Double> = []
        for each in limits.flatMap(\.cases) {
            for amount in [each.minimum, each.maximum] {
                switch amount {
                case .fixed(let value)?: numbers.insert(value)
                case .share(let share, _, let least)?: numbers.formUnion([share, least])
                case .steps(let base, _, _, _)?: numbers.insert(base)
                case nil: break
                }
            }
        }
        return numbers
    }
}
