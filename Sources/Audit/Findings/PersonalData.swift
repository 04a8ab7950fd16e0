/// Hides what names a person before a piece of a page is kept: identity numbers, phone numbers, e-mail addresses, tokens.
///
/// Linear in its input. What is hidden stays visible as `*`, so that the length of a value is not changed into another.
enum PersonalData {
    static func masked(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output = Array(bytes)
        maskNumbers(&output)
        maskAddresses(&output)
        maskTokens(&output)
        return output
    }

    /// Runs of digits: 15, 17 with an X, or 18 (identity cards), and 11 that begin with 1 and 3…9 (mobile phones).
    private static func maskNumbers(_ bytes: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            guard bytes[index].isASCIIDigit else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
            let length = index - start
            let endsInX = length == 17 && index < bytes.count && bytes[index].asciiLowercased == UInt8(ascii: "x")
            let isPhone = length == 11 && bytes[start] == UInt8(ascii: "1") && bytes[start + 1] >= UInt8(ascii: "3")
            guard length == 15 || length == 18 || endsInX || isPhone else { continue }
            for position in start + 3..<index - 2 { bytes[position] = UInt8(ascii: "*") }
        }
    }

    /// The part of an e-mail address before the @, but for its first character.
    private static func maskAddresses(_ bytes: inout [UInt8]) {
        for at in bytes.indices where bytes[at] == UInt8(ascii: "@") {
            guard at + 1 < bytes.count, isAddressByte(bytes[at + 1]) else { continue }
            var start = at
            while start > 0, isAddressByte(bytes[start - 1]) { start -= 1 }
            guard start < at else { continue }
            for position in start + 1..<max(at, start + 1) { bytes[position] = UInt8(ascii: "*") }
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte.isASCIIDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "*")
    }

    /// Words of 32 or more letters and digits with both in them: session ids, signatures.
    private static func maskTokens(_ bytes: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let start = index
            var digits = 0
            while index < bytes.count, bytes[index].isASCIIAlpha || bytes[index].isASCIIDigit {
                if bytes[index].isASCIIDigit { digits += 1 }
                index += 1
            }
            if index - start >= 32, digits > 0, digits < index - start {
                for position in start + 4..<index { bytes[position] = UInt8(ascii: "*") }
            }
            if index == start { index += 1 }
        }
    }
}
