/// The first bytes of formats.
enum ContentSignatures {
    /// MIME Sniffing Standard §5.2: the bytes browsers look at.
    static let sniffedBytes = 1_445

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The kind by a fixed beginning; nil if none fits.
    static func kind(of bytes: Bytes) -> ContentKind? {
        for (start, kind) in beginnings where bytes.starts(with: start) { return kind }
        if isPDFBehindSpace(bytes) { return .pdf }
        if isProgram(bytes) { return .program }
        // A transport stream has a synchronisation byte every 188.
        if bytes.first == 0x47, bytes.count > 188, bytes[bytes.startIndex + 188] == 0x47 { return .video }
        return riff(bytes) ?? boxed(bytes)
    }

    private static let beginnings: [([UInt8], ContentKind)] = [
        (Array("%PDF-".utf8), .pdf), (Array("{\\rtf".utf8), .rtf),
        (Array("Rar!\u{1A}\u{07}".utf8), .rar), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
        ([0x1F, 0x8B], .gzip),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), ([0xFF, 0xD8, 0xFF], .jpeg),
        (Array("GIF87a".utf8), .gif), (Array("GIF89a".utf8), .gif), ([0x42, 0x4D, 0x00], .bmp),
        ([0x00, 0x00, 0x01, 0x00], .icon), ([0x49, 0x49, 0x2A, 0x00], .tiff), ([0x4D, 0x4D, 0x00, 0x2A], .tiff),
        (Array("ID3".utf8), .audio), (Array("OggS\u{00}".utf8), .audio), (Array("fLaC".utf8), .audio),
        (Array("#!AMR".utf8), .audio), (Array("MThd".utf8), .audio),
        ([0x1A, 0x45, 0xDF, 0xA3], .video), (Array("FLV\u{01}".utf8), .video), (Array(".RMF".utf8), .video),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], .video), ([0x00, 0x00, 0x01, 0xBA], .video),
        (Array("#EXTM3U".utf8), .video),
        (Array("wOFF".utf8), .font), (Array("wOF2".utf8), .font), (Array("OTTO".utf8), .font),
        ([0x00, 0x01, 0x00, 0x00, 0x00], .font),
    ]

    /// Readers take a PDF whose header lies within the first bytes (ISO 32000-1, annex H.3, note 13).
    private static let pdfHeaderBytes = 1_024
    private static let pdfHeader = Array("%PDF-".utf8)

    /// Whether nothing but white space comes before the header: what scripts print before the file.
    private static func isPDFBehindSpace(_ bytes: Bytes) -> Bool {
        var rest = bytes.prefix(pdfHeaderBytes)
        if rest.starts(with: byteOrderMark) { rest = rest.dropFirst(byteOrderMark.count) }
        return rest.drop { $0.isHTMLSpace || $0 == 0 }.starts(with: pdfHeader)
    }

    /// Whether the header comes behind something else that is no page.
    static func isPDFBehindOther(_ bytes: Bytes) -> Bool {
        markup(bytes, isXML: false) == nil && bytes.prefix(pdfHeaderBytes).firstRange(of: pdfHeader) != nil
    }

    /// Whether it is a program of Windows: `MZ`, and the header that it names (PE format, "Signature").
    private static func isProgram(_ bytes: Bytes) -> Bool {
        let header = Array(bytes.prefix(64))
        guard header.count == 64, header.starts(with: Array("MZ".utf8)) else { return false }
        let offset = (0..<4).reduce(0) { $0 | Int(header[60 + $1]) << (8 * $1) }
        let signature = bytes.dropFirst(offset).prefix(4)
        return signature.isEmpty ? !isText(bytes) : signature.elementsEqual([0x50, 0x45, 0, 0])
    }

    private static func riff(_ bytes: Bytes) -> ContentKind? {
        guard bytes.count >= 12, bytes.prefix(4).equals("RIFF") else { return nil }
        let form = bytes.dropFirst(8).prefix(4)
        if form.equals("WEBP") { return .webp }
        return form.equals("WAVE") ? .audio : form.equals("AVI ") ? .video : nil
    }

    /// ISO base media: the brand tells pictures and sound from films.
    private static func boxed(_ bytes: Bytes) -> ContentKind? {
        guard bytes.count >= 12, bytes.dropFirst(4).prefix(4).equals("ftyp") else { return nil }
        let brand = bytes.dropFirst(8).prefix(4)
        if brand.equals("avif") || brand.equals("avis") { return .avif }
        return brand.equals("M4A ") || brand.equals("M4B ") ? .audio : .video
    }

    // MARK: - Containers

    /// A ZIP or OLE file by what is in it; `unknown` for an OLE file of no known sort and a ZIP file that is cut off.
    static func container(of bytes: Bytes) -> ContentKind? {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            let listing = ZIPListing(bytes)
            return listing.kind == .zip && !listing.isComplete ? .unknown : listing.kind
        }
        guard bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) else { return nil }
        return oleKind(bytes) ?? .unknown
    }

    /// Names in the directory of a compound file ([MS-CFB] 2.2 and 2.6), read as far as it lies in one piece.
    private static func oleKind(_ bytes: Bytes) -> ContentKind? {
        let header = Array(bytes.prefix(512))
        guard header.count == 512, header[30] == 9 || header[30] == 12 else { return nil }
        let sector = (0..<4).reduce(0) { $0 | Int(header[48 + $1]) << (8 * $1) }
        let start = (sector + 1) << Int(header[30])
        guard start < bytes.count else { return nil }
        var entry = bytes.dropFirst(start).prefix(64 * 128)
        while entry.count >= 128 {
            // UTF-16 letters of the name, of which the first byte is ASCII.
            let name = stride(from: 0, to: 64, by: 2).map { entry[entry.startIndex + $0] }.prefix { $0 != 0 }
            if name.equals("WordDocument") { return .doc }
            if name.equals("Workbook") || name.equals("Book") { return .xls }
            if name.equals("PowerPoint Document") { return .ppt }
            entry = entry.dropFirst(128)
        }
        return nil
    }

    // MARK: - Text

    /// Whether text begins as HTML or XML does (MIME Sniffing Standard §7.1), or as JSON.
    static func markup(_ bytes: Bytes, isXML: Bool) -> ContentKind? {
        var text = bytes.prefix(sniffedBytes)
        if text.starts(with: byteOrderMark) { text = text.dropFirst(byteOrderMark.count) }
        text = text.drop(while: \.isHTMLSpace)
        if isXML || text.prefix(5).equals("<?xml") { return root(of: text) }
        if text.starts(with: "<!--".utf8) || htmlStarts.contains(where: { begins(text, with: $0) }) { return .html }
        if begins(text, with: Array("<svg".utf8)) { return .svg }
        guard let first = text.first, first == 0x7B || first == 0x5B else { return nil }
        let next = text.dropFirst().first { !$0.isHTMLSpace }
        return next == 0x22 || next == 0x7B || next == 0x5B || next == 0x7D || next == 0x5D ? .json : nil
    }

    private static let htmlStarts: [[UInt8]] = [
        "<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a", "<style",
        "<title", "<b", "<body", "<br", "<p",
    ].map { Array($0.utf8) }

    private static func begins(_ text: Bytes, with start: [UInt8]) -> Bool {
        guard text.count > start.count, zip(text, start).allSatisfy({ $0.asciiLowercased == $1 }) else { return false }
        let after = text[text.startIndex + start.count]
        return after == 0x3E || after.isHTMLSpace
    }

    /// The kind of an XML document by its first element.
    private static func root(of text: Bytes) -> ContentKind {
        var rest = text
        while let open = rest.firstIndex(of: 0x3C), open + 1 < rest.endIndex {
            rest = rest[open...]
            let next = rest[open + 1]
            if next.isASCIIAlpha {
                let name = rest.dropFirst().prefix { !$0.isHTMLSpace && $0 != 0x3E && $0 != 0x2F }
                return name.equalsIgnoringCase("html") ? .xhtml : name.equals("svg") ? .svg : .xml
            }
            let isComment = rest.starts(with: "<!--".utf8)
            guard let close = isComment ? endOfComment(rest) : rest.firstIndex(of: 0x3E) else { break }
            rest = rest[(close + 1)...]
        }
        return .xml
    }

    private static func endOfComment(_ text: Bytes) -> Int? {
        var index = text.startIndex + 4
        while index + 2 < text.endIndex {
            if text[index] == 0x2D, text[index + 1] == 0x2D, text[index + 2] == 0x3E { return index + 2 }
            index += 1
        }
        return nil
    }

    /// No "binary data byte" (MIME Sniffing Standard §3) in what browsers look at.
    static func isText(_ bytes: Bytes) -> Bool {
        !bytes.prefix(sniffedBytes).contains {
            $0 <= 0x08 || $0 == 0x0B || (0x0E...0x1A).contains($0) || (0x1C...0x1F).contains($0)
        }
    }
}

/// The names in a ZIP file (APPNOTE 4.3), without decompressing anything.
struct ZIPListing {
    private static let entryStart: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// More entries are not looked at.
    static let maximumEntries = 2_000

    private(set) var kind = ContentKind.zip
    /// Whether every name was seen.
    private(set) var isComplete = false
    private let bytes: Bytes

    init(_ bytes: Bytes) {
        self.bytes = bytes
        if let declared = mimetypeEntry() {
            kind = declared
        } else {
            readNames()
        }
    }

    private func number(_ offset: Int, _ count: Int) -> Int? {
        guard offset >= 0, offset + count <= bytes.count else { return nil }
        return (0..<count).reduce(0) { $0 | Int(bytes[bytes.startIndex + offset + $1]) << (8 * $1) }
    }

    private func slice(_ offset: Int, _ count: Int) -> Bytes { bytes.dropFirst(offset).prefix(count) }

    /// OpenDocument and EPUB: a first entry `mimetype`, not compressed.
    private func mimetypeEntry() -> ContentKind? {
        guard slice(30, 8).equals("mimetype") else { return nil }
        let type = slice(38, 60)
        if type.starts(with: "application/epub+zip".utf8) { return .epub }
        if type.starts(with: "application/vnd.oasis.opendocument.text".utf8) { return .odt }
        if type.starts(with: "application/vnd.oasis.opendocument.spreadsheet".utf8) { return .ods }
        return type.starts(with: "application/vnd.oasis.opendocument.presentation".utf8) ? .odp : nil
    }

    private mutating func readNames() {
        let directory = centralDirectory()
        isComplete = directory != nil
        var offset = directory ?? 0
        for _ in 0..<ZIPListing.maximumEntries {
            guard let signature = number(offset, 4) else { return }
            if signature == 0x0201_4B50, let name = number(offset + 28, 2), let extra = number(offset + 30, 2),
                let comment = number(offset + 32, 2)
            {
                if take(slice(offset + 46, name)) { return }
                offset += 46 + name + extra + comment
            } else if signature == 0x0403_4B50, let name = number(offset + 26, 2), let extra = number(offset + 28, 2),
                let size = number(offset + 18, 4), let flags = number(offset + 6, 2)
            {
                if take(slice(offset + 30, name)) { return }
                offset += 30 + name + extra + size
                // The size stands behind the data, so the next entry is where one begins.
                if flags & 8 != 0, size == 0 {
                    guard let next = slice(offset, .max).firstRange(of: ZIPListing.entryStart) else { return }
                    offset = next.lowerBound - bytes.startIndex
                }
            } else {
                return
            }
        }
    }

    /// Where the central directory begins, if the end of the file is there.
    private func centralDirectory() -> Int? {
        var offset = bytes.count - 22
        let last = max(0, offset - 65_535)
        while offset >= last {
            if number(offset, 4) == 0x0605_4B50 { return number(offset + 16, 4) }
            offset -= 1
        }
        return nil
    }

    /// True if the name decides what the file is.
    private mutating func take(_ name: Bytes) -> Bool {
        if name.equals("OFD.xml") {
            kind = .ofd
        } else if name.equals("AndroidManifest.xml") {
            kind = .apk
        } else if name.starts(with: "word/".utf8) {
            kind = .docx
        } else if name.starts(with: "xl/".utf8) {
            kind = .xlsx
        } else if name.starts(with: "ppt/".utf8) {
            kind = .pptx
        } else {
            return false
        }
        return true
    }
}
