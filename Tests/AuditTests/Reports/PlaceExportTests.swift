import Foundation
import Testing

@testable import Audit

struct PlaceExportTests {
    static func stored(latitude: Double?, longitude: Double?) -> StoredFinding {
        let place = ItemPlace(form: "f", section: "ramp", entry: "NE", latitude: latitude, longitude: longitude)
        return StoredFinding(
            id: "0123456789abcdef",
            finding: Finding(
                domain: .physical,
                requirement: "curb-ramp.slope-other",
                outcome: .failed,
                kind: .violation,
                confidence: .likely,
                severity: .serious,
                criteria: ["GB 55019-2021 2.10.4"],
                message: LocalizedText(zh: "坡道过陡 \"<b>\"", en: "too steep"),
                place: .item(place),
                occurrence: "o",
                defect: "d"
            ),
            subject: "S",
            subjectName: "S",
            unit: nil,
            state: .found,
            firstSeen: nil,
            deadline: nil
        )
    }

    static func features(_ bytes: [UInt8]) throws -> [[String: Any]] {
        let root = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(root["type"] as? String == "FeatureCollection")
        return try #require(root["features"] as? [[String: Any]])
    }

    static func tags(_ feature: [String: Any]) -> [String: Any] { feature["properties"] as? [String: Any] ?? [:] }

    static func shape(_ feature: [String: Any]) -> String? {
        (feature["geometry"] as? [String: Any])?["type"] as? String
    }

    // MARK: - GeoJSON

    @Test func `an outline is closed and runs counterclockwise`() {
        func point(_ longitude: Double, _ latitude: Double) -> Geometry.Coordinate {
            Geometry.Coordinate(latitude: latitude, longitude: longitude)
        }
        let clockwise = [point(0, 0), point(0, 1), point(1, 1), point(1, 0)]
        let ring = GeoJSONText.ring(clockwise)
        #expect(ring == [point(0, 0), point(1, 0), point(1, 1), point(0, 1), point(0, 0)])
        #expect(GeoJSONText.ring(ring) == ring)
    }

    @Test func `a finding stands at its own place, else at its subject, else nowhere`() throws {
        let corner = Geometry(shape: .point, coordinates: [Geometry.Coordinate(latitude: 31, longitude: 117)])
        let subject = Subject(id: "S", kind: .crossing, name: "S", geometry: corner)
        var map = FindingGeoJSON()
        var bytes = map.begin()
        bytes += map.feature(Self.stored(latitude: 31.5, longitude: 117.5), subject: subject)
        bytes += map.feature(Self.stored(latitude: nil, longitude: nil), subject: subject)
        bytes += map.feature(Self.stored(latitude: nil, longitude: nil), subject: nil)
        bytes += map.end()
        let features = try Self.features(bytes)
        #expect(features.map { Self.tags($0)["geometrySource"] as? String } == ["finding", "subject", nil])
        let first = (features[0]["geometry"] as? [String: Any])?["coordinates"] as? [Double]
        #expect(first == [117.5, 31.5])
        #expect(features[2]["geometry"] is NSNull)
        #expect(Self.tags(features[0])["message"] as? String == "坡道过陡 \"<b>\"")
    }

    @Test func `no findings make an empty collection`() throws {
        var map = FindingGeoJSON()
        #expect(try Self.features(map.begin() + map.end()).isEmpty)
    }

    // MARK: - OpenSidewalks

    static let junction = PlaceFixture.visit(
        "J1",
        entries: [
            Visit.Entry(section: "ramp", name: "NE", latitude: 31, longitude: 117, facts: [:]),
            Visit.Entry(section: "ramp", name: "NW", latitude: 31, longitude: 116.9, facts: [:]),
            Visit.Entry(section: "ramp", name: "SW", latitude: nil, longitude: nil, facts: [:]),
            Visit.Entry(section: "ramp", name: "SE", latitude: 30.9, longitude: 117, facts: [:]),
        ],
        [
            PlaceFixture.answer("curb-ramp.present", .passed, section: "ramp", entry: "NE"),
            PlaceFixture.answer("curb-ramp.warning-length", .passed, section: "ramp", entry: "NE"),
            PlaceFixture.answer("curb-ramp.present", .failed, section: "ramp", entry: "NW"),
            PlaceFixture.answer("curb-ramp.present", .passed, section: "ramp", entry: "SW"),
            PlaceFixture.answer("curb-ramp.present", .untested, section: "ramp", entry: "SE"),
            PlaceFixture.answer("curb-ramp.not-blocked", .failed, section: "ramp", entry: "NE"),
        ]
    )

    @Test func `corners become kerbs and segments become sidewalks that join`() throws {
        let segments = ["A", "B"].map { id in
            PlaceFixture.visit(
                id,
                .roadSegment,
                geometry: PlaceFixture.line(metres: id == "A" ? 100 : 200),
                [PlaceFixture.answer("corridor.clear-width", .passed, number: 1.4, unit: "m")]
            )
        }
        let export = OpenSidewalks([Self.junction] + segments + [PlaceFixture.visit("C", .roadSegment, [])])
        // More than seven decimals are refused by the format's validator.
        for part in export.bytes.string.split(whereSeparator: { "[],".contains($0) }) where Double(part) != nil {
            #expect((part.split(separator: ".").dropFirst().first?.count ?? 0) <= 7, "\(part)")
        }
        #expect(JSONValue(export.bytes)?["$schema"].string == OpenSidewalks.schema)
        let tags = try Self.features(export.bytes).map(Self.tags)
        let kerbs = tags.filter { $0["barrier"] != nil }
        #expect(kerbs.map { $0["kerb"] as? String } == ["lowered", "raised", nil])
        #expect(kerbs.map { $0["tactile_paving"] as? String } == ["yes", nil, nil])
        let walks = tags.filter { $0["highway"] as? String == "footway" }
        #expect(walks.map { $0["width"] as? Double } == [1.4, 1.4])
        #expect(walks[0]["_u_id"] as? String == walks[1]["_u_id"] as? String)
        let ids = tags.compactMap { $0["_id"] as? String }
        #expect(Set(ids).count == ids.count && ids.count == tags.count)
        for walk in walks {
            for end in ["_u_id", "_v_id"] { #expect(ids.contains(walk[end] as? String ?? "")) }
        }
        #expect(export.leftOut.map(\.count) == [1, 1, 1])
    }

    // MARK: - A11yJSON

    @Test func `a hall is written with what was measured and without a verdict`() throws {
        let hall = PlaceFixture.visit(
            "H",
            .serviceHall,
            geometry: Geometry(shape: .point, coordinates: [Geometry.Coordinate(latitude: 31, longitude: 117)]),
            [
                PlaceFixture.answer("entrance.type", .passed, entry: "东门", kind: .choice, text: "steps-ramp"),
                PlaceFixture.answer("counter.height", .failed, entry: "1 号", number: 900, unit: "mm", kind: .measure),
                PlaceFixture.answer("counter.knee-space", .failed, entry: "1 号"),
                PlaceFixture.answer("parking.share", .passed, number: 3, unit: "count", kind: .count),
                PlaceFixture.answer("lift.in-service", .passed),
            ]
        )
        let export = A11yJSON([hall, Self.junction])
        let feature = try #require(try Self.features(export.bytes).first)
        let access = try #require(Self.tags(feature)["accessibility"] as? [String: Any])
        let entrance = (access["entrances"] as? [[String: Any]])?.first
        #expect(entrance?["isLevel"] as? Bool == false && entrance?["hasFixedRamp"] as? Bool == true)
        let desk = (access["desks"] as? [[String: Any]])?.first
        #expect((desk?["fixedHeight"] as? [String: Any])?["unit"] as? String == "mm")
        #expect(desk?["isRollUnder"] as? Bool == false)
        let bays = (access["parking"] as? [String: Any])?["forWheelchairUsers"] as? [String: Any]
        #expect(bays?["count"] as? Int == 3)
        #expect(access["wheelchairAccessibilityGrade"] == nil)
        #expect(export.leftOut.map(\.count) == [1, 1])
    }
}
