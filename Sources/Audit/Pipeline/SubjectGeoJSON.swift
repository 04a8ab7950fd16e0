import Foundation

extension SubjectTable {
    /// A feature collection whose properties are the columns (RFC 7946: coordinates are longitude, latitude in WGS-84,
    /// unless a property `system` says otherwise).
    init(geoJSON bytes: [UInt8], path: String) throws {
        guard bytes.count <= CSVTable.maximumBytes else { throw Self.badValue("> 64 MiB", path) }
        let collection: Collection
        do {
            collection = try JSONDecoder().decode(Collection.self, from: Data(bytes))
        } catch {
            throw Self.badGeoJSON(path, error)
        }
        entries = try collection.features.enumerated().map { number, feature in
            let place = "\(path)#\(number + 1)"
            var values: [Column: String] = [:]
            for (key, value) in feature.properties {
                if let column = Column(heading: key) { values[column] = value.text }
            }
            values[.latitude] = nil
            values[.longitude] = nil
            let geometry = try feature.geometry.map { shape in
                try Self.geometry(shape.shape, shape.pairs, values, place)
            }
            return Entry(place: place, values: values, geometry: geometry)
        }
    }

    private static func badGeoJSON(_ path: String, _ error: any Error) -> AuditError {
        var detail = "\(error)"
        if case DecodingError.dataCorrupted(let context) = error { detail = context.debugDescription }
        return AuditError(
            .malformedForm,
            at: path,
            LocalizedText(
                zh: "不是 GeoJSON 要素集合（\(detail.quotedForMessage)）",
                en: "this is no GeoJSON feature collection (\(detail.quotedForMessage))"
            ),
            remedy: LocalizedText(
                zh: "需要 Point、LineString 或 Polygon 的 FeatureCollection",
                en: "A FeatureCollection of Point, LineString or Polygon is needed"
            )
        )
    }

    private struct Collection: Decodable {
        var features: [Feature]
    }

    private struct Feature: Decodable {
        var properties: [String: Scalar]
        var geometry: Shape?
    }

    /// A property's value as text; what is no scalar is left out.
    private struct Scalar: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else if let number = try? container.decode(Double.self) {
                text = number.rounded() == number && number.magnitude < 1e15 ? "\(Int64(number))" : "\(number)"
            } else {
                text = ""
            }
        }
    }

    private struct Shape: Decodable {
        var shape: Geometry.Shape
        var pairs: [[Double]]

        private enum Key: CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            switch try container.decode(String.self, forKey: .type) {
            case "Point":
                shape = .point
                pairs = [try container.decode([Double].self, forKey: .coordinates)]
            case "LineString":
                shape = .line
                pairs = try container.decode([[Double]].self, forKey: .coordinates)
            case "Polygon":
                shape = .polygon
                // The first ring is the outline; holes are not kept.
                pairs = try container.decode([[[Double]]].self, forKey: .coordinates).first ?? []
            case let other:
                throw DecodingError.dataCorruptedError(forKey: .type, in: container, debugDescription: other)
            }
        }
    }
}
