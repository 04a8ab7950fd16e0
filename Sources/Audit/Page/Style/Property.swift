/// A longhand property whose computed value is kept.
///
/// The inherited ones come first, up to ``Property/lastInherited``.
enum Property: UInt8, CaseIterable, Sendable {
    case color, textFillColor, fontSize, fontWeight, fontStyle, fontFamily, lineHeight, letterSpacing, wordSpacing
    case textIndent, textTransform, textAlign, whiteSpace, textShadow, listStyleType, listStyleImage
    case direction, writingMode, visibility, pointerEvents, colorScheme, textStroke, cursor

    case display, contentVisibility, opacity, backgroundColor, backgroundImage, backgroundClip, backgroundRepeat
    case position, top, right, bottom, left, zIndex, float, clear, overflowX, overflowY, clip, clipPath
    case width, height, minWidth, minHeight, maxWidth, maxHeight
    case marginTop, marginRight, marginBottom, marginLeft, paddingTop, paddingRight, paddingBottom, paddingLeft
    case borderTopWidth, borderRightWidth, borderBottomWidth, borderLeftWidth
    case borderTopStyle, borderRightStyle, borderBottomStyle, borderLeftStyle
    case borderTopColor, borderRightColor, borderBottomColor, borderLeftColor
    case outlineWidth, outlineStyle, outlineColor
    case textDecorationLine, verticalAlign, transform, rotate, scale, translate
    case boxShadow, filter, backdropFilter, mixBlendMode, maskImage
    case animationName, animationDuration, animationIterationCount, transitionDuration
    case flexDirection, order, gridArea, gridRow, gridColumn, gridTemplateRows, content

    /// A custom property; which one, the value says.
    case custom

    static let lastInherited = Property.cursor
    static let count = allCases.count

    var isInherited: Bool { rawValue <= Self.lastInherited.rawValue }
}

/// A property that stands for several longhands.
enum Shorthand: UInt8, CaseIterable, Sendable {
    case all, font, background, margin, padding, border, borderTop, borderRight, borderBottom, borderLeft
    case borderWidth, borderStyle, borderColor, outline, overflow, inset, textDecoration, listStyle
    case animation, transition, flexFlow, marginInline, marginBlock, paddingInline, paddingBlock, insetInline
    case insetBlock, mask

    /// The longhands it sets, in the order of its values where that matters (top, right, bottom, left).
    var longhands: [Property] {
        switch self {
        case .all: Property.allCases.filter { $0 != .custom && $0 != .direction }
        case .font: [.fontStyle, .fontWeight, .fontSize, .lineHeight, .fontFamily]
        case .background: [.backgroundColor, .backgroundImage, .backgroundClip, .backgroundRepeat]
        case .margin: [.marginTop, .marginRight, .marginBottom, .marginLeft]
        case .padding: [.paddingTop, .paddingRight, .paddingBottom, .paddingLeft]
        case .border: Self.borderWidth.longhands + Self.borderStyle.longhands + Self.borderColor.longhands
        case .borderTop: [.borderTopWidth, .borderTopStyle, .borderTopColor]
        case .borderRight: [.borderRightWidth, .borderRightStyle, .borderRightColor]
        case .borderBottom: [.borderBottomWidth, .borderBottomStyle, .borderBottomColor]
        case .borderLeft: [.borderLeftWidth, .borderLeftStyle, .borderLeftColor]
        case .borderWidth: [.borderTopWidth, .borderRightWidth, .borderBottomWidth, .borderLeftWidth]
        case .borderStyle: [.borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle]
        case .borderColor: [.borderTopColor, .borderRightColor, .borderBottomColor, .borderLeftColor]
        case .outline: [.outlineWidth, .outlineStyle, .outlineColor]
        case .overflow: [.overflowX, .overflowY]
        case .inset: [.top, .right, .bottom, .left]
        case .textDecoration: [.textDecorationLine]
        case .listStyle: [.listStyleType, .listStyleImage]
        case .animation: [.animationName, .animationDuration, .animationIterationCount]
        case .transition: [.transitionDuration]
        case .flexFlow: [.flexDirection]
        case .marginInline: [.marginLeft, .marginRight]
        case .marginBlock: [.marginTop, .marginBottom]
        case .paddingInline: [.paddingLeft, .paddingRight]
        case .paddingBlock: [.paddingTop, .paddingBottom]
        case .insetInline: [.left, .right]
        case .insetBlock: [.top, .bottom]
        case .mask: [.maskImage]
        }
    }
}

/// What the name of a property stands for.
enum PropertyTarget: Sendable, Equatable {
    case longhand(Property)
    case shorthand(Shorthand)
}

/// The names of properties.
enum PropertyNames {
    /// What a name stands for, or nil where nothing of it is kept; `--x` is not among them.
    static func target(_ name: Bytes) -> PropertyTarget? {
        guard let number = index.find(name.map(\.asciiLowercased)[...]), Int(number) < table.count else { return nil }
        return table[Int(number)].1
    }

    /// Whether browsers know a property of that name, kept here or not; what `@supports` asks.
    static func isKnown(_ name: Bytes) -> Bool {
        name.starts(with: "--".utf8) || index.find(name.map(\.asciiLowercased)[...]) != nil
    }

    private static let index: ByteInterner = {
        var index = ByteInterner()
        for (name, _) in table { _ = index.intern(name.bytes) }
        for name in otherKnown { _ = index.intern(name.bytes) }
        return index
    }()

    /// Flow-relative names stand for the physical ones of horizontal text from left to right.
    private static let table: [(StaticString, PropertyTarget)] = inheritedNames + boxNames + edgeNames + shorthandNames

    private static let inheritedNames: [(StaticString, PropertyTarget)] = [
        ("color", .longhand(.color)), ("-webkit-text-fill-color", .longhand(.textFillColor)),
        ("font-size", .longhand(.fontSize)), ("font-weight", .longhand(.fontWeight)),
        ("font-style", .longhand(.fontStyle)), ("font-family", .longhand(.fontFamily)),
        ("line-height", .longhand(.lineHeight)), ("letter-spacing", .longhand(.letterSpacing)),
        ("word-spacing", .longhand(.wordSpacing)), ("text-indent", .longhand(.textIndent)),
        ("text-transform", .longhand(.textTransform)), ("text-align", .longhand(.textAlign)),
        ("white-space", .longhand(.whiteSpace)), ("text-wrap", .longhand(.whiteSpace)),
        ("text-wrap-mode", .longhand(.whiteSpace)), ("-webkit-text-stroke", .longhand(.textStroke)),
        ("-webkit-text-stroke-width", .longhand(.textStroke)), ("text-shadow", .longhand(.textShadow)),
        ("list-style-type", .longhand(.listStyleType)), ("list-style-image", .longhand(.listStyleImage)),
        ("direction", .longhand(.direction)), ("writing-mode", .longhand(.writingMode)),
        ("-webkit-writing-mode", .longhand(.writingMode)), ("visibility", .longhand(.visibility)),
        ("pointer-events", .longhand(.pointerEvents)), ("color-scheme", .longhand(.colorScheme)),
        ("cursor", .longhand(.cursor)),
    ]

    private static let boxNames: [(StaticString, PropertyTarget)] = [
        ("display", .longhand(.display)), ("content-visibility", .longhand(.contentVisibility)),
        ("opacity", .longhand(.opacity)), ("-webkit-opacity", .longhand(.opacity)),
        ("background-color", .longhand(.backgroundColor)), ("background-image", .longhand(.backgroundImage)),
        ("background-clip", .longhand(.backgroundClip)), ("-webkit-background-clip", .longhand(.backgroundClip)),
        ("background-repeat", .longhand(.backgroundRepeat)), ("position", .longhand(.position)),
        ("z-index", .longhand(.zIndex)), ("float", .longhand(.float)), ("clear", .longhand(.clear)),
        ("overflow-x", .longhand(.overflowX)), ("overflow-y", .longhand(.overflowY)),
        ("overflow-inline", .longhand(.overflowX)), ("overflow-block", .longhand(.overflowY)),
        ("clip", .longhand(.clip)), ("clip-path", .longhand(.clipPath)), ("-webkit-clip-path", .longhand(.clipPath)),
        ("width", .longhand(.width)), ("height", .longhand(.height)), ("min-width", .longhand(.minWidth)),
        ("min-height", .longhand(.minHeight)), ("max-width", .longhand(.maxWidth)),
        ("max-height", .longhand(.maxHeight)), ("inline-size", .longhand(.width)), ("block-size", .longhand(.height)),
        ("min-inline-size", .longhand(.minWidth)), ("min-block-size", .longhand(.minHeight)),
        ("max-inline-size", .longhand(.maxWidth)), ("max-block-size", .longhand(.maxHeight)),
        ("text-decoration-line", .longhand(.textDecorationLine)), ("vertical-align", .longhand(.verticalAlign)),
        ("transform", .longhand(.transform)), ("-webkit-transform", .longhand(.transform)),
        ("rotate", .longhand(.rotate)), ("scale", .longhand(.scale)), ("translate", .longhand(.translate)),
        ("box-shadow", .longhand(.boxShadow)), ("-webkit-box-shadow", .longhand(.boxShadow)),
        ("filter", .longhand(.filter)), ("-webkit-filter", .longhand(.filter)),
        ("backdrop-filter", .longhand(.backdropFilter)), ("mix-blend-mode", .longhand(.mixBlendMode)),
        ("mask-image", .longhand(.maskImage)), ("-webkit-mask-image", .longhand(.maskImage)),
        ("animation-name", .longhand(.animationName)), ("-webkit-animation-name", .longhand(.animationName)),
        ("animation-duration", .longhand(.animationDuration)),
        ("-webkit-animation-duration", .longhand(.animationDuration)),
        ("animation-iteration-count", .longhand(.animationIterationCount)),
        ("-webkit-animation-iteration-count", .longhand(.animationIterationCount)),
        ("transition-duration", .longhand(.transitionDuration)),
        ("-webkit-transition-duration", .longhand(.transitionDuration)),
        ("flex-direction", .longhand(.flexDirection)), ("-webkit-flex-direction", .longhand(.flexDirection)),
        ("order", .longhand(.order)), ("-webkit-order", .longhand(.order)), ("content", .longhand(.content)),
        ("grid-area", .longhand(.gridArea)), ("grid-row", .longhand(.gridRow)),
        ("grid-row-start", .longhand(.gridRow)), ("grid-column", .longhand(.gridColumn)),
        ("grid-column-start", .longhand(.gridColumn)),
        ("grid-template-rows", .longhand(.gridTemplateRows)),
    ]

    private static let edgeNames: [(StaticString, PropertyTarget)] = [
        ("top", .longhand(.top)), ("right", .longhand(.right)), ("bottom", .longhand(.bottom)),
        ("left", .longhand(.left)), ("inset-block-start", .longhand(.top)), ("inset-block-end", .longhand(.bottom)),
        ("inset-inline-start", .longhand(.left)), ("inset-inline-end", .longhand(.right)),
        ("margin-top", .longhand(.marginTop)), ("margin-right", .longhand(.marginRight)),
        ("margin-bottom", .longhand(.marginBottom)), ("margin-left", .longhand(.marginLeft)),
        ("margin-block-start", .longhand(.marginTop)), ("margin-block-end", .longhand(.marginBottom)),
        ("margin-inline-start", .longhand(.marginLeft)), ("margin-inline-end", .longhand(.marginRight)),
        ("padding-top", .longhand(.paddingTop)), ("padding-right", .longhand(.paddingRight)),
        ("padding-bottom", .longhand(.paddingBottom)), ("padding-left", .longhand(.paddingLeft)),
        ("padding-block-start", .longhand(.paddingTop)), ("padding-block-end", .longhand(.paddingBottom)),
        ("padding-inline-start", .longhand(.paddingLeft)), ("padding-inline-end", .longhand(.paddingRight)),
        ("border-top-width", .longhand(.borderTopWidth)), ("border-right-width", .longhand(.borderRightWidth)),
        ("border-bottom-width", .longhand(.borderBottomWidth)), ("border-left-width", .longhand(.borderLeftWidth)),
        ("border-top-style", .longhand(.borderTopStyle)), ("border-right-style", .longhand(.borderRightStyle)),
        ("border-bottom-style", .longhand(.borderBottomStyle)), ("border-left-style", .longhand(.borderLeftStyle)),
        ("border-top-color", .longhand(.borderTopColor)), ("border-right-color", .longhand(.borderRightColor)),
        ("border-bottom-color", .longhand(.borderBottomColor)), ("border-left-color", .longhand(.borderLeftColor)),
        ("outline-width", .longhand(.outlineWidth)), ("outline-style", .longhand(.outlineStyle)),
        ("outline-color", .longhand(.outlineColor)),
    ]

    private static let shorthandNames: [(StaticString, PropertyTarget)] = [
        ("all", .shorthand(.all)), ("font", .shorthand(.font)), ("background", .shorthand(.background)),
        ("margin", .shorthand(.margin)), ("padding", .shorthand(.padding)), ("border", .shorthand(.border)),
        ("border-top", .shorthand(.borderTop)), ("border-right", .shorthand(.borderRight)),
        ("border-bottom", .shorthand(.borderBottom)), ("border-left", .shorthand(.borderLeft)),
        ("border-block-start", .shorthand(.borderTop)), ("border-block-end", .shorthand(.borderBottom)),
        ("border-inline-start", .shorthand(.borderLeft)), ("border-inline-end", .shorthand(.borderRight)),
        ("border-width", .shorthand(.borderWidth)), ("border-style", .shorthand(.borderStyle)),
        ("border-color", .shorthand(.borderColor)), ("outline", .shorthand(.outline)),
        ("overflow", .shorthand(.overflow)), ("inset", .shorthand(.inset)),
        ("text-decoration", .shorthand(.textDecoration)), ("-webkit-text-decoration", .shorthand(.textDecoration)),
        ("list-style", .shorthand(.listStyle)), ("animation", .shorthand(.animation)),
        ("-webkit-animation", .shorthand(.animation)), ("transition", .shorthand(.transition)),
        ("-webkit-transition", .shorthand(.transition)), ("flex-flow", .shorthand(.flexFlow)),
        ("margin-inline", .shorthand(.marginInline)), ("margin-block", .shorthand(.marginBlock)),
        ("padding-inline", .shorthand(.paddingInline)), ("padding-block", .shorthand(.paddingBlock)),
        ("inset-inline", .shorthand(.insetInline)), ("inset-block", .shorthand(.insetBlock)),
        ("mask", .shorthand(.mask)), ("-webkit-mask", .shorthand(.mask)),
    ]

    /// Known to browsers, of no concern here.
    private static let otherKnown: [StaticString] = [
        "accent-color", "align-content", "align-items", "align-self", "anchor-name", "animation-composition",
        "animation-delay", "animation-direction", "animation-fill-mode", "animation-play-state",
        "animation-timeline", "animation-timing-function", "appearance", "-webkit-appearance", "aspect-ratio",
        "backface-visibility", "background-attachment", "background-blend-mode", "background-origin",
        "background-position", "background-position-x", "background-position-y", "background-size",
        "block-step", "border-collapse", "border-image", "border-image-outset", "border-image-repeat",
        "border-image-slice", "border-image-source", "border-image-width", "border-radius",
        "border-top-left-radius", "border-top-right-radius", "border-bottom-left-radius",
        "border-bottom-right-radius", "border-spacing", "box-decoration-break", "box-sizing", "break-after",
        "break-before", "break-inside", "caption-side", "caret-color", "color-scheme", "column-count",
        "column-fill", "column-gap", "column-rule", "column-span", "column-width", "columns", "contain",
        "container", "container-name", "container-type", "counter-increment", "counter-reset", "counter-set",
        "empty-cells", "field-sizing", "flex", "flex-basis", "flex-grow", "flex-shrink", "flex-wrap",
        "font-display", "font-feature-settings", "font-kerning", "font-optical-sizing", "font-palette",
        "font-size-adjust", "font-stretch", "font-synthesis", "font-variant", "font-variant-caps",
        "font-variant-east-asian", "font-variant-ligatures", "font-variant-numeric", "font-variation-settings",
        "forced-color-adjust", "gap", "grid", "grid-auto-columns", "grid-auto-flow",
        "grid-auto-rows", "grid-column-end", "grid-column-gap", "grid-gap",
        "grid-row-end", "grid-row-gap", "grid-template", "grid-template-areas",
        "grid-template-columns", "hanging-punctuation", "hyphens", "image-orientation",
        "image-rendering", "initial-letter", "interpolate-size", "isolation", "justify-content",
        "justify-items", "justify-self", "line-break", "line-clamp", "-webkit-line-clamp",
        "list-style-position", "margin-trim", "mask-clip", "mask-composite", "mask-mode", "mask-origin",
        "mask-position", "mask-repeat", "mask-size", "object-fit", "object-position", "offset", "offset-path",
        "orphans", "outline-offset", "overflow-anchor", "overflow-wrap", "overscroll-behavior", "page",
        "paint-order", "perspective", "perspective-origin", "place-content", "place-items", "place-self",
        "print-color-adjust", "-webkit-print-color-adjust", "quotes", "resize", "row-gap", "ruby-align",
        "ruby-position", "scroll-behavior", "scroll-margin", "scroll-padding", "scroll-snap-align",
        "scroll-snap-stop", "scroll-snap-type", "scroll-timeline", "scrollbar-color", "scrollbar-gutter",
        "scrollbar-width", "shape-image-threshold", "shape-margin", "shape-outside", "tab-size",
        "table-layout", "text-align-last", "text-combine-upright", "text-decoration-color",
        "text-decoration-skip-ink", "text-decoration-style", "text-decoration-thickness", "text-emphasis",
        "text-emphasis-color", "text-emphasis-style", "text-justify", "text-orientation", "text-overflow",
        "text-rendering", "text-size-adjust", "-webkit-text-size-adjust", "text-underline-offset",
        "text-underline-position", "text-wrap-style", "touch-action",
        "transform-box", "transform-origin", "transform-style", "transition-behavior", "transition-delay",
        "transition-property", "transition-timing-function", "unicode-bidi", "user-select",
        "-webkit-user-select", "view-transition-name", "-webkit-box-orient", "-webkit-font-smoothing",
        "-webkit-overflow-scrolling", "-webkit-tap-highlight-color", "-webkit-text-stroke-color", "widows",
        "will-change", "word-break", "word-wrap", "zoom",
    ]
}
