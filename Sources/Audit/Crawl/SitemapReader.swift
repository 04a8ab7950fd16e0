/// Takes a sitemap piece by piece and decides at the first one whether it is XML or text.
final class SitemapReader {
    private let entries: SitemapEntries
    private var xml: SitemapXMLReader?
    private var text: SitemapTextReader?

    init(address: WebURL) { entries = SitemapEntries(address: address) }

    /// False when no more is wanted.
    func read(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        if xml == nil, text == nil {
            if SitemapReader.isXML(piece) { xml = SitemapXMLReader(entries) } else { text = SitemapTextReader(entries) }
        }
        if let xml { return xml.read(piece) }
        return text?.read(piece) ?? false
    }

    func finish(isWhole: Bool) -> Sitemap {
        xml?.finish()
        text?.finish()
        return entries.sitemap(isWhole: isWhole)
    }

    /// UTF-16 documents begin with their mark or with `<` and NUL.
    private static func isXML(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = piece.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        if piece.starts(with: [0xFE, 0xFF]) || piece.starts(with: [0xFF, 0xFE]) { return true }
        return piece.dropFirst(start).first { !$0.isHTMLSpace && $0 != 0 } == 0x3C
    }
}

/// Collects entries; a class because the readers fill it from callbacks.
final class SitemapEntries {
    private let address: WebURL
    var kind = Sitemap.Kind.other
    var isIncomplete = false
    private var entries: [Sitemap.Entry] = []
    private var badAddresses = 0

    init(address: WebURL) { self.address = address }

    var isFull: Bool { entries.count >= Sitemap.maximumEntries }
    var isEmpty: Bool { entries.isEmpty }

    func append(_ location: Bytes, lastModified: Bytes = [], alternates: [[UInt8]] = []) {
        let text = location.trimmed
        guard !text.isEmpty else { return }
        guard !isFull else {
            isIncomplete = true
            return
        }
        guard let url = webAddress(text) else {
            badAddresses += 1
            return
        }
        let date = lastModified.trimmed
        let others = alternates.compactMap { webAddress($0[...]) }.filter { $0 != url }
        entries.append(Sitemap.Entry(url: url, lastModified: date.isEmpty ? nil : date.string, alternates: others))
    }

    private func webAddress(_ text: Bytes) -> WebURL? {
        guard text.count <= Sitemap.maximumAddressBytes else { return nil }
        // A path in an encoding that the file does not name is asked for as it stands.
        let written = UTF8Decoding.isValid(Array(text)) ? Array(text) : PercentEncoding.escapingNonASCII(text)
        guard let url = address.resolve(written), url.isHTTP else { return nil }
        return url.withoutFragment
    }

    func sitemap(isWhole: Bool) -> Sitemap {
        let isCut = isIncomplete || !isWhole
        return Sitemap(kind: kind, entries: entries, badAddresses: badAddresses, isIncomplete: isCut)
    }
}

/// One address a line.
private final class SitemapTextReader {
    private let entries: SitemapEntries
    private var line: [UInt8] = []

    init(_ entries: SitemapEntries) { self.entries = entries }

    func read(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in piece {
            if byte == 0x0A || byte == 0x0D {
                endLine()
            } else if line.count <= Sitemap.maximumAddressBytes + 3 {
                line.append(byte)
            }
        }
        return !entries.isFull
    }

    func finish() {
        endLine()
        if !entries.isEmpty { entries.kind = .text }
    }

    /// A line that is no absolute address is none: what is served as text may be an error page or robots.txt.
    private func endLine() {
        let hasMark = line.starts(with: [0xEF, 0xBB, 0xBF])
        let address = line[(hasMark ? 3 : 0)...].trimmed
        if address.prefix(7).equalsIgnoringCase("http://") || address.prefix(8).equalsIgnoringCase("https://") {
            entries.append(address)
        }
        line.removeAll(keepingCapacity: true)
    }
}
