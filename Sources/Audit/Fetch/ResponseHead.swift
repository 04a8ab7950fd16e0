/// Status line and headers of a response while they come in, line by line.
struct ResponseHead {
    private(set) var status: Int?
    private(set) var version: String?
    private(set) var fields: [HeaderField] = []
    /// Set by the empty line after the headers of the final (not 1xx) response.
    private(set) var isComplete = false
    /// As received, from the status line to the empty line.
    private(set) var raw: [UInt8] = []
    /// Over all responses of the request, the 1xx ones included.
    private var byteCount = 0

    /// Takes a line with its line break; returns what is wrong if a limit is passed.
    mutating func take(_ line: UnsafeRawBufferPointer, limits: FetchLimits) -> NotChecked? {
        byteCount += line.count
        if byteCount > limits.maximumHeaderBytes {
            let limit = limits.maximumHeaderBytes
            return NotChecked(.tooLarge, zh: "响应头超过 \(limit) 字节", en: "headers of more than \(limit) bytes")
        }
        if line.starts(with: "HTTP/".utf8) {
            beginResponse(line)
            return nil
        }
        raw.append(contentsOf: line)
        let text = Array(line)[...].trimmingLineBreak
        if text.isEmpty {
            isComplete = status.map { $0 >= 200 } ?? false
            return nil
        }
        if fields.count >= limits.maximumHeaderFields {
            let limit = limits.maximumHeaderFields
            return NotChecked(.tooLarge, zh: "响应头超过 \(limit) 行", en: "more than \(limit) header lines")
        }
        takeField(text)
        return nil
    }

    private mutating func beginResponse(_ line: UnsafeRawBufferPointer) {
        raw = Array(line)
        fields = []
        let parts = Array(line.dropFirst(5))[...].trimmingLineBreak.split(separator: 0x20, maxSplits: 2)
        version = parts.first?.string
        status = parts.count > 1 ? Int(parts[1].string) : nil
    }

    private mutating func takeField(_ text: Bytes) {
        if let first = text.first, first == 0x20 || first == 0x09, let last = fields.popLast() {
            // obs-fold, RFC 9112 §5.2
            fields.append(HeaderField(last.name, last.value + [0x20] + text.trimmed))
            return
        }
        guard let colon = text.firstIndex(of: 0x3A) else { return }
        fields.append(HeaderField(text[..<colon].string, text[(colon + 1)...].trimmed))
    }

    var contentType: ContentType? { fields.first("content-type").flatMap { ContentType($0) } }

    var isCompressed: Bool { fields.first("content-encoding").map { !$0.equalsIgnoringCase("identity") } ?? false }

    /// Why the body cannot be trusted or is not worth reading, judged by the headers alone.
    ///
    /// libcurl 7.88 takes the last of several lengths; RFC 9112 §6.3 calls different ones an unrecoverable error.
    func framingProblem(wireLimit: Int) -> NotChecked? {
        guard fields.first("transfer-encoding") == nil else { return nil }
        let lengths = Set(
            fields.values("content-length").flatMap { $0.split(separator: 0x2C) }.map { $0.trimmed.string }
        )
        if lengths.count > 1 {
            return NotChecked(.connection, zh: "多个不同的 Content-Length", en: "several different Content-Length values")
        }
        guard let text = lengths.first else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit) else {
            let value = text.quotedForMessage
            return NotChecked(.connection, zh: "Content-Length 不是数字：\(value)", en: "a Content-Length of \(value)")
        }
        // What is no number here is too large for one.
        return Int(text).map { $0 > wireLimit } ?? true ? CurlFailure.tooLarge(wireLimit) : nil
    }
}

extension Bytes {
    fileprivate var trimmingLineBreak: Bytes {
        var text = self
        while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
        return text
    }
}
