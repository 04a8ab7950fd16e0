/// Everything that is wrong with one file a person wrote, so that it can be put right in one go.
public struct AuditErrors: Error, Sendable, Equatable {
    /// At least one, in the order of the file.
    public let errors: [AuditError]
    /// How many more there are beyond ``ProblemLog/maximum``.
    public let omitted: Int

    init(_ errors: [AuditError], omitted: Int = 0) {
        precondition(!errors.isEmpty, "a refusal has a reason")
        self.errors = errors
        self.omitted = omitted
    }
}

/// Collects the problems of one file while it is read on.
final class ProblemLog {
    /// Beyond this many the rest is only counted.
    static let maximum = 50

    let path: String
    let code: AuditError.Code
    /// Where a line is in words, for files whose places are no lines: the cell of a sheet.
    var places: [Int: String] = [:]
    private var found: [(line: Int, error: AuditError)] = []
    private var omitted = 0

    init(path: String, code: AuditError.Code) {
        self.path = path
        self.code = code
    }

    var isEmpty: Bool { found.isEmpty }

    func add(_ line: Int, _ problem: LocalizedText, remedy: LocalizedText) {
        guard found.count < Self.maximum else {
            omitted += 1
            return
        }
        found.append((line, AuditError(code, at: "\(path):\(places[line] ?? "\(line)")", problem, remedy: remedy)))
    }

    func add(_ line: Int, _ problem: (zh: String, en: String), remedy: (zh: String, en: String)) {
        add(line, LocalizedText(zh: problem.zh, en: problem.en), remedy: LocalizedText(zh: remedy.zh, en: remedy.en))
    }

    /// Throws what was found, by line; returns if nothing was.
    func throwIfAny() throws(AuditErrors) {
        guard !found.isEmpty else { return }
        let sorted = found.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        throw AuditErrors(sorted.map(\.element.error), omitted: omitted)
    }
}
