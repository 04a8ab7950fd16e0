public import Foundation

/// Imports filled forms into a store: all of them or none.
public enum FormImport {
    /// What became of one form.
    public struct Result: Sendable {
        public let path: String
        public let form: FilledForm
        public let fate: Fate
        public let counts: [Outcome: Int]
        public let findings: [Finding]
    }

    public enum Fate: Sendable, Equatable {
        case stored(RunID)
        case alreadyStored(RunID)
        /// A draft is checked and counted; only a final form is stored.
        case checkedOnly
    }

    /// Reads and checks every form before the first is stored.
    ///
    /// - Throws: ``AuditErrors`` with the problems of all forms together, or ``AuditError`` of the store.
    public static func run(
        _ files: [URL],
        library: ChecklistLibrary,
        store: () throws -> any AuditStore
    ) async throws -> [Result] {
        var problems: [AuditError] = []
        var omitted = 0
        var read: [(path: String, found: InspectionFindings)] = []
        for file in files {
            do throws(AuditErrors) {
                let isSubmission = file.pathExtension.lowercased() == "xml"
                let (form, checklist) =
                    isSubmission
                    ? try Submission.read(file, library: library) : try FormReader.read(file, library: library)
                read.append((file.relativePath, InspectionFindings(form: form, checklist: checklist)))
            } catch {
                problems += error.errors
                omitted += error.omitted
            }
        }
        guard problems.isEmpty else { throw AuditErrors(problems, omitted: omitted) }
        let isStoreNeeded = read.contains { $0.found.form.state == .final }
        let opened = isStoreNeeded ? try store() : nil
        var results: [Result] = []
        for (path, found) in read {
            var fate = Fate.checkedOnly
            if let opened, found.form.state == .final {
                let (run, isNew) = try await opened.record(found.inspection(toolVersion: AuditVersion.current))
                fate = isNew ? .stored(run) : .alreadyStored(run)
            }
            let counts = Dictionary(grouping: found.judgements, by: \.outcome).mapValues(\.count)
            results.append(Result(path: path, form: found.form, fate: fate, counts: counts, findings: found.findings))
        }
        return results
    }
}

extension FormImport.Result {
    /// One line for the person who imported it.
    public func line(in language: Language) -> String {
        func count(_ outcome: Outcome) -> Int { counts[outcome] ?? 0 }
        let (failed, passed) = (count(.failed), count(.passed))
        let (doubt, untested, inapplicable) = (count(.cantTell), count(.untested), count(.inapplicable))
        switch language {
        case .zhHans:
            let state =
                switch fate {
                case .stored(let run): "已入库（检测 \(run.number)）"
                case .alreadyStored(let run): "此前已入库（检测 \(run.number)）"
                case .checkedOnly: "草稿，已核对，未入库"
                }
            return "\(path)：\(form.subject.name)，\(state)：不合格 \(failed)，合格 \(passed)，待判定 \(doubt)，"
                + "未核查 \(untested)，不适用 \(inapplicable)"
        case .en:
            let state =
                switch fate {
                case .stored(let run): "stored as run \(run.number)"
                case .alreadyStored(let run): "already stored as run \(run.number)"
                case .checkedOnly: "a draft, checked, not stored"
                }
            return "\(path): \(form.subject.name), \(state): \(failed) failed, \(passed) passed, \(doubt) cannot tell, "
                + "\(untested) not checked, \(inapplicable) not applicable"
        }
    }
}
