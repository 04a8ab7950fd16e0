/// Draws samples of pages and finds those that were drawn.
public struct SampleSelection: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// Draws a sample of the checked pages of a run and keeps it.
    ///
    /// - Parameters:
    ///   - subject: The site; the newest scan where nil.
    ///   - run: The number of a scan; the newest one of the site where nil.
    ///   - draw: How; its sample before is found by `previous`.
    ///   - previous: The number of a sample of the same site, half of which is kept.
    /// - Returns: The sample with its number.
    /// - Throws: ``AuditError`` `usage` where there is no such run or sample, `nothingAudited` where no page was checked.
    public func draw(
        subject: String?,
        run: Int64?,
        _ draw: SampleDraw,
        previous: Int64? = nil
    ) async throws -> PageSample {
        let scan = try await scan(of: subject, numbered: run)
        var draw = draw
        if let previous {
            let before = try await sample(numbered: previous)
            guard before.subject == scan.subject else { throw Self.otherSite(previous, run: scan.id) }
            draw.previous = before
        }
        let tally = PageTally()
        try await store.forEachPage(of: scan.id) { page in tally.add(page) }
        let frame = tally.result.frame
        guard !frame.pages.isEmpty else {
            throw AuditError(
                .nothingAudited,
                at: "\(scan.id.number)",
                LocalizedText(zh: "这次检测没有检测到页面，无法抽样", en: "this run checked no page to sample from"),
                remedy: LocalizedText(zh: "先完成一次网站检测", en: "Complete a scan first")
            )
        }
        var sample = draw.draw(from: frame, run: scan.id, of: scan.subject)
        sample.number = try await store.save(sample)
        return sample
    }

    private func scan(of subject: String?, numbered number: Int64?) async throws -> Run {
        guard number == nil, let subject else { return try await RunSelection(store: store).scan(numbered: number) }
        guard let run = try await store.latestRun(of: subject, kind: .scan) else {
            throw AuditError(
                .usage,
                at: "--subject \(subject.quotedForMessage)",
                LocalizedText(zh: "数据库里没有这个网站的检测", en: "the store holds no scan of this site"),
                remedy: LocalizedText(zh: "用 audit subjects list 查看编号", en: "See the ids with audit subjects list")
            )
        }
        return run
    }

    /// - Throws: ``AuditError`` `usage` where the store holds no such sample.
    public func sample(numbered number: Int64) async throws -> PageSample {
        if let sample = try await store.sample(number) { return sample }
        throw AuditError(
            .usage,
            at: "\(number)",
            LocalizedText(zh: "数据库里没有这个样本", en: "the store holds no such sample"),
            remedy: LocalizedText(zh: "用 audit sample list 查看编号", en: "See the numbers with audit sample list")
        )
    }

    static func otherSite(_ sample: Int64, run: RunID) -> AuditError {
        AuditError(
            .usage,
            at: "\(sample)",
            LocalizedText(
                zh: "样本 \(sample) 和检测 \(run.number) 不是同一个网站的",
                en: "sample \(sample) and run \(run.number) are of different sites"
            ),
            remedy: LocalizedText(
                zh: "用 audit sample list 和 audit runs 查看编号",
                en: "See the numbers with audit sample list and audit runs"
            )
        )
    }
}
