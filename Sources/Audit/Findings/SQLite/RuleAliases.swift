import GRDB

/// The other names of rules, as the runs of the store told them.
struct RuleAliases {
    private let db: Database
    /// The current ids by the former one.
    private let current: [String: [String]]
    private let formerIDs: [String: [String]]

    init(_ db: Database) throws {
        self.db = db
        let rows = try Row.fetchAll(db, sql: "SELECT alias, code FROM requirementAlias ORDER BY rowid")
        var (current, former): ([String: [String]], [String: [String]]) = ([:], [:])
        for row in rows {
            let (alias, code): (String, String) = (row[0], row[1])
            current[alias, default: []].append(code)
            former[code, default: []].append(alias)
        }
        (self.current, formerIDs) = (current, former)
    }

    /// What a rule was called before, oldest first.
    func former(_ code: String) -> [String] { formerIDs[code] ?? [] }

    /// Every name of the rule that has this name now or had it.
    func names(of requirement: String) -> [String] {
        let codes = Set([requirement] + (current[requirement] ?? []))
        return codes.union(codes.flatMap(former)).sorted()
    }

    func remember(_ requirement: Requirement) throws {
        for alias in requirement.aliases where !former(requirement.id).contains(alias) {
            try db.cachedStatement(sql: "INSERT OR IGNORE INTO requirementAlias (alias, code) VALUES (?, ?)")
                .execute(arguments: [alias, requirement.id])
            try FindingLanes(db: db).settleRenamed()
        }
    }

    /// Whether two columns name one rule.
    static func areOne(_ left: String, _ right: String) -> String {
        """
        (\(left) = \(right) OR EXISTS (SELECT 1 FROM requirementAlias AS a
            WHERE a.alias = \(left) AND a.code = \(right)
                OR a.alias = \(right) AND a.code = \(left)))
        """
    }
}
