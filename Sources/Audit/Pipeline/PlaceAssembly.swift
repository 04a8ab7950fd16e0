/// Gathers from the store what `audit places` says.
public struct PlaceAssembly: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The figures of each district and each road.
    ///
    /// - Parameter grouping: What a district is: a division code, a region, a unit, or all places together.
    /// - Returns: Districts by name, then roads.
    /// - Throws: ``AuditError`` `nothingAudited` where the store holds no inspection.
    public func report(by grouping: PlaceSample.Grouping) async throws -> PlaceReport {
        let (visits, subjects) = try await VisitAssembly(store: store).visits()
        guard !visits.isEmpty else {
            throw AuditError(
                .nothingAudited,
                at: "places",
                LocalizedText(zh: "数据库里没有现场核查", en: "the store holds no inspection"),
                remedy: LocalizedText(zh: "先运行 audit checklist import", en: "Run audit checklist import first")
            )
        }
        let register = Dictionary(grouping: subjects.withoutCutRoads, by: grouping.key)
        let districts = Dictionary(grouping: visits) { grouping.key($0.subject) }.sorted { $0.key < $1.key }
        return PlaceReport(
            districts: districts.map { key, visits in
                DistrictFigures(district: key.isEmpty ? nil : key, visits: visits, register: register[key] ?? [])
            },
            roads: RoadFigures.roads(
                DistrictFigures.newest(visits),
                names: Dictionary(subjects.map { ($0.id, $0.name) }) { first, _ in first }
            )
        )
    }
}
