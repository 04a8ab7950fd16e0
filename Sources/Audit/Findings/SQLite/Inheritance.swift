import Foundation
import GRDB

/// Finds the findings of pages that changed again, and with them the defects they belonged to.
struct Inheritance {
    private let db: Database
    private let run: RunID
    private let reader: TraceReader

    init(_ db: Database, run: RunID) throws {
        self.db = db
        self.run = run
        reader = try TraceReader(db)
    }

    /// The same finding as it stood before the run, and what it was known by.
    struct Found {
        var defect: Int64
        var occurrence: Int64
        var basis: GroupingBasis
    }

    /// The finding before the run, by the occurrence of this run.
    func findings() throws -> [Int64: Found] {
        let visits = try Row.fetchAll(
            db,
            sql: """
                SELECT v.snapshot, v.previous, place.code FROM visit AS v JOIN place ON place.id = v.place
                JOIN snapshot ON snapshot.id = v.snapshot
                WHERE v.run = ? AND v.previous IS NOT NULL AND snapshot.status = 'checked' ORDER BY v.place
                """,
            arguments: [run.number]
        )
        var found: [Int64: Found] = [:]
        var leftOld: [TraceReader.Found] = []
        var leftNew: [TraceReader.Found] = []
        for visit in visits {
            let new = try reader.traces(of: visit[0], page: visit[2]).filter { $0.defect == nil }
            let old = try reader.traces(of: visit[1], page: visit[2])
            let matches = TraceMatching.matches(
                old: old.map(\.trace),
                new: new.map(\.trace),
                passes: TraceMatching.Pass.allCases.filter { $0 != .moved }
            )
            for match in matches { found[new[match.new].trace.id] = Self.found(old[match.old], match.pass) }
            leftOld += Self.without(Set(matches.map(\.old)), of: old)
            leftNew += Self.without(Set(matches.map(\.new)), of: new)
        }
        for match in TraceMatching.matches(old: leftOld.map(\.trace), new: leftNew.map(\.trace), passes: [.moved]) {
            found[leftNew[match.new].trace.id] = Self.found(leftOld[match.old], match.pass)
        }
        return found
    }

    private static func found(_ old: TraceReader.Found, _ pass: TraceMatching.Pass) -> Found? {
        old.defect.map { Found(defect: $0, occurrence: old.trace.id, basis: GroupingBasis(pass)) }
    }

    private static func without(_ positions: Set<Int>, of list: [TraceReader.Found]) -> [TraceReader.Found] {
        list.indices.filter { !positions.contains($0) }.map { list[$0] }
    }
}
