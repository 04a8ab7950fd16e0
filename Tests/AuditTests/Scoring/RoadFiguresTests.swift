import Testing

@testable import Audit

struct RoadFiguresTests {
    static func segment(_ id: String, obstructions: Double, metres: Double?) -> PlaceVisit {
        PlaceFixture.visit(
            id,
            .roadSegment,
            road: "R",
            geometry: metres.map(PlaceFixture.line),
            [PlaceFixture.answer(RoadFigures.Item.obstructions, .failed, number: obstructions, unit: "/100m")]
        )
    }

    static func road(_ visits: [PlaceVisit]) throws -> RoadFigures {
        let roads = RoadFigures.roads(visits, names: ["R": "人民路"])
        #expect(roads.count == 1)
        return try #require(roads.first)
    }

    @Test func `a longer segment weighs more`() throws {
        let road = try Self.road([
            Self.segment("a", obstructions: 3, metres: 100), Self.segment("b", obstructions: 1, metres: 300),
        ])
        let density = try #require(road.obstructions)
        #expect(abs(density.per100Metres - 1.5) < 1e-6)
        #expect(abs((density.metres ?? 0) - 400) < 0.5)
        #expect(density.segments == 2 && road.breaks == nil && road.name == "人民路")
    }

    @Test func `segments weigh the same where a length is not known`() throws {
        let road = try Self.road([
            Self.segment("a", obstructions: 3, metres: 100), Self.segment("b", obstructions: 1, metres: nil),
        ])
        #expect(road.obstructions == RoadFigures.Density(per100Metres: 2, segments: 2, metres: nil))
    }

    @Test func `corners and crossings are counted over the junctions of the road`() throws {
        let present = RoadFigures.Item.soundPresent
        let works = RoadFigures.Item.soundWorks
        let road = try Self.road([
            PlaceFixture.visit(
                "j",
                road: "R",
                [
                    PlaceFixture.answer(RoadFigures.Item.corner, .passed, entry: "NE"),
                    PlaceFixture.answer(RoadFigures.Item.corner, .failed, entry: "NW"),
                    PlaceFixture.answer(RoadFigures.Item.corner, .untested, entry: "SW"),
                    // Works; has none though it must; has one that fails; none and need not; nobody looked.
                    PlaceFixture.answer(present, .passed, entry: "1"), PlaceFixture.answer(works, .passed, entry: "1"),
                    PlaceFixture.answer(present, .failed, entry: "2"),
                    PlaceFixture.answer(works, .inapplicable, entry: "2"),
                    PlaceFixture.answer(works, .failed, entry: "3"),
                    PlaceFixture.answer(present, .inapplicable, entry: "4"),
                    PlaceFixture.answer(works, .inapplicable, entry: "4"),
                    PlaceFixture.answer(present, .passed, entry: "5"),
                    PlaceFixture.answer(works, .untested, entry: "5"),
                ]
            )
        ])
        #expect((road.corners.hits, road.corners.cases) == (1, 2))
        #expect((road.soundingCrossings.hits, road.soundingCrossings.cases) == (1, 3))
        #expect(road.corners.interval == nil)
    }

    @Test func `places that are on no road stand alone, and halls are no roads`() {
        let visits = [
            PlaceFixture.corners("a", passed: 1, failed: 0), PlaceFixture.corners("b", passed: 1, failed: 0),
            PlaceFixture.visit("h", .serviceHall, []),
        ]
        #expect(RoadFigures.roads(visits, names: [:]).map(\.road) == ["a", "b"])
    }
}
