/// One thing that failed, or that a person has to look at, on a page or at a place.
///
/// A web finding and a kerb that is too high are the same type and come out of the same query.
public struct Finding: Sendable, Equatable, Codable {
    public enum Domain: String, Sendable, Codable, CaseIterable {
        case web, physical
    }

    public var domain: Domain
    /// The id of the rule or of the checklist item.
    public var requirement: String
    /// `failed` or `cantTell`.
    public var outcome: Outcome
    public var kind: RuleMetadata.Kind
    public var confidence: Confidence
    public var severity: Severity
    /// What a failure violates: `wcag22:1.1.1`, or standard and clause (`GB 55019-2021 2.10.4`).
    public var criteria: [String]
    public var message: LocalizedText
    public var place: Place
    /// What was measured and what would have been right; physical findings only.
    public var measurement: Measurement?
    /// Fingerprint of this occurrence and of the defect it belongs to.
    public var occurrence: String
    public var defect: String
    /// What both fingerprints are made of; nil for findings that another tool made.
    public var signals: Signals?

    public init(
        domain: Domain,
        requirement: String,
        outcome: Outcome,
        kind: RuleMetadata.Kind,
        confidence: Confidence,
        severity: Severity,
        criteria: [String],
        message: LocalizedText,
        place: Place,
        measurement: Measurement? = nil,
        occurrence: String,
        defect: String,
        signals: Signals? = nil
    ) {
        self.domain = domain
        self.requirement = requirement
        self.outcome = outcome
        self.kind = kind
        self.confidence = confidence
        self.severity = severity
        self.criteria = criteria
        self.message = message
        self.place = place
        self.measurement = measurement
        self.occurrence = occurrence
        self.defect = defect
        self.signals = signals
    }
}

/// Where a finding is.
public enum Place: Sendable, Equatable, Codable {
    case node(NodePlace)
    case item(ItemPlace)
}

/// An element of a page.
public struct NodePlace: Sendable, Equatable, Codable {
    /// The page's address, or its path relative to the folder checked.
    public var page: String
    /// Absolute, element names in lower case, 1-based among siblings of the same name.
    public var xpath: String
    public var selector: String
    /// 1-based; columns count UTF-8 bytes.
    public var line: Int
    public var column: Int
    /// UTF-8 bytes from the start of the decoded source to the start tag; -1 if the parser implied the element.
    public var offset: Int
    /// The start tag as written, cut to a stated length; never trusted, always escaped where shown.
    public var snippet: String

    public init(
        page: String,
        xpath: String,
        selector: String,
        line: Int,
        column: Int,
        offset: Int,
        snippet: String
    ) {
        self.page = page
        self.xpath = xpath
        self.selector = selector
        self.line = line
        self.column = column
        self.offset = offset
        self.snippet = snippet
    }
}

/// One entry of a module of a filled form: the second ramp of a crossing.
public struct ItemPlace: Sendable, Equatable, Codable {
    /// The form's instance id.
    public var form: String
    public var section: String
    /// What the inspector called this ramp, door or bay; empty where the section does not repeat.
    public var entry: String
    /// WGS-84 degrees, where known.
    public var latitude: Double?
    public var longitude: Double?
    public var note: String

    public init(
        form: String,
        section: String,
        entry: String,
        latitude: Double? = nil,
        longitude: Double? = nil,
        note: String = ""
    ) {
        self.form = form
        self.section = section
        self.entry = entry
        self.latitude = latitude
        self.longitude = longitude
        self.note = note
    }
}

/// A reading beside its limit, in one unit.
public struct Measurement: Sendable, Equatable, Codable {
    public var value: Double
    public var unit: String
    public var minimum: Double?
    public var maximum: Double?
    /// How far beyond the limit a reading may lie and still pass, in the same unit.
    public var tolerance: Double

    public init(value: Double, unit: String, minimum: Double?, maximum: Double?, tolerance: Double) {
        self.value = value
        self.unit = unit
        self.minimum = minimum
        self.maximum = maximum
        self.tolerance = tolerance
    }
}
