import Audit
import Foundation
import Synchronization

/// Where a result goes as it comes: standard output, or a file beside the one asked for that is renamed at the end.
final class OutputSink: Sendable {
    private let handle: Mutex<FileHandle>
    private let path: String?
    /// Whether it is a device or pipe, which nothing takes the place of.
    private let isStream: Bool

    private var temporary: String? { isStream ? nil : path.map { $0 + ".part" } }

    init(path: String?) throws {
        self.path = path
        guard let path else {
            isStream = true
            handle = Mutex(FileHandle.standardOutput)
            return
        }
        if let stream = try AtomicFile.stream(path) {
            isStream = true
            handle = Mutex(stream)
            return
        }
        isStream = false
        guard FileManager.default.createFile(atPath: path + ".part", contents: nil),
            let file = FileHandle(forWritingAtPath: path + ".part")
        else { throw AtomicFile.unwritable(path) }
        handle = Mutex(file)
    }

    func write(_ bytes: [UInt8]) throws {
        do {
            try handle.withLock { try $0.write(contentsOf: Data(bytes)) }
        } catch {
            throw AtomicFile.failure(path ?? "stdout", error)
        }
    }

    /// What was not finished is not left behind; after ``close()`` there is nothing of that name.
    deinit {
        if let temporary { unlink(temporary) }
    }

    /// Gives the file its name.
    func close() throws {
        guard let path, let temporary else { return }
        try handle.withLock { try $0.close() }
        guard rename(temporary, path) == 0 else { throw AtomicFile.unwritable(path) }
    }
}
