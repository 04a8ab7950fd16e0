/// A range of bytes, counted from the start of the source; from the source's length on it lies in the arena.
typealias TextRange = Range<Int32>

/// An attribute of the tag that is being read, or of an element under construction.
struct TokenAttribute {
    var name: Name
    var offset: Int32
    var value: TextRange
}

/// A start or end tag; its attributes are ``TokenStorage/attributes``.
struct TagToken {
    /// The name in lower case.
    var name: Name
    /// Offset of the `<`.
    var offset: Int32
    /// Offset right after the `>`.
    var end: Int32
    var isSelfClosing: Bool
}

struct DoctypeToken {
    var offset: Int32
    var name: TextRange?
    var publicID: TextRange?
    var systemID: TextRange?
    var forcesQuirks = false
}

/// What the tokenizer reads next, as the tree builder decides after a start tag.
enum ContentModel: UInt8 {
    case unchanged, rcdata, rawtext, scriptData, plaintext
}

/// Receives the tokens of a ``Tokenizer``; generic, so that the tree builder's methods are inlined into the tokenizer.
protocol TokenSink {
    /// Set when no more tokens are wanted, because a limit is reached.
    var isFull: Bool { get }
    /// Whether the adjusted current node is foreign, so that `<![CDATA[` opens a section.
    var allowsCDATA: Bool { get }

    mutating func doctype(_ token: DoctypeToken, _ storage: inout TokenStorage)
    mutating func startTag(_ tag: TagToken, _ storage: inout TokenStorage) -> ContentModel
    mutating func endTag(_ tag: TagToken, _ storage: inout TokenStorage)
    mutating func comment(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage)
    /// A run of characters without U+0000; line ends are normalised. One text may come in many runs.
    mutating func characters(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage)
    mutating func nullCharacter(offset: Int32, _ storage: inout TokenStorage)
    mutating func endOfFile(_ storage: inout TokenStorage)
}

/// What tokenizer and tree builder share: the source, what had to be decoded, names and errors.
struct TokenStorage {
    let source: UnsafeBufferPointer<UInt8>
    /// Decoded text, which in the end follows the source in ``Document/bytes``.
    var arena: [UInt8] = [0x0A, 0xEF, 0xBF, 0xBD]
    /// The attributes of the current tag.
    var attributes: [TokenAttribute] = []
    var names = NameInterner()
    var errors: [ParseError] = []
    var exceededLimit: ParseLimits.Kind?

    init(source: UnsafeBufferPointer<UInt8>) {
        self.source = source
        attributes.reserveCapacity(64)
    }

    var sourceLength: Int32 { Int32(truncatingIfNeeded: source.count) }
    /// Where the next byte appended to the arena will lie.
    var arenaEnd: Int32 { sourceLength + Int32(truncatingIfNeeded: arena.count) }
    /// The first bytes of the arena: a line feed, then U+FFFD.
    var lineFeed: TextRange { sourceLength..<sourceLength + 1 }
    var replacementCharacter: TextRange { sourceLength + 1..<sourceLength + 4 }

    /// Remembers a parse error; the first ``ParseLimits/maximumParseErrors`` are kept.
    mutating func error(_ code: StaticStringCode, at offset: Int) {
        if errors.count < ParseLimits.maximumParseErrors {
            errors.append(ParseError(code: code, offset: Int32(truncatingIfNeeded: offset)))
        }
    }

    /// The bytes of a range; what is done with them must not append to the arena.
    @inline(__always)
    func withBytes<Result>(of range: TextRange, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if range.upperBound <= sourceLength {
            return body(UnsafeBufferPointer(rebasing: source[Int(range.lowerBound)..<Int(range.upperBound)]))
        }
        let start = Int(range.lowerBound - sourceLength)
        return arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + range.count])) }
    }

    /// Copies the bytes of a range to the end of the arena.
    mutating func appendToArena(_ range: TextRange) {
        if range.upperBound <= sourceLength {
            arena.append(contentsOf: source[Int(range.lowerBound)..<Int(range.upperBound)])
        } else {
            let start = Int(range.lowerBound - sourceLength)
            arena.append(contentsOf: Array(arena[start..<start + range.count]))
        }
    }

    /// The value of an attribute of the current tag.
    func value(of name: Name) -> TextRange? {
        for attribute in attributes where attribute.name == name { return attribute.value }
        return nil
    }

    /// Whether two ranges hold the same bytes.
    func areEqual(_ left: TextRange, _ right: TextRange) -> Bool {
        left == right || withBytes(of: left) { first in withBytes(of: right) { first.elementsEqual($0) } }
    }

    func isEqualIgnoringCase(_ range: TextRange, _ lowercase: StaticString) -> Bool {
        withBytes(of: range) { $0.equalsIgnoringCase(lowercase) }
    }
}
