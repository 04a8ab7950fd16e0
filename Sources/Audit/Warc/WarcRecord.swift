/// One record of an archive (ISO 28500:2017).
public struct WarcRecord: Sendable {
    /// Where a record begins: a place in the file, and how far into the compressed member that begins there.
    public struct Location: Sendable, Hashable {
        public let offset: Int
        public let skip: Int
    }

    /// `response`, `metadata` and so on, in lower case.
    public let type: String
    public let fields: [HeaderField]
    public let location: Location
    /// The block; its beginning where ``isCut``.
    public let block: [UInt8]
    public let isCut: Bool

    func field(_ name: StaticString) -> String? { fields.first(name).map(\.string) }

    /// The address without the angle brackets that some writers put around it.
    public var target: WebURL? {
        guard var text = fields.first("warc-target-uri")?.trimmed else { return nil }
        if text.first == 0x3C, text.last == 0x3E { text = text.dropFirst().dropLast() }
        return WebURL(text)
    }
}
