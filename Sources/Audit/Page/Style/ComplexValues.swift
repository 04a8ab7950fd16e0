// MARK: - Values of more than one keyword

extension DeclarationParser {
    func display(_ reader: inout ValueReader) -> StyleValue? {
        var (isInline, isBlock, isListItem) = (false, false, false)
        var inner: Display?
        var count = 0
        while reader.kind == .ident, count < 3 {
            count += 1
            if reader.take("inline") {
                isInline = true
            } else if reader.take("block") {
                isBlock = true
            } else if reader.take("list-item") {
                isListItem = true
            } else if let value = reader.take(StyleKeywordTables.display).flatMap(Display.init) {
                // Inner and outer kinds go together; whole boxes (`none`, `inline-block`, `table-row`) stand alone.
                guard inner == nil, count == 1 || Self.isInnerDisplay(value) else { return nil }
                inner = value
            } else {
                return nil
            }
        }
        guard count > 0, !(isInline && isBlock) else { return nil }
        if count > 1, let inner, !Self.isInnerDisplay(inner) { return nil }
        if isListItem { return .keyword(Display.listItem.rawValue) }
        guard isInline else { return .keyword((inner ?? .block).rawValue) }
        switch inner {
        case nil: return .keyword(Display.inline.rawValue)
        case .block: return .keyword(Display.inline.rawValue)
        case .flowRoot: return .keyword(Display.inlineBlock.rawValue)
        case .flex: return .keyword(Display.inlineFlex.rawValue)
        case .grid: return .keyword(Display.inlineGrid.rawValue)
        case .table: return .keyword(Display.inlineTable.rawValue)
        case .ruby: return .keyword(Display.ruby.rawValue)
        default: return nil
        }
    }

    /// Whether `dark` is the only scheme named (CSS Color Adjustment 1 §2.1).
    func colorScheme(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("normal") { return .keyword(0) }
        var (isLight, isDark, count) = (false, false, 0)
        while reader.kind == .ident {
            if reader.take("light") {
                isLight = true
            } else if reader.take("dark") {
                isDark = true
            } else {
                reader.advance()
            }
            count += 1
        }
        return count > 0 ? .keyword(isDark && !isLight ? 1 : 0) : nil
    }

    private static func isInnerDisplay(_ display: Display) -> Bool {
        switch display {
        case .block, .flowRoot, .flex, .grid, .table, .ruby, .inline: true
        default: false
        }
    }

    /// Comma-separated keywords; the value is the largest of their numbers.
    func keywordList(_ table: StyleKeywordTables.Table, _ reader: inout ValueReader) -> StyleValue? {
        var largest: UInt8 = 0
        repeat {
            guard let value = reader.take(table) else { return nil }
            largest = max(largest, value)
            while let more = reader.take(table) { largest = max(largest, more) }
        } while reader.takeComma()
        return .keyword(largest)
    }

    /// Whether one of the layers is repeated.
    func backgroundRepeat(_ reader: inout ValueReader) -> StyleValue? {
        keywordList(StyleKeywordTables.repeatStyle, &reader)
    }

    func imagePresence(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("none") { return .keyword(0) }
        guard !reader.isAtEnd else { return nil }
        while !reader.isAtEnd { reader.advance() }
        return .keyword(1)
    }

    func decorationLine(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("none") { return .keyword(0) }
        var lines: TextDecorationLine = []
        var count = 0
        while let line = takeDecorationLine(&reader) {
            lines.formUnion(line)
            count += 1
        }
        return count > 0 ? .keyword(lines.rawValue) : nil
    }

    func takeDecorationLine(_ reader: inout ValueReader) -> TextDecorationLine? {
        if reader.take("underline") { return .underline }
        if reader.take("overline") { return .overline }
        if reader.take("line-through") { return .lineThrough }
        if reader.take("blink") { return .blink }
        return reader.take("spelling-error") || reader.take("grammar-error") ? [] : nil
    }

    func listStyleType(_ reader: inout ValueReader) -> StyleValue? {
        if let value = reader.take(StyleKeywordTables.listStyleType) { return .keyword(value) }
        guard reader.kind == .ident || reader.isFunction("symbols") else { return nil }
        reader.advance()
        return .keyword(ListStyleType.other.rawValue)
    }

    func cursor(_ reader: inout ValueReader) -> StyleValue? {
        while reader.kind == .url || reader.kind == .function {
            reader.advance()
            while reader.kind == .number { reader.advance() }
            guard reader.takeComma() else { return nil }
        }
        if let value = reader.take(StyleKeywordTables.cursor) { return .keyword(value) }
        // `hand` is an old spelling that browsers do not know.
        guard reader.kind == .ident, !reader.isIdent("hand") else { return nil }
        reader.advance()
        return .keyword(Cursor.other.rawValue)
    }

    /// A list of shadows, checked for its kinds of values only; 2 where one is painted inside the box.
    func shadow(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("none") { return .keyword(0) }
        var (paints, paintsInside) = (false, false)
        repeat {
            var sizes = 0
            var (isTransparent, isInside) = (false, false)
            while !reader.isAtEnd, reader.kind != .comma {
                if reader.take("inset") {
                    isInside = true
                    continue
                }
                if reader.takeSize() != nil {
                    sizes += 1
                } else if let color = reader.takeColor() {
                    if case .color(let color) = color, color.isTransparent { isTransparent = true }
                } else {
                    return nil
                }
            }
            guard sizes >= 2 else { return nil }
            paints = paints || !isTransparent
            paintsInside = paintsInside || (isInside && !isTransparent)
        } while reader.takeComma()
        return .keyword(paintsInside ? 2 : paints ? 1 : 0)
    }

    /// Whether the outline of letters is painted: a width that is not 0.
    func textStroke(_ reader: inout ValueReader) -> StyleValue? {
        var paints = true
        while !reader.isAtEnd {
            if let size = reader.takeSize() {
                if case .length(0, _) = size { paints = false }
            } else if reader.take("thin") || reader.take("medium") || reader.take("thick") {
                continue
            } else if reader.takeColor() == nil {
                return nil
            }
        }
        return .keyword(paints ? 1 : 0)
    }

    /// Whether one of the rows is `0fr`.
    func gridRows(_ reader: inout ValueReader) -> StyleValue? {
        var isFolded = false
        while !reader.isAtEnd {
            if reader.kind == .dimension, reader.token.number == 0,
                tokens.source(reader.index..<reader.index + 1).suffix(2).equalsIgnoringCase("fr")
            {
                isFolded = true
            }
            reader.advance()
        }
        return .keyword(isFolded ? 1 : 0)
    }

    /// The lines of a grid as written; 0 for `auto`.
    mutating func gridPlace(_ reader: inout ValueReader) -> StyleValue? {
        let start = reader.index
        var isAuto = true
        while !reader.isAtEnd {
            if !reader.isIdent("auto"), !reader.isDelim("/") { isAuto = false }
            reader.advance()
        }
        guard reader.index > start else { return nil }
        return isAuto ? .keyword(0) : .text(store.addText(tokens.source(tokens.trimming(start..<reader.end))))
    }

    private static let filters: [StaticString] = [
        "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate",
        "sepia",
    ]

    /// The old `alpha(opacity=50)` and `progid:` of Internet Explorer are invalid here as in browsers.
    func filter(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("none") { return .keyword(0) }
        var count = 0
        while !reader.isAtEnd {
            let isKnown =
                reader.kind == .url || reader.isFunction("url") || Self.filters.contains { reader.isFunction($0) }
            guard isKnown else { return nil }
            if reader.kind == .function, reader.inside.contains(where: { tokens.isDelim($0, "=") }) { return nil }
            reader.advance()
            count += 1
        }
        return count > 0 ? .keyword(1) : nil
    }

    // MARK: - Animations

    /// Names of animations: 1 if there is one, 0 if all are `none`.
    func names(_ reader: inout ValueReader) -> StyleValue? {
        var hasName = false
        repeat {
            guard reader.kind == .ident || reader.kind == .string else { return nil }
            if !reader.isIdent("none") { hasName = true }
            reader.advance()
        } while reader.takeComma()
        return .keyword(hasName ? 1 : 0)
    }

    /// The longest of a list of durations in seconds.
    func durations(_ reader: inout ValueReader) -> StyleValue? {
        var longest = 0.0
        repeat {
            if reader.take("auto") { continue }
            guard let seconds = reader.takeTime(), seconds >= 0 else { return nil }
            longest = max(longest, seconds)
        } while reader.takeComma()
        return .number(Float(longest))
    }

    /// The largest of a list of counts; `infinite` is infinity.
    func iterations(_ reader: inout ValueReader) -> StyleValue? {
        var largest = 0.0
        repeat {
            if reader.take("infinite") {
                largest = .infinity
            } else if let count = reader.takeNumber(), count >= 0 {
                largest = max(largest, count)
            } else {
                return nil
            }
        } while reader.takeComma()
        return .number(Float(largest))
    }

    // MARK: - Generated content

    /// Keeps the source; it is read when the element, and so its attributes, are known.
    mutating func content(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("normal") { return .keyword(GeneratedContent.normal.rawValue) }
        if reader.take("none") { return .keyword(GeneratedContent.none.rawValue) }
        let start = reader.index
        while !reader.isAtEnd {
            switch reader.kind {
            case .string, .url: break
            case .delim where reader.isDelim("/"): break
            case .function: break
            case .ident:
                let isQuote =
                    reader.isIdent("open-quote") || reader.isIdent("close-quote") || reader.isIdent("no-open-quote")
                    || reader.isIdent("no-close-quote")
                guard isQuote else { return nil }
            default: return nil
            }
            reader.advance()
        }
        guard reader.index > start else { return nil }
        return .text(store.addText(tokens.source(start..<reader.end)))
    }

    // MARK: - Clipping

    /// `clip: rect(…)` (CSS Masking 1 §8): empty if nothing lies between its edges.
    func clip(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("auto") { return .keyword(ClipShape.none.rawValue) }
        guard reader.isFunction("rect") else { return nil }
        var arguments = reader.arguments()
        var edges: [Double?] = []
        while !arguments.isAtEnd {
            if arguments.take("auto") {
                edges.append(nil)
            } else if let size = arguments.takeSize(allowsNumbers: true), case .length(let value, let unit) = size {
                edges.append(context.pixels(value, unit))
            } else {
                return nil
            }
            _ = arguments.takeComma()
        }
        guard edges.count == 4 else { return nil }
        reader.advance()
        var isEmpty = false
        if let right = edges[1], right <= edges[3] ?? 0 { isEmpty = true }
        if let bottom = edges[2], bottom <= edges[0] ?? 0 { isEmpty = true }
        return .keyword((isEmpty ? ClipShape.empty : .some).rawValue)
    }

    func clipPath(_ reader: inout ValueReader) -> StyleValue? {
        if reader.take("none") { return .keyword(ClipShape.none.rawValue) }
        var isEmpty = false
        var count = 0
        while !reader.isAtEnd {
            if reader.isFunction("inset") {
                isEmpty = isEmpty || isEmptyInset(reader.arguments())
            } else if reader.isFunction("circle") || reader.isFunction("ellipse") {
                isEmpty = isEmpty || isZeroRadius(reader.arguments())
            } else if reader.isFunction("polygon") {
                isEmpty = isEmpty || isEmptyPolygon(reader.arguments())
            } else if ![.function, .ident, .url].contains(reader.kind) {
                return nil
            }
            reader.advance()
            count += 1
        }
        return count > 0 ? .keyword((isEmpty ? ClipShape.empty : .some).rawValue) : nil
    }

    /// Whether insets in percent meet or cross: `inset(50%)`, `inset(100%)`.
    private func isEmptyInset(_ arguments: ValueReader) -> Bool {
        var arguments = arguments
        var insets: [Double] = []
        while let size = arguments.takeSize() {
            guard case .length(let value, let unit) = size else { return false }
            insets.append(unit == .percent ? value : 0)
        }
        guard let top = insets.first else { return false }
        let right = insets.count > 1 ? insets[1] : top
        let bottom = insets.count > 2 ? insets[2] : top
        let left = insets.count > 3 ? insets[3] : right
        return top + bottom >= 100 || left + right >= 100
    }

    private func isZeroRadius(_ arguments: ValueReader) -> Bool {
        var arguments = arguments
        guard let size = arguments.takeSize(), case .length(let value, _) = size else { return false }
        return value == 0
    }

    /// Whether all corners are the same point.
    private func isEmptyPolygon(_ arguments: ValueReader) -> Bool {
        var arguments = arguments
        if arguments.take("nonzero") || arguments.take("evenodd"), !arguments.takeComma() { return false }
        var values: [Double] = []
        while !arguments.isAtEnd {
            guard let size = arguments.takeSize(), case .length(let value, _) = size else { return false }
            values.append(value)
            _ = arguments.takeComma()
        }
        return values.count >= 2 && values.allSatisfy { $0 == values[0] }
    }
}
