/// A length, a percentage, or a sum of both; or `auto` (also `none`, `normal` and the sizes that need layout).
public struct LengthPercentage: Sendable, Hashable {
    /// CSS pixels.
    public var pixels: Float
    /// Percent of what the property refers to.
    public var percent: Float
    public var isAuto: Bool

    public init(pixels: Float, percent: Float = 0) {
        self.pixels = pixels
        self.percent = percent
        isAuto = false
    }

    private init() {
        pixels = 0
        percent = 0
        isAuto = true
    }

    public static let auto = LengthPercentage()
    public static let zero = LengthPercentage(pixels: 0)

    /// The length in CSS pixels where it has no percentage.
    public var fixed: Float? { isAuto || percent != 0 ? nil : pixels }
}

/// One value for each side of a box.
public struct BoxSides<Value: Sendable & Hashable>: Sendable, Hashable {
    public var top: Value
    public var right: Value
    public var bottom: Value
    public var left: Value

    public init(_ value: Value) { (top, right, bottom, left) = (value, value, value, value) }
}

/// A border side or an outline.
public struct LineEdge: Sendable, Hashable {
    /// CSS pixels; 0 where the style is `none` or `hidden`.
    public var width: Float
    public var style: LineStyle
    public var color: Color

    public static let none = LineEdge(width: 0, style: .none, color: .black)
    /// Before anything is declared: `medium`, which counts only once there is a style.
    static let initial = LineEdge(width: 3, style: .none, color: .black)

    public var isVisible: Bool { width > 0 && style.isVisible && !color.isTransparent }
}

/// The height of a line of text.
public enum LineHeight: Sendable, Hashable {
    case normal
    /// A multiple of the font size of the element that inherits it.
    case multiple(Float)
    /// CSS pixels.
    case pixels(Float)
}

/// What `transform`, `rotate`, `scale` and `translate` do to a box, as far as rules ask.
public struct Transformation: Sendable, Hashable {
    public var isPresent = false
    /// Degrees clockwise in the plane of the page, all rotations added.
    public var rotation: Float = 0
    /// Whether it shrinks the box to nothing.
    public var collapses = false
    /// Whether it moves the box.
    public var moves = false
    /// Whether it moves the box off the page, to the left or up.
    public var movesAway = false
    /// Whether it may take the box out of sight: a move by its whole size, a turn about an axis in the page.
    public var mayHide = false

    public static let none = Transformation()
}

/// The computed values of one element that rules ask about.
///
/// Lengths are CSS pixels. Many elements share one style; text, gradient colours and the styles of pseudo-elements
/// lie beside it in ``ComputedStyles``.
public struct ComputedStyle: Sendable {
    // Inherited.
    public var color = Color.black
    /// `-webkit-text-fill-color`, which paints text instead of `color`.
    public var textFillColor = Color.black
    public var fontSize: Float = 16
    /// Whether the size goes back to a length such as 12px or 9pt, which a reader's own setting does not change.
    public var hasAbsoluteFontSize = false
    public var fontWeight: Float = 400
    public var fontStyle = FontStyle.normal
    public var fontGeneric = FontGeneric.unknown
    /// Where ``ComputedStyles/fontFamily(of:)`` finds the list as written.
    var fontFamily: Range<Int32> = 0..<0
    public var lineHeight = LineHeight.normal
    public var letterSpacing: Float = 0
    public var wordSpacing: Float = 0
    public var textIndent = LengthPercentage.zero
    public var textTransform = TextTransform.none
    public var textAlign = TextAlign.start
    public var whiteSpace = WhiteSpace.normal
    public var hasTextShadow = false
    /// Whether `-webkit-text-stroke` paints the outline of letters in a colour of its own.
    public var hasTextStroke = false
    /// Whether `color-scheme` leaves browsers no choice but dark standard colours, which are not known here.
    public var isDarkScheme = false
    public var listStyleType = ListStyleType.disc
    public var hasListStyleImage = false
    public var direction = TextDirection.leftToRight
    public var writingMode = WritingMode.horizontal
    public var visibility = Visibility.visible
    public var acceptsPointer = true
    public var cursor = Cursor.auto
    /// Whether `-webkit-text-fill-color` follows `color`.
    var textFillIsCurrentColor = true
    /// The custom properties in force; an index of the computation.
    var environment: Int32 = -1

    // Not inherited.
    public var display = Display.inline
    public var contentVisibility = ContentVisibility.visible
    public var opacity: Float = 1
    public var backgroundColor = Color.transparent
    public var backgroundImage = BackgroundImageKind.none
    /// Where ``ComputedStyles/gradientColors(of:)`` finds the colour stops.
    var gradientStops: Range<Int32> = 0..<0
    /// Whether several gradients lie on one another.
    var hasLayeredGradients = false
    /// Whether the background is painted in the shape of the text only.
    public var clipsBackgroundToText = false
    /// Whether a background image is painted once rather than over the whole box.
    public var repeatsBackground = true
    public var position = Position.static
    public var inset = BoxSides(LengthPercentage.auto)
    /// `z-index`, or nil for `auto`.
    public var zIndex: Int32?
    public var float = FloatSide.none
    public var clear = ClearSide.none
    public var overflowX = Overflow.visible
    public var overflowY = Overflow.visible
    public var clip = ClipShape.none
    public var clipPath = ClipShape.none
    public var width = LengthPercentage.auto
    public var height = LengthPercentage.auto
    public var minWidth = LengthPercentage.auto
    public var minHeight = LengthPercentage.auto
    public var maxWidth = LengthPercentage.auto
    public var maxHeight = LengthPercentage.auto
    public var margin = BoxSides(LengthPercentage.zero)
    public var padding = BoxSides(LengthPercentage.zero)
    public var border = BoxSides(LineEdge.initial)
    public var outline = LineEdge.initial
    public var textDecorationLine: TextDecorationLine = []
    public var verticalAlign = VerticalAlign.baseline
    public var transform = Transformation.none
    public var hasBoxShadow = false
    /// Whether a shadow is painted inside the box, over its background.
    public var hasInsetShadow = false
    /// Whether a row of the grid has no share of the room, as folded panels have.
    public var hasFoldedRow = false
    /// Stands for the cell of a grid that is asked for by name or number; 0 where the grid chooses.
    public var gridCell: UInt32 = 0
    public var hasFilter = false
    public var hasBackdropFilter = false
    public var hasBlendMode = false
    public var hasMask = false
    /// Whether an animation with a name and a duration runs.
    public var isAnimated = false
    /// Whether one of the animations never ends.
    public var animatesForever = false
    /// Seconds that transitions take, the longest of them.
    public var transitionSeconds: Float = 0
    public var flexDirection = FlexDirection.row
    public var order: Int32 = 0
    public var content = GeneratedContent.normal
    /// Where ``ComputedStyles/contentText(of:)`` finds the text.
    var contentText: Range<Int32> = 0..<0
    /// Alternative text of generated content (`content: … / "alt"`); nil where none is given.
    var contentAlternative: Range<Int32>?

    /// Indices of the styles of `::before` and `::after`; -1 where the element has no such box.
    var before: Int32 = -1
    var after: Int32 = -1
    /// The style of `::placeholder` where the author sets one, else -1.
    var placeholder: Int32 = -1
    /// Whether something depends on what only layout or scripts know: a rule in `@container` or in some kinds of `@scope`,
    /// the look of the first line.
    public var isUncertain = false

    public init() {}
}

extension ComputedStyle {
    /// The style a child starts from: inherited values kept, the others initial.
    func inherited() -> ComputedStyle {
        var style = ComputedStyle()
        style.color = color
        style.textFillColor = textFillColor
        style.textFillIsCurrentColor = textFillIsCurrentColor
        style.fontSize = fontSize
        style.hasAbsoluteFontSize = hasAbsoluteFontSize
        style.fontWeight = fontWeight
        style.fontStyle = fontStyle
        style.fontGeneric = fontGeneric
        style.fontFamily = fontFamily
        style.lineHeight = lineHeight
        style.letterSpacing = letterSpacing
        style.wordSpacing = wordSpacing
        style.textIndent = textIndent
        style.textTransform = textTransform
        style.textAlign = textAlign
        style.whiteSpace = whiteSpace
        style.hasTextShadow = hasTextShadow
        style.hasTextStroke = hasTextStroke
        style.isDarkScheme = isDarkScheme
        style.listStyleType = listStyleType
        style.hasListStyleImage = hasListStyleImage
        style.direction = direction
        style.writingMode = writingMode
        style.visibility = visibility
        style.acceptsPointer = acceptsPointer
        style.cursor = cursor
        style.environment = environment
        style.isUncertain = isUncertain
        return style
    }

    /// Whether text is large in the sense of WCAG 2.2: at least 18 pt, or 14 pt and bold (1 pt = 4/3 px).
    public var isLargeText: Bool { fontSize >= 24 || (fontSize >= 56.0 / 3 && fontWeight >= 700) }

    /// Line height in CSS pixels, or nil for `normal`.
    public var lineHeightPixels: Float? {
        switch lineHeight {
        case .normal: nil
        case .multiple(let factor): factor * fontSize
        case .pixels(let pixels): pixels
        }
    }

    /// Whether one of the sides clips what overflows.
    public var clipsOverflow: Bool { overflowX != .visible || overflowY != .visible }
}
