import CZip
import Foundation

/// Writes the archives that tests read, with libzip.
enum ZIPWriter {
    static func archive(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).zip").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let archive = zip_open(path, Int32(ZIP_CREATE | ZIP_TRUNCATE), nil) else { return [] }
        var copies: [UnsafeMutableRawPointer] = []
        for (name, content) in files {
            let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, content.count), alignment: 1)
            content.withUnsafeBytes {
                if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: content.count) }
            }
            copies.append(copy)
            let source = zip_source_buffer(archive, copy, UInt64(content.count), 0)
            zip_file_add(archive, name, source, 0)
        }
        zip_close(archive)
        for copy in copies { copy.deallocate() }
        return [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    }
}
