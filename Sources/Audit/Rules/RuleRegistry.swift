/// Every rule, in the order in which reports show them.
///
/// A test fails while a rule's file is not listed here.
public enum RuleRegistry {
    public static let all: [any Rule.Type] = []

    /// The rule with this id, or nil.
    public static func rule(_ id: String) -> (any Rule.Type)? { all.first { $0.metadata.id == id } }
}
