/// Finds the run a person means.
public struct RunSelection: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The scan of that number, or the newest one.
    ///
    /// - Throws: ``AuditError`` `usage` where there is no such run.
    public func scan(numbered number: Int64?) async throws -> Run {
        if let number, let run = try await store.run(RunID(number)), run.start.kind == .scan { return run }
        if number == nil,
            let run = try await store.runs(of: nil).first(where: { $0.start.kind == .scan && !$0.start.isImport })
        {
            return run
        }
        throw AuditError(
            .usage,
            at: number.map { "--run \($0)" } ?? "pages",
            LocalizedText(zh: "数据库里没有这次网站检测", en: "the store holds no such scan"),
            remedy: LocalizedText(zh: "用 audit runs 查看编号", en: "See the numbers with audit runs")
        )
    }
}
