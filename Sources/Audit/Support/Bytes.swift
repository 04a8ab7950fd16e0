/// UTF-8 text that lies in a page's buffer.
public typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
    /// ASCII whitespace as HTML defines it: tab, LF, FF, CR, space.
    @inlinable var isHTMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D }
    @inlinable var isASCIIDigit: Bool { self &- 0x30 < 10 }
    @inlinable var isASCIIUpper: Bool { self &- 0x41 < 26 }
    @inlinable var isASCIILower: Bool { self &- 0x61 < 26 }
    @inlinable var isASCIIAlpha: Bool { (self | 0x20) &- 0x61 < 26 }
    @inlinable var isASCIIHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
    /// The letter in lower case; any other byte unchanged.
    @inlinable var asciiLowercased: UInt8 { isASCIIUpper ? self | 0x20 : self }
}

extension Sequence where Element == UInt8 {
    /// Whether there is nothing but ASCII whitespace as HTML defines it.
    var isBlank: Bool { allSatisfy(\.isHTMLSpace) }
}

extension Collection where Element == UInt8 {
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount
            && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// ASCII case-insensitive comparison; `lowercase` must be in lower case.
    func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
        guard count == lowercase.utf8CodeUnitCount else { return false }
        var wanted = lowercase.utf8Start
        for byte in self {
            if byte.asciiLowercased != wanted.pointee { return false }
            wanted += 1
        }
        return true
    }

    /// The text between leading and trailing HTML whitespace.
    var trimmed: SubSequence {
        var slice = self[...]
        while let first = slice.first, first.isHTMLSpace { slice = slice.dropFirst() }
        return slice.trimmingTail()
    }

    private func trimmingTail() -> SubSequence {
        var end = startIndex
        var index = startIndex
        while index != endIndex {
            let next = self.index(after: index)
            if !self[index].isHTMLSpace { end = next }
            index = next
        }
        return self[startIndex..<end]
    }

    /// The tokens between runs of HTML whitespace, as in `class` or `headers`.
    var spaceSeparated: [SubSequence] { split(whereSeparator: \.isHTMLSpace) }

    var string: String { String(decoding: self, as: UTF8.self) }
}

extension [UInt8] {
    /// Appends the digits of a number that is not negative.
    mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}

extension Collection where Element == UInt8 {
    /// Whether the text stands somewhere in the bytes, ASCII case-insensitively; `text` must be in lower case.
    func mentions(_ text: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        let found = withContiguousStorageIfAvailable { Self.find(wanted, in: $0) }
        return found ?? Array(self).withUnsafeBufferPointer { Self.find(wanted, in: $0) }
    }

    func mentions(anyOf texts: [StaticString]) -> Bool { texts.contains { mentions($0) } }

    private static func find(_ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        var index = 0
        let last = bytes.count - wanted.count
        while index <= last {
            if bytes[index].asciiLowercased == first {
                var length = 1
                while length < wanted.count, bytes[index + length].asciiLowercased == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            index += 1
        }
        return false
    }
}
