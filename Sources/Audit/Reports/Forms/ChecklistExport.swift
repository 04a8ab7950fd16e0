/// An empty form of a checklist, for people and programs that do not read YAML.
public enum ChecklistExport: String, Sendable, CaseIterable {
    /// For ODK Collect and KoboToolbox: a workbook in both languages.
    case xlsform
    /// The same as XML, for servers that take no workbook.
    case xform
    /// A workbook to fill in.
    case xlsx
    case csv
    /// HTML for A4 paper.
    case print

    /// The form as a file.
    ///
    /// - Parameters:
    ///   - checklist: In the extent wanted.
    ///   - languages: Of what is filled in on a desk or on paper; forms for phones have both.
    ///   - instance: What the form is known by when it comes back.
    ///   - form: Answers to begin with, in a workbook or CSV file; of the same checklist.
    ///   - drawings: Whether questions of a form for phones show the files of ``media(of:)``.
    /// - Returns: XLSX, XML, CSV or HTML.
    /// - Throws: ``AuditError`` `diskFull` where no temporary file can be written.
    public func bytes(
        of checklist: Checklist,
        in languages: [Language],
        instance: String,
        form: FilledForm? = nil,
        drawings: Bool = false
    ) throws -> [UInt8] {
        switch self {
        case .xlsform: try XLSForm(checklist, hasDrawings: drawings).bytes()
        case .xform: XForm(checklist, hasDrawings: drawings).bytes()
        case .print: PrintedForm(checklist, language: languages.first ?? .en, instance: instance).render()
        case .xlsx:
            try FormWorkbook(FormTable(checklist, instance: instance, form: form), languages: languages).bytes()
        case .csv: FormCSV(table: FormTable(checklist, instance: instance, form: form), languages: languages).bytes()
        }
    }

    /// The drawings of a checklist as SVG files, which lie in a folder beside its form for phones.
    ///
    /// - Parameter checklist: In the extent wanted.
    /// - Returns: Each once, by name.
    public static func media(of checklist: Checklist) -> [(name: String, bytes: [UInt8])] {
        let drawings = Dictionary(checklist.items.compactMap { $0.drawing }.map { ($0.id, $0) }) { first, _ in first }
        return drawings.values.sorted { $0.id < $1.id }.map { ($0.fileName, $0.file) }
    }

    /// Whether a form of this kind is filled in on a phone, which may show drawings.
    public var isForPhones: Bool { self == .xlsform || self == .xform }

    /// Whether a form of this kind can come with answers.
    public var takesAnswers: Bool { self == .xlsx || self == .csv }
}
