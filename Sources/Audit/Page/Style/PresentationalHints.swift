/// Attributes that style their element (HTML §15.2 to §15.4), turned into declarations.
///
/// They count as author declarations of no specificity that come before all others.
struct PresentationalHints {
    let document: Document
    /// What `link` on `body` gives links without a sheet's help.
    let linkColor: Color?

    init(_ document: Document) {
        self.document = document
        let body = document.elements(.body).first
        linkColor = body.flatMap { document.attribute(.link, of: $0) }.flatMap(LegacyColor.parse)
    }

    /// Whether the attribute may style some element.
    static func mayStyle(_ name: Name) -> Bool { name.rawValue < Name.firstUnlisted && styling[Int(name.rawValue)] }

    private static let styling: [Bool] = {
        let names: [Name] = [
            .bgcolor, .text, .background, .color, .size, .face, .align, .valign, .width, .height, .nowrap, .border,
            .clear, .type, .hspace, .vspace, .marginheight, .marginwidth,
        ]
        return (0..<Name.firstUnlisted).map { names.contains(Name($0)) }
    }()

    /// Adds the declarations of an element to a store; the caller closes the block.
    func declare(_ node: NodeID, into store: inout DeclarationStore) {
        switch document.namespace(of: node) {
        case .html: declareHTML(node, &store)
        case .svg: declareSVG(node, &store)
        case .mathML: return
        }
    }

    private func declareHTML(_ node: NodeID, _ store: inout DeclarationStore) {
        let name = document.name(of: node)
        for index in document.attributes(of: node) {
            let attribute = document.attributeName[index]
            guard Self.mayStyle(attribute) else { continue }
            let value = document.bytes[document.attributeValue[index]]
            switch attribute {
            case .bgcolor where Self.takesBackground(name): add(.backgroundColor, color: value, &store)
            case .background where Self.takesBackground(name) && !value.isBlank:
                store.images.append(BackgroundImage(kind: .image))
                add(.backgroundImage, .image(Int32(store.images.count - 1)), &store)
            case .text where name == .body: add(.color, color: value, &store)
            case .color where name == .font || name == .hr: add(.color, color: value, &store)
            case .size where name == .font: fontSize(value, &store)
            case .face where name == .font: add(.fontFamily, .text(store.addText(value)), &store)
            case .align: align(name, value, &store)
            case .width where Self.takesSize(name): add(.width, dimension: value, &store)
            case .height where Self.takesSize(name): add(.height, dimension: value, &store)
            case .nowrap where name == .td || name == .th:
                add(.whiteSpace, .keyword(WhiteSpace.nowrap.rawValue), &store)
            case .clear where name == .br: clear(value, &store)
            case .type where name == .ol || name == .ul || name == .li: listType(value, &store)
            case .border where name == .img || name == .object: border(value, &store)
            default: continue
            }
        }
        if let linkColor, name == .a || name == .area, document.hasAttribute(.href, node) {
            add(.color, .color(linkColor), &store)
        }
    }

    private func add(_ property: Property, _ value: StyleValue, _ store: inout DeclarationStore) {
        store.declarations.append(Declaration(property: property, value: value))
    }

    private func add(_ property: Property, color value: Bytes, _ store: inout DeclarationStore) {
        if let color = LegacyColor.parse(value) { add(property, .color(color), &store) }
    }

    /// HTML §2.3.4.4: digits, perhaps a fraction, perhaps a percent sign; the rest is ignored.
    private func add(_ property: Property, dimension value: Bytes, _ store: inout DeclarationStore) {
        var rest = value.trimmed
        var (number, scale): (Float, Float) = (0, 0)
        guard let first = rest.first, first.isASCIIDigit else { return }
        while let byte = rest.first {
            if byte.isASCIIDigit {
                number = min(number, 1e7) * 10 + Float(byte &- 0x30)
                scale *= 10
            } else if byte == UInt8(ascii: "."), scale == 0 {
                scale = 1
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        let amount = scale > 1 ? number / scale : number
        add(property, .length(amount, rest.first == UInt8(ascii: "%") ? .percent : .px), &store)
    }

    private static func takesBackground(_ name: Name) -> Bool {
        name == .body || name == .table || name == .thead || name == .tbody || name == .tfoot || name == .tr
            || name == .td || name == .th || name == .marquee
    }

    private static func takesSize(_ name: Name) -> Bool {
        name == .img || name == .table || name == .td || name == .th || name == .iframe || name == .video
            || name == .object || name == .embed || name == .hr || name == .col || name == .marquee || name == .input
            || name == .tr
    }

    private func align(_ name: Name, _ value: Bytes, _ store: inout DeclarationStore) {
        let isFloating =
            name == .img || name == .table || name == .iframe || name == .object || name == .embed || name == .input
        let side: (TextAlign, FloatSide)? =
            if value.equalsIgnoringCase("left") {
                (.left, .left)
            } else if value.equalsIgnoringCase("right") {
                (.right, .right)
            } else if value.equalsIgnoringCase("center") || value.equalsIgnoringCase("middle") {
                (.center, .none)
            } else if value.equalsIgnoringCase("justify") {
                (.justify, .none)
            } else {
                nil
            }
        guard let side else { return }
        if isFloating {
            if side.1 != .none { add(.float, .keyword(side.1.rawValue), &store) }
        } else {
            add(.textAlign, .keyword(side.0.rawValue), &store)
        }
    }

    /// HTML §15.3.8 "rules for parsing a legacy font size": 1 to 7, or relative to 3.
    private func fontSize(_ value: Bytes, _ store: inout DeclarationStore) {
        var rest = value.trimmed
        guard let sign = rest.first else { return }
        let isRelative = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        if isRelative { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isASCIIDigit }
        guard !digits.isEmpty else { return }
        var number = digits.reduce(0) { min($0 * 10 + Int($1 &- 0x30), 100) }
        if isRelative { number = 3 + (sign == UInt8(ascii: "-") ? -number : number) }
        add(.fontSize, .keyword(UInt8(min(max(number, 1), 7))), &store)
    }

    private func clear(_ value: Bytes, _ store: inout DeclarationStore) {
        let side: ClearSide =
            value.equalsIgnoringCase("left") ? .left : value.equalsIgnoringCase("right") ? .right : .both
        add(.clear, .keyword(side.rawValue), &store)
    }

    private func listType(_ value: Bytes, _ store: inout DeclarationStore) {
        let type: ListStyleType =
            if value.equalsIgnoringCase("none") {
                .none
            } else if value.equalsIgnoringCase("disc") {
                .disc
            } else if value.equalsIgnoringCase("circle") {
                .circle
            } else if value.equalsIgnoringCase("square") {
                .square
            } else {
                value.equals("1") ? .decimal : .other
            }
        add(.listStyleType, .keyword(type.rawValue), &store)
    }

    private func border(_ value: Bytes, _ store: inout DeclarationStore) {
        guard let first = value.trimmed.first, first.isASCIIDigit, first != UInt8(ascii: "0") else { return }
        for property in Shorthand.borderStyle.longhands { add(property, .keyword(LineStyle.solid.rawValue), &store) }
        for property in Shorthand.borderWidth.longhands { add(property, dimension: value, &store) }
    }

    // MARK: - SVG

    /// SVG 2 §6.6: attributes named like properties declare them.
    private func declareSVG(_ node: NodeID, _ store: inout DeclarationStore) {
        for index in document.attributes(of: node) {
            let name = document.names.text(of: document.attributeName[index])[...]
            guard case .longhand(let property)? = PropertyNames.target(name), Self.isPresentation(property) else {
                continue
            }
            let tokens = CSSTokens(Array(document.bytes[document.attributeValue[index]]))
            var parser = DeclarationParser(tokens, store: DeclarationStore())
            swap(&parser.store, &store)
            for parsed in parser.read(.longhand(property), tokens.trimming(0..<tokens.count)) ?? [] {
                parser.store.declarations.append(Declaration(property: parsed.property, value: parsed.value))
            }
            swap(&parser.store, &store)
        }
    }

    private static func isPresentation(_ property: Property) -> Bool {
        switch property {
        case .display, .visibility, .opacity, .color, .fontSize, .fontWeight, .fontStyle, .fontFamily, .overflowX,
            .clipPath, .filter, .pointerEvents, .cursor, .direction, .writingMode, .letterSpacing, .wordSpacing,
            .textDecorationLine:
            true
        default: false
        }
    }
}

/// Colours of HTML's old attributes, which are never invalid (HTML §2.3.6 "rules for parsing a legacy color value").
enum LegacyColor {
    static func parse(_ value: Bytes) -> Color? {
        let text = value.trimmed
        if text.isEmpty || text.equalsIgnoringCase("transparent") { return nil }
        if let named = ColorNames.color(text) { return named }
        if text.count == 4, text.first == UInt8(ascii: "#"), let color = ValueReader.hexColor(text.dropFirst()) {
            return color
        }
        var digits = text.prefix(128).flatMap { $0 >= 0xF0 ? [0x30, 0x30] : $0 & 0xC0 == 0x80 ? [] : [$0] }
        if digits.first == UInt8(ascii: "#") { digits.removeFirst() }
        digits = digits.map { $0.isASCIIHexDigit ? $0 : 0x30 }
        while digits.isEmpty || digits.count % 3 != 0 { digits.append(0x30) }
        var length = digits.count / 3
        var parts = (0..<3).map { Array(digits[$0 * length..<($0 + 1) * length]) }
        if length > 8 {
            parts = parts.map { Array($0.suffix(8)) }
            length = 8
        }
        while length > 2, parts.allSatisfy({ $0.first == 0x30 }) {
            parts = parts.map { Array($0.dropFirst()) }
            length -= 1
        }
        let values = parts.map { part in part.prefix(2).reduce(UInt32(0)) { $0 << 4 | UInt32($1.hexDigitValue) } }
        return Color(hex: values[0] << 16 | values[1] << 8 | values[2])
    }
}
