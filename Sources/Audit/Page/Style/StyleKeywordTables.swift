/// The keywords of properties with the raw values of their enumerations.
enum StyleKeywordTables {
    typealias Table = [(StaticString, UInt8)]

    /// The table of a property whose value is one keyword; nil for all others.
    static func table(of property: Property) -> Table? {
        switch property {
        case .fontStyle: fontStyle
        case .textTransform: textTransform
        case .textAlign: textAlign
        case .whiteSpace: whiteSpace
        case .direction: [("ltr", 0), ("rtl", 1)]
        case .writingMode: writingMode
        case .visibility: [("visible", 0), ("hidden", 1), ("collapse", 2)]
        case .pointerEvents: pointerEvents
        case .contentVisibility: [("visible", 0), ("auto", 1), ("hidden", 2)]
        case .position: position
        case .float: [("none", 0), ("left", 1), ("right", 2), ("inline-start", 1), ("inline-end", 2)]
        case .clear: [("none", 0), ("left", 1), ("right", 2), ("both", 3), ("inline-start", 1), ("inline-end", 2)]
        case .overflowX, .overflowY: overflow
        case .borderTopStyle, .borderRightStyle, .borderBottomStyle, .borderLeftStyle: lineStyle
        case .outlineStyle: lineStyle + [("auto", LineStyle.auto.rawValue)]
        case .mixBlendMode: mixBlendMode
        case .flexDirection: [("row", 0), ("row-reverse", 1), ("column", 2), ("column-reverse", 3)]
        default: nil
        }
    }

    static let display: Table = [
        ("none", Display.none.rawValue), ("contents", Display.contents.rawValue), ("block", Display.block.rawValue),
        ("inline", Display.inline.rawValue), ("inline-block", Display.inlineBlock.rawValue),
        ("flow-root", Display.flowRoot.rawValue), ("list-item", Display.listItem.rawValue),
        ("flex", Display.flex.rawValue), ("inline-flex", Display.inlineFlex.rawValue),
        ("grid", Display.grid.rawValue), ("inline-grid", Display.inlineGrid.rawValue),
        ("table", Display.table.rawValue), ("inline-table", Display.inlineTable.rawValue),
        ("table-row", Display.tableRow.rawValue), ("table-row-group", Display.tableRowGroup.rawValue),
        ("table-header-group", Display.tableHeaderGroup.rawValue),
        ("table-footer-group", Display.tableFooterGroup.rawValue), ("table-cell", Display.tableCell.rawValue),
        ("table-column", Display.tableColumn.rawValue),
        ("table-column-group", Display.tableColumnGroup.rawValue),
        ("table-caption", Display.tableCaption.rawValue), ("ruby", Display.ruby.rawValue),
        ("ruby-text", Display.rubyText.rawValue), ("math", Display.inline.rawValue),
        ("-webkit-box", Display.flex.rawValue), ("-webkit-inline-box", Display.inlineFlex.rawValue),
        ("-webkit-flex", Display.flex.rawValue), ("-webkit-inline-flex", Display.inlineFlex.rawValue),
        ("flow", Display.block.rawValue),
    ]

    static let verticalAlign: Table = [
        ("baseline", VerticalAlign.baseline.rawValue), ("sub", VerticalAlign.sub.rawValue),
        ("super", VerticalAlign.super.rawValue), ("top", VerticalAlign.other.rawValue),
        ("text-top", VerticalAlign.other.rawValue), ("middle", VerticalAlign.other.rawValue),
        ("bottom", VerticalAlign.other.rawValue), ("text-bottom", VerticalAlign.other.rawValue),
        ("-webkit-baseline-middle", VerticalAlign.other.rawValue),
    ]

    static let boxSize: Table = [
        ("auto", 0), ("none", 0), ("min-content", 0), ("max-content", 0), ("fit-content", 0), ("stretch", 0),
        ("-webkit-fill-available", 0), ("-webkit-max-content", 0), ("-webkit-min-content", 0),
        ("-webkit-fit-content", 0),
    ]

    /// The number is an index into ``fontSizes``; 8 and 9 are relative.
    static let fontSize: Table = [
        ("xx-small", 0), ("x-small", 1), ("small", 2), ("medium", 3), ("large", 4), ("x-large", 5), ("xx-large", 6),
        ("xxx-large", 7), ("smaller", 8), ("larger", 9), ("-webkit-xxx-large", 7),
    ]

    /// Pixels of the absolute sizes where the default is 16 (CSS Fonts 4 §2.5).
    static let fontSizes: [Float] = [9, 10, 13, 16, 18, 24, 32, 48]

    static let backgroundClip: Table = [
        ("border-box", 0), ("padding-box", 0), ("content-box", 0), ("border-area", 0), ("text", 1),
    ]

    static let repeatStyle: Table = [
        ("no-repeat", 0), ("repeat", 1), ("repeat-x", 1), ("repeat-y", 1), ("round", 1), ("space", 1),
    ]

    static let cursor: Table = [
        ("auto", Cursor.auto.rawValue), ("default", Cursor.default.rawValue), ("none", Cursor.none.rawValue),
        ("pointer", Cursor.pointer.rawValue), ("text", Cursor.text.rawValue),
        ("not-allowed", Cursor.notAllowed.rawValue),
    ]

    static let listStyleType: Table = [
        ("none", ListStyleType.none.rawValue), ("disc", ListStyleType.disc.rawValue),
        ("circle", ListStyleType.circle.rawValue), ("square", ListStyleType.square.rawValue),
        ("decimal", ListStyleType.decimal.rawValue),
    ]

    private static let fontStyle: Table = [("normal", 0), ("italic", 1), ("oblique", 2)]

    private static let textTransform: Table = [
        ("none", TextTransform.none.rawValue), ("uppercase", TextTransform.uppercase.rawValue),
        ("lowercase", TextTransform.lowercase.rawValue), ("capitalize", TextTransform.capitalize.rawValue),
        ("full-width", TextTransform.other.rawValue), ("full-size-kana", TextTransform.other.rawValue),
        ("math-auto", TextTransform.other.rawValue),
    ]

    private static let textAlign: Table = [
        ("start", TextAlign.start.rawValue), ("end", TextAlign.end.rawValue), ("left", TextAlign.left.rawValue),
        ("right", TextAlign.right.rawValue), ("center", TextAlign.center.rawValue),
        ("justify", TextAlign.justify.rawValue), ("match-parent", TextAlign.start.rawValue),
        ("-webkit-center", TextAlign.center.rawValue), ("-webkit-left", TextAlign.left.rawValue),
        ("-webkit-right", TextAlign.right.rawValue), ("-webkit-auto", TextAlign.start.rawValue),
    ]

    private static let whiteSpace: Table = [
        ("normal", WhiteSpace.normal.rawValue), ("nowrap", WhiteSpace.nowrap.rawValue),
        ("pre", WhiteSpace.pre.rawValue),
        ("pre-wrap", WhiteSpace.preWrap.rawValue), ("pre-line", WhiteSpace.preLine.rawValue),
        ("break-spaces", WhiteSpace.breakSpaces.rawValue), ("-webkit-nowrap", WhiteSpace.nowrap.rawValue),
    ]

    private static let writingMode: Table = [
        ("horizontal-tb", 0), ("vertical-rl", 1), ("vertical-lr", 1), ("sideways-rl", 1), ("sideways-lr", 1),
        ("lr", 0), ("lr-tb", 0), ("rl", 0), ("tb", 1), ("tb-rl", 1),
    ]

    private static let pointerEvents: Table = [
        ("none", 0), ("auto", 1), ("all", 1), ("visible", 1), ("painted", 1), ("fill", 1), ("stroke", 1),
        ("visiblepainted", 1), ("visiblefill", 1), ("visiblestroke", 1), ("bounding-box", 1),
    ]

    private static let position: Table = [
        ("static", Position.static.rawValue), ("relative", Position.relative.rawValue),
        ("absolute", Position.absolute.rawValue), ("fixed", Position.fixed.rawValue),
        ("sticky", Position.sticky.rawValue), ("-webkit-sticky", Position.sticky.rawValue),
    ]

    private static let overflow: Table = [
        ("visible", Overflow.visible.rawValue), ("hidden", Overflow.hidden.rawValue),
        ("clip", Overflow.clip.rawValue), ("scroll", Overflow.scroll.rawValue), ("auto", Overflow.auto.rawValue),
        ("overlay", Overflow.auto.rawValue),
    ]

    private static let lineStyle: Table = [
        ("none", LineStyle.none.rawValue), ("hidden", LineStyle.hidden.rawValue), ("solid", LineStyle.solid.rawValue),
        ("dotted", LineStyle.dotted.rawValue), ("dashed", LineStyle.dashed.rawValue),
        ("double", LineStyle.double.rawValue), ("groove", LineStyle.relief.rawValue),
        ("ridge", LineStyle.relief.rawValue), ("inset", LineStyle.relief.rawValue),
        ("outset", LineStyle.relief.rawValue),
    ]

    private static let mixBlendMode: Table = [
        ("normal", 0), ("multiply", 1), ("screen", 1), ("overlay", 1), ("darken", 1), ("lighten", 1),
        ("color-dodge", 1), ("color-burn", 1), ("hard-light", 1), ("soft-light", 1), ("difference", 1),
        ("exclusion", 1), ("hue", 1), ("saturation", 1), ("color", 1), ("luminosity", 1), ("plus-lighter", 1),
        ("plus-darker", 1),
    ]
}
