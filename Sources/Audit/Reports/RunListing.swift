/// `runs`: what was scanned and inspected, newest first.
public enum RunListing {
    /// One line a run: number, kind, subject, start, state, pages and findings.
    public static func line(_ run: Run, language: Language) -> String {
        let state = ReportTerms.runState(run.state)[language]
        let kind =
            run.start.kind == .scan
            ? LocalizedText(zh: "网站检测", en: "scan") : LocalizedText(zh: "现场核查", en: "inspection")
        let pages = LocalizedText(
            zh: "检测 \(run.checked) 页，未检测 \(run.notChecked)",
            en: "\(run.checked) checked, \(run.notChecked) not"
        )
        let findings = LocalizedText(
            zh: "未通过 \(run.failed)，待确认 \(run.cantTell)",
            en: "\(run.failed) failed, \(run.cantTell) to review"
        )
        let words = [
            "\(run.id.number)", kind[language], run.subject, run.start.started.iso8601, state,
            run.start.kind == .scan ? pages[language] : "—", findings[language],
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t")
    }
}
