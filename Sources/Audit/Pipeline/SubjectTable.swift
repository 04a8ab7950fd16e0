/// Subjects as a file gives them: only what it says is changed.
struct SubjectTable {
    /// What a column or property is about; either name heads it.
    enum Column: String, CaseIterable {
        case id, kind, name, address, division, divisionYear, latitude, longitude, system, captured, unit, department
        case parent, region, category, otherNames, unitCode, accuracy, method
        case approvalYear, completionYear, renovationYear

        var chinese: String {
            switch self {
            case .id: "编号"
            case .kind: "类别"
            case .name: "名称"
            case .address: "地址"
            case .division: "区划代码"
            case .divisionYear: "区划年份"
            case .latitude: "纬度"
            case .longitude: "经度"
            case .system: "坐标系"
            case .captured: "采集坐标系"
            case .unit: "责任单位"
            case .department: "主管部门"
            case .parent: "上级"
            case .region: "地区"
            case .category: "门类"
            case .otherNames: "别名"
            case .unitCode: "统一社会信用代码"
            case .accuracy: "精度（米）"
            case .method: "采集方式"
            case .approvalYear: "批准年份"
            case .completionYear: "竣工年份"
            case .renovationYear: "改造年份"
            }
        }

        init?(heading: String) {
            let found = Self.allCases.first {
                $0.rawValue.lowercased() == heading.lowercased() || $0.chinese == heading
            }
            guard let found else { return nil }
            self = found
        }
    }

    struct Entry {
        /// `file:line` or `file#number`.
        var place: String
        var values: [Column: String]
        /// In WGS-84; nil where the file gives none.
        var geometry: Geometry?
    }

    var entries: [Entry]

    // MARK: - CSV

    init(csv bytes: [UInt8], path: String) throws {
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        // Spreadsheets in China write GB 18030 where nobody asks for UTF-8.
        let text = isUTF8 ? bytes : Charset.decode(bytes, header: "text/csv; charset=gb18030").bytes
        let table = try CSVTable(text, path: path)
        let columns = table.header.map(Column.init(heading:))
        if let index = columns.firstIndex(of: nil), !table.header[index].isEmpty {
            throw Self.unknownColumn(table.header[index], "\(path):1")
        }
        entries = try table.rows.map { row in
            var values: [Column: String] = [:]
            for (column, cell) in zip(columns, row.cells) { if let column { values[column] = Self.unprotected(cell) } }
            let place = "\(path):\(row.line)"
            return Entry(place: place, values: values, geometry: try Self.point(values, place))
        }
    }

    /// The apostrophe that our own export puts before what a spreadsheet would take for a formula.
    private static func unprotected(_ cell: String) -> String {
        guard cell.hasPrefix("'"), let next = cell.dropFirst().unicodeScalars.first,
            "=+-@＝＋－＠|%".unicodeScalars.contains(next)
        else { return cell }
        return String(cell.dropFirst())
    }

    private static func point(_ values: [Column: String], _ place: String) throws -> Geometry? {
        let (latitude, longitude) = (values[.latitude] ?? "", values[.longitude] ?? "")
        if latitude.isEmpty, longitude.isEmpty { return nil }
        guard let north = Double(latitude), let east = Double(longitude) else {
            throw badValue("\(latitude), \(longitude)", place)
        }
        return try geometry(.point, [[east, north]], values, place)
    }

    /// The geometry of pairs of longitude and latitude in the system that `values` name; WGS-84 where they name none.
    static func geometry(
        _ shape: Geometry.Shape,
        _ pairs: [[Double]],
        _ values: [Column: String],
        _ place: String
    ) throws -> Geometry {
        let name = values[.system] ?? ""
        guard let system = name.isEmpty ? .wgs84 : CoordinateSystem(rawValue: name.lowercased()) else {
            throw badValue(name, place)
        }
        let coordinates = try pairs.map { pair in
            guard pair.count >= 2, abs(pair[1]) <= 90, abs(pair[0]) <= 180 else { throw badValue("\(pair)", place) }
            let point = system.wgs84(latitude: pair[1], longitude: pair[0])
            return Geometry.Coordinate(latitude: point.latitude, longitude: point.longitude)
        }
        let captured = name.isEmpty ? values[.captured].flatMap { Geometry.CapturedSystem(rawValue: $0) } : nil
        let source = captured ?? Geometry.CapturedSystem(rawValue: system.rawValue) ?? .wgs84
        return Geometry(
            shape: shape,
            coordinates: coordinates,
            captured: source,
            accuracy: try accuracy(values, place),
            method: try method(values, place)
        )
    }

    // MARK: - Subjects

    /// The subject of an entry: what is stored with what the file says over it; empty cells clear, absent columns keep.
    static func subject(_ entry: Entry, over stored: Subject?) throws -> Subject {
        guard let id = entry.values[.id], !id.isEmpty else { throw noID(entry.place) }
        var subject = stored ?? Subject(id: id, kind: .other, name: id)
        if let name = entry.values[.kind], !name.isEmpty {
            guard let kind = kind(name) else { throw badValue(name, entry.place) }
            subject.kind = kind
        }
        if let name = entry.values[.name], !name.isEmpty { subject.name = name }
        if let names = entry.values[.otherNames] {
            subject.otherNames = names.split { "、;；".contains($0) }.map(String.init)
        }
        if let address = entry.values[.address] { subject.address = address }
        if let division = entry.values[.division] { subject.division = division.isEmpty ? nil : division }
        if let year = entry.values[.divisionYear] {
            guard year.isEmpty || (1949...2200).contains(Int(year) ?? 0) else { throw badValue(year, entry.place) }
            subject.divisionYear = Int(year)
        }
        if let division = subject.division,
            !(2...12).contains(division.utf8.count) || !division.utf8.allSatisfy(\.isASCIIDigit)
        {
            throw badValue(division, entry.place)
        }
        if let unit = entry.values[.unit] {
            let name = unit.isEmpty ? nil : unit
            // The code that is stored is that of the unit that was.
            if name != subject.responsibleUnit { subject.unitCode = nil }
            subject.responsibleUnit = name
        }
        if let department = entry.values[.department] {
            subject.supervisingDepartment = department.isEmpty ? nil : department
        }
        if let region = entry.values[.region] { subject.region = region.isEmpty ? nil : region }
        if let category = entry.values[.category] { subject.category = category.isEmpty ? nil : category }
        if let parent = entry.values[.parent] { subject.parent = parent.isEmpty ? nil : parent }
        try place(entry, &subject)
        try register(entry, &subject)
        return subject
    }

    /// Coordinates are new as a whole; without them, what is said of those that are stored.
    private static func place(_ entry: Entry, _ subject: inout Subject) throws {
        if let geometry = entry.geometry {
            subject.geometry = geometry
            return
        }
        // Read also where there are no coordinates: a fault is told all the same.
        let accuracy = try accuracy(entry.values, entry.place)
        let method = try method(entry.values, entry.place)
        if entry.values[.accuracy] != nil { subject.geometry?.accuracy = accuracy }
        if entry.values[.method] != nil { subject.geometry?.method = method }
    }

    private static func register(_ entry: Entry, _ subject: inout Subject) throws {
        if let code = entry.values[.unitCode] {
            guard code.isEmpty || SocialCreditCode.isValid(code) else { throw badCode(code, entry.place) }
            subject.unitCode = code.isEmpty ? nil : code
        }
        let years: [(Column, WritableKeyPath<Subject, Int?>)] = [
            (.approvalYear, \.approvalYear), (.completionYear, \.completionYear), (.renovationYear, \.renovationYear),
        ]
        for (column, field) in years {
            guard let year = entry.values[column] else { continue }
            guard year.isEmpty || Subject.years.contains(Int(year) ?? 0) else { throw badValue(year, entry.place) }
            subject[keyPath: field] = Int(year)
        }
    }

    private static func accuracy(_ values: [Column: String], _ place: String) throws -> Double? {
        guard let text = values[.accuracy], !text.isEmpty else { return nil }
        guard let metres = Double(text), (0...maximumAccuracy).contains(metres) else { throw badValue(text, place) }
        return metres
    }

    /// Metres; whoever knows a place no better than a district does not know where it is.
    private static let maximumAccuracy = 10_000.0

    private static func method(_ values: [Column: String], _ place: String) throws -> Geometry.Method? {
        guard let text = values[.method], !text.isEmpty else { return nil }
        let found = Geometry.Method.allCases.first { $0.rawValue == text || ReportTerms.captureMethod($0).zh == text }
        guard let found else { throw badValue(text, place) }
        return found
    }

    private static func kind(_ name: String) -> Subject.Kind? {
        Subject.Kind(rawValue: name) ?? Subject.Kind.allCases.first { SubjectListing.kind($0).zh == name }
    }

    // MARK: - Errors

    static func badValue(_ value: String, _ place: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: place,
            LocalizedText(zh: "不能识别 \(value.quotedForMessage)", en: "\(value.quotedForMessage) is not understood"),
            remedy: LocalizedText(
                zh: "对照 audit subjects export 写出的文件改正",
                en: "Correct it after a file that audit subjects export wrote"
            )
        )
    }

    private static func badCode(_ code: String, _ place: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: place,
            LocalizedText(
                zh: "\(code.quotedForMessage) 不是统一社会信用代码：须为 18 位且校验码正确",
                en: "\(code.quotedForMessage) is no unified social credit code: 18 characters, the last of which checks"
            ),
            remedy: LocalizedText(
                zh: "对照单位证书改正，或留空",
                en: "Correct it after the unit's certificate, or leave it empty"
            )
        )
    }

    private static func noID(_ place: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: place,
            LocalizedText(zh: "没有编号（id）", en: "there is no id"),
            remedy: LocalizedText(zh: "给每个对象一个永久编号", en: "Give every subject a permanent id")
        )
    }

    private static func unknownColumn(_ name: String, _ place: String) -> AuditError {
        let known = Column.allCases.map { "\($0.rawValue)/\($0.chinese)" }.joined(separator: ", ")
        return AuditError(
            .malformedForm,
            at: place,
            LocalizedText(zh: "不认识的列 \(name.quotedForMessage)", en: "unknown column \(name.quotedForMessage)"),
            remedy: LocalizedText(zh: "可用的列：\(known)", en: "Columns are: \(known)")
        )
    }
}
