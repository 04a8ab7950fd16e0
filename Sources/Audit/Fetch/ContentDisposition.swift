/// The value of a Content-Disposition header (RFC 6266), as far as it tells what a file is.
struct ContentDisposition: Sendable, Equatable {
    /// Whether browsers save the answer rather than show it.
    let isAttachment: Bool
    /// The name it is to be saved under, as it was sent: the ending is ASCII in whatever encoding the rest is.
    let fileName: Bytes?

    init(_ value: some Collection<UInt8>) {
        let text = Array(value.prefix(ContentType.maximumBytes))[...].trimmed
        let end = text.firstIndex(of: 0x3B) ?? text.endIndex
        let type = text[..<end].trimmed
        isAttachment = type.equalsIgnoringCase("attachment")
        fileName =
            ContentType.parameter("filename*", in: text[end...]) ?? ContentType.parameter("filename", in: text[end...])
    }
}

extension FetchResponse {
    private var disposition: ContentDisposition? { headers.first("content-disposition").map { ContentDisposition($0) } }

    /// Whether the server has browsers save the answer.
    var isOffered: Bool { disposition?.isAttachment ?? false }

    /// What the answer is called: by its own header, else by its address.
    var fileName: Bytes { disposition?.fileName ?? url.path.split(separator: 0x2F).last ?? [] }
}
