/// Reads declarations into a ``DeclarationStore``: shorthands are spread out, invalid values are dropped.
struct DeclarationParser {
    let tokens: CSSTokens
    var store: DeclarationStore
    /// What relative lengths within math functions refer to.
    let context: LengthContext
    /// Whether values with math functions are put off, since the element is not known yet.
    let defersMath: Bool
    /// Whether the value being read needs quirks mode.
    var usesQuirk = false

    /// For the declarations of sheets.
    init(_ tokens: CSSTokens, store: DeclarationStore) {
        self.tokens = tokens
        self.store = store
        context = .initial
        defersMath = true
    }

    /// For values whose element is known.
    init(_ tokens: CSSTokens, store: DeclarationStore, context: LengthContext) {
        self.tokens = tokens
        self.store = store
        self.context = context
        defersMath = false
    }

    /// A longhand and its value as it was read.
    struct Parsed {
        var property: Property
        var value: StyleValue
        var isQuirk = false
    }

    /// Reads the declaration whose name is the token at `name` and whose value is `value`, which may end in `!important`.
    mutating func declare(name: Int, value: Range<Int>) -> Bool {
        var range = tokens.trimming(value)
        var isImportant = false
        if range.count >= 2, tokens.isIdent(range.upperBound - 1, "important") {
            var mark = range.upperBound - 2
            while mark > range.lowerBound, tokens.kind(mark) == .whitespace { mark -= 1 }
            if tokens.isDelim(mark, "!") {
                isImportant = true
                range = tokens.trimming(range.lowerBound..<mark)
            }
        }
        let text = tokens.text(name)
        if text.starts(with: "--".utf8) { return declareCustom(text.dropFirst(2), range, isImportant) }
        guard let target = PropertyNames.target(text), !range.isEmpty else { return false }
        guard let parsed = read(target, range) else { return false }
        for item in parsed {
            store.declarations.append(
                Declaration(
                    property: item.property,
                    isImportant: isImportant,
                    isQuirk: item.isQuirk,
                    value: item.value
                )
            )
        }
        return true
    }

    private mutating func declareCustom(_ name: Bytes, _ range: Range<Int>, _ isImportant: Bool) -> Bool {
        guard !name.isEmpty, range.allSatisfy({ isValidInCustomProperty(tokens.kind($0)) }) else { return false }
        let number = store.customNames.intern(name)
        // A wide keyword is one for custom properties, too; it is told from its text when the cascade is done.
        let text = store.addText(tokens.source(range))
        store.declarations.append(
            Declaration(property: .custom, isImportant: isImportant, value: .custom(name: number, text: text))
        )
        return true
    }

    private func isValidInCustomProperty(_ kind: CSSToken.Kind) -> Bool { kind != .badString && kind != .badURL }

    /// Reads a value for a property or shorthand; nil if it is invalid.
    mutating func read(_ target: PropertyTarget, _ range: Range<Int>) -> [Parsed]? {
        let properties = Self.longhands(of: target)
        if let keyword = wideKeyword(range) {
            return properties.map { Parsed(property: $0, value: .wide(keyword)) }
        }
        if range.contains(where: isVariable) { return deferring(target, properties, range, hasVariables: true) }
        let stored = (store.texts.count, store.images.count, store.stops.count, store.transforms.count)
        usesQuirk = false
        var reader = ValueReader(tokens, range, context: context)
        guard var parsed = parse(target, &reader), reader.isAtEnd else { return nil }
        if defersMath, range.contains(where: { MathParser.isMathFunction(tokens, $0) }) || isOfTextColor(range) {
            store.texts.removeLast(store.texts.count - stored.0)
            store.images.removeLast(store.images.count - stored.1)
            store.stops.removeLast(store.stops.count - stored.2)
            store.transforms.removeLast(store.transforms.count - stored.3)
            return deferring(target, properties, range, hasVariables: false)
        }
        if usesQuirk { for index in parsed.indices { parsed[index].isQuirk = true } }
        return parsed
    }

    /// Whether a colour is computed from the text colour, which only the element knows.
    private func isOfTextColor(_ range: Range<Int>) -> Bool {
        range.contains { tokens.isIdent($0, "currentcolor") }
            && range.contains { tokens.isFunction($0, "color-mix") || tokens.isIdent($0, "from") }
    }

    static func longhands(of target: PropertyTarget) -> [Property] {
        switch target {
        case .longhand(let property): [property]
        case .shorthand(let shorthand): shorthand.longhands
        }
    }

    private mutating func deferring(
        _ target: PropertyTarget,
        _ properties: [Property],
        _ range: Range<Int>,
        hasVariables: Bool
    ) -> [Parsed]? {
        let text = store.addText(tokens.source(range))
        let number = Int32(store.deferred.count)
        store.deferred.append(.init(target: target, text: text, hasVariables: hasVariables))
        return properties.map { Parsed(property: $0, value: .deferred(number)) }
    }

    private func isVariable(_ index: Int) -> Bool {
        tokens.kind(index) == .function && (tokens.isNamed(index, "var") || tokens.isNamed(index, "env"))
    }

    private func wideKeyword(_ range: Range<Int>) -> WideKeyword? {
        guard range.count == 1, tokens.kind(range.lowerBound) == .ident else { return nil }
        return Self.wideKeyword(tokens.text(range.lowerBound))
    }

    static func wideKeyword(_ text: Bytes) -> WideKeyword? {
        if text.equalsIgnoringCase("inherit") { return .inherit }
        if text.equalsIgnoringCase("initial") { return .initial }
        if text.equalsIgnoringCase("unset") { return .unset }
        if text.equalsIgnoringCase("revert") { return .revert }
        return text.equalsIgnoringCase("revert-layer") ? .revertLayer : nil
    }

    private mutating func parse(_ target: PropertyTarget, _ reader: inout ValueReader) -> [Parsed]? {
        switch target {
        case .longhand(let property):
            return longhand(property, &reader).map { [Parsed(property: property, value: $0)] }
        case .shorthand(let kind): return shorthand(kind, &reader)
        }
    }
}

// MARK: - Longhands

extension DeclarationParser {
    /// Reads the value of one longhand.
    mutating func longhand(_ property: Property, _ reader: inout ValueReader) -> StyleValue? {
        switch property {
        case .color, .textFillColor, .backgroundColor, .borderTopColor, .borderRightColor, .borderBottomColor,
            .borderLeftColor, .outlineColor:
            return color(property, &reader)
        case .top, .right, .bottom, .left, .marginTop, .marginRight, .marginBottom, .marginLeft:
            if reader.take("auto") { return .keyword(0) }
            return size(&reader, allowsNegative: true)
        case .paddingTop, .paddingRight, .paddingBottom, .paddingLeft: return size(&reader, allowsNegative: false)
        case .width, .height, .minWidth, .minHeight, .maxWidth, .maxHeight: return boxSize(&reader)
        case .borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth, .outlineWidth:
            return lineWidth(&reader)
        case .fontSize: return fontSize(&reader)
        case .fontWeight: return fontWeight(&reader)
        case .fontFamily: return fontFamily(&reader)
        case .lineHeight: return lineHeight(&reader)
        case .letterSpacing, .wordSpacing:
            if reader.take("normal") { return .length(0, .px) }
            return size(&reader, allowsNegative: true)
        case .textIndent: return textIndent(&reader)
        case .opacity: return reader.takeNumberOrPercentage().map { .number(Float(min(max($0, 0), 1))) }
        case .zIndex:
            if reader.take("auto") { return .keyword(0) }
            return integer(&reader)
        case .order: return integer(&reader)
        case .verticalAlign:
            if let value = reader.take(StyleKeywordTables.verticalAlign) { return .keyword(value) }
            return size(&reader, allowsNegative: true).map { _ in .keyword(VerticalAlign.other.rawValue) }
        default: return complexLonghand(property, &reader)
        }
    }

    private mutating func complexLonghand(_ property: Property, _ reader: inout ValueReader) -> StyleValue? {
        switch property {
        case .display: return display(&reader)
        case .colorScheme: return colorScheme(&reader)
        case .backgroundImage: return backgroundImage(&reader)
        case .backgroundClip: return keywordList(StyleKeywordTables.backgroundClip, &reader)
        case .backgroundRepeat: return backgroundRepeat(&reader)
        case .listStyleImage, .maskImage: return imagePresence(&reader)
        case .clip: return clip(&reader)
        case .clipPath: return clipPath(&reader)
        case .textDecorationLine: return decorationLine(&reader)
        case .transform, .rotate, .scale, .translate: return transformation(property, &reader)
        case .textShadow, .boxShadow: return shadow(&reader)
        case .textStroke: return textStroke(&reader)
        case .gridArea, .gridRow, .gridColumn: return gridPlace(&reader)
        case .gridTemplateRows: return gridRows(&reader)
        case .filter, .backdropFilter: return filter(&reader)
        case .animationName: return names(&reader)
        case .animationDuration, .transitionDuration: return durations(&reader)
        case .animationIterationCount: return iterations(&reader)
        case .content: return content(&reader)
        case .cursor: return cursor(&reader)
        case .listStyleType:
            if reader.kind == .string {
                let isEmpty = reader.text.isEmpty
                reader.advance()
                return .keyword((isEmpty ? ListStyleType.none : .string).rawValue)
            }
            return listStyleType(&reader)
        default:
            return StyleKeywordTables.table(of: property).flatMap { reader.take($0) }.map { .keyword($0) }
        }
    }

    private mutating func color(_ property: Property, _ reader: inout ValueReader) -> StyleValue? {
        if property == .outlineColor, reader.take("auto") || reader.take("invert") { return .currentColor }
        if let value = reader.takeColor() { return Self.value(of: value) }
        // The hashless colour quirk (Quirks Mode §3.1).
        guard property != .textFillColor, property != .outlineColor, let quirk = hashlessColor(&reader) else {
            return nil
        }
        usesQuirk = true
        return .color(quirk)
    }

    static func value(of color: ColorValue) -> StyleValue {
        switch color {
        case .color(let color): .color(color)
        case .currentColor: .currentColor
        case .unknown: .unknown
        }
    }

    private func hashlessColor(_ reader: inout ValueReader) -> Color? {
        guard [.ident, .number, .dimension].contains(reader.kind) else { return nil }
        let start = reader.index
        let source = tokens.source(start..<start + 1)
        var digits = Array(source)
        if reader.kind != .ident {
            guard reader.token.flags.contains(.integer), digits.count <= 6 else { return nil }
            digits.insert(contentsOf: [UInt8](repeating: 0x30, count: 6 - digits.count), at: 0)
        }
        guard digits.count == 3 || digits.count == 6, let color = ValueReader.hexColor(digits[...]) else { return nil }
        reader.advance()
        return color
    }

    /// A length or percentage; without a unit it needs quirks mode.
    mutating func size(_ reader: inout ValueReader, allowsNegative: Bool) -> StyleValue? {
        if reader.kind == .number, reader.token.number != 0 { usesQuirk = true }
        guard let size = reader.takeSize(allowsNumbers: true) else { return nil }
        switch size {
        case .length(let value, let unit):
            return value < 0 && !allowsNegative ? nil : .length(Float(value), unit)
        case .sum(let pixels, let percent): return .sum(Float(pixels), Float(percent))
        }
    }

    private mutating func boxSize(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take(StyleKeywordTables.boxSize) != nil { return .keyword(0) }
        if reader.isFunction("fit-content") || reader.isFunction("calc-size") || reader.isFunction("anchor-size") {
            reader.advance()
            return .keyword(0)
        }
        return size(&reader, allowsNegative: false)
    }

    mutating func lineWidth(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("thin") { return .length(1, .px) }
        if reader.take("medium") { return .length(3, .px) }
        if reader.take("thick") { return .length(5, .px) }
        if reader.kind == .percentage { return nil }
        return size(&reader, allowsNegative: false)
    }

    mutating func fontSize(_ reader: inout ValueReader) -> StyleValue? {
        if let keyword = reader.take(StyleKeywordTables.fontSize) { return .keyword(keyword) }
        return size(&reader, allowsNegative: false)
    }

    mutating func fontWeight(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("normal") { return .number(400) }
        if reader.take("bold") { return .number(700) }
        if reader.take("lighter") { return .keyword(0) }
        if reader.take("bolder") { return .keyword(1) }
        guard let weight = reader.takeNumber(), weight >= 1, weight <= 1000 else { return nil }
        return .number(Float(weight))
    }

    mutating func lineHeight(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("normal") { return .keyword(0) }
        if let number = reader.takeNumber() { return number < 0 ? nil : .number(Float(number)) }
        return size(&reader, allowsNegative: false)
    }

    mutating func fontFamily(_ reader: inout ValueReader) -> StyleValue? {
        let start = reader.index
        var expectsName = true
        while !reader.isAtEnd {
            switch reader.kind {
            case .string:
                guard expectsName else { return nil }
                expectsName = false
                reader.advance()
            case .ident:
                guard expectsName else { return nil }
                while reader.kind == .ident { reader.advance() }
                expectsName = false
            case .comma:
                guard !expectsName else { return nil }
                expectsName = true
                reader.advance()
            default: return nil
            }
        }
        guard !expectsName else { return nil }
        return .text(store.addText(tokens.source(tokens.trimming(start..<reader.end))))
    }

    private mutating func textIndent(_ reader: inout ValueReader) -> StyleValue? {
        var value: StyleValue?
        while !reader.isAtEnd {
            if reader.take("hanging") || reader.take("each-line") { continue }
            guard value == nil, let size = size(&reader, allowsNegative: true) else { return nil }
            value = size
        }
        return value
    }

    private func integer(_ reader: inout ValueReader) -> StyleValue? {
        if reader.kind == .number, !reader.token.flags.contains(.integer) { return nil }
        return reader.takeNumber().map { .number(Float(min(max($0.rounded(), -2e9), 2e9))) }
    }
}
