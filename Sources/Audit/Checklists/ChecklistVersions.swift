public import Foundation

/// Checklists as they were, so that a form that comes late is read by the version it was filled in for.
///
/// A version lies in `versions/ID/VERSION/` of a folder of checklists: its file and every file of elements and drawings it was made of.
public enum ChecklistVersions {
    static func folder(of id: String, version: String, in folder: URL) -> URL {
        folder.appendingPathComponent("versions/\(id)/\(version)", isDirectory: true)
    }

    /// Keeps the present version of a checklist.
    ///
    /// - Parameters:
    ///   - id: Without `-short` or `-full`: all extents are kept.
    ///   - library: Where the checklist is now.
    ///   - folder: A folder of checklists; its `versions` is made where it is missing.
    /// - Returns: where the version lies, and whether it was kept now.
    /// - Throws: ``AuditErrors`` of the checklist, or ``AuditError`` where the version is kept already with other content.
    public static func keep(_ id: String, of library: ChecklistLibrary, in folder: URL) throws -> (URL, isNew: Bool) {
        let (checklist, files) = try library.files(of: id)
        guard ChecklistLibrary.isPlain(checklist.version) else { throw unusable(checklist) }
        let target = Self.folder(of: checklist.id, version: checklist.version, in: folder)
        let copies = try files.map { file, name in (target.appendingPathComponent(name), try Data(contentsOf: file)) }
        if FileManager.default.fileExists(atPath: target.path) {
            for (copy, content) in copies where FileManager.default.contents(atPath: copy.path) != content {
                throw changed(checklist, copy)
            }
            return (target, false)
        }
        let beside = target.appendingPathExtension("part")
        try? FileManager.default.removeItem(at: beside)
        do {
            for (copy, content) in copies {
                let path = beside.path + copy.path.dropFirst(target.path.count)
                let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                try content.write(to: URL(fileURLWithPath: path))
            }
            try FileManager.default.moveItem(at: beside, to: target)
        } catch {
            throw AtomicFile.failure(target.path, error)
        }
        return (target, true)
    }

    private static func unusable(_ checklist: Checklist) -> AuditError {
        AuditError(
            .malformedChecklist,
            at: checklist.id,
            LocalizedText(
                zh: "版本 \(checklist.version.quotedForMessage) 不能作文件夹名",
                en: "the version \(checklist.version.quotedForMessage) cannot name a folder"
            ),
            remedy: LocalizedText(zh: "版本请只用字母、数字和 . - _", en: "Use letters, digits and . - _ in versions")
        )
    }

    private static func changed(_ checklist: Checklist, _ copy: URL) -> AuditError {
        AuditError(
            .malformedChecklist,
            at: copy.relativePath,
            LocalizedText(
                zh: "核查表 \(checklist.id) 的版本 \(checklist.version) 已保存，但内容不同",
                en: "version \(checklist.version) of the checklist \(checklist.id) is kept already with other content"
            ),
            remedy: LocalizedText(
                zh: "核查表有改动就要提高 version",
                en: "Raise the version of a checklist with every change"
            )
        )
    }
}

extension ChecklistLibrary {
    /// A checklist and the files it is made of, with the names they have in a folder of checklists.
    func files(of id: String) throws(AuditErrors) -> (checklist: Checklist, files: [(file: URL, name: String)]) {
        // Tells an unknown id.
        _ = try checklist(id)
        let present = folders.map { $0.appendingPathComponent("\(id).yaml") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
        guard let present else {
            throw AuditErrors([
                AuditError(
                    .unknownChecklist,
                    at: id.quotedForMessage,
                    LocalizedText(zh: "这是一个核查表的简表或全表", en: "this is an extent of a checklist"),
                    remedy: LocalizedText(zh: "请去掉 -short 或 -full", en: "Leave out -short or -full")
                )
            ])
        }
        let (checklist, files) = try ChecklistLoader(folders: folders).load(present)
        let parts = files.map {
            (file: $0, name: ($0.pathExtension == "svg" ? "drawings/" : "elements/") + $0.lastPathComponent)
        }
        return (checklist, [(file: present, name: "\(id).yaml")] + parts)
    }
}
