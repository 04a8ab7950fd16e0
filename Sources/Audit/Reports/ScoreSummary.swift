/// The indices of the sites of one unit or district, or of all; never weighted by their pages.
public struct ScoreSummary: Sendable, Equatable {
    /// nil for all sites together, and for those of a district.
    public let unit: String?
    public let district: String?
    public let sites: Int
    /// Sites that have an index.
    public let scored: Int
    public let mean: Double?
    public let median: Double?

    /// A site with its index, if it has one.
    struct Site {
        let subject: Subject
        let value: Double?

        init(_ subject: Subject, _ value: Double?) {
            self.subject = subject
            self.value = value
        }
    }

    /// All sites first, then each district, then each unit, by name.
    static func summaries(of sites: [Site]) -> [ScoreSummary] {
        guard !sites.isEmpty else { return [] }
        return [ScoreSummary(sites)] + groups(of: sites, by: \.district).map { ScoreSummary($1, district: $0) }
            + units(of: sites)
    }

    /// Each responsible unit of the sites, by name.
    static func units(of sites: [Site]) -> [ScoreSummary] {
        groups(of: sites, by: \.responsibleUnit).map { ScoreSummary($1, unit: $0) }
    }

    private static func groups(of sites: [Site], by name: (Subject) -> String?) -> [(String, [Site])] {
        let named = sites.compactMap { site in name(site.subject).map { (name: $0, site: site) } }
        return Dictionary(grouping: named, by: \.name).sorted { $0.key < $1.key }.map { ($0, $1.map(\.site)) }
    }

    private init(_ sites: [Site], unit: String? = nil, district: String? = nil) {
        let values = sites.compactMap(\.value)
        self.unit = unit
        self.district = district
        self.sites = sites.count
        scored = values.count
        mean = values.mean
        median = values.median
    }

    /// Whose sites they are.
    func name(in language: Language) -> String {
        unit ?? district ?? LocalizedText(zh: "全部网站", en: "All sites")[language]
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("unit")
            writer.value(unit)
            writer.key("district")
            writer.value(district)
            writer.key("sites")
            writer.value(sites)
            writer.key("scored")
            writer.value(scored)
            writer.number("mean", mean)
            writer.number("median", median)
        }
    }

    static let shape = JSONShape.object([
        .init("unit", .nullable(.text)), .init("district", .nullable(.text)), .init("sites", .integer),
        .init("scored", .integer), .init("mean", .nullable(.number)), .init("median", .nullable(.number)),
    ])
}
