import Foundation
import Testing

@testable import Audit

/// Roads cut into segments.
struct RoadCutTests {
    /// A road of one bend: so many metres north, then so many east.
    static func road(north: Double, east: Double = 0, id: String = "R1") -> Subject {
        let corner = Geometry.Coordinate(latitude: 31 + north / GreatCircle.metresPerDegree, longitude: 117)
        var points = [Geometry.Coordinate(latitude: 31, longitude: 117), corner]
        if east > 0 {
            let degree = GreatCircle.metresPerDegree * cos(corner.latitude * .pi / 180)
            points.append(Geometry.Coordinate(latitude: corner.latitude, longitude: 117 + east / degree))
        }
        return Subject(
            id: id,
            kind: .roadSegment,
            name: "人民路",
            division: "340102",
            geometry: Geometry(shape: .line, coordinates: points, captured: .gcj02),
            responsibleUnit: "区市政处"
        )
    }

    static func crossing(_ id: String, north: Double, east: Double = 0, road: String = "R1") -> Subject {
        let degree = GreatCircle.metresPerDegree * cos(31 * .pi / 180)
        let latitude = 31 + north / GreatCircle.metresPerDegree
        let point = Geometry.Coordinate(latitude: latitude, longitude: 117 + east / degree)
        let geometry = Geometry(shape: .point, coordinates: [point])
        return Subject(id: id, kind: .crossing, name: id, geometry: geometry, parent: road)
    }

    static func lengths(_ cut: RoadCut) -> [Double] { cut.segments.compactMap { $0.geometry?.metres } }

    /// Length of the road, length asked for, and how many equal pieces come nearest to it.
    @Test(arguments: [
        (600.0, 150.0, 4), (700.0, 150.0, 5), (680.0, 100.0, 7), (60.0, 150.0, 1), (224.0, 150.0, 1), (226.0, 150.0, 2),
    ])
    func `a road is cut into equal pieces near to the length`(road: Double, metres: Double, count: Int) throws {
        let cut = try RoadCut(Self.road(north: road), metres: metres)
        #expect(cut.segments.count == count)
        for length in Self.lengths(cut) { #expect(abs(length - road / Double(count)) < 0.03) }
    }

    @Test func `a segment has the road as its parent, what the road has, and an id of its own`() throws {
        let road = Self.road(north: 300)
        let cut = try RoadCut(road, metres: 150)
        #expect(cut.segments.map(\.id) == ["R1-001", "R1-002"])
        #expect(cut.segments.map(\.name) == ["人民路 001 (0–150 m)", "人民路 002 (150–300 m)"])
        for segment in cut.segments {
            #expect(segment.parent == "R1" && segment.kind == .roadSegment && segment.division == "340102")
            #expect(segment.responsibleUnit == "区市政处" && segment.geometry?.captured == .gcj02)
        }
    }

    @Test func `segments follow the bend and meet end to end`() throws {
        let road = Self.road(north: 220, east: 330)
        let cut = try RoadCut(road, metres: 90)
        let lines = cut.segments.compactMap(\.geometry?.coordinates)
        #expect(lines.count == 6 && lines.filter { $0.count == 3 }.count == 1)
        for (one, next) in zip(lines, lines.dropFirst()) { #expect(one.last == next.first) }
        #expect(lines.first?.first == road.geometry?.coordinates.first)
        #expect(lines.last?.last == road.geometry?.coordinates.last)
        #expect(abs(Self.lengths(cut).reduce(0, +) - 550) < 0.05 && abs(cut.length - 550) < 0.05)
    }

    @Test func `junctions on the road cut it, and those beside it do not`() throws {
        let crossings = [
            Self.crossing("J1", north: 200, east: 10), Self.crossing("J2", north: 400, east: 500),
            // At the very end, and one that is the same mouth as the first.
            Self.crossing("J3", north: 595), Self.crossing("J4", north: 212),
        ]
        let cut = try RoadCut(Self.road(north: 600), metres: 150, crossings: crossings)
        #expect(cut.junctions == 1)
        let wanted = [200.0, 400.0 / 3, 400.0 / 3, 400.0 / 3]
        #expect(zip(Self.lengths(cut), wanted).allSatisfy { abs($0 - $1) < 0.05 } && cut.segments.count == 4)
    }

    @Test func `both sides are segments of their own with the line of the road`() throws {
        let cut = try RoadCut(Self.road(north: 300), metres: 150, bothSides: true)
        #expect(cut.segments.map(\.id) == ["R1-001L", "R1-001R", "R1-002L", "R1-002R"])
        #expect(cut.segments[0].geometry == cut.segments[1].geometry)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `nothing of a road is lost or counted twice`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var point = Geometry.Coordinate(latitude: 31, longitude: 117)
        let points = (0..<Int.random(in: 2...40, using: &generator)).map { _ in
            point.latitude += Double.random(in: -0.002...0.004, using: &generator)
            point.longitude += Double.random(in: -0.002...0.004, using: &generator)
            return point
        }
        var road = Self.road(north: 1)
        road.geometry = Geometry(shape: .line, coordinates: points)
        let crossings = (0..<5).map { number in
            var crossing = Self.crossing("J\(number)", north: 0)
            let near = points.randomElement(using: &generator) ?? point
            crossing.geometry = Geometry(shape: .point, coordinates: [near])
            return crossing
        }
        let metres = Double.random(in: RoadCut.Bound.metres, using: &generator)
        let cut = try RoadCut(road, metres: metres, crossings: crossings)
        let lengths = Self.lengths(cut)
        #expect(lengths.count == cut.segments.count && Set(cut.segments.map(\.id)).count == cut.segments.count)
        // Cuts are written to the centimetre.
        #expect(abs(lengths.reduce(0, +) - cut.length) < 0.02 * Double(cut.segments.count))
        // Of an equal division into the nearest count no piece is longer than one and a half.
        #expect(lengths.allSatisfy { $0 > 0 && $0 <= metres * 1.5 + 0.03 })
    }

    @Test func `a road without a line is refused, and so is one of too many pieces`() {
        var point = Self.road(north: 100)
        point.geometry?.shape = .point
        var still = Self.road(north: 0)
        still.geometry?.coordinates = [Geometry.Coordinate(latitude: 31, longitude: 117)]
        var none = Self.road(north: 100)
        none.geometry = nil
        for road in [point, still, none, Self.road(north: 400_000)] {
            #expect(throws: AuditError.self) { try RoadCut(road, metres: 20) }
        }
    }

    // MARK: - In the register

    @Test func `segments stand in the register once, and no other cut takes their place`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save([Self.road(north: 600), Self.crossing("J1", north: 200)])
        let task = RoadCutTask(store: store)
        _ = try await task.run(["R1"], metres: 150, isPreview: true)
        #expect(try await store.subjects(unit: nil).count == 2)
        let first = try await task.run(["R1", "R1"], metres: 150)
        #expect(first.count == 1 && first[0].cut.segments.count == 4 && !first[0].isUnchanged)
        let kept = try await store.subjects(unit: nil)
        #expect(kept.count == 6 && kept.filter { $0.parent == "R1" && $0.kind == .roadSegment }.count == 4)
        #expect(try await task.run(["R1"], metres: 150).first?.isUnchanged == true)
        #expect(try await store.subjects(unit: nil) == kept)
        for (roads, metres) in [(["R1"], 100.0), (["R9"], 150.0), (["R1", "J1"], 150.0)] {
            await #expect(throws: AuditError.self) { try await task.run(roads, metres: metres) }
        }
        #expect(try await store.subjects(unit: nil) == kept)
    }

    @Test func `a road that was cut is neither drawn nor counted beside its segments`() throws {
        let road = Self.road(north: 600)
        let register = [road, Self.road(north: 100, id: "R2")] + (try RoadCut(road, metres: 150)).segments
        let site = Subject(id: "s", kind: .site, name: "s")
        #expect(PlaceSample.frame(register + [site], kinds: []).map(\.id) == ["R2"] + (1...4).map { "R1-00\($0)" })
        #expect(PlaceSample.frame(register, kinds: [.crossing]).isEmpty)
        #expect(PlaceSample.frame([site], kinds: [.site]) == [site])
    }

    @Test func `figures per 100 m weigh segments by the length of their lines`() throws {
        let road = Self.road(north: 400)
        let crossing = Self.crossing("J1", north: 100)
        let cut = try RoadCut(road, metres: 300, crossings: [crossing])
        let counts = [4.0, 1.0]
        let visits = zip(cut.segments, counts).map { segment, count in
            PlaceFixture.visit(
                segment.id,
                .roadSegment,
                road: segment.parent,
                geometry: segment.geometry,
                [PlaceFixture.answer(RoadFigures.Item.obstructions, .failed, number: count, unit: "/100m")]
            )
        }
        let density = try #require(RoadFigures.roads(visits, names: [:]).first?.obstructions)
        // 100 m with 4 and 300 m with 1.
        #expect(abs(density.per100Metres - 1.75) < 1e-3 && abs((density.metres ?? 0) - 400) < 0.1)
    }
}
