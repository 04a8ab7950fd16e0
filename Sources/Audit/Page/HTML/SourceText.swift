/// The source as valid UTF-8, with the errors of the input stream.
///
/// Invalid sequences become U+FFFD as the Encoding Standard's UTF-8 decoder has it: one for each maximal part of a
/// sequence. Source: Encoding §8.1.1; HTML §13.2.3.5 "Preprocessing the input stream".
struct SourceText {
    let bytes: [UInt8]
    /// Where the text begins: after a byte order mark.
    let start: Int
    private(set) var errors: [ParseError] = []
    /// Whether the source was longer than the limit.
    let isCut: Bool

    init(_ source: [UInt8], limit: Int) {
        isCut = source.count > limit
        let kept = isCut ? Array(source.prefix(limit)) : source
        var scan = UTF8Scan()
        kept.withUnsafeBufferPointer { scan.run($0) }
        bytes = scan.repaired ?? kept
        errors = scan.errors
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
}

private struct UTF8Scan {
    var errors: [ParseError] = []
    /// The source with replacements, from the first invalid sequence on; nil while there was none.
    var repaired: [UInt8]?
    /// Where the part of the source begins that is not in `repaired` yet.
    private var copied = 0

    mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
        guard let base = source.baseAddress else { return }
        var index = 0
        while index < source.count {
            if index &+ 8 <= source.count {
                let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
                if word.isPlainASCII {
                    index &+= 8
                    continue
                }
            }
            let byte = base[index]
            if byte < 0x80 {
                if byte < 0x20 || byte == 0x7F { noteControl(byte, at: index) }
                index &+= 1
            } else {
                index = passSequence(at: index, source)
            }
        }
        repaired?.append(contentsOf: source[copied...])
    }

    private mutating func noteControl(_ byte: UInt8, at index: Int) {
        // NUL is an error of the tokenizer's states.
        if byte == 0 || byte.isHTMLSpace { return }
        note("control-character-in-input-stream", at: index)
    }

    private mutating func note(_ code: StaticStringCode, at index: Int) {
        guard errors.count < ParseLimits.maximumParseErrors else { return }
        let shift = repaired.map { $0.count - copied } ?? 0
        errors.append(ParseError(code: code, offset: Int32(truncatingIfNeeded: index + shift)))
    }

    /// Goes past a sequence that begins with a byte from 0x80 on.
    @inline(__always)
    private mutating func passSequence(at index: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
        let first = source[index]
        // Chinese text: most three-byte sequences need no look at their range.
        if first & 0xF0 == 0xE0, index &+ 2 < source.count {
            let (second, third) = (source[index &+ 1], source[index &+ 2])
            if second & 0xC0 == 0x80, third & 0xC0 == 0x80, first != 0xE0, first != 0xED, first != 0xEF {
                return index &+ 3
            }
        }
        return passUncommonSequence(at: index, source)
    }

    private mutating func passUncommonSequence(at index: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
        let first = source[index]
        guard let (length, range) = Self.shape(first) else { return replace(index, 1, source) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for step in 1..<length {
            guard index + step < source.count else { return replace(index, step, source) }
            let byte = source[index + step]
            guard step == 1 ? range.contains(byte) : byte & 0xC0 == 0x80 else { return replace(index, step, source) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        if value < 0xA0 { note("control-character-in-input-stream", at: index) }
        if value.isNoncharacter { note("noncharacter-in-input-stream", at: index) }
        return index + length
    }

    /// The length a first byte announces and what may follow it.
    private static func shape(_ first: UInt8) -> (Int, ClosedRange<UInt8>)? {
        switch first {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: nil
        }
    }

    /// Puts U+FFFD in the place of an invalid sequence.
    private mutating func replace(_ index: Int, _ length: Int, _ source: UnsafeBufferPointer<UInt8>) -> Int {
        if repaired == nil {
            var start: [UInt8] = []
            start.reserveCapacity(source.count + source.count / 8)
            repaired = start
        }
        repaired?.append(contentsOf: source[copied..<index])
        repaired?.append(contentsOf: [0xEF, 0xBF, 0xBD])
        copied = index + length
        return copied
    }
}

extension UInt64 {
    /// Whether all eight bytes are from 0x20 to 0x7E.
    fileprivate var isPlainASCII: Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        // Below 0x20, the subtraction borrows; at 0x7F, the addition carries into the high bit.
        return (self | (self &- ones &* 0x20) | (self &+ ones)) & highs == 0
    }
}
