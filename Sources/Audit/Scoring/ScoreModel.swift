/// Another way to make a number of the same assertions, beside the index and never instead of it.
///
/// Models are data: each has an id, a version, parameters with the values they ship with, says what it does, and can be
/// computed again for any run in the store. Changed parameters show in ``versionName``.
public struct ScoreModel: Sendable {
    public let id: String
    /// Raised whenever equal assertions may give another number.
    public let version: Int
    public let title: LocalizedText
    public let range: ClosedRange<Double>
    /// Whether a higher number is the better one.
    public let isHigherBetter: Bool
    /// What `audit.yaml` may set, in the order in which it is shown.
    public let parameters: [Parameter]
    /// Of the parameters that were set to something else than they ship with.
    public private(set) var settings: [String: Double] = [:]
    private let explain: @Sendable (Values) -> LocalizedText
    private let compute: @Sendable (Input, Values) -> Result

    /// A weight or a limit.
    public struct Parameter: Sendable, Equatable {
        public let name: String
        public let value: Double
        public let range: ClosedRange<Double>

        init(_ name: String, _ value: Double, _ range: ClosedRange<Double> = 0...100) {
            self.name = name
            self.value = value
            self.range = range
        }
    }

    /// The parameters as they are in force.
    struct Values: Sendable {
        fileprivate let numbers: [String: Double]

        subscript(name: String) -> Double { numbers[name] ?? 0 }

        func sum(_ names: [String]) -> Double { names.map { self[$0] }.reduce(0, +) }
    }

    /// What all models are computed from.
    public struct Input: Sendable {
        public var pages: [ScoreBreakdown.Page]
        public var rules: [Requirement]
        /// As in ``AccessibilityCheckIndex``.
        public var frame: [String: Int] = [:]
        /// Elements of all scored pages together.
        public var elements: Int
        /// From 0 to 100, entered by the bureau; nil where there is none.
        public var satisfaction: Double?
        public var selfAssessment: Double?
        /// Veto indicators that were hit, as a person judged them.
        public var vetoes: Int?

        public init(pages: [ScoreBreakdown.Page], rules: [Requirement], elements: Int = 0) {
            self.pages = pages
            self.rules = rules
            self.elements = elements
        }

        var index: AccessibilityCheckIndex {
            AccessibilityCheckIndex(pages: pages.map(\.input), rules: rules, frame: frame, criteria: .wcag22)
        }
    }

    /// The number with what it was made over, or why there is none.
    public struct Result: Sendable, Equatable {
        public var value: Double?
        public var basis: LocalizedText
    }

    init(
        id: String,
        version: Int,
        title: LocalizedText,
        range: ClosedRange<Double>,
        isHigherBetter: Bool,
        parameters: [Parameter] = [],
        explanation: @escaping @Sendable (Values) -> LocalizedText,
        compute: @escaping @Sendable (Input, Values) -> Result
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.range = range
        self.isHigherBetter = isHigherBetter
        self.parameters = parameters
        explain = explanation
        self.compute = compute
    }

    /// The model with some parameters set; those it does not have change nothing.
    public func with(_ settings: [String: Double]) -> ScoreModel {
        var model = self
        model.settings = settings.filter { setting in
            parameters.contains { $0.name == setting.key && $0.value != setting.value }
        }
        return model
    }

    private var values: Values {
        let shipped = Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        return Values(numbers: shipped.merging(settings) { _, set in set })
    }

    /// How the number is made, in a sentence.
    public var explanation: LocalizedText { explain(values) }

    /// `v1`, or `v1+3f2a9c` with a hash of the parameters where some were changed.
    public var versionName: String {
        guard !settings.isEmpty else { return "v\(version)" }
        var hash = FNV1a()
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) { hash.add("\(name)=\(value);".utf8) }
        let digits = String(hash.value & 0xFF_FFFF, radix: 16)
        return "v\(version)+" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The parameters with the values in force.
    public var applied: [(name: String, value: Double)] {
        let values = values
        return parameters.map { ($0.name, values[$0.name]) }
    }

    public func result(_ input: Input) -> Result {
        let judged = input.index
        guard judged.pages >= AccessibilityCheckIndex.minimumPages else {
            return Result(
                basis: LocalizedText(
                    zh: "不足以评分：\(judged.pages) 个页面可计分，至少需要 \(AccessibilityCheckIndex.minimumPages) 个",
                    en: """
                        not enough to score: \(judged.pages.counted("page")) can be scored, \(AccessibilityCheckIndex.minimumPages) \
                        are needed
                        """
                )
            )
        }
        return compute(input, values)
    }

    /// In the order in which they are shown, with the parameters they ship with.
    public static let all: [ScoreModel] = [strictCriteria, fourPrinciples, twoStage, tenPoints, density]
}
