/// What the `scan` command says at its end.
public enum ScanText {
    /// One line a scan; what a person can go on with says how.
    public static func summary(_ outcome: ScanBatch.Outcome, language: Language) -> String {
        switch outcome {
        case .scanned(let result):
            summary(result, language: language) + partial(result, language: language)
        case .nothing(_, let error): error.message(in: language)
        case .notBegun(let subject):
            LocalizedText(zh: "\(subject)：尚未开始", en: "\(subject): not begun")[language]
        }
    }

    private static func partial(_ result: ScanRun.Result, language: Language) -> String {
        let stop = result.summary.stop
        if stop == .finished { return "" }
        if stop == .damagedArchive {
            return LocalizedText(
                zh: "；PARTIAL（部分完成：\(stop.word)，存档损坏处之后的内容未读）",
                en: "; PARTIAL (\(stop.word), what follows the damage was not read)"
            )[language]
        }
        let number = result.run.number
        let left = result.summary.queued + result.summary.notChecked[.limit, default: 0]
        let option = stop == .limit(.pages) ? " --max-pages N" : ""
        return LocalizedText(
            zh: "；PARTIAL（部分完成：\(stop.word)，还有 \(left) 个地址；用 audit scan --resume \(number)\(option) 继续）",
            en:
                "; PARTIAL (\(stop.word), \(left.counted("address", "addresses")) left; go on with audit scan --resume \(number)\(option))"
        )[language]
    }

    /// Pages, reasons and findings in a few words.
    public static func summary(_ result: ScanRun.Result, language: Language) -> String {
        let left = result.summary.notChecked.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.meaning[language]) \($0.value)" }
            .joined(separator: language == .zhHans ? "，" : ", ")
        let none = LocalizedText(zh: "无", en: "none")[language]
        return LocalizedText(
            zh:
                "检测 \(result.run.number)（\(result.subject)）：已检测 \(result.summary.checked) 页；未检测：\(left.isEmpty ? none : left)；"
                + "未通过 \(result.failed) 处，待人工确认 \(result.cantTell) 处",
            en:
                "run \(result.run.number) (\(result.subject)): \(result.summary.checked.counted("page")) checked; not checked: "
                + "\(left.isEmpty ? none : left); \(result.failed) failed, \(result.cantTell) to review"
        )[language] + transfer(result, language: language)
    }

    /// How much was asked of servers, and how much of it an earlier run had spared.
    private static func transfer(_ result: ScanRun.Result, language: Language) -> String {
        let (requests, bytes) = (result.log.requests, ByteCount.text(result.log.bytes))
        let spared =
            result.unchanged == 0
            ? LocalizedText(zh: "", en: "")
            : LocalizedText(
                zh: "，\(result.unchanged) 页与上次相同、沿用其结果",
                en: ", \(result.unchanged.counted("page")) unchanged since the run before, whose outcomes stand"
            )
        return LocalizedText(
            zh: "；\(requests) 次请求，下载 \(bytes)\(spared.zh)",
            en: "; \(requests.counted("request")), \(bytes) downloaded\(spared.en)"
        )[language]
    }
}
