/// Finds the runs that two numbers or two rounds mean, and compares them.
public struct RunDifferences: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// Compares two runs by number, or two rounds by name: of each subject the last ended run of its kind in either.
    ///
    /// The expiries of suppressions are judged at `moment`. Throws an ``AuditError`` `usage` where a name means no run, the
    /// two mean different things, or no subject is in both.
    public func compare(_ old: String, with new: String, at moment: Timestamp) async throws -> [RunDifference] {
        var differences: [RunDifference] = []
        for (old, new) in try await pairs(old, new) {
            let comparison = try await store.compare(old.id, with: new.id, at: moment)
            let subject = try await store.subject(new.subject)
            differences.append(
                RunDifference(old: old, new: new, subjectName: subject?.name ?? new.subject, comparison: comparison)
            )
        }
        return differences
    }

    /// The runs that two numbers or two names mean.
    func pairs(_ old: String, _ new: String) async throws -> [(old: Run, new: Run)] {
        switch (Int64(old), Int64(new)) {
        case (let old?, let new?): [(try await run(old), try await run(new))]
        case (nil, nil): try await rounds(old, new)
        default: throw Self.mixed("\(old) \(new)")
        }
    }

    private func run(_ number: Int64) async throws -> Run {
        guard let run = try await store.run(RunID(number)) else { throw Self.unknown("\(number)") }
        return run
    }

    private func rounds(_ old: String, _ new: String) async throws -> [(old: Run, new: Run)] {
        let runs = try await store.runs(of: nil)
        for name in [old, new] where !runs.contains(where: { $0.start.round == name }) { throw Self.unknown(name) }
        var last: [String: Run] = [:]
        for run in runs.reversed() where run.start.round == old && run.state != .running { last[Self.key(run)] = run }
        var pairs: [String: (old: Run, new: Run)] = [:]
        for run in runs.reversed() where run.start.round == new && run.state != .running {
            if let before = last[Self.key(run)] { pairs[Self.key(run)] = (before, run) }
        }
        guard !pairs.isEmpty else { throw Self.nothingInBoth("\(old) \(new)") }
        return pairs.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Runs with equal keys look at the same thing.
    private static func key(_ run: Run) -> String {
        "\(run.subject)\n\(run.start.kind.rawValue)\n\(run.checklist ?? "")"
    }

    static func unknown(_ name: String) -> AuditError {
        AuditError(
            .usage,
            at: name.quotedForMessage,
            LocalizedText(zh: "没有这个编号的检测，也没有这个名称的轮次", en: "no run has this number and no round this name"),
            remedy: LocalizedText(zh: "用 audit runs 查看编号和轮次", en: "See numbers and rounds with audit runs")
        )
    }

    private static func mixed(_ names: String) -> AuditError {
        AuditError(
            .usage,
            at: names,
            LocalizedText(zh: "一个是检测编号，一个是轮次名称", en: "one is the number of a run, the other the name of a round"),
            remedy: LocalizedText(zh: "请给出两个编号，或两个轮次", en: "Give two numbers or two rounds")
        )
    }

    private static func nothingInBoth(_ names: String) -> AuditError {
        AuditError(
            .usage,
            at: names,
            LocalizedText(zh: "没有对象在两个轮次里都检测过", en: "no subject was audited in both rounds"),
            remedy: LocalizedText(zh: "用 audit runs 查看各轮次的检测", en: "See the runs of each round with audit runs")
        )
    }
}
