/// Makes text from pages and forms safe to stand in files that people open.
///
/// Control characters and the controls of writing direction could otherwise end a text early, or show it in another order
/// than the one it has (Unicode Technical Report 36, "Bidirectional Text Spoofing").
enum HostileText {
    /// How a character is shown that must not stand as itself; nil where it may.
    static func substitute(for scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x0A, 0x09: nil
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) }
        case 0x7F...0x9F, 0xFFFE, 0xFFFF: "\u{FFFD}"
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C:
            "\u{2039}U+\(String(scalar.value, radix: 16, uppercase: true))\u{203A}"
        default: nil
        }
    }

    /// The text with such characters made visible, on one line, at most so many characters long.
    static func line(_ text: String, limit: Int = 30_000) -> String {
        var shown = ""
        var count = 0
        for scalar in text.unicodeScalars {
            if count == limit { return shown + "…" }
            count += 1
            if scalar.value == 0x0A || scalar.value == 0x09 || scalar.value == 0x2028 || scalar.value == 0x2029 {
                shown += " "
            } else if let substitute = substitute(for: scalar) {
                shown += substitute
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// The address as a URI reference (RFC 3986): what may not stand in one is percent-encoded.
    ///
    /// Addresses of pages are kept as found, and paths of files may hold anything.
    static func uri(_ address: String) -> String {
        let bytes = Array(address.utf8)
        var encoded: [UInt8] = []
        let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        let slash = bytes.firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex
        let isAbsolute = bytes.starts(with: Array("http://".utf8)) || bytes.starts(with: Array("https://".utf8))
        // "a:b.html" would be read as scheme "a".
        if !isAbsolute, colon < slash { encoded += Array("./".utf8) }
        var isAuthority = isAbsolute
        var hasFragment = false
        for (index, byte) in bytes.enumerated() {
            if isAuthority, index > slash + 1, byte == UInt8(ascii: "/") { isAuthority = false }
            let isEscape =
                byte == UInt8(ascii: "%") && index + 2 < bytes.count && bytes[index + 1].isASCIIHexDigit
                && bytes[index + 2].isASCIIHexDigit
            let isSecondFragment = byte == UInt8(ascii: "#") && hasFragment
            hasFragment = hasFragment || byte == UInt8(ascii: "#")
            if isEscape || (mayStand(byte, inAuthority: isAuthority) && !isSecondFragment) {
                encoded.append(byte)
            } else {
                encoded += Array("%".utf8) + [hex(byte >> 4), hex(byte & 15)]
            }
        }
        return encoded.string
    }

    private static func mayStand(_ byte: UInt8, inAuthority: Bool) -> Bool {
        if byte.isASCIIAlpha || byte.isASCIIDigit { return true }
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") { return inAuthority }
        return "-._~:/?#@!$&'()*+,;=".utf8.contains(byte)
    }

    private static func hex(_ nibble: UInt8) -> UInt8 { Array("0123456789ABCDEF".utf8)[Int(nibble)] }
}
