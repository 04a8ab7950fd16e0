import Foundation

/// How much room is left on a disk.
enum DiskSpace {
    /// The bytes an unprivileged program may still write beside the file; nil where the system does not say.
    static func freeBytes(besides path: String) -> Int? {
        var status = statvfs()
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard statvfs(folder, &status) == 0 else { return nil }
        let (bytes, overflows) = Int(clamping: status.f_bavail).multipliedReportingOverflow(by: Int(status.f_frsize))
        return overflows ? .max : bytes
    }
}
