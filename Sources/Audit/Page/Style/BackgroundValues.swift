// MARK: - Backgrounds

extension DeclarationParser {
    /// One layer of `background-image`.
    private enum Layer {
        case none
        case gradient([ColorValue])
        case image
    }

    mutating func backgroundImage(_ reader: inout ValueReader) -> StyleValue? {
        var layers: [Layer] = []
        repeat {
            guard let layer = takeLayer(&reader) else { return nil }
            layers.append(layer)
        } while reader.takeComma()
        return imageValue(layers)
    }

    /// Folds layers into one value: the colours of all gradients, or an image if there is one.
    private mutating func imageValue(_ layers: [Layer]) -> StyleValue {
        var gradients = 0
        var stops: [ColorValue] = []
        for layer in layers {
            switch layer {
            case .none: continue
            case .image: return addImage(BackgroundImage(kind: .image))
            case .gradient(let colors):
                gradients += 1
                stops.append(contentsOf: colors)
            }
        }
        if gradients == 0 { return .keyword(0) }
        let isUnknown = stops.contains { if case .unknown = $0 { true } else { false } }
        if isUnknown || stops.count > StyleLimits.maximumGradientStops {
            return addImage(BackgroundImage(kind: .image))
        }
        let start = Int32(store.stops.count)
        store.stops.append(contentsOf: stops)
        let range = start..<Int32(store.stops.count)
        return addImage(BackgroundImage(kind: .gradient, stops: range, isLayered: gradients > 1))
    }

    private mutating func addImage(_ image: BackgroundImage) -> StyleValue {
        store.images.append(image)
        return .image(Int32(store.images.count - 1))
    }

    private static let gradients: [StaticString] = [
        "linear-gradient", "radial-gradient", "conic-gradient", "repeating-linear-gradient",
        "repeating-radial-gradient", "repeating-conic-gradient", "-webkit-linear-gradient",
        "-webkit-radial-gradient", "-webkit-repeating-linear-gradient", "-webkit-repeating-radial-gradient",
    ]

    private static let images: [StaticString] = [
        "url", "src", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "image", "paint",
        "element",
    ]

    private func takeLayer(_ reader: inout ValueReader) -> Layer? {
        if reader.take("none") { return Layer.none }
        if reader.kind == .url {
            reader.advance()
            return .image
        }
        guard reader.kind == .function else { return nil }
        if Self.gradients.contains(where: { reader.isFunction($0) }) {
            guard let stops = gradientStops(reader.inside) else { return nil }
            reader.advance()
            return .gradient(stops)
        }
        if reader.isFunction("-webkit-gradient") {
            let stops = legacyStops(reader.inside)
            reader.advance()
            return .gradient(stops)
        }
        guard Self.images.contains(where: { reader.isFunction($0) }) else { return nil }
        reader.advance()
        return .image
    }

    /// The colours of a gradient; the first argument may be its geometry instead.
    private func gradientStops(_ inside: Range<Int>) -> [ColorValue]? {
        var stops: [ColorValue] = []
        for (position, part) in tokens.splittingAtCommas(inside).enumerated() {
            var reader = ValueReader(tokens, part, context: context)
            var color = reader.takeColor()
            while !reader.isAtEnd, reader.takeSize() != nil || reader.takeAngle() != nil {}
            if color == nil { color = reader.takeColor() }
            if let color, reader.isAtEnd {
                stops.append(color)
            } else if position > 0, color != nil || !reader.isAtEnd {
                return nil
            }
        }
        return stops.count >= 1 ? stops : nil
    }

    /// The colours in `from()`, `to()` and `color-stop()` of `-webkit-gradient()`.
    private func legacyStops(_ inside: Range<Int>) -> [ColorValue] {
        var stops: [ColorValue] = []
        for part in tokens.splittingAtCommas(inside) {
            let reader = ValueReader(tokens, part, context: context)
            guard reader.isFunction("from") || reader.isFunction("to") || reader.isFunction("color-stop") else {
                continue
            }
            var arguments = reader.arguments()
            if reader.isFunction("color-stop"), arguments.takeNumberOrPercentage() != nil { _ = arguments.takeComma() }
            stops.append(arguments.takeColor() ?? .unknown)
        }
        return stops.isEmpty ? [.unknown] : stops
    }

    // MARK: - The shorthand

    private static let placement: StyleKeywordTables.Table = [
        ("left", 0), ("right", 0), ("top", 0), ("bottom", 0), ("center", 0), ("cover", 0), ("contain", 0),
        ("auto", 0), ("scroll", 0), ("fixed", 0), ("local", 0), ("border-box", 0), ("padding-box", 0),
        ("content-box", 0),
    ]

    mutating func background(_ reader: inout ValueReader) -> [Parsed]? {
        var layers: [Layer] = []
        var color: ColorValue?
        var (clipsToText, repeats): (UInt8, UInt8) = (0, 0)
        repeat {
            guard color == nil else { return nil }
            var layer: Layer?
            var (layerRepeats, isEmpty): (UInt8?, Bool) = (nil, true)
            while !reader.isAtEnd, reader.kind != .comma {
                isEmpty = false
                if let value = reader.take(StyleKeywordTables.repeatStyle) {
                    layerRepeats = max(layerRepeats ?? 0, value)
                } else if reader.take("text") {
                    clipsToText = 1
                } else if reader.take(Self.placement) != nil || reader.takeDelim("/") || reader.takeSize() != nil {
                    continue
                } else if layer == nil, let value = takeLayer(&reader) {
                    layer = value
                } else if color == nil, let value = reader.takeColor() {
                    color = value
                } else {
                    return nil
                }
            }
            if isEmpty { return nil }
            layers.append(layer ?? .none)
            repeats = max(repeats, layerRepeats ?? 1)
        } while reader.takeComma()
        return [
            Parsed(property: .backgroundColor, value: color.map(Self.value(of:)) ?? .color(.transparent)),
            Parsed(property: .backgroundImage, value: imageValue(layers)),
            Parsed(property: .backgroundClip, value: .keyword(clipsToText)),
            Parsed(property: .backgroundRepeat, value: .keyword(repeats)),
        ]
    }
}

// MARK: - Transformations

extension DeclarationParser {
    mutating func transformation(_ property: Property, _ reader: inout ValueReader) -> StyleValue? {
        var result = Transformation.none
        if !reader.take("none") {
            result.isPresent = true
            let isValid =
                switch property {
                case .transform: functions(&reader, &result)
                case .rotate: rotation(&reader, &result)
                default: factors(property, &reader, &result)
                }
            guard isValid else { return nil }
        }
        store.transforms.append(result)
        return .transform(Int32(store.transforms.count - 1))
    }

    private func rotation(_ reader: inout ValueReader, _ result: inout Transformation) -> Bool {
        var isInPlane = true
        if reader.take("x") || reader.take("y") {
            isInPlane = false
        } else if !reader.take("z"), reader.kind == .number {
            let axis = (0..<3).compactMap { _ in reader.takeNumber() }
            guard axis.count == 3 else { return false }
            isInPlane = axis[0] == 0 && axis[1] == 0
        }
        guard let degrees = reader.takeAngle() else { return false }
        if isInPlane { result.rotation += Float(degrees) } else { Self.tilt(degrees, &result) }
        return true
    }

    private func factors(_ property: Property, _ reader: inout ValueReader, _ result: inout Transformation) -> Bool {
        var count = 0
        while !reader.isAtEnd {
            if property == .scale {
                guard let factor = reader.takeNumberOrPercentage() else { return false }
                if factor == 0 { result.collapses = true }
            } else {
                guard let size = reader.takeSize() else { return false }
                if !Self.isZero(size) { result.moves = true }
                if count < 2, isFarBack(size) { result.movesAway = true }
                if count < 2, Self.isWhole(size) { result.mayHide = true }
            }
            count += 1
        }
        return (1...3).contains(count)
    }

    private static func isZero(_ size: ValueReader.Size) -> Bool {
        switch size {
        case .length(let value, _): value == 0
        case .sum(let pixels, let percent): pixels == 0 && percent == 0
        }
    }

    /// Whether a translation takes a box off the page to the left or up.
    private func isFarBack(_ size: ValueReader.Size) -> Bool {
        guard case .length(let value, let unit) = size else { return false }
        return Float(context.pixels(value, unit)) <= -Perception.offScreen
    }

    /// Whether a translation moves a box by its whole size.
    private static func isWhole(_ size: ValueReader.Size) -> Bool {
        switch size {
        case .length(let value, .percent): abs(value) >= 100
        case .sum(_, let percent): abs(percent) >= 100
        default: false
        }
    }

    /// A turn about an axis in the page: a quarter turn leaves an edge.
    private static func tilt(_ degrees: Double, _ result: inout Transformation) {
        let rest = abs(degrees.truncatingRemainder(dividingBy: 180))
        if abs(rest - 90) < 0.5 { result.collapses = true }
        if degrees != 0 { result.mayHide = true }
    }

    private func functions(_ reader: inout ValueReader, _ result: inout Transformation) -> Bool {
        var count = 0
        while reader.kind == .function {
            guard apply(reader, reader.arguments(), &result) else { return false }
            reader.advance()
            count += 1
        }
        return count > 0
    }

    private func apply(_ function: ValueReader, _ arguments: ValueReader, _ result: inout Transformation) -> Bool {
        var arguments = arguments
        if function.isFunction("rotate") || function.isFunction("rotatez") {
            guard let degrees = arguments.takeAngle() else { return false }
            result.rotation += Float(degrees)
            return true
        }
        if function.isFunction("rotatex") || function.isFunction("rotatey") {
            guard let degrees = arguments.takeAngle() else { return false }
            Self.tilt(degrees, &result)
            return true
        }
        var numbers: [Double] = []
        var sizes: [ValueReader.Size] = []
        while !arguments.isAtEnd {
            if arguments.kind == .number, let number = arguments.takeNumber() {
                numbers.append(number)
            } else if let size = arguments.takeSize() {
                sizes.append(size)
            } else {
                arguments.advance()
            }
            _ = arguments.takeComma()
        }
        return apply(function, numbers, sizes, &result)
    }

    private func apply(
        _ function: ValueReader,
        _ numbers: [Double],
        _ sizes: [ValueReader.Size],
        _ result: inout Transformation
    ) -> Bool {
        let text = function.text
        if text.prefix(9).equalsIgnoringCase("translate") {
            if !sizes.allSatisfy(Self.isZero) || numbers.contains(where: { $0 != 0 }) { result.moves = true }
            if !function.isFunction("translatez"), sizes.prefix(2).contains(where: isFarBack) {
                result.movesAway = true
            }
            if sizes.prefix(2).contains(where: Self.isWhole) { result.mayHide = true }
        } else if text.prefix(5).equalsIgnoringCase("scale") {
            if numbers.contains(0) { result.collapses = true }
        } else if function.isFunction("matrix"), numbers.count == 6 {
            result.rotation += Float(MathParser.rotation(a: numbers[0], b: numbers[1]))
            if numbers[0] * numbers[3] - numbers[1] * numbers[2] == 0 { result.collapses = true }
            if numbers[4] != 0 || numbers[5] != 0 { result.moves = true }
        } else if function.isFunction("matrix3d"), numbers.count == 16 {
            result.rotation += Float(MathParser.rotation(a: numbers[0], b: numbers[1]))
        } else if function.isFunction("rotate3d"), numbers.count >= 3 {
            // Only turns about the axis that points out of the page turn text.
            guard numbers[0] == 0, numbers[1] == 0 else { return true }
            var arguments = function.arguments()
            for _ in 0..<3 {
                _ = arguments.takeNumber()
                _ = arguments.takeComma()
            }
            result.rotation += Float(arguments.takeAngle() ?? 0)
        } else {
            let others: [StaticString] = ["skew", "skewx", "skewy", "perspective"]
            return others.contains { function.isFunction($0) }
        }
        return true
    }
}
