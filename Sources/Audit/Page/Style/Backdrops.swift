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
    /// What each style says, by its number: far fewer than there are elements.
    private var traits: [Traits]
    private(set) var backdrops: [Backdrop] = [Backdrop()]
    /// The number of the backdrop of each node's content.
    private var numbers: [Int32]
    /// The positioned boxes across which an image or a background is laid out of flow, and boxes that share a cell of a grid.
    private var covered: Set<Int32> = []

    init(_ document: Document, _ tree: FlatTree, _ styles: ComputedStyles) {
        self.document = document
        self.styles = styles
        traits = Traits.all(of: styles)
        numbers = [Int32](repeating: 0, count: document.nodeCount)
        findCovered(tree)
        for node in 1..<Int32(document.nodeCount) {
            let parent = tree.parent(of: node, in: document)
            guard parent >= 0 else { continue }
            numbers[Int(node)] = numbers[Int(parent)]
            guard document.kind[Int(node)] == .element else { continue }
            let element = NodeID(node)
            guard styles.isRendered(element) else { continue }
            paint(element, over: Int(numbers[Int(parent)]))
        }
        traits = []
    }

    /// What lies behind the content of an element.
    func backdrop(of element: NodeID) -> Backdrop { backdrops[Int(numbers[Int(element.index)])] }

    /// Two elements of one number have the same behind them.
    func number(of element: NodeID) -> Int32 { numbers[Int(element.index)] }

    private mutating func paint(_ element: NodeID, over number: Int) {
        let traits = traits[Int(styles.styleOfNode[Int(element.index)])]
        let isCovered = covered.contains(element.index)
        guard traits.isAny || isCovered else { return }
        var backdrop = backdrops[number]
        var isChanged = false
        if traits.isGroup {
            let opacity = styles.opacity(of: element)
            for index in backdrop.candidates.indices { backdrop.candidates[index].enterGroup(opacity) }
            isChanged = true
        }
        var doubt = traits.doubt
        if traits.floats, !backdrop.holdsFloats { doubt.insert(.floats) }
        if !backdrop.doubt.isSuperset(of: doubt) {
            backdrop.doubt.formUnion(doubt)
            isChanged = true
        }
        if traits.holdsFloats, !backdrop.holdsFloats {
            backdrop.holdsFloats = true
            isChanged = true
        }
        if traits.paints {
            paintBackground(element, styles.style(of: element), traits, into: &backdrop)
            isChanged = true
        }
        if isCovered, !backdrop.doubt.contains(.overlap) {
            backdrop.doubt.insert(.overlap)
            isChanged = true
        }
        guard isChanged else { return }
        numbers[Int(element.index)] = Int32(backdrops.count)
        backdrops.append(backdrop)
    }

    private func paintBackground(
        _ element: NodeID,
        _ style: ComputedStyle,
        _ traits: Traits,
        into backdrop: inout Backdrop
    ) {
        if style.clipsBackgroundToText {
            backdrop.doubt.insert(.effect)
            return
        }
        if style.backgroundColor.isOpaque {
            // What lay behind is covered; what the groups around do to the colour stays.
            backdrop.doubt = backdrop.doubt.intersection([.effect, .uncertainRule])
        }
        backdrop.holdsFloats = traits.isFormattingContext || document.isHTML(element, .body)
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

    /// Finds the containing blocks of what is painted out of flow across them; those of the page as a whole do not count,
    /// since bars that are fixed to its edges would put everything in doubt.
    private mutating func findCovered(_ tree: FlatTree) {
        var cells: [(grid: Int32, cell: UInt32, node: Int32)] = []
        for node in 1..<Int32(document.nodeCount) where document.kind[Int(node)] == .element {
            let element = NodeID(node)
            guard styles.isRendered(element) else { continue }
            let traits = traits[Int(styles.styleOfNode[Int(node)])]
            if traits.pseudoCovers { cover(from: node, tree) }
            if traits.gridCell != 0 { cells.append((tree.parent(of: node, in: document), traits.gridCell, node)) }
            guard traits.coversAsBox || traits.coversAsImage && isReplaced(element) else { continue }
            cover(from: tree.parent(of: node, in: document), tree)
        }
        findSharedCells(cells)
    }

    /// Notes the containing block of what is laid out of flow in a node.
    private mutating func cover(from node: Int32, _ tree: FlatTree) {
        var ancestor = node
        while ancestor > 0, styles.position(of: NodeID(ancestor)) == .static {
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

extension Page {
    /// What lies behind the content of each element; nil where no styles were computed.
    var backdrops: Backdrops? {
        shared.backdrops.value { styles.map { Backdrops(document, semantics.tree, $0) } }
    }
}
