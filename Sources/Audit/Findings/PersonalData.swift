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

    /// The same for a text.
    static func masked(_ text: String) -> String {
        // Most texts hold nothing that could be one.
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0.isASCIIDigit }) else { return text }
        return masked(text.utf8).string
    }

    static func masked(_ text: LocalizedText) -> LocalizedText {
        LocalizedText(zh: masked(text.zh), en: masked(text.en))
    }

    /// Identity card numbers, and mobile phone numbers: 11 digits that begin with 1 and 3…9, after 86 or not, in one
    /// run or in groups of 3, 4 and 4.
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
            if isIdentityNumber(bytes[start..<(endsInX ? index + 1 : index)]) || isMobile(bytes[start..<index]) {
                hide(&bytes, start + 3..<index - 2)
            } else if length == 3, isMobilePrefix(bytes[start..<index]), let end = groups(bytes, after: index) {
                hide(&bytes, index..<end - 2)
                index = end
            }
        }
    }

    private static func hide(_ bytes: inout [UInt8], _ range: Range<Int>) {
        for position in range where bytes[position].isASCIIDigit { bytes[position] = UInt8(ascii: "*") }
    }

    private static func isMobile(_ number: ArraySlice<UInt8>) -> Bool {
        let isAbroad = number.count == 13 && number.prefix(2).equals("86")
        return (number.count == 11 || isAbroad) && isMobilePrefix(number.suffix(11).prefix(3))
    }

    private static func isMobilePrefix(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.first == UInt8(ascii: "1") && digits[digits.startIndex + 1] >= UInt8(ascii: "3")
    }

    /// The end of two groups of four digits, each after a space or hyphen; nil where there are none.
    private static func groups(_ bytes: [UInt8], after start: Int) -> Int? {
        var index = start
        for _ in 0..<2 {
            let group = bytes[index...].prefix(5)
            guard group.count == 5, group.first == UInt8(ascii: " ") || group.first == UInt8(ascii: "-"),
                group.dropFirst().allSatisfy(\.isASCIIDigit)
            else { return nil }
            index += 5
        }
        return index < bytes.count && bytes[index].isASCIIDigit ? nil : index
    }

    /// GB 11643-1999: 18 characters, of which 7 to 14 are a date of birth and the last is the check character of
    /// ISO 7064 MOD 11-2; GB 11643-1989: 15 digits with the date in 7 to 12, which has no check.
    private static func isIdentityNumber(_ number: ArraySlice<UInt8>) -> Bool {
        let digits = number.map { $0.isASCIIDigit ? Int($0 - UInt8(ascii: "0")) : 10 }
        func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        func isDay(_ month: Int, _ day: Int) -> Bool { (1...12).contains(month) && (1...31).contains(day) }
        // Divisions begin with 1 to 8.
        guard let first = digits.first, (1...8).contains(first) else { return false }
        switch digits.count {
        case 15: return isDay(value(8..<10), value(10..<12))
        case 18:
            let sum = digits.reduce(0) { ($0 * 2 + $1) % 11 }
            return (1850...2099).contains(value(6..<10)) && isDay(value(10..<12), value(12..<14)) && sum == 1
        default: return false
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
