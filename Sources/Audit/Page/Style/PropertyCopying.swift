/// Copies single properties from one style to another, as `inherit` and `initial` do.
enum PropertyCopying {
    typealias Copy = @Sendable (ComputedStyle, inout ComputedStyle) -> Void

    /// Copies the property's value.
    static func copy(_ property: Property, from source: ComputedStyle, to target: inout ComputedStyle) {
        table[Int(property.rawValue)](source, &target)
    }

    private static let table: [Copy] = Property.allCases.map {
        text($0) ?? paint($0) ?? box($0) ?? edge($0) ?? { _, _ in }
    }

    private static func text(_ property: Property) -> Copy? {
        switch property {
        case .color: { $1.color = $0.color }
        case .textFillColor:
            {
                $1.textFillColor = $0.textFillColor
                $1.textFillIsCurrentColor = $0.textFillIsCurrentColor
            }
        case .fontSize:
            {
                $1.fontSize = $0.fontSize
                $1.hasAbsoluteFontSize = $0.hasAbsoluteFontSize
            }
        case .fontWeight: { $1.fontWeight = $0.fontWeight }
        case .fontStyle: { $1.fontStyle = $0.fontStyle }
        case .fontFamily:
            {
                $1.fontFamily = $0.fontFamily
                $1.fontGeneric = $0.fontGeneric
            }
        case .lineHeight: { $1.lineHeight = $0.lineHeight }
        case .letterSpacing: { $1.letterSpacing = $0.letterSpacing }
        case .wordSpacing: { $1.wordSpacing = $0.wordSpacing }
        case .textIndent: { $1.textIndent = $0.textIndent }
        case .textTransform: { $1.textTransform = $0.textTransform }
        case .textAlign: { $1.textAlign = $0.textAlign }
        case .whiteSpace: { $1.whiteSpace = $0.whiteSpace }
        case .textShadow: { $1.hasTextShadow = $0.hasTextShadow }
        case .textStroke: { $1.hasTextStroke = $0.hasTextStroke }
        case .colorScheme: { $1.isDarkScheme = $0.isDarkScheme }
        case .listStyleType: { $1.listStyleType = $0.listStyleType }
        case .listStyleImage: { $1.hasListStyleImage = $0.hasListStyleImage }
        case .direction: { $1.direction = $0.direction }
        case .writingMode: { $1.writingMode = $0.writingMode }
        case .visibility: { $1.visibility = $0.visibility }
        case .pointerEvents: { $1.acceptsPointer = $0.acceptsPointer }
        case .cursor: { $1.cursor = $0.cursor }
        case .textDecorationLine: { $1.textDecorationLine = $0.textDecorationLine }
        case .verticalAlign: { $1.verticalAlign = $0.verticalAlign }
        default: nil
        }
    }

    private static func paint(_ property: Property) -> Copy? {
        switch property {
        case .opacity: { $1.opacity = $0.opacity }
        case .backgroundColor: { $1.backgroundColor = $0.backgroundColor }
        case .backgroundImage:
            {
                $1.backgroundImage = $0.backgroundImage
                $1.gradientStops = $0.gradientStops
            }
        case .backgroundClip: { $1.clipsBackgroundToText = $0.clipsBackgroundToText }
        case .backgroundRepeat: { $1.repeatsBackground = $0.repeatsBackground }
        case .transform, .rotate, .scale, .translate: { $1.transform = $0.transform }
        case .boxShadow:
            {
                $1.hasBoxShadow = $0.hasBoxShadow
                $1.hasInsetShadow = $0.hasInsetShadow
            }
        case .filter: { $1.hasFilter = $0.hasFilter }
        case .backdropFilter: { $1.hasBackdropFilter = $0.hasBackdropFilter }
        case .mixBlendMode: { $1.hasBlendMode = $0.hasBlendMode }
        case .maskImage: { $1.hasMask = $0.hasMask }
        case .animationName: { $1.isAnimated = $0.isAnimated }
        case .animationIterationCount: { $1.animatesForever = $0.animatesForever }
        case .transitionDuration: { $1.transitionSeconds = $0.transitionSeconds }
        case .content:
            {
                $1.content = $0.content
                $1.contentText = $0.contentText
                $1.contentAlternative = $0.contentAlternative
            }
        default: nil
        }
    }

    private static func box(_ property: Property) -> Copy? {
        switch property {
        case .display: { $1.display = $0.display }
        case .contentVisibility: { $1.contentVisibility = $0.contentVisibility }
        case .position: { $1.position = $0.position }
        case .top: { $1.inset.top = $0.inset.top }
        case .right: { $1.inset.right = $0.inset.right }
        case .bottom: { $1.inset.bottom = $0.inset.bottom }
        case .left: { $1.inset.left = $0.inset.left }
        case .zIndex: { $1.zIndex = $0.zIndex }
        case .float: { $1.float = $0.float }
        case .clear: { $1.clear = $0.clear }
        case .overflowX: { $1.overflowX = $0.overflowX }
        case .overflowY: { $1.overflowY = $0.overflowY }
        case .clip: { $1.clip = $0.clip }
        case .clipPath: { $1.clipPath = $0.clipPath }
        case .width: { $1.width = $0.width }
        case .height: { $1.height = $0.height }
        case .minWidth: { $1.minWidth = $0.minWidth }
        case .minHeight: { $1.minHeight = $0.minHeight }
        case .maxWidth: { $1.maxWidth = $0.maxWidth }
        case .maxHeight: { $1.maxHeight = $0.maxHeight }
        case .flexDirection: { $1.flexDirection = $0.flexDirection }
        case .order: { $1.order = $0.order }
        case .gridTemplateRows: { $1.hasFoldedRow = $0.hasFoldedRow }
        case .gridArea, .gridRow, .gridColumn: { $1.gridCell = $0.gridCell }
        default: nil
        }
    }

    private static func edge(_ property: Property) -> Copy? {
        switch property {
        case .marginTop: { $1.margin.top = $0.margin.top }
        case .marginRight: { $1.margin.right = $0.margin.right }
        case .marginBottom: { $1.margin.bottom = $0.margin.bottom }
        case .marginLeft: { $1.margin.left = $0.margin.left }
        case .paddingTop: { $1.padding.top = $0.padding.top }
        case .paddingRight: { $1.padding.right = $0.padding.right }
        case .paddingBottom: { $1.padding.bottom = $0.padding.bottom }
        case .paddingLeft: { $1.padding.left = $0.padding.left }
        case .borderTopWidth: { $1.border.top.width = $0.border.top.width }
        case .borderRightWidth: { $1.border.right.width = $0.border.right.width }
        case .borderBottomWidth: { $1.border.bottom.width = $0.border.bottom.width }
        case .borderLeftWidth: { $1.border.left.width = $0.border.left.width }
        case .borderTopStyle: { $1.border.top.style = $0.border.top.style }
        case .borderRightStyle: { $1.border.right.style = $0.border.right.style }
        case .borderBottomStyle: { $1.border.bottom.style = $0.border.bottom.style }
        case .borderLeftStyle: { $1.border.left.style = $0.border.left.style }
        case .borderTopColor: { $1.border.top.color = $0.border.top.color }
        case .borderRightColor: { $1.border.right.color = $0.border.right.color }
        case .borderBottomColor: { $1.border.bottom.color = $0.border.bottom.color }
        case .borderLeftColor: { $1.border.left.color = $0.border.left.color }
        case .outlineWidth: { $1.outline.width = $0.outline.width }
        case .outlineStyle: { $1.outline.style = $0.outline.style }
        case .outlineColor: { $1.outline.color = $0.outline.color }
        default: nil
        }
    }
}
