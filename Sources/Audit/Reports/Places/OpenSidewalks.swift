/// Curb ramps and footways as an OpenSidewalks graph (schema 0.3), as far as that can hold what inspections say.
///
/// Corners with a place become kerb nodes, segments with a line in the register become sidewalk edges with bare nodes at
/// their ends. Edges of neighbouring segments share a node where their ends are the same point.
public struct OpenSidewalks: Sendable {
    static let schema = "https://sidewalks.washington.edu/opensidewalks/0.3/schema.json"

    /// The file.
    public let bytes: [UInt8]
    /// What the schema has no room for, or what lacked a place, and how many.
    public let leftOut: [(what: LocalizedText, count: Int)]

    public init(_ visits: [PlaceVisit]) {
        var graph = Graph()
        for visit in visits {
            switch visit.subject.kind {
            case .crossing: graph.addCorners(of: visit)
            case .roadSegment: graph.addSidewalk(of: visit)
            default: graph.others += 1
            }
        }
        bytes = graph.json()
        leftOut = [
            (LocalizedText(zh: "没有坐标的路角", en: "corners without coordinates"), graph.cornersWithoutPlace),
            (LocalizedText(zh: "没有线形的路段", en: "segments without a line"), graph.segmentsWithoutLine),
            (LocalizedText(zh: "其他类型的场所", en: "places of other kinds"), graph.others),
            (LocalizedText(zh: "此格式没有位置的答案", en: "answers this format has no room for"), graph.answersLeftOut),
        ].filter { $0.1 > 0 }
    }

    private struct Graph {
        var cornersWithoutPlace = 0
        var segmentsWithoutLine = 0
        var others = 0
        var answersLeftOut = 0
        private var features: [[UInt8]] = []
        /// Bare nodes by their coordinates.
        private var nodes: [String: String] = [:]

        private static let used: Set<String> = [
            "curb-ramp.present", "curb-ramp.warning-length", "curb-ramp.warning-distance", "corridor.clear-width",
        ]

        mutating func addCorners(of visit: PlaceVisit) {
            for entry in visit.visit.entries {
                let answers = visit.answers.filter { $0.section == entry.section && $0.entry == entry.name }
                guard let present = answers.first(where: { $0.item == "curb-ramp.present" }) else { continue }
                guard let latitude = entry.latitude, let longitude = entry.longitude else {
                    cornersWithoutPlace += 1
                    continue
                }
                let kerb: String? =
                    switch present.outcome {
                    case .passed: "lowered"
                    case .failed: "raised"
                    default: nil
                    }
                let tiles = answers.first { $0.item == "curb-ramp.warning-length" }?.outcome == .passed
                let measured = answers.contains { $0.item == "curb-ramp.warning-distance" && $0.number != nil }
                let tags: [(String, String?)] = [
                    ("_id", "\(visit.subject.id)/\(entry.name)"), ("barrier", "kerb"), ("kerb", kerb),
                    ("tactile_paving", tiles || measured ? "yes" : nil), ("ext:name", entry.name),
                    ("ext:checked", String(visit.started.iso8601.prefix(10))),
                ]
                let point = Geometry.Coordinate(latitude: latitude, longitude: longitude)
                add(Geometry(shape: .point, coordinates: [point]), tags, [])
            }
            count(visit)
        }

        mutating func addSidewalk(of visit: PlaceVisit) {
            guard let line = visit.subject.geometry, line.shape == .line, let first = line.coordinates.first,
                let last = line.coordinates.last
            else {
                segmentsWithoutLine += 1
                return
            }
            let widths = visit.answers.filter { $0.item == "corridor.clear-width" && $0.unit == "m" }.compactMap(
                \.number
            )
            let (start, end) = (node(at: first), node(at: last))
            add(
                line,
                [
                    ("_id", visit.subject.id), ("_u_id", start), ("_v_id", end), ("highway", "footway"),
                    ("footway", "sidewalk"), ("name", visit.subject.name.isEmpty ? nil : visit.subject.name),
                    ("ext:checked", String(visit.started.iso8601.prefix(10))),
                ],
                [("width", widths.min()), ("length", line.metres)]
            )
            count(visit)
        }

        private mutating func node(at point: Geometry.Coordinate) -> String {
            let point = point.toTheCentimetre
            let key = "\(point.longitude),\(point.latitude)"
            if let id = nodes[key] { return id }
            let id = "node/\(nodes.count + 1)"
            nodes[key] = id
            add(Geometry(shape: .point, coordinates: [point]), [("_id", id)], [])
            return id
        }

        private mutating func count(_ visit: PlaceVisit) {
            answersLeftOut += visit.answers.count { answer in
                [.passed, .failed].contains(answer.outcome) && !Self.used.contains(answer.item)
            }
        }

        private mutating func add(_ geometry: Geometry, _ tags: [(String, String?)], _ numbers: [(String, Double?)]) {
            var writer = JSONWriter()
            writer.object { writer in
                writer.key("type")
                writer.value("Feature")
                writer.key("geometry")
                // More decimals are refused by the format's validator.
                var geometry = geometry
                geometry.coordinates = geometry.coordinates.map(\.toTheCentimetre)
                GeoJSONText.write(geometry, &writer)
                writer.key("properties")
                writer.object { writer in
                    for (key, value) in tags {
                        guard let value else { continue }
                        writer.key(key)
                        writer.value(value)
                    }
                    for (key, value) in numbers {
                        guard let value else { continue }
                        writer.key(key)
                        writer.value(value)
                    }
                }
            }
            features.append(writer.bytes)
        }

        func json() -> [UInt8] {
            let head = #"{"$schema":"\#(OpenSidewalks.schema)","type":"FeatureCollection","features":["# + "\n"
            return Array(head.utf8) + features.joined(separator: Array(",\n".utf8)) + Array("\n]}\n".utf8)
        }
    }
}
