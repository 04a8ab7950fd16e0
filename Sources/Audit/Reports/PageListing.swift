import Foundation

/// `pages`: every address of a run with its outcome or the reason why there is none.
public enum PageListing {
    /// One JSON object on one line, with the keys the contract fixes.
    ///
    /// - Parameters:
    ///   - page: An address of a run.
    ///   - file: What it is, where it is a file offered for downloading.
    /// - Returns: The line with its end.
    public static func json(_ page: PageRecord, file: PortalHealth.Attachments.File? = nil) -> [UInt8] {
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
            writer.key("file")
            if let file { writer.object { file.writeContent(to: &$0) } } else { writer.null() }
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

    /// Status, HTTP status, address and title or reason on one line, parted by tabs; of a file its sort, size and day, what
    /// links to it say, and the page that does.
    public static func line(
        _ page: PageRecord,
        file: PortalHealth.Attachments.File? = nil,
        language: Language
    ) -> String {
        let status =
            page.status == .checked
            ? LocalizedText(zh: "已检测", en: "checked") : LocalizedText(zh: "未检测", en: "not checked")
        var reason = page.reason.map { NotCheckedReason(rawValue: $0)?.meaning[language] ?? $0 }
        if let known = reason, let detail = detail(of: page)?[language], detail != known {
            reason = known + LocalizedText(zh: "：", en: ": ")[language] + detail
        }
        var words = [
            status[language], page.fetch.httpStatus.map(String.init) ?? "—", page.address, reason ?? page.title,
        ]
        if let file { words += file.words(language) }
        return words.map(FindingListing.oneLine).joined(separator: "\t") + "\n"
    }
}

extension PortalHealth.Attachments.File {
    fileprivate func words(_ language: Language) -> [String] {
        let mismatch = LocalizedText(zh: "（与名称或声明的类型不符）", en: " (not what its name or type says)")
        let silence = LocalizedText(zh: "（没有说明文件类型）", en: " (does not say the sort of file)")
        let size = LocalizedText(zh: "\(bytes) 字节", en: bytes.counted("byte"))
        return [
            kind + (matchesName == false ? mismatch[language] : ""), size[language], day ?? "—",
            (label ?? "—") + (labelSaysKind == false ? silence[language] : ""), from ?? "—",
        ]
    }
}
