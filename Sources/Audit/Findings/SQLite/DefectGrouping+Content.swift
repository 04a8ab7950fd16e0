import Foundation
import GRDB

/// What one repair in the content of a page clears.
extension DefectGrouping {
    /// What was looked up so far; of the page under way, but for the names of patterns, which pages share.
    struct ContentDefects {
        struct Key: Hashable {
            let pattern: Int64
            let text: Int64
        }
        /// Whether there may be defects from before.
        let hasOlder: Bool
        var known: [Key: Int64] = [:]
        var fingerprints: [Int64: Fingerprint] = [:]
        var page: String?

        init(hasOlder: Bool) { self.hasOlder = hasOlder }

        mutating func beginPage() {
            known.removeAll(keepingCapacity: true)
            page = nil
        }
    }

    /// The defect of a finding in the content of its page; nil where there is none and none is to be made.
    func content(_ row: Row, _ contents: inout ContentDefects, create: Bool) throws -> Int64? {
        let key = ContentDefects.Key(pattern: row.pattern, text: row.text)
        if let known = contents.known[key] { return known }
        let own = try contentFingerprint(row.pattern, row.text, row.place, &contents)
        var names = [own]
        for earlier in row.earlier {
            names.append(try contentFingerprint(earlier.pattern, earlier.text, row.place, &contents))
        }
        let existing = contents.hasOlder ? try firstDefect(named: names) : nil
        if let existing, create || existing.isSplit {
            contents.known[key] = try resolved(existing.id)
        } else if create {
            contents.known[key] = try insert(row, scope: .content, fingerprint: Data(own.bytes))
        }
        return contents.known[key]
    }

    func contentFingerprint(
        _ row: Int64,
        _ text: Int64,
        _ place: Int64,
        _ contents: inout ContentDefects
    ) throws -> Fingerprint {
        let pattern = try contents.fingerprints[row] ?? patternFingerprint(row)
        contents.fingerprints[row] = pattern
        let page = try contents.page ?? placeCode(place)
        contents.page = page
        return Signals.content(pattern: pattern, page: page, text: UInt64(bitPattern: text))
    }

    /// The first of these fingerprints that a defect has.
    func firstDefect(named fingerprints: [Fingerprint]) throws -> (id: Int64, isSplit: Bool)? {
        let statement = try db.cachedStatement(
            sql: "SELECT id, isSplit FROM defect WHERE subject = ? AND fingerprint = ?"
        )
        for fingerprint in fingerprints {
            if let row = try GRDB.Row.fetchOne(statement, arguments: [subject, Data(fingerprint.bytes)]) {
                return (row[0], row[1])
            }
        }
        return nil
    }

    func patternFingerprint(_ pattern: Int64) throws -> Fingerprint {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT fingerprint FROM pattern WHERE id = ?"),
            arguments: [pattern]
        )
        guard let bytes else { throw Self.missing("pattern") }
        return Fingerprint(prefixOf: [UInt8](bytes))
    }

    func placeCode(_ place: Int64) throws -> String {
        let code = try String.fetchOne(
            db.cachedStatement(sql: "SELECT code FROM place WHERE id = ?"),
            arguments: [place]
        )
        guard let code else { throw Self.missing("place") }
        return code
    }
}
