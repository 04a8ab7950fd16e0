/// The states and properties of WAI-ARIA 1.2 (Recommendation of 2023-06-06, §6) and those the 1.3 draft of 2024-01 adds
/// (braille labels, column and row index text, description).
public enum ARIAAttribute: UInt8, Sendable, CaseIterable {
    case activedescendant, atomic, autocomplete, braillelabel, brailleroledescription, busy, checked, colcount
    case colindex, colindextext, colspan, controls, current, describedby, description, details, disabled
    case dropeffect, errormessage, expanded, flowto, grabbed, haspopup, hidden, invalid, keyshortcuts, label
    case labelledby, level, live, modal, multiline, multiselectable, orientation, owns, placeholder, posinset
    case pressed, readonly, relevant, required, roledescription, rowcount, rowindex, rowindextext, rowspan
    case selected, setsize, sort, valuemax, valuemin, valuenow, valuetext

    /// What a value may be (WAI-ARIA 1.2 §6.2.4).
    public enum ValueType: Sendable {
        case trueFalse, trueFalseUndefined, tristate, idref, idrefList, integer, number, string
        case token([StaticString])
        case tokenList([StaticString])
    }

    /// How widely the attribute may be used (WAI-ARIA 1.2 §6.4).
    public enum Reach: Sendable {
        case global
        /// Global in 1.1; on roles that do not support it, its use is deprecated since 1.2.
        case deprecatedGlobal
        case someRoles
    }
}

extension ARIAAttribute {
    /// The name with its `aria-`.
    public var name: StaticString { Self.table[Int(rawValue)].name }
    public var valueType: ValueType { Self.table[Int(rawValue)].type }
    public var reach: Reach { Self.table[Int(rawValue)].reach }
    /// The value that stands where the attribute is missing or empty, or nil where there is none.
    public var defaultValue: StaticString? { Self.table[Int(rawValue)].defaultValue }
    /// Whether no author should use the attribute any more (WAI-ARIA 1.1: `aria-dropeffect`, `aria-grabbed`).
    public var isDeprecated: Bool { self == .dropeffect || self == .grabbed }

    /// The attribute of this name (with `aria-`, ASCII case-insensitive), or nil.
    public init?(named name: some Collection<UInt8>) {
        guard let number = Self.index.find(name) else { return nil }
        self.init(rawValue: UInt8(number))
    }

    private static let index = StaticNameIndex(table.map(\.name))

    private struct Row: Sendable {
        let name: StaticString
        let type: ValueType
        let reach: Reach
        let defaultValue: StaticString?

        init(_ name: StaticString, _ type: ValueType, _ reach: Reach, _ defaultValue: StaticString? = nil) {
            self.name = name
            self.type = type
            self.reach = reach
            self.defaultValue = defaultValue
        }
    }

    private static let table: [Row] = [
        Row("aria-activedescendant", .idref, .someRoles),
        Row("aria-atomic", .trueFalse, .global, "false"),
        Row("aria-autocomplete", .token(["inline", "list", "both", "none"]), .someRoles, "none"),
        Row("aria-braillelabel", .string, .global),
        Row("aria-brailleroledescription", .string, .global),
        Row("aria-busy", .trueFalse, .global, "false"),
        Row("aria-checked", .tristate, .someRoles, "undefined"),
        Row("aria-colcount", .integer, .someRoles),
        Row("aria-colindex", .integer, .someRoles),
        Row("aria-colindextext", .string, .someRoles),
        Row("aria-colspan", .integer, .someRoles),
        Row("aria-controls", .idrefList, .global),
        Row("aria-current", .token(["page", "step", "location", "date", "time", "true", "false"]), .global, "false"),
        Row("aria-describedby", .idrefList, .global),
        Row("aria-description", .string, .global),
        Row("aria-details", .idrefList, .global),
        Row("aria-disabled", .trueFalse, .deprecatedGlobal, "false"),
        Row("aria-dropeffect", .tokenList(["copy", "execute", "link", "move", "none", "popup"]), .global, "none"),
        Row("aria-errormessage", .idrefList, .deprecatedGlobal),
        Row("aria-expanded", .trueFalseUndefined, .someRoles, "undefined"),
        Row("aria-flowto", .idrefList, .global),
        Row("aria-grabbed", .trueFalseUndefined, .global, "undefined"),
        Row(
            "aria-haspopup",
            .token(["false", "true", "menu", "listbox", "tree", "grid", "dialog"]),
            .deprecatedGlobal,
            "false"
        ),
        Row("aria-hidden", .trueFalseUndefined, .global, "undefined"),
        Row("aria-invalid", .token(["grammar", "false", "spelling", "true"]), .deprecatedGlobal, "false"),
        Row("aria-keyshortcuts", .string, .global),
        Row("aria-label", .string, .global),
        Row("aria-labelledby", .idrefList, .global),
        Row("aria-level", .integer, .someRoles),
        Row("aria-live", .token(["assertive", "off", "polite"]), .global, "off"),
        Row("aria-modal", .trueFalse, .someRoles, "false"),
        Row("aria-multiline", .trueFalse, .someRoles, "false"),
        Row("aria-multiselectable", .trueFalse, .someRoles, "false"),
        Row("aria-orientation", .token(["horizontal", "undefined", "vertical"]), .someRoles, "undefined"),
        Row("aria-owns", .idrefList, .global),
        Row("aria-placeholder", .string, .someRoles),
        Row("aria-posinset", .integer, .someRoles),
        Row("aria-pressed", .tristate, .someRoles, "undefined"),
        Row("aria-readonly", .trueFalse, .someRoles, "false"),
        Row("aria-relevant", .tokenList(["additions", "all", "removals", "text"]), .global, "additions text"),
        Row("aria-required", .trueFalse, .someRoles, "false"),
        Row("aria-roledescription", .string, .global),
        Row("aria-rowcount", .integer, .someRoles),
        Row("aria-rowindex", .integer, .someRoles),
        Row("aria-rowindextext", .string, .someRoles),
        Row("aria-rowspan", .integer, .someRoles),
        Row("aria-selected", .trueFalseUndefined, .someRoles, "undefined"),
        Row("aria-setsize", .integer, .someRoles),
        Row("aria-sort", .token(["ascending", "descending", "none", "other"]), .someRoles, "none"),
        Row("aria-valuemax", .number, .someRoles),
        Row("aria-valuemin", .number, .someRoles),
        Row("aria-valuenow", .number, .someRoles),
        Row("aria-valuetext", .string, .someRoles),
    ]
}

/// A set of states and properties, one bit each.
public struct ARIAAttributeSet: OptionSet, Sendable, Hashable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    public init(_ elements: [ARIAAttribute]) {
        rawValue = elements.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    }

    public func contains(_ attribute: ARIAAttribute) -> Bool { rawValue & (1 << UInt64(attribute.rawValue)) != 0 }

    /// The attributes of the set, in the order of their names.
    public var attributes: [ARIAAttribute] { ARIAAttribute.allCases.filter { contains($0) } }

    /// Those every element may carry.
    public static let global = Self(ARIAAttribute.allCases.filter { $0.reach == .global })
    /// Those that 1.1 allowed everywhere and 1.2 only tolerates there.
    public static let deprecatedGlobal = Self(ARIAAttribute.allCases.filter { $0.reach == .deprecatedGlobal })
}
