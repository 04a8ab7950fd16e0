/// An empty form of a checklist for people and programs that do not read YAML.
public enum ChecklistExport: String, Sendable, CaseIterable {
    /// For ODK Collect and KoboToolbox: a workbook in both languages.
    case xlsform
    /// HTML for A4 paper.
    case print

    /// The form as a file.
    ///
    /// - Parameters:
    ///   - checklist: In the extent wanted.
    ///   - language: Of the printed form; an XLSForm has both.
    ///   - instance: Printed on paper, so that what is typed in later is known again.
    /// - Returns: XLSX or HTML.
    public func bytes(of checklist: Checklist, in language: Language, instance: String) -> [UInt8] {
        switch self {
        case .xlsform: XLSForm(checklist).bytes()
        case .print: PrintedForm(checklist, language: language, instance: instance).render()
        }
    }
}
