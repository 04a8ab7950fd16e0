import Foundation

/// Reads a file a person names, whole and within a limit.
public enum InputFile {
    /// - Returns: The bytes of the file; of standard input where the path is `-`.
    /// - Throws: ``AuditError`` `unreadableFile` where it cannot be read or is larger than `maximumBytes`.
    public static func bytes(_ path: String, maximumBytes: Int) throws -> [UInt8] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle, let data = try? handle.read(upToCount: maximumBytes + 1) ?? Data() else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(zh: "没有这个文件，或无法读取", en: "no such file, or it cannot be read"),
                remedy: LocalizedText(zh: "请检查路径和读取权限", en: "Check the path and that you may read it")
            )
        }
        guard data.count <= maximumBytes else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(
                    zh: "文件超过 \(maximumBytes >> 20) MiB",
                    en: "the file is larger than \(maximumBytes >> 20) MiB"
                ),
                remedy: LocalizedText(zh: "请分成几个文件", en: "Split it into several files")
            )
        }
        return [UInt8](data)
    }
}
