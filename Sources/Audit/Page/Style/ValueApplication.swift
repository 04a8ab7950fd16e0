/// A style in the making.
struct WorkingStyle {
    var style: ComputedStyle
    let parent: ComputedStyle
    var lengths = LengthContext.initial
    /// Which of the colours of top, right, bottom and left border and outline are not the text colour.
    var ownEdgeColors: UInt8 = 0
    var backgroundIsCurrentColor = false
    var hasAnimationName = false
    var animationSeconds: Float = 0
    var animationCount: Float = 1
    /// Whether an attribute of the element itself went into it.
    var usesAttributes = false

    init(_ style: ComputedStyle, parent: ComputedStyle) {
        self.style = style
        self.parent = parent
    }

    private static func edge(_ property: Property) -> UInt8 {
        switch property {
        case .borderTopColor: 1
        case .borderRightColor: 2
        case .borderBottomColor: 4
        case .borderLeftColor: 8
        case .outlineColor: 16
        default: 0
        }
    }

    /// Notes that a colour was set to something else than the text colour, or again to it.
    mutating func setEdgeColor(_ property: Property, _ color: Color?) {
        if let color {
            ownEdgeColors |= Self.edge(property)
            switch property {
            case .borderTopColor: style.border.top.color = color
            case .borderRightColor: style.border.right.color = color
            case .borderBottomColor: style.border.bottom.color = color
            case .borderLeftColor: style.border.left.color = color
            default: style.outline.color = color
            }
        } else {
            ownEdgeColors &= ~Self.edge(property)
        }
    }

    /// Notes that a property was copied from the parent or the initial style.
    mutating func tookOver(_ property: Property, inherits: Bool) {
        if inherits { ownEdgeColors |= Self.edge(property) } else { ownEdgeColors &= ~Self.edge(property) }
        switch property {
        case .backgroundColor: backgroundIsCurrentColor = false
        case .animationName: hasAnimationName = inherits && parent.isAnimated
        case .animationDuration: animationSeconds = inherits && parent.isAnimated ? 1 : 0
        case .animationIterationCount: animationCount = inherits && parent.animatesForever ? .infinity : 1
        default: break
        }
    }

    /// What follows from several properties together.
    mutating func finish(isRoot: Bool, isPseudo: Bool) {
        if style.textFillIsCurrentColor { style.textFillColor = style.color }
        if backgroundIsCurrentColor { style.backgroundColor = style.color }
        finishEdge(\.border.top, 1)
        finishEdge(\.border.right, 2)
        finishEdge(\.border.bottom, 4)
        finishEdge(\.border.left, 8)
        finishEdge(\.outline, 16)
        if hasAnimationName, animationSeconds > 0 {
            style.isAnimated = true
            style.animatesForever = animationCount == .infinity
        }
        // CSS Overflow 3 §3.1: next to a side that clips or scrolls, `visible` is `auto`.
        if style.overflowX == .visible, style.overflowY != .visible, style.overflowY != .clip {
            style.overflowX = .auto
        }
        if style.overflowY == .visible, style.overflowX != .visible, style.overflowX != .clip {
            style.overflowY = .auto
        }
        if style.position.isOutOfFlow { style.float = .none }
        let isItem =
            parent.display == .flex || parent.display == .inlineFlex || parent.display == .grid
            || parent.display == .inlineGrid
        if isRoot || style.position.isOutOfFlow || style.float != .none || isItem { style.display = blockified }
        if isPseudo, style.content == .normal { style.content = .none }
    }

    private mutating func finishEdge(_ edge: WritableKeyPath<ComputedStyle, LineEdge>, _ bit: UInt8) {
        if ownEdgeColors & bit == 0 { style[keyPath: edge].color = style.color }
        if !style[keyPath: edge].style.isVisible { style[keyPath: edge].width = 0 }
    }

    /// CSS Display 3 §2.7.
    private var blockified: Display {
        switch style.display {
        case .inline, .inlineBlock, .ruby, .rubyText: .block
        case .inlineFlex: .flex
        case .inlineGrid: .grid
        case .inlineTable: .table
        case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableCell, .tableColumn,
            .tableColumnGroup, .tableCaption:
            .block
        default: style.display
        }
    }

    // MARK: - Lengths

    func pixels(_ value: StyleValue) -> Float {
        switch value {
        case .length(let number, let unit): Float(lengths.pixels(Double(number), unit))
        case .sum(let pixels, _): pixels
        default: 0
        }
    }

    func lengthPercentage(_ value: StyleValue) -> LengthPercentage {
        switch value {
        case .length(let number, .percent): LengthPercentage(pixels: 0, percent: number)
        case .length: LengthPercentage(pixels: pixels(value))
        case .sum(let pixels, let percent): LengthPercentage(pixels: pixels, percent: percent)
        default: .auto
        }
    }

    /// The colour of a value; nil for the text colour.
    mutating func color(_ value: StyleValue) -> Color? {
        switch value {
        case .color(let color): return color
        case .unknown:
            style.isUncertain = true
            return nil
        default: return nil
        }
    }
}

// MARK: - Setting properties

extension StyleComputer {
    mutating func set(
        _ property: Property,
        _ value: StyleValue,
        _ store: Int,
        _ declared: DeclaredStyle,
        _ working: inout WorkingStyle
    ) {
        switch property {
        case .color, .textFillColor, .backgroundColor, .borderTopColor, .borderRightColor, .borderBottomColor,
            .borderLeftColor, .outlineColor:
            setColor(property, value, &working)
        case .fontSize: setFontSize(value, &working)
        case .fontWeight: setFontWeight(value, &working)
        case .fontFamily: setFontFamily(value, store, &working)
        case .lineHeight: setLineHeight(value, &working)
        case .letterSpacing: working.style.letterSpacing = emPercent(value, working)
        case .wordSpacing: working.style.wordSpacing = emPercent(value, working)
        case .textIndent: working.style.textIndent = working.lengthPercentage(value)
        case .backgroundImage: setBackgroundImage(value, store, &working)
        case .transform, .rotate, .scale, .translate: setTransform(value, store, &working)
        case .gridArea, .gridRow, .gridColumn: setGridPlace(property, value, store, &working)
        case .content: setContent(value, store, declared, &working)
        case .opacity, .zIndex, .order, .animationDuration, .animationIterationCount, .transitionDuration:
            setNumber(property, value, &working)
        default:
            if case .keyword(let keyword) = value {
                setKeyword(property, keyword, &working)
            } else {
                setLength(property, value, &working)
            }
        }
    }

    private func emPercent(_ value: StyleValue, _ working: WorkingStyle) -> Float {
        let size = working.lengthPercentage(value)
        return size.pixels + size.percent / 100 * working.style.fontSize
    }

    private func setColor(_ property: Property, _ value: StyleValue, _ working: inout WorkingStyle) {
        let color = working.color(value)
        switch property {
        case .color: working.style.color = color ?? working.parent.color
        case .textFillColor:
            working.style.textFillIsCurrentColor = color == nil
            if let color { working.style.textFillColor = color }
        case .backgroundColor:
            working.backgroundIsCurrentColor = color == nil
            if let color { working.style.backgroundColor = color }
        default: working.setEdgeColor(property, color)
        }
    }

    private func setFontSize(_ value: StyleValue, _ working: inout WorkingStyle) {
        let inherited = working.parent.fontSize
        working.style.hasAbsoluteFontSize =
            switch value {
            case .length(_, .px): true
            case .length(_, .rem), .length(_, .rlh): hasAbsoluteRoot
            case .length(_, .em), .length(_, .ex), .length(_, .ch), .length(_, .percent), .keyword(8), .keyword(9):
                working.parent.hasAbsoluteFontSize
            default: false
            }
        switch value {
        case .keyword(8): working.style.fontSize = inherited / 1.2
        case .keyword(9): working.style.fontSize = inherited * 1.2
        case .keyword(let number): working.style.fontSize = StyleKeywordTables.fontSizes[Int(number)]
        default:
            let size = working.lengthPercentage(value)
            working.style.fontSize = max(0, size.pixels + size.percent / 100 * inherited)
        }
    }

    /// CSS Fonts 4 §2.2.1 for `bolder` and `lighter`.
    private func setFontWeight(_ value: StyleValue, _ working: inout WorkingStyle) {
        let inherited = working.parent.fontWeight
        switch value {
        case .number(let weight): working.style.fontWeight = weight
        case .keyword(0): working.style.fontWeight = inherited < 550 ? min(inherited, 100) : inherited < 750 ? 400 : 700
        case .keyword: working.style.fontWeight = inherited < 350 ? 400 : inherited < 550 ? 700 : max(inherited, 900)
        default: break
        }
    }

    private func setLineHeight(_ value: StyleValue, _ working: inout WorkingStyle) {
        switch value {
        case .keyword: working.style.lineHeight = .normal
        case .number(let factor): working.style.lineHeight = .multiple(factor)
        default: working.style.lineHeight = .pixels(emPercent(value, working))
        }
    }

    private mutating func setFontFamily(_ value: StyleValue, _ store: Int, _ working: inout WorkingStyle) {
        guard case .text(let number) = value else { return }
        let family = withStore(store) { $0.texts[Int(number)] }
        let known = Int(familyNumbers.intern(family[...]))
        if known == familyRanges.count { familyRanges.append(add(family)) }
        working.style.fontFamily = familyRanges[known]
        working.style.fontGeneric = Self.generic(family[...])
    }

    private static func generic(_ family: Bytes) -> FontGeneric {
        let names: [(StaticString, FontGeneric)] = [
            ("serif", .serif), ("sans-serif", .sansSerif), ("monospace", .monospace), ("cursive", .cursive),
            ("fantasy", .fantasy), ("system-ui", .systemUI), ("ui-sans-serif", .sansSerif), ("ui-serif", .serif),
            ("ui-monospace", .monospace), ("emoji", .emoji), ("math", .math), ("fangsong", .fangsong),
        ]
        let last = family.split(separator: UInt8(ascii: ",")).last?.trimmed ?? []
        return names.first { last.equalsIgnoringCase($0.0) }?.1 ?? .unknown
    }

    /// Puts text beside the styles and says where it is.
    mutating func add(_ bytes: [UInt8]) -> Range<Int32> {
        let start = Int32(text.count)
        text.append(contentsOf: bytes)
        return start..<Int32(text.count)
    }

    private mutating func setBackgroundImage(_ value: StyleValue, _ store: Int, _ working: inout WorkingStyle) {
        working.style.backgroundImage = .none
        working.style.gradientStops = 0..<0
        guard case .image(let number) = value else { return }
        let (image, stops) = withStore(store) {
            let image = $0.images[Int(number)]
            return (image, $0.stops[Int(image.stops.lowerBound)..<Int(image.stops.upperBound)])
        }
        working.style.backgroundImage = image.kind
        guard image.kind == .gradient else { return }
        let start = Int32(gradientStops.count)
        for stop in stops {
            if case .color(let color) = stop {
                gradientStops.append(color)
            } else {
                gradientStops.append(working.style.color)
            }
        }
        working.style.gradientStops = start..<Int32(gradientStops.count)
        working.style.hasLayeredGradients = image.isLayered
    }

    private func setTransform(_ value: StyleValue, _ store: Int, _ working: inout WorkingStyle) {
        guard case .transform(let number) = value else { return }
        let change = withStore(store) { $0.transforms[Int(number)] }
        working.style.transform.isPresent = working.style.transform.isPresent || change.isPresent
        working.style.transform.rotation += change.rotation
        working.style.transform.collapses = working.style.transform.collapses || change.collapses
        working.style.transform.moves = working.style.transform.moves || change.moves
        working.style.transform.movesAway = working.style.transform.movesAway || change.movesAway
        working.style.transform.mayHide = working.style.transform.mayHide || change.mayHide
    }

    /// Only whether two boxes ask for one cell matters, so that a hash of what is written is kept.
    private func setGridPlace(_ property: Property, _ value: StyleValue, _ store: Int, _ working: inout WorkingStyle) {
        guard case .text(let number) = value else { return }
        let hash = withStore(store) { ByteInterner.lowercaseHash($0.texts[Int(number)][...]) }
        let kind = UInt32(property.rawValue) &* 0x9E37_79B9
        working.style.gridCell = working.style.gridCell &+ (hash ^ kind) | 1
    }

    private func setNumber(_ property: Property, _ value: StyleValue, _ working: inout WorkingStyle) {
        var number: Float = 0
        if case .number(let given) = value { number = given }
        switch property {
        case .opacity: working.style.opacity = number
        case .zIndex:
            if case .keyword = value { working.style.zIndex = nil } else { working.style.zIndex = Int32(number) }
        case .order: working.style.order = Int32(number)
        case .animationDuration: working.animationSeconds = number
        case .animationIterationCount: working.animationCount = number
        default: working.style.transitionSeconds = number
        }
    }

    private func setLength(_ property: Property, _ value: StyleValue, _ working: inout WorkingStyle) {
        let size = working.lengthPercentage(value)
        switch property {
        case .top: working.style.inset.top = size
        case .right: working.style.inset.right = size
        case .bottom: working.style.inset.bottom = size
        case .left: working.style.inset.left = size
        case .width: working.style.width = size
        case .height: working.style.height = size
        case .minWidth: working.style.minWidth = size
        case .minHeight: working.style.minHeight = size
        case .maxWidth: working.style.maxWidth = size
        case .maxHeight: working.style.maxHeight = size
        case .marginTop: working.style.margin.top = size
        case .marginRight: working.style.margin.right = size
        case .marginBottom: working.style.margin.bottom = size
        case .marginLeft: working.style.margin.left = size
        case .paddingTop: working.style.padding.top = size
        case .paddingRight: working.style.padding.right = size
        case .paddingBottom: working.style.padding.bottom = size
        case .paddingLeft: working.style.padding.left = size
        case .borderTopWidth: working.style.border.top.width = size.pixels
        case .borderRightWidth: working.style.border.right.width = size.pixels
        case .borderBottomWidth: working.style.border.bottom.width = size.pixels
        case .borderLeftWidth: working.style.border.left.width = size.pixels
        case .outlineWidth: working.style.outline.width = size.pixels
        default: break
        }
    }
}
