/// A rule as a run applies it: one of the registry with what the configuration sets, or one that a user declared.
///
/// A class, since the lists of rules that pages are judged by would else be copied field by field.
public final class AppliedRule: Sendable {
    public let metadata: RuleMetadata
    /// What decides its verdicts besides its version; empty for a rule as it comes.
    let setting: String
    /// Every verdict on a page, in document order; empty where the rule is inapplicable.
    let verdicts: @Sendable (Page) -> [TargetOutcome]
    /// Every verdict over the pages of a site; nil for a rule that looks at one page.
    let siteVerdicts: (@Sendable (Site) -> [SiteOutcome])?

    init(
        _ metadata: RuleMetadata,
        setting: String = "",
        verdicts: @escaping @Sendable (Page) -> [TargetOutcome]
    ) {
        self.metadata = metadata
        self.setting = setting
        self.verdicts = verdicts
        siteVerdicts = nil
    }

    /// A rule over a site as it is; on a page alone it is untested.
    public init(site type: any SiteRule.Type, severity: Severity? = nil) {
        let rule = type.init()
        metadata = severity.map { type.metadata.with($0) } ?? type.metadata
        setting = ""
        verdicts = { _ in [] }
        siteVerdicts = { rule.verdicts(over: $0) }
    }

    /// A rule of the registry as it is.
    public convenience init(_ type: any Rule.Type) { self.init(type, RuleSetting()) }

    convenience init(_ type: any Rule.Type, _ setting: RuleSetting) {
        let rule = Self.make(type, setting.parameters)
        let metadata = setting.severity.map { type.metadata.with($0) } ?? type.metadata
        let values = setting.parameters.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        self.init(metadata, setting: values.joined(separator: " ")) { rule.verdicts(in: $0) }
    }

    private static func make(_ type: any Rule.Type, _ parameters: RuleParameters) -> any Rule {
        if let adjustable = type as? any AdjustableRule.Type { return adjustable.init(parameters) }
        return type.init()
    }
}

extension [AppliedRule] {
    /// Every rule of the registry as it is, those over a site last.
    public static let all: [AppliedRule] =
        RuleRegistry.all.map { AppliedRule($0) } + RuleRegistry.site.map { AppliedRule(site: $0) }

    /// The rules over a site among these.
    public var overSites: [AppliedRule] { filter { $0.siteVerdicts != nil } }
}

/// What a configuration says of one rule.
public struct RuleSetting: Sendable, Equatable {
    public var isEnabled = true
    /// nil leaves the rule's own.
    public var severity: Severity?
    public var parameters = RuleParameters()

    public init() {}
}

// MARK: - Parameters

/// A rule with numbers that a configuration may set.
public protocol AdjustableRule: Rule {
    static var parameters: [RuleParameter] { get }

    init(_ values: RuleParameters)
}

extension AdjustableRule {
    public init() { self.init(RuleParameters()) }
}

/// A number of a rule, with what it is without a configuration and what it may be.
public struct RuleParameter: Sendable, Equatable {
    /// Kebab case.
    public let name: String
    public let meaning: LocalizedText
    public let standard: Double
    public let range: ClosedRange<Double>

    public init(_ name: String, _ meaning: LocalizedText, standard: Double, in range: ClosedRange<Double>) {
        self.name = name
        self.meaning = meaning
        self.standard = standard
        self.range = range
    }
}

/// The numbers a configuration sets, by name.
public struct RuleParameters: Sendable, Equatable {
    public var values: [String: Double]

    public init(_ values: [String: Double] = [:]) { self.values = values }

    /// The number set, else the standard one.
    subscript(parameter: RuleParameter) -> Double { values[parameter.name] ?? parameter.standard }
}
