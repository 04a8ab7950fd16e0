import Testing

@testable import Audit

struct DistrictFiguresTests {
    static func corners(_ group: DistrictFigures.Group?) throws -> PlaceShare {
        try #require(group?.rows.first { $0.id == "corners-with-ramps" }?.share)
    }

    @Test func `complaints never enter the shares of the sample`() throws {
        let visits = [
            PlaceFixture.corners("a", passed: 4, failed: 0, selection: .random),
            PlaceFixture.corners("b", passed: 3, failed: 1, selection: .random),
            PlaceFixture.corners("c", passed: 0, failed: 4, selection: .complaint),
            PlaceFixture.corners("d", passed: 0, failed: 4),
        ]
        let figures = DistrictFigures(district: "1", visits: visits, register: visits.map(\.subject))
        let (drawn, other) = (try Self.corners(figures.drawn), try Self.corners(figures.other))
        #expect((drawn.hits, drawn.cases, drawn.places) == (7, 8, 2))
        #expect((other.hits, other.cases, other.places) == (0, 8, 2))
        #expect(drawn.interval != nil && other.interval == nil)
        #expect(figures.drawn?.visited == [.crossing: 2] && figures.drawn?.registered == [.crossing: 4])
    }

    @Test func `one case a place gives Wilson's interval for the register`() {
        let clusters = (0..<20).map { (passed: $0 < 15 ? 1 : 0, judged: 1) }
        let share = PlaceShare(clusters, population: 200)
        #expect(share.interval == WilsonInterval.interval(15, of: 20, population: 200))
    }

    @Test func `when all places were visited nothing is left unknown`() {
        let share = PlaceShare([(3, 4), (1, 4)], population: 2)
        #expect(share.interval == 0.5...0.5)
    }

    @Test func `likeness within a place widens the interval`() throws {
        let alike = PlaceShare((0..<20).map { ($0 < 10 ? 4 : 0, 4) }, population: 1000)
        let mixed = PlaceShare((0..<20).map { _ in (2, 4) }, population: 1000)
        let (wide, narrow) = (try #require(alike.interval), try #require(mixed.interval))
        #expect(alike.share == mixed.share)
        // Twenty junctions that are all or nothing are worth twenty cases, not eighty.
        let twenty = try #require(WilsonInterval.interval(10, of: 20))
        #expect(abs(wide.upperBound - twenty.upperBound) < 0.02)
        #expect(wide.upperBound - wide.lowerBound >= narrow.upperBound - narrow.lowerBound)
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `an interval holds its share and stays between 0 and 1`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let clusters = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
            let judged = Int.random(in: 0...6, using: &generator)
            return (passed: Int.random(in: 0...judged, using: &generator), judged: judged)
        }
        let share = PlaceShare(clusters, population: 1000)
        guard let value = share.share else { return #expect(share.interval == nil) }
        let interval = try #require(share.interval)
        #expect(interval.lowerBound <= value && value <= interval.upperBound)
        #expect((0...1).contains(interval.lowerBound) && (0...1).contains(interval.upperBound))
    }

    @Test func `the newer visit of a place counts`() throws {
        let old = PlaceFixture.visit(
            "a",
            selection: .census,
            at: 1,
            [PlaceFixture.answer(RoadFigures.Item.corner, .failed)]
        )
        let new = PlaceFixture.visit(
            "a",
            selection: .census,
            at: 2,
            [PlaceFixture.answer(RoadFigures.Item.corner, .passed)]
        )
        let figures = DistrictFigures(district: nil, visits: [new, old], register: [old.subject])
        #expect(try Self.corners(figures.drawn).share == 1)
    }
}
