/// Which encoding a document is in, in the order of HTML §13.2.3.2: byte order mark, header, meta, detection.
struct CharsetChoice {
    let charset: Charset
    let source: DecodedText.Source
    let bomLength: Int
    let metaLabel: String?

    init(bytes: [UInt8], headerLabel: Bytes?) {
        let declaration = MetaPrescan.declaration(in: bytes[...])
        metaLabel = declaration.flatMap { $0.label.isEmpty ? nil : $0.label.string }
        if let (charset, length) = CharsetChoice.byteOrderMark(of: bytes) {
            (self.charset, source, bomLength) = (charset, .bom, length)
            return
        }
        bomLength = 0
        if let charset = headerLabel.flatMap({ Charset(label: $0) }) {
            (self.charset, source) = (charset, .header)
        } else if let charset = declaration?.charset {
            (self.charset, source) = (charset, .meta)
        } else if let charset = CharsetDetector.detect(bytes[...]) {
            (self.charset, source) = (charset, .detected)
        } else {
            (self.charset, source) = (.windows1252, .fallback)
        }
    }

    /// "BOM sniff", Encoding Standard §6.
    static func byteOrderMark(of bytes: [UInt8]) -> (Charset, Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BE, 2) }
        return bytes.starts(with: [0xFF, 0xFE]) ? (.utf16LE, 2) : nil
    }
}
