import Foundation
import GRDB

/// What was changed of subjects, rounds, deadlines and routes, by whom, when and why; the file refuses to change it.
struct RegisterHistory {
    static let statements = """
        ALTER TABLE subject ADD COLUMN unitCode TEXT CHECK (length(unitCode) = 18);
        ALTER TABLE subject ADD COLUMN accuracy REAL CHECK (accuracy >= 0);
        ALTER TABLE subject ADD COLUMN method TEXT
            CHECK (method IN ('survey', 'satellite', 'photo', 'map', 'address'));
        ALTER TABLE subject ADD COLUMN approvalYear INTEGER CHECK (approvalYear BETWEEN 1000 AND 2200);
        ALTER TABLE subject ADD COLUMN completionYear INTEGER CHECK (completionYear BETWEEN 1000 AND 2200);
        ALTER TABLE subject ADD COLUMN renovationYear INTEGER CHECK (renovationYear BETWEEN 1000 AND 2200);
        CREATE TABLE registerChange (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('subject', 'round', 'deadlines', 'route')),
            name TEXT NOT NULL,
            action TEXT NOT NULL CHECK (action IN ('added', 'changed', 'runsPut')),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            reason TEXT NOT NULL,
            fields TEXT NOT NULL CHECK (fields GLOB '[[]*]')
        ) STRICT;
        CREATE INDEX registerChangeByName ON registerChange (kind, name);
        CREATE TRIGGER registerChangeIsNotChanged BEFORE UPDATE ON registerChange
            BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TRIGGER registerChangeIsNotDeleted BEFORE DELETE ON registerChange
            BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        """

    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Nothing is written where nothing changes.
    func add(
        _ kind: RegisterChange.Kind,
        _ name: String,
        _ action: RegisterChange.Action,
        _ fields: [RegisterChange.Field],
        by author: ChangeAuthor
    ) throws {
        guard !fields.isEmpty else { return }
        guard !author.actor.isEmpty else { throw StoreFailure.noAuthor(name.isEmpty ? kind.rawValue : name) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(fields), as: UTF8.self)
        try db.cachedStatement(
            sql: """
                INSERT INTO registerChange (kind, name, action, at, actor, reason, fields) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            kind.rawValue, name.storable, action.rawValue, author.at.millisecondsSince1970, author.actor.storable,
            author.reason.storable, text.storable,
        ])
    }

    func add(_ subject: Subject, over stored: Subject?, by author: ChangeAuthor) throws {
        let after = subject.fields
        let before: [(name: String, value: String?)] = stored?.fields ?? after.map { (name: $0.name, value: nil) }
        let fields = RegisterChange.fields(before, after)
        try add(.subject, subject.id, stored == nil ? .added : .changed, fields, by: author)
    }
}

extension SQLiteStore {
    public func changes(of kind: RegisterChange.Kind?, named name: String?) async throws -> [RegisterChange] {
        try await read { db in
            var conditions = ["1"]
            var arguments = StatementArguments()
            if let kind {
                conditions.append("kind = ?")
                arguments += [kind.rawValue]
            }
            if let name {
                conditions.append("name = ?")
                arguments += [name]
            }
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT * FROM registerChange WHERE \(conditions.joined(separator: " AND ")) ORDER BY id",
                arguments: arguments
            )
            let decoder = JSONDecoder()
            return try rows.compactMap { row in
                guard let kind = RegisterChange.Kind(rawValue: row["kind"]),
                    let action = RegisterChange.Action(rawValue: row["action"])
                else { return nil }
                return RegisterChange(
                    kind: kind,
                    name: row["name"],
                    action: action,
                    author: ChangeAuthor(
                        row["actor"],
                        reason: row["reason"],
                        at: Timestamp(millisecondsSince1970: row["at"])
                    ),
                    fields: try decoder.decode([RegisterChange.Field].self, from: Data((row["fields"] as String).utf8))
                )
            }
        }
    }
}
