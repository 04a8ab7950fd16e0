/// Makes the answer of an archived exchange what it was when it came from the network.
enum WarcExchange {
    /// The answer of a `response`, `resource` or `revisit` record; `original` is the record whose payload a revisit repeats.
    static func response(
        _ record: WarcRecord,
        original: WarcRecord?,
        to url: WebURL,
        limits: FetchLimits
    ) -> FetchResponse {
        var response = FetchResponse(url: url)
        guard record.type != "resource" else {
            response.status = 200
            response.headers = [HeaderField("Content-Type", record.field("content-type") ?? "")]
            response.body = record.block
            response.wireBytes = record.block.count
            return finished(response, record)
        }
        let (head, body) = split(record.block, limits: limits)
        guard let status = head.status else {
            response.failure = NotChecked(.connection, zh: "存档中没有 HTTP 响应", en: "the archive holds no HTTP answer")
            return response
        }
        response.status = status
        response.httpVersion = head.version
        response.headers = head.fields
        let received: [UInt8]
        if record.type == "revisit" {
            guard let original else {
                response.failure = NotChecked(
                    .truncated,
                    zh: "存档中没有所指的内容",
                    en: "the archive lacks the content it refers to"
                )
                return response
            }
            let (first, content) = split(original.block, limits: limits)
            received = unchunked(content, first)
        } else {
            received = unchunked(body, head)
        }
        response.wireBytes = received.count
        response = finished(response, record)
        response.decode(received, limits: limits)
        return response
    }

    private static func finished(_ response: FetchResponse, _ record: WarcRecord) -> FetchResponse {
        var response = response
        if record.isCut { response.failure = CurlFailure.tooLarge(WarcLimits.maximumBlockBytes) }
        response.isBeginningOnly = record.field("warc-truncated") != nil
        return response
    }

    private static func split(_ block: [UInt8], limits: FetchLimits) -> (ResponseHead, Bytes) {
        var head = ResponseHead()
        var start = 0
        while !head.isComplete, start < block.count {
            let end = block[start...].firstIndex(of: 0x0A) ?? block.count - 1
            let problem = block[start...end].withUnsafeBytes { head.take($0, limits: limits) }
            start = end + 1
            if problem != nil { break }
        }
        return (head, block[start...])
    }

    /// The body without its chunks; as it stands where it has none, in spite of the header.
    private static func unchunked(_ body: Bytes, _ head: ResponseHead) -> [UInt8] {
        guard head.fields.first("transfer-encoding")?.mentions("chunked") == true else { return Array(body) }
        var content: [UInt8] = []
        var rest = body
        for _ in 0..<WarcLimits.maximumChunks {
            guard let end = rest.firstIndex(of: 0x0A),
                let digits = String(validating: rest[..<end].prefix { $0 != 0x3B }.trimmed, as: UTF8.self),
                digits.count <= 8, let length = Int(digits, radix: 16), length >= 0
            else { return content.isEmpty ? Array(body) : content }
            if length == 0 { return content }
            let piece = rest[(end + 1)...].prefix(length)
            content += piece
            rest = rest[piece.endIndex...].drop { $0 == 0x0D || $0 == 0x0A }
        }
        return Array(body)
    }
}
