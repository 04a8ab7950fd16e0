import Foundation

/// One record on its way into an archive.
struct WarcRecordBuilder {
    var type: String
    let id: String
    var block: [UInt8] = []
    private let date: String
    private let address: String?
    private var fields: [(name: String, value: String)] = []

    init(type: String, id: String, date: String, address: String?) {
        self.type = type
        self.id = id
        self.date = date
        self.address = address
    }

    mutating func field(_ name: String, _ value: String) { fields.append((name, value)) }

    /// The record as one gzip member.
    var member: [UInt8] {
        var named = [("WARC-Type", type), ("WARC-Record-ID", id), ("WARC-Date", date)]
        if let address { named.append(("WARC-Target-URI", address)) }
        named += fields
        named.append(("WARC-Block-Digest", Self.digest(block)))
        named.append(("Content-Length", String(block.count)))
        let text = Array("WARC/1.1\r\n".utf8) + WarcFields.block(named.map { (name: $0.0, value: $0.1) })
        return GzipMember.compress((text + [0x0D, 0x0A] + block + [0x0D, 0x0A, 0x0D, 0x0A])[...])
    }

    static func newID() -> String { "<urn:uuid:\(UUID().uuidString.lowercased())>" }

    static var now: String {
        Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)).iso8601
    }

    /// `sha256:` and the digest in base 32, as readers compare it.
    static func digest(_ bytes: some Sequence<UInt8>) -> String { "sha256:" + base32(SHA256.digest(bytes)) }

    /// RFC 4648 §6.
    private static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var text: [UInt8] = []
        var bits = 0
        var value: UInt32 = 0
        for byte in bytes {
            value = value << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(value >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(value << UInt32(5 - bits) & 31)]) }
        while text.count % 8 != 0 { text.append(0x3D) }
        return text.string
    }

    // MARK: - Kinds

    static func info(path: String, starts: [WebURL], userAgent: String) -> WarcRecordBuilder {
        var record = WarcRecordBuilder(type: "warcinfo", id: newID(), date: now, address: nil)
        record.field("WARC-Filename", URL(filePath: path).lastPathComponent)
        record.field("Content-Type", "application/warc-fields")
        record.block = WarcFields.block(
            [
                (name: "software", value: "Audit/\(AuditVersion.current)"),
                (name: "format", value: "WARC File Format 1.1"),
                (
                    name: "conformsTo",
                    value: "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
                ),
                (name: "http-header-user-agent", value: userAgent),
            ] + starts.prefix(WarcLimits.maximumStarts).map { (name: "audit-start", value: $0.description) }
        )
        return record
    }

    static func metadata(
        about id: String?,
        address: String,
        date: String,
        response: FetchResponse,
        failure: NotChecked?
    ) -> WarcRecordBuilder {
        var record = WarcRecordBuilder(type: "metadata", id: newID(), date: date, address: address)
        record.field("Content-Type", "application/warc-fields")
        if let id { record.field("WARC-Concurrent-To", id) }
        var fields = [(name: "fetchTimeMs", value: String(response.timings.total.milliseconds))]
        if let failure {
            fields.append((name: WarcFields.failureName, value: failure.reason.rawValue))
            fields.append((name: "audit-detail-zh", value: failure.detail.zh))
            fields.append((name: "audit-detail-en", value: failure.detail.en))
        }
        record.block = WarcFields.block(fields)
        return record
    }
}
