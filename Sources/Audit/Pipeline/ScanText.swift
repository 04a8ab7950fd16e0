/// What the `scan` command says at its end.
public enum ScanText {
    /// Pages, reasons and findings in a few words.
    public static func summary(_ result: ScanRun.Result, language: Language) -> String {
        let left = result.summary.notChecked.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.meaning[language]) \($0.value)" }
            .joined(separator: language == .zhHans ? "，" : ", ")
        let none = LocalizedText(zh: "无", en: "none")[language]
        return LocalizedText(
            zh: "检测 \(result.run.number)：已检测 \(result.summary.checked) 页；未检测：\(left.isEmpty ? none : left)；"
                + "未通过 \(result.failed) 处，待人工确认 \(result.cantTell) 处",
            en: "run \(result.run.number): \(result.summary.checked) pages checked; not checked: "
                + "\(left.isEmpty ? none : left); \(result.failed) failed, \(result.cantTell) to review"
        )[language]
    }
}
