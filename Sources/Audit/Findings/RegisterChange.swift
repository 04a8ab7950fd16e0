/// Who changes what is set up (subjects, rounds, deadlines, routes), and why.
public struct ChangeAuthor: Sendable, Equatable {
    /// An account; `audit` where this tool does it by itself.
    public var actor: String
    /// In a person's words; may be empty.
    public var reason: String
    public var at: Timestamp

    public init(_ actor: String, reason: String = "", at moment: Timestamp) {
        (self.actor, self.reason, at) = (actor, reason, moment)
    }

    /// This tool, for the reason it gives, now.
    public static func tool(_ reason: String = "") -> ChangeAuthor { ChangeAuthor("audit", reason: reason, at: .now) }
}

/// One change of what is set up; kept for good.
public struct RegisterChange: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case subject, round, deadlines, route
    }

    public enum Action: String, Sendable, Codable, CaseIterable {
        case added, changed
        /// Runs were put into a round.
        case runsPut
    }

    /// What one field was before and is after; nil where it was not or is not set.
    public struct Field: Sendable, Equatable, Codable {
        public var name: String
        public var before: String?
        public var after: String?

        public init(name: String, before: String?, after: String?) {
            (self.name, self.before, self.after) = (name, before, after)
        }
    }

    public var kind: Kind
    /// The id of the subject, the name of the round, the address of the route; empty for deadlines.
    public var name: String
    public var action: Action
    public var author: ChangeAuthor
    /// In the order of the register; of what was added, what was set.
    public var fields: [Field]
}

extension RegisterChange {
    /// What differs between two lists of the same fields.
    static func fields(_ before: [(name: String, value: String?)], _ after: [(name: String, value: String?)]) -> [Field]
    {
        zip(before, after).compactMap { old, new in
            old.value == new.value ? nil : Field(name: new.name, before: old.value, after: new.value)
        }
    }
}

extension Subject {
    /// Every field but the id as text, as the columns of an export are called.
    var fields: [(name: String, value: String?)] {
        func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
        func year(_ year: Int?) -> String? { year.map { "\($0)" } }
        let coordinates = geometry?.coordinates.map { "\($0.latitude) \($0.longitude)" }.joined(separator: ", ")
        let accuracy = geometry?.accuracy.map { "\($0)" }
        let fields: [(String, String?)] = [
            ("kind", kind.rawValue), ("name", name), ("otherNames", filled(otherNames.joined(separator: "；"))),
            ("address", filled(address)), ("division", division), ("divisionYear", year(divisionYear)),
            ("region", region), ("category", category), ("shape", geometry?.shape.rawValue),
            ("coordinates", coordinates), ("captured", geometry?.captured.rawValue), ("accuracy", accuracy),
            ("method", geometry?.method?.rawValue), ("unit", responsibleUnit), ("unitCode", unitCode),
            ("department", supervisingDepartment), ("parent", parent), ("approvalYear", year(approvalYear)),
            ("completionYear", year(completionYear)), ("renovationYear", year(renovationYear)),
        ]
        return fields.map { (name: $0.0, value: $0.1) }
    }
}

extension AuditStore {
    /// Adds the subject, or brings the one with this id up to date.
    public func save(_ subject: Subject, by author: ChangeAuthor = .tool()) async throws {
        try await save([subject], by: author)
    }

    /// Adds these or brings them up to date, as this tool.
    public func save(_ subjects: [Subject]) async throws { try await save(subjects, by: .tool()) }

    /// Adds a round to a programme, as this tool.
    public func addRound(_ name: String, to programme: String) async throws {
        try await addRound(name, to: programme, by: .tool())
    }

    /// Puts runs into a round, as this tool.
    public func put(_ runs: [RunID], inRound name: String) async throws {
        try await put(runs, inRound: name, by: .tool())
    }

    /// Sets the deadlines, as this tool.
    public func set(_ deadlines: DeadlinePolicy) async throws { try await set(deadlines, by: .tool()) }

    /// Sends the defects of pages to a unit, as this tool.
    public func route(_ address: String, of subject: String?, to unit: String) async throws {
        try await route(address, column: nil, of: subject, to: unit, by: .tool())
    }
}
