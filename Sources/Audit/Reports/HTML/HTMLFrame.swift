import Foundation

/// The frame of every HTML report: one file, no network, a policy that forbids all but our own style and script.
enum HTMLFrame {
    /// The whole file, UTF-8.
    static func document(
        title: String,
        toolVersion: String,
        language: Language,
        hasScript: Bool = true,
        _ body: (inout HTMLWriter) -> Void
    )
        -> [UInt8]
    {
        var html = HTMLWriter(cuttingIn: language)
        html.raw("<!DOCTYPE html>\n")
        html.element("html", [("lang", language == .zhHans ? "zh-Hans" : "en")]) { html in
            html.element("head") { head(title, toolVersion, hasScript, &$0) }
            html.line()
            let filter = LocalizedText(zh: "筛选：", en: "Filter: ")[language]
            html.element("body", [("data-filter", filter)]) { html in
                body(&html)
                html.line()
                if hasScript { html.element("script") { $0.raw(ReportScript.source) } }
            }
        }
        html.line()
        return html.bytes
    }

    private static func head(_ title: String, _ toolVersion: String, _ hasScript: Bool, _ html: inout HTMLWriter) {
        html.raw("<meta charset=\"utf-8\">\n")
        html.startTag("meta", [("http-equiv", "Content-Security-Policy"), ("content", policy(hasScript))])
        html.raw("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        html.startTag("meta", [("name", "generator"), ("content", "audit \(toolVersion)")])
        html.element("title", text: title)
        html.element("style") { $0.raw(ReportStyle.sheet) }
    }

    /// Pictures may stand in the file only; style and script only as we wrote them.
    private static func policy(_ hasScript: Bool) -> String {
        let script = hasScript ? "'\(hash(ReportScript.source))'" : "'none'"
        return """
            default-src 'none'; img-src data:; style-src '\(hash(ReportStyle.sheet))'; script-src \(script); \
            base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'
            """
    }

    private static func hash(_ text: StaticString) -> String {
        let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return "sha256-" + Data(SHA256.digest(bytes)).base64EncodedString()
    }
}
