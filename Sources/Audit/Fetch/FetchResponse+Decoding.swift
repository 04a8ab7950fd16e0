extension FetchResponse {
    /// Sets ``body`` to a body as it came, its content codings undone; what goes wrong becomes ``failure``.
    mutating func decode(_ received: [UInt8], limits: FetchLimits) {
        let encodings = headers.values("content-encoding")
        guard !encodings.isEmpty, !received.isEmpty else {
            body = received
            return
        }
        guard let codings = ContentCoding.list(Array(encodings.joined(separator: [0x2C]))[...]) else {
            let names = encodings.map(\.string).joined(separator: ", ").quotedForMessage
            fallBack(NotChecked(.decompression, zh: "未知的压缩方式 \(names)", en: "unknown coding \(names)"))
            return
        }
        let limit = limits.maximumBodyBytes
        let decoded = ContentCoding.decode(received, codings: codings, maximumBytes: limit)
        body = decoded.bytes
        switch decoded.end {
        case .complete: return
        case .truncated: fallBack(NotChecked(.truncated, zh: "压缩数据不完整", en: "the compressed data is cut short"))
        case .malformed: fallBack(NotChecked(.decompression))
        case .tooLarge: fallBack(CurlFailure.tooLarge(limit))
        }
    }

    /// Records a failure unless there is an earlier one or the body was cut on purpose.
    private mutating func fallBack(_ reason: NotChecked) {
        if failure == nil, !isBeginningOnly { failure = reason }
    }
}
