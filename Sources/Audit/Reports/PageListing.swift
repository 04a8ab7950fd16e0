import Synchronization

/// `pages --format ndjson` as the contract fixes it.
public final class PageListing: Sendable {
    private let lines = Mutex<[UInt8]>([])

    public init() {}

    /// All lines added so far, in the order added.
    public var bytes: [UInt8] { lines.withLock { $0 } }

    public func add(_ page: PageRecord) {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("url")
            writer.value(page.address)
            writer.key("status")
            writer.value(page.status.rawValue)
            writer.key("reason")
            writer.value(page.reason)
            writer.key("httpStatus")
            writer.value(page.fetch.httpStatus)
            writer.key("finalURL")
            writer.value(page.fetch.finalAddress)
            writer.key("redirects")
            writer.value(page.fetch.redirects)
            writer.key("contentType")
            writer.value(page.fetch.contentType)
            writer.key("charset")
            writer.value(page.fetch.charset)
            writer.key("bytes")
            writer.value(page.fetch.bytes)
            writer.key("depth")
            writer.value(page.depth)
            writer.key("from")
            writer.value(page.from)
            writer.key("title")
            writer.value(page.title)
        }
        writer.newline()
        let line = writer.bytes
        lines.withLock { $0 += line }
    }
}
