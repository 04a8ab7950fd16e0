/// Gathers from the store what `audit district` says.
public struct DistrictAssembly: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// Sites and places of each district side by side.
    ///
    /// - Parameter district: A region or division; all of them where nil.
    /// - Returns: Districts by name, those without one last.
    /// - Throws: ``AuditError`` `nothingAudited` where there is no run to score.
    public func report(of district: String? = nil) async throws -> DistrictReport {
        let scores = try await ScoreAssembly(store: store).scores()
        let (visits, register) = try await VisitAssembly(store: store).visits()
        return DistrictReport(scores, visits: visits, register: register, district: district)
    }
}
