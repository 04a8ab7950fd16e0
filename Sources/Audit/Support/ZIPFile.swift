import CZip
import Foundation

/// The files of a ZIP archive somebody sent, read by libzip within bounds.
final class ZIPFile {
    /// What an archive could do to us; the values are far above any real form or submission.
    enum Bound {
        static let bytes = 512 << 20
        static let entries: Int64 = 20_000
        /// Of one file, unpacked.
        static let entryBytes = 64 << 20
        /// Of all files read, unpacked: an archive of a few kilobytes may stand for many gigabytes.
        static let totalBytes = 8 << 30
    }

    struct Refusal: Error {
        let problem: LocalizedText
    }

    /// The names as the archive gives them, in its order; never used as paths.
    let names: [String]
    private let archive: OpaquePointer
    private var left = Bound.totalBytes

    convenience init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Bound.bytes else {
            throw Refusal("压缩包超过 \(Bound.bytes >> 20) MiB", "the archive is larger than \(Bound.bytes >> 20) MiB")
        }
        let damaged = Refusal("不是完好的 ZIP 压缩包", "this is no sound ZIP archive")
        // libzip frees the copy when it closes the archive.
        guard let copy = malloc(max(1, bytes.count)) else { throw damaged }
        bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(copy, base, bytes.count) } }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else {
            free(copy)
            throw damaged
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), nil) else {
            zip_source_free(source)
            throw damaged
        }
        try self.init(open: archive)
    }

    /// An archive that stays in its file, of any size.
    convenience init(path: String) throws(Refusal) {
        guard let archive = zip_open(path, Int32(ZIP_RDONLY), nil) else {
            throw Refusal("无法读取，或不是完好的 ZIP 压缩包", "this cannot be read, or is no sound ZIP archive")
        }
        try self.init(open: archive)
    }

    private init(open archive: OpaquePointer) throws(Refusal) {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0, count <= Bound.entries else {
            zip_discard(archive)
            throw Refusal("压缩包里的文件超过 \(Bound.entries) 个", "the archive has more than \(Bound.entries) files")
        }
        self.archive = archive
        names = (0..<UInt64(count)).map { index in zip_get_name(archive, index, 0).map { String(cString: $0) } ?? "" }
    }

    deinit { zip_discard(archive) }

    /// The content of the file of this name; nil where there is none.
    ///
    /// - Throws: ``Refusal`` where it is damaged, encrypted or too large.
    func content(_ name: String) throws(Refusal) -> [UInt8]? {
        guard let index = names.firstIndex(of: name) else { return nil }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else { throw damaged(name) }
        defer { zip_fclose(file) }
        let bound = min(Bound.entryBytes, left)
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Int(zip_fread(file, &piece, UInt64(piece.count)))
            guard count >= 0 else { throw damaged(name) }
            guard count > 0 else { break }
            guard content.count + count <= bound else {
                throw Refusal(
                    "压缩包中的 \(name.quotedForMessage) 解开后太大",
                    "\(name.quotedForMessage) in the archive is too large when unpacked"
                )
            }
            content += piece[..<count]
        }
        left -= content.count
        return content
    }

    /// Whether a name is that of a file alone, without a folder.
    static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name != "." && name != ".." && !name.contains("/") && !name.contains("\\")
            && !name.contains("\0")
    }

    private func damaged(_ name: String) -> Refusal {
        Refusal(
            "压缩包中的 \(name.quotedForMessage) 已损坏或加密",
            "\(name.quotedForMessage) in the archive is damaged or encrypted"
        )
    }
}

extension ZIPFile.Refusal {
    fileprivate init(_ zh: String, _ en: String) { self.init(problem: LocalizedText(zh: zh, en: en)) }
}
