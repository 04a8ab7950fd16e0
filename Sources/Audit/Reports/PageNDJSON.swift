/// `check --format ndjson` as the contract fixes it: one object a page, then one summary.
public enum PageNDJSON {
    /// The line of one page.
    public static func page(_ page: PageRecord, language: Language) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.value("page")
            writer.key("page")
            writer.value(page.address)
            writer.key("status")
            writer.value(page.status.rawValue)
            writer.key("reason")
            writer.value(page.reason)
            writer.key("mode")
            writer.value("static")
            writer.key("title")
            writer.value(page.title)
            writer.key("language")
            writer.value(page.language)
            writer.key("bytes")
            writer.value(page.fetch.bytes)
            writer.key("elements")
            writer.value(page.elements)
            writer.key("frames")
            writer.array(of: page.frames) { frame($1, &$0) }
            writer.key("outcomes")
            writer.array(of: page.assertions) { outcome($1, &$0) }
            writer.key("findings")
            writer.array(of: page.findings) { finding($1, language, &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    /// The line on what the pages of a folder or an archive make of each other, after the last page.
    public static func site(_ site: SiteRecord, language: Language) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.value("site")
            writer.key("pages")
            writer.value(site.pages)
            writer.key("outcomes")
            writer.array(of: site.assertions) { outcome($1, &$0) }
            writer.key("findings")
            writer.array(of: site.findings) { finding($1, language, isOfSite: true, &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    private static func frame(_ frame: PageRecord.Frame, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("xpath")
            writer.value(frame.xpath)
            writer.key("address")
            writer.value(frame.address)
            writer.key("examined")
            writer.value(frame.examined.rawValue)
        }
    }

    /// The last line.
    public static func summary(pages: Int, checked: Int, seconds: Double) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.value("summary")
            writer.key("pages")
            writer.value(pages)
            writer.key("checked")
            writer.value(checked)
            writer.key("notChecked")
            writer.value(pages - checked)
            writer.key("seconds")
            writer.value((seconds * 100).rounded() / 100)
        }
        writer.newline()
        return writer.bytes
    }

    private static func outcome(_ assertion: Assertion, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("rule")
            writer.value(assertion.rule)
            writer.key("outcome")
            writer.value(assertion.outcome.rawValue)
            writer.key("failed")
            writer.value(assertion.failed)
            writer.key("cantTell")
            writer.value(assertion.cantTell)
            writer.key("passed")
            writer.value(assertion.passed)
        }
    }

    private static func finding(
        _ finding: Finding,
        _ language: Language,
        isOfSite: Bool = false,
        _ writer: inout JSONWriter
    ) {
        guard case .node(let node) = finding.place else { return }
        writer.object { writer in
            if isOfSite {
                writer.key("page")
                writer.value(node.page)
            }
            writer.key("rule")
            writer.value(finding.requirement)
            writer.key("outcome")
            writer.value(finding.outcome.rawValue)
            writer.key("confidence")
            writer.value(finding.confidence.rawValue)
            writer.key("severity")
            writer.value(finding.severity.rawValue)
            writer.key("criteria")
            writer.array(of: finding.criteria) { $0.value($1) }
            writer.key("xpath")
            writer.value(node.xpath)
            writer.key("selector")
            writer.value(node.selector)
            writer.key("line")
            writer.value(node.line)
            writer.key("column")
            writer.value(node.column)
            writer.key("offset")
            writer.value(node.offset)
            writer.key("snippet")
            writer.value(node.snippet)
            writer.key("message")
            writer.value(finding.message[language])
            writer.key("occurrence")
            writer.value(finding.occurrence)
            writer.key("defect")
            writer.value(finding.defect)
        }
    }
}
