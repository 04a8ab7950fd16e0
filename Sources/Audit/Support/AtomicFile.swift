import Foundation

/// Writes a file in whole or not at all.
public enum AtomicFile {
    /// Writes beside the target and renames.
    ///
    /// - Throws: ``AuditError`` `diskFull` where no space is left, else `unreadableFile`, naming the path.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw failure(path, error)
        }
    }

    /// What the error of a write means to the person who asked for it.
    public static func failure(_ path: String, _ error: any Error) -> AuditError {
        let isFull =
            (error as? CocoaError)?.code == .fileWriteOutOfSpace
            || ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code == Int(ENOSPC)
        guard isFull else { return unwritable(path) }
        return AuditError(
            .diskFull,
            at: path,
            LocalizedText(zh: "磁盘空间不足，未写入", en: "the disk is full, nothing was written"),
            remedy: LocalizedText(zh: "请释放空间后重试", en: "Free some space and try again")
        )
    }

    /// The error for a file that cannot be made or written.
    public static func unwritable(_ path: String) -> AuditError {
        AuditError(
            .unreadableFile,
            at: path,
            LocalizedText(zh: "无法写入此文件", en: "cannot write this file"),
            remedy: LocalizedText(
                zh: "请检查文件夹是否存在、是否有写权限",
                en: "Check that the folder exists and that you may write there"
            )
        )
    }
}
