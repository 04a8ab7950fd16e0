/// How `subjects` are listed and exported.
public enum SubjectFormat: String, Sendable, CaseIterable {
    case text, ndjson, csv, geojson
}

/// `subjects list` and `subjects export`.
public struct SubjectListing: Sendable {
    private let subjects: [Subject]
    private let language: Language

    public init(_ subjects: [Subject], language: Language) { (self.subjects, self.language) = (subjects, language) }

    public static func kind(_ kind: Subject.Kind) -> LocalizedText { ReportTerms.subjectKind(kind) }

    public func render(as format: SubjectFormat) -> [UInt8] {
        switch format {
        case .text: Array(subjects.map(line).joined().utf8)
        case .ndjson: subjects.flatMap(ndjson)
        case .csv: csv()
        case .geojson: geoJSON()
        }
    }

    private func line(_ subject: Subject) -> String {
        let words = [
            subject.id, Self.kind(subject.kind)[language], subject.name, subject.address,
            subject.responsibleUnit ?? "—",
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t") + "\n"
    }

    // MARK: - CSV

    private static let columns = [
        "id", "kind", "name", "address", "division", "divisionYear", "latitude", "longitude", "captured", "unit",
        "department", "parent", "region", "category", "otherNames", "unitCode", "accuracy", "method", "approvalYear",
        "completionYear", "renovationYear",
    ]

    /// Points only; the coordinates of lines and outlines stand in GeoJSON.
    private func csv() -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array((Self.columns.joined(separator: ",") + "\r\n").utf8)
        for subject in subjects {
            let point = subject.geometry.flatMap { $0.shape == .point ? $0.coordinates.first : nil }
            let cells: [[UInt8]] = [
                CSVText.quoted(subject.id), CSVText.quoted(subject.kind.rawValue), CSVText.quoted(subject.name),
                CSVText.quoted(subject.address), CSVText.quoted(subject.division ?? ""),
                Self.number(subject.divisionYear), Self.number(point?.latitude), Self.number(point?.longitude),
                CSVText.quoted(point == nil ? "" : subject.geometry?.captured.rawValue ?? ""),
                CSVText.quoted(subject.responsibleUnit ?? ""), CSVText.quoted(subject.supervisingDepartment ?? ""),
                CSVText.quoted(subject.parent ?? ""), CSVText.quoted(subject.region ?? ""),
                CSVText.quoted(subject.category ?? ""), CSVText.quoted(subject.otherNames.joined(separator: "；")),
                CSVText.quoted(subject.unitCode ?? ""), Self.number(subject.geometry?.accuracy),
                CSVText.quoted(subject.geometry?.method?.rawValue ?? ""), Self.number(subject.approvalYear),
                Self.number(subject.completionYear), Self.number(subject.renovationYear),
            ]
            bytes += cells.joined(separator: [0x2C]) + [0x0D, 0x0A]
        }
        return bytes
    }

    private static func number<Number>(_ number: Number?) -> [UInt8] { Array((number.map { "\($0)" } ?? "").utf8) }

    // MARK: - JSON

    private func ndjson(_ subject: Subject) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            properties(subject, &writer)
            writer.key("geometry")
            GeoJSONText.write(subject.geometry, &writer)
        }
        writer.newline()
        return writer.bytes
    }

    /// RFC 7946: longitude, latitude in WGS-84.
    private func geoJSON() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.value("FeatureCollection")
            writer.key("features")
            writer.array(of: subjects) { writer, subject in
                writer.object { writer in
                    writer.key("type")
                    writer.value("Feature")
                    writer.key("properties")
                    writer.object { properties(subject, &$0) }
                    writer.key("geometry")
                    GeoJSONText.write(subject.geometry, &writer)
                }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private func properties(_ subject: Subject, _ writer: inout JSONWriter) {
        for (key, value) in [
            ("id", subject.id), ("kind", subject.kind.rawValue), ("name", subject.name), ("address", subject.address),
            ("division", subject.division),
        ] as [(String, String?)] {
            writer.key(key)
            writer.value(value)
        }
        writer.key("divisionYear")
        writer.value(subject.divisionYear)
        for (key, value) in [
            ("captured", subject.geometry?.captured.rawValue), ("unit", subject.responsibleUnit),
            ("department", subject.supervisingDepartment), ("parent", subject.parent), ("region", subject.region),
            ("category", subject.category), ("otherNames", subject.otherNames.joined(separator: "；")),
            ("unitCode", subject.unitCode),
            ("method", subject.geometry?.method?.rawValue),
        ] {
            writer.key(key)
            writer.value(value)
        }
        writer.key("accuracy")
        writer.value(subject.geometry?.accuracy)
        for (key, value) in [
            ("approvalYear", subject.approvalYear), ("completionYear", subject.completionYear),
            ("renovationYear", subject.renovationYear),
        ] {
            writer.key(key)
            writer.value(value)
        }
    }
}
