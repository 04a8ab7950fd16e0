/// EARL 1.0 (W3C Working Draft, 2017-02-02) as JSON-LD 1.1 with its context inside, so that no network is needed.
///
/// Every pair of page and rule, or of entry and item, has its outcome: what failed or could not be told with one
/// assertion a finding and a pointer to the element, the rest with one assertion. The test of an assertion is the success
/// criterion, since importers such as the WCAG-EM Report Tool match nothing else; `references` names the rule, and a rule
/// that bears on two criteria makes two assertions. A rule without criteria is its own test.
public struct EARLReport: ReportWriter {
    public static let needsPassed = true

    private let language: Language
    private var writer = JSONWriter()
    private var current: SubjectReport?
    private var declared: Set<String> = []
    /// The criteria of each requirement declared so far, as IRIs.
    private var criteria: [String: [String]] = [:]

    public init(language: Language) { self.language = language }

    public mutating func begin(_ report: Report) {
        writer.open(.object)
        writer.key("@context")
        context()
        writer.key("@graph")
        writer.open(.array)
        writer.object { writer in
            for (key, value) in [
                ("@id", "_:tool"), ("@type", "Software"), ("title", "audit"), ("hasVersion", report.toolVersion),
                ("description", "SHA-256 \(report.dataHash)"),
            ] {
                writer.key(key)
                writer.value(value)
            }
        }
    }

    public mutating func begin(_ subject: SubjectReport) {
        current = subject
        for total in subject.totals where declared.insert(total.requirement.id).inserted { test(total.requirement) }
    }

    /// Suppressed or not: EARL says what a test found, and has no word for putting it aside.
    public mutating func add(_ stored: StoredFinding, isSuppressed: Bool) {
        assertion(
            source: Self.source(of: stored.finding.place),
            name: stored.subjectName,
            test: stored.finding.requirement,
            outcome: stored.finding.outcome,
            description: stored.finding.message[language],
            xpath: Self.xpath(of: stored.finding.place)
        )
    }

    public mutating func add(_ page: PageRecord) {
        guard page.status == .checked else {
            return assertion(
                source: .address(page.address),
                name: page.title,
                test: nil,
                outcome: .untested,
                description: ReportTerms.reason(page.reason ?? "")[language],
                xpath: nil
            )
        }
        for made in page.assertions where made.outcome != .failed && made.outcome != .cantTell {
            assertion(
                source: .address(page.address),
                name: page.title,
                test: made.rule,
                outcome: made.outcome,
                description: nil,
                xpath: nil
            )
        }
    }

    public mutating func add(_ answer: Inspection.Answer) {
        guard answer.outcome != .failed, answer.outcome != .cantTell else { return }
        assertion(
            source: .entry(answer.entry.isEmpty ? answer.section : "\(answer.section)/\(answer.entry)"),
            name: current?.subject.name ?? "",
            test: answer.item,
            outcome: answer.outcome,
            description: answer.reason,
            xpath: nil
        )
    }

    public mutating func end(_ subject: SubjectReport) {}

    public mutating func end() {
        writer.close(.array)
        writer.close(.object)
        writer.newline()
    }

    public mutating func drain() -> [UInt8] { writer.drain() }
}

// MARK: - Parts

extension EARLReport {
    /// What an assertion is about.
    private enum Source {
        case address(String)
        case entry(String)
    }

    private static func source(of place: Place) -> Source {
        switch place {
        case .node(let node): .address(node.page)
        case .item: .entry(FindingListing.place(place))
        }
    }

    private static func xpath(of place: Place) -> String? {
        guard case .node(let node) = place else { return nil }
        return node.xpath
    }

    private mutating func context() {
        writer.object { writer in
            for (term, meaning) in [
                ("@vocab", "http://www.w3.org/ns/earl#"), ("earl", "http://www.w3.org/ns/earl#"),
                ("dct", "http://purl.org/dc/terms/"), ("ptr", "http://www.w3.org/2009/pointers#"),
                ("WCAG21", "http://www.w3.org/TR/WCAG21/#"), ("WCAG22", "http://www.w3.org/TR/WCAG22/#"),
                ("title", "dct:title"),
                ("description", "dct:description"), ("hasVersion", "dct:hasVersion"), ("identifier", "dct:identifier"),
                ("expression", "ptr:expression"), ("XPathPointer", "ptr:XPathPointer"),
            ] {
                writer.key(term)
                writer.value(meaning)
            }
            for (term, meaning) in [
                ("assertedBy", "earl:assertedBy"), ("subject", "earl:subject"), ("test", "earl:test"),
                ("outcome", "earl:outcome"), ("mode", "earl:mode"), ("isPartOf", "dct:isPartOf"),
                ("references", "dct:references"), ("source", "dct:source"),
            ] {
                writer.key(term)
                writer.object { writer in
                    writer.key("@id")
                    writer.value(meaning)
                    writer.key("@type")
                    writer.value("@id")
                }
            }
            writer.key("date")
            writer.object { writer in
                writer.key("@id")
                writer.value("dct:date")
                writer.key("@type")
                writer.value("http://www.w3.org/2001/XMLSchema#dateTime")
            }
        }
    }

    private mutating func test(_ requirement: Requirement) {
        writer.object { writer in
            for (key, value) in [
                ("@id", Self.node(requirement.id)), ("@type", "TestCase"), ("identifier", requirement.id),
                ("title", requirement.title[language]),
            ] {
                writer.key(key)
                writer.value(value)
            }
            let parts = requirement.criteria.compactMap(Self.criterion)
            criteria[requirement.id] = parts
            guard !parts.isEmpty else { return }
            writer.key("isPartOf")
            writer.array(of: parts) { $0.value($1) }
        }
    }

    /// A blank node: rules have ids of this product, which are no IRIs.
    private static func node(_ id: String) -> String {
        "_:test-" + id.utf8.map { $0.isASCIIAlpha || $0.isASCIIDigit || $0 == 0x2D ? [$0].string : "_\($0)" }.joined()
    }

    /// The criterion in the Recommendation, whose anchors are made of the titles: `WCAG21:non-text-content`.
    ///
    /// Criteria that 2.1 had already are named there, and by `http:`: the WCAG-EM Report Tool knows no other prefix.
    static func criterion(_ key: String) -> String? {
        guard key.hasPrefix("wcag22:"), let criterion = WCAG.criterion(String(key.dropFirst(7))),
            !criterion.isObsolete
        else { return nil }
        let words = criterion.title.en.lowercased().split { !$0.isLetter && !$0.isNumber }
        return (criterion.since == .wcag22 ? "WCAG22:" : "WCAG21:") + words.joined(separator: "-")
    }

    /// One assertion for each criterion the rule bears on, or one where it bears on none.
    private mutating func assertion(
        source: Source,
        name: String,
        test: String?,
        outcome: Outcome,
        description: String?,
        xpath: String?
    ) {
        let criteria = test.flatMap { self.criteria[$0] } ?? []
        let tests: [String?] = criteria.isEmpty ? [test.map(Self.node)] : criteria
        for about in tests {
            writer.open(.object)
            pair("@type", "Assertion")
            pair("assertedBy", "_:tool")
            pair("mode", current?.run.start.kind == .inspection ? "earl:manual" : "earl:automatic")
            if let about { pair("test", about) }
            if let test, !criteria.isEmpty { pair("references", Self.node(test)) }
            subject(source, name)
            result(outcome, description, xpath)
            writer.close(.object)
        }
    }

    /// The outcome is written as a node of its own: tools read it without knowing our context.
    private mutating func result(_ outcome: Outcome, _ description: String?, _ xpath: String?) {
        writer.key("result")
        writer.open(.object)
        pair("@type", "TestResult")
        writer.key("outcome")
        writer.object { writer in
            writer.key("@id")
            writer.value("earl:" + outcome.rawValue)
        }
        if let ended = current?.run.ended { pair("date", ended.iso8601) }
        if let description { pair("description", HostileText.line(description)) }
        if let xpath {
            writer.key("pointer")
            writer.object { writer in
                writer.key("@type")
                writer.value("XPathPointer")
                writer.key("expression")
                writer.value(xpath)
            }
        }
        writer.close(.object)
    }

    private mutating func subject(_ source: Source, _ name: String) {
        writer.key("subject")
        writer.open(.object)
        pair("@type", "TestSubject")
        if case .address(let address) = source, address.hasPrefix("http") { pair("@id", HostileText.uri(address)) }
        pair("title", HostileText.line(name))
        switch source {
        case .address(let address): pair("source", HostileText.uri(address))
        case .entry(let entry): pair("identifier", HostileText.line(entry))
        }
        writer.close(.object)
    }

    private mutating func pair(_ key: String, _ value: String) {
        writer.key(key)
        writer.value(value)
    }
}
