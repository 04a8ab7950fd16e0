import Foundation

extension FormSession {
    /// Goes on with the file where it exists, else begins a form of the checklist named.
    ///
    /// - Throws: ``AuditErrors`` where the file is no form, or is not there and no checklist is named.
    public static func open(
        _ path: String,
        checklist: String?,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> FormSession {
        if let data = FileManager.default.contents(atPath: path) {
            return try FormSession(resuming: [UInt8](data), path: path, library: library)
        }
        guard let checklist else {
            throw AuditErrors([
                AuditError(
                    .usage,
                    at: path,
                    LocalizedText(zh: "没有这个文件", en: "there is no such file"),
                    remedy: LocalizedText(
                        zh: "用 --checklist 说明用哪个核查表开始",
                        en: "Name the checklist to begin with: --checklist"
                    )
                )
            ])
        }
        return FormSession(try library.checklist(checklist))
    }
}
