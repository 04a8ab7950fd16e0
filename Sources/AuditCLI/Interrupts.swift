import Dispatch
import Foundation

/// What Ctrl-C and `kill` do while a scan runs: the first time it drains, the second time it ends.
final class Interrupts {
    private var sources: [any DispatchSourceSignal] = []

    /// - Parameter drain: Called at the first signal.
    init(drain: @escaping @Sendable () async -> Void) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            // Signals reach Swift concurrency only through Dispatch.
            let source = DispatchSource.makeSignalSource(signal: number)
            var count = 0
            source.setEventHandler {
                count += 1
                if count > 1 { _exit(4) }
                Interface.say(
                    Interface.text("正在结束：等待进行中的页面；再按一次立即退出", "ending after the pages under way; once more to quit now")
                )
                Task { await drain() }
            }
            source.resume()
            sources.append(source)
        }
    }

    func end() {
        for source in sources { source.cancel() }
    }
}
