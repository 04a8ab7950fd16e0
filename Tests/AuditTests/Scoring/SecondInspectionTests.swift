import Foundation
import Testing

@testable import Audit

/// Which places are inspected twice, and how far that has come.
struct SecondInspectionTests {
    static let made = Timestamp(millisecondsSince1970: 1_786_000_000_000)

    static func register(_ count: Int) -> [Subject] {
        (0..<count).map { Subject(id: "P\($0)", kind: $0 < count * 3 / 4 ? .crossing : .carPark, name: "场所 \($0)") }
    }

    static func sample(_ size: Int, share: Double?, of count: Int = 400, seed: UInt64 = 7) -> PlaceSample {
        PlaceSample(of: register(count), size: size, by: .kind, seed: seed, twice: share)
    }

    // MARK: - The draw

    /// Drawn, share and how many are inspected twice: the share rounded up, 15 at the least, never more than were drawn.
    @Test(arguments: [
        (400, 0.1, 40), (300, 0.1, 30), (151, 0.1, 16), (150, 0.1, 15), (60, 0.1, 15), (60, 0.5, 30), (60, 1.0, 60),
        (10, 0.1, 10), (2, 0.5, 2),
    ])
    func `the share is drawn of what was drawn`(size: Int, share: Double, wanted: Int) throws {
        let sample = Self.sample(size, share: share)
        let second = try #require(sample.second)
        #expect(second.drawn.count == wanted && second.share == share)
        #expect(Set(second.drawn).count == wanted)
        #expect(Set(second.drawn).isSubset(of: sample.strata.flatMap { $0.drawn.map(\.id) }))
    }

    @Test func `asking for second inspections changes no first ones, and the seed fixes both`() {
        let (plain, twice) = (Self.sample(60, share: nil), Self.sample(60, share: 0.3))
        #expect(plain.second == nil && plain.strata == twice.strata)
        #expect(twice.second == Self.sample(60, share: 0.3).second)
        #expect(twice.second != Self.sample(60, share: 0.3, seed: 8).second)
    }

    @Test func `each stratum gives its part`() throws {
        let sample = Self.sample(100, share: 0.2)
        let second = Set(try #require(sample.second).drawn)
        let parts = sample.strata.map { stratum in stratum.drawn.count { second.contains($0.id) } }
        #expect(sample.strata.map(\.drawn.count) == [25, 75] && parts == [5, 15])
    }

    @Test func `every place drawn has about the same chance to be inspected twice`() {
        var counts: [String: Int] = [:]
        for seed in 0..<900 as Range<UInt64> {
            let sample = PlaceSample(of: Self.register(45), size: 45, by: .none, seed: seed, twice: 1.0 / 3)
            for id in sample.second?.drawn ?? [] { counts[id, default: 0] += 1 }
        }
        // 300 expected of 900, four standard deviations are 57.
        #expect(counts.count == 45 && counts.values.allSatisfy { (243...357).contains($0) }, "\(counts)")
    }

    // MARK: - How far it has come

    private static func run(_ subject: String, _ inspector: String?, day: Int, checklist: String = "crossing") -> Run {
        Run(
            id: RunID(1),
            subject: subject,
            start: RunStart(
                kind: .inspection,
                started: made.advanced(byDays: day),
                toolVersion: "1",
                requirements: [],
                mode: "inspection"
            ),
            state: .done,
            checked: 0,
            notChecked: 0,
            failed: 0,
            cantTell: 0,
            advice: 0,
            checklist: checklist,
            inspector: inspector
        )
    }

    static func inspections(_ runs: [Run], of ids: [String]) throws -> SecondInspections {
        let draw = PlaceDraw(
            made: made,
            seed: .max,
            grouping: "none",
            strata: [.init(key: "", frame: 400, drawn: (0..<60).map { "P\($0)" })],
            second: .init(share: 0.1, drawn: ids)
        )
        return try #require(SecondInspections(number: 3, draw: draw, register: register(59), runs: runs))
    }

    @Test func `a place is done when two inspectors were there with one checklist since the draw`() throws {
        let runs = [
            Self.run("P1", "a", day: 1), Self.run("P1", "b", day: 2),
            // One inspector twice; two inspectors with two checklists; before the draw; somebody unnamed.
            Self.run("P2", "a", day: 1), Self.run("P2", "a", day: 2),
            Self.run("P3", "a", day: 1), Self.run("P3", "b", day: 1, checklist: "ramp"),
            Self.run("P4", "a", day: -40), Self.run("P5", nil, day: 0), Self.run("P59", "a", day: 0),
        ]
        let found = try Self.inspections(runs, of: ["P0", "P1", "P2", "P3", "P4", "P5", "P59"])
        #expect(
            found.places.map(\.state)
                == [.awaitsFirst, .done, .awaitsSecond, .awaitsSecond, .awaitsFirst, .awaitsSecond, .awaitsSecond]
        )
        #expect(found.places.map(\.notBy) == [[], ["a", "b"], ["a"], ["a", "b"], [], [], ["a"]])
        #expect(found.count(.done) == 1 && found.count(.awaitsFirst) == 2 && found.drawn == 60)
        #expect(found.places.last?.registered == nil)
    }

    @Test func `the list says who must not go, in both languages and for programs`() throws {
        let found = try Self.inspections([Self.run("P1", "=u-1", day: 1)], of: ["P1", "P2"])
        let (zh, en) = (
            SecondInspectionListing(found, language: .zhHans).render(as: .text).string,
            SecondInspectionListing(found, language: .en).render(as: .text).string
        )
        #expect(zh.contains("P1  场所 1  待复查  不能由 =u-1") && zh.contains("60 处中抽 2 处复查（要求 10 %，至少 15 处）"))
        #expect(en.contains("P1  场所 1  awaits the second  not by =u-1"))
        #expect(en.contains("2 of 60 places to inspect twice"))
        let csv = SecondInspectionListing(found, language: .en).render(as: .csv).string
        #expect(csv.contains("\"P1\",\"crossing\",\"场所 1\",,,\"awaitsSecond\",\"'=u-1\","))
        #expect(csv.contains(",3,\(UInt64.max)\r\n"))
        let json = try #require(JSONValue(SecondInspectionListing(found, language: .en).render(as: .json)))
        #expect(json["awaitsSecond"] == .number(1) && json["minimum"] == .number(15))
        #expect(json["seed"].string == "\(UInt64.max)")
    }

    @Test func `a draw without second inspections is told, and so is none`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        let task = SecondInspectionTask(store: store)
        await #expect(throws: AuditError.self) { try await task.inspections(ofDraw: nil) }
        let plain = try await store.record(Self.sample(20, share: nil).record(at: .now))
        await #expect(throws: AuditError.self) { try await task.inspections(ofDraw: nil) }
        await #expect(throws: AuditError.self) { try await task.inspections(ofDraw: plain) }
        let twice = try await store.record(Self.sample(20, share: 0.1).record(at: .now))
        _ = try await store.record(Self.sample(30, share: nil).record(at: .now))
        #expect(try await task.inspections(ofDraw: nil).number == twice)
        #expect(try await task.inspections(ofDraw: twice).places.count == 15)
    }

    @Test func `who inspected comes back from the store`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        _ = try await store.record(Sample.inspection())
        #expect(try await store.runs(of: nil).map(\.inspector) == ["inspector-3"])
    }

    // MARK: - What is compared

    @Test func `agreement tells how much of the share is compared, and what was not drawn for it`() throws {
        let (form, checklist) = try FormTableTests.example("parking")
        let inspection = DoubleInspection([.init(checklist: checklist, first: form, second: form)])
        let place = form.subject.id
        let drawn = try Self.inspections([], of: [place, "P2", "P3"])
        let coverage = inspection.coverage(of: drawn)
        #expect(coverage.compared == 1 && coverage.drawn == 3 && coverage.missing == ["P2", "P3"])
        #expect(coverage.others.isEmpty)
        let other = inspection.coverage(of: try Self.inspections([], of: ["P2"]))
        #expect(other.compared == 0 && other.others == [place])
        let lines = AgreementListing(inspection, drawn: drawn).lines(in: .zhHans)
        #expect(lines.contains("第 3 次抽取的复查名单 3 处，这里比较了 1 处") && lines.contains("尚缺：P2、P3"))
        let json = try #require(JSONValue(AgreementListing(inspection, drawn: drawn).json()))
        #expect(json["draw"]["drawn"] == .number(3) && json["draw"]["compared"] == .number(1))
        #expect(JSONValue(AgreementListing(inspection).json())?["draw"] == .null)
    }

    /// Pairs, of which so many agree, and what may be said of the item.
    @Test(arguments: [
        (14, 14, Agreement.Standing.tooFewPairs), (14, 0, .tooFewPairs), (0, 0, .tooFewPairs), (15, 15, .substantial),
        (15, 7, .needsRewording), (40, 39, .substantial),
    ])
    func `an item is judged from fifteen pairs on`(pairs: Int, agreed: Int, standing: Agreement.Standing) {
        let answers = (0..<pairs).map { $0 < agreed ? ("yes", "yes") : ($0 % 2 == 0 ? ("yes", "no") : ("no", "yes")) }
        #expect(Agreement(answers).standing == standing)
    }
}
