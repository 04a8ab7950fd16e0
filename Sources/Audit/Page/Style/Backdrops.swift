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
    /// The positioned boxes across which an image or a background is laid out of flow, and boxes that share a cell of a grid.
    private var covered: Set<Int32> = []

    init(_ document: Document, _ tree: FlatTree, _ styles: ComputedStyles) {
        self.document = document
        self.styles = styles
        hasNegativeLayers = styles.styles.contains { $0.zIndex.map { $0 < 0 } ?? false && $0.position != .static }
        numbers = [Int32](repeating: 0, count: document.nodeCount)
        findCovered(tree)
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
        if covered.contains(element.index), !backdrop.doubt.contains(.overlap) {
            backdrop.doubt.insert(.overlap)
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
        if style.position.isOutOfFlow || style.transform.moves || style.transform.rotation != 0
            || (style.position != .static && style.zIndex != nil)
        {
            doubt.insert(.overlap)
        }
        if hasNegativeMargin(style) { doubt.insert(.overlap) }
        if hasNegativeLayers, style.position != .static { doubt.insert(.overlap) }
        if style.float != .none, !backdrop.holdsFloats { doubt.insert(.floats) }
        if style.hasFilter || style.hasBackdropFilter || style.hasBlendMode || style.hasMask || style.isAnimated
            || style.hasInsetShadow
        {
            doubt.insert(.effect)
        }
        if style.isUncertain { doubt.insert(.uncertainRule) }
        for pseudo in [styles.before(element), styles.after(element)].compactMap(\.self) {
            let paints = paintsBackground(pseudo.style)
            if paints, pseudo.style.position.isOutOfFlow { doubt.insert(.overlap) }
        }
        return doubt
    }

    /// Finds the containing blocks of what is painted out of flow across them; those of the page as a whole do not count,
    /// since bars that are fixed to its edges would put everything in doubt.
    private mutating func findCovered(_ tree: FlatTree) {
        var cells: [(grid: Int32, cell: UInt32, node: Int32)] = []
        for node in 1..<Int32(document.nodeCount) where document.kind[Int(node)] == .element {
            let element = NodeID(node)
            guard styles.isRendered(element) else { continue }
            let style = styles.style(of: element)
            for pseudo in [styles.before(element), styles.after(element)].compactMap(\.self) {
                guard pseudo.style.position == .absolute, paintsBackground(pseudo.style) else { continue }
                if mayCover(pseudo.style, isReplaced: false) { cover(from: node, tree) }
            }
            if style.gridCell != 0 { cells.append((tree.parent(of: node, in: document), style.gridCell, node)) }
            guard style.position == .absolute, isReplaced(element) || paintsBackground(style),
                mayCover(style, isReplaced: isReplaced(element))
            else { continue }
            cover(from: tree.parent(of: node, in: document), tree)
        }
        findSharedCells(cells)
    }

    /// Notes the containing block of what is laid out of flow in a node.
    private mutating func cover(from node: Int32, _ tree: FlatTree) {
        var ancestor = node
        while ancestor > 0, styles.style(of: NodeID(ancestor)).position == .static {
            ancestor = tree.parent(of: ancestor, in: document)
        }
        if ancestor > 0 { covered.insert(ancestor) }
    }

    /// Boxes that ask for one cell of a grid lie over one another.
    private mutating func findSharedCells(_ cells: [(grid: Int32, cell: UInt32, node: Int32)]) {
        var first: [UInt64: Int32] = [:]
        for (grid, cell, node) in cells {
            let key = UInt64(UInt32(bitPattern: grid)) << 32 | UInt64(cell)
            guard let other = first[key] else {
                first[key] = node
                continue
            }
            covered.formUnion([other, node])
        }
    }

    private func isReplaced(_ element: NodeID) -> Bool {
        guard document.namespace(of: element) == .html else { return document.name(of: element) == .svg }
        switch document.name(of: element) {
        case .canvas, .embed, .iframe, .img, .object, .video: return true
        default: return false
        }
    }

    /// Pixels below which an image is an icon beside the text.
    private static let iconSize: Float = 100

    /// Whether a box out of flow may reach over most of its container: as wide, or an image that is no icon.
    private func mayCover(_ style: ComputedStyle, isReplaced: Bool) -> Bool {
        // Menus and bubbles hang below or beside their container.
        let sides = [style.inset.top, style.inset.bottom, style.inset.left, style.inset.right]
        if sides.contains(where: { $0.percent >= 100 }) { return false }
        if style.width.percent >= 50 { return true }
        let isStretched = !style.inset.left.isAuto && !style.inset.right.isAuto
        guard let width = style.width.fixed else { return isReplaced || isStretched }
        return width >= Self.iconSize
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
