/// Takes what another tool found into the store, beside what our own scans found and apart from it.
///
/// The requirement of such a finding is named after the tool (`axe-core:image-alt`), its run has the mode `import:axe`,
/// and its confidence is never certain: we have not looked.
public struct FindingImport: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case axe, sarif, earl, csv
    }

    /// What was taken in.
    public struct Result: Sendable {
        public let run: RunID
        public let tool: String
        public let pages: Int
        public let findings: Int
    }

    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    public static let maximumBytes = 256 << 20

    /// - Parameters:
    ///   - bytes: The report of the other tool.
    ///   - path: Its name, for messages.
    ///   - format: What it is written in; found out where nil.
    ///   - subject: The id of the subject the pages belong to; made as a site where it is new.
    ///   - tool: The tool's name where the report does not say it.
    ///   - moment: When the run counts as made.
    /// - Returns: The run and what it holds.
    /// - Throws: ``AuditError`` `malformedForm` where the report is none of these, `nothingAudited` where it names no page.
    public func run(
        _ bytes: [UInt8],
        path: String,
        as format: Format?,
        subject: String,
        tool: String? = nil,
        at moment: Timestamp
    ) async throws -> Result {
        var (report, format) = try Self.read(bytes, path: path, as: format, tool: tool)
        if let tool { report.tool = tool }
        guard !report.pages.isEmpty else { throw Self.nothing(path) }
        if try await store.subject(subject) == nil {
            try await store.save(
                Subject(id: subject, kind: .site, name: subject, address: report.pages.min() ?? ""),
                by: .tool("import")
            )
        }
        let prefix = Self.prefix(report.tool)
        let requirements = Self.requirements(report, prefix)
        let start = RunStart(
            started: moment,
            toolVersion: report.version.isEmpty ? report.tool : "\(report.tool) \(report.version)",
            requirements: requirements,
            mode: RunStart.importMode + format.rawValue
        )
        let run = try await store.begin(start, of: subject)
        let pages = Self.pages(report, prefix, requirements, at: moment)
        for first in stride(from: 0, to: pages.count, by: Self.pagesAtOnce) {
            try await store.record(Array(pages[first..<min(first + Self.pagesAtOnce, pages.count)]), in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: moment)
        return Result(run: run, tool: start.toolVersion, pages: pages.count, findings: report.entries.count)
    }

    private static let pagesAtOnce = 100

    private static func read(
        _ bytes: [UInt8],
        path: String,
        as format: Format?,
        tool: String?
    ) throws -> (ForeignReport, Format) {
        let first = bytes.first { !$0.isHTMLSpace && !($0 >= 0xBB) }
        let looksLikeJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        if format == .csv || format == nil && !looksLikeJSON {
            return (try ForeignReport(csv: bytes, path: path, tool: tool ?? "csv"), .csv)
        }
        guard let value = JSONValue(bytes) else { throw unreadable(path) }
        if format != .sarif, format != .earl, let report = ForeignReport(axe: value) { return (report, .axe) }
        if format != .axe, format != .earl, let report = ForeignReport(sarif: value) { return (report, .sarif) }
        if format != .axe, format != .sarif, let report = ForeignReport(earl: value) { return (report, .earl) }
        throw unreadable(path)
    }

    // MARK: - Making

    /// The tool's name as the beginning of an id.
    private static func prefix(_ tool: String) -> String {
        let name = tool.lowercased().utf8.prefix(40).map { byte -> UInt8 in
            byte.isASCIIAlpha || byte.isASCIIDigit || byte == UInt8(ascii: ".") ? byte : UInt8(ascii: "-")
        }
        return String(decoding: name, as: UTF8.self) + ":"
    }

    private static func requirements(_ report: ForeignReport, _ prefix: String) -> [Requirement] {
        var known: [String: Requirement] = [:]
        for entry in report.entries where known[entry.rule] == nil {
            known[entry.rule] = Requirement(
                id: prefix + entry.rule,
                domain: .web,
                title: LocalizedText(zh: entry.message, en: entry.message),
                severity: entry.severity,
                criteria: entry.criteria
            )
        }
        for rule in report.passed.values.reduce(into: Set<String>(), { $0.formUnion($1) }) where known[rule] == nil {
            known[rule] = Requirement(
                id: prefix + rule,
                domain: .web,
                title: LocalizedText(zh: rule, en: rule),
                severity: .moderate,
                criteria: []
            )
        }
        return known.values.sorted { $0.id < $1.id }
    }

    private static func pages(
        _ report: ForeignReport,
        _ prefix: String,
        _ requirements: [Requirement],
        at moment: Timestamp
    ) -> [PageRecord] {
        let entries = Dictionary(grouping: report.entries, by: \.page)
        return report.pages.sorted().map { page in
            let own = entries[page] ?? []
            let assertions = requirements.map { requirement in
                assertion(
                    requirement.id,
                    String(requirement.id.dropFirst(prefix.count)),
                    own,
                    report.passed[page] ?? []
                )
            }
            return PageRecord(
                address: page,
                // Beside the page of our own scans, whose findings go on standing.
                key: "import \(prefix) \(page)",
                fetch: PageRecord.Fetch(at: moment),
                assertions: assertions,
                findings: findings(own, prefix, page: page)
            )
        }
    }

    private static func assertion(
        _ id: String,
        _ rule: String,
        _ entries: [ForeignReport.Entry],
        _ passed: Set<String>
    ) -> Assertion {
        let own = entries.filter { $0.rule == rule }
        let failed = own.count { $0.outcome == .failed }
        let outcome: Outcome =
            failed > 0 ? .failed : !own.isEmpty ? .cantTell : passed.contains(rule) ? .passed : .untested
        return Assertion(rule: id, outcome: outcome, failed: failed, cantTell: own.count - failed)
    }

    private static func findings(_ entries: [ForeignReport.Entry], _ prefix: String, page: String) -> [Finding] {
        var seen: [Signals: Int] = [:]
        return entries.map { entry in
            let path = entry.xpath.split(separator: "/").map { $0.prefix { $0 != "[" } }.joined(separator: "/")
            var signals = Signals(
                family: prefix + entry.rule,
                page: "import \(prefix) \(page)",
                path: path,
                shape: NoiseMask.name((entry.selector.isEmpty ? entry.snippet : entry.selector).utf8)
            )
            signals.ordinal = seen[signals, default: 0]
            var counted = signals
            counted.ordinal = 0
            seen[counted, default: 0] += 1
            return Finding(
                domain: .web,
                requirement: signals.family,
                outcome: entry.outcome,
                kind: entry.outcome == .failed ? .violation : .review,
                confidence: entry.outcome == .failed ? .likely : .review,
                severity: entry.severity,
                criteria: entry.criteria,
                message: PersonalData.masked(LocalizedText(zh: entry.message, en: entry.message)),
                place: .node(
                    NodePlace(
                        page: page,
                        xpath: entry.xpath,
                        selector: entry.selector,
                        line: entry.line,
                        column: entry.column,
                        offset: -1,
                        snippet: snippet(entry.snippet)
                    )
                ),
                occurrence: signals.occurrence.text,
                defect: signals.pattern(site: page).text,
                signals: signals
            )
        }
    }

    /// Masked and cut as our own are.
    private static func snippet(_ text: String) -> String {
        let masked = PersonalData.masked(text.utf8.prefix(2 * FindingMaker.maximumSnippet)).string
        return masked.utf8.count <= FindingMaker.maximumSnippet
            ? masked : String(masked.unicodeScalars.prefix(FindingMaker.maximumSnippet / 4).map(Character.init)) + "…"
    }

    // MARK: - Errors

    private static func unreadable(_ path: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: path,
            LocalizedText(
                zh: "不是 axe 的 JSON、SARIF 2.1、EARL 的 JSON-LD，也不是 CSV",
                en: "this is neither JSON of axe, SARIF 2.1, JSON-LD of EARL nor CSV"
            ),
            remedy: LocalizedText(
                zh: "用 --format 说明格式，并检查文件是否完整",
                en: "Name the format with --format and check the file"
            )
        )
    }

    private static func nothing(_ path: String) -> AuditError {
        AuditError(
            .nothingAudited,
            at: path,
            LocalizedText(zh: "报告里没有页面", en: "the report names no page"),
            remedy: LocalizedText(zh: "检查文件是否完整", en: "Check that the file is complete")
        )
    }
}
