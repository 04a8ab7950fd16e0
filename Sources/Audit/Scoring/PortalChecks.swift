/// Checks made for Chinese portals: each counts in the index only once it has proven right on real pages.
///
/// General rules follow a published failure or ACT rule. These read the language and habits of Chinese portals, so that
/// whether they are right is a matter of evidence. Until it is there they are listed as findings and weigh nothing.
public enum PortalChecks {
    /// How often a check's failures were right when people judged them one by one (docs/conformance.md).
    public struct Evidence: Sendable, Equatable {
        public let judged: Int
        public let right: Int

        /// From 0 to 1; nil where nothing was judged.
        public var precision: Double? { judged == 0 ? nil : Double(right) / Double(judged) }
    }

    public static let minimumPrecision = 0.9
    /// Fewer failures than this prove nothing.
    public static let minimumJudged = 10

    /// By the id of the rule.
    public static let evidence: [String: Evidence] = [
        "article-title-is-heading": Evidence(judged: 0, right: 0),
        "rare-character-is-encoded": Evidence(judged: 0, right: 0),
        "words-are-not-spaced-out": Evidence(judged: 7, right: 7),
    ]

    /// Whether a rule's failures count: those of general rules do, those of a check of this list where it is proven.
    public static func counts(_ rule: String) -> Bool {
        guard let evidence = evidence[rule] else { return true }
        return evidence.judged >= minimumJudged && (evidence.precision ?? 0) >= minimumPrecision
    }
}
