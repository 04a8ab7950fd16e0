/// The keywords every property takes (CSS Cascade 5 §7.3).
enum WideKeyword: UInt8, Sendable {
    case inherit, initial, unset, revert, revertLayer
    /// What quirks mode gives the colour of tables: that of the body (Quirks Mode §3.2).
    case fromBody
}

/// A declared value, read as far as it can be without knowing the element.
enum StyleValue: Sendable {
    case wide(WideKeyword)
    /// The raw value of the property's own enumeration.
    case keyword(UInt8)
    case length(Float, LengthUnit)
    /// Pixels and percent of a math function.
    case sum(Float, Float)
    case number(Float)
    case color(Color)
    case currentColor
    /// Valid, but what it says cannot be known here.
    case unknown
    /// Index into the texts.
    case text(Int32)
    /// Index into the background images.
    case image(Int32)
    /// Index into the transformations.
    case transform(Int32)
    /// Index into the deferred values: holds `var()` or a math function.
    case deferred(Int32)
    /// A custom property: index of its name and of its text.
    case custom(name: Int32, text: Int32)
}

/// One longhand declaration.
struct Declaration: Sendable {
    var property: Property
    var isImportant = false
    /// Valid in quirks mode only: a length without a unit, a colour without `#`.
    var isQuirk = false
    var value: StyleValue
}

/// What `background-image` says.
struct BackgroundImage: Sendable {
    var kind: BackgroundImageKind
    /// Indices into ``DeclarationStore/stops``.
    var stops: Range<Int32> = 0..<0
    /// Whether more than one gradient lies on another.
    var isLayered = false
}

/// Declarations in blocks, with the texts and tables their values refer to.
struct DeclarationStore: Sendable {
    /// A value to be read once the element is known.
    struct Deferred: Sendable {
        var target: PropertyTarget
        var text: Int32
        var hasVariables: Bool
    }

    var declarations: [Declaration] = []
    var blocks: [Range<Int32>] = []
    var texts: [[UInt8]] = []
    var images: [BackgroundImage] = []
    var stops: [ColorValue] = []
    var transforms: [Transformation] = []
    var deferred: [Deferred] = []
    /// Names of custom properties without their dashes.
    var customNames = ByteInterner()

    mutating func addText(_ text: Bytes) -> Int32 {
        texts.append(Array(text))
        return Int32(texts.count - 1)
    }

    /// Whether a block changes the colours or the size of text.
    func paints(_ block: Int32) -> Bool {
        blocks[Int(block)].contains { index in
            switch declarations[Int(index)].property {
            case .color, .textFillColor, .backgroundColor, .backgroundImage, .fontSize, .fontWeight: true
            default: false
            }
        }
    }

    /// Whether a block limits a height and hides what does not fit.
    func clips(_ block: Int32) -> Bool {
        var (limits, hides) = (false, false)
        for index in blocks[Int(block)] {
            switch declarations[Int(index)].property {
            case .height, .maxHeight: limits = true
            case .overflowX, .overflowY: hides = true
            default: break
            }
        }
        return limits && hides
    }

    /// Closes a block that began with the declaration of this index, and gives its number.
    mutating func closeBlock(from start: Int) -> Int32 {
        blocks.append(Int32(start)..<Int32(declarations.count))
        return Int32(blocks.count - 1)
    }
}
