public import Foundation
import Synchronization

/// The checklists that can be used: a person's own before the shipped ones.
public struct ChecklistLibrary: Sendable {
    /// Searched in order; the first file of a name wins.
    public let folders: [URL]
    /// Where checklists that were read are kept; nil reads them anew each time.
    private let memory: Memory?

    public init(folders: [URL]) {
        self.folders = folders
        memory = nil
    }

    private init(folders: [URL], memory: Memory) {
        self.folders = folders
        self.memory = memory
    }

    /// The same library, which reads each checklist once: a thousand submissions of one form need it once.
    public func remembering() -> ChecklistLibrary { ChecklistLibrary(folders: folders, memory: Memory()) }

    /// Checklists by their id and version, as they were when first asked for.
    private final class Memory: Sendable {
        /// A person may have hundreds of versions.
        private static let maximum = 200
        private let known = Mutex<[String: Checklist]>([:])

        subscript(key: String) -> Checklist? { known.withLock { $0[key] } }

        func keep(_ checklist: Checklist, as key: String) {
            known.withLock { if $0.count < Self.maximum { $0[key] = checklist } }
        }
    }

    private func remembered(
        _ key: String,
        read: () throws(AuditErrors) -> Checklist
    ) throws(AuditErrors) -> Checklist {
        if let known = memory?[key] { return known }
        let checklist = try read()
        memory?.keep(checklist, as: key)
        return checklist
    }

    /// Looks in the folder named, in `AUDIT_CHECKLISTS`, beside the executable, and in the working tree.
    ///
    /// - Parameters:
    ///   - folder: the folder an option names; it must exist.
    ///   - environment: usually that of the process.
    ///   - executable: the path of the running command, whose `../share/audit/checklists` is where it is installed.
    ///   - current: the current folder, whose `checklists/` is that of a working tree, as are those above the executable.
    /// - Returns: the library; without a folder it knows no checklist and says so when one is asked for.
    /// - Throws: ``AuditError`` where a folder that was named does not exist.
    public static func standard(
        folder: String? = nil,
        environment: [String: String],
        executable: String?,
        current: String
    ) throws(AuditError) -> ChecklistLibrary {
        var candidates: [String] = []
        for (name, path) in [("--checklists", folder), ("AUDIT_CHECKLISTS", environment["AUDIT_CHECKLISTS"])] {
            guard let path, !path.isEmpty else { continue }
            guard isFolder(path) else {
                throw AuditError(
                    .unreadableFile,
                    at: name,
                    LocalizedText(
                        zh: "没有文件夹 \(path.quotedForMessage)",
                        en: "there is no folder \(path.quotedForMessage)"
                    ),
                    remedy: LocalizedText(zh: "请改正路径", en: "Correct the path")
                )
            }
            candidates.append(path)
        }
        if let executable {
            var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            candidates.append(folder.appendingPathComponent("../share/audit/checklists").standardizedFileURL.path)
            // A command run from .build/debug finds the checklists of its own working tree.
            for _ in 0..<4 {
                candidates.append(folder.appendingPathComponent("checklists").path)
                folder.deleteLastPathComponent()
            }
        }
        candidates.append(current + "/checklists")
        var seen: Set<String> = []
        let found = candidates.filter {
            isFolder($0) && seen.insert(URL(fileURLWithPath: $0).standardizedFileURL.path).inserted
        }
        return ChecklistLibrary(folders: found.map { URL(fileURLWithPath: $0, isDirectory: true) }).remembering()
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The ids that can be asked for, sorted; each also has a `-short` and a `-full` form.
    public var ids: [String] {
        let names = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
        return Set(names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    /// The checklist of this name.
    ///
    /// - Parameter id: the name of a file without `.yaml`, with `-short` or `-full` for another extent.
    /// - Returns: the checklist, wholly checked.
    /// - Throws: ``AuditErrors``; an unknown id comes with the nearest known one.
    public func checklist(_ id: String) throws(AuditErrors) -> Checklist {
        try remembered(id) { () throws(AuditErrors) in try read(id) }
    }

    private func read(_ id: String) throws(AuditErrors) -> Checklist {
        let (name, extent) = named(id)
        let files = folders.map { $0.appendingPathComponent("\(name).yaml") }
        guard ids.contains(name), let file = files.first(where: exists) else { throw AuditErrors([unknown(id)]) }
        return try ChecklistLoader(folders: folders).checklist(at: file).extent(extent)
    }

    /// The checklist as it was in a version: the present one, or the one kept of that version.
    ///
    /// Where neither is at hand the present one is returned, whose version then differs from what was asked for.
    public func checklist(_ id: String, version: String?) throws(AuditErrors) -> Checklist {
        let present = try checklist(id)
        guard let version, version != present.version, Self.isPlain(version) else { return present }
        let (name, extent) = named(id)
        for folder in folders {
            let kept = ChecklistVersions.folder(of: name, version: version, in: folder)
            let file = kept.appendingPathComponent("\(name).yaml")
            guard exists(file) else { continue }
            return try remembered("\(id)@\(version)") { () throws(AuditErrors) in
                try ChecklistLoader(folders: [kept]).checklist(at: file).extent(extent)
            }
        }
        return present
    }

    /// Whether a version can be the name of a folder.
    static func isPlain(_ version: String) -> Bool {
        (1...32).contains(version.utf8.count) && !version.hasPrefix(".")
            && version.utf8.allSatisfy { $0.isASCIIAlpha || $0.isASCIIDigit || ".-_".utf8.contains($0) }
    }

    /// The file an id is in, and how much of it is meant.
    private func named(_ id: String) -> (name: String, extent: ChecklistExtent) {
        let known = ids
        for each in [ChecklistExtent.short, .full] where id.hasSuffix("-" + each.rawValue) && !known.contains(id) {
            return (String(id.dropLast(each.rawValue.count + 1)), each)
        }
        return (id, .core)
    }

    /// Reads a checklist from a file, wherever it lies; its elements come from its own folder first.
    public func checklist(at url: URL) throws(AuditErrors) -> Checklist {
        try ChecklistLoader(folders: [url.deletingLastPathComponent()] + folders).checklist(at: url)
    }

    /// Reads these files, or every checklist of the library, and says how many are well formed.
    ///
    /// - Throws: ``AuditErrors`` with the problems of all of them together.
    public func validate(_ files: [URL]) throws(AuditErrors) -> Int {
        var problems: [AuditError] = []
        var omitted = 0
        func note(_ body: () throws(AuditErrors) -> Void) {
            do throws(AuditErrors) {
                try body()
            } catch {
                problems += error.errors.filter { !problems.contains($0) }
                omitted += error.omitted
            }
        }
        for file in files { note { () throws(AuditErrors) in _ = try checklist(at: file) } }
        let named = files.isEmpty ? ids : []
        for id in named { note { () throws(AuditErrors) in _ = try checklist(id) } }
        guard problems.isEmpty else { throw AuditErrors(problems, omitted: omitted) }
        return files.count + named.count
    }

    private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    private func unknown(_ id: String) -> AuditError {
        let known = ids
        let remedy: LocalizedText
        if folders.isEmpty {
            remedy = LocalizedText(
                zh: "没有找到核查表文件夹，请用 --checklists 或 AUDIT_CHECKLISTS 指定",
                en: "No folder of checklists was found; name one with --checklists or AUDIT_CHECKLISTS"
            )
        } else if let nearest = id.nearest(among: known + known.flatMap { [$0 + "-short", $0 + "-full"] }) {
            remedy = LocalizedText(zh: "是不是“\(nearest)”", en: "Did you mean '\(nearest)'")
        } else {
            remedy = LocalizedText(zh: "用 audit checklist list 查看全部", en: "See them all with audit checklist list")
        }
        return AuditError(
            .unknownChecklist,
            at: id.quotedForMessage,
            LocalizedText(zh: "没有这个核查表", en: "there is no checklist of this name"),
            remedy: remedy
        )
    }
}

/// How much of a checklist a form asks.
public enum ChecklistExtent: String, Sendable, CaseIterable {
    /// The critical core items, or the worst there are; `-short` behind the id.
    case short
    /// The core items: the checklist as its id names it.
    case core
    /// With recommendations and special cases; `-full` behind the id.
    case full
}

extension Checklist {
    /// The checklist with fewer items, and with what their conditions and limits ask about.
    public func extent(_ extent: ChecklistExtent) -> Checklist {
        switch extent {
        case .full:
            let title = LocalizedText(zh: title.zh + "（全表）", en: title.en + " (all items)")
            return keeping(id: id + "-full", title: title) { _ in true }
        case .core:
            return keeping(id: id, title: title) { $0.tier == .core }
        case .short:
            let title = LocalizedText(zh: title.zh + "（简表）", en: title.en + " (short form)")
            let worst = items.filter { $0.tier == .core }.map(\.severity).max() ?? .critical
            return keeping(id: id + "-short", title: title) { $0.tier == .core && $0.severity == worst }
        }
    }

    func keeping(id: String, title: LocalizedText, _ isKept: (ChecklistItem) -> Bool) -> Checklist {
        let sections = sections.map { $0.keeping(isKept) }.filter { !$0.items.isEmpty }
        var used = Set(sections.flatMap { $0.items.flatMap(\.names) + $0.facts.flatMap { $0.when?.names ?? [] } })
        for fact in facts where used.contains(fact.id) { used.formUnion(fact.when?.names ?? []) }
        return Checklist(
            id: id,
            version: version,
            title: title,
            subjectKind: subjectKind,
            facts: facts.filter { used.contains($0.id) },
            presets: presets.filter { used.contains($0.key) },
            sections: sections
        )
    }
}

extension ChecklistSection {
    /// The section with the items kept and everything, item or fact, that those hang on.
    func keeping(_ isKept: (ChecklistItem) -> Bool) -> ChecklistSection {
        let chosen = items.filter(isKept).map(\.id)
        var needed = Set(chosen)
        var count = -1
        // A name may lead to another: follow them until nothing is added.
        while count != needed.count {
            count = needed.count
            for item in items where needed.contains(item.id) { needed.formUnion(item.names) }
            for fact in facts where needed.contains(fact.id) { needed.formUnion(fact.when?.names ?? []) }
        }
        return ChecklistSection(
            id: id,
            title: title,
            repeats: repeats,
            facts: facts.filter { needed.contains($0.id) },
            items: items.filter { needed.contains($0.id) }
        )
    }
}
