import Foundation
import Testing

/// Test data that lies beside the checkout; the tests that need it are skipped where it is absent.
enum SharedData {
    static let comment: Comment = "the shared test data is not beside the checkout"

    /// The file or folder at `../shared/<path>`, if it is there.
    static func url(_ path: String) -> URL? {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let url = package.deletingLastPathComponent().appending(path: "shared").appending(path: path)
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }

    static func exists(_ path: String) -> Bool { url(path) != nil }

    static func bytes(_ path: String) throws -> [UInt8] {
        let url = try #require(SharedData.url(path))
        return [UInt8](try Data(contentsOf: url))
    }

    /// The regular files under a folder, sorted by path.
    static func files(under path: String) -> [URL] {
        guard let folder = url(path),
            let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        let files = walk.compactMap { $0 as? URL }.filter { url in
            (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
        }
        return files.sorted { $0.path < $1.path }
    }
}
