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

    /// Hands out the findings of this run that were there before, by number, each with what it was.
    func forEachFinding(_ body: (Int64, Found) throws -> Void) throws {
        var leftOld: [TraceReader.Found] = []
        var leftNew: [TraceReader.Found] = []
        func handOut(_ matches: [TraceMatching.Match], old: [TraceReader.Found], new: [TraceReader.Found]) throws {
            for match in matches {
                guard let found = Self.found(old[match.old], match.pass) else { continue }
                try body(new[match.new].trace.id, found)
            }
        }
        for visit in try visits() {
            let new = try reader.traces(of: visit[0], page: visit[2]).filter { $0.defect == nil }
            let old = try reader.traces(of: visit[1], page: visit[2])
            let matches = TraceMatching.matches(
                old: old.map(\.trace),
                new: new.map(\.trace),
                passes: TraceMatching.Pass.allCases.filter { $0 != .moved }
            )
            try handOut(matches, old: old, new: new)
            leftOld += Self.without(Set(matches.map(\.old)), of: old)
            leftNew += Self.without(Set(matches.map(\.new)), of: new)
        }
        let moved = TraceMatching.matches(old: leftOld.map(\.trace), new: leftNew.map(\.trace), passes: [.moved])
        try handOut(moved, old: leftOld, new: leftNew)
    }

    /// Pages of this run that differ from what was found there before: the snapshot, the one before, the key.
    private func visits() throws -> [Row] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT v.snapshot, v.previous, place.code FROM visit AS v JOIN place ON place.id = v.place
                JOIN snapshot ON snapshot.id = v.snapshot
                WHERE v.run = ? AND v.previous IS NOT NULL AND snapshot.status = 'checked' ORDER BY v.place
                """,
            arguments: [run.number]
        )
    }

    private static func found(_ old: TraceReader.Found, _ pass: TraceMatching.Pass) -> Found? {
        old.defect.map { Found(defect: $0, occurrence: old.trace.id, basis: GroupingBasis(pass)) }
    }

    private static func without(_ positions: Set<Int>, of list: [TraceReader.Found]) -> [TraceReader.Found] {
        list.indices.filter { !positions.contains($0) }.map { list[$0] }
    }
}
