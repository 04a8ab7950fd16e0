import GRDB
import GRDBSQLite

/// A statement whose parameters and columns are whole numbers or NULL.
///
/// Where findings are grouped, one statement is run for each of them, and boxing its arguments and rows would take longer
/// than SQLite does.
struct NumberStatement {
    private let db: Database
    private let statement: Statement

    init(_ db: Database, sql: String) throws {
        self.db = db
        statement = try db.makeStatement(sql: sql)
    }

    /// Runs a statement that gives no rows.
    func execute(_ arguments: Int64?...) throws {
        try run(arguments) { handle in sqlite3_step(handle) }
    }

    /// Hands out the rows.
    ///
    /// `body` must not run this statement again.
    func forEachRow(_ arguments: Int64?..., body: (NumberRow) throws -> Void) throws {
        try run(arguments) { handle in
            while true {
                let result = sqlite3_step(handle)
                if result != SQLITE_ROW { return result }
                try body(NumberRow(handle: handle))
            }
        }
    }

    /// Binds the arguments and runs `steps`, which gives the code of the last step.
    ///
    /// What SQLite says of it is read before the reset.
    private func run(_ arguments: [Int64?], _ steps: (OpaquePointer) throws -> CInt) throws {
        let handle = statement.sqliteStatement
        for (position, argument) in arguments.enumerated() {
            if let argument {
                sqlite3_bind_int64(handle, CInt(position + 1), argument)
            } else {
                sqlite3_bind_null(handle, CInt(position + 1))
            }
        }
        defer { sqlite3_reset(handle) }
        if try steps(handle) != SQLITE_DONE { throw Self.failure(of: db) }
    }

    /// What SQLite says of the last call on the connection.
    static func failure(of db: Database) -> DatabaseError {
        guard let connection = db.sqliteConnection else { return DatabaseError(resultCode: .SQLITE_MISUSE) }
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection))
        )
    }
}

/// A row of a ``NumberStatement``, valid until the next step.
struct NumberRow {
    fileprivate let handle: OpaquePointer

    /// 0 for NULL.
    subscript(column: Int) -> Int64 { sqlite3_column_int64(handle, CInt(column)) }

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, CInt(column)) == SQLITE_NULL }
}
