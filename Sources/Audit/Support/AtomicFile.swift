import Foundation

/// Writes a file in whole or not at all.
public enum AtomicFile {
    /// Writes beside the target and renames.
    ///
    /// - Throws: ``AuditError`` `diskFull` where no space is left, else `unreadableFile`, naming the path.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
            throw AuditError(
                .diskFull,
                at: path,
                LocalizedText(zh: "磁盘空间不足，未写入", en: "the disk is full, nothing was written"),
                remedy: LocalizedText(zh: "请释放空间后重试", en: "Free some space and try again")
            )
        } catch {
            throw AuditError(
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
}
