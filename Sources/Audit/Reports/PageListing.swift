/// `pages`: every address of a run with its outcome or the reason why there is none.
public enum PageListing {
    /// One JSON object on one line, with the keys the contract fixes.
    public static func json(_ page: PageRecord) -> [UInt8] {
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
            writer.key("kind")
            writer.value(page.pageKind)
        }
        writer.newline()
        return writer.bytes
    }

    /// Status, HTTP status, address and title or reason on one line, parted by tabs.
    public static func line(_ page: PageRecord, language: Language) -> String {
        let status =
            page.status == .checked
            ? LocalizedText(zh: "已检测", en: "checked") : LocalizedText(zh: "未检测", en: "not checked")
        let reason = page.reason.map { NotCheckedReason(rawValue: $0)?.meaning[language] ?? $0 }
        let words = [
            status[language], page.fetch.httpStatus.map(String.init) ?? "—", page.address, reason ?? page.title,
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t") + "\n"
    }
}
