/// What another tool found, in the words of ours.
struct ForeignReport {
    struct Entry {
        var page: String
        /// The tool's own id of its rule.
        var rule: String
        var outcome: Outcome
        var severity: Severity
        /// As in ``Finding/criteria``; only numbers that WCAG 2.2 has.
        var criteria: [String]
        var message: String
        var selector = ""
        var xpath = ""
        var line = 0
        var column = 0
        var snippet = ""
    }

    var tool: String
    var version: String
    var entries: [Entry] = []
    /// The rules that ran on a page and found nothing, by page; what is in neither list was not looked at.
    var passed: [String: Set<String>] = [:]
    var pages: Set<String> = []

    mutating func add(_ entry: Entry) {
        entries.append(entry)
        pages.insert(entry.page)
    }

    /// `wcag143` is 1.4.3 and `wcag1412` is 1.4.12; a number that WCAG 2.2 does not have is left out.
    static func criteria(tags: [String]) -> [String] {
        tags.compactMap { tag in
            let text = tag.lowercased()
            guard text.hasPrefix("wcag"), let digits = Optional(text.dropFirst(4)), digits.utf8.count >= 3 else {
                return nil
            }
            let plain = digits.contains(".")
            let number =
                plain ? String(digits) : "\(digits.prefix(1)).\(digits.dropFirst().prefix(1)).\(digits.dropFirst(2))"
            return criterion(number)
        }
    }

    static func criterion(_ number: String) -> String? { WCAG.criterion(number).map { "wcag22:\($0.number)" } }

    /// As the other tool says; moderate where it says nothing we know.
    static func severity(_ word: String?) -> Severity {
        switch word?.lowercased() {
        case "critical", "致命": .critical
        case "serious", "error", "high", "严重": .serious
        case "minor", "note", "low", "none", "轻微": .minor
        default: .moderate
        }
    }
}

// MARK: - axe

extension ForeignReport {
    /// The results object of axe-core, or an array of them.
    init?(axe value: JSONValue) {
        let results = value.elements.isEmpty ? [value] : value.elements
        guard results.contains(where: { $0["violations"] != .null }) else { return nil }
        let engine = results[0]["testEngine"]
        self.init(tool: engine["name"].string ?? "axe-core", version: engine["version"].string ?? "")
        for result in results {
            guard let page = result["url"].string else { continue }
            pages.insert(page)
            add(result["violations"], .failed, page)
            add(result["incomplete"], .cantTell, page)
            for rule in result["passes"].elements + result["inapplicable"].elements {
                if let id = rule["id"].string { passed[page, default: []].insert(id) }
            }
        }
    }

    private mutating func add(_ rules: JSONValue, _ outcome: Outcome, _ page: String) {
        for rule in rules.elements {
            guard let id = rule["id"].string else { continue }
            let criteria = Self.criteria(tags: rule["tags"].elements.compactMap(\.string))
            for node in rule["nodes"].elements {
                add(
                    Entry(
                        page: page,
                        rule: id,
                        outcome: outcome,
                        severity: Self.severity(node["impact"].string ?? rule["impact"].string),
                        criteria: criteria,
                        message: rule["help"].string ?? rule["description"].string ?? id,
                        selector: Self.selector(node["target"]),
                        xpath: node["xpath"].elements.compactMap(\.string).joined(separator: " "),
                        snippet: node["html"].string ?? ""
                    )
                )
            }
        }
    }

    /// One selector a frame; an array in an array leads through shadow roots.
    private static func selector(_ target: JSONValue) -> String {
        target.elements.map { part in
            part.string ?? part.elements.compactMap(\.string).joined(separator: " >>> ")
        }.joined(separator: " | ")
    }
}

// MARK: - SARIF

extension ForeignReport {
    /// SARIF 2.1.0: the results of all runs; a result of kind `pass` or `notApplicable` is none.
    init?(sarif value: JSONValue) {
        guard !value["runs"].elements.isEmpty, value["version"].string?.hasPrefix("2.") == true else { return nil }
        let driver = value["runs"].elements[0]["tool"]["driver"]
        self.init(tool: driver["name"].string ?? "SARIF", version: driver["version"].string ?? "")
        for run in value["runs"].elements {
            var rules: [String: JSONValue] = [:]
            let listed = run["tool"]["driver"]["rules"].elements
            for rule in listed { if let id = rule["id"].string { rules[id] = rule } }
            for result in run["results"].elements {
                let byIndex = result["ruleIndex"].int.flatMap {
                    listed.indices.contains($0) ? listed[$0]["id"].string : nil
                }
                guard let id = result["ruleId"].string ?? byIndex else { continue }
                add(result, rule: id, rules[id] ?? .null)
            }
        }
    }

    private mutating func add(_ result: JSONValue, rule id: String, _ rule: JSONValue) {
        let location = result["locations"].elements.first ?? .null
        let physical = location["physicalLocation"]
        let page = physical["artifactLocation"]["uri"].string ?? ""
        guard !page.isEmpty else { return }
        let kind = result["kind"].string ?? "fail"
        guard kind == "fail" || kind == "review" || kind == "open" else {
            passed[page, default: []].insert(id)
            pages.insert(page)
            return
        }
        let level = result["level"].string ?? rule["defaultConfiguration"]["level"].string
        let region = physical["region"]
        let tags = rule["properties"]["tags"].elements + result["properties"]["tags"].elements
        add(
            Entry(
                page: page,
                rule: id,
                outcome: kind == "fail" ? .failed : .cantTell,
                severity: Self.severity(level),
                criteria: Self.criteria(tags: tags.compactMap(\.string)),
                message: result["message"]["text"].string ?? rule["shortDescription"]["text"].string ?? id,
                selector: location["logicalLocations"].elements.first?["fullyQualifiedName"].string ?? "",
                line: max(0, region["startLine"].int ?? 0),
                column: max(0, region["startColumn"].int ?? 0),
                snippet: region["snippet"]["text"].string ?? ""
            )
        )
    }
}

// MARK: - EARL

extension ForeignReport {
    /// Assertions of EARL 1.0 in JSON-LD, wherever they stand; prefixes of names do not matter.
    init?(earl value: JSONValue) {
        self.init(tool: "EARL", version: "")
        var seen = 0
        var waiting: [(value: JSONValue, subject: String)] = [(value, "")]
        while let (value, around) = waiting.popLast() {
            switch value {
            case .array(let elements): waiting += elements.reversed().map { ($0, around) }
            case .object(let members):
                let own = Self.name(value, "source").flatMap(Self.address) ?? ""
                let subject = own.isEmpty ? around : own
                if Self.name(value, "result") != nil, Self.name(value, "test") != nil {
                    seen += 1
                    add(assertion: value, around: subject)
                } else {
                    waiting += members.sorted { $0.key > $1.key }.map { ($0.value, subject) }
                }
            default: break
            }
        }
        if seen == 0 { return nil }
    }

    private mutating func add(assertion: JSONValue, around: String) {
        let subject = Self.name(assertion, "subject").flatMap(Self.address) ?? around
        let test = Self.name(assertion, "test").flatMap(Self.identifier) ?? ""
        guard let result = Self.name(assertion, "result"), !subject.isEmpty, !test.isEmpty else { return }
        let outcome = Self.name(result, "outcome").flatMap(Self.identifier)?.lowercased() ?? ""
        if let tool = Self.name(assertion, "assertedBy").flatMap(Self.identifier) { self.tool = tool }
        if outcome.hasSuffix("passed") || outcome.hasSuffix("inapplicable") {
            passed[subject, default: []].insert(test)
            pages.insert(subject)
        }
        guard outcome.hasSuffix("failed") || outcome.hasSuffix("canttell") else { return }
        let pointer = Self.name(result, "pointer") ?? Self.name(assertion, "pointer")
        let text = pointer.flatMap { Self.name($0, "expression")?.string ?? $0.string } ?? ""
        let message = Self.name(result, "description") ?? Self.name(result, "info")
        add(
            Entry(
                page: subject,
                rule: test,
                outcome: outcome.hasSuffix("failed") ? .failed : .cantTell,
                severity: .moderate,
                criteria: [],
                message: message.flatMap { $0.string ?? $0["@value"].string } ?? test,
                selector: text.hasPrefix("/") ? "" : text,
                xpath: text.hasPrefix("/") ? text : ""
            )
        )
    }

    /// The member of that name, with or without a prefix (`earl:result`); the first where it is a list.
    private static func name(_ value: JSONValue, _ name: String) -> JSONValue? {
        guard case .object(let members) = value else { return nil }
        let key = members.keys.filter { $0 == name || $0.hasSuffix(":" + name) || $0.hasSuffix("#" + name) }.min()
        guard let found = key.flatMap({ members[$0] }), found != .null else { return nil }
        return found.elements.first ?? found
    }

    private static func address(_ value: JSONValue) -> String? {
        value.string ?? name(value, "source").flatMap { $0.string ?? $0["@id"].string } ?? value["@id"].string
    }

    private static func identifier(_ value: JSONValue) -> String? {
        let written = value.string ?? value["@id"].string ?? name(value, "title")?.string
        // The last part of an address is the name a person would use.
        return written.map { text in text.split { $0 == "/" || $0 == "#" || $0 == ":" }.last.map(String.init) ?? text }
    }
}

// MARK: - CSV

extension ForeignReport {
    /// One finding a row; headings in English or Chinese.
    init(csv bytes: [UInt8], path: String, tool: String) throws {
        let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
        let text = isUTF8 ? bytes : Charset.decode(bytes, header: "text/csv; charset=gb18030").bytes
        let table = try CSVTable(text, path: path)
        self.init(tool: tool, version: "")
        let columns = table.header.map { heading in
            Self.headings.first { $0.value.contains(heading.lowercased()) }?.key
        }
        for needed in ["page", "rule"] where !columns.contains(needed) {
            throw CSVTable.error(path, 1, zh: "没有列 \(needed)", en: "there is no column '\(needed)'")
        }
        for row in table.rows {
            var cells: [String: String] = [:]
            for (column, cell) in zip(columns, row.cells) { if let column { cells[column] = cell } }
            guard let page = cells["page"], !page.isEmpty, let rule = cells["rule"], !rule.isEmpty else {
                throw CSVTable.error(path, row.line, zh: "缺页面或规则", en: "the page or the rule is missing")
            }
            let numbers = (cells["criterion"] ?? "").split { !$0.isNumber && $0 != "." }.map(String.init)
            let isDoubtful = ["canttell", "incomplete", "review", "待人工确认"].contains(
                (cells["outcome"] ?? "").lowercased()
            )
            add(
                Entry(
                    page: page,
                    rule: rule,
                    outcome: isDoubtful ? .cantTell : .failed,
                    severity: Self.severity(cells["severity"]),
                    criteria: numbers.compactMap(Self.criterion),
                    message: cells["message"] ?? rule,
                    selector: cells["selector"] ?? "",
                    xpath: cells["xpath"] ?? "",
                    line: max(0, Int(cells["line"] ?? "") ?? 0),
                    column: max(0, Int(cells["column"] ?? "") ?? 0),
                    snippet: cells["snippet"] ?? ""
                )
            )
        }
    }

    private static let headings: [String: Set<String>] = [
        "page": ["page", "url", "address", "页面", "地址", "网址"], "rule": ["rule", "rule id", "code", "id", "规则"],
        "outcome": ["outcome", "result", "type", "结果"], "severity": ["severity", "impact", "level", "严重程度"],
        "criterion": ["criterion", "criteria", "wcag", "依据", "准则"], "message": ["message", "description", "说明", "描述"],
        "selector": ["selector", "css", "选择器"], "xpath": ["xpath", "路径"], "line": ["line", "行"],
        "column": ["column", "列"], "snippet": ["snippet", "html", "context", "代码"],
    ]
}
