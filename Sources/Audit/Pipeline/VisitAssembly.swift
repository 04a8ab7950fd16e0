/// Reads the inspections of places from the store.
struct VisitAssembly {
    let store: any AuditStore

    /// All of them, in the order of the store, and the register.
    func visits() async throws -> (visits: [PlaceVisit], register: [Subject]) {
        let register = try await store.subjects(unit: nil)
        let subjects = Dictionary(register.map { ($0.id, $0) }) { first, _ in first }
        var visits: [PlaceVisit] = []
        for run in try await store.runs(of: nil) where run.start.kind == .inspection {
            guard let subject = subjects[run.subject] else { continue }
            let answers = try await store.answers(of: run.id)
            visits.append(
                PlaceVisit(subject: subject, run: run, answers: answers, requirements: run.start.requirements)
            )
        }
        return (visits, register)
    }
}

/// What other programs for accessible places read.
public struct PlaceExport: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case opensidewalks, a11yjson
    }

    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The newest inspection of each place with each checklist, and what the format could not hold.
    public func export(as format: Format) async throws -> (bytes: [UInt8], leftOut: [(what: LocalizedText, count: Int)]) {
        let visits = DistrictFigures.newest(try await VisitAssembly(store: store).visits().visits)
        switch format {
        case .opensidewalks:
            let file = OpenSidewalks(visits)
            return (file.bytes, file.leftOut)
        case .a11yjson:
            let file = A11yJSON(visits)
            return (file.bytes, file.leftOut)
        }
    }
}
