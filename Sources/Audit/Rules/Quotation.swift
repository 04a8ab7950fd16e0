/// An offending value as messages quote it.
extension Sequence where Element == UInt8 {
    /// The text with control characters escaped and white space collapsed, cut to 80 characters.
    var quoted: String {
        var result = ""
        var count = 0
        var pendingSpace = false
        for scalar in UTF8Scalars(Array(prefix(TextFolding.maximumBytes))[...]) {
            if scalar.isWhitespace {
                pendingSpace = true
                continue
            }
            if count >= Self.maximumQuotedCharacters { return result + "…" }
            if pendingSpace {
                result.unicodeScalars.append(" ")
                pendingSpace = false
                count += 1
            }
            if scalar.value < 0x20 || scalar.value == 0x7F || scalar.isZeroWidth {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
            count += 1
        }
        return pendingSpace ? result + " " : result
    }

    private static var maximumQuotedCharacters: Int { 80 }
}
