/// The formats a report can be written in.
public enum ReportFormat: String, Sendable, CaseIterable {
    case html, csv, xlsx, json, sarif, earl, junit, markdown
    /// Rectification notices, one packet a responsible unit, as a page and as a workbook.
    case notice
    case noticeWorkbook = "notice-xlsx"
    /// The HTML report as printed by an installed browser.
    case pdf
    /// Drafts about one site that its owner completes.
    case openacr, statement
    case selfAssessment = "self-assessment"

    /// Whether it is about one site, so that no other may be in the report.
    public var isDraft: Bool { self == .openacr || self == .statement || self == .selfAssessment }
}

/// A format that lists every finding, one after another, so that memory stays flat however many there are.
///
/// Calls come in this order: `begin(report)`; for each subject `begin(subject)`, its findings in the order of the store
/// and after them those that are suppressed, its pages or answers where ``needsPassed``, `end(subject)`; then `end()`. `drain()` may come between any two.
public protocol ReportWriter: Sendable {
    /// Whether what passed, did not apply or was not tested is asked for beside the findings.
    static var needsPassed: Bool { get }

    init(language: Language)

    mutating func begin(_ report: Report)
    mutating func begin(_ subject: SubjectReport)
    /// Takes a finding; one that a suppression in force covers counts nowhere.
    mutating func add(_ finding: StoredFinding, isSuppressed: Bool)
    mutating func add(_ page: PageRecord)
    mutating func add(_ answer: Inspection.Answer)
    mutating func end(_ subject: SubjectReport)
    mutating func end() throws
    /// Hands over what has been written since it was last called.
    mutating func drain() -> [UInt8]
}

extension ReportWriter {
    public static var needsPassed: Bool { false }

    public mutating func add(_ page: PageRecord) {}
    public mutating func add(_ answer: Inspection.Answer) {}
}

extension ReportFormat {
    /// The writer of a format that lists every finding; nil for those made of the report alone.
    public func writer(in language: Language) -> (any ReportWriter)? {
        switch self {
        case .csv: CSVReport(language: language)
        case .xlsx: XLSXReport(language: language)
        case .json: JSONReport(language: language)
        case .sarif: SARIFReport(language: language)
        case .earl: EARLReport(language: language)
        case .html, .junit, .markdown, .notice, .noticeWorkbook, .pdf, .openacr, .statement, .selfAssessment: nil
        }
    }

    /// The whole file, for formats made of the report alone; nil for the others, and for drafts without a site.
    public func bytes(of report: Report, in language: Language) -> [UInt8]? {
        switch self {
        case .html: HTMLReport(report, language: language).render()
        case .junit: JUnitReport(report, language: language).render()
        case .markdown: MarkdownReport(report, language: language).render()
        case .openacr, .statement, .selfAssessment:
            report.subjects.first(where: \.isSite).map { draft(of: $0, report, language) }
        case .csv, .xlsx, .json, .sarif, .earl, .notice, .noticeWorkbook, .pdf: nil
        }
    }

    private func draft(of site: SubjectReport, _ report: Report, _ language: Language) -> [UInt8] {
        switch self {
        case .openacr: OpenACRReport(report: report, site: site, language: language).render()
        case .statement: AccessibilityStatement(report: report, site: site, language: language).render()
        default: SelfAssessment(report: report, site: site, language: language).render()
        }
    }
}
