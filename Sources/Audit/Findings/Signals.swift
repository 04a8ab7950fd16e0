/// What identifies a finding on a page, apart from everything that changes by itself.
///
/// Signals are kept as columns and hashed only to be looked up: when one of them changes, matching falls back on the
/// others (../docs/identity.md). All of them have been through ``NoiseMask``.
public struct Signals: Sendable, Equatable, Hashable {
    /// The ``SignalVersion`` that read them; 1 for what is not read off a page.
    public var version: Int
    /// The oldest id of the rule; renaming a rule keeps it.
    public var family: String
    /// The key of the page.
    public var page: String
    /// The nearest landmark or element with a stable id around the node: `header`, `nav#menu`.
    public var region: String
    /// The names of the elements from the region down to the node, without indexes and without mere wrappers.
    public var path: String
    /// The element, its attributes' names and the values among them that say what it is.
    public var shape: String
    /// The classes that no build tool invented.
    public var classes: String
    /// A hash of the start of the node's text; 0 where it has none.
    public var text: UInt64
    /// What the rule itself names as the particular thing, such as the two colours; usually empty.
    public var evidence: String
    /// Which of several findings with equal signals on the page this is, from 0.
    public var ordinal: Int
    /// A hash of the structure around the node, without text; equal where one template wrote both.
    public var block: UInt64
    /// The same element as older versions read it, the newest first.
    public var earlier: [Signals]

    public init(
        version: Int = 1,
        family: String,
        page: String,
        region: String = "",
        path: String = "",
        shape: String = "",
        classes: String = "",
        text: UInt64 = 0,
        evidence: String = "",
        ordinal: Int = 0,
        block: UInt64 = 0,
        earlier: [Signals] = []
    ) {
        self.version = version
        self.family = family
        self.page = page
        self.region = region
        self.path = path
        self.shape = shape
        self.classes = classes
        self.text = text
        self.evidence = evidence
        self.ordinal = ordinal
        self.block = block
        self.earlier = earlier
    }

    /// This finding on this page.
    public var occurrence: Fingerprint {
        var builder = FingerprintBuilder()
        builder.add("occurrence/\(version)")
        for field in [family, page, region, path, shape] { builder.add(field) }
        builder.add(decimal: text)
        builder.add(evidence)
        builder.add(decimal: UInt64(ordinal))
        return builder.fingerprint
    }

    /// What one repair in a template of the subject `site` clears: no page, no text, no ordinal.
    public func pattern(site: String) -> Fingerprint {
        var builder = FingerprintBuilder()
        builder.add("pattern/\(version)")
        for field in [site, family, region, path, shape, classes, evidence] { builder.add(field) }
        return builder.fingerprint
    }

    /// What one repair in the content of a page clears: findings of one page that only their ordinals tell apart.
    public func content(site: String) -> Fingerprint {
        Self.content(pattern: pattern(site: site), page: page, text: text)
    }

    /// `pattern` holds the version already.
    static func content(pattern: Fingerprint, page: String, text: UInt64) -> Fingerprint {
        Fingerprint(of: ["content/1", pattern.text, page, "\(text)"])
    }
}

extension Signals {
    /// Of what tells most of them apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(family)
        hasher.combine(path)
        hasher.combine(text)
        hasher.combine(ordinal)
    }
}

extension Signals: Codable {
    private enum Key: CodingKey {
        case version, family, page, region, path, shape, classes, text, evidence, ordinal, block, earlier
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            version: try container.decodeIfPresent(Int.self, forKey: .version) ?? 1,
            family: try container.decode(String.self, forKey: .family),
            page: try container.decode(String.self, forKey: .page),
            region: try container.decode(String.self, forKey: .region),
            path: try container.decode(String.self, forKey: .path),
            shape: try container.decode(String.self, forKey: .shape),
            classes: try container.decode(String.self, forKey: .classes),
            text: try container.decode(UInt64.self, forKey: .text),
            evidence: try container.decode(String.self, forKey: .evidence),
            ordinal: try container.decode(Int.self, forKey: .ordinal),
            block: try container.decode(UInt64.self, forKey: .block),
            earlier: try container.decodeIfPresent([Signals].self, forKey: .earlier) ?? []
        )
    }

    /// Written as before there were versions where there is but the first: forms are known by a digest over it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if version != 1 { try container.encode(version, forKey: .version) }
        try container.encode(family, forKey: .family)
        try container.encode(page, forKey: .page)
        try container.encode(region, forKey: .region)
        try container.encode(path, forKey: .path)
        try container.encode(shape, forKey: .shape)
        try container.encode(classes, forKey: .classes)
        try container.encode(text, forKey: .text)
        try container.encode(evidence, forKey: .evidence)
        try container.encode(ordinal, forKey: .ordinal)
        try container.encode(block, forKey: .block)
        if !earlier.isEmpty { try container.encode(earlier, forKey: .earlier) }
    }
}

/// Tells findings with equal signals apart, in the order in which they come.
struct SignalNumbering {
    private var seen: [Signals: Int] = [:]

    /// Makes room for so many findings.
    mutating func reserve(_ count: Int) { seen.reserveCapacity(seen.count + count) }

    /// These signals as those of a finding of a rule, with its ordinal in every version.
    mutating func number(_ signals: Signals, family: String) -> Signals {
        var numbered = signals
        numbered.earlier = signals.earlier.map { numberAlone($0, family: family) }
        let own = numberAlone(signals, family: family)
        (numbered.family, numbered.ordinal) = (own.family, own.ordinal)
        return numbered
    }

    private mutating func numberAlone(_ signals: Signals, family: String) -> Signals {
        var signals = signals
        signals.family = family
        var unordered = signals
        (unordered.block, unordered.earlier) = (0, [])
        signals.ordinal = seen[unordered, default: 0]
        seen[unordered] = signals.ordinal + 1
        return signals
    }
}

extension ItemPlace {
    /// The signals of a physical finding: the same item at the same place is the same defect at every inspection.
    public func signals(item: String, subject: String) -> Signals {
        Signals(family: item, page: subject, region: section, path: entry)
    }
}
