/// SARIF 2.1.0 (OASIS Standard, 2020-03-27): one run for each subject, one result for each defect.
///
/// Kept within what GitHub's code scanning takes of a file, since that is where these files go: 25,000 results of a run,
/// of which the worst come first, and 100 locations of a result.
public struct SARIFReport: ReportWriter {
    static let maximumResults = 25_000
    static let maximumLocations = 100

    private let language: Language
    private var writer = JSONWriter()
    private var toolVersion = ""
    private var ruleIndex: [String: Int] = [:]
    /// The findings of one requirement by defect, until the next requirement comes.
    private var pending: [Group] = []
    private var groupOf: [String: Int] = [:]
    private var results = 0
    private var omitted = 0

    private struct Group {
        var first: StoredFinding
        var places: [Place]
        var count: Int
        let isSuppressed: Bool
    }

    public init(language: Language) { self.language = language }

    public mutating func begin(_ report: Report) {
        toolVersion = report.toolVersion
        writer.open(.object)
        pair("version", "2.1.0")
        pair("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        writer.key("properties")
        writer.object { writer in
            writer.key("dataHash")
            writer.value(report.dataHash)
        }
        writer.key("runs")
        writer.open(.array)
    }

    public mutating func begin(_ subject: SubjectReport) {
        (pending, groupOf, results, omitted) = ([], [:], 0, 0)
        ruleIndex = [:]
        for total in subject.totals where ruleIndex[total.requirement.id] == nil {
            ruleIndex[total.requirement.id] = ruleIndex.count
        }
        writer.open(.object)
        tool(subject.totals.map(\.requirement))
        pair("language", language == .zhHans ? "zh-CN" : "en-US")
        writer.key("automationDetails")
        writer.object { writer in
            writer.key("id")
            writer.value("audit/\(HostileText.line(subject.subject.id))/\(subject.run.start.kind.rawValue)")
        }
        writer.key("results")
        writer.open(.array)
    }

    public mutating func add(_ stored: StoredFinding, isSuppressed: Bool) {
        if let group = pending.first,
            group.first.finding.requirement != stored.finding.requirement || group.isSuppressed != isSuppressed
        {
            flush()
        }
        let key = stored.finding.defect + stored.finding.outcome.rawValue
        if let index = groupOf[key] {
            pending[index].count += 1
            if pending[index].places.count < Self.maximumLocations {
                pending[index].places.append(stored.finding.place)
            }
        } else {
            groupOf[key] = pending.count
            pending.append(
                Group(first: stored, places: [stored.finding.place], count: 1, isSuppressed: isSuppressed)
            )
        }
    }

    public mutating func end(_ subject: SubjectReport) {
        flush()
        writer.close(.array)
        invocation(subject.run)
        writer.close(.object)
    }

    public mutating func end() {
        writer.close(.array)
        writer.close(.object)
        writer.newline()
    }

    public mutating func drain() -> [UInt8] { writer.drain() }

    private mutating func pair(_ key: String, _ value: String) {
        writer.key(key)
        writer.value(value)
    }
}

// MARK: - Tool and invocation

extension SARIFReport {
    private mutating func tool(_ requirements: [Requirement]) {
        writer.key("tool")
        writer.open(.object)
        writer.key("driver")
        writer.open(.object)
        pair("name", "audit")
        pair("semanticVersion", toolVersion)
        writer.key("rules")
        writer.open(.array)
        var written: Set<String> = []
        for requirement in requirements where written.insert(requirement.id).inserted { rule(requirement) }
        writer.close(.array)
        writer.close(.object)
        writer.close(.object)
    }

    private mutating func rule(_ requirement: Requirement) {
        writer.open(.object)
        pair("id", requirement.id)
        text("shortDescription", requirement.title)
        if !requirement.impact[language].isEmpty { text("fullDescription", requirement.impact) }
        if !requirement.fix[language].isEmpty { text("help", requirement.fix) }
        writer.key("defaultConfiguration")
        writer.object { writer in
            writer.key("level")
            writer.value(Self.level(.failed, requirement.kind, requirement.severity))
        }
        writer.key("properties")
        writer.object { writer in
            writer.key("tags")
            // GitHub takes 20 tags of a rule.
            writer.array(of: (["accessibility"] + requirement.criteria).prefix(20)) { $0.value($1) }
            writer.key("problem.severity")
            writer.value(requirement.kind == .violation ? "error" : "recommendation")
        }
        writer.close(.object)
    }

    private mutating func text(_ key: String, _ text: LocalizedText) {
        writer.key(key)
        writer.object { [language] writer in
            writer.key("text")
            writer.value(HostileText.line(text[language]))
        }
    }

    /// Whether the run is complete, and what was left out of this file.
    private mutating func invocation(_ run: Run) {
        let notifications = notifications(run)
        writer.key("invocations")
        writer.array { [language] writer in
            writer.object { writer in
                writer.key("executionSuccessful")
                writer.value(run.state == .done)
                writer.key("startTimeUtc")
                writer.value(run.start.started.iso8601)
                if let ended = run.ended {
                    writer.key("endTimeUtc")
                    writer.value(ended.iso8601)
                }
                writer.key("toolExecutionNotifications")
                writer.array(of: notifications) { writer, text in
                    writer.object { writer in
                        writer.key("level")
                        writer.value("warning")
                        writer.key("message")
                        writer.object { writer in
                            writer.key("text")
                            writer.value(text[language])
                        }
                    }
                }
            }
        }
    }

    private func notifications(_ run: Run) -> [LocalizedText] {
        var texts: [LocalizedText] = []
        if run.notChecked > 0 {
            texts.append(
                LocalizedText(
                    zh: "\(run.notChecked) 个地址没有检测；本文件只说已检测的",
                    en:
                        "\(run.notChecked.counted("address was", "addresses were")) not checked; this file speaks of the others only"
                )
            )
        }
        if omitted > 0 {
            texts.append(
                LocalizedText(
                    zh: "省略了 \(omitted) 条结果：每次检测最多 \(Self.maximumResults) 条",
                    en: "\(omitted.counted("result is", "results are")) left out: a run takes \(Self.maximumResults)"
                )
            )
        }
        return texts
    }
}

// MARK: - Results

extension SARIFReport {
    private mutating func flush() {
        for group in pending {
            guard results < Self.maximumResults else {
                omitted += 1
                continue
            }
            results += 1
            result(group)
        }
        pending.removeAll(keepingCapacity: true)
        groupOf.removeAll(keepingCapacity: true)
    }

    private mutating func result(_ group: Group) {
        let finding = group.first.finding
        writer.open(.object)
        pair("ruleId", finding.requirement)
        if let index = ruleIndex[finding.requirement] {
            writer.key("ruleIndex")
            writer.value(index)
        }
        pair("kind", Self.kind(finding))
        pair("level", Self.level(finding.outcome, finding.kind, finding.severity))
        text("message", finding.message)
        writer.key("locations")
        writer.open(.array)
        for place in group.places { location(place) }
        writer.close(.array)
        writer.key("occurrenceCount")
        writer.value(group.count)
        if group.isSuppressed {
            // SARIF §3.35: a suppression kept outside of the code.
            writer.key("suppressions")
            writer.array { writer in
                writer.object { writer in
                    writer.key("kind")
                    writer.value("external")
                }
            }
        }
        writer.key("partialFingerprints")
        writer.object { writer in
            writer.key("defect/v1")
            writer.value(finding.defect)
        }
        writer.key("properties")
        writer.object { writer in
            for (key, value) in [
                ("confidence", finding.confidence.rawValue), ("severity", finding.severity.rawValue),
                ("finding", group.first.id), ("subject", group.first.subject),
            ] {
                writer.key(key)
                writer.value(value)
            }
        }
        writer.close(.object)
    }

    /// SARIF §3.27.9: `fail` where it fails, `review` where a person must look, `informational` for advice.
    private static func kind(_ finding: Finding) -> String {
        if finding.outcome == .cantTell { return "review" }
        return finding.kind == .advice ? "informational" : "fail"
    }

    /// SARIF §3.27.10: a result of any kind but `fail` has level `none`.
    private static func level(_ outcome: Outcome, _ kind: RuleMetadata.Kind, _ severity: Severity) -> String {
        guard outcome == .failed, kind != .advice else { return "none" }
        if kind == .review { return "note" }
        return severity >= .serious ? "error" : "warning"
    }

    private mutating func location(_ place: Place) {
        writer.open(.object)
        switch place {
        case .node(let node):
            physical(node)
            logical(node.xpath)
        case .item(let item): logical(FindingListing.place(.item(item)))
        }
        writer.close(.object)
    }

    /// The line only: SARIF counts columns in characters, findings count them in bytes.
    private mutating func physical(_ node: NodePlace) {
        writer.key("physicalLocation")
        writer.object { writer in
            writer.key("artifactLocation")
            writer.object { writer in
                writer.key("uri")
                writer.value(HostileText.uri(node.page))
            }
            writer.key("region")
            writer.object { writer in
                writer.key("startLine")
                writer.value(max(1, node.line))
                if !node.snippet.isEmpty {
                    writer.key("snippet")
                    writer.object { writer in
                        writer.key("text")
                        writer.value(HostileText.line(node.snippet))
                    }
                }
            }
        }
    }

    private mutating func logical(_ name: String) {
        writer.key("logicalLocations")
        writer.array { writer in
            writer.object { writer in
                writer.key("fullyQualifiedName")
                writer.value(HostileText.line(name))
            }
        }
    }
}
