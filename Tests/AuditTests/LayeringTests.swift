import Foundation
import Testing

/// Keeps the direction of dependencies between the folders of one module, which the compiler cannot.
///
/// Sees types declared at the start of a line; a call of an extension's member goes unnoticed.
struct LayeringTests {
    static let mayUse: [String: Set<String>] = [
        "Support": [],
        "Standards": ["Support"],
        "Fetch": ["Support"],
        "Crawl": ["Support", "Fetch"],
        "Warc": ["Support", "Fetch"],
        "Photos": ["Support"],
        "Page": ["Support", "Standards"],
        "Rules": ["Support", "Standards", "Page"],
        "Checklists": ["Support", "Standards", "Rules"],
        "Findings": ["Support", "Standards", "Page", "Rules"],
        "Scoring": ["Support", "Standards", "Rules", "Checklists", "Findings"],
        "Reports": ["Support", "Standards", "Page", "Rules", "Checklists", "Findings", "Scoring"],
        "Pipeline": [
            "Support", "Standards", "Fetch", "Crawl", "Warc", "Photos", "Page", "Rules", "Checklists", "Findings",
            "Scoring", "Reports",
        ],
    ]

    @Test(arguments: mayUse.keys.sorted())
    func `a folder mentions types only of folders it may use`(folder: String) throws {
        let sources = try Self.sources()
        let declared = sources.mapValues { Self.declaredTypes(in: $0, nested: false) }
        let own = Self.declaredTypes(in: sources[folder] ?? [], nested: true)
        let words = Self.words(in: sources[folder] ?? [])
        let forbidden = Set(Self.mayUse.keys).subtracting(Self.mayUse[folder] ?? []).subtracting([folder])
        for other in forbidden.sorted() {
            let mentioned = words.intersection(declared[other] ?? []).subtracting(own).sorted()
            #expect(mentioned.isEmpty, "\(folder) may not use \(other)")
        }
    }

    @Test func `every folder has its place`() throws {
        #expect(try Set(Self.sources().keys).subtracting(Self.mayUse.keys).isEmpty)
    }

    @Test func `only Findings knows the database`() throws {
        for (folder, lines) in try Self.sources() where folder != "Findings" {
            #expect(!lines.contains { $0.hasSuffix("import GRDB") }, "\(folder) imports GRDB")
        }
    }

    /// The code lines of each folder and its subfolders, without comments.
    private static func sources() throws -> [String: [Substring]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Audit").standardizedFileURL
        var lines: [String: [Substring]] = [:]
        for folder in try FileManager.default.contentsOfDirectory(atPath: root.path) {
            let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            for case let file as String in files ?? .init() where file.hasSuffix(".swift") {
                let text = try String(contentsOf: root.appending(path: "\(folder)/\(file)"), encoding: .utf8)
                lines[folder, default: []] += text.split(separator: "\n")
                    .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            }
        }
        return lines
    }

    /// The types declared at the start of a line, or anywhere where `nested`.
    private static func declaredTypes(in lines: [Substring], nested: Bool) -> Set<Substring> {
        let kinds: Set<Substring> = ["struct", "enum", "class", "actor", "protocol"]
        return Set(
            lines.compactMap { line in
                let line = nested ? line.drop(while: \.isWhitespace) : line
                guard line.first?.isLetter == true, nested || !line.hasPrefix("private "),
                    !line.hasPrefix("extension ")
                else { return nil }
                let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count else { return nil }
                return words[kind + 1]
            }
        )
    }

    private static func words(in lines: [Substring]) -> Set<Substring> {
        Set(lines.flatMap { withoutStrings($0).split { !$0.isLetter && !$0.isNumber && $0 != "_" } })
    }

    /// The line without what stands between quotation marks, which are words for people.
    private static func withoutStrings(_ line: Substring) -> Substring {
        guard line.contains("\"") else { return line }
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return parts.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(separator: " ")[...]
    }
}
