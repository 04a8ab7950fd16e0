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
        if let bytes = format.bytes(of: report, in: language) { return try sink(bytes) }
        guard let writer = format.writer(in: language) else { preconditionFailure("a format has bytes or a writer") }
        try await write(with: writer, to: sink)
    }

    private func write<Writer: ReportWriter>(
        with writer: Writer,
        to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws {
        let desk = WritingDesk(writer, sink)
        try desk.write { $0.begin(report) }
        for subject in report.subjects {
            try desk.write { $0.begin(subject) }
            try await findings(of: subject.run.id) { found in
                try desk.write { writer in found.forEach { writer.add($0) } }
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

    private func findings(of run: RunID, _ body: ([StoredFinding]) throws -> Void) async throws {
        var filter = FindingFilter()
        filter.runs = [run]
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
