/// A pseudo-element that ends a selector.
enum PseudoElement: UInt8, Sendable {
    case none, before, after, slotted, placeholder
    /// Part of the element's text may look otherwise; which, only layout knows.
    case firstLine
    /// Known to browsers but of no concern here; its rules are kept and never apply.
    case ignored
}

/// What the user is doing with an element; none of it is so while a page merely lies there.
public struct ElementState: OptionSet, Sendable, Hashable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let hover = ElementState(rawValue: 1)
    public static let active = ElementState(rawValue: 2)
    public static let focus = ElementState(rawValue: 4)
    public static let focusVisible = ElementState(rawValue: 8)
    public static let focusWithin = ElementState(rawValue: 16)
    public static let target = ElementState(rawValue: 32)
    /// Everything else that needs a user or a script.
    public static let other = ElementState(rawValue: 64)
}

/// A simple selector or a combinator, in the compact form in which it is matched.
///
/// Names are numbers that every page shares where ``Name`` lists them, otherwise `Name.firstUnlisted` plus an index
/// into the sheet's own names. Identifiers and classes are numbers of the sheet's atoms.
struct SelectorComponent: Sendable {
    enum Kind: UInt8, Sendable {
        case descendant, child, nextSibling, laterSibling
        /// `first`: the name in lower case, for HTML elements; `second`: as written, for others.
        case type
        /// `first`: the atom as written; `second`: in lower case, for quirks mode.
        case id, `class`
        /// `first`, `second`: the name as for `type`; `third`: index of the value in the sheet's texts.
        case attribute, attributeEquals, attributeIncludes, attributeDash
        case attributePrefix, attributeSuffix, attributeSubstring
        /// `first`: index of the selector list.
        case matchesAny, matchesNone, has
        /// `first`, `second`: a and b of `an+b`; `third`: index of the selector list of `of`, or -1.
        case nthChild, nthLastChild, nthOfType, nthLastOfType
        case root, scope, empty
        case anyLink, enabled, disabled, checked, required, optional, readOnly, readWrite, placeholderShown
        case defined, indeterminate, isOpen
        /// `first`: index of the ranges in the sheet's lists of texts.
        case lang
        /// `first`: raw value of a ``TextDirection``.
        case direction
        /// `first`: raw value of an ``ElementState``.
        case state
        /// `first`: index of a selector list, or -1.
        case host, hostContext
        case slotted
        case never
    }

    /// How an attribute's value is compared.
    enum Case: UInt8, Sendable {
        /// As the attribute says: some of HTML's compare without case in HTML elements.
        case byAttribute, sensitive, insensitive
    }

    var kind: Kind
    var letterCase = Case.byAttribute
    var first: Int32 = 0
    var second: Int32 = 0
    var third: Int32 = -1

    var isCombinator: Bool { kind.rawValue <= Kind.laterSibling.rawValue }
}

/// Specificity as three numbers of eight bits each, which is how browsers bound them (Selectors 4 §17).
struct Specificity: Sendable, Hashable, Comparable {
    var packed: UInt32 = 0

    init(ids: Int = 0, classes: Int = 0, types: Int = 0) {
        packed = UInt32(min(ids, 255)) << 16 | UInt32(min(classes, 255)) << 8 | UInt32(min(types, 255))
    }

    var ids: Int { Int(packed >> 16) }
    var classes: Int { Int(packed >> 8 & 255) }
    var types: Int { Int(packed & 255) }

    static func + (lhs: Self, rhs: Self) -> Self {
        Specificity(ids: lhs.ids + rhs.ids, classes: lhs.classes + rhs.classes, types: lhs.types + rhs.types)
    }

    static func += (lhs: inout Self, rhs: Self) { lhs = lhs + rhs }

    static func < (lhs: Self, rhs: Self) -> Bool { lhs.packed < rhs.packed }
}

/// A complex selector: its components lie together, the last compound first.
struct ComplexSelector: Sendable {
    /// Indices into ``SelectorStore/components``.
    var components: Range<Int32>
    var specificity: Specificity
    var pseudo = PseudoElement.none
    /// Which states of ``ElementState`` it asks for anywhere.
    var states: ElementState = []
    /// For a relative selector of `:has()` the combinator it begins with.
    var leading: SelectorComponent.Kind = .descendant
    /// Whether it mentions `:host` or `::slotted()`, which reach out of a shadow tree.
    var reachesOut = false
    /// Hashes that the ancestors of a matching element must have between them; 0 where there is no more.
    var ancestorHashes = SIMD4<UInt32>(repeating: 0)
}

/// The selectors of one sheet with the names and texts they refer to.
struct SelectorStore: Sendable {
    var components: [SelectorComponent] = []
    var selectors: [ComplexSelector] = []
    /// Lists of `:is()` and the like: ranges of ``selectors``.
    var lists: [Range<Int32>] = []
    /// Classes and identifiers.
    var atoms = ByteInterner()
    /// Element and attribute names that ``Name`` does not list.
    var names = ByteInterner()
    var texts: [[UInt8]] = []
    var textLists: [[[UInt8]]] = []
    /// Whether an identifier or a class is written with a capital letter, which matters in quirks mode.
    var hasCapitals = false
}

/// Seeds that keep the hashes of names, classes and identifiers apart in the ancestor filter.
enum AncestorHash {
    static func name(_ hash: UInt32) -> UInt32 { hash | 1 }
    static func `class`(_ hash: UInt32) -> UInt32 { (hash ^ 0x5BD1_E995) | 1 }
    static func id(_ hash: UInt32) -> UInt32 { (hash ^ 0x9E37_79B9) | 1 }
}
