/// Reads the rules of a style sheet (CSS Syntax 3 §5) with what CSS Nesting, Cascade, Conditional and Media Queries add.
struct StyleSheetParser {
    private let tokens: CSSTokens
    var selectors: SelectorParser
    var declarations: DeclarationParser
    var rules: [StyleRule] = []
    var conditions: [SheetCondition] = []
    var layers: [SheetLayer] = []
    var scopes: [SheetScope] = []
    var imports: [SheetImport] = []
    var registered: [(name: Int32, text: Int32)] = []
    var exceededLimit = false
    private var mayImport = true
    private var layerNumbers: [SheetLayer: Int32] = [:]

    /// What surrounds the rules being read.
    private struct Surroundings {
        var condition: Int32 = -1
        var layer: Int32 = -1
        var scope: Int32 = -1
        var depth = 0
        /// The list that `&` stands for; nil outside style rules.
        var nesting: Int32?
        /// The selectors whose declarations these are.
        var selectors: Range<Int32> = 0..<0
    }

    init(_ tokens: CSSTokens) {
        self.tokens = tokens
        selectors = SelectorParser(tokens)
        declarations = DeclarationParser(tokens, store: DeclarationStore())
    }

    mutating func run() { readRules(0..<tokens.count, Surroundings()) }

    private var isFull: Bool {
        rules.count >= StyleLimits.maximumRules
            || declarations.store.declarations.count >= StyleLimits.maximumDeclarations
            || conditions.count >= StyleLimits.maximumConditions
            || selectors.store.components.count >= StyleLimits.maximumSelectorComponents
    }

    // MARK: - Lists of rules

    private mutating func readRules(_ range: Range<Int>, _ around: Surroundings) {
        var index = range.lowerBound
        while index < range.upperBound {
            if isFull {
                exceededLimit = true
                return
            }
            switch tokens.kind(index) {
            case .whitespace, .cdo, .cdc: index += 1
            case .atKeyword: index = readAtRule(index, range.upperBound, around)
            default: index = readStyleRule(index, range.upperBound, around)
            }
        }
    }

    /// The index of the first of the given tokens outside brackets, or the end.
    private func find(_ from: Int, _ end: Int, semicolons: Bool) -> Int {
        var index = from
        while index < end {
            switch tokens.kind(index) {
            case .openCurly: return index
            case .semicolon where semicolons: return index
            default: index = tokens.skipping(index)
            }
        }
        return end
    }

    /// Reads a style rule that begins at an index and gives the index after it.
    private mutating func readStyleRule(_ start: Int, _ end: Int, _ around: Surroundings) -> Int {
        mayImport = false
        let open = find(start, end, semicolons: around.nesting != nil)
        guard open < end, tokens.kind(open) == .openCurly else { return min(open + 1, end) }
        let after = min(tokens.skipping(open), end)
        guard around.depth < StyleLimits.maximumBlockNesting else {
            exceededLimit = true
            return after
        }
        selectors.nesting = around.nesting
        let grammar: SelectorParser.Grammar = around.nesting == nil ? .plain : .nested
        let firstComponent = selectors.store.components.count
        guard let list = selectors.list(start..<open, grammar) else { return after }
        var inner = around
        if around.scope >= 0, !isSimple(since: firstComponent) {
            inner.scope = -1
            addCondition(.fixed(.unknown), &inner)
        }
        inner.depth += 1
        inner.selectors = list
        readBlock(tokens.inside(open), inner)
        return after
    }

    /// Whether the selectors read since then are compounds that do not speak of their scope.
    private func isSimple(since first: Int) -> Bool {
        !selectors.store.components[first...].contains { $0.isCombinator || $0.kind == .scope || $0.kind == .never }
    }

    // MARK: - Blocks of declarations

    /// Reads declarations and nested rules.
    private mutating func readBlock(_ range: Range<Int>, _ around: Surroundings) {
        var around = around
        var start = declarations.store.declarations.count
        var index = range.lowerBound
        while index < range.upperBound {
            if isFull {
                exceededLimit = true
                break
            }
            switch tokens.kind(index) {
            case .whitespace, .semicolon: index += 1
            case .atKeyword:
                start = closeBlock(start, around)
                index = readAtRule(index, range.upperBound, nested(&around))
                start = declarations.store.declarations.count
            default:
                let stop = find(index, range.upperBound, semicolons: true)
                if isDeclaration(index, stop, range.upperBound) {
                    index = readDeclaration(index, range.upperBound)
                } else if stop < range.upperBound, tokens.kind(stop) == .openCurly {
                    start = closeBlock(start, around)
                    index = readStyleRule(index, range.upperBound, nested(&around))
                    start = declarations.store.declarations.count
                } else {
                    index = stop
                }
            }
        }
        _ = closeBlock(start, around)
    }

    /// Surroundings for what is nested in the rule at hand; its selectors become a list once they are needed.
    private mutating func nested(_ around: inout Surroundings) -> Surroundings {
        if around.nesting == nil || !isCurrentList(around) {
            selectors.store.lists.append(around.selectors)
            around.nesting = Int32(selectors.store.lists.count - 1)
        }
        return around
    }

    private func isCurrentList(_ around: Surroundings) -> Bool {
        guard let nesting = around.nesting else { return false }
        return selectors.store.lists[Int(nesting)] == around.selectors
    }

    /// A name and a colon, and no block before the semicolon, unless the property is a custom one.
    private func isDeclaration(_ index: Int, _ stop: Int, _ end: Int) -> Bool {
        guard tokens.kind(index) == .ident else { return false }
        let colon = tokens.skippingSpace(index + 1)
        guard colon < end, tokens.kind(colon) == .colon else { return false }
        return stop >= end || tokens.kind(stop) == .semicolon || tokens.text(index).starts(with: "--".utf8)
    }

    private mutating func readDeclaration(_ index: Int, _ end: Int) -> Int {
        var stop = index
        while stop < end, tokens.kind(stop) != .semicolon { stop = tokens.skipping(stop) }
        stop = min(stop, end)
        let colon = tokens.skippingSpace(index + 1)
        _ = declarations.declare(name: index, value: min(colon + 1, stop)..<stop)
        return stop
    }

    /// Makes a block of the declarations from `start` on, one rule for each selector, and gives the next start.
    private mutating func closeBlock(_ start: Int, _ around: Surroundings) -> Int {
        let count = declarations.store.declarations.count
        guard count > start, !around.selectors.isEmpty else { return count }
        let block = declarations.store.closeBlock(from: start)
        for selector in around.selectors {
            rules.append(
                StyleRule(
                    selector: selector,
                    block: block,
                    condition: around.condition,
                    layer: around.layer,
                    scope: around.scope
                )
            )
        }
        return count
    }

    // MARK: - At-rules

    private mutating func readAtRule(_ index: Int, _ end: Int, _ around: Surroundings) -> Int {
        let stop = find(index + 1, end, semicolons: true)
        let prelude = tokens.trimming(index + 1..<stop)
        guard stop < end, tokens.kind(stop) == .openCurly else {
            readStatement(index, prelude, around)
            return min(stop + 1, end)
        }
        let after = min(tokens.skipping(stop), end)
        if !tokens.isNamed(index, "layer") { mayImport = false }
        guard around.depth < StyleLimits.maximumBlockNesting else {
            exceededLimit = true
            return after
        }
        var inner = around
        inner.depth += 1
        if tokens.isNamed(index, "property") {
            register(prelude, tokens.inside(stop))
            return after
        }
        guard enter(index, prelude, &inner) else { return after }
        if around.nesting == nil {
            readRules(tokens.inside(stop), inner)
        } else {
            readBlock(tokens.inside(stop), inner)
        }
        return after
    }

    /// Sets what a group rule puts around its contents; false where its contents are of no concern.
    private mutating func enter(_ index: Int, _ prelude: Range<Int>, _ inner: inout Surroundings) -> Bool {
        if tokens.isNamed(index, "media") {
            addCondition(.media(MediaQueryList(tokens, prelude)), &inner)
        } else if tokens.isNamed(index, "supports") {
            addCondition(.fixed(Ternary(SupportsParser(tokens).holds(prelude))), &inner)
        } else if tokens.isNamed(index, "layer") {
            if !prelude.isEmpty, layerPath(prelude) == nil { return false }
            inner.layer = addLayer(layerPath(prelude) ?? [[]], in: inner.layer)
        } else if tokens.isNamed(index, "scope") {
            if let scope = scope(prelude), inner.scope < 0, inner.nesting == nil {
                scopes.append(scope)
                inner.scope = Int32(scopes.count - 1)
            } else {
                inner.scope = -1
                addCondition(.fixed(.unknown), &inner)
            }
        } else if tokens.isNamed(index, "container") {
            addCondition(.fixed(.unknown), &inner)
        } else {
            return false
        }
        return true
    }

    /// Reads `(roots) to (limits)`; nil where the roots are not given or the limits depend on them.
    private mutating func scope(_ prelude: Range<Int>) -> SheetScope? {
        guard let open = prelude.first, tokens.kind(open) == .openParen else { return nil }
        let firstComponent = selectors.store.components.count
        guard let root = selectors.nestedList(tokens.inside(open), .plain) else { return nil }
        var scope = SheetScope(root: root, limit: -1)
        var index = tokens.skippingSpace(tokens.skipping(open))
        if index < prelude.upperBound {
            guard tokens.isIdent(index, "to") else { return nil }
            index = tokens.skippingSpace(index + 1)
            guard index < prelude.upperBound, tokens.kind(index) == .openParen,
                let limit = selectors.nestedList(tokens.inside(index), .plain)
            else { return nil }
            scope.limit = limit
        }
        let speaksOfScope = selectors.store.components[firstComponent...].contains { $0.kind == .scope }
        return speaksOfScope ? nil : scope
    }

    private mutating func addCondition(_ kind: SheetCondition.Kind, _ inner: inout Surroundings) {
        conditions.append(SheetCondition(kind: kind, parent: inner.condition))
        inner.condition = Int32(conditions.count - 1)
    }

    private mutating func readStatement(_ index: Int, _ prelude: Range<Int>, _ around: Surroundings) {
        if tokens.isNamed(index, "layer") {
            for part in tokens.splittingAtCommas(prelude) {
                guard let path = layerPath(part) else { return }
                _ = addLayer(path, in: around.layer)
            }
        } else if tokens.isNamed(index, "import") {
            if mayImport, around.depth == 0, imports.count < StyleLimits.maximumSheets { readImport(prelude) }
        } else if !tokens.isNamed(index, "charset") {
            mayImport = mayImport && !tokens.isNamed(index, "namespace")
        }
    }

    private func layerPath(_ part: Range<Int>) -> [[UInt8]]? {
        var path: [[UInt8]] = []
        var expectsName = true
        for index in part {
            if expectsName, tokens.kind(index) == .ident {
                path.append(Array(tokens.text(index)))
            } else if expectsName || !tokens.isDelim(index, ".") {
                return nil
            }
            expectsName.toggle()
        }
        return path.isEmpty || expectsName ? nil : path
    }

    private mutating func addLayer(_ path: [[UInt8]], in parent: Int32) -> Int32 {
        var current = parent
        for name in path {
            let layer = SheetLayer(parent: current, name: name)
            if !name.isEmpty, let known = layerNumbers[layer] {
                current = known
                continue
            }
            if layers.count >= StyleLimits.maximumLayers {
                exceededLimit = true
                return current
            }
            current = Int32(layers.count)
            layers.append(layer)
            layerNumbers[layer] = current
        }
        return current
    }

    private mutating func readImport(_ prelude: Range<Int>) {
        var reader = ValueReader(tokens, prelude, context: .initial)
        let address: Bytes
        if reader.kind == .string || reader.kind == .url {
            address = reader.text
        } else if reader.isFunction("url"), reader.arguments().kind == .string {
            address = reader.arguments().text
        } else {
            return
        }
        reader.advance()
        var layer: [[UInt8]]?
        if reader.take("layer") {
            layer = [[]]
        } else if reader.isFunction("layer") {
            layer = layerPath(tokens.trimming(reader.inside))
            reader.advance()
        }
        if reader.isFunction("supports") {
            let holds = SupportsParser(tokens).holds(tokens.trimming(reader.inside), allowsBareDeclaration: true)
            reader.advance()
            if !holds { return }
        }
        let media = MediaQueryList(tokens, reader.index..<max(reader.index, prelude.upperBound))
        imports.append(SheetImport(address: Array(address), media: media, layer: layer))
    }

    /// Reads an `@property` rule for its initial value (CSS Properties and Values 1 §2).
    private mutating func register(_ prelude: Range<Int>, _ block: Range<Int>) {
        guard prelude.count == 1, tokens.kind(prelude.lowerBound) == .ident else { return }
        let name = tokens.text(prelude.lowerBound)
        guard name.starts(with: "--".utf8) else { return }
        var index = block.lowerBound
        while index < block.upperBound {
            var stop = index
            while stop < block.upperBound, tokens.kind(stop) != .semicolon { stop = tokens.skipping(stop) }
            let start = tokens.skippingSpace(index)
            let colon = tokens.skippingSpace(start + 1)
            if tokens.isIdent(start, "initial-value"), tokens.kind(colon) == .colon, colon < stop {
                let value = declarations.store.addText(
                    tokens.source(tokens.trimming(colon + 1..<min(stop, block.upperBound)))
                )
                registered.append((declarations.store.customNames.intern(name.dropFirst(2)), value))
            }
            index = min(stop, block.upperBound) + 1
        }
    }
}
