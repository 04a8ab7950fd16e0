import GRDB

/// Puts what several pages want to write into one transaction while another one is under way.
///
/// Each page's part is still all or nothing: the transaction holds whole pages only. The findings of a page touch as many
/// places of the file as there are findings, so that pages written together cost far less than each by itself: whoever
/// writes waits a moment for others, as long as others come.
actor FrontierQueue {
    typealias Job = @Sendable (inout FrontierWriter) throws -> FrontierStore.Recorded

    /// Pages in one transaction at most, so that readers of the log and memory stay small.
    private static let maximumJobs = 64

    private let store: SQLiteStore
    private let run: RunID
    private let memory = FrontierMemory()
    private var waiting: [Waiter] = []
    private var isBusy = false
    /// Transactions to go before others are waited for again.
    private var hurried = 0

    /// Pages that wait, with which nobody waits for more.
    private static let enough = 8
    /// How long others are waited for.
    private static let patience = Duration.milliseconds(5)
    /// Transactions that wait for nobody after nobody has come.
    private static let hurriedTransactions = 64

    private struct Waiter {
        let job: Job
        let continuation: CheckedContinuation<Turn, Never>
    }

    /// What becomes of one who waited.
    private enum Turn: Sendable {
        case written(Result<FrontierStore.Recorded, any Error>)
        /// It writes itself, together with those who wait behind it.
        case yours
    }

    init(_ store: SQLiteStore, run: RunID) {
        self.store = store
        self.run = run
    }

    /// Runs the job in a transaction and returns when that is committed.
    func perform(_ job: @escaping Job) async throws -> FrontierStore.Recorded {
        if isBusy {
            let turn = await withCheckedContinuation { waiting.append(Waiter(job: job, continuation: $0)) }
            if case .written(let result) = turn { return try result.get() }
        }
        isBusy = true
        await gather()
        let others = Array(waiting.prefix(Self.maximumJobs - 1))
        waiting.removeFirst(others.count)
        let results = await write([job] + others.map(\.job))
        for (other, result) in zip(others, results.dropFirst()) {
            other.continuation.resume(returning: .written(result))
        }
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().continuation.resume(returning: .yours) }
        return try results[0].get()
    }

    private func gather() async {
        if waiting.count >= Self.enough { return }
        guard hurried == 0 else {
            hurried -= 1
            return
        }
        // A task that is cancelled waits no longer, and writes all the same.
        try? await Task.sleep(for: Self.patience)
        if waiting.isEmpty { hurried = Self.hurriedTransactions }
    }

    private func write(_ jobs: [Job]) async -> [Result<FrontierStore.Recorded, any Error>] {
        do {
            let counts = try await store.write { [run, memory] db in
                var writer = FrontierWriter(db, run: run, pages: try memory.take(in: db))
                let counts = try jobs.map { try $0(&writer) }
                memory.keep(try writer.finish())
                return counts
            }
            return counts.map { .success($0) }
        } catch {
            // What was written is taken back, and with it the rows whose numbers the writer remembers.
            memory.forget()
            return jobs.map { _ in .failure(error) }
        }
    }
}

/// Holds the writer of pages between two transactions of a run, so that it does not look up again what it knows.
///
/// Touched only by one ``FrontierQueue``, one transaction after the other.
private final class FrontierMemory: @unchecked Sendable {
    private var pages: PageWriter?
    private var version: Int?

    /// The writer, unless another connection has changed the file since.
    func take(in db: Database) throws -> PageWriter? {
        let version = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
        let known = version == self.version ? pages : nil
        self.version = version
        // Not held twice, or its tables would be copied when they are written to.
        pages = nil
        return known
    }

    func keep(_ pages: PageWriter?) { self.pages = pages }

    func forget() { pages = nil }
}
