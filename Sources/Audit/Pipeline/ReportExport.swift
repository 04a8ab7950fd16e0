import Synchronization

/// Writes a report with everything the store holds of its runs, bit by bit.
public struct ReportExport: Sendable {
    /// Findings read from the store at once.
    private static let batch = 1000

    let store: any AuditStore
    let report: Report
    let language: Language

    public init(_ report: Report, store: any AuditStore, language: Language) {
        self.report = report
        self.store = store
        self.language = language
    }

    /// Writes the report in the format, calling `sink` with each stretch of it.
    ///
    /// - Throws: ``AuditError`` where the store cannot be read, and what `sink` throws.
    public func write(
        as format: ReportFormat,
        to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws {
        if format.isDraft { try requireOneSite() }
        if format == .pdf { return try sink(try await printed()) }
        if let bytes = format.bytes(of: report, in: language) { return try sink(bytes) }
        guard let writer = format.writer(in: language) else { preconditionFailure("a format has bytes or a writer") }
        try await write(with: writer, to: sink)
    }

    private func printed() async throws -> [UInt8] {
        guard let printer = PDFPrinter.installed else { throw PDFPrinter.missing() }
        return try await printer.print(HTMLReport(report, language: language).render(forPrint: true), made: report.made)
    }

    /// A draft is about one site; which one has to be said where there are several.
    private func requireOneSite() throws {
        let sites = report.subjects.filter(\.isSite)
        guard sites.count != 1 else { return }
        throw AuditError(
            .usage,
            at: "--format",
            sites.isEmpty
                ? LocalizedText(
                    zh: "声明、自评和 OpenACR 只写网站，报告里没有网站",
                    en: "drafts are about a site, and the report has none"
                )
                : LocalizedText(
                    zh: "声明、自评和 OpenACR 每份只写一个网站，报告里有 \(sites.count) 个",
                    en: "a draft is about one site, and the report has \(sites.count)"
                ),
            remedy: LocalizedText(
                zh: "用 --subject 指定，编号见 audit subjects list",
                en: "Name one with --subject; audit subjects list shows them"
            )
        )
    }

    private func write<Writer: ReportWriter>(
        with writer: Writer,
        to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws {
        let desk = WritingDesk(writer, sink)
        try desk.write { $0.begin(report) }
        for subject in report.subjects {
            try desk.write { $0.begin(subject) }
            for isSuppressed in report.suppressions.isEmpty ? [false] : [false, true] {
                try await findings(of: subject.run.id, isSuppressed) { found in
                    try desk.write { writer in found.forEach { writer.add($0, isSuppressed: isSuppressed) } }
                }
            }
            if Writer.needsPassed {
                try await store.forEachPage(of: subject.run.id) { page in try desk.write { $0.add(page) } }
                let answers = try await store.answers(of: subject.run.id)
                try desk.write { writer in answers.forEach { writer.add($0) } }
            }
            try desk.write { $0.end(subject) }
        }
        try desk.write { try $0.end() }
    }

    private func findings(
        of run: RunID,
        _ isSuppressed: Bool,
        _ body: ([StoredFinding]) throws -> Void
    ) async throws {
        var filter = FindingFilter()
        filter.runs = [run]
        if !report.suppressions.isEmpty {
            filter.suppressed = isSuppressed ? .only : .without
            filter.moment = report.moment
        }
        var cursor: FindingCursor?
        repeat {
            let page = try await store.findings(filter, after: cursor, limit: Self.batch)
            try body(page.findings)
            cursor = page.next
        } while cursor != nil
    }
}

/// A writer whose output goes on to a sink after each step; the store calls back from a thread of its own.
private final class WritingDesk<Writer: ReportWriter>: Sendable {
    private let writer: Mutex<Writer>
    private let sink: @Sendable ([UInt8]) throws -> Void

    init(_ writer: Writer, _ sink: @escaping @Sendable ([UInt8]) throws -> Void) {
        self.writer = Mutex(writer)
        self.sink = sink
    }

    func write(_ step: (inout Writer) throws -> Void) throws {
        let bytes = try writer.withLock { writer in
            try step(&writer)
            return writer.drain()
        }
        if !bytes.isEmpty { try sink(bytes) }
    }
}
