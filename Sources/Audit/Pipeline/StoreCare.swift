import Foundation

/// Looks after a store's file: `store check|backup|migrate|vacuum|copy`.
public struct StoreCare: Sendable {
    let path: String

    public init(path: String) { self.path = path }

    /// Reads every page and relation.
    ///
    /// - Parameter complain: Called with what is wrong, a line each.
    /// - Returns: Bytes of the file.
    /// - Throws: ``AuditError`` `storeCorrupt` where something is wrong.
    public func check(_ complain: (String) -> Void) async throws -> Int {
        let complaints = try await SQLiteStore(path: path, opening: .existing).check()
        for complaint in complaints.prefix(Self.shownComplaints) { complain(complaint) }
        guard complaints.isEmpty else { throw Self.damaged(path, complaints.count) }
        return Self.size(path)
    }

    private static let shownComplaints = 100

    /// Copies the store page by page while it is in use, and checks the copy before it gets its name.
    ///
    /// - Returns: Bytes of the copy.
    public func backUp(to destination: String) async throws -> Int {
        let store = try SQLiteStore(path: path, opening: .existing)
        return try await finished(destination) { try await store.backUp(to: $0) }
    }

    /// Writes the content anew, without unused space.
    ///
    /// - Returns: Bytes of the copy.
    public func copy(to destination: String) async throws -> Int {
        let store = try SQLiteStore(path: path, opening: .existing)
        return try await finished(destination) { try await store.copy(to: $0) }
    }

    private func finished(_ destination: String, _ write: (String) async throws -> Void) async throws -> Int {
        guard !FileManager.default.fileExists(atPath: destination) else { throw Self.exists(destination) }
        let unfinished = destination + ".part"
        // What an earlier, interrupted copy left.
        try? FileManager.default.removeItem(atPath: unfinished)
        do {
            try await write(unfinished)
            let copy = try SQLiteStore(path: unfinished, opening: .existing)
            let complaints = try await copy.check()
            try copy.close()
            guard complaints.isEmpty else { throw Self.damaged(path, complaints.count) }
        } catch {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: unfinished + suffix) }
            throw error
        }
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: unfinished + suffix) }
        guard rename(unfinished, destination) == 0 else { throw AtomicFile.unwritable(destination) }
        return Self.size(destination)
    }

    /// Brings the file up to this version.
    ///
    /// - Parameter isPreview: Whether to say only what would be done.
    /// - Returns: The names of the steps.
    /// - Throws: ``AuditError`` where the file cannot be opened or is of a later version.
    public func migrate(isPreview: Bool) throws -> [String] {
        let steps = try SQLiteStore.pendingMigrations(path: path)
        if !isPreview { _ = try SQLiteStore(path: path, opening: .existing) }
        return steps
    }

    /// Takes out the evidence of old runs.
    ///
    /// - Parameters:
    ///   - policy: Which evidence stays.
    ///   - isPreview: Whether to say only what would go.
    /// - Returns: What went.
    /// - Throws: ``AuditError`` of the store.
    public func retain(_ policy: RetentionPolicy, isPreview: Bool) async throws -> RetentionResult {
        try await SQLiteStore(path: path, opening: .existing).retain(policy, at: .now, isPreview: isPreview)
    }

    /// - Returns: Bytes of the file before and after.
    public func vacuum() async throws -> (before: Int, after: Int) {
        let store = try SQLiteStore(path: path, opening: .existing)
        let before = Self.size(path)
        try await store.vacuum()
        return (before, Self.size(path))
    }

    private static func size(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }

    private static func exists(_ path: String) -> AuditError {
        AuditError(
            .usage,
            at: path,
            LocalizedText(zh: "文件已存在，不会覆盖", en: "the file exists and is not overwritten"),
            remedy: LocalizedText(zh: "换一个文件名", en: "Choose another name")
        )
    }

    private static func damaged(_ path: String, _ count: Int) -> AuditError {
        AuditError(
            .storeCorrupt,
            at: path,
            LocalizedText(zh: "数据库文件有 \(count) 处损坏", en: "the store is damaged in \(count.counted("place"))"),
            remedy: LocalizedText(
                zh: "从备份恢复，或用 sqlite3 的 .recover 取出可读的数据",
                en: "Restore a backup, or save what can be read with .recover of sqlite3"
            )
        )
    }
}
