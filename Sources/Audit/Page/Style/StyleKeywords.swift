/// What `display` computes to, two-value forms folded into their old names (CSS Display 3 §2).
public enum Display: UInt8, Sendable, CaseIterable {
    case none, contents, block, inline, inlineBlock, flowRoot, listItem
    case flex, inlineFlex, grid, inlineGrid
    case table, inlineTable, tableRow, tableRowGroup, tableHeaderGroup, tableFooterGroup
    case tableCell, tableColumn, tableColumnGroup, tableCaption
    case ruby, rubyText

    /// Whether the box stands within a line of text.
    public var isInline: Bool {
        switch self {
        case .inline, .inlineBlock, .inlineFlex, .inlineGrid, .inlineTable, .ruby, .rubyText: true
        default: false
        }
    }
}

/// What `visibility` computes to.
public enum Visibility: UInt8, Sendable {
    case visible, hidden, collapse
}

/// What `content-visibility` computes to.
public enum ContentVisibility: UInt8, Sendable {
    case visible, auto, hidden
}

/// What `position` computes to.
public enum Position: UInt8, Sendable {
    case `static`, relative, absolute, fixed, sticky

    /// Whether the box takes no room where it stands in the document.
    public var isOutOfFlow: Bool { self == .absolute || self == .fixed }
}

/// What `float` computes to.
public enum FloatSide: UInt8, Sendable {
    case none, left, right
}

/// What `clear` computes to.
public enum ClearSide: UInt8, Sendable {
    case none, left, right, both
}

/// What `overflow-x` or `overflow-y` computes to.
public enum Overflow: UInt8, Sendable {
    case visible, hidden, clip, scroll, auto

    /// Whether what does not fit cannot be brought into view.
    var hides: Bool { self == .hidden || self == .clip }
}

/// How much a clipping property leaves visible, as far as its value alone says it.
public enum ClipShape: UInt8, Sendable {
    /// Nothing is clipped.
    case none
    /// Nothing is left visible.
    case empty
    /// Something is left visible, or it takes layout to know.
    case some
}

/// What `font-style` computes to.
public enum FontStyle: UInt8, Sendable {
    case normal, italic, oblique
}

/// What `text-transform` computes to.
public enum TextTransform: UInt8, Sendable {
    case none, uppercase, lowercase, capitalize, other
}

/// What `white-space` computes to.
public enum WhiteSpace: UInt8, Sendable {
    case normal, nowrap, pre, preWrap, preLine, breakSpaces
}

/// What `text-align` computes to.
public enum TextAlign: UInt8, Sendable {
    case start, end, left, right, center, justify
}

/// What `vertical-align` computes to; lengths are `other`.
public enum VerticalAlign: UInt8, Sendable {
    case baseline, sub, `super`, other
}

/// What `direction` computes to.
public enum TextDirection: UInt8, Sendable {
    case leftToRight, rightToLeft
}

/// What `writing-mode` computes to.
public enum WritingMode: UInt8, Sendable {
    case horizontal, vertical
}

/// What `list-style-type` computes to; every counter style but the bullets is `other`.
public enum ListStyleType: UInt8, Sendable {
    case none, disc, circle, square, decimal, string, other
}

/// What the style of a border or an outline computes to; the styles with relief are `relief`.
public enum LineStyle: UInt8, Sendable {
    case none, hidden, solid, dotted, dashed, double, relief, auto

    public var isVisible: Bool { self != .none && self != .hidden }
}

/// What `cursor` computes to, as far as rules tell cursors apart.
public enum Cursor: UInt8, Sendable {
    case auto, `default`, none, pointer, text, notAllowed, other
}

/// What `flex-direction` computes to.
public enum FlexDirection: UInt8, Sendable {
    case row, rowReverse, column, columnReverse
}

/// The lines of `text-decoration-line`.
public struct TextDecorationLine: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let underline = TextDecorationLine(rawValue: 1)
    public static let overline = TextDecorationLine(rawValue: 2)
    public static let lineThrough = TextDecorationLine(rawValue: 4)
    /// Browsers of today take it and do nothing.
    public static let blink = TextDecorationLine(rawValue: 8)
}

/// The last, generic family of `font-family`.
public enum FontGeneric: UInt8, Sendable {
    case unknown, serif, sansSerif, monospace, cursive, fantasy, systemUI, emoji, math, fangsong
}

/// What `content` computes to.
public enum GeneratedContent: UInt8, Sendable {
    case normal, none
    /// Strings, attributes and quotes only; the text is known.
    case text
    /// Holds an image, a counter or an element reference; the text, if any, is what surrounds it.
    case other
}

/// What `background-image` computes to.
public enum BackgroundImageKind: UInt8, Sendable {
    case none
    /// One or more gradients and nothing else; their colours are known.
    case gradient
    /// At least one layer comes from elsewhere.
    case image
}
