/// Which numbers are a person's: cards of identity, mobile telephones and lines to a house or desk. Service numbers that
/// are short or begin with 400 or 800 are nobody's.
extension PersonalData {
    static func maskNumbers(_ bytes: inout [UInt8]) {
        // Where the last telephone number ended; others may follow it.
        var last: Int?
        forEachNumber(in: &bytes) { bytes, number in
            if maskIdentityNumber(&bytes, number) { return nil }
            guard let telephone = telephone(bytes, number, last: last) else { return nil }
            hide(&bytes, telephone.lowerBound..<telephone.upperBound - 2)
            last = telephone.upperBound
            return telephone.upperBound
        }
    }

    /// What is hidden of a telephone number that begins with these digits, and the two that stay; nil where it is none.
    private static func telephone(_ bytes: [UInt8], _ number: Range<Int>, last: Int?) -> Range<Int>? {
        if isMobile(bytes[number]) { return number.lowerBound + 3..<number.upperBound }
        if number.count == 3, isMobilePrefix(bytes[number]), let end = groups(bytes, after: number.upperBound) {
            return number.upperBound..<end
        }
        return localPart(bytes, number) ?? localLine(bytes, number, last: last)
    }

    static func maskIdentityNumbers(_ bytes: inout [UInt8]) {
        forEachNumber(in: &bytes) { bytes, number in
            _ = maskIdentityNumber(&bytes, number)
            return nil
        }
    }

    /// Calls `body` with every longest row of digits; it answers where to go on, nil for behind the row.
    private static func forEachNumber(
        in bytes: inout [UInt8],
        _ body: (inout [UInt8], Range<Int>) -> Int?
    ) {
        var index = 0
        while index < bytes.count {
            guard bytes[index].isASCIIDigit else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, bytes[index].isASCIIDigit { index += 1 }
            index = max(index, body(&bytes, start..<index) ?? index)
        }
    }

    private static func value(_ digits: some Collection<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    // MARK: - Identity

    private static func maskIdentityNumber(_ bytes: inout [UInt8], _ number: Range<Int>) -> Bool {
        let end = number.upperBound
        let endsInX = number.count == 17 && end < bytes.count && bytes[end].asciiLowercased == UInt8(ascii: "x")
        guard isIdentityNumber(bytes[number.lowerBound..<(endsInX ? end + 1 : end)]) else { return false }
        hide(&bytes, number.lowerBound + 3..<end - 2)
        return true
    }

    /// A number of GB 11643.
    ///
    /// GB 11643-1999: 18 characters, of which 7 to 14 are a date of birth and the last is the check character of
    /// ISO 7064 MOD 11-2; GB 11643-1989: 15 digits with the date in 7 to 12, which has no check. The first two are a
    /// province of GB/T 2260, or begin with 9 on the card of a permanent resident from abroad.
    private static func isIdentityNumber(_ number: ArraySlice<UInt8>) -> Bool {
        guard number.count == 15 || number.count == 18 else { return false }
        let digits = Array(number)
        let province = value(digits[..<2])
        guard provinces.contains(province) || digits.count == 18 && province / 10 == 9 else { return false }
        guard digits.count == 18 else { return isDay(value(digits[8..<10]), value(digits[10..<12])) }
        let sum = digits.reduce(0) { ($0 * 2 + ($1.isASCIIDigit ? Int($1 - UInt8(ascii: "0")) : 10)) % 11 }
        return (1850...2099).contains(value(digits[6..<10])) && isDay(value(digits[10..<12]), value(digits[12..<14]))
            && sum == 1
    }

    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62,
        63,
        64, 65, 71, 81, 82, 83,
    ]

    private static func isDay(_ month: Int, _ day: Int) -> Bool {
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }

    // MARK: - Mobile telephones

    /// 11 digits that begin with 1 and 3…9, after 86 or not.
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

    // MARK: - Lines

    /// The number within its area, where the digits are an area code with or before it.
    ///
    /// 0632-1234567, (010) 12345678, 063212345678, +86 10 12345678; a date behind three digits is none.
    private static func localPart(_ bytes: [UInt8], _ number: Range<Int>) -> Range<Int>? {
        let isAbroad =
            bytes[number].equals("86") && number.lowerBound > 0 && bytes[number.lowerBound - 1] == UInt8(ascii: "+")
        if isAbroad {
            guard let area = digits(bytes, after: number.upperBound), (2...3).contains(area.count) else { return nil }
            return local(bytes, area: Array("0".utf8) + bytes[area], after: area.upperBound)
        }
        guard bytes[number.lowerBound] == UInt8(ascii: "0"), number.count >= 3, !isPartOfWord(bytes, number) else {
            return nil
        }
        let length = number.count <= 4 ? number.count : areaLength(bytes[number])
        let area = bytes[number].prefix(length)
        if number.count <= 4 { return local(bytes, area: Array(area), after: number.upperBound) }
        let rest = number.lowerBound + length..<number.upperBound
        return isLocal(bytes[rest], area: Array(area)) ? rest : nil
    }

    private static func local(_ bytes: [UInt8], area: [UInt8], after start: Int) -> Range<Int>? {
        guard let local = digits(bytes, after: start), isLocal(bytes[local], area: area) else { return nil }
        return local
    }

    /// The digits after a closing bracket, a space or a hyphen, or a bracket and one of these; nil where there are none.
    private static func digits(_ bytes: [UInt8], after start: Int) -> Range<Int>? {
        var index = start
        if bytes[index...].starts(with: ")".utf8) {
            index += 1
        } else if bytes[index...].starts(with: "）".utf8) {
            index += 3
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: " ") {
            index += 1
        } else if bytes[index...].starts(with: "－".utf8) || bytes[index...].starts(with: "—".utf8) {
            index += 3
        }
        guard index > start else { return nil }
        let end = bytes[index...].prefix(maximumLocal + 1).prefix(while: \.isASCIIDigit).endIndex
        return end > index ? index..<end : nil
    }

    /// Area codes of three digits begin with 01 or 02.
    private static func areaLength(_ number: ArraySlice<UInt8>) -> Int {
        number[number.startIndex + 1] <= UInt8(ascii: "2") ? 3 : 4
    }

    private static let maximumLocal = 8

    /// Eight digits in areas of three, seven or eight in areas of four; the first is 2 to 8.
    private static func isLocal(_ digits: ArraySlice<UInt8>, area: [UInt8]) -> Bool {
        let isArea =
            area.count == 3
            ? area == Array("010".utf8) || area[1] == UInt8(ascii: "2") : area[1] >= UInt8(ascii: "3")
        guard area.count == areaLength(area[...]), isArea, let first = digits.first else { return false }
        let isLength = digits.count == 8 || area.count == 4 && digits.count == 7
        return isLength && (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(first) && !isDate(digits)
    }

    static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
        digits.count == 8 && (1950...2099).contains(value(digits.prefix(4)))
            && isDay(value(digits.dropFirst(4).prefix(2)), value(digits.suffix(2)))
    }

    /// Whether the digits go on a word or a decimal fraction.
    private static func isPartOfWord(_ bytes: [UInt8], _ number: Range<Int>) -> Bool {
        guard number.lowerBound > 0 else { return false }
        let before = bytes[number.lowerBound - 1]
        return before.isASCIIAlpha || before == UInt8(ascii: ".") || before == UInt8(ascii: "_")
    }
}
