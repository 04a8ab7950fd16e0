/// Why the styles of a page are not known in full.
public struct StyleProblem: Sendable, Hashable {
    public enum Kind: String, Sendable {
        /// A sheet the page names could not be had.
        case missingSheet
        /// A sheet was cut at a limit of ``StyleLimits``.
        case sheetLimit
        /// Matching took more steps than ``StyleLimits`` allows.
        case matchingLimit
        /// Custom properties took more room than ``StyleLimits`` allows.
        case customPropertyLimit
    }

    public let kind: Kind
    /// The address of the sheet as the page or the importing sheet wrote it; empty for the page as a whole.
    public let address: String

    public init(_ kind: Kind, address: String = "") {
        self.kind = kind
        self.address = address
    }
}

/// The computed style of every node of a page.
///
/// One column holds for every node the number of its style; elements that compute alike share one. A text node has the
/// style of its parent. Styles may come from our own cascade or be taken over from a browser through
/// ``init(styleOfNode:styles:text:gradientStops:hidden:problems:)``.
public struct ComputedStyles: Sendable {
    /// The number of the style of each node.
    @usableFromInline let styleOfNode: [Int32]
    @usableFromInline let styles: [ComputedStyle]
    /// Whether the node has no box: `display: none` on it or an ancestor, closed `details`, unassigned to a slot, or
    /// skipped by `content-visibility`.
    @usableFromInline let hidden: [Bool]
    /// Text of generated content and font families.
    let text: [UInt8]
    let gradientStops: [Color]
    /// What is missing; empty where the cascade is complete.
    public let problems: [StyleProblem]
    /// The elements whose rotation depends on the orientation of the screen.
    public internal(set) var turnsByOrientation: [TurnByOrientation] = []
    /// The sheets the styles were computed with, for who wants them at another size of the viewport; nil for styles from
    /// elsewhere.
    var source: StyleSource?
    /// What the author's sheets do to the mark of the focus.
    public internal(set) var focus = FocusStyling()

    /// Styles that were computed elsewhere.
    ///
    /// For each node `styleOfNode` has the index into `styles` (text nodes have the number of their parent), and
    /// `hidden` says whether it has no box.
    init(
        styleOfNode: [Int32],
        styles: [ComputedStyle],
        text: [UInt8],
        gradientStops: [Color],
        hidden: [Bool],
        problems: [StyleProblem]
    ) {
        precondition(styleOfNode.count == hidden.count, "both columns have an entry for each node")
        precondition(
            styleOfNode.allSatisfy { $0 >= 0 && Int($0) < styles.count },
            "each node has the number of one of the styles"
        )
        self.styleOfNode = styleOfNode
        self.styles = styles
        self.hidden = hidden
        self.text = text
        self.gradientStops = gradientStops
        self.problems = problems
    }
}

// MARK: - Our own cascade

extension ComputedStyles {
    /// Computes the styles of a document: the standard style sheet, these sheets in their order, and its attributes.
    public init(document: Document, sheets: [StyleSheetSource], media: MediaContext = MediaContext()) {
        var cascade = Cascade(document: document, sheets: sheets, media: media)
        cascade.problems = sheets.filter(\.sheet.exceededLimit).map { _ in StyleProblem(.sheetLimit) }
        cascade.run()
        self = cascade.finished()
    }
}

// MARK: - Reading

extension ComputedStyles {
    /// Whether every sheet was had and read in full; otherwise what depends on styles cannot be told.
    public var isComplete: Bool { problems.isEmpty }

    /// The computed style of an element, or of the parent of a text node.
    @inlinable public func style(of node: NodeID) -> ComputedStyle { styles[Int(styleOfNode[Int(node.index)])] }

    @inlinable public func display(of node: NodeID) -> Display { styles[Int(styleOfNode[Int(node.index)])].display }

    @inlinable public func visibility(of node: NodeID) -> Visibility {
        styles[Int(styleOfNode[Int(node.index)])].visibility
    }

    @inlinable public func opacity(of node: NodeID) -> Float { styles[Int(styleOfNode[Int(node.index)])].opacity }

    @inlinable public func position(of node: NodeID) -> Position { styles[Int(styleOfNode[Int(node.index)])].position }

    @inlinable public func fontSize(of node: NodeID) -> Float { styles[Int(styleOfNode[Int(node.index)])].fontSize }

    /// Whether the node has a box or is text in one (an ancestor's `display: none` counts, `visibility` does not).
    @inlinable public func isRendered(_ node: NodeID) -> Bool { !hidden[Int(node.index)] }

    /// Whether two nodes compute alike in all that is stored here.
    @inlinable public func haveSameStyle(_ first: NodeID, _ second: NodeID) -> Bool {
        styleOfNode[Int(first.index)] == styleOfNode[Int(second.index)]
    }

    /// The list of font families as the sheet wrote it; empty where none is set.
    public func fontFamily(of node: NodeID) -> Bytes { text[style(of: node).fontFamily] }

    /// The colour stops of the element's background gradients.
    public func gradientColors(of node: NodeID) -> ArraySlice<Color> {
        let stops = style(of: node).gradientStops
        return gradientStops[Int(stops.lowerBound)..<Int(stops.upperBound)]
    }
}

// MARK: - Generated content

/// A `::before` or `::after` box.
public struct PseudoBox: Sendable {
    public let style: ComputedStyle
    /// The text that is generated; empty where it is not text.
    public let text: Bytes
    /// The alternative text the sheet gives for it, which names use instead (CSS Content 3 §1.2).
    public let alternative: Bytes?
}

extension ComputedStyles {
    /// The `::before` box of an element, or nil where it has none.
    public func before(_ node: NodeID) -> PseudoBox? { pseudo(styles[Int(styleOfNode[Int(node.index)])].before) }

    /// The `::after` box of an element, or nil where it has none.
    public func after(_ node: NodeID) -> PseudoBox? { pseudo(styles[Int(styleOfNode[Int(node.index)])].after) }

    /// What the author's sheets say of the placeholder of a field that has one, or nil.
    public func placeholder(_ node: NodeID) -> ComputedStyle? {
        let number = styles[Int(styleOfNode[Int(node.index)])].placeholder
        return number < 0 ? nil : styles[Int(number)]
    }

    private func pseudo(_ number: Int32) -> PseudoBox? {
        guard number >= 0 else { return nil }
        let style = styles[Int(number)]
        return PseudoBox(
            style: style,
            text: text[style.contentText],
            alternative: style.contentAlternative.map { text[$0] }
        )
    }

    /// The text of the element's own `content`, where it replaces what the element holds.
    public func contentText(of node: NodeID) -> Bytes { text[style(of: node).contentText] }
}
