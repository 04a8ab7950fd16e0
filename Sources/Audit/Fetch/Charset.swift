/// A character encoding, named as the Encoding Standard names it (§4).
public enum Charset: String, Sendable, Hashable, CaseIterable {
    case utf8 = "UTF-8"
    case ibm866 = "IBM866"
    case iso8859p2 = "ISO-8859-2"
    case iso8859p3 = "ISO-8859-3"
    case iso8859p4 = "ISO-8859-4"
    case iso8859p5 = "ISO-8859-5"
    case iso8859p6 = "ISO-8859-6"
    case iso8859p7 = "ISO-8859-7"
    case iso8859p8 = "ISO-8859-8"
    case iso8859p8I = "ISO-8859-8-I"
    case iso8859p10 = "ISO-8859-10"
    case iso8859p13 = "ISO-8859-13"
    case iso8859p14 = "ISO-8859-14"
    case iso8859p15 = "ISO-8859-15"
    case iso8859p16 = "ISO-8859-16"
    case koi8R = "KOI8-R"
    case koi8U = "KOI8-U"
    case macintosh
    case windows874 = "windows-874"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows1258 = "windows-1258"
    case xMacCyrillic = "x-mac-cyrillic"
    case gbk = "GBK"
    case gb18030
    case big5 = "Big5"
    case eucJP = "EUC-JP"
    case iso2022JP = "ISO-2022-JP"
    case shiftJIS = "Shift_JIS"
    case eucKR = "EUC-KR"
    case replacement
    case utf16BE = "UTF-16BE"
    case utf16LE = "UTF-16LE"
    case xUserDefined = "x-user-defined"

    /// The encoding a label stands for: "get an encoding", Encoding Standard §4.2.
    public init?(label: some Collection<UInt8>) {
        guard label.count <= Charset.maximumLabelBytes else { return nil }
        let key = String(decoding: label.trimmed.map(\.asciiLowercased), as: UTF8.self)
        guard let charset = CharsetLabels.byLabel[key] else { return nil }
        self = charset
    }

    /// Longer labels are none; the longest of the standard has 19 bytes.
    static let maximumLabelBytes = 256

    /// How browsers treat this encoding when an HTML document declares it in a meta element (HTML §13.2.3.2).
    var asDeclaredInMeta: Charset {
        switch self {
        case .utf16BE, .utf16LE: .utf8
        case .xUserDefined: .windows1252
        default: self
        }
    }
}

/// Text in UTF-8, with how its encoding was decided.
public struct DecodedText: Sendable, Equatable {
    /// What decided the encoding, first that applies (HTML §13.2.3.2).
    public enum Source: String, Sendable, CaseIterable {
        case bom, header, meta, detected, fallback
    }

    /// UTF-8 without byte order mark; always well formed.
    public let bytes: [UInt8]
    public let charset: Charset
    public let source: Source
    /// The label in the Content-Type header, known or not.
    public let headerLabel: String?
    /// The label in a meta element or XML declaration, known or not.
    public let metaLabel: String?
    /// How many byte sequences were malformed and became U+FFFD.
    public let undecodable: Int

    /// Whether header and document declare different encodings.
    public var hasConflictingLabels: Bool {
        guard let headerLabel, let metaLabel else { return false }
        let header = Charset(label: headerLabel.utf8)
        let meta = Charset(label: metaLabel.utf8)
        if header == nil, meta == nil { return headerLabel != metaLabel }
        return header != meta
    }
}

extension Charset {
    /// Decides the encoding of an HTML, XML or text document and decodes it; linear.
    ///
    /// The header is the value of Content-Type, if there was one.
    public static func decode(_ bytes: [UInt8], header: (some Collection<UInt8>)?) -> DecodedText {
        let headerLabel = header.flatMap { ContentType($0)?.charset }
        let choice = CharsetChoice(bytes: bytes, headerLabel: headerLabel)
        let (text, undecodable) = choice.charset.decoded(bytes[choice.bomLength...])
        return DecodedText(
            bytes: text,
            charset: choice.charset,
            source: choice.source,
            headerLabel: headerLabel?.string,
            metaLabel: choice.metaLabel,
            undecodable: undecodable
        )
    }

    public static func decode(_ bytes: [UInt8], header: String? = nil) -> DecodedText {
        decode(bytes, header: header.map { Array($0.utf8) })
    }

    /// The bytes as UTF-8, and how many malformed sequences became U+FFFD; linear.
    public func decoded(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        switch self {
        case .utf8:
            let (text, replacements) = UTF8Decoding.repaired(Array(bytes))
            return (text, replacements)
        case .utf16BE: return UnicodeDecoders.utf16(bytes, isBigEndian: true)
        case .utf16LE: return UnicodeDecoders.utf16(bytes, isBigEndian: false)
        case .replacement: return bytes.isEmpty ? ([], 0) : (UTF8Decoding.replacement, 1)
        case .gbk, .gb18030: return GB18030Decoder.decoded(bytes)
        case .big5: return DoubleByteDecoders.big5(bytes)
        case .shiftJIS: return DoubleByteDecoders.shiftJIS(bytes)
        case .eucKR: return DoubleByteDecoders.eucKR(bytes)
        case .eucJP: return DoubleByteDecoders.eucJP(bytes)
        case .iso2022JP: return ISO2022JPDecoder.decoded(bytes)
        default: return SingleByteDecoder.decoded(bytes, self)
        }
    }
}
