/// Text in XML 1.0 files of ours.
enum XMLText {
    /// Escapes markup; what XML 1.0 §2.2 does not allow, and what would turn the direction of text, becomes visible.
    ///
    /// `>` is escaped too, since `]]>` may not stand in text.
    static func escaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: bytes += Array("&amp;".utf8)
            case 0x3C: bytes += Array("&lt;".utf8)
            case 0x3E: bytes += Array("&gt;".utf8)
            case 0x22: bytes += Array("&quot;".utf8)
            case 0x0A: bytes += Array("&#10;".utf8)
            case 0x09: bytes += Array("&#9;".utf8)
            default: bytes += Array((HostileText.substitute(for: scalar) ?? String(Character(scalar))).utf8)
            }
        }
        return bytes
    }
}
