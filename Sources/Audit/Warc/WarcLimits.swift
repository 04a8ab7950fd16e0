/// The bounds of reading archives, which may come from anywhere.
public enum WarcLimits {
    /// Bytes of one record's header.
    public static let maximumHeaderBytes = 64 << 10
    /// Bytes of one record's block that are kept; of a longer one the beginning, marked as cut.
    public static let maximumBlockBytes = 33 << 20
    /// Bytes of a metadata record that are read.
    public static let maximumMetadataBytes = 64 << 10
    /// Records of an archive that are looked up; what follows is not read.
    public static let maximumRecords = 1_000_000
    /// How far into one compressed member a record may begin: a file compressed in one piece is read from its start
    /// for every record.
    public static let maximumMemberSkip = 256 << 20
    /// Bytes read from the file, and decompressed, at a time.
    static let pieceBytes = 64 << 10
    /// Lengths in a chunked body that are read; more make it a body without chunks.
    static let maximumChunks = 1_000_000
    /// Starting addresses an archive may name.
    static let maximumStarts = 1_000
}

/// Why an archive could not be read on.
public struct WarcDamage: Error, Sendable, Equatable {
    /// Where the damaged record begins in the file.
    public let offset: Int
    public let problem: LocalizedText

    /// One line for people: what is wrong, where, and that what stands before it counts.
    public func message(path: String, records: Int) -> LocalizedText {
        LocalizedText(
            zh: "\(path)：第 \(offset) 字节处的记录损坏（\(problem.zh)）；之前的 \(records) 条记录已读取，之后的未读取",
            en:
                "\(path): the record at byte \(offset) is damaged (\(problem.en)); read before it: "
                + "\(records.counted("record")); what follows was not read"
        )
    }
}
