/// A sheet with the place it has in the cascade of a page.
public struct StyleSheetSource: Sendable {
    public let sheet: StyleSheet
    /// Conditions of the `media` attribute and of the imports that led here; all must hold.
    var media: [MediaQueryList]
    /// The shadow root whose tree it styles, or the document node.
    var scope: NodeID
    /// The layers it was imported into, outermost first; an empty name is a layer of its own.
    var layerPath: [[UInt8]]

    /// A sheet of the document that always applies.
    public init(_ sheet: StyleSheet) { self.init(sheet, media: [], scope: .document, layerPath: []) }

    init(_ sheet: StyleSheet, media: [MediaQueryList], scope: NodeID, layerPath: [[UInt8]]) {
        self.sheet = sheet
        self.media = media
        self.scope = scope
        self.layerPath = layerPath
    }
}

/// A sheet bound to one page: its conditions decided, its layers placed.
struct BoundSheet: Sendable {
    let contents: StyleSheet.Contents
    let conditions: [Ternary]
    /// The rank of each of the sheet's layers in the cascade; later layers win, rules without a layer most of all.
    let layerRank: [UInt16]
    let rankWithoutLayer: UInt16
    /// The shadow root whose tree it styles, or 0.
    let scope: Int32
    let isUserAgent: Bool
    /// Where its components begin in ``BoundSheets/components``.
    let firstComponent: Int32

    func condition(_ number: Int32) -> Ternary { number < 0 ? .yes : conditions[Int(number)] }

    func rank(_ layer: Int32) -> UInt16 { layer < 0 ? rankWithoutLayer : layerRank[Int(layer)] }
}

/// A rule that may match an element of the page, with all that is asked before its selector is matched.
struct CandidateRule: Sendable {
    /// Indices into ``BoundSheets/components``.
    let components: Range<Int32>
    let ancestorHashes: SIMD4<UInt32>
    let sheet: Int32
    let block: Int32
    let scope: Int32
    /// Layer and specificity, in bits from high to low.
    let key: UInt64
    let rank: UInt16
    let pseudo: PseudoElement
    let isUserAgent: Bool
    let reachesOut: Bool
    /// Whether it stands under a condition that only layout decides.
    let isUncertain: Bool
    /// Index into the scopes of its sheet, or -1.
    let within: Int32
}

/// All sheets of a page, with the rules that an element may match by its classes, identifier, name and attributes.
struct BoundSheets: Sendable {
    private(set) var sheets: [BoundSheet] = []
    /// The components of all sheets one after the other, with names and atoms as numbers of the page (-1 for none).
    private(set) var components: [SelectorComponent] = []
    private(set) var byClass: [Range<Int32>] = []
    private(set) var byID: [Range<Int32>] = []
    private(set) var byName: [Range<Int32>] = []
    private(set) var byAttribute: [Range<Int32>] = []
    private(set) var others: Range<Int32> = 0..<0
    private(set) var candidates: [CandidateRule] = []

    init(_ sources: [StyleSheetSource], tree: MatchTree, media: MediaContext) {
        var layers = LayerOrder()
        var layerNumbers: [[Int]] = []
        var outer: [Int] = []
        let active = sources.filter { $0.media.allSatisfy { $0.matches(media) } }
        for source in active {
            let base = layers.enter(source.layerPath)
            outer.append(base)
            layerNumbers.append(layers.add(source.sheet.contents.layers, within: base))
        }
        let ranks = layers.ranks()
        var standard = [UserAgentSheet.sheet]
        if tree.isQuirks { standard.append(UserAgentSheet.quirksSheet) }
        if !media.runsScripts { standard.append(UserAgentSheet.noScriptSheet) }
        for sheet in standard { bind(StyleSheetSource(sheet), [], 0, media, isUserAgent: true) }
        for (position, source) in active.enumerated() {
            bind(source, layerNumbers[position].map { ranks[$0] }, ranks[outer[position]], media, isUserAgent: false)
        }
        var pageAtoms = sheets.map { [Int32](repeating: -1, count: $0.contents.selectors.atoms.count) }
        mergeAtoms(tree, &pageAtoms)
        mergeNames(tree)
        for sheet in sheets.indices { resolve(sheet, pageAtoms[sheet], tree) }
    }

    private mutating func bind(
        _ source: StyleSheetSource,
        _ layerRanks: [UInt16],
        _ rank: UInt16,
        _ media: MediaContext,
        isUserAgent: Bool
    ) {
        let contents = source.sheet.contents
        var conditions: [Ternary] = []
        conditions.reserveCapacity(contents.conditions.count)
        for condition in contents.conditions {
            let own: Ternary =
                switch condition.kind {
                case .media(let list): Ternary(list.matches(media))
                case .fixed(let value): value
                }
            conditions.append(condition.parent < 0 ? own : own && conditions[Int(condition.parent)])
        }
        sheets.append(
            BoundSheet(
                contents: contents,
                conditions: conditions,
                layerRank: layerRanks,
                rankWithoutLayer: rank,
                scope: source.scope.index,
                isUserAgent: isUserAgent,
                firstComponent: Int32(components.count)
            )
        )
        components.append(contentsOf: contents.selectors.components)
    }

    /// Turns the sheet's numbers of names and atoms into those of the page.
    private mutating func resolve(_ sheet: Int, _ pageAtoms: [Int32], _ tree: MatchTree) {
        let selectors = sheets[sheet].contents.selectors
        let names = (0..<Int32(selectors.names.count)).map {
            tree.document.names.find(selectors.names.text(of: $0))?.rawValue ?? -1
        }
        func name(_ number: Int32) -> Int32 {
            number < Name.firstUnlisted ? number : names[Int(number - Name.firstUnlisted)]
        }
        let first = Int(sheets[sheet].firstComponent)
        let isQuirks = tree.isQuirks
        for index in first..<first + selectors.components.count {
            switch components[index].kind {
            case .id, .class:
                let atom = isQuirks ? components[index].second : components[index].first
                components[index].first = pageAtoms[Int(atom)]
            case .type, .attribute, .attributeEquals, .attributeIncludes, .attributeDash, .attributePrefix,
                .attributeSuffix, .attributeSubstring:
                components[index].first = name(components[index].first)
                components[index].second = name(components[index].second)
            default: continue
            }
        }
    }

    /// Collects, for each class and identifier of the page, the rules of all sheets that ask for it.
    private mutating func mergeAtoms(_ tree: MatchTree, _ pageAtoms: inout [[Int32]]) {
        byClass.reserveCapacity(tree.atoms.count)
        byID.reserveCapacity(tree.atoms.count)
        let isQuirks = tree.isQuirks
        var found: [(sheet: Int, atom: Int32)] = []
        for atom in 0..<Int32(tree.atoms.count) {
            let (text, hash) = (tree.atoms.text(of: atom), tree.atoms.hash(of: atom))
            found.removeAll(keepingCapacity: true)
            for sheet in sheets.indices {
                guard let own = sheets[sheet].contents.selectors.atoms.find(text, hash: hash) else { continue }
                pageAtoms[sheet][Int(own)] = atom
                found.append((sheet, own))
            }
            let start = Int32(candidates.count)
            for (sheet, own) in found {
                let contents = sheets[sheet].contents
                append((isQuirks ? contents.quirksIndex : contents.index).byClass[own], sheet)
            }
            let middle = Int32(candidates.count)
            for (sheet, own) in found {
                let contents = sheets[sheet].contents
                append((isQuirks ? contents.quirksIndex : contents.index).byID[own], sheet)
            }
            byClass.append(start..<middle)
            byID.append(middle..<Int32(candidates.count))
        }
    }

    /// The same for the names of elements and attributes that the page shows.
    private mutating func mergeNames(_ tree: MatchTree) {
        let document = tree.document
        var (isElement, isAttribute) = (
            [Bool](repeating: false, count: document.names.count), [Bool](repeating: false, count: document.names.count)
        )
        for name in document.name where name != .none { isElement[Int(name.rawValue)] = true }
        for name in document.attributeName { isAttribute[Int(name.rawValue)] = true }
        byName = [Range<Int32>](repeating: 0..<0, count: document.names.count)
        byAttribute = byName
        for number in 0..<Int32(document.names.count) {
            let position = Int(number)
            guard isElement[position] || isAttribute[position] else { continue }
            var text: Bytes = []
            if number >= Name.firstUnlisted || Self.hasCapitals[position] {
                text = document.names.text(of: Name(number)).map(\.asciiLowercased)[...]
            }
            let start = Int32(candidates.count)
            for sheet in sheets.indices where isElement[position] {
                guard let key = sheets[sheet].contents.number(ofName: number, text) else { continue }
                append(sheets[sheet].contents.index.byName[key], sheet)
            }
            let middle = Int32(candidates.count)
            for sheet in sheets.indices where isAttribute[position] {
                guard let key = sheets[sheet].contents.number(ofName: number, text) else { continue }
                append(sheets[sheet].contents.index.byAttribute[key], sheet)
            }
            byName[position] = start..<middle
            byAttribute[position] = middle..<Int32(candidates.count)
        }
        let start = Int32(candidates.count)
        for sheet in sheets.indices { append(sheets[sheet].contents.index.others[...], sheet) }
        others = start..<Int32(candidates.count)
    }

    private mutating func append(_ rules: ArraySlice<Int32>, _ number: Int) {
        if rules.isEmpty { return }
        let sheet = sheets[number]
        for index in rules {
            let rule = sheet.contents.rules[Int(index)]
            let selector = sheet.contents.selectors.selectors[Int(rule.selector)]
            let condition = sheet.condition(rule.condition)
            if condition == .no || selector.pseudo == .ignored { continue }
            if selector.pseudo == .firstLine, !sheet.contents.declarations.paints(rule.block) { continue }
            let rank = sheet.rank(rule.layer)
            let base = sheet.firstComponent
            candidates.append(
                CandidateRule(
                    components: selector.components.lowerBound + base..<selector.components.upperBound + base,
                    ancestorHashes: selector.ancestorHashes,
                    sheet: Int32(number),
                    block: rule.block,
                    scope: sheet.scope,
                    key: UInt64(rank) << 24 | UInt64(selector.specificity.packed),
                    rank: rank,
                    pseudo: selector.pseudo,
                    isUserAgent: sheet.isUserAgent,
                    reachesOut: selector.reachesOut,
                    isUncertain: condition == .unknown || selector.pseudo == .firstLine,
                    within: rule.scope
                )
            )
        }
    }

    private static let hasCapitals: [Bool] = Name.listed.map { $0.bytes.contains(where: \.isASCIIUpper) }
}

extension StyleSheet.Contents {
    /// The sheet's number for a name of the page; `lowercase` is its text where the number alone does not say it.
    func number(ofName number: Int32, _ lowercase: Bytes) -> Int32? {
        if lowercase.isEmpty { return number }
        return selectors.names.find(lowercase).map { Name.firstUnlisted + $0 }
    }
}

/// The layers of all sheets of a page as one tree, in the order in which they were first named (CSS Cascade 5 §6.4.3).
struct LayerOrder {
    private var parents: [Int] = [-1]
    private var children: [[Int]] = [[]]
    private var numbers: [Key: Int] = [:]

    private struct Key: Hashable {
        let parent: Int
        let name: [UInt8]
    }

    /// The number of the layer at a path; 0 is what lies in no layer.
    mutating func enter(_ path: [[UInt8]]) -> Int { path.reduce(0) { number($1, in: $0) } }

    /// Adds a sheet's layers below `base` and gives their numbers.
    mutating func add(_ layers: [SheetLayer], within base: Int) -> [Int] {
        var result: [Int] = []
        for layer in layers {
            result.append(number(layer.name, in: layer.parent < 0 ? base : result[Int(layer.parent)]))
        }
        return result
    }

    private mutating func number(_ name: [UInt8], in parent: Int) -> Int {
        let key = Key(parent: parent, name: name)
        if !name.isEmpty, let known = numbers[key] { return known }
        guard parents.count < StyleLimits.maximumLayers else { return parent }
        parents.append(parent)
        children.append([])
        children[parent].append(parents.count - 1)
        numbers[key] = parents.count - 1
        return parents.count - 1
    }

    /// A rank for each layer: inner layers before what lies in the outer one itself, which comes last.
    func ranks() -> [UInt16] {
        var ranks = [UInt16](repeating: 0, count: parents.count)
        var next: UInt16 = 0
        var stack: [(layer: Int, child: Int)] = [(0, 0)]
        while let top = stack.last {
            if top.child < children[top.layer].count {
                stack[stack.count - 1].child += 1
                stack.append((children[top.layer][top.child], 0))
            } else {
                ranks[top.layer] = next
                next += 1
                stack.removeLast()
            }
        }
        return ranks
    }
}
