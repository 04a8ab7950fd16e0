/// The SHA-256 of a piece of evidence, by which it is known: equal bytes are kept once.
public struct EvidenceHash: Sendable, Hashable, Codable, CustomStringConvertible {
    /// 64 hexadecimal digits, lower case.
    public let text: String

    /// Of these bytes.
    public init(of bytes: [UInt8]) { text = SHA256.hex(bytes) }

    /// Reads what `text` printed; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64, text.utf8.allSatisfy(\.isASCIIHexDigit) else { return nil }
        self.text = text.lowercased()
    }

    public var description: String { text }
}

/// Something that shows what was found: a photo, the page as it was, a document that was handed in.
public struct Evidence: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Kept byte for byte.
        case photo
        /// The source of a page, kept compressed.
        case page
        /// Anything else that was handed in, kept compressed.
        case document
    }

    public var hash: EvidenceHash
    public var kind: Kind
    /// What it is written in: `image/jpeg`, `text/html`.
    public var mediaType: String
    /// Bytes as they were handed in, which stays known when they are gone.
    public var size: Int
    public var added: Timestamp
    /// When retention removed the bytes; nil while they are there.
    public var removed: Timestamp?

    /// A photo of a phone is 3 to 10 MB; nothing larger than this is taken in.
    public static let maximumBytes = 64 << 20
}

/// What a piece of evidence belongs to.
public enum EvidenceTarget: Sendable, Hashable {
    /// The id of a defect, or its beginning.
    case defect(String)
    /// The id of a finding, or its beginning.
    case finding(String)
    /// An answer of a filled form.
    case answer(RunID, section: String, entry: String, item: String)
    /// A whole inspection or scan.
    case run(RunID)
    /// A page as a run found it, by its key.
    case page(RunID, key: String)
}

/// One use of a piece of evidence.
public struct EvidenceLink: Sendable, Equatable {
    public var evidence: Evidence
    /// The name it was handed in under.
    public var name: String
    /// The account of who handed it in; nil where a scan kept it.
    public var actor: String?
    public var at: Timestamp
    /// The run it was handed in with.
    public var run: RunID?
}
