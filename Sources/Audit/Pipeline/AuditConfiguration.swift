import Foundation

/// What `audit.yaml` sets: defaults of the command line, and how rules apply.
///
/// An option on the command line goes before the environment, which goes before the file, which goes before defaults.
public struct AuditConfiguration: Sendable, Equatable {
    public var language: Language?
    /// Path of the store, relative paths made absolute from the file's folder.
    public var store: String?
    /// Folder of a user's own checklists, likewise.
    public var checklists: String?
    /// The plan whose indicators are followed, likewise.
    public var plan: String?
    public var failOn: Severity?
    /// Settings by the id of the rule.
    public var rules: [String: RuleSetting] = [:]
    public var ownRules: [DeclaredRule] = []
    /// Parameters of score models by the id of the model.
    public var scores: [String: [String: Double]] = [:]

    public static let fileName = "audit.yaml"
    /// Folders above the current one that are searched for the file.
    static let maximumFolders = 64

    public init() {}

    /// The file that applies to a folder: its own or that of the nearest folder above it; nil where there is none.
    public static func find(from folder: String) -> String? {
        var current = URL(fileURLWithPath: folder).standardizedFileURL
        for _ in 0..<maximumFolders {
            let candidate = current.appendingPathComponent(fileName)
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate.path }
            let above = current.deletingLastPathComponent()
            if above == current { return nil }
            current = above
        }
        return nil
    }

    /// Reads a configuration.
    ///
    /// - Throws: ``AuditErrors`` with all that is wrong in the file, each with its line; ``AuditError``
    ///   `unreadableFile`.
    public static func load(_ path: String) throws -> AuditConfiguration {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(zh: "配置文件无法读取", en: "the configuration cannot be read"),
                remedy: LocalizedText(zh: "请检查路径和权限", en: "Check the path and the permissions")
            )
        }
        let folder = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent().path
        return try ConfigurationReader(path: path, folder: folder).read([UInt8](data))
    }

    /// The rules as this configuration applies them, a user's own ones last.
    public var appliedRules: [AppliedRule] {
        let listed = RuleRegistry.all.compactMap { type -> AppliedRule? in
            guard let setting = rules[type.metadata.id] else { return AppliedRule(type) }
            return setting.isEnabled ? AppliedRule(type, setting) : nil
        }
        let overSites = RuleRegistry.site.compactMap { type -> AppliedRule? in
            guard let setting = rules[type.metadata.id] else { return AppliedRule(site: type) }
            return setting.isEnabled ? AppliedRule(site: type, severity: setting.severity) : nil
        }
        return listed + overSites + ownRules.map(\.applied)
    }

    /// The score models with the parameters this configuration sets.
    public var scoreModels: [ScoreModel] { ScoreModel.all.map { $0.with(scores[$0.id] ?? [:]) } }
}
