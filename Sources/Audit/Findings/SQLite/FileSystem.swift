import Foundation

/// What kind of file system a file lies on.
enum FileSystem {
    /// The type of the network file system the file lies on, such as `nfs4`, or nil for a local one.
    ///
    /// SQLite's write-ahead log needs memory shared between processes, which network file systems do not give.
    static func networkType(ofFileAt path: String) -> String? {
        // Where the kernel shows no mounts there is nothing to go by.
        guard let mounts = FileManager.default.contents(atPath: "/proc/self/mounts") else { return nil }
        let absolute = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return networkType(of: absolute, mounts: [UInt8](mounts))
    }

    /// The same, by these lines of `/proc/self/mounts` (device, mount point, type, options).
    static func networkType(of path: String, mounts: [UInt8]) -> String? {
        var best = (length: -1, type: "")
        for line in mounts.split(separator: UInt8(ascii: "\n")) {
            let fields = line.spaceSeparated
            guard fields.count >= 3 else { continue }
            let point = unescaped(fields[1])
            let contains = point == "/" || path == point || path.hasPrefix(point + "/")
            // Of two mounts on one point the later hides the earlier.
            if contains, point.utf8.count >= best.length { best = (point.utf8.count, fields[2].string) }
        }
        let isRemoteFUSE = best.type.hasPrefix("fuse.") && !localFUSE.contains(best.type)
        return networkTypes.contains(best.type) || isRemoteFUSE ? best.type : nil
    }

    private static let networkTypes: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "lustre", "gpfs", "glusterfs", "beegfs",
        "davfs",
    ]
    /// FUSE drivers of disks in the machine.
    private static let localFUSE: Set<String> = [
        "fuse.ntfs-3g", "fuse.ntfs", "fuse.exfat", "fuse.fuse-overlayfs", "fuse.mergerfs", "fuse.ext4", "fuse.lxcfs",
    ]

    /// A field in which spaces and the like are written as `\040`.
    private static func unescaped(_ field: Bytes) -> String {
        var output: [UInt8] = []
        var index = field.startIndex
        while index < field.endIndex {
            let digits = field[index...].dropFirst().prefix(3)
            if field[index] == UInt8(ascii: "\\"), digits.count == 3, let code = UInt8(digits.string, radix: 8) {
                output.append(code)
                index += 4
            } else {
                output.append(field[index])
                index += 1
            }
        }
        return output.string
    }
}
