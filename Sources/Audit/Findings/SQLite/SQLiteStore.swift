import Foundation
import GRDB

/// The store in one SQLite file: write-ahead log, one writer, readers that are never blocked.
public struct SQLiteStore: AuditStore {
    let path: String
    let pool: DatabasePool

    /// What to do where there is no file yet.
    public enum Opening: Sendable {
        /// Make one; bring an older one up to date.
        case createIfMissing
        /// Refuse; bring an older one up to date.
        case existing
    }

    /// Opens the store, for reading and writing, from any number of processes on one machine.
    ///
    /// - Throws: ``AuditError`` with code `storeUnavailable` (missing, unreadable, not writable, on a network file
    ///   system), `storeCorrupt` (not a store, or a damaged one), `storeTooNew` or `diskFull`.
    public init(path: String, opening: Opening = .createIfMissing) throws {
        self.path = path
        SQLiteSettings.areMade
        try Self.checkFile(path, opening: opening)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try Self.checkContent(pool, path: path)
            try Schema.migrator.migrate(pool)
        } catch {
            throw StoreFailure.error(for: error, path: path)
        }
    }

    /// Closes the file; further calls throw.
    ///
    /// A store that is let go closes by itself.
    public func close() throws {
        do { try pool.close() } catch { throw StoreFailure.error(for: error, path: path) }
    }

    /// How long a writer waits for another process's write before it gives up.
    private static let busyTimeout = 10.0
    /// Connections for readers.
    private static let maximumReaders = 4

    /// Pages of the log after which it is written into the file: some 30 MB.
    ///
    /// Of the index of fingerprints every page changes again and again in a long run, and is written once for many
    /// transactions.
    static let checkpointPages = 8_000

    /// What each connection keeps of the file.
    static let cacheKilobytes = 32_768

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.maximumReaderCount = maximumReaders
        configuration.prepareDatabase { db in
            // A commit survives kill -9; only a power failure may take back the last ones, which inspections avoid.
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            // Nothing a damaged or hostile file declares is run.
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA cache_size = -\(cacheKilobytes)")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
        }
        return configuration
    }

    private static func checkFile(_ path: String, opening: Opening) throws {
        let exists = FileManager.default.fileExists(atPath: path)
        guard exists || opening == .createIfMissing else { throw StoreFailure.missing(path) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if let name = FileSystem.networkType(ofFileAt: exists ? path : folder) {
            throw StoreFailure.network(path, name: name)
        }
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw StoreFailure.folder(path)
        }
        guard exists else {
            guard FileManager.default.isWritableFile(atPath: folder) else { throw StoreFailure.notWritable(folder) }
            return
        }
        guard FileManager.default.isReadableFile(atPath: path) else { throw StoreFailure.notReadable(path) }
        guard FileManager.default.isWritableFile(atPath: path) else { throw StoreFailure.notWritable(path) }
    }

    /// Refuses other programs' files and those of later versions, before anything is written to them.
    private static func checkContent(_ pool: DatabasePool, path: String) throws {
        try pool.read { db in
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
            guard tables > 0 else { return }
            let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            guard application == Schema.applicationID else { throw StoreFailure.foreign(path) }
            guard try !Schema.migrator.hasBeenSuperseded(db) else { throw StoreFailure.tooNew(path) }
        }
    }
}

// MARK: - Reading and writing

extension SQLiteStore {
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await pool.read(body) } catch { throw StoreFailure.error(for: error, path: path) }
    }

    /// Reads on the writing connection, where a scan bounds what is kept of the file: every other one would keep more of it
    /// than the scan takes itself.
    func readOnWriter<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction(body)
        } catch {
            throw StoreFailure.error(for: error, path: path)
        }
    }

    /// Runs `body` in one transaction.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do { return try await pool.write(body) } catch { throw StoreFailure.error(for: error, path: path) }
    }

    /// Runs `body`, which changes very many rows with a statement each, in one transaction.
    ///
    /// What SQLite notes so as to take one statement back stays in memory. It goes to a file from the first statement on
    /// that changes more than some pages, and then for all that follow. So no single statement may change many rows.
    func writeRowByRow<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await writeWithSetting("temp_store = MEMORY", restored: "temp_store = DEFAULT", body)
    }

    /// Runs `body` in one transaction that has reached the disk when this returns.
    func writeDurably<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        // Failing to set it back only leaves the connection on the safer setting.
        try await writeWithSetting("synchronous = FULL", restored: "synchronous = NORMAL", body)
    }

    private func writeWithSetting<Value: Sendable>(
        _ setting: String,
        restored: String,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA \(setting)")
                defer { try? db.execute(sql: "PRAGMA \(restored)") }
                var value: Value?
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { preconditionFailure("a committed transaction has run its body") }
                return value
            }
        } catch {
            throw StoreFailure.error(for: error, path: path)
        }
    }
}

// MARK: - Care

extension SQLiteStore {
    public func check() async throws -> [String] {
        try await read { db in
            var complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
                let (table, rowID, parent): (String, Int64?, String) = (row[0], row[1], row[2])
                complaints.append("\(table) row \(rowID ?? 0) refers to a row of \(parent) that is not there")
            }
            let mistaken = try FindingLanes(db: db).mistaken()
            if mistaken > 0 { complaints.append("in a wrong lane of the listings: \(mistaken.counted("finding"))") }
            complaints += try EvidenceLinks(db).changed().map { "evidence \($0) is no longer what was handed in" }
            return complaints
        }
    }

    public func backUp(to destination: String) async throws {
        guard !FileManager.default.fileExists(atPath: destination) else {
            throw StoreFailure.wouldOverwrite(destination)
        }
        do {
            let copy = try DatabaseQueue(path: destination)
            try pool.backup(to: copy)
            try copy.close()
        } catch {
            throw StoreFailure.error(for: error, path: destination)
        }
    }

    public func copy(to destination: String) async throws {
        guard !FileManager.default.fileExists(atPath: destination) else {
            throw StoreFailure.wouldOverwrite(destination)
        }
        do {
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM INTO ?", arguments: [destination])
            }
        } catch {
            throw StoreFailure.error(for: error, path: destination)
        }
    }

    /// The names of the migrations that opening the file would apply.
    ///
    /// - Throws: ``AuditError`` as ``init(path:opening:)`` does.
    public static func pendingMigrations(path: String) throws -> [String] {
        try checkFile(path, opening: .existing)
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try checkContent(pool, path: path)
            let done = try pool.read { try Schema.migrator.appliedIdentifiers($0) }
            return Schema.migrator.migrations.filter { !done.contains($0) }
        } catch {
            throw StoreFailure.error(for: error, path: path)
        }
    }

    public func vacuum() async throws {
        do {
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "VACUUM")
                try db.checkpoint(.truncate)
            }
        } catch {
            throw StoreFailure.error(for: error, path: path)
        }
    }
}
