import Foundation

/// A process of this machine, told from any other one before and after it.
///
/// Its number is used again one day; the moment it began and the machine's start tell it apart (proc(5)).
struct ProcessIdentity: Sendable, Equatable {
    /// Start of the machine, number and start of the process, as the store keeps them.
    let text: String

    init(text: String) { self.text = text }

    /// This process.
    static let current = ProcessIdentity(text: "\(boot)/\(getpid())/\(start(of: "self") ?? "")")

    private static let boot: String = {
        let file = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
        return file?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }()

    /// The process number, for messages.
    var number: String { String(text.split(separator: "/").dropFirst().first ?? "?") }

    /// Whether the process still runs; false also where it belongs to another machine.
    var isAlive: Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0] == Self.boot, Int(parts[1]) != nil else { return false }
        return Self.start(of: parts[1]) == parts[2]
    }

    /// When a process began, in ticks; nil where there is none, or a dead one that nobody has buried yet.
    private static func start(of process: String) -> String? {
        guard let file = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = file.lastIndex(of: ")")
        else { return nil }
        let fields = file[name...].split(separator: " ").dropFirst()
        // proc_pid_stat(5): field 3 is the state and the first one after the name, field 22 the start.
        guard fields.count > 19, fields.first != "Z", fields.first != "X" else { return nil }
        return String(fields[fields.startIndex + 19])
    }
}
