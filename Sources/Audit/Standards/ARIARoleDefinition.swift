/// What WAI-ARIA says of one role: its place in the taxonomy, where its name comes from, what it may carry and contain.
public struct RoleDefinition: Sendable {
    public let role: Role
    /// The concrete superclasses.
    public let superclasses: [Role]
    public let abstractSuperclasses: [AbstractRole]
    public let naming: Naming
    /// "Accessible Name Required: True".
    public let isNameRequired: Bool
    /// Required context roles (1.2) or accessibility parent roles (1.3); empty where any will do.
    public let context: RoleSet
    /// Required owned elements (1.2) or allowed accessibility child roles (1.3); empty where any will do.
    public let children: RoleSet
    /// States and properties without which the role says nothing.
    public let required: ARIAAttributeSet
    /// States and properties of the role and its superclasses, the global ones apart.
    public let supported: ARIAAttributeSet
    public let prohibited: ARIAAttributeSet
    /// "Children Presentational: True": browsers flatten the content to text.
    public let hasPresentationalChildren: Bool
    public let isDeprecated: Bool
    /// Values that stand where the attribute is missing (WAI-ARIA 1.2 "Implicit Value for Role").
    public let implicitValues: [ARIAAttribute: StaticString]
    /// The abstract roles among all ancestors in the taxonomy.
    let abstractAncestors: Set<AbstractRole>
    let ancestors: RoleSet

    /// Where the name of an element of a role may come from (WAI-ARIA 1.2 §5.2.8.4).
    public enum Naming: Sendable {
        /// Attributes and labels only.
        case author
        /// Attributes and labels, else the content.
        case contents
        /// Naming is prohibited (§5.2.8.6).
        case prohibited
    }
}

extension Role {
    /// The table's row of the role.
    public var definition: RoleDefinition { RoleDefinition.all[Int(rawValue)] }

    /// Whether the role is this one or inherits from it (ACT "inheriting semantic role").
    public func inherits(from other: Role) -> Bool { self == other || definition.ancestors.contains(other) }

    public func inherits(from other: AbstractRole) -> Bool { definition.abstractAncestors.contains(other) }

    public var isLandmark: Bool { inherits(from: .landmark) }

    /// Whether the role inherits from `widget`; a `separator` does so only where it is focusable.
    public var isWidget: Bool { inherits(from: .widget) }

    /// Whether the name may come from the content.
    public var isNamedFromContents: Bool { Self.namedFromContents.contains(self) }

    public var isNamingProhibited: Bool { Self.namingProhibited.contains(self) }

    public var hasPresentationalChildren: Bool { Self.flattened.contains(self) }

    private static let namedFromContents = RoleSet(allCases.filter { $0.definition.naming == .contents })
    private static let namingProhibited = RoleSet(allCases.filter { $0.definition.naming == .prohibited })
    private static let flattened = RoleSet(allCases.filter { $0.definition.hasPresentationalChildren })
}

// MARK: - Making the table

extension RoleDefinition {
    /// One row for every role, in the order of ``Role``.
    static let all: [RoleDefinition] = {
        let rows = RoleRow.all
        var byRole: [Role: RoleRow] = [:]
        for row in rows { byRole[row.role] = row }
        return Role.allCases.map { role in
            guard let row = byRole[role] else { preconditionFailure("the role \(role) has no row") }
            return RoleDefinition(row, among: byRole)
        }
    }()

    private init(_ row: RoleRow, among rows: [Role: RoleRow]) {
        var ancestors: Set<Role> = []
        var abstract: Set<AbstractRole> = []
        var supported: [ARIAAttribute] = []
        var pending = [row]
        while let next = pending.popLast() {
            supported += next.supports + next.requires
            pending += next.isA.compactMap { ancestors.insert($0).inserted ? rows[$0] : nil }
            for role in next.of { abstract.formUnion([role] + (RoleRow.abstractChain[role] ?? [])) }
        }
        for role in abstract { supported += RoleRow.abstractAttributes[role] ?? [] }
        role = row.role
        superclasses = row.isA
        abstractSuperclasses = row.of
        naming = row.naming
        isNameRequired = row.needsName
        context = RoleSet(row.context)
        children = RoleSet(row.children)
        required = ARIAAttributeSet(row.requires)
        let prohibited = RoleRow.prohibited(of: row)
        self.prohibited = ARIAAttributeSet(prohibited)
        self.supported = ARIAAttributeSet(supported)
        hasPresentationalChildren = row.flattens
        isDeprecated = row.deprecated
        implicitValues = row.implicit
        abstractAncestors = abstract
        self.ancestors = RoleSet(ancestors)
    }
}
