/// What counts of one defect when repairs are counted.
public struct DefectRepair: Sendable, Equatable {
    /// As in ``Defect/id``.
    public var id: String
    public var subject: String
    public var unit: String?
    public var domain: Finding.Domain
    public var kind: RuleMetadata.Kind
    public var outcome: Outcome
    public var severity: Severity
    public var state: DefectState
    public var deadline: Timestamp?
    /// When it was closed last; nil where it never was.
    public var closed: Timestamp?
}
