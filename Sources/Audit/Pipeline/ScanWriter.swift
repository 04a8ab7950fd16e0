/// Writes what a scan finds, page by page, and opens the store when there is something to write.
actor ScanWriter {
    /// Addresses that were not fetched are written together with the next page, or by so many.
    static let maximumWaiting = 200

    private let options: ScanRun.Options
    private let existing: (any AuditStore)?
    private let open: @Sendable () throws -> any AuditStore
    private var store: (any AuditStore)?
    private var run: RunID?
    private var waiting: [PageRecord] = []
    /// Why the starting addresses were not checked.
    private var startProblems: [NotCheckedReason] = []
    private var worst: Severity?
    private var failed = 0
    private var cantTell = 0
    private let started = Timestamp.now
    /// The addresses of pages by their number, for `from`; bounded by the frontier, which holds them too.
    private var addresses: [AddressID: String] = [:]
    private var isBeginning = false

    init(
        _ options: ScanRun.Options,
        existing: (any AuditStore)?,
        store: @escaping @Sendable () throws -> any AuditStore
    ) {
        self.options = options
        self.existing = existing
        open = store
    }

    func add(_ record: AddressRecord, _ payload: PageRecord?) async throws {
        var page = payload ?? PageRecord(notChecked: record.url.description, reason: "", fetch: .init(at: .now))
        page.address = record.url.description
        page.key = record.identity.description
        page.depth = record.depth
        page.from = record.from.flatMap { addresses[$0] }
        if record.notChecked == nil { addresses[record.id] = page.address }
        page.fetch.httpStatus = record.httpStatus
        page.fetch.finalAddress = record.finalURL?.description
        page.fetch.redirects = record.redirects.count
        page.fetch.contentType = record.contentType
        if payload == nil { page.fetch.bytes = record.bytes }
        if let problem = record.notChecked {
            page.status = .notChecked
            page.reason = problem.reason.rawValue
            page.detail = "\(problem.detail.zh) / \(problem.detail.en)"
            page.assertions = []
            page.findings = []
            if record.origin == .seed { startProblems.append(problem.reason) }
        } else {
            count(page)
        }
        waiting.append(page)
        if page.status == .checked || (run != nil && waiting.count >= Self.maximumWaiting) { try await flush() }
    }

    private func count(_ page: PageRecord) {
        for finding in page.findings {
            if finding.outcome == .cantTell { cantTell += 1 }
            guard finding.outcome == .failed, finding.kind == .violation else { continue }
            failed += 1
            if finding.confidence == .certain { worst = [worst, finding.severity].compactMap(\.self).max() }
        }
    }

    private func flush() async throws {
        let store = try await begun()
        guard let run = run, !waiting.isEmpty else { return }
        let pages = waiting
        waiting = []
        try await store.record(pages, in: run)
    }

    /// The store with the run begun in it; whoever comes second while it begins waits for the same run.
    private func begun() async throws -> any AuditStore {
        if let store, run != nil { return store }
        while isBeginning { await Task.yield() }
        if let store, run != nil { return store }
        isBeginning = true
        defer { isBeginning = false }
        let opened = try store ?? open()
        store = opened
        try await opened.save(options.subject)
        run = try await opened.begin(start, of: options.subject.id)
        return opened
    }

    private var start: RunStart {
        RunStart(
            started: started,
            toolVersion: AuditVersion.current,
            requirements: options.rules.map { Requirement($0.metadata) },
            options: optionsText,
            robotsIgnoredBecause: options.robotsIgnoredBecause
        )
    }

    private var optionsText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("starts")
            writer.array(of: options.starts) { $0.value($1.description) }
            writer.key("scope")
            writer.value(options.crawl.scope.reach.name)
            writer.key("maxPages")
            writer.value(options.crawl.maximumPages)
            writer.key("maxDepth")
            writer.value(options.crawl.maximumDepth)
        }
        return writer.bytes.string
    }

    /// Leaves the run as interrupted after an error, as well as the store still can.
    func abandon() async {
        guard let store, let run else { return }
        // The error that ended the scan is what gets reported; a second one would hide it.
        try? await store.finish(run, as: .interrupted, stopReason: "error", at: .now)
    }

    func finish(_ summary: CrawlSummary) async throws -> ScanRun.Result {
        if run == nil { try await refuseIfNew() }
        try await flush()
        guard let store, let run else { throw nothing() }
        let state: Run.State =
            switch summary.stop {
            case .finished: .done
            case .limit: .partial
            case .interrupted: .interrupted
            }
        try await store.finish(run, as: state, stopReason: summary.stop.word, at: .now)
        return ScanRun.Result(run: run, summary: summary, worst: worst, failed: failed, cantTell: cantTell)
    }

    /// A scan that checked nothing is recorded only for a subject whose earlier runs it has to be held against.
    private func refuseIfNew() async throws {
        guard let existing, try await existing.subject(options.subject.id) != nil else { throw nothing() }
        store = existing
        _ = try await begun()
    }

    private func nothing() -> AuditError {
        let reason = startProblems.first.map(\.meaning) ?? LocalizedText(zh: "没有页面", en: "no page")
        return AuditError(
            .nothingAudited,
            at: options.starts.first?.description ?? "scan",
            LocalizedText(
                zh: "没有一个页面可以检测（\(reason.zh)）",
                en: "no page could be checked (\(reason.en))"
            ),
            remedy: LocalizedText(
                zh: "请检查地址、网络和 robots.txt，然后重试；没有存入任何内容",
                en: "Check the address, the network and robots.txt, then try again; nothing was stored"
            )
        )
    }
}
