/// Cuts roads of the register into segments: all of them or none.
public struct RoadCutTask: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    public struct Result: Sendable {
        public let road: Subject
        public let cut: RoadCut
        /// Whether the register had exactly these segments already.
        public let isUnchanged: Bool
    }

    /// Adds the segments of each road to the register; a second time changes nothing.
    ///
    /// - Parameters:
    ///   - roads: Ids.
    ///   - metres: How long a segment should be.
    ///   - bothSides: Whether the footway on each side is a segment of its own.
    ///   - isPreview: Whether to say only what would be added.
    /// - Returns: One for each road, in the order given.
    /// - Throws: ``AuditError`` with the first road that is unknown, has no line, or was cut otherwise before.
    public func run(
        _ roads: [String],
        metres: Double,
        bothSides: Bool = false,
        isPreview: Bool = false
    ) async throws -> [Result] {
        let register = try await store.subjects(unit: nil)
        let subjects = Dictionary(register.map { ($0.id, $0) }) { first, _ in first }
        let parts = Dictionary(grouping: register) { $0.parent ?? "" }
        var results: [Result] = []
        var seen: Set<String> = []
        for id in roads where seen.insert(id).inserted {
            guard let road = subjects[id] else { throw Self.unknown(id) }
            let own = parts[id] ?? []
            let cut = try RoadCut(
                road,
                metres: metres,
                crossings: own.filter { $0.kind == .crossing },
                bothSides: bothSides
            )
            let before = own.filter { $0.kind == .roadSegment }
            let isUnchanged = Self.shape(before) == Self.shape(cut.segments)
            guard before.isEmpty || isUnchanged else { throw Self.cutBefore(id, before.count) }
            if let taken = cut.segments.first(where: { subjects[$0.id] != nil && subjects[$0.id]?.parent != id }) {
                throw Self.taken(taken.id, id)
            }
            results.append(Result(road: road, cut: cut, isUnchanged: isUnchanged))
        }
        if !isPreview { try await store.save(results.filter { !$0.isUnchanged }.flatMap(\.cut.segments)) }
        return results
    }

    /// Names and units may have been mended since; the stretches may not.
    private static func shape(_ segments: [Subject]) -> [String: Geometry] {
        Dictionary(segments.compactMap { segment in segment.geometry.map { (segment.id, $0) } }) { first, _ in first }
    }

    private static func unknown(_ id: String) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(zh: "台账里没有这个对象", en: "the register has no such subject"),
            remedy: LocalizedText(zh: "用 audit subjects list 查看编号", en: "See the ids with audit subjects list")
        )
    }

    private static func cutBefore(_ id: String, _ count: Int) -> AuditError {
        AuditError(
            .usage,
            at: id.quotedForMessage,
            LocalizedText(
                zh: "这条路已有 \(count) 个路段，与现在的切法不同",
                en: "this road has \(count.counted("segment")) already, cut otherwise"
            ),
            remedy: LocalizedText(
                zh: "路段编号是永久的：沿用原来的切法，或以新编号导入这条路再切",
                en: "Ids of segments are permanent: keep to that cut, or import the road under a new id and cut that"
            )
        )
    }

    private static func taken(_ id: String, _ road: String) -> AuditError {
        AuditError(
            .usage,
            at: road.quotedForMessage,
            LocalizedText(
                zh: "编号 \(id.quotedForMessage) 已属于别的对象",
                en: "the id \(id.quotedForMessage) belongs to something else"
            ),
            remedy: LocalizedText(zh: "以新编号导入这条路再切", en: "Import the road under a new id and cut that")
        )
    }
}
