/// UTF-8 as the Encoding Standard decodes it (§8.1): each malformed maximal subpart is one U+FFFD.
enum UTF8Decoding {
    /// U+FFFD in UTF-8.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    static func isValid(_ bytes: [UInt8]) -> Bool { firstError(in: bytes, from: 0) == nil }

    /// The bytes with malformed sequences replaced, and how many were; linear.
    static func repaired(_ bytes: [UInt8]) -> (bytes: [UInt8], replacements: Int) {
        guard var error = firstError(in: bytes, from: 0) else { return (bytes, 0) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        var start = 0
        var count = 0
        while true {
            output += bytes[start..<error.lowerBound]
            output += replacement
            count += 1
            start = error.upperBound
            guard let next = firstError(in: bytes, from: start) else { break }
            error = next
        }
        output += bytes[start...]
        return (output, count)
    }

    /// The first malformed sequence at or after an offset that is a character boundary.
    static func firstError(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        bytes.withUnsafeBufferPointer { buffer in
            var index = start
            while index < buffer.count {
                if buffer[index] < 0x80 {
                    index += asciiRun(in: buffer, from: index)
                    continue
                }
                let (length, isValid) = sequence(at: index, in: buffer)
                if !isValid { return index..<(index + length) }
                index += length
            }
            return nil
        }
    }

    /// The end of the run of ASCII bytes at an index.
    static func endOfASCII(in bytes: Bytes, from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            start + asciiRun(in: buffer, from: start - bytes.startIndex)
        }
    }

    private static func asciiRun(in buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(buffer)
        while index + 8 <= buffer.count,
            raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        while index < buffer.count, buffer[index] < 0x80 { index += 1 }
        return index - start
    }

    /// The length of the sequence at a non-ASCII byte, or of its malformed maximal subpart (Unicode §3.9, table 3-7).
    private static func sequence(at index: Int, in buffer: UnsafeBufferPointer<UInt8>) -> (Int, Bool) {
        let lead = buffer[index]
        var second: ClosedRange<UInt8> = 0x80...0xBF
        let length: Int
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return (1, false)
        }
        guard index + 1 < buffer.count, second.contains(buffer[index + 1]) else { return (1, false) }
        var read = 2
        while read < length {
            guard index + read < buffer.count, buffer[index + read] & 0xC0 == 0x80 else { return (read, false) }
            read += 1
        }
        return (length, true)
    }

    /// Appends a Unicode scalar value; anything else is written as U+FFFD.
    @inline(__always) static func append(_ value: UInt32, to output: inout [UInt8]) {
        if value < 0x80 {
            output.append(UInt8(value))
        } else if value < 0x800 {
            output.append(UInt8(0xC0 | value >> 6))
            output.append(UInt8(0x80 | value & 0x3F))
        } else if value < 0x1_0000, value & 0xF800 != 0xD800 {
            output.append(UInt8(0xE0 | value >> 12))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        } else if (0x1_0000...0x10_FFFF).contains(value) {
            output.append(UInt8(0xF0 | value >> 18))
            output.append(UInt8(0x80 | value >> 12 & 0x3F))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        } else {
            output += replacement
        }
    }
}
