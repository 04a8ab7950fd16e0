/// Inspected places as A11yJSON, as far as that can hold what inspections say.
///
/// Only what was measured or seen is written; the traffic light of wheelchair access is a person's judgement and left out.
public struct A11yJSON: Sendable {
    /// The file: a feature collection of places.
    public let bytes: [UInt8]
    /// Places without a point, and answers the format has no room for.
    public let leftOut: [(what: LocalizedText, count: Int)]

    public init(_ visits: [PlaceVisit]) {
        var features: [[UInt8]] = []
        var (withoutPoint, unused) = (0, 0)
        for visit in visits {
            guard let geometry = visit.subject.geometry, geometry.shape == .point else {
                withoutPoint += 1
                continue
            }
            let place = PlaceWriter(visit: visit)
            features.append(place.feature(geometry))
            unused += visit.answers.count { answer in
                [.passed, .failed].contains(answer.outcome) && !PlaceWriter.used.contains(answer.item)
            }
        }
        bytes =
            Array("{\"type\":\"FeatureCollection\",\"features\":[\n".utf8)
            + features.joined(separator: Array(",\n".utf8)) + Array("\n]}\n".utf8)
        leftOut = [
            (LocalizedText(zh: "没有点坐标的场所", en: "places without a point"), withoutPoint),
            (LocalizedText(zh: "此格式没有位置的答案", en: "answers this format has no room for"), unused),
        ].filter { $0.1 > 0 }
    }
}

/// One place as a PlaceInfo of A11yJSON.
private struct PlaceWriter {
    let visit: PlaceVisit

    static let used: Set<String> = [
        "entrance.type", "accessible-toilet.turning", "toilet.bars-both-sides", "counter.height", "counter.knee-space",
        "counter.turning", "parking.share", "parking.guide-sign", "wheelchair-seating.count",
    ]

    func feature(_ geometry: Geometry) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.value("Feature")
            writer.key("geometry")
            GeoJSONText.write(geometry, &writer)
            writer.key("properties")
            writer.object { writer in
                writer.key("originalId")
                writer.value(visit.subject.id)
                writer.key("name")
                writer.object { writer in
                    writer.key("zh")
                    writer.value(visit.subject.name)
                }
                writer.key("category")
                writer.value(category)
                writer.key("accessibility")
                writer.object { accessibility(&$0) }
            }
        }
        return writer.bytes
    }

    /// In words of OpenStreetMap where it has one.
    private var category: String {
        switch visit.subject.kind {
        case .carPark: "parking"
        case .busStop: "bus_stop"
        case .station: "station"
        case .toilet: "toilets"
        case .park: "park"
        case .serviceHall: "government_office"
        case .crossing: "crossing"
        default: visit.subject.kind.rawValue
        }
    }

    private func accessibility(_ writer: inout JSONWriter) {
        list("entrances", around: ["entrance.type"], &writer) { entry, writer in
            name(entry, &writer)
            guard let type = text("entrance.type", entry) else { return }
            flag("isLevel", type == "level", &writer)
            if type != "level" { flag("hasFixedRamp", type == "steps-ramp", &writer) }
            if type == "steps-platform-lift" { flag("hasHoist", true, &writer) }
        }
        list("restrooms", around: ["accessible-toilet.turning", "toilet.bars-both-sides"], &writer) { entry, writer in
            length("turningSpaceInside", "accessible-toilet.turning", entry, &writer)
            if let has = verdict("toilet.bars-both-sides", entry) { flag("hasSupportRails", has, &writer) }
        }
        list("desks", around: ["counter.height", "counter.knee-space"], &writer) { entry, writer in
            name(entry, &writer)
            length("fixedHeight", "counter.height", entry, &writer)
            if let has = verdict("counter.knee-space", entry) { flag("isRollUnder", has, &writer) }
            length("turningSpaceInFront", "counter.turning", entry, &writer)
        }
        if let bays = number("parking.share") {
            writer.key("parking")
            writer.object { writer in
                writer.key("forWheelchairUsers")
                writer.object { writer in
                    writer.key("count")
                    writer.value(Int(bays))
                    if let has = verdict("parking.guide-sign", nil) { flag("hasDedicatedSignage", has, &writer) }
                }
            }
        }
        if let seats = number("wheelchair-seating.count") {
            writer.key("wheelchairPlaces")
            writer.object { writer in
                writer.key("count")
                writer.value(Int(seats))
            }
        }
    }

    // MARK: - Answers

    /// A section and the name of an entry of it.
    private struct Entry: Hashable {
        let section: String
        let name: String
    }

    private func list(
        _ key: String,
        around items: Set<String>,
        _ writer: inout JSONWriter,
        _ body: (Entry, inout JSONWriter) -> Void
    ) {
        var seen: Set<Entry> = []
        let entries = visit.answers.filter { items.contains($0.item) && $0.outcome != .untested && $0.kind != .na }
            .map { Entry(section: $0.section, name: $0.entry) }.filter { seen.insert($0).inserted }
        guard !entries.isEmpty else { return }
        writer.key(key)
        writer.array(of: entries) { writer, entry in writer.object { body(entry, &$0) } }
    }

    private func answer(_ item: String, _ entry: Entry?) -> Inspection.Answer? {
        visit.answers.first { answer in
            answer.item == item && (entry == nil || Entry(section: answer.section, name: answer.entry) == entry)
        }
    }

    private func text(_ item: String, _ entry: Entry) -> String? {
        answer(item, entry).flatMap { $0.kind == .choice ? $0.text : nil }
    }

    private func number(_ item: String) -> Double? { answer(item, nil)?.number }

    private func verdict(_ item: String, _ entry: Entry?) -> Bool? {
        switch answer(item, entry)?.outcome {
        case .passed: true
        case .failed: false
        default: nil
        }
    }

    private func name(_ entry: Entry, _ writer: inout JSONWriter) {
        guard !entry.name.isEmpty else { return }
        writer.key("name")
        writer.object { writer in
            writer.key("zh")
            writer.value(entry.name)
        }
    }

    private func flag(_ key: String, _ value: Bool, _ writer: inout JSONWriter) {
        writer.key(key)
        writer.value(value)
    }

    private func length(_ key: String, _ item: String, _ entry: Entry, _ writer: inout JSONWriter) {
        guard let answer = answer(item, entry), let value = answer.number, let unit = answer.unit else { return }
        writer.key(key)
        writer.object { writer in
            writer.key("value")
            writer.value(value)
            writer.key("unit")
            writer.value(unit)
        }
    }
}
