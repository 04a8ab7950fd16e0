import Audit
import Foundation

/// How far a scan is, on standard error: one line that rewrites itself on a terminal, else a line every 30 seconds.
struct ProgressLine: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["CI"] == nil

    /// Shows progress until the task is cancelled.
    func show(_ progress: @escaping @Sendable () async -> CrawlProgress) async {
        let started = ContinuousClock.now
        while !Task.isCancelled {
            // Cancellation is how the end of the scan arrives here.
            try? await Task.sleep(for: isTerminal ? .seconds(1) : .seconds(30))
            if Task.isCancelled { break }
            let now = await progress()
            let seconds = (ContinuousClock.now - started) / .seconds(1)
            let rate = Double(now.checked) / max(seconds, 0.001)
            let line = Interface.text(
                "已检测 \(now.checked)，未检测 \(now.notChecked)，排队 \(now.queued)，每秒 \(Int(rate.rounded())) 页",
                "\(now.checked) checked, \(now.notChecked) not, \(now.queued) queued, \(Int(rate.rounded())) pages/s"
            )
            FileHandle.standardError.write(Data((isTerminal ? "\r\u{1B}[K" + line : line + "\n").utf8))
        }
        if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
