import CSQLite

/// How SQLite works in this process; to be read before the first store is opened.
enum SQLiteSettings {
    /// Set once.
    ///
    /// Where something else in the process has used SQLite before, its own settings stay.
    static let areMade: Void = {
        // Nobody asks how much memory SQLite uses, and to count it takes a lock at each allocation.
        csqlite_config(SQLITE_CONFIG_MEMSTATUS, 0)
    }()
}
