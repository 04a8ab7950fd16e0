import Foundation

/// What an inspection says beside its answers: how the place was chosen, the facts, and where each entry is.
public struct Visit: Sendable, Equatable, Codable {
    /// One ramp, door or bay.
    public struct Entry: Sendable, Equatable, Codable {
        public var section: String
        public var name: String
        /// WGS-84 degrees, where known.
        public var latitude: Double?
        public var longitude: Double?
        public var facts: [String: String]

        public init(section: String, name: String, latitude: Double?, longitude: Double?, facts: [String: String]) {
            (self.section, self.name, self.facts) = (section, name, facts)
            (self.latitude, self.longitude) = (latitude, longitude)
        }
    }

    /// nil where the form does not say.
    public var selection: VisitSelection?
    /// About the whole place: `parking.total` and `260`.
    public var facts: [String: String]
    public var entries: [Entry]

    public init(selection: VisitSelection? = nil, facts: [String: String] = [:], entries: [Entry] = []) {
        (self.selection, self.facts, self.entries) = (selection, facts, entries)
    }

    /// As the options of a run hold it; the same for the same visit.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Run {
    /// Inspections only; empty for those recorded before visits were kept.
    public var visit: Visit {
        guard start.kind == .inspection else { return Visit() }
        return (try? JSONDecoder().decode(Visit.self, from: Data(start.options.utf8))) ?? Visit()
    }
}
