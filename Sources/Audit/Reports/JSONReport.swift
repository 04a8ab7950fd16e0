/// The report for programs: subjects with their runs, figures and totals, and every finding.
///
/// The keys are in docs/reports.md; they are written in the order given there.
public struct JSONReport: ReportWriter {
    /// Raised when a key changes its meaning or goes.
    public static let schema = "audit-report/1"

    private let language: Language
    private var writer = JSONWriter()

    public init(language: Language) { self.language = language }

    public mutating func begin(_ report: Report) {
        writer.open(.object)
        for (key, value) in [
            ("schema", Self.schema), ("language", language.rawValue), ("title", report.title[language]),
            ("made", report.made.iso8601), ("judged", report.moment.iso8601), ("toolVersion", report.toolVersion),
            ("dataHash", report.dataHash),
        ] {
            writer.key(key)
            writer.value(value)
        }
        Self.suppressions(report.suppressions, &writer)
        writer.key("indicators")
        if let indicators = report.indicators { indicators.write(to: &writer) } else { writer.null() }
        writer.key("summaries")
        writer.array(of: report.summaries) { $1.write(to: &$0) }
        writer.key("subjects")
        writer.open(.array)
    }

    public mutating func begin(_ entry: SubjectReport) {
        writer.open(.object)
        subject(entry.subject)
        run(entry.run)
        writer.key("sentence")
        writer.value(entry.sentence[language])
        figures(entry.figures)
        Self.indices(entry.parts, language, &writer)
        writer.key("totals")
        writer.array(of: entry.totals) { [language] writer, total in Self.write(total, language, &writer) }
        untested(entry.untested)
        writer.key("method")
        writer.array(of: entry.method) { [language] writer, fact in
            Self.texts([("label", fact.label[language]), ("value", fact.value[language])], &writer)
        }
        Self.parts(entry, language, &writer)
        writer.key("findings")
        writer.open(.array)
    }

    public mutating func add(_ finding: StoredFinding, isSuppressed: Bool) {
        writer.object { [language] writer in
            FindingListing.writeKeys(of: finding, language: language, to: &writer)
            writer.key("suppressed")
            writer.value(isSuppressed)
        }
    }

    public mutating func end(_ subject: SubjectReport) {
        writer.close(.array)
        writer.close(.object)
    }

    public mutating func end() {
        writer.close(.array)
        writer.close(.object)
        writer.newline()
    }

    public mutating func drain() -> [UInt8] { writer.drain() }

    // MARK: - Parts

    private mutating func subject(_ subject: Subject) {
        for (key, value) in [
            ("id", subject.id), ("kind", subject.kind.rawValue), ("name", subject.name),
            ("address", PersonalData.maskedAddress(subject.address)),
        ] {
            writer.key(key)
            writer.value(value)
        }
        writer.key("division")
        writer.value(subject.division)
        writer.key("region")
        writer.value(subject.region)
        writer.key("category")
        writer.value(subject.category)
        writer.key("unit")
        writer.value(subject.responsibleUnit)
        writer.key("department")
        writer.value(subject.supervisingDepartment)
    }

    private mutating func run(_ run: Run) {
        writer.key("run")
        writer.object { writer in
            writer.key("id")
            writer.value(run.id.number)
            for (key, value) in [
                ("kind", run.start.kind.rawValue), ("mode", run.start.mode), ("state", run.state.rawValue),
                ("started", run.start.started.iso8601),
            ] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("ended")
            writer.value(run.ended?.iso8601)
            writer.key("stopReason")
            writer.value(run.stopReason)
            for (key, value) in [
                ("checked", run.checked), ("notChecked", run.notChecked), ("failed", run.failed),
                ("cantTell", run.cantTell),
            ] {
                writer.key(key)
                writer.value(value)
            }
        }
    }

    private mutating func figures(_ figures: [SubjectReport.Figure]) {
        writer.key("figures")
        writer.array(of: figures) { [language] writer, figure in
            Self.texts(
                [
                    ("label", figure.label[language]), ("value", figure.value[language]),
                    ("basis", figure.basis[language]),
                ],
                &writer
            )
        }
    }

    private mutating func untested(_ untested: [SubjectReport.Untested]) {
        writer.key("untested")
        writer.array(of: untested) { [language] writer, entry in
            writer.object { writer in
                writer.key("what")
                writer.value(entry.what[language])
                writer.key("count")
                writer.value(entry.count)
                writer.key("reason")
                writer.value(entry.reason[language])
                writer.key("examples")
                writer.array(of: entry.examples) { $0.value($1) }
            }
        }
    }

    private static func write(_ total: RequirementTotal, _ language: Language, _ writer: inout JSONWriter) {
        let requirement = total.requirement
        writer.object { writer in
            for (key, value) in [
                ("requirement", requirement.id), ("title", requirement.title[language]),
                ("kind", requirement.kind.rawValue), ("severity", requirement.severity.rawValue),
            ] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("criteria")
            writer.array(of: requirement.criteria) { $0.value($1) }
            for (key, count) in [
                ("failed", total.failed), ("cantTell", total.cantTell), ("passed", total.passed),
            ] {
                writer.key(key)
                writer.value(count)
            }
            writer.key("pages")
            writer.object { writer in
                for outcome in Outcome.allCases {
                    writer.key(outcome.rawValue)
                    writer.value(total.pages[outcome] ?? 0)
                }
            }
        }
    }

    static func texts(_ pairs: [(String, String)], _ writer: inout JSONWriter) {
        writer.object { writer in
            for (key, value) in pairs {
                writer.key(key)
                writer.value(value)
            }
        }
    }
}
