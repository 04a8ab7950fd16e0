import Foundation

extension Seed {
    /// The subject a line of the table names.
    ///
    /// A region that is a code of administrative divisions (two to twelve digits) is also the subject's division; a kind
    /// that is none of ours is its category.
    var subject: Subject {
        let isCode = (2...12).contains(region.utf8.count) && region.utf8.allSatisfy(\.isASCIIDigit)
        let known = Subject.Kind(rawValue: kind)
        return Subject(
            id: subjectID,
            kind: known ?? .site,
            name: name.isEmpty ? subjectID : name,
            address: url.description,
            division: isCode ? region : nil,
            region: region.isEmpty ? nil : region,
            category: known != nil || kind.isEmpty ? nil : kind,
            responsibleUnit: unit.isEmpty ? nil : unit
        )
    }
}

extension SeedFile {
    /// Reads the table of a path.
    ///
    /// - Throws: ``AuditError`` with file and line; nothing is read in part.
    public static func seeds(at path: String) throws -> [Seed] {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: maximumBytes + 1) ?? Data()
        else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(zh: "无法读取", en: "it cannot be read"),
                remedy: LocalizedText(zh: "检查路径和权限", en: "Check the path and its permissions")
            )
        }
        return try seeds(in: Array(data), path: path)
    }
}
