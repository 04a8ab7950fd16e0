// MARK: - Shorthands

extension DeclarationParser {
    mutating func shorthand(_ shorthand: Shorthand, _ reader: inout ValueReader) -> [Parsed]? {
        switch shorthand {
        case .all: return nil
        case .font: return font(&reader)
        case .background: return background(&reader)
        case .margin, .padding, .inset, .borderWidth, .borderStyle, .borderColor:
            return sides(shorthand.longhands, &reader)
        case .marginInline, .marginBlock, .paddingInline, .paddingBlock, .insetInline, .insetBlock, .overflow:
            return pair(shorthand.longhands, &reader)
        case .border, .borderTop, .borderRight, .borderBottom, .borderLeft: return border(shorthand, &reader)
        case .outline: return border(shorthand, &reader)
        case .textDecoration: return textDecoration(&reader)
        case .listStyle: return listStyle(&reader)
        case .animation: return animation(&reader)
        case .transition: return transition(&reader)
        case .flexFlow: return flexFlow(&reader)
        case .mask: return imagePresence(&reader).map { [Parsed(property: .maskImage, value: $0)] }
        }
    }

    /// One to four values for top, right, bottom and left.
    private mutating func sides(_ properties: [Property], _ reader: inout ValueReader) -> [Parsed]? {
        var values: [StyleValue] = []
        while !reader.isAtEnd, values.count < 4 {
            guard let value = longhand(properties[0], &reader) else { return nil }
            values.append(value)
        }
        guard let top = values.first else { return nil }
        let right = values.count > 1 ? values[1] : top
        let bottom = values.count > 2 ? values[2] : top
        let left = values.count > 3 ? values[3] : right
        return zip(properties, [top, right, bottom, left]).map { Parsed(property: $0, value: $1) }
    }

    private mutating func pair(_ properties: [Property], _ reader: inout ValueReader) -> [Parsed]? {
        guard let first = longhand(properties[0], &reader) else { return nil }
        var second = first
        if !reader.isAtEnd {
            guard let value = longhand(properties[1], &reader) else { return nil }
            second = value
        }
        return [Parsed(property: properties[0], value: first), Parsed(property: properties[1], value: second)]
    }

    /// Width, style and colour in any order; what is missing is initial.
    private mutating func border(_ shorthand: Shorthand, _ reader: inout ValueReader) -> [Parsed]? {
        var width: StyleValue?
        var style: StyleValue?
        var color: StyleValue?
        let table = StyleKeywordTables.table(of: shorthand == .outline ? .outlineStyle : .borderTopStyle) ?? []
        while !reader.isAtEnd {
            if style == nil, let keyword = reader.take(table) {
                style = .keyword(keyword)
            } else if color == nil, let value = takeBorderColor(shorthand, &reader) {
                color = value
            } else if width == nil, reader.kind != .number || reader.token.number == 0,
                let value = lineWidth(&reader)
            {
                width = value
            } else {
                return nil
            }
        }
        guard width != nil || style != nil || color != nil else { return nil }
        let values = [
            width ?? .length(3, .px), style ?? .keyword(LineStyle.none.rawValue), color ?? .currentColor,
        ]
        let properties = shorthand.longhands
        if shorthand != .border { return zip(properties, values).map { Parsed(property: $0, value: $1) } }
        return properties.enumerated().map { Parsed(property: $1, value: values[$0 / 4]) }
    }

    private func takeBorderColor(_ shorthand: Shorthand, _ reader: inout ValueReader) -> StyleValue? {
        if shorthand == .outline, reader.take("invert") { return .currentColor }
        return reader.takeColor().map(Self.value(of:))
    }

    private static let decorationStyles: StyleKeywordTables.Table = [
        ("solid", 0), ("double", 0), ("dotted", 0), ("dashed", 0), ("wavy", 0), ("auto", 0), ("from-font", 0),
    ]

    private mutating func textDecoration(_ reader: inout ValueReader) -> [Parsed]? {
        var lines: TextDecorationLine = []
        guard !reader.isAtEnd else { return nil }
        while !reader.isAtEnd {
            if reader.take("none") || reader.take(Self.decorationStyles) != nil { continue }
            if let line = takeDecorationLine(&reader) {
                lines.formUnion(line)
            } else if reader.takeColor() == nil, reader.takeSize() == nil {
                return nil
            }
        }
        return [Parsed(property: .textDecorationLine, value: .keyword(lines.rawValue))]
    }

    private mutating func listStyle(_ reader: inout ValueReader) -> [Parsed]? {
        var type: StyleValue?
        var hasImage = false
        var nones = 0
        guard !reader.isAtEnd else { return nil }
        while !reader.isAtEnd {
            if reader.take("inside") || reader.take("outside") { continue }
            if reader.take("none") {
                nones += 1
            } else if reader.kind == .url || (reader.kind == .function && !reader.isFunction("symbols")) {
                hasImage = true
                reader.advance()
            } else if type == nil, let value = longhand(.listStyleType, &reader) {
                type = value
            } else {
                return nil
            }
        }
        let plain = nones > 0 && type == nil ? ListStyleType.none : .disc
        return [
            Parsed(property: .listStyleType, value: type ?? .keyword(plain.rawValue)),
            Parsed(property: .listStyleImage, value: .keyword(hasImage ? 1 : 0)),
        ]
    }

    private mutating func flexFlow(_ reader: inout ValueReader) -> [Parsed]? {
        var direction = StyleValue.keyword(FlexDirection.row.rawValue)
        guard !reader.isAtEnd else { return nil }
        while !reader.isAtEnd {
            if reader.take("wrap") || reader.take("nowrap") || reader.take("wrap-reverse") { continue }
            guard let value = longhand(.flexDirection, &reader) else { return nil }
            direction = value
        }
        return [Parsed(property: .flexDirection, value: direction)]
    }

    // MARK: - Animations

    private static let animationKeywords: StyleKeywordTables.Table = [
        ("linear", 0), ("ease", 0), ("ease-in", 0), ("ease-out", 0), ("ease-in-out", 0), ("step-start", 0),
        ("step-end", 0), ("normal", 0), ("reverse", 0), ("alternate", 0), ("alternate-reverse", 0), ("forwards", 0),
        ("backwards", 0), ("both", 0), ("running", 0), ("paused", 0), ("none", 0), ("auto", 0),
    ]

    private mutating func animation(_ reader: inout ValueReader) -> [Parsed]? {
        var hasName = false
        var (longest, largest) = (0.0, 0.0)
        repeat {
            var (duration, count): (Double?, Double?)
            var isEmpty = true
            while !reader.isAtEnd, reader.kind != .comma {
                isEmpty = false
                if let time = reader.takeTime() {
                    duration = duration ?? time
                } else if reader.take("infinite") {
                    count = .infinity
                } else if let number = reader.takeNumber() {
                    count = number
                } else if reader.take(Self.animationKeywords) != nil {
                    continue
                } else if [.ident, .string, .function].contains(reader.kind) {
                    if reader.kind != .function { hasName = true }
                    reader.advance()
                } else {
                    return nil
                }
            }
            if isEmpty { return nil }
            longest = max(longest, duration ?? 0)
            largest = max(largest, count ?? 1)
        } while reader.takeComma()
        return [
            Parsed(property: .animationName, value: .keyword(hasName ? 1 : 0)),
            Parsed(property: .animationDuration, value: .number(Float(longest))),
            Parsed(property: .animationIterationCount, value: .number(Float(largest))),
        ]
    }

    private mutating func transition(_ reader: inout ValueReader) -> [Parsed]? {
        var longest = 0.0
        repeat {
            var duration: Double?
            var isEmpty = true
            while !reader.isAtEnd, reader.kind != .comma {
                isEmpty = false
                if let time = reader.takeTime() {
                    duration = duration ?? time
                } else if reader.kind == .ident || reader.kind == .function {
                    reader.advance()
                } else {
                    return nil
                }
            }
            if isEmpty { return nil }
            longest = max(longest, duration ?? 0)
        } while reader.takeComma()
        return [Parsed(property: .transitionDuration, value: .number(Float(longest)))]
    }

    // MARK: - Fonts

    private static let fontPrefix: StyleKeywordTables.Table = [
        ("normal", 0), ("small-caps", 0), ("ultra-condensed", 0), ("extra-condensed", 0), ("condensed", 0),
        ("semi-condensed", 0), ("semi-expanded", 0), ("expanded", 0), ("extra-expanded", 0), ("ultra-expanded", 0),
    ]

    private static let systemFonts: StyleKeywordTables.Table = [
        ("caption", 0), ("icon", 0), ("menu", 0), ("message-box", 0), ("small-caption", 0), ("status-bar", 0),
    ]

    private mutating func font(_ reader: inout ValueReader) -> [Parsed]? {
        var (style, weight): (StyleValue, StyleValue) = (.keyword(0), .number(400))
        let start = reader.index
        if reader.take(Self.systemFonts) != nil {
            guard reader.isAtEnd else { return nil }
            let family = StyleValue.text(store.addText(tokens.source(start..<reader.end)))
            return fontLonghands(style, weight, .length(40.0 / 3, .px), .keyword(0), family)
        }
        for _ in 0..<4 {
            if reader.take(Self.fontPrefix) != nil { continue }
            if let keyword = reader.take([("italic", 1), ("oblique", 2)]) {
                style = .keyword(keyword)
                if keyword == 2, reader.kind == .dimension, reader.takeAngle() == nil { break }
            } else if reader.take("bold") {
                weight = .number(700)
            } else if let keyword = reader.take([("lighter", 0), ("bolder", 1)]) {
                weight = .keyword(keyword)
            } else if reader.kind == .number, reader.token.number >= 1, let number = reader.takeNumber() {
                weight = .number(Float(number))
            } else {
                break
            }
        }
        guard reader.kind != .number || reader.token.number == 0, let size = fontSize(&reader) else { return nil }
        var height = StyleValue.keyword(0)
        if reader.takeDelim("/") {
            guard let value = lineHeight(&reader) else { return nil }
            height = value
        }
        guard let family = fontFamily(&reader) else { return nil }
        return fontLonghands(style, weight, size, height, family)
    }

    private func fontLonghands(
        _ style: StyleValue,
        _ weight: StyleValue,
        _ size: StyleValue,
        _ height: StyleValue,
        _ family: StyleValue
    ) -> [Parsed] {
        zip(Shorthand.font.longhands, [style, weight, size, height, family]).map { Parsed(property: $0, value: $1) }
    }
}
