import Foundation

/// The store a scan writes to, and whether it was made for it.
public struct ScanStore: Sendable {
    public let store: SQLiteStore
    public let path: String
    /// Whether there was no file before.
    let isNew: Bool

    /// Opens the store, or makes one unless it must exist.
    ///
    /// - Throws: ``AuditError`` where it cannot be used.
    public init(path: String, mustExist: Bool = false) throws {
        self.path = path
        isNew = !FileManager.default.fileExists(atPath: path)
        store = try SQLiteStore(path: path, opening: mustExist ? .existing : .createIfMissing)
    }

    /// Leaves no file behind where nothing came of the scan it was made for.
    func removeIfUnused() async throws {
        guard isNew, try await store.isUnused() else { return }
        try store.close()
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
