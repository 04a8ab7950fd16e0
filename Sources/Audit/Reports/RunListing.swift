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
            zh: "未通过 \(run.failed)，待确认 \(run.cantTell)，建议 \(run.advice)",
            en: "\(run.failed) failed, \(run.cantTell) to review, \(run.advice) advice"
        )
        let words = [
            "\(run.id.number)", kind[language], run.subject, run.start.started.iso8601, state,
            run.start.kind == .scan ? pages[language] : "—", findings[language],
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t")
    }

    /// The run as one JSON object on one line.
    public static func json(_ run: Run) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in write(run, to: &writer) }
        writer.newline()
        return writer.bytes
    }

    /// The members of the object.
    static func write(_ run: Run, to writer: inout JSONWriter) {
        writer.key("run")
        writer.value(Int(run.id.number))
        writer.key("kind")
        writer.value(run.start.kind.rawValue)
        writer.key("subject")
        writer.value(run.subject)
        writer.key("started")
        writer.value(run.start.started.iso8601)
        writer.key("ended")
        writer.value(run.ended?.iso8601)
        writer.key("state")
        writer.value(run.state.rawValue)
        writer.key("stopReason")
        writer.value(run.stopReason)
        writer.key("mode")
        writer.value(run.start.mode)
        writer.key("tool")
        writer.value(run.start.toolVersion)
        for (key, count) in [
            ("checked", run.checked), ("notChecked", run.notChecked), ("failed", run.failed),
            ("cantTell", run.cantTell), ("advice", run.advice),
        ] {
            writer.key(key)
            writer.value(count)
        }
    }
}
