import CCurl
import Foundation
import Synchronization

/// The thread that owns every libcurl object.
///
/// Unchecked because `multi` is made before the thread starts and then used by that thread only, but for
/// `curl_multi_wakeup`, which may be called from any thread and here only while the inbox is open.
final class CurlLoop: @unchecked Sendable {
    private struct Inbox {
        var starts: [CurlTransfer] = []
        var isStopping = false
        /// False once the multi handle is gone.
        var isOpen = true
    }

    /// How long the thread sleeps when nothing happens.
    private static let maximumWait: Duration = .seconds(1)
    /// Easy handles kept for reuse.
    private static let maximumIdleHandles = 64
    /// `curl_global_init`, once a process.
    private static let globalStatus = curl_global_init(Int(CURL_GLOBAL_ALL))

    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer
    /// Holds the cookies that all handles see; only this loop's thread uses it, so it needs no lock functions.
    private let share: UnsafeMutableRawPointer
    private let configuration: CurlClient.Configuration
    private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var idle: [UnsafeMutableRawPointer] = []

    init(_ configuration: CurlClient.Configuration) {
        precondition(CurlLoop.globalStatus == CURLE_OK, "libcurl starts")
        guard let multi = curl_multi_init(), let share = curl_share_init() else {
            preconditionFailure("libcurl has memory for its handles")
        }
        self.multi = multi
        self.share = share
        self.configuration = configuration
        _ = audit_curl_share_cookies(share)
        let connections = configuration.maximumConnections
        _ = audit_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
        _ = audit_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    }

    // MARK: - From any thread

    func startThread() {
        let thread = Thread { self.run() }
        thread.name = "audit-fetch"
        thread.start()
    }

    func start(_ transfer: CurlTransfer) {
        let isTaken = inbox.withLock { inbox in
            guard inbox.isOpen, !inbox.isStopping else { return false }
            inbox.starts.append(transfer)
            curl_multi_wakeup(multi)
            return true
        }
        if !isTaken { transfer.finish(interrupted: true) }
    }

    func wake() {
        inbox.withLock { inbox in
            if inbox.isOpen { curl_multi_wakeup(multi) }
        }
    }

    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            if inbox.isOpen { curl_multi_wakeup(multi) }
        }
    }

    // MARK: - On the thread

    private func run() {
        while takeInbox() {
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishDone()
            let wait = endOverdue()
            curl_multi_poll(multi, nil, 0, Int32(wait.milliseconds), nil)
        }
        cleanUp()
    }

    /// Begins what was submitted; false when the client is gone.
    private func takeInbox() -> Bool {
        let (starts, isStopping) = inbox.withLock { inbox in
            defer { inbox.starts = [] }
            return (inbox.starts, inbox.isStopping)
        }
        for transfer in starts {
            if transfer.isCancelled.load(ordering: .acquiring) {
                transfer.finish(interrupted: true)
            } else {
                begin(transfer)
            }
        }
        return !isStopping
    }

    private func begin(_ transfer: CurlTransfer) {
        guard let handle = idle.popLast() ?? curl_easy_init() else {
            preconditionFailure("libcurl has memory for a handle")
        }
        transfer.prepare(handle, configuration: configuration, share: share)
        active[handle] = transfer
        let status = curl_multi_add_handle(multi, handle)
        precondition(status == CURLM_OK, "a fresh handle can be added")
    }

    private func finishDone() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
            let result = audit_curl_message_result(message)
            end(handle) { $0.read(result, from: handle) }
        }
    }

    /// Ends what was cancelled or is late with its headers; returns how long the thread may sleep.
    private func endOverdue() -> Duration {
        let now = ContinuousClock.now
        var wait = CurlLoop.maximumWait
        for (handle, transfer) in active {
            if transfer.isCancelled.load(ordering: .acquiring) {
                end(handle) { $0.fail(NotChecked(.interrupted)) }
            } else if let deadline = transfer.headerDeadline {
                guard deadline <= now else {
                    wait = min(wait, deadline - now)
                    continue
                }
                end(handle) {
                    $0.read(CURLE_OPERATION_TIMEDOUT, from: handle)
                }
            }
        }
        return wait
    }

    private func end(_ handle: UnsafeMutableRawPointer, _ conclude: (CurlTransfer) -> Void) {
        guard let transfer = active.removeValue(forKey: handle) else { return }
        conclude(transfer)
        curl_multi_remove_handle(multi, handle)
        curl_easy_reset(handle)
        if idle.count < CurlLoop.maximumIdleHandles {
            idle.append(handle)
        } else {
            curl_easy_cleanup(handle)
        }
        transfer.finish()
    }

    private func cleanUp() {
        let unstarted = inbox.withLock { inbox in
            inbox.isOpen = false
            defer { inbox.starts = [] }
            return inbox.starts
        }
        for transfer in unstarted { transfer.finish(interrupted: true) }
        for handle in Array(active.keys) { end(handle) { $0.fail(NotChecked(.interrupted)) } }
        for handle in idle { curl_easy_cleanup(handle) }
        curl_multi_cleanup(multi)
        curl_share_cleanup(share)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up, within `Int32`.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < Int64(Int32.max) / 1_000 else { return Int(Int32.max) }
        return max(0, Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }

    /// Seconds as a fraction.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
