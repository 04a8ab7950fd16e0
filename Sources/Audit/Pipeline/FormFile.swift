import Foundation

/// One file of forms in any of the kinds people and phones hand in, told by the end of its name.
enum FormFile {
    /// A form that was read, and the files that came with it.
    struct Read {
        /// What messages call it.
        let path: String
        let form: FilledForm
        let checklist: Checklist
        /// The bytes of a photo by the name the form gives it, nil where it did not come with the form; where there is no
        /// such function photos lie in the folder of the file.
        var attachment: ((String) throws -> [UInt8]?)?
    }

    /// The forms of a file: one, or all submissions of an archive of ODK Central.
    ///
    /// - Throws: ``AuditErrors`` with place and remedy of every problem.
    static func read(_ file: URL, library: ChecklistLibrary) throws(AuditErrors) -> [Read] {
        let path = file.relativePath
        let found: (form: FilledForm, checklist: Checklist)
        switch file.pathExtension.lowercased() {
        case "xml": found = try Submission.read(file, library: library)
        case "zip": return try CentralArchive.read(file, library: library)
        case "xlsx":
            found = try FormTableFile.read(
                xlsx: try bytes(file, ZIPFile.Bound.entryBytes),
                path: path,
                library: library
            )
        case "csv":
            let text = unicode(try bytes(file, CSVTable.maximumBytes))
            found = try FormTableFile.read(csv: text, path: path, library: library)
        case "json":
            found = try FormReader.read(json: try bytes(file, YAMLNode.Bound.bytes), path: path, library: library)
        default: found = try FormReader.read(file, library: library)
        }
        return [Read(path: path, form: found.form, checklist: found.checklist)]
    }

    /// Spreadsheets in China write GB 18030 where nobody asks for UTF-8.
    private static func unicode(_ bytes: [UInt8]) -> [UInt8] {
        guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
        return Charset.decode(bytes, header: "text/csv; charset=gb18030").bytes
    }

    private static func bytes(_ file: URL, _ maximum: Int) throws(AuditErrors) -> [UInt8] {
        do {
            return try InputFile.bytes(file.path, maximumBytes: maximum)
        } catch {
            throw AuditErrors([error as? AuditError ?? AtomicFile.unwritable(file.relativePath)])
        }
    }
}
