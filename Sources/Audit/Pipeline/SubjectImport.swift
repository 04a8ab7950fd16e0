/// Brings subjects of a file into the store: all of them or none.
public struct SubjectImport: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    public enum Format: String, Sendable, CaseIterable {
        case csv, geojson

        /// By the end of a file's name; CSV where that says nothing.
        public init(path: String) {
            let name = path.lowercased()
            self = name.hasSuffix(".geojson") || name.hasSuffix(".json") ? .geojson : .csv
        }
    }

    /// What came of it, or would.
    public struct Result: Sendable, Equatable {
        public var added = 0
        public var changed = 0
        public var unchanged = 0
    }

    /// - Parameters:
    ///   - bytes: The file.
    ///   - path: Its name, for messages.
    ///   - format: What it is written in.
    ///   - isPreview: Whether to say only what would change.
    ///   - author: Who brings them in, and why.
    /// - Returns: How many subjects are new, changed and as before.
    /// - Throws: ``AuditError`` with the place of the first fault: an id twice, an unknown parent, parents in a circle,
    ///   a value that is none.
    public func run(
        _ bytes: [UInt8],
        path: String,
        as format: Format,
        isPreview: Bool = false,
        by author: ChangeAuthor = .tool()
    ) async throws -> Result {
        let table =
            format == .csv ? try SubjectTable(csv: bytes, path: path) : try SubjectTable(geoJSON: bytes, path: path)
        let stored = Dictionary(
            try await store.subjects(unit: nil).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var all = stored
        var result = Result()
        var places: [String: String] = [:]
        var changed: [Subject] = []
        for entry in table.entries {
            let subject = try SubjectTable.subject(entry, over: stored[entry.values[.id] ?? ""])
            guard places.updateValue(entry.place, forKey: subject.id) == nil else {
                throw Self.twice(subject.id, entry.place)
            }
            all[subject.id] = subject
            switch stored[subject.id] {
            case nil: result.added += 1
            case subject: result.unchanged += 1
            default: result.changed += 1
            }
            if stored[subject.id] != subject { changed.append(subject) }
        }
        let ordered = try Self.parentsFirst(changed, all, places)
        if !isPreview { try await store.save(ordered, by: author) }
        return result
    }

    /// Parents before their parts.
    private static func parentsFirst(
        _ subjects: [Subject],
        _ all: [String: Subject],
        _ places: [String: String]
    ) throws -> [Subject] {
        var depths: [String: Int] = [:]
        for subject in subjects {
            var depth = 0
            var current = subject
            while let parent = current.parent {
                guard let next = all[parent] else { throw noParent(parent, places[current.id] ?? current.id) }
                depth += 1
                guard depth <= maximumDepth else { throw circle(subject.id, places[subject.id] ?? subject.id) }
                current = next
            }
            depths[subject.id] = depth
        }
        return subjects.sorted { (depths[$0.id] ?? 0, $0.id) < (depths[$1.id] ?? 0, $1.id) }
    }

    /// A hall in a building in a compound of an authority is four deep.
    private static let maximumDepth = 32

    private static func twice(_ id: String, _ place: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: place,
            LocalizedText(zh: "编号 \(id.quotedForMessage) 出现两次", en: "the id \(id.quotedForMessage) occurs twice"),
            remedy: LocalizedText(zh: "每个对象用一个编号", en: "Give every subject an id of its own")
        )
    }

    private static func noParent(_ id: String, _ place: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: place,
            LocalizedText(
                zh: "上级 \(id.quotedForMessage) 不在文件里，也不在数据库里",
                en: "the parent \(id.quotedForMessage) is neither in the file nor in the store"
            ),
            remedy: LocalizedText(zh: "先加入上级对象", en: "Add the parent first")
        )
    }

    private static func circle(_ id: String, _ place: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: place,
            LocalizedText(
                zh: "\(id.quotedForMessage) 的上级互相包含",
                en: "the parents of \(id.quotedForMessage) form a circle"
            ),
            remedy: LocalizedText(zh: "改正上级一列", en: "Correct the parents")
        )
    }
}
