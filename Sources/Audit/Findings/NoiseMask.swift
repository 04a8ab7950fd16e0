/// Takes out of names, addresses and texts what changes from one build or request to the next.
///
/// Linear in its input, and idempotent: masking twice is masking once.
enum NoiseMask {
    /// Digits and letters that only a machine would put together: GUIDs, hashes, session ids, long numbers.
    ///
    /// Four or more digits in a row, eight or more hexadecimal digits with at least two digits among them, or at
    /// least ten letters and digits that change between the two three times or more.
    static func isNoise(_ token: some Collection<UInt8>) -> Bool {
        var digits = 0
        var run = 0
        var longest = 0
        var changes = 0
        var isHexadecimal = true
        var previousIsDigit: Bool?
        for byte in token {
            let isDigit = byte.isASCIIDigit
            run = isDigit ? run + 1 : 0
            longest = max(longest, run)
            if isDigit { digits += 1 }
            if !byte.isASCIIHexDigit { isHexadecimal = false }
            if let previous = previousIsDigit, previous != isDigit { changes += 1 }
            previousIsDigit = isDigit
        }
        if longest >= 4 { return true }
        if isHexadecimal && token.count >= 8 && digits >= 2 { return true }
        return token.count >= 10 && changes >= 3
    }

    /// A name (id, class, file) with every noisy part as `*` and every number as `0`.
    static func name(_ bytes: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        var token: [UInt8] = []
        func flush() {
            if isNoise(token) {
                if output.last != UInt8(ascii: "*") { output.append(UInt8(ascii: "*")) }
            } else {
                appendWithDigitsMasked(token)
            }
            token.removeAll(keepingCapacity: true)
        }
        func appendWithDigitsMasked(_ token: [UInt8]) {
            var wasDigit = false
            for byte in token {
                if !(byte.isASCIIDigit && wasDigit) { output.append(byte.isASCIIDigit ? UInt8(ascii: "0") : byte) }
                wasDigit = byte.isASCIIDigit
            }
        }
        let name = Array(bytes.prefix(maximumName))
        var index = 0
        while index < name.count {
            let byte = name[index]
            if token.isEmpty, isGUID(name[index...]) {
                output.append(UInt8(ascii: "*"))
                index += guidLength
                continue
            }
            if byte.isASCIIDigit || byte.isASCIIAlpha || byte >= 0x80 {
                token.append(byte)
            } else {
                flush()
                output.append(byte)
            }
            index += 1
        }
        flush()
        return output.string
    }

    private static let guidLength = 36

    /// Whether the bytes begin with hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    private static func isGUID(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= guidLength, bytes[bytes.startIndex + 8] == UInt8(ascii: "-") else { return false }
        let hyphens = [8, 13, 18, 23]
        return bytes.prefix(guidLength).enumerated().allSatisfy { position, byte in
            hyphens.contains(position) ? byte == UInt8(ascii: "-") : byte.isASCIIHexDigit
        }
    }

    /// Names longer than this are compared by their beginning.
    static let maximumName = 200

    /// Whether a class tells more than which build made the page: no hash, no generator's prefix.
    static func isStableClass(_ token: some Collection<UInt8>) -> Bool {
        let bytes = Array(token)
        for prefix in generatedPrefixes where bytes.starts(with: prefix) { return false }
        // CSS modules write name_element__hash, where the hash mixes cases or digits.
        if let separator = lastDoubleUnderscore(in: bytes), looksRandom(bytes[(separator + 2)...]) { return false }
        let parts = bytes.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        return !parts.contains { isNoise($0) || looksRandom($0) }
    }

    private static let generatedPrefixes = [
        "css-", "sc-", "jsx-", "jss", "svelte-", "emotion-", "v-", "data-v-", "ng-tns-",
    ]
    .map { Array($0.utf8) }

    /// Five or more letters and digits that hold a digit between letters, or capitals after small letters in a way
    /// that camel case does not.
    private static func looksRandom(_ token: some Collection<UInt8>) -> Bool {
        guard token.count >= 5, token.allSatisfy({ $0.isASCIIAlpha || $0.isASCIIDigit }) else { return false }
        var digitBetweenLetters = false
        var capitals = 0
        var previous: UInt8 = 0
        var seenDigitAfterLetter = false
        for byte in token {
            if byte.isASCIIDigit && previous.isASCIIAlpha { seenDigitAfterLetter = true }
            if byte.isASCIIAlpha && previous.isASCIIDigit && seenDigitAfterLetter { digitBetweenLetters = true }
            if byte.isASCIIUpper { capitals += 1 }
            previous = byte
        }
        return digitBetweenLetters || capitals >= 3 && capitals < token.count && token.count <= 8
    }

    private static func lastDoubleUnderscore(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 3 else { return nil }
        for index in stride(from: bytes.count - 2, through: 0, by: -1)
        where bytes[index] == UInt8(ascii: "_") && bytes[index + 1] == UInt8(ascii: "_") {
            return index
        }
        return nil
    }

    /// FNV-1a of the text as people read it: spaces collapsed, full-width forms as ASCII, small letters, numbers as 0.
    ///
    /// At most `limit` bytes of the result enter the hash; 0 where nothing does.
    static func textHash(_ chunks: some Sequence<Bytes>, limit: Int = maximumText) -> UInt64 {
        var hash = FNV1a()
        var length = 0
        var pendingSpace = false
        var wasDigit = false
        for chunk in chunks {
            var index = chunk.startIndex
            while index < chunk.endIndex, length < limit {
                let (byte, width) = folded(chunk, at: index)
                index += width
                if byte == UInt8(ascii: " ") {
                    pendingSpace = length > 0
                    wasDigit = false
                    continue
                }
                if byte.isASCIIDigit && wasDigit && !pendingSpace { continue }
                if pendingSpace { hash.add(UInt8(ascii: " ")) }
                pendingSpace = false
                wasDigit = byte.isASCIIDigit
                hash.add(wasDigit ? UInt8(ascii: "0") : byte.asciiLowercased)
                length += 1
            }
            if length >= limit { break }
        }
        return length == 0 ? 0 : max(1, hash.value)
    }

    /// How many bytes of a text are compared where nothing else is said.
    static let maximumText = 64

    /// The byte at this place, U+3000 and U+00A0 as a space and U+FF01…FF5E as the ASCII they stand for.
    private static func folded(_ bytes: Bytes, at index: Int) -> (UInt8, width: Int) {
        let byte = bytes[index]
        if byte.isHTMLSpace { return (UInt8(ascii: " "), 1) }
        if byte == 0xC2, index + 1 < bytes.endIndex, bytes[index + 1] == 0xA0 { return (UInt8(ascii: " "), 2) }
        guard index + 2 < bytes.endIndex else { return (byte, 1) }
        let (second, third) = (bytes[index + 1], bytes[index + 2])
        if byte == 0xE3, second == 0x80, third == 0x80 { return (UInt8(ascii: " "), 3) }
        if byte == 0xEF, second == 0xBC, (0x81...0xBF).contains(third) { return (third - 0x60, 3) }
        if byte == 0xEF, second == 0xBD, (0x80...0x9E).contains(third) { return (third - 0x20, 3) }
        return (byte, 1)
    }
}
