/// Hides what names a person before a piece of a page is kept or shown: identity numbers, telephone numbers, e-mail
/// addresses, tokens (../docs/store.md).
///
/// Linear in its input. What is hidden stays visible as `*`, full-width characters as `＊`, so that the length of a value
/// is not changed into another, and masking twice is masking once.
enum PersonalData {
    static func masked(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let original = Array(bytes)
        return original.withUnsafeBufferPointer(mayHold) ? hidden(original) : original
    }

    /// The same without a look whether there is anything to hide.
    static func hidden(_ original: [UInt8]) -> [UInt8] {
        let narrow = NarrowedText(original)
        var output = narrow?.bytes ?? original
        maskNumbers(&output)
        maskMailboxes(&output)
        maskSecrets(&output)
        maskTokens(&output)
        return narrow?.widened(output) ?? output
    }

    /// The same for a text.
    static func masked(_ text: String) -> String {
        if text.utf8.withContiguousStorageIfAvailable(mayHold) == false { return text }
        return masked(text.utf8).string
    }

    /// Digits of the shortest number that is hidden, a line without area code.
    private static let fewestDigits = 7
    /// Bytes between the groups of a number: a bracket and a dash, both full-width.
    private static let widestGap = 6

    /// Whether there is anything in the bytes that could be hidden; in most texts there is not.
    ///
    /// A full-width sign counts for what it may stand for.
    private static func mayHold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // Digits of which only spaces, dashes and brackets stand in between, and how many bytes of these.
        var (digits, gap) = (0, 0)
        var word = 0
        var (hasDivider, hasEquals) = (false, false)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                gap = 0
                word += 1
                if digits >= fewestDigits || word >= shortestToken { return true }
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                digits = 0
                word += 1
                if word >= shortestToken { return true }
            case UInt8(ascii: "@"): return true
            case NarrowedText.lead where NarrowedText.isWordOrSign(bytes, index): return true
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ")"), 0x80...:
                word = 0
                gap += 1
                if gap > widestGap { digits = 0 }
            default:
                (digits, word) = (0, 0)
                if byte == UInt8(ascii: "=") { hasEquals = true }
                if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";")
                    || byte == UInt8(ascii: "#")
                {
                    hasDivider = true
                }
                if hasDivider && hasEquals { return true }
            }
        }
        return false
    }

    static func masked(_ text: LocalizedText) -> LocalizedText {
        LocalizedText(zh: masked(text.zh), en: masked(text.en))
    }

    /// An address of a page as it may be shown.
    ///
    /// Before the query only identity numbers, a password and session ids are hidden: a path is made of the numbers of
    /// articles and files, which lead nowhere when a digit is missing.
    static func maskedAddress(_ address: String) -> String {
        let original = Array(address.utf8)
        // Escapes divide what they stand between; an escaped @ is one.
        var shadow = original
        var isEscaped = [Bool](repeating: false, count: original.count)
        var index = 0
        while index + 2 < shadow.count {
            let isEscape =
                shadow[index] == UInt8(ascii: "%") && shadow[index + 1].isASCIIHexDigit
                && shadow[index + 2].isASCIIHexDigit
            guard isEscape else {
                index += 1
                continue
            }
            let isAt = shadow[index + 1...index + 2].equals("40")
            for position in index...index + 2 { isEscaped[position] = true }
            (shadow[index], shadow[index + 1]) = isAt ? (UInt8(ascii: "+"), UInt8(ascii: "+")) : (0, 0)
            shadow[index + 2] = isAt ? UInt8(ascii: "@") : 0
            index += 3
        }
        let query = shadow.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? shadow.count
        var head = Array(shadow[..<query])
        var tail = Array(shadow[query...])
        maskIdentityNumbers(&head)
        maskPassword(&head)
        maskNumbers(&tail)
        maskMailboxes(&tail)
        shadow = head + tail
        maskSecrets(&shadow)
        var output = original
        for position in output.indices where shadow[position] == UInt8(ascii: "*") && !isEscaped[position] {
            output[position] = UInt8(ascii: "*")
        }
        return output.string
    }

    static func hide(_ bytes: inout [UInt8], _ range: Range<Int>) {
        for position in range where bytes[position].isASCIIDigit { bytes[position] = UInt8(ascii: "*") }
    }

    // MARK: - Mailboxes

    /// The part of an e-mail address before the @, but for its first character.
    private static func maskMailboxes(_ bytes: inout [UInt8]) {
        for at in bytes.indices where bytes[at] == UInt8(ascii: "@") {
            guard at + 1 < bytes.count, isMailboxByte(bytes[at + 1]) else { continue }
            var start = at
            while start > 0, isMailboxByte(bytes[start - 1]) { start -= 1 }
            guard start < at else { continue }
            for position in start + 1..<max(at, start + 1) { bytes[position] = UInt8(ascii: "*") }
        }
    }

    private static func isMailboxByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte.isASCIIDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "*")
    }

    // MARK: - Secrets

    /// Parameters of addresses whose value lets in whoever has it, or names who was let in.
    private static let secretNames: Set<String> = [
        "token", "access_token", "accesstoken", "id_token", "refresh_token", "ticket", "session", "session_id",
        "sessionid", "jsessionid", "phpsessid", "sid", "auth", "authorization", "sign", "signature", "sig", "pwd",
        "passwd", "password", "secret", "apikey", "api_key", "appsecret", "openid", "unionid",
    ]
    /// Bytes of the longest of them.
    private static let longestSecretName = 13

    /// The values of parameters that are called so, after `?`, `&`, `;` or `#`.
    private static func maskSecrets(_ bytes: inout [UInt8]) {
        for equals in bytes.indices where bytes[equals] == UInt8(ascii: "=") {
            var start = equals
            while start > 0, equals - start <= longestSecretName, isNameByte(bytes[start - 1]) { start -= 1 }
            guard start > 0, start < equals, "?&;#".utf8.contains(bytes[start - 1]),
                secretNames.contains(bytes[start..<equals].map(\.asciiLowercased).string)
            else { continue }
            var index = equals + 1
            while index < bytes.count, !endsValue(bytes[index]) {
                bytes[index] = UInt8(ascii: "*")
                index += 1
            }
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte.isASCIIDigit || byte == UInt8(ascii: "_")
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
        byte.isHTMLSpace || "&;#?/\"'<>".utf8.contains(byte)
    }

    /// What stands between `://user:` and `@`.
    private static func maskPassword(_ bytes: inout [UInt8]) {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[(colon + 1)...].starts(with: "//".utf8) else {
            return
        }
        let authority = bytes[(colon + 3)...].prefix { $0 != UInt8(ascii: "/") }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
            let start = authority.firstIndex(of: UInt8(ascii: ":")), start < at
        else { return }
        for position in start + 1..<at { bytes[position] = UInt8(ascii: "*") }
    }

    private static let shortestToken = 32

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
            if index - start >= shortestToken, digits > 0, digits < index - start {
                for position in start + 4..<index { bytes[position] = UInt8(ascii: "*") }
            }
            if index == start { index += 1 }
        }
    }
}
