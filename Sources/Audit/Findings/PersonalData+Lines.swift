/// Lines without an area code: seven or eight digits are a telephone number where a word beside them says so, or where they
/// follow one in a row.
extension PersonalData {
    /// What may stand between a word and its number is looked at so far back: tags and spaces included.
    private static let maximumDistance = 96
    /// The same between two numbers of a row.
    private static let maximumGap = 16

    /// The number that begins with these digits; nil where it is none.
    ///
    /// 电话：4412345, 传　真 6520 1234, Tel. 555-1234, 电话：0632-4412345、4412346.
    static func localLine(_ bytes: [UInt8], _ number: Range<Int>, last: Int?) -> Range<Int>? {
        guard let end = lineEnd(bytes, number) else { return nil }
        let goesOn = last.map { isRow(bytes[$0..<number.lowerBound]) } ?? false
        return goesOn || followsWord(bytes[..<number.lowerBound]) ? number.lowerBound..<end : nil
    }

    /// Seven or eight digits in one or two groups, of which the first is 2 to 8, and no date or name of a file.
    private static func lineEnd(_ bytes: [UInt8], _ number: Range<Int>) -> Int? {
        guard number.count <= 8, (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(bytes[number.lowerBound]) else {
            return nil
        }
        var digits = Array(bytes[number])
        var end = number.upperBound
        if number.count == 3 || number.count == 4 {
            let group = bytes[end...].prefix(5)
            guard group.count == 5, group.first == UInt8(ascii: " ") || group.first == UInt8(ascii: "-"),
                group.dropFirst().allSatisfy(\.isASCIIDigit)
            else { return nil }
            digits += group.dropFirst()
            end += 5
        }
        guard digits.count == 7 || digits.count == 8, !isDate(digits[...]) else { return nil }
        let rest = bytes[end...].prefix(2)
        if let next = rest.first {
            if next.isASCIIDigit || next.isASCIIAlpha || next == UInt8(ascii: "_") || next == UInt8(ascii: "%") {
                return nil
            }
            let isJoined = next == UInt8(ascii: ".") || number.count < 7 && "- ".utf8.contains(next)
            if isJoined, let after = rest.dropFirst().first, after.isASCIIDigit || after.isASCIIAlpha { return nil }
        }
        return end
    }

    /// Whether there is only what divides the numbers of a row: a comma, a slash, 或.
    private static func isRow(_ gap: ArraySlice<UInt8>) -> Bool {
        guard (1...maximumGap).contains(gap.count) else { return false }
        var gap = gap
        var isDivided = false
        while let first = gap.first {
            if first == UInt8(ascii: " ") {
                gap.removeFirst()
            } else if "/,;|".utf8.contains(first) {
                gap.removeFirst()
                isDivided = true
            } else if let sign = ["、", "或", "和", "及"].first(where: { gap.starts(with: $0.utf8) }) {
                gap.removeFirst(sign.utf8.count)
                isDivided = true
            } else {
                return false
            }
        }
        return isDivided
    }

    /// Whether the bytes end in a word for a telephone and what may follow it.
    private static func followsWord(_ before: ArraySlice<UInt8>) -> Bool {
        let near = before.suffix(maximumDistance)
        var rest = near
        while let shorter = withoutSeparator(rest) { rest = shorter }
        for (first, second) in [("电", "话"), ("電", "話"), ("传", "真"), ("傳", "真"), ("座", "机")]
        where rest.ends(with: second.utf8) {
            var left = rest.dropLast(second.utf8.count)
            while let shorter = withoutSpace(left) { left = shorter }
            if left.ends(with: first.utf8) { return true }
        }
        if rest.count == near.count { return false }
        let letters = rest.reversed().prefix { $0.isASCIIAlpha }.reversed().map(\.asciiLowercased)
        return ["tel", "telephone", "phone", "fax", "telefax"].contains { letters.elementsEqual($0.utf8) }
    }

    /// The bytes without one sign, tag or small word at their end that may stand between a word and its number.
    private static func withoutSeparator(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if let shorter = withoutSpace(bytes) { return shorter }
        guard let last = bytes.last else { return nil }
        if ":=.()[]-+".utf8.contains(last) { return bytes.dropLast() }
        if last == UInt8(ascii: ">"), let start = bytes.lastIndex(of: UInt8(ascii: "<")) { return bytes[..<start] }
        for word in ["号码", "号", "为", "是", "】", "—"] where bytes.ends(with: word.utf8) {
            return bytes.dropLast(word.utf8.count)
        }
        return nil
    }

    private static func withoutSpace(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let last = bytes.last else { return nil }
        if last.isHTMLSpace { return bytes.dropLast() }
        for space in ["&nbsp;", "&emsp;", "&ensp;", "\u{A0}"] where bytes.ends(with: space.utf8) {
            return bytes.dropLast(space.utf8.count)
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with text: String.UTF8View) -> Bool { suffix(text.count).elementsEqual(text) }
}
