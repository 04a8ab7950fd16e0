/// What is painted behind the content of each element, as far as styles alone tell.
///
/// Backgrounds and opacity are followed from the root down, each element from its parent, so that the cost is linear. Where
/// boxes may lie over one another, or an image does, the colours are not sure and the reason is kept.
struct Backdrops {
    /// One possibility: gradients have several.
    struct Candidate: Sendable, Equatable {
        /// The colour behind, before the opacity of the groups around is applied.
        var local: Color
        /// What the groups around make of a colour: `scale` × colour + `shift`.
        var scale: Float
        var shift: Color

        static let canvas = Candidate(local: .white, scale: 1, shift: .black)

        /// The colour that is seen where this one is painted inside the groups.
        func seen(_ color: Color) -> Color {
            Color(
                red: color.red * scale + shift.red,
                green: color.green * scale + shift.green,
                blue: color.blue * scale + shift.blue
            )
        }
    }

    /// Why the colours behind are not sure.
    struct Doubt: OptionSet, Sendable {
        let rawValue: UInt8

        static let image = Self(rawValue: 1)
        static let overlap = Self(rawValue: 2)
        static let effect = Self(rawValue: 4)
        static let floats = Self(rawValue: 8)
        static let variants = Self(rawValue: 16)
        static let uncertainRule = Self(rawValue: 32)
    }

    struct Backdrop: Sendable {
        var candidates: [Candidate] = [.canvas]
        var doubt: Doubt = []
        /// Whether the box that paints the background surely reaches around floats in it.
        var holdsFloats = true
    }

    /// The possibilities kept; more are a doubt.
    static let maximumCandidates = 8

    private let document: Document
    private let styles: ComputedStyles
    private(set) var backdrops: [Backdrop] = [Backdrop()]
    /// The number of the backdrop of each node's content.
    private var numbers: [Int32]
    /// Whether something lies behind its context on purpose.
    private let hasNegativeLayers: Bool

    init(_ document: Document, _ tree: FlatTree, _ styles: ComputedStyles) {
        self.document = document
        self.styles = styles
        hasNegativeLayers = styles.styles.contains { $0.zIndex.map { $0 < 0 } ?? false && $0.position != .static }
        numbers = [Int32](repeating: 0, count: document.nodeCount)
        for node in 1..<Int32(document.nodeCount) {
            let parent = tree.parent(of: node, in: document)
            guard parent >= 0 else { continue }
            numbers[Int(node)] = numbers[Int(parent)]
            guard document.kind[Int(node)] == .element else { continue }
            let element = NodeID(node)
            guard styles.isRendered(element) else { continue }
            paint(element, styles.style(of: element), over: Int(numbers[Int(parent)]))
        }
    }

    /// What lies behind the content of an element.
    func backdrop(of element: NodeID) -> Backdrop { backdrops[Int(numbers[Int(element.index)])] }

    /// Two elements of one number have the same behind them.
    func number(of element: NodeID) -> Int32 { numbers[Int(element.index)] }

    private mutating func paint(_ element: NodeID, _ style: ComputedStyle, over number: Int) {
        var backdrop = backdrops[number]
        var isChanged = false
        if style.opacity < 1 {
            for index in backdrop.candidates.indices { backdrop.candidates[index].enterGroup(style.opacity) }
            isChanged = true
        }
        let doubt = doubt(of: element, style, backdrop)
        if !backdrop.doubt.isSuperset(of: doubt) {
            backdrop.doubt.formUnion(doubt)
            isChanged = true
        }
        if isFormattingContext(style, element), style.float == .none, !style.position.isOutOfFlow, !backdrop.holdsFloats
        {
            backdrop.holdsFloats = true
            isChanged = true
        }
        if paintsBackground(style) {
            paintBackground(element, style, into: &backdrop)
            isChanged = true
        }
        guard isChanged else { return }
        numbers[Int(element.index)] = Int32(backdrops.count)
        backdrops.append(backdrop)
    }

    private func paintsBackground(_ style: ComputedStyle) -> Bool {
        !style.backgroundColor.isTransparent || style.backgroundImage != .none
    }

    private func paintBackground(_ element: NodeID, _ style: ComputedStyle, into backdrop: inout Backdrop) {
        if style.clipsBackgroundToText {
            backdrop.doubt.insert(.effect)
            return
        }
        if style.backgroundColor.isOpaque {
            // What lay behind is covered; what the groups around do to the colour stays.
            backdrop.doubt = backdrop.doubt.intersection([.effect, .uncertainRule])
        }
        backdrop.holdsFloats = isFormattingContext(style, element) || document.isHTML(element, .body)
        for index in backdrop.candidates.indices {
            backdrop.candidates[index].local = style.backgroundColor.over(backdrop.candidates[index].local)
        }
        switch style.backgroundImage {
        case .none: break
        case .image: backdrop.doubt.insert(.image)
        case .gradient: paintGradient(element, style, into: &backdrop)
        }
        var distinct: [Candidate] = []
        for candidate in backdrop.candidates where !distinct.contains(candidate) { distinct.append(candidate) }
        backdrop.candidates = distinct
    }

    private func paintGradient(_ element: NodeID, _ style: ComputedStyle, into backdrop: inout Backdrop) {
        let stops = styles.gradientColors(of: element)
        if style.hasLayeredGradients || stops.isEmpty || !style.repeatsBackground
            || stops.count * backdrop.candidates.count > Self.maximumCandidates
        {
            backdrop.doubt.insert(.variants)
            return
        }
        if stops.allSatisfy(\.isOpaque) { backdrop.doubt = backdrop.doubt.intersection([.effect, .uncertainRule]) }
        backdrop.candidates = backdrop.candidates.flatMap { candidate in
            stops.map { stop in
                var painted = candidate
                painted.local = stop.over(candidate.local)
                return painted
            }
        }
    }

    private func doubt(of element: NodeID, _ style: ComputedStyle, _ backdrop: Backdrop) -> Doubt {
        var doubt: Doubt = []
        if style.position.isOutOfFlow || style.transform.moves || (style.position != .static && style.zIndex != nil) {
            doubt.insert(.overlap)
        }
        if hasNegativeMargin(style) { doubt.insert(.overlap) }
        if hasNegativeLayers, style.position != .static { doubt.insert(.overlap) }
        if style.float != .none, !backdrop.holdsFloats { doubt.insert(.floats) }
        if style.hasFilter || style.hasBackdropFilter || style.hasBlendMode || style.hasMask || style.isAnimated {
            doubt.insert(.effect)
        }
        if style.isUncertain { doubt.insert(.uncertainRule) }
        for pseudo in [styles.before(element), styles.after(element)].compactMap(\.self) {
            let paints = paintsBackground(pseudo.style)
            if paints, pseudo.style.position.isOutOfFlow { doubt.insert(.overlap) }
        }
        return doubt
    }

    private func hasNegativeMargin(_ style: ComputedStyle) -> Bool {
        let sides = [style.margin.top, style.margin.left, style.margin.right, style.margin.bottom]
        return sides.contains { !$0.isAuto && ($0.pixels < 0 || $0.percent < 0) }
    }

    /// Whether the box grows around floats in it (CSS 2.2 §9.4.1), or clears them after its content.
    private func isFormattingContext(_ style: ComputedStyle, _ element: NodeID) -> Bool {
        if style.clipsOverflow || style.float != .none || style.position.isOutOfFlow { return true }
        switch style.display {
        case .inlineBlock, .flowRoot, .flex, .inlineFlex, .grid, .inlineGrid, .table, .inlineTable, .tableCell,
            .tableCaption, .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup:
            return true
        default: break
        }
        if style.height.fixed.map({ $0 > 0 }) ?? false { return true }
        return styles.after(element)?.style.clear == .both
    }
}

extension Backdrops.Candidate {
    /// Puts a group of this opacity between what is painted from here on and what lies behind.
    mutating func enterGroup(_ opacity: Float) {
        let rest = scale * (1 - opacity)
        shift = Color(
            red: shift.red + local.red * rest,
            green: shift.green + local.green * rest,
            blue: shift.blue + local.blue * rest
        )
        scale *= opacity
    }
}
