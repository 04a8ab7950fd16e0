/// Text as phrases are compared: letters and digits only, in lower case, width folded, without spaces.
///
/// Chinese needs no spaces between words and sets them, punctuation and full-width forms freely, so that “更多 >>”,
/// “更多》” and “【更多】” are one phrase.
enum TextFolding {
    /// The most bytes that are folded; longer texts are no phrase of any list.
    static let maximumBytes = 4_096

    /// The letters and digits of the text in UTF-8; empty where it has none.
    static func fold(_ text: Bytes) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(Swift.min(text.count, maximumBytes))
        for scalar in UTF8Scalars(text.prefix(maximumBytes)) {
            let narrow = scalar.foldingWidth
            if narrow.isASCII {
                let byte = UInt8(truncatingIfNeeded: narrow.value)
                if byte.isASCIIAlpha || byte.isASCIIDigit { folded.append(byte.asciiLowercased) }
            } else if narrow.isHan {
                folded.append(contentsOf: UTF8.encode(narrow)!)
            } else if narrow.isLetterOrNumber {
                folded.append(contentsOf: narrow.properties.lowercaseMapping.utf8)
            }
        }
        return folded
    }

    /// The text trimmed, runs of white space made one space, in lower case: ACT's "matching characters".
    static func match(_ text: Bytes) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(Swift.min(text.count, maximumBytes))
        var pendingSpace = false
        for scalar in UTF8Scalars(text.prefix(maximumBytes)) {
            if scalar.isWhitespace {
                pendingSpace = !folded.isEmpty
                continue
            }
            if pendingSpace {
                folded.append(0x20)
                pendingSpace = false
            }
            if scalar.isASCII {
                folded.append(UInt8(truncatingIfNeeded: scalar.value).asciiLowercased)
            } else if scalar.isHan {
                folded.append(contentsOf: UTF8.encode(scalar)!)
            } else {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return folded
    }
}

extension Unicode.Scalar {
    /// Whether Unicode's general category is a letter or a number; ASCII and Chinese characters answer without a table.
    var isLetterOrNumber: Bool {
        if isASCII {
            let byte = UInt8(truncatingIfNeeded: value)
            return byte.isASCIIAlpha || byte.isASCIIDigit
        }
        if isHan { return true }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }
}
