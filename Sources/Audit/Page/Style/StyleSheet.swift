/// A style sheet that was read and indexed once; pages share it.
public struct StyleSheet: Sendable {
    /// Everything the sheet holds, behind one reference, so that passing a sheet on copies nothing.
    final class Contents: Sendable {
        let declarations: DeclarationStore
        let selectors: SelectorStore
        let rules: [StyleRule]
        let conditions: [SheetCondition]
        let layers: [SheetLayer]
        let scopes: [SheetScope]
        let imports: [SheetImport]
        /// Initial values of `@property` rules: index of the name in the declarations' custom names, and of the text.
        let registered: [(name: Int32, text: Int32)]
        let index: RuleIndex
        /// The same with classes and identifiers in lower case, for pages in quirks mode.
        let quirksIndex: RuleIndex
        let exceededLimit: Bool
        /// Whether something may be turned where a media query asks for the orientation.
        let mayTurnByOrientation: Bool
        let focus: FocusStyling
        /// The rules under a condition that set a height and hide what does not fit.
        let clippingRules: [Int32]

        init(_ parser: consuming StyleSheetParser, mayTurn: Bool) {
            rules = parser.rules
            conditions = parser.conditions
            layers = parser.layers
            scopes = parser.scopes
            imports = parser.imports
            registered = parser.registered
            exceededLimit = parser.exceededLimit
            mayTurnByOrientation = mayTurn && !parser.conditions.isEmpty
            selectors = parser.selectors.store
            declarations = parser.declarations.store
            focus = FocusStyling(selectors, declarations, rules)
            let (all, declared) = (rules, declarations)
            clippingRules = all.indices.filter { all[$0].condition >= 0 && declared.clips(all[$0].block) }.map(
                Int32.init
            )
            index = RuleIndex(rules: rules, selectors: selectors, lowercase: false)
            quirksIndex = selectors.hasCapitals ? RuleIndex(rules: rules, selectors: selectors, lowercase: true) : index
        }
    }

    let contents: Contents

    /// Reads a sheet; what is beyond ``StyleLimits`` is left out and noted.
    public init(_ bytes: some Sequence<UInt8>) {
        var source = Array(bytes)
        let isTooLong = source.count > StyleLimits.maximumSheetBytes
        if isTooLong { source.removeLast(source.count - StyleLimits.maximumSheetBytes) }
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { source.removeFirst(3) }
        let mayTurn =
            source.mentions("orientation") && (source.mentions("rotate") || source.mentions("matrix"))
        var parser = StyleSheetParser(CSSTokens(source))
        parser.run()
        if isTooLong { parser.exceededLimit = true }
        contents = Contents(parser, mayTurn: mayTurn)
    }

    /// Whether a limit of ``StyleLimits`` cut the sheet short.
    public var exceededLimit: Bool { contents.exceededLimit }

    /// How many selectors stand before blocks.
    public var ruleCount: Int { contents.rules.count }
}

/// One complex selector with the block it stands before.
struct StyleRule: Sendable {
    /// Index into ``SelectorStore/selectors``.
    var selector: Int32
    /// Index into ``DeclarationStore/blocks``; also the order of the rule in its sheet.
    var block: Int32
    /// Index into the conditions, or -1.
    var condition: Int32
    /// Index into the layers, or -1.
    var layer: Int32
    /// Index into the scopes, or -1.
    var scope: Int32
}

/// What an `@scope` rule limits its rules to (CSS Cascade 6 §2.5).
struct SheetScope: Sendable {
    /// Index of the selector list of its roots.
    var root: Int32
    /// Index of the selector list of its limits, or -1.
    var limit: Int32
}

/// A conditional group rule.
struct SheetCondition: Sendable {
    enum Kind: Sendable {
        case media(MediaQueryList)
        case fixed(Ternary)
    }

    var kind: Kind
    /// The condition around this one, or -1.
    var parent: Int32
}

/// A cascade layer of a sheet.
struct SheetLayer: Sendable, Hashable {
    /// The layer around this one, or -1.
    var parent: Int32
    /// Empty for a layer without a name.
    var name: [UInt8]
}

/// An `@import` rule.
struct SheetImport: Sendable {
    var address: [UInt8]
    var media: MediaQueryList
    /// The path of the layer it imports into; nil for none, an empty name for a layer without one.
    var layer: [[UInt8]]?
}

/// Rules by what the last compound of their selector asks for, so that an element only meets rules that may match it.
struct RuleIndex: Sendable {
    /// Lists of rules by a number, in one array.
    struct Buckets: Sendable {
        private var first: [Int32]
        private var items: [Int32]

        init(_ entries: [(key: Int32, rule: Int32)], keys: Int) {
            first = [Int32](repeating: 0, count: keys + 1)
            for entry in entries { first[Int(entry.key) + 1] += 1 }
            for key in 0..<keys { first[key + 1] += first[key] }
            var next = first
            items = [Int32](repeating: 0, count: entries.count)
            for entry in entries {
                items[Int(next[Int(entry.key)])] = entry.rule
                next[Int(entry.key)] += 1
            }
        }

        subscript(key: Int32) -> ArraySlice<Int32> { items[Int(first[Int(key)])..<Int(first[Int(key) + 1])] }
    }

    let byID: Buckets
    let byClass: Buckets
    let byName: Buckets
    let byAttribute: Buckets
    let others: [Int32]

    init(rules: [StyleRule], selectors: SelectorStore, lowercase: Bool) {
        var ids: [(key: Int32, rule: Int32)] = []
        var classes = ids
        var names = ids
        var attributes = ids
        var others: [Int32] = []
        for (number, rule) in rules.enumerated() {
            let selector = selectors.selectors[Int(rule.selector)]
            let key = Self.key(of: selector, selectors, lowercase)
            let entry = (key: key.number, rule: Int32(number))
            switch key.kind {
            case .id: ids.append(entry)
            case .class: classes.append(entry)
            case .type: names.append(entry)
            case .attribute: attributes.append(entry)
            default: others.append(Int32(number))
            }
        }
        let nameCount = Int(Name.firstUnlisted) + selectors.names.count
        byID = Buckets(ids, keys: selectors.atoms.count)
        byClass = Buckets(classes, keys: selectors.atoms.count)
        byName = Buckets(names, keys: nameCount)
        byAttribute = Buckets(attributes, keys: nameCount)
        self.others = others
    }

    private static func key(
        of selector: ComplexSelector,
        _ store: SelectorStore,
        _ lowercase: Bool
    ) -> (kind: SelectorComponent.Kind, number: Int32) {
        var best: (kind: SelectorComponent.Kind, number: Int32) = (.never, -1)
        if selector.reachesOut { return best }
        for index in selector.components {
            let component = store.components[Int(index)]
            if component.isCombinator { break }
            switch component.kind {
            case .id: return (.id, lowercase ? component.second : component.first)
            case .class: best = (.class, lowercase ? component.second : component.first)
            case .type where best.kind != .class: best = (.type, component.first)
            case .attribute, .attributeEquals, .attributeIncludes, .attributeDash, .attributePrefix, .attributeSuffix,
                .attributeSubstring:
                if best.kind == .never { best = (.attribute, component.first) }
            default: break
            }
        }
        return best
    }
}
