import Foundation

/// The frame of every HTML report: one file, no network, no scripts, a policy that forbids both.
enum HTMLFrame {
    /// The whole file, UTF-8.
    static func document(
        title: String,
        toolVersion: String,
        language: Language,
        _ body: (inout HTMLWriter) -> Void
    )
        -> [UInt8]
    {
        var html = HTMLWriter()
        html.raw("<!DOCTYPE html>\n")
        html.element("html", [("lang", language == .zhHans ? "zh-Hans" : "en")]) { html in
            html.element("head") { head(title, toolVersion, &$0) }
            html.line()
            html.element("body") { body(&$0) }
        }
        html.line()
        return html.bytes
    }

    private static func head(_ title: String, _ toolVersion: String, _ html: inout HTMLWriter) {
        let style = ReportStyle.sheet
        let digest = Data(SHA256.digest(UnsafeBufferPointer(start: style.utf8Start, count: style.utf8CodeUnitCount)))
        html.raw("<meta charset=\"utf-8\">\n")
        let policy =
            "default-src 'none'; style-src 'sha256-\(digest.base64EncodedString())'; base-uri 'none'; form-action 'none'"
        html.startTag("meta", [("http-equiv", "Content-Security-Policy"), ("content", policy)])
        html.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        html.startTag("meta", [("name", "generator"), ("content", "audit \(toolVersion)")])
        html.element("title", text: title)
        html.element("style") { $0.raw(style) }
    }
}
