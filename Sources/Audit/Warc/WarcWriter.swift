import Foundation

/// Writes exchanges to an archive as they happen: WARC 1.1 (ISO 28500:2017), one gzip member a record.
///
/// A payload that came before is not written again: the record is a `revisit` of the first. Transfer coding is undone, as
/// libcurl hands bodies on; credentials and cookies of requests are left out.
public actor WarcWriter: ExchangeRecorder {
    /// Payloads remembered for `revisit`; further ones are written in full.
    static let maximumPayloads = 200_000
    /// Payloads shorter than this are written again, since a reference is no shorter.
    static let minimumRevisitBytes = 64

    private struct Payload {
        let id: String
        let address: String
        let date: String
    }

    private let path: String
    private let file: FileHandle
    private var payloads: [String: Payload] = [:]
    private var problem: AuditError?
    private var infoID = ""

    /// - Parameters:
    ///   - path: The file, which must not hold anything yet.
    ///   - starts: The starting addresses of the scan, so that it can be repeated from the archive.
    ///   - userAgent: What the scan calls itself.
    /// - Throws: ``AuditError`` where the file holds something or cannot be written.
    public init(path: String, starts: [WebURL], userAgent: String) throws {
        self.path = path
        var status = stat()
        guard stat(path, &status) != 0 || status.st_size == 0 else {
            throw AuditError(
                .usage,
                at: path,
                LocalizedText(zh: "文件已存在且不为空", en: "the file is there already and is not empty"),
                remedy: LocalizedText(zh: "请给出新的文件名", en: "Name a new file")
            )
        }
        file = try AtomicFile.opened(path)
        let info = WarcRecordBuilder.info(path: path, starts: starts, userAgent: userAgent)
        infoID = info.id
        do { try file.write(contentsOf: Data(info.member)) } catch { throw Self.failure(path, error) }
    }

    /// What was written before stays; a scan goes on without its archive.
    private static func failure(_ path: String, _ error: any Error) -> AuditError {
        let failure = AtomicFile.failure(path, error)
        guard failure.code == .diskFull else { return failure }
        return AuditError(
            .diskFull,
            at: path,
            LocalizedText(zh: "磁盘空间不足，存档不完整", en: "the disk is full, and the archive ends before the scan does"),
            remedy: LocalizedText(zh: "请释放空间后重新检测", en: "Free some space and scan again")
        )
    }

    /// Writes what was sent and what came; after a failed write nothing more is written and ``close()`` throws.
    public func record(_ response: FetchResponse) async {
        guard problem == nil else { return }
        do {
            for record in records(for: response) { try file.write(contentsOf: Data(record.member)) }
        } catch {
            problem = Self.failure(path, error)
        }
    }

    /// Ends the file.
    ///
    /// - Throws: ``AuditError`` where the disk was full or the file could not be written.
    public func close() throws {
        if let problem { throw problem }
        do { try file.close() } catch { throw Self.failure(path, error) }
    }

    private func records(for response: FetchResponse) -> [WarcRecordBuilder] {
        let address = response.url.withoutFragment.withoutCredentials.description
        let date = WarcRecordBuilder.now
        let id = WarcRecordBuilder.newID()
        guard response.status != nil, let wire = response.wire else {
            guard let failure = response.failure else { return [] }
            return [.metadata(about: nil, address: address, date: date, response: response, failure: failure)]
        }
        var answer = WarcRecordBuilder(type: "response", id: id, date: date, address: address)
        answer.field("Content-Type", "application/http; msgtype=response")
        answer.field("WARC-Warcinfo-ID", infoID)
        if let remote = response.remoteAddress { answer.field("WARC-IP-Address", remote) }
        let head = WireText.responseHead(wire.responseHead)
        let digest = WarcRecordBuilder.digest(wire.body)
        let isWhole = response.failure == nil && !response.isBeginningOnly
        if !isWhole { answer.field("WARC-Truncated", truncation(response.failure)) }
        answer.field("WARC-Payload-Digest", digest)
        if isWhole, let first = payloads[digest], wire.body.count >= Self.minimumRevisitBytes {
            answer.type = "revisit"
            answer.field("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
            answer.field("WARC-Refers-To", first.id)
            answer.field("WARC-Refers-To-Target-URI", first.address)
            answer.field("WARC-Refers-To-Date", first.date)
            answer.block = head
        } else {
            answer.block = head + wire.body
            if isWhole, payloads.count < Self.maximumPayloads {
                payloads[digest] = Payload(id: id, address: address, date: date)
            }
        }
        var request = WarcRecordBuilder(type: "request", id: WarcRecordBuilder.newID(), date: date, address: address)
        request.field("Content-Type", "application/http; msgtype=request")
        request.field("WARC-Concurrent-To", id)
        request.field("WARC-Warcinfo-ID", infoID)
        request.block = WireText.requestHead(wire.requestHead)
        let failure = response.failure
        let metadata = WarcRecordBuilder.metadata(
            about: id,
            address: address,
            date: date,
            response: response,
            failure: failure
        )
        return wire.requestHead.isEmpty ? [answer, metadata] : [request, answer, metadata]
    }

    private func truncation(_ failure: NotChecked?) -> String {
        switch failure?.reason {
        case nil, .tooLarge?: "length"
        case .timeout?: "time"
        case .truncated?, .connection?: "disconnect"
        default: "unspecified"
        }
    }
}

/// Heads of messages as an archive keeps them.
enum WireText {
    /// Lines whose values are secrets of whoever runs the scan.
    private static let secrets: Set<String> = ["authorization", "proxy-authorization", "cookie"]

    static func requestHead(_ head: [UInt8]) -> [UInt8] {
        lines(head).filter { line in
            let name = line.prefix { $0 != 0x3A }.map(\.asciiLowercased).string
            return !secrets.contains(name)
        }.flatMap { $0 + [0x0A] }
    }

    /// The head with a status line any reader knows, and without a coding that the body no longer has.
    static func responseHead(_ head: [UInt8]) -> [UInt8] {
        var all: [UInt8] = []
        for (index, line) in lines(head).enumerated() {
            if index == 0, line.starts(with: "HTTP/2".utf8) || line.starts(with: "HTTP/3".utf8) {
                let rest = line.drop { $0 != 0x20 }
                all += "HTTP/1.1".utf8
                all += rest
            } else if line.prefix(18).equalsIgnoringCase("transfer-encoding:") {
                all += "X-Archive-Orig-".utf8
                all += line
            } else {
                all += line
            }
            all.append(0x0A)
        }
        return all
    }

    private static func lines(_ head: [UInt8]) -> [Bytes] {
        var lines = head.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
