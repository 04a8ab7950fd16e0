import Foundation

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
            writer.key("detail")
            guard let detail = detail(of: page) else { return writer.null() }
            writer.object { writer in
                writer.key("zh-Hans")
                writer.value(detail.zh)
                writer.key("en")
                writer.value(detail.en)
            }
        }
        writer.newline()
        return writer.bytes
    }

    /// The particulars of the reason: the certificate's problem, the trap's pattern, the line of robots.txt.
    ///
    /// The store keeps both languages in one text. Both quote the same, so that what parts them is in the middle.
    static func detail(of page: PageRecord) -> LocalizedText? {
        guard let detail = page.detail, page.status == .notChecked else { return nil }
        let parts = detail.components(separatedBy: " / ")
        guard parts.count % 2 == 0 else { return LocalizedText(zh: detail, en: detail) }
        let half = parts.count / 2
        return LocalizedText(
            zh: parts[..<half].joined(separator: " / "),
            en: parts[half...].joined(separator: " / ")
        )
    }

    /// Status, HTTP status, address and title or reason on one line, parted by tabs.
    public static func line(_ page: PageRecord, language: Language) -> String {
        let status =
            page.status == .checked
            ? LocalizedText(zh: "已检测", en: "checked") : LocalizedText(zh: "未检测", en: "not checked")
        var reason = page.reason.map { NotCheckedReason(rawValue: $0)?.meaning[language] ?? $0 }
        if let known = reason, let detail = detail(of: page)?[language], detail != known {
            reason = known + LocalizedText(zh: "：", en: ": ")[language] + detail
        }
        let words = [
            status[language], page.fetch.httpStatus.map(String.init) ?? "—", page.address, reason ?? page.title,
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t") + "\n"
    }
}
