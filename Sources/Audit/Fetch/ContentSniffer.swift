/// What a body is, by its declared type and first bytes (MIME Sniffing Standard, the parts an audit needs).
enum ContentSniffer {
    /// Whether a body is worth reading to its end, judged by its declared type.
    enum Readability {
        case yes, no
        /// Browsers would look at the bytes.
        case ifMarkup
    }

    static func readability(ofDeclared type: ContentType?) -> Readability {
        guard let essence = type?.essence else { return .ifMarkup }
        if isHTML(essence) || isXML(essence) || essence.hasPrefix("text/") { return .yes }
        // MIME Sniffing §7: these three mean "unknown".
        return ["unknown/unknown", "application/unknown", "*/*"].contains(essence) ? .ifMarkup : .no
    }

    static func isHTML(_ essence: String) -> Bool { essence == "text/html" || essence == "application/xhtml+xml" }

    /// MIME Sniffing §4.6, "XML MIME type".
    static func isXML(_ essence: String) -> Bool {
        essence.hasSuffix("+xml") || essence == "text/xml" || essence == "application/xml"
    }

    /// MIME Sniffing §7.1: the tags that, at the start of a body, make it HTML.
    private static let htmlStarts: [[UInt8]] = [
        "<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a", "<style",
        "<title", "<b", "<body", "<br", "<p",
    ].map { Array($0.utf8) }

    /// Whether the bytes begin as HTML does, after a byte order mark and white space.
    static func looksLikeHTML(_ bytes: some Collection<UInt8>) -> Bool {
        var text = Array(bytes.prefix(1_445))[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        text = text.drop(while: \.isHTMLSpace)
        if text.starts(with: "<!--".utf8) { return true }
        return htmlStarts.contains { start in
            guard text.count > start.count else { return false }
            let isSame = zip(text, start).allSatisfy { $0.asciiLowercased == $1 }
            let after = text[text.startIndex + start.count]
            return isSame && (after == 0x20 || after == 0x3E)
        }
    }

    /// The type of a file by its first bytes, or nil where they say nothing.
    static func signature(_ bytes: some Collection<UInt8>) -> String? {
        let start = Array(bytes.prefix(16))
        return signatures.first { start.starts(with: $0.0) }?.1
    }

    private static let signatures: [([UInt8], String)] = [
        (Array("%PDF-".utf8), "application/pdf"),
        ([0x50, 0x4B, 0x03, 0x04], "application/zip"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"),
        (Array("Rar!".utf8), "application/vnd.rar"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([0x1F, 0x8B], "application/gzip"),
        ([0x89, 0x50, 0x4E, 0x47], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        (Array("GIF8".utf8), "image/gif"),
    ]
}
