/// `check` for people: one line a finding, then one line for the whole.
public enum PageText {
    /// The findings of a page as `page:line:column: outcome rule: message`, with advice named as such; or why it was not
    /// checked.
    public static func page(_ page: PageRecord, language: Language) -> [UInt8] {
        if page.status == .notChecked {
            let reason = ReportTerms.reason(page.reason ?? "")[language]
            let notChecked = LocalizedText(zh: "未检测", en: "not checked")[language]
            return Array("\(FindingListing.oneLine(page.address)): \(notChecked) (\(reason))\n".utf8)
        }
        return lines(page.findings, language)
    }

    /// What the rules of the site found, likewise.
    public static func site(_ site: SiteRecord, language: Language) -> [UInt8] { lines(site.findings, language) }

    private static func lines(_ findings: [Finding], _ language: Language) -> [UInt8] {
        var text = ""
        for finding in findings {
            let outcome = ReportTerms.outcome(of: finding)[language]
            let place = FindingListing.oneLine(FindingListing.place(finding.place))
            let message = FindingListing.oneLine(finding.message[language])
            text += "\(place): \(outcome) \(finding.requirement): \(message)\n"
        }
        return Array(text.utf8)
    }

    /// Pages, findings and speed in one line.
    public static func summary(_ pages: Int, checked: Int, failed: Int, cantTell: Int, language: Language) -> String {
        LocalizedText(
            zh: "共 \(pages) 个页面，检测了 \(checked) 个：未通过 \(failed) 处，待人工确认 \(cantTell) 处。",
            en: "\(checked) of \(pages.counted("page")) checked: \(failed) failed, \(cantTell) to review."
        )[language]
    }
}
