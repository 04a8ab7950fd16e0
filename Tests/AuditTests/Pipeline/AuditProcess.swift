import Foundation
import Synchronization

/// The `audit` command that was built with these tests, as a process of its own.
final class AuditProcess: Sendable {
    /// The command's file; nil where only the library was built.
    static let executable: URL? = {
        let folder = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
        let file = folder.appending(path: "audit")
        return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
    }()

    struct Ending: Sendable {
        /// The exit code, or the signal that ended the process.
        var code: Int32
        var isSignal: Bool
        var standardError: String
    }

    private let process: Process
    private let errors: URL

    /// Starts the command; its standard error goes to a file, so that it never waits for a reader.
    init(_ arguments: [String], in folder: TemporaryFolder) throws {
        process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = ["LANG": "C", "PATH": "/usr/bin:/bin", "CI": "1"]
        errors = URL(filePath: folder.path("stderr-\(UUID().uuidString)"))
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardOutput = FileHandle.nullDevice
    }

    /// Waits for the end, sending signals on the way, each so long after the one before.
    func run(_ signals: [(after: Duration, number: Int32)] = []) async throws -> Ending {
        let (ends, feed) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in
            feed.yield()
            feed.finish()
        }
        try process.run()
        let pid = process.processIdentifier
        let sender = Task {
            for signal in signals {
                try await Task.sleep(for: signal.after)
                kill(pid, signal.number)
            }
        }
        for await _ in ends { break }
        sender.cancel()
        return Ending(
            code: process.terminationStatus,
            isSignal: process.terminationReason == .uncaughtSignal,
            standardError: (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
        )
    }
}
