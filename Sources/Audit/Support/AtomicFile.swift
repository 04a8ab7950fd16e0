public import Foundation

/// Writes a file in whole or not at all.
public enum AtomicFile {
    /// Writes beside the target and renames; into a device or pipe it writes as it is (``stream(_:)``).
    ///
    /// - Throws: ``AuditError`` `diskFull` where no space is left, else `unreadableFile`, naming the path.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            if let stream = try stream(path) {
                try stream.write(contentsOf: Data(bytes))
                return try stream.close()
            }
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch let error as AuditError {
            throw error
        } catch {
            throw failure(path, error)
        }
    }

    /// A device or pipe of this name, to be written into: a file in its place would end it for everybody (`/dev/null`).
    ///
    /// - Returns: nil where a file is to be made or replaced.
    /// - Throws: ``AuditError`` where it cannot be written, and for disks and sockets.
    public static func stream(_ path: String) throws -> FileHandle? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR: return nil
        case S_IFCHR, S_IFIFO:
            guard let file = FileHandle(forWritingAtPath: path) else { throw unwritable(path) }
            return file
        default: throw unwritable(path)
        }
    }

    /// A new empty file to be written piece by piece, or the device or pipe of this name.
    ///
    /// - Throws: ``AuditError`` where it cannot be made or written.
    public static func opened(_ path: String) throws -> FileHandle {
        if let stream = try stream(path) { return stream }
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw unwritable(path) }
        return file
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
