/// Findings as a GeoJSON feature collection (RFC 7946), one feature each, so that a map program opens them.
///
/// A finding without a place of its own stands where its subject is, and says so; without either its geometry is null.
public struct FindingGeoJSON: Sendable {
    private var isFirst = true

    public init() {}

    public mutating func begin() -> [UInt8] { Array(#"{"type":"FeatureCollection","features":["#.utf8) }

    public mutating func feature(_ stored: StoredFinding, subject: Subject?) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.value("Feature")
            writer.key("id")
            writer.value(stored.id)
            writer.key("geometry")
            let source = geometry(of: stored, subject, &writer)
            writer.key("properties")
            writer.object { properties(stored, source, &$0) }
        }
        defer { isFirst = false }
        return Array((isFirst ? "\n" : ",\n").utf8) + writer.bytes
    }

    public mutating func end() -> [UInt8] { Array("\n]}\n".utf8) }

    /// Writes the geometry and says whose it is.
    private func geometry(of stored: StoredFinding, _ subject: Subject?, _ writer: inout JSONWriter) -> String? {
        if case .item(let place) = stored.finding.place, let latitude = place.latitude, let longitude = place.longitude
        {
            let point = Geometry.Coordinate(latitude: latitude, longitude: longitude)
            GeoJSONText.write(Geometry(shape: .point, coordinates: [point]), &writer)
            return "finding"
        }
        GeoJSONText.write(subject?.geometry, &writer)
        return subject?.geometry == nil ? nil : "subject"
    }

    private func properties(_ stored: StoredFinding, _ source: String?, _ writer: inout JSONWriter) {
        let finding = stored.finding
        var (section, entry, page, note): (String?, String?, String?, String?) = (nil, nil, nil, nil)
        switch finding.place {
        case .item(let place):
            section = place.section
            entry = place.entry.isEmpty ? nil : place.entry
            note = place.note.isEmpty ? nil : place.note
        case .node(let place): page = place.page
        }
        for (key, value) in [
            ("subject", stored.subject), ("subjectName", stored.subjectName), ("domain", finding.domain.rawValue),
            ("requirement", finding.requirement), ("criteria", finding.criteria.joined(separator: "; ")),
            ("outcome", finding.outcome.rawValue), ("kind", finding.kind.rawValue),
            ("confidence", finding.confidence.rawValue), ("severity", finding.severity.rawValue),
            ("state", stored.state.rawValue), ("unit", stored.unit), ("deadline", stored.deadline?.iso8601),
            ("message", finding.message[.zhHans]), ("messageEn", finding.message[.en]), ("section", section),
            ("entry", entry), ("page", page), ("note", note), ("geometrySource", source),
        ] as [(String, String?)] {
            writer.key(key)
            writer.value(value)
        }
        writer.key("value")
        writer.value(finding.measurement?.value)
        writer.key("valueUnit")
        writer.value(finding.measurement?.unit)
        writer.key("minimum")
        writer.value(finding.measurement?.minimum)
        writer.key("maximum")
        writer.value(finding.measurement?.maximum)
    }
}

/// Geometries as RFC 7946 wants them: longitude before latitude, WGS-84, rings closed and counterclockwise.
enum GeoJSONText {
    static func write(_ geometry: Geometry?, _ writer: inout JSONWriter) {
        guard let geometry, let first = geometry.coordinates.first else { return writer.null() }
        writer.object { writer in
            writer.key("type")
            switch geometry.shape {
            case .point:
                writer.value("Point")
                writer.key("coordinates")
                pair(first, &writer)
            case .line:
                writer.value("LineString")
                writer.key("coordinates")
                writer.array(of: geometry.coordinates) { pair($1, &$0) }
            case .polygon:
                writer.value("Polygon")
                writer.key("coordinates")
                writer.array { $0.array(of: ring(geometry.coordinates)) { pair($1, &$0) } }
            }
        }
    }

    private static func pair(_ coordinate: Geometry.Coordinate, _ writer: inout JSONWriter) {
        writer.array { writer in
            writer.value(coordinate.longitude)
            writer.value(coordinate.latitude)
        }
    }

    /// RFC 7946 3.1.6: the last position repeats the first, and what is inside lies to the left.
    static func ring(_ coordinates: [Geometry.Coordinate]) -> [Geometry.Coordinate] {
        guard let first = coordinates.first else { return [] }
        let closed = coordinates.last == first ? coordinates : coordinates + [first]
        let area = zip(closed, closed.dropFirst()).map { from, to in
            (to.longitude - from.longitude) * (to.latitude + from.latitude)
        }.reduce(0, +)
        return area > 0 ? closed.reversed() : closed
    }
}
