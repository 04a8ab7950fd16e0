import Foundation
import GRDB

extension SQLiteStore {
    public func save(_ subjects: [Subject], by author: ChangeAuthor) async throws {
        try await write { db in for subject in subjects { _ = try Self.save(subject, by: author, in: db) } }
    }

    public func subjects(unit: String?) async throws -> [Subject] {
        try await read { db in
            let condition = unit == nil ? "" : "WHERE unit.name = ?"
            return try Self.subjects(db, where: condition, arguments: unit.map { [$0] } ?? [])
        }
    }

    public func subject(_ id: String) async throws -> Subject? {
        try await read { db in try Self.stored(id, in: db) }
    }

    static func stored(_ id: String, in db: Database) throws -> Subject? {
        try subjects(db, where: "WHERE subject.code = ?", arguments: [id]).first
    }

    /// The row id of the subject after it was added or brought up to date.
    static func save(_ subject: Subject, by author: ChangeAuthor, in db: Database) throws -> Int64 {
        try RegisterHistory(db).add(subject, over: stored(subject.id, in: db), by: author)
        let unit = try subject.responsibleUnit.map { try unitID($0, in: db) }
        let department = try subject.supervisingDepartment.map { try unitID($0, in: db) }
        let parent = try subject.parent.map { try subjectID($0, in: db) }
        let coordinates = subject.geometry.map { geometry in
            "[" + geometry.coordinates.map { "[\($0.longitude),\($0.latitude)]" }.joined(separator: ",") + "]"
        }
        try db.execute(
            sql: """
                INSERT INTO subject (code, kind, name, address, division, divisionYear, shape, coordinates, captured,
                    unit, department, parent, region, category, otherNames, unitCode, accuracy, method, approvalYear,
                    completionYear, renovationYear)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name,
                    address = excluded.address, division = excluded.division, divisionYear = excluded.divisionYear,
                    shape = excluded.shape, coordinates = excluded.coordinates, captured = excluded.captured,
                    unit = excluded.unit, department = excluded.department, parent = excluded.parent,
                    region = excluded.region, category = excluded.category, otherNames = excluded.otherNames,
                    unitCode = excluded.unitCode, accuracy = excluded.accuracy, method = excluded.method,
                    approvalYear = excluded.approvalYear, completionYear = excluded.completionYear,
                    renovationYear = excluded.renovationYear
                """,
            arguments: [
                subject.id.storable, subject.kind.rawValue, subject.name.storable, subject.address.storable,
                subject.division,
                subject.divisionYear, subject.geometry?.shape.rawValue, coordinates,
                subject.geometry?.captured.rawValue, unit, department, parent,
                subject.region?.storable, subject.category?.storable, try json(subject.otherNames.map(\.storable)),
                subject.unitCode, subject.geometry?.accuracy, subject.geometry?.method?.rawValue, subject.approvalYear,
                subject.completionYear, subject.renovationYear,
            ]
        )
        return try subjectID(subject.id.storable, in: db)
    }

    static func subjectID(_ code: String, in db: Database) throws -> Int64 {
        let statement = try db.cachedStatement(sql: "SELECT id FROM subject WHERE code = ?")
        guard let id = try Int64.fetchOne(statement, arguments: [code]) else { throw StoreFailure.unknownSubject(code) }
        return id
    }

    static func unitID(_ name: String, in db: Database) throws -> Int64 {
        try db.execute(sql: "INSERT OR IGNORE INTO unit (name) VALUES (?)", arguments: [name])
        guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM unit WHERE name = ?", arguments: [name]) else {
            throw DatabaseError(resultCode: .SQLITE_CONSTRAINT, message: "a unit needs a name")
        }
        return id
    }

    private static func subjects(
        _ db: Database,
        where condition: String,
        arguments: StatementArguments
    ) throws -> [Subject] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT subject.*, unit.name AS unitName, department.name AS departmentName, parent.code AS parentCode
                FROM subject
                LEFT JOIN unit ON unit.id = subject.unit
                LEFT JOIN unit AS department ON department.id = subject.department
                LEFT JOIN subject AS parent ON parent.id = subject.parent
                \(condition) ORDER BY subject.code
                """,
            arguments: arguments
        )
        return try rows.map { try subject($0) }
    }

    private static func subject(_ row: Row) throws -> Subject {
        Subject(
            id: row["code"],
            kind: Subject.Kind(rawValue: row["kind"]) ?? .other,
            name: row["name"],
            otherNames: try strings(json: row["otherNames"]),
            address: row["address"],
            division: row["division"],
            divisionYear: row["divisionYear"],
            region: row["region"],
            category: row["category"],
            geometry: try geometry(row),
            responsibleUnit: row["unitName"],
            unitCode: row["unitCode"],
            supervisingDepartment: row["departmentName"],
            parent: row["parentCode"],
            approvalYear: row["approvalYear"],
            completionYear: row["completionYear"],
            renovationYear: row["renovationYear"]
        )
    }

    private static func geometry(_ row: Row) throws -> Geometry? {
        guard let shape = Geometry.Shape(rawValue: row["shape"] ?? ""), let text: String = row["coordinates"],
            let captured = Geometry.CapturedSystem(rawValue: row["captured"] ?? "")
        else { return nil }
        let pairs = try JSONDecoder().decode([[Double]].self, from: Data(text.utf8))
        let coordinates = pairs.filter { $0.count == 2 }.map { Geometry.Coordinate(latitude: $0[1], longitude: $0[0]) }
        return Geometry(
            shape: shape,
            coordinates: coordinates,
            captured: captured,
            accuracy: row["accuracy"],
            method: Geometry.Method(rawValue: row["method"] ?? "")
        )
    }
}
