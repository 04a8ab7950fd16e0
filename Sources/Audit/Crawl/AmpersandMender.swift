/// Writes ampersands that begin no reference as `&amp;`, piece by piece.
///
/// Sitemaps are full of addresses like `?a=1&b=2` as they stand in a browser's address bar. An XML parser drops such a
/// reference and what is left is another address. In CDATA sections and comments an ampersand is itself.
struct AmpersandMender {
    /// The longest start of a reference that may be cut by the end of a piece.
    private static let maximumReferenceBytes = 40

    private enum Section {
        case text, characterData, comment
    }

    private var section = Section.text
    /// Nil before the first piece; text of two bytes a character is left as it is.
    private var isWide: Bool?
    /// What the last piece ended with and could not be judged yet.
    private(set) var rest: [UInt8] = []

    /// The piece as it should have been written; nil where nothing is to be mended and nothing is held back.
    mutating func mend(_ piece: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if isWide == nil { isWide = piece.prefix(4).contains { $0 == 0 || $0 >= 0xFE } }
        if isWide == true { return nil }
        let isPlain = !piece.contains(0x26) && !piece.contains(0x21) && piece.last != 0x3C
        if rest.isEmpty, section == .text, isPlain { return nil }
        let input = rest + piece
        var output: [UInt8] = []
        output.reserveCapacity(input.count + 64)
        var index = 0
        rest = []
        while index < input.count {
            let byte = input[index]
            if let length = change(at: index, in: input) {
                guard length > 0 else { break }
                output += input[index..<(index + length)]
                index += length
            } else {
                output.append(byte)
                if byte == 0x26, section == .text {
                    guard let isReference = AmpersandMender.isReference(input[(index + 1)...]) else {
                        output.removeLast()
                        break
                    }
                    if !isReference { output += Array("amp;".utf8) }
                }
                index += 1
            }
        }
        rest = Array(input[index...])
        return output
    }

    /// The length of a mark that begins or ends a section here; 0 where the input ends within one, nil where there is none.
    private mutating func change(at index: Int, in input: [UInt8]) -> Int? {
        switch section {
        case .text:
            guard input[index] == 0x3C else { return nil }
            if let length = AmpersandMender.match("<![CDATA[", at: index, in: input) {
                if length > 0 { section = .characterData }
                return length
            }
            let length = AmpersandMender.match("<!--", at: index, in: input)
            if let length, length > 0 { section = .comment }
            return length
        case .characterData, .comment:
            let length = AmpersandMender.match(section == .comment ? "-->" : "]]>", at: index, in: input)
            if let length, length > 0 { section = .text }
            return length
        }
    }

    /// The length of a mark, 0 where the input ends within it, nil where it does not stand here.
    private static func match(_ mark: StaticString, at index: Int, in input: [UInt8]) -> Int? {
        let wanted = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
        let there = input[index...].prefix(wanted.count)
        guard there.elementsEqual(wanted.prefix(there.count)) else { return nil }
        return there.count == wanted.count ? wanted.count : 0
    }

    /// Whether a name or number and a semicolon follow; nil where the input ends before that is known.
    private static func isReference(_ text: Bytes) -> Bool? {
        let body = text.prefix(maximumReferenceBytes).prefix {
            $0.isASCIIAlpha || $0.isASCIIDigit || $0 == 0x23 || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
        }
        if body.endIndex == text.endIndex, body.count < maximumReferenceBytes { return nil }
        return !body.isEmpty && body.endIndex < text.endIndex && text[body.endIndex] == 0x3B
    }
}
