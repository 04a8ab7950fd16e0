/// What identifies a finding on a page, apart from everything that changes by itself.
///
/// Signals are kept as columns and hashed only to be looked up: when one of them changes, matching falls back on the
/// others (../docs/identity.md). All of them have been through ``NoiseMask``.
public struct Signals: Sendable, Equatable, Hashable, Codable {
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

    public init(
        family: String,
        page: String,
        region: String = "",
        path: String = "",
        shape: String = "",
        classes: String = "",
        text: UInt64 = 0,
        evidence: String = "",
        ordinal: Int = 0,
        block: UInt64 = 0
    ) {
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
    }

    /// Raised when any fingerprint below changes for equal input.
    public static let version = 1

    /// This finding on this page.
    public var occurrence: Fingerprint {
        Fingerprint(of: [
            "occurrence/1", family, page, region, path, shape, "\(text)", evidence, "\(ordinal)",
        ])
    }

    /// What one repair in a template of the subject `site` clears: no page, no text, no ordinal.
    public func pattern(site: String) -> Fingerprint {
        Fingerprint(of: ["pattern/1", site, family, region, path, shape, classes, evidence])
    }

    /// What one repair in the content of a page clears: findings of one page that only their ordinals tell apart.
    public func content(site: String) -> Fingerprint {
        Self.content(pattern: pattern(site: site), page: page, text: text)
    }

    static func content(pattern: Fingerprint, page: String, text: UInt64) -> Fingerprint {
        Fingerprint(of: ["content/1", pattern.text, page, "\(text)"])
    }
}

extension ItemPlace {
    /// The signals of a physical finding: the same item at the same place is the same defect at every inspection.
    public func signals(item: String, subject: String) -> Signals {
        Signals(family: item, page: subject, region: section, path: entry)
    }
}
