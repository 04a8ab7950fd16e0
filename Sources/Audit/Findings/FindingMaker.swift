/// Turns the verdicts on one page into findings: where each is, what identifies it, what its source says.
public struct FindingMaker {
    private let page: Page
    private let key: String
    private let site: String
    private var paths: NodePaths
    private let readers: [SignalReader]
    private var numbering = SignalNumbering()
    /// What was found out about nodes so far; several rules often speak of one.
    private var known: [NodeID: (place: NodePlace, signals: Signals)] = [:]

    /// The length of a snippet in UTF-8 bytes; longer start tags are cut at a character.
    public static let maximumSnippet = 300

    /// - Parameters:
    ///   - page: The page the verdicts are on.
    ///   - key: The page's identity between runs; its address where nil.
    ///   - site: The id of the subject the page belongs to.
    ///   - versions: The ways in which signals are read, the newest first; at least one.
    public init(page: Page, key: String? = nil, site: String, versions: [SignalVersion] = SignalVersion.known) {
        precondition(!versions.isEmpty, "signals are read in some way")
        self.page = page
        self.key = key ?? page.transport.address
        self.site = site
        let outline = PageOutline(page.document)
        readers = versions.map { SignalReader(page.document, outline, version: $0) }
        paths = NodePaths(of: page.document)
    }

    /// The finding for a failed or cantTell verdict of this rule; nil for a passed one.
    ///
    /// Call it in the order of the rules and, for each rule, of the document: equal findings are told apart by it.
    public mutating func finding(_ verdict: TargetVerdict, rule: RuleMetadata) -> Finding? {
        if verdict.verdict == .passed { return nil }
        let (place, read) = located(verdict.target)
        let signals = numbering.number(read, family: rule.family)
        return Finding(verdict, rule: rule, at: place, signals: signals, site: site)
    }

    private mutating func located(_ node: NodeID) -> (place: NodePlace, signals: Signals) {
        if let known = known[node] { return known }
        let found = (place(of: node), signals(of: node))
        known[node] = found
        return found
    }

    /// The findings for these verdicts, in their order: by rule and then by place in the document.
    mutating func findings(for verdicts: [TargetVerdict], of rules: [AppliedRule]) -> [Finding] {
        var findings: [Finding] = []
        findings.reserveCapacity(verdicts.count)
        numbering.reserve(verdicts.count)
        var position = 0
        for verdict in verdicts {
            // Both are in the order of the rules.
            while position < rules.count, rules[position].metadata.id != verdict.rule { position += 1 }
            guard position < rules.count else { break }
            if let finding = finding(verdict, rule: rules[position].metadata) { findings.append(finding) }
        }
        return findings
    }

    /// What identifies a node whatever the rule, without an ordinal.
    func signals(of node: NodeID) -> Signals {
        var signals = signals(of: node, readers[0])
        signals.earlier = readers.dropFirst().map { self.signals(of: node, $0) }
        return signals
    }

    private func signals(of node: NodeID, _ reader: SignalReader) -> Signals {
        var signals = reader.signals(of: node)
        signals.page = key
        return signals
    }

    // MARK: - Place

    /// Where a node is on its page.
    mutating func place(of node: NodeID) -> NodePlace {
        let offset = Int(page.document.sourceOffset[Int(node.index)])
        let (line, column) = paths.position(of: node)
        return NodePlace(
            page: page.transport.address,
            xpath: paths.xpath(of: node),
            selector: paths.selector(of: node),
            line: line,
            column: column,
            offset: offset,
            snippet: snippet(of: node)
        )
    }

    private func snippet(of node: NodeID) -> String {
        let document = page.document
        let start = Int(document.sourceOffset[Int(node.index)])
        guard start >= 0 else {
            return document.isElement(node) ? "<\(document.names.text(of: document.name(of: node)).string)>" : ""
        }
        let end: Int
        if document.isElement(node) {
            end = Int(document.startTagEnd[Int(node.index)])
        } else {
            end = start + document.text[Int(node.index)].count
        }
        guard end > start, end <= document.sourceLength else { return "" }
        // Masked before it is cut, or a number at the cut would be left in part.
        let reach = min(end, start + 2 * Self.maximumSnippet)
        var bytes = PersonalData.masked(document.bytes[start..<reach])
        if bytes.count <= Self.maximumSnippet && reach == end { return bytes.string }
        var cut = min(bytes.count, Self.maximumSnippet)
        // A byte of the form 10xxxxxx continues a character.
        while cut > 0, cut < bytes.count, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
        bytes.removeSubrange(cut...)
        return bytes.string + "…"
    }
}

extension Finding {
    /// The finding for a verdict of a rule on a page; nil for one that passed.
    init?(_ verdict: TargetVerdict, rule: RuleMetadata, at place: NodePlace, signals: Signals, site: String) {
        let message: LocalizedText
        switch verdict.verdict {
        case .passed: return nil
        // A reason may quote the page.
        case .failed(let reason), .cantTell(let reason): message = PersonalData.masked(reason)
        }
        self.init(
            domain: .web,
            requirement: rule.id,
            outcome: verdict.verdict.outcome,
            kind: rule.kind,
            confidence: rule.confidence,
            severity: rule.severity,
            criteria: rule.criterionKeys,
            message: message,
            place: .node(place),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: site).text,
            signals: signals
        )
    }
}
