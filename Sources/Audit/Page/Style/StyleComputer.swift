/// What is declared for one element: the rules that match it, in the order of the cascade, and its own declarations.
struct DeclaredStyle {
    /// The element, for `attr()`.
    var node: Int32
    /// The style it inherits from.
    var parent: Int32
    var rules: [MatchedRule]
    /// Blocks of the page's own declarations, or -1.
    var inline: Int32 = -1
    var hint: Int32 = -1
    var isRoot = false
    var isPseudo = false
    /// Quirks mode lets tables take their colour from the body.
    var inheritsBodyColor = false
}

/// Turns declared values into computed styles.
struct StyleComputer {
    let bound: BoundSheets
    let document: Document
    let media: MediaContext
    private let isQuirks: Bool
    /// Declarations of attributes, and values read once `var()` was replaced.
    var own = DeclarationStore()
    private(set) var styles: [ComputedStyle] = [ComputedStyle()]
    var text: [UInt8] = []
    var gradientStops: [Color] = []
    private(set) var problems: [StyleProblem] = []
    var bodyStyle: Int32 = -1
    var custom: CustomProperties
    private var rootFontSize = 16.0
    private(set) var hasAbsoluteRoot = false
    private var rootLineHeight = 19.2
    var familyNumbers = ByteInterner()
    var familyRanges: [Range<Int32>] = []

    /// For each property which declaration wins: its store and index plus one, or 0.
    private var winners = [UInt64](repeating: 0, count: Property.count)
    private var standardWinners = [UInt64](repeating: 0, count: Property.count)
    private var customDeclared: [(store: Int, value: StyleValue)] = []
    /// Values that were read late for the element at hand.
    private var lateValues: [UInt64: [DeclarationParser.Parsed]] = [:]
    private var sawImportant = false
    private var quirkColor = false

    init(_ bound: BoundSheets, document: Document, media: MediaContext) {
        self.bound = bound
        self.document = document
        self.media = media
        isQuirks = document.quirks == .quirks
        custom = CustomProperties()
        for sheet in bound.sheets {
            for entry in sheet.contents.registered {
                let store = sheet.contents.declarations
                custom.register(store.customNames.text(of: entry.name), store.texts[Int(entry.text)][...])
            }
        }
    }

    /// The number that stands for the page's own store.
    private var ownStore: Int { bound.sheets.count }

    func withStore<Result>(_ number: Int, _ body: (DeclarationStore) -> Result) -> Result {
        number == ownStore ? body(own) : body(bound.sheets[number].contents.declarations)
    }

    private func declaration(_ reference: UInt64) -> (Declaration, store: Int) {
        let (store, index) = (Int(reference >> 32), Int(reference & 0xFFFF_FFFF) - 1)
        let declaration =
            store == ownStore ? own.declarations[index] : bound.sheets[store].contents.declarations.declarations[index]
        return (declaration, store)
    }

    /// Computes and stores a style with its pseudo-elements; says whether other elements may share it.
    mutating func compute(
        _ declared: DeclaredStyle,
        before: [MatchedRule],
        after: [MatchedRule],
        placeholder: [MatchedRule]
    ) -> (number: Int32, isShareable: Bool) {
        let (style, usesAttributes) = computeOne(declared)
        let number = Int32(styles.count)
        styles.append(style)
        var isShareable = !usesAttributes
        if declared.isRoot {
            rootFontSize = Double(style.fontSize)
            hasAbsoluteRoot = style.hasAbsoluteFontSize
            rootLineHeight = Double(style.lineHeightPixels ?? style.fontSize * 1.2)
        }
        for (rules, isBefore) in [(before, true), (after, false)] where !rules.isEmpty {
            let pseudo = DeclaredStyle(node: declared.node, parent: number, rules: rules, isPseudo: true)
            let (box, usesAttributes) = computeOne(pseudo)
            guard box.content == .text || box.content == .other, box.display != .none else { continue }
            if usesAttributes { isShareable = false }
            let boxNumber = Int32(styles.count)
            styles.append(box)
            if isBefore { styles[Int(number)].before = boxNumber } else { styles[Int(number)].after = boxNumber }
        }
        if !placeholder.isEmpty {
            let pseudo = DeclaredStyle(node: declared.node, parent: number, rules: placeholder, isPseudo: true)
            styles.append(computeOne(pseudo).0)
            styles[Int(number)].placeholder = Int32(styles.count - 1)
        }
        return (number, isShareable)
    }

    private mutating func computeOne(_ declared: DeclaredStyle) -> (ComputedStyle, usesAttributes: Bool) {
        let parent = styles[Int(declared.parent)]
        var working = WorkingStyle(parent.inherited(), parent: parent)
        decide(declared)
        if declared.rules.contains(where: \.isUncertain) { working.style.isUncertain = true }
        lateValues.removeAll(keepingCapacity: true)
        if !customDeclared.isEmpty { declareCustom(&working) }
        working.lengths = lengths(fontSize: Double(parent.fontSize), of: parent)
        apply(.fontSize, declared, &working)
        working.lengths = lengths(fontSize: Double(working.style.fontSize), of: working.style)
        lateValues.removeAll(keepingCapacity: true)
        apply(.lineHeight, declared, &working)
        working.lengths = lengths(fontSize: Double(working.style.fontSize), of: working.style)
        apply(.color, declared, &working)
        working.lengths.currentColor = working.style.color
        for raw in 0..<Property.count where winners[raw] != 0 {
            guard let property = Property(rawValue: UInt8(raw)), property != .custom else { continue }
            apply(property, declared, &working)
        }
        working.finish(isRoot: declared.isRoot, isPseudo: declared.isPseudo)
        return (working.style, working.usesAttributes)
    }

    private func lengths(fontSize: Double, of style: ComputedStyle) -> LengthContext {
        LengthContext(
            fontSize: fontSize,
            rootFontSize: rootFontSize,
            lineHeight: Double(style.lineHeightPixels ?? style.fontSize * 1.2),
            rootLineHeight: rootLineHeight,
            viewportWidth: media.width,
            viewportHeight: media.height,
            currentColor: style.color
        )
    }

    mutating func report(_ problem: StyleProblem.Kind) {
        if !problems.contains(where: { $0.kind == problem }) { problems.append(StyleProblem(problem)) }
    }
}

// MARK: - Which declaration wins

extension StyleComputer {
    /// Goes through the declarations from weakest to strongest (CSS Cascade 5 §6).
    private mutating func decide(_ declared: DeclaredStyle) {
        for index in winners.indices { winners[index] = 0 }
        customDeclared.removeAll(keepingCapacity: true)
        sawImportant = false
        for rule in declared.rules where rule.isUserAgent && !rule.isUncertain { take(rule.sheet, rule.block, false) }
        quirkColor = declared.inheritsBodyColor
        standardWinners = winners
        if declared.hint >= 0 { take(ownStore, Int(declared.hint), false) }
        for rule in declared.rules where !rule.isUserAgent && !rule.isUncertain { take(rule.sheet, rule.block, false) }
        if declared.inline >= 0 { take(ownStore, Int(declared.inline), false) }
        guard sawImportant else { return }
        // Among important declarations the order of layers, and of a host's tree and its own, is turned round.
        let author = declared.rules.filter { !$0.isUserAgent && !$0.isUncertain }
        let turned = author.sorted {
            let (first, second) = ($0.key >> 24, $1.key >> 24)
            if first != second { return first > second }
            let (low, high) = ($0.key & 0xFF_FFFF, $1.key & 0xFF_FFFF)
            if low != high { return low < high }
            return $0.distance != $1.distance ? $0.distance > $1.distance : $0.order < $1.order
        }
        for rule in turned { take(rule.sheet, rule.block, true) }
        if declared.inline >= 0 { take(ownStore, Int(declared.inline), true) }
        for rule in declared.rules where rule.isUserAgent && !rule.isUncertain { take(rule.sheet, rule.block, true) }
    }

    private mutating func take(_ store: Int, _ block: Int, _ important: Bool) {
        let range =
            store == ownStore ? own.blocks[block] : bound.sheets[store].contents.declarations.blocks[block]
        for index in range {
            let declaration =
                store == ownStore
                ? own.declarations[Int(index)] : bound.sheets[store].contents.declarations.declarations[Int(index)]
            if declaration.isImportant != important {
                if declaration.isImportant { sawImportant = true }
                continue
            }
            if declaration.isQuirk, !isQuirks { continue }
            if declaration.property == .custom {
                customDeclared.append((store, declaration.value))
            } else {
                winners[Int(declaration.property.rawValue)] = UInt64(store) << 32 | UInt64(index + 1)
                if declaration.property == .color { quirkColor = false }
            }
        }
    }

    private mutating func declareCustom(_ working: inout WorkingStyle) {
        var values: [(name: Bytes, text: Bytes)] = []
        for (store, value) in customDeclared {
            guard case .custom(let name, let text) = value else { continue }
            let entry = withStore(store) { ($0.customNames.text(of: name), $0.texts[Int(text)][...]) }
            values.append((entry.0, entry.1))
        }
        working.style.environment = custom.declare(values, in: working.parent.environment)
        if custom.exceededLimit { report(.customPropertyLimit) }
    }
}

// MARK: - From the winner to its value

extension StyleComputer {
    /// Sets one property from its winning declaration, which then is done with.
    private mutating func apply(_ property: Property, _ declared: DeclaredStyle, _ working: inout WorkingStyle) {
        let index = Int(property.rawValue)
        if property == .color, quirkColor, bodyStyle >= 0 {
            working.style.color = styles[Int(bodyStyle)].color
            return
        }
        guard winners[index] != 0 else { return }
        let reference = winners[index]
        winners[index] = 0
        var (value, store) = value(of: reference, property, &working)
        if case .wide(.revert) = value {
            (value, store) = standardValue(property, &working)
        } else if case .wide(.revertLayer) = value {
            (value, store) = valueBelow(reference, property, declared, &working)
        }
        if case .wide(let keyword) = value {
            applyWide(keyword, property, &working)
        } else {
            set(property, value, store, declared, &working)
        }
    }

    private mutating func standardValue(_ property: Property, _ working: inout WorkingStyle) -> (StyleValue, Int) {
        let reference = standardWinners[Int(property.rawValue)]
        return reference == 0 ? (.wide(.unset), ownStore) : value(of: reference, property, &working)
    }

    /// What the layers below that of a declaration say, else the standard sheet (CSS Cascade 5 §7.3.5).
    private mutating func valueBelow(
        _ reference: UInt64,
        _ property: Property,
        _ declared: DeclaredStyle,
        _ working: inout WorkingStyle
    ) -> (StyleValue, Int) {
        var rank = rank(of: reference, declared)
        // The last declaration of the highest layer below, without regard to importance; rules come in the order of layers,
        // so that one pass finds it however many layers roll back in turn.
        for rule in declared.rules.reversed() where !rule.isUserAgent && !rule.isUncertain && Int(rule.rank) < rank {
            let store = bound.sheets[rule.sheet].contents.declarations
            let last = store.blocks[rule.block].last { store.declarations[Int($0)].property == property }
            guard let last else { continue }
            let below = value(of: UInt64(rule.sheet) << 32 | UInt64(last + 1), property, &working)
            guard case .wide(.revertLayer) = below.0 else { return below }
            rank = Int(rule.rank)
        }
        return standardValue(property, &working)
    }

    /// The rank of the layer a declaration stands in; the `style` attribute lies above them all.
    private func rank(of reference: UInt64, _ declared: DeclaredStyle) -> Int {
        let (store, index) = (Int(reference >> 32), Int32(reference & 0xFFFF_FFFF) - 1)
        guard store != ownStore else { return Int.max }
        let rule = declared.rules.last { rule in
            rule.sheet == store && bound.sheets[store].contents.declarations.blocks[rule.block].contains(index)
        }
        return rule.map { Int($0.rank) } ?? Int.max
    }

    private func applyWide(_ keyword: WideKeyword, _ property: Property, _ working: inout WorkingStyle) {
        let inherits = keyword == .inherit || (keyword != .initial && property.isInherited)
        let source = inherits ? working.parent : styles[0]
        PropertyCopying.copy(property, from: source, to: &working.style)
        working.tookOver(property, inherits: inherits)
    }

    /// The value of a declaration, read now if it was put off; what then is invalid counts as `unset`.
    private mutating func value(
        of reference: UInt64,
        _ property: Property,
        _ working: inout WorkingStyle
    ) -> (StyleValue, store: Int) {
        let (declaration, store) = declaration(reference)
        guard case .deferred(let number) = declaration.value else { return (declaration.value, store) }
        let key = UInt64(store) << 32 | UInt64(number)
        if lateValues[key] == nil { lateValues[key] = readLate(store, number, working) }
        for parsed in lateValues[key] ?? [] where parsed.property == property {
            return parsed.isQuirk && !isQuirks ? (.wide(.unset), ownStore) : (parsed.value, ownStore)
        }
        return (.wide(.unset), ownStore)
    }

    private mutating func readLate(
        _ store: Int,
        _ number: Int32,
        _ working: WorkingStyle
    ) -> [DeclarationParser.Parsed] {
        let (deferred, raw) = withStore(store) {
            let deferred = $0.deferred[Int(number)]
            return (deferred, $0.texts[Int(deferred.text)])
        }
        var source = raw
        if deferred.hasVariables {
            guard let replaced = custom.substitute(raw, in: working.style.environment) else {
                if custom.exceededLimit { report(.customPropertyLimit) }
                return []
            }
            source = replaced
        }
        let tokens = CSSTokens(source)
        var parser = DeclarationParser(tokens, store: DeclarationStore(), context: working.lengths)
        swap(&parser.store, &own)
        let range = tokens.trimming(0..<tokens.count)
        let parsed = range.isEmpty ? nil : parser.read(deferred.target, range)
        swap(&parser.store, &own)
        return parsed ?? []
    }
}
