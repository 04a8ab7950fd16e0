/// A road cut into the stretches that are inspected one by one, so that they can be drawn and counted per 100 m.
///
/// Cut at the junctions that belong to the road, and between them into equal pieces as near to the stated length as equal
/// pieces come: every metre of the road then has about the same chance to be drawn.
public struct RoadCut: Sendable, Equatable {
    public enum Bound {
        /// Between the 100 and 200 m that segments of main roads have.
        public static let defaultMetres = 150.0
        public static let metres = 20.0...1_000.0
        /// A junction farther off the line is not on it; half the width of a wide road, and the error of a phone.
        static let junctionReach = 40.0
        /// Cuts closer together than this are one: the mouth of a junction is no stretch.
        static let shortestStretch = 20.0
        static let segments = 5_000.0
        /// Points of the line times junctions looked at.
        static let work = 50_000_000
    }

    /// From the beginning of the line to its end; where both sides are asked for, the left one of each stretch first.
    public let segments: [Subject]
    /// Metres.
    public let length: Double
    /// Junctions it was cut at.
    public let junctions: Int

    /// - Parameters:
    ///   - road: With a line.
    ///   - metres: How long a segment should be.
    ///   - crossings: Junctions that belong to the road; those with a point near the line cut it.
    ///   - bothSides: Whether the footway on each side is a segment of its own; both have the line of the road.
    /// - Throws: ``AuditError`` where the road has no line, or would fall into too many pieces.
    public init(_ road: Subject, metres: Double, crossings: [Subject] = [], bothSides: Bool = false) throws(AuditError)
    {
        guard let geometry = road.geometry, geometry.shape == .line,
            case let line = MeasuredLine(geometry.coordinates), line.length > 0
        else { throw Self.noLine(road) }
        guard line.length / metres * (bothSides ? 2 : 1) <= Bound.segments,
            crossings.count * geometry.coordinates.count <= Bound.work
        else { throw Self.tooMany(road) }
        let found = crossings.compactMap { crossing -> Double? in
            guard crossing.geometry?.shape == .point, let point = crossing.geometry?.coordinates.first else {
                return nil
            }
            let (position, distance) = line.nearest(to: point)
            return distance <= Bound.junctionReach ? position : nil
        }
        let cuts = Self.cuts(found, length: line.length)
        let stretches = zip(cuts, cuts.dropFirst()).flatMap { start, end in
            Self.pieces(from: start, to: end, metres: metres)
        }
        let digits = max(3, "\(stretches.count)".count)
        segments = stretches.enumerated().flatMap { index, stretch in
            (bothSides ? ["L", "R"] : [""]).map { side in
                let number = "\(index + 1)"
                let name = String(repeating: "0", count: digits - number.count) + number + side
                return Self.segment(of: road, name: name, stretch, line.part(stretch), geometry.captured)
            }
        }
        length = line.length
        junctions = cuts.count - 2
    }

    /// The ends and the junctions between them, none closer to the one before than a stretch may be short.
    private static func cuts(_ junctions: [Double], length: Double) -> [Double] {
        var cuts = [0.0]
        for cut in junctions.sorted()
        where cut - (cuts.last ?? 0) >= Bound.shortestStretch && length - cut >= Bound.shortestStretch {
            cuts.append(cut)
        }
        return cuts + [length]
    }

    private static func pieces(from start: Double, to end: Double, metres: Double) -> [ClosedRange<Double>] {
        let count = max(1, Int(((end - start) / metres).rounded()))
        let step = (end - start) / Double(count)
        return (0..<count).map { index in
            // The last ends where the stretch does, whatever the sum of the steps is.
            (start + Double(index) * step)...(index == count - 1 ? end : start + Double(index + 1) * step)
        }
    }

    private static func segment(
        of road: Subject,
        name: String,
        _ stretch: ClosedRange<Double>,
        _ coordinates: [Geometry.Coordinate],
        _ captured: Geometry.CapturedSystem
    ) -> Subject {
        let (start, end) = (Int(stretch.lowerBound.rounded()), Int(stretch.upperBound.rounded()))
        return Subject(
            id: "\(road.id)-\(name)",
            kind: .roadSegment,
            name: "\(road.name) \(name) (\(start)–\(end) m)",
            address: road.address,
            division: road.division,
            divisionYear: road.divisionYear,
            region: road.region,
            category: road.category,
            geometry: Geometry(shape: .line, coordinates: coordinates, captured: captured),
            responsibleUnit: road.responsibleUnit,
            supervisingDepartment: road.supervisingDepartment,
            parent: road.id
        )
    }

    private static func noLine(_ road: Subject) -> AuditError {
        AuditError(
            .usage,
            at: road.id.quotedForMessage,
            LocalizedText(zh: "台账里没有这条路的线形", en: "the register has no line for this road"),
            remedy: LocalizedText(
                zh: "用 GeoJSON（LineString）导入道路中线：audit subjects import",
                en: "Import its centre line as a GeoJSON LineString: audit subjects import"
            )
        )
    }

    private static func tooMany(_ road: Subject) -> AuditError {
        AuditError(
            .usage,
            at: road.id.quotedForMessage,
            LocalizedText(
                zh: "这样切会多于 \(Int(Bound.segments)) 段",
                en: "this would make more than \(Int(Bound.segments)) segments"
            ),
            remedy: LocalizedText(zh: "加长 --length，或检查线形的坐标", en: "Raise --length, or check the line's coordinates")
        )
    }
}

extension [Subject] {
    /// Without roads that were cut: their segments stand for them.
    var withoutCutRoads: [Subject] {
        let cut = Set(filter { $0.kind == .roadSegment }.compactMap(\.parent))
        return filter { $0.kind != .roadSegment || !cut.contains($0.id) }
    }
}
