import Foundation

@testable import Audit

/// The shipped checklists and example forms of the working tree.
enum ChecklistFixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().standardizedFileURL

    static let library = ChecklistLibrary(folders: [root.appending(path: "checklists")]).remembering()

    private static let every = Result { try library.ids.map { try library.checklist($0 + "-full") } }

    /// Those the example forms are for, read once.
    static let loaded: [String: Checklist] = {
        let ids = ["crossing", "parking", "service-hall-short"]
        return Dictionary(uniqueKeysWithValues: ids.compactMap { id in (try? library.checklist(id)).map { (id, $0) } })
    }()

    static func form(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: "examples/forms/\(name).yaml")))
    }

    static let formNames = ["crossing", "parking", "service-hall"]

    /// Every checklist with all of its items.
    static func all() throws -> [Checklist] {
        try every.get()
    }

    /// Those of places, whose items come from the shared rows of physical requirements.
    static func physical() throws -> [Checklist] {
        let others = ["app-full", "elder-site-full", "satisfaction-full", "web-manual-full"]
        return try all().filter { !others.contains($0.id) }
    }

    /// A folder of its own that is gone when the body returns.
    static func withFolder<Value>(_ files: [String: String], _ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        return try body(folder)
    }

    /// The errors a body ends with; empty where it succeeds.
    static func errors(_ body: () throws -> Void) throws -> [AuditError] {
        do {
            try body()
            return []
        } catch let errors as AuditErrors {
            return errors.errors
        }
    }
}
