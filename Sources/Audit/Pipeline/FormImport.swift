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
        var read: [(file: FormFile.Read, found: InspectionFindings)] = []
        for file in files {
            do throws(AuditErrors) {
                for form in try FormFile.read(file, library: library) {
                    read.append((form, InspectionFindings(form: form.form, checklist: form.checklist)))
                }
            } catch {
                problems += error.errors
                omitted += error.omitted
            }
        }
        guard problems.isEmpty else { throw AuditErrors(problems, omitted: omitted) }
        let isStoreNeeded = read.contains { $0.found.form.state == .final }
        let opened = isStoreNeeded ? try store() : nil
        var results: [Result] = []
        for (file, found) in read {
            var fate = Fate.checkedOnly
            if let opened, found.form.state == .final {
                let (run, isNew) = try await opened.record(found.inspection(toolVersion: AuditVersion.current))
                fate = isNew ? .stored(run) : .alreadyStored(run)
            }
            let counts = Dictionary(grouping: found.judgements, by: \.outcome).mapValues(\.count)
            results.append(
                Result(path: file.path, form: found.form, fate: fate, counts: counts, findings: found.findings)
            )
        }
        return results
    }
}

extension FormImport {
    /// The answers of a form to a checklist, to begin another form of it with.
    ///
    /// - Throws: ``AuditErrors`` where the file is no form of this checklist.
    public static func answers(
        in file: URL,
        to id: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (checklist: Checklist, form: FilledForm?) {
        let forms = try FormFile.read(file, library: library)
        guard let form = forms.first, forms.count == 1, form.checklist.id == id else {
            throw AuditErrors([
                AuditError(
                    .usage,
                    at: file.relativePath,
                    LocalizedText(zh: "不是核查表 \(id) 的一份表格", en: "this is not one form of the checklist \(id)"),
                    remedy: LocalizedText(zh: "请改用它的核查表编号", en: "Name the checklist the form is of")
                )
            ])
        }
        return (form.checklist, form.form)
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
