// MARK: - Setting properties from keywords

extension StyleComputer {
    func setKeyword(_ property: Property, _ keyword: UInt8, _ working: inout WorkingStyle) {
        if setTextKeyword(property, keyword, &working.style) || setBoxKeyword(property, keyword, &working.style) {
            return
        }
        switch property {
        case .textShadow: working.style.hasTextShadow = keyword != 0
        case .textStroke: working.style.hasTextStroke = keyword != 0
        case .colorScheme: working.style.isDarkScheme = keyword != 0
        case .listStyleImage: working.style.hasListStyleImage = keyword != 0
        case .pointerEvents: working.style.acceptsPointer = keyword != 0
        case .backgroundClip: working.style.clipsBackgroundToText = keyword != 0
        case .backgroundRepeat: working.style.repeatsBackground = keyword != 0
        case .boxShadow:
            working.style.hasBoxShadow = keyword != 0
            working.style.hasInsetShadow = keyword == 2
        case .gridTemplateRows: working.style.hasFoldedRow = keyword != 0
        case .filter: working.style.hasFilter = keyword != 0
        case .backdropFilter: working.style.hasBackdropFilter = keyword != 0
        case .mixBlendMode: working.style.hasBlendMode = keyword != 0
        case .maskImage: working.style.hasMask = keyword != 0
        case .animationName: working.hasAnimationName = keyword != 0
        case .textDecorationLine: working.style.textDecorationLine = TextDecorationLine(rawValue: keyword)
        default: setAuto(property, &working.style)
        }
    }

    private func setTextKeyword(_ property: Property, _ keyword: UInt8, _ style: inout ComputedStyle) -> Bool {
        switch property {
        case .fontStyle: style.fontStyle = FontStyle(rawValue: keyword) ?? .normal
        case .textTransform: style.textTransform = TextTransform(rawValue: keyword) ?? .none
        case .textAlign: style.textAlign = TextAlign(rawValue: keyword) ?? .start
        case .whiteSpace: style.whiteSpace = WhiteSpace(rawValue: keyword) ?? .normal
        case .listStyleType: style.listStyleType = ListStyleType(rawValue: keyword) ?? .other
        case .direction: style.direction = TextDirection(rawValue: keyword) ?? .leftToRight
        case .writingMode: style.writingMode = WritingMode(rawValue: keyword) ?? .horizontal
        case .visibility: style.visibility = Visibility(rawValue: keyword) ?? .visible
        case .cursor: style.cursor = Cursor(rawValue: keyword) ?? .auto
        case .verticalAlign: style.verticalAlign = VerticalAlign(rawValue: keyword) ?? .baseline
        default: return false
        }
        return true
    }

    private func setBoxKeyword(_ property: Property, _ keyword: UInt8, _ style: inout ComputedStyle) -> Bool {
        switch property {
        case .display: style.display = Display(rawValue: keyword) ?? .inline
        case .contentVisibility: style.contentVisibility = ContentVisibility(rawValue: keyword) ?? .visible
        case .position: style.position = Position(rawValue: keyword) ?? .static
        case .float: style.float = FloatSide(rawValue: keyword) ?? .none
        case .clear: style.clear = ClearSide(rawValue: keyword) ?? .none
        case .overflowX: style.overflowX = Overflow(rawValue: keyword) ?? .visible
        case .overflowY: style.overflowY = Overflow(rawValue: keyword) ?? .visible
        case .clip: style.clip = ClipShape(rawValue: keyword) ?? .none
        case .clipPath: style.clipPath = ClipShape(rawValue: keyword) ?? .none
        case .flexDirection: style.flexDirection = FlexDirection(rawValue: keyword) ?? .row
        case .borderTopStyle: style.border.top.style = LineStyle(rawValue: keyword) ?? .none
        case .borderRightStyle: style.border.right.style = LineStyle(rawValue: keyword) ?? .none
        case .borderBottomStyle: style.border.bottom.style = LineStyle(rawValue: keyword) ?? .none
        case .borderLeftStyle: style.border.left.style = LineStyle(rawValue: keyword) ?? .none
        case .outlineStyle: style.outline.style = LineStyle(rawValue: keyword) ?? .none
        default: return false
        }
        return true
    }

    /// `auto`, `none` and the sizes that take layout.
    private func setAuto(_ property: Property, _ style: inout ComputedStyle) {
        switch property {
        case .top: style.inset.top = .auto
        case .right: style.inset.right = .auto
        case .bottom: style.inset.bottom = .auto
        case .left: style.inset.left = .auto
        case .width: style.width = .auto
        case .height: style.height = .auto
        case .minWidth: style.minWidth = .auto
        case .minHeight: style.minHeight = .auto
        case .maxWidth: style.maxWidth = .auto
        case .maxHeight: style.maxHeight = .auto
        case .marginTop: style.margin.top = .auto
        case .marginRight: style.margin.right = .auto
        case .marginBottom: style.margin.bottom = .auto
        case .marginLeft: style.margin.left = .auto
        default: break
        }
    }
}

// MARK: - Generated content

extension StyleComputer {
    mutating func setContent(
        _ value: StyleValue,
        _ store: Int,
        _ declared: DeclaredStyle,
        _ working: inout WorkingStyle
    ) {
        if case .keyword(let keyword) = value {
            working.style.content = GeneratedContent(rawValue: keyword) ?? .normal
            return
        }
        guard case .text(let number) = value else { return }
        let tokens = CSSTokens(withStore(store) { $0.texts[Int(number)] })
        let all = 0..<tokens.count
        let slash = all.first { tokens.isDelim($0, "/") }
        let main = contentText(tokens, 0..<(slash ?? tokens.count), declared.node, &working)
        working.style.contentText = add(main.text)
        working.style.content = main.isTextOnly ? .text : .other
        if let slash {
            let alternative = contentText(tokens, slash + 1..<tokens.count, declared.node, &working)
            working.style.contentAlternative = add(alternative.text)
        }
    }

    private func contentText(
        _ tokens: CSSTokens,
        _ range: Range<Int>,
        _ node: Int32,
        _ working: inout WorkingStyle
    ) -> (text: [UInt8], isTextOnly: Bool) {
        var text: [UInt8] = []
        var isTextOnly = true
        var index = range.lowerBound
        while index < range.upperBound {
            if tokens.kind(index) == .string {
                text.append(contentsOf: tokens.text(index))
            } else if tokens.isFunction(index, "attr") {
                working.usesAttributes = true
                text.append(contentsOf: attribute(tokens, tokens.trimming(tokens.inside(index)), node))
            } else if tokens.isIdent(index, "open-quote") {
                text.append(contentsOf: "\u{201C}".utf8)
            } else if tokens.isIdent(index, "close-quote") {
                text.append(contentsOf: "\u{201D}".utf8)
            } else if tokens.kind(index) == .function || tokens.kind(index) == .url {
                isTextOnly = false
            }
            index = tokens.skipping(index)
        }
        return (text, isTextOnly)
    }

    private func attribute(_ tokens: CSSTokens, _ inside: Range<Int>, _ node: Int32) -> Bytes {
        guard let first = inside.first, tokens.kind(first) == .ident else { return [] }
        let isHTML = document.namespace(of: NodeID(node)) == .html
        let name = isHTML ? tokens.text(first).map(\.asciiLowercased)[...] : tokens.text(first)
        guard let known = document.names.find(name) else { return [] }
        return document.attribute(known, of: NodeID(node)) ?? []
    }
}
