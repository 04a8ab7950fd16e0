/// Writes HTML in which nothing that came from outside can become markup.
///
/// Text and attribute values can only be given as values, which are escaped; markup only as static strings.
struct HTMLWriter {
    /// Characters of one text that are shown; what is longer is cut, and how long it was is said.
    static let maximumText = 1000

    private(set) var bytes: [UInt8] = []
    /// The language in which a cut text says so; nil where texts are our own and never cut.
    private let cutting: Language?

    /// - Parameter language: Of the page, where its texts may come from outside and be of any length.
    init(cuttingIn language: Language? = nil) { cutting = language }

    /// Writes an element and what `body` puts in it.
    mutating func element(
        _ name: StaticString,
        _ attributes: [(StaticString, String?)] = [],
        _ body: (inout HTMLWriter) -> Void
    ) {
        startTag(name, attributes)
        body(&self)
        raw("</")
        raw(name)
        raw(">")
    }

    /// Writes an element that holds only this text.
    mutating func element(_ name: StaticString, _ attributes: [(StaticString, String?)] = [], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes a void element or an opening tag; an attribute without value is nil.
    mutating func startTag(_ name: StaticString, _ attributes: [(StaticString, String?)] = []) {
        raw("<")
        raw(name)
        for (name, value) in attributes {
            raw(" ")
            raw(name)
            guard let value else { continue }
            raw("=\"")
            escape(value)
            raw("\"")
        }
        raw(">")
    }

    mutating func text(_ text: String) {
        guard let cutting, text.utf8.count > Self.maximumText else { return escape(text) }
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: Self.maximumText, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return escape(text) }
        escape(String(scalars[..<end]))
        escape(LocalizedText(zh: "…（共 \(scalars.count) 个字符）", en: "… (\(scalars.count) characters in all)")[cutting])
    }

    /// Writes markup of our own.
    mutating func raw(_ markup: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    mutating func line() { bytes.append(0x0A) }

    /// Escapes the five characters of markup; control characters, NUL and bidirectional controls become visible.
    ///
    /// Evidence from a page could otherwise turn the direction of the text around it, or end the document early.
    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: raw("&amp;")
            case 0x3C: raw("&lt;")
            case 0x3E: raw("&gt;")
            case 0x22: raw("&quot;")
            case 0x27: raw("&#39;")
            default: bytes += Array((HostileText.substitute(for: scalar) ?? String(Character(scalar))).utf8)
            }
        }
    }
}
