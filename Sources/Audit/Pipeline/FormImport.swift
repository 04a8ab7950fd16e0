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
        /// How many photos were kept, and what is to be known of them.
        public let photos: Int
        public let remarks: [LocalizedText]
    }

    public enum Fate: Sendable, Equatable {
        case stored(RunID)
        case alreadyStored(RunID)
        /// A draft is checked and counted; only a final form is stored.
        case checkedOnly
    }

    /// Reads and checks every form before the first is stored; photos lie beside their form.
    ///
    /// - Parameters:
    ///   - files: Forms in YAML, and submissions in XML.
    ///   - library: The checklists.
    ///   - photoSystem: What the coordinates in photos are; cameras write WGS-84.
    ///   - store: Opened only where a form is final.
    /// - Returns: What became of each, in the order given.
    /// - Throws: ``AuditErrors`` with the problems of all forms together, or ``AuditError`` of the store.
    public static func run(
        _ files: [URL],
        library: ChecklistLibrary,
        photoSystem: CoordinateSystem = .wgs84,
        store: () throws -> any AuditStore
    ) async throws -> [Result] {
        var problems: [AuditError] = []
        var omitted = 0
        var read: [(path: String, found: InspectionFindings, photos: FormPhotos)] = []
        for file in files {
            do throws(AuditErrors) {
                for one in try FormFile.read(file, library: library) {
                    let photos = try FormPhotos(of: one, at: file)
                    read.append((one.path, InspectionFindings(form: one.form, checklist: one.checklist), photos))
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
        for (path, found, photos) in read {
            var (fate, kept) = (Fate.checkedOnly, FormPhotos.Kept())
            if let opened, found.form.state == .final {
                kept = try await photos.keep(in: opened, system: photoSystem, at: .now)
                fate = try await record(found, kept.attachments, in: opened)
            }
            let counts = Dictionary(grouping: found.judgements, by: \.outcome).mapValues(\.count)
            results.append(
                Result(
                    path: path,
                    form: found.form,
                    fate: fate,
                    counts: counts,
                    findings: found.findings,
                    photos: kept.attachments.count,
                    remarks: kept.remarks
                )
            )
        }
        return results
    }

    /// Records the form with its photos; one that is known without them gets those that are new.
    private static func record(
        _ found: InspectionFindings,
        _ attachments: [Inspection.Attachment],
        in store: any AuditStore
    ) async throws -> Fate {
        var inspection = found.inspection(toolVersion: AuditVersion.current)
        inspection.attachments = attachments
        do {
            let (run, isNew) = try await store.record(inspection)
            return isNew ? .stored(run) : .alreadyStored(run)
        } catch let error as AuditError where error.code == .malformedForm && !attachments.isEmpty {
            inspection.attachments = []
            guard let (run, isNew) = try? await store.record(inspection), !isNew else { throw error }
            for attachment in attachments {
                let target = attachment.answer.map {
                    EvidenceTarget.answer(run, section: $0.section, entry: $0.entry, item: $0.item)
                }
                try await store.link(
                    attachment.hash,
                    to: target ?? .run(run),
                    name: attachment.name,
                    by: inspection.inspector,
                    at: .now
                )
            }
            return .alreadyStored(run)
        }
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
                + "未核查 \(untested)，不适用 \(inapplicable)" + (photos > 0 ? "，照片 \(photos)" : "")
        case .en:
            let state =
                switch fate {
                case .stored(let run): "stored as run \(run.number)"
                case .alreadyStored(let run): "already stored as run \(run.number)"
                case .checkedOnly: "a draft, checked, not stored"
                }
            return "\(path): \(form.subject.name), \(state): \(failed) failed, \(passed) passed, \(doubt) cannot tell, "
                + "\(untested) not checked, \(inapplicable) not applicable"
                + (photos > 0 ? ", \(photos.counted("photo")) kept" : "")
        }
    }
}
