import GRDB
import GRDBSQLite

/// Puts findings into their table.
///
/// A scan writes more of these rows than of all others together, so SQLite reads their texts from one buffer that is used
/// again, where arguments of GRDB are boxed, copied and freed row by row.
struct OccurrenceInsert {
    private let db: Database
    private let subject: Int64
    private let statement: Statement
    /// The fingerprint and the texts of the row, one behind the other.
    private var bytes: [UInt8] = []

    init(_ db: Database, subject: Int64) throws {
        self.db = db
        self.subject = subject
        statement = try db.cachedStatement(
            sql: """
                INSERT INTO occurrence (subject, snapshot, verdict, message, pattern, fingerprint, text, ordinal, block,
                    xpath, selector, line, position, offset, snippet, lane)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
    }

    /// Answers with the number of the row.
    ///
    /// `lane` is the one that the finding will most likely have when it is grouped.
    mutating func execute(
        snapshot: Int64,
        verdict: Int64,
        message: Int64,
        pattern: Int64,
        fingerprint: Fingerprint,
        lane: FindingLane,
        _ signals: Signals,
        _ place: Place
    ) throws -> Int64 {
        bytes.removeAll(keepingCapacity: true)
        withUnsafeBytes(of: fingerprint.high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: fingerprint.low.bigEndian) { bytes.append(contentsOf: $0) }
        let hash = 0..<bytes.count
        var node = NodePlace(page: "", xpath: "", selector: "", line: 0, column: 0, offset: -1, snippet: "")
        if case .node(let place) = place { node = place }
        let (xpath, selector, snippet) = (add(node.xpath), add(node.selector), add(node.snippet))
        let handle = statement.sqliteStatement
        var failure: DatabaseError?
        bytes.withUnsafeBytes { bytes in
            func text(_ position: CInt, _ range: Range<Int>) {
                let start = bytes.baseAddress?.advanced(by: range.lowerBound).assumingMemoryBound(to: CChar.self)
                sqlite3_bind_text(handle, position, start, CInt(range.count), nil)
            }
            sqlite3_bind_int64(handle, 1, subject)
            sqlite3_bind_int64(handle, 2, snapshot)
            sqlite3_bind_int64(handle, 3, verdict)
            sqlite3_bind_int64(handle, 4, message)
            sqlite3_bind_int64(handle, 5, pattern)
            sqlite3_bind_blob(handle, 6, bytes.baseAddress, CInt(hash.count), nil)
            sqlite3_bind_int64(handle, 7, Int64(bitPattern: signals.text))
            sqlite3_bind_int64(handle, 8, Int64(signals.ordinal))
            sqlite3_bind_int64(handle, 9, Int64(bitPattern: signals.block))
            text(10, xpath)
            text(11, selector)
            sqlite3_bind_int64(handle, 12, Int64(node.line))
            sqlite3_bind_int64(handle, 13, Int64(node.column))
            sqlite3_bind_int64(handle, 14, Int64(node.offset))
            text(15, snippet)
            sqlite3_bind_int64(handle, 16, lane.number)
            // The code is asked for before the reset, which lets go of the texts: SQLite keeps no pointer into the buffer.
            let result = sqlite3_step(handle)
            if result != SQLITE_DONE { failure = NumberStatement.failure(of: db) }
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        if let failure { throw failure }
        return db.lastInsertedRowID
    }

    /// Where in `bytes` the text is; without NULs, at which it would end.
    private mutating func add(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        if bytes[start...].contains(0) {
            bytes.removeSubrange(start...)
            bytes.append(contentsOf: text.storable.utf8)
        }
        return start..<bytes.count
    }
}
