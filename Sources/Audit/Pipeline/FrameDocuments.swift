/// The documents that a page writes into its frames by `srcdoc`: checked like pages, with findings placed in the frame.
///
/// Frames with an address are pages of their own; a crawl finds them as links.
struct FrameDocuments {
    /// Frames of one page that are looked into.
    static let maximumFrames = 50
    /// Frames within frames.
    static let maximumDepth = 3
    /// Bytes of all these documents of a page together.
    static let maximumBytes = 1 << 20

    let rules: [AppliedRule]
    let key: String?
    let site: String

    /// A document that is still to be looked into.
    private struct Frame {
        let page: Page
        let depth: Int
        /// Where the frame stands in the outermost page; nil for that page itself.
        let place: NodePlace?
    }

    /// What the rules say about the documents in the page's frames, with one assertion for each rule.
    func judge(_ page: Page) -> (assertions: [Assertion], findings: [Finding]) {
        var assertions: [Assertion] = []
        var findings: [Finding] = []
        var queue = [Frame(page: page, depth: 0, place: nil)]
        var count = 0
        var bytes = 0
        while let outer = queue.popLast(), outer.depth < Self.maximumDepth {
            for frame in outer.page.htmlElements(.iframe) where outer.page.isRendered(frame) {
                guard let source = outer.page.attribute(.srcdoc, of: frame), count < Self.maximumFrames else {
                    continue
                }
                bytes += source.count
                if bytes > Self.maximumBytes { return (assertions, findings) }
                let inner = Frame(
                    page: document(source, in: page),
                    depth: outer.depth + 1,
                    place: place(of: frame, in: outer)
                )
                let found = judge(inner, number: count)
                assertions = assertions.isEmpty ? found.assertions : Self.sum(assertions, found.assertions)
                findings += found.findings
                queue.append(inner)
                count += 1
            }
        }
        return (assertions, findings)
    }

    private func document(_ source: Bytes, in page: Page) -> Page {
        let document = HTMLParser.parse(Array(source))
        let sheets = StyleSheets.collect(in: document) { _, _ in nil }
        return Page(
            document: document,
            styles: ComputedStyles(document: document, collected: sheets),
            transport: page.transport
        )
    }

    private func place(of frame: NodeID, in outer: Frame) -> NodePlace {
        var maker = FindingMaker(page: outer.page, key: key, site: site)
        let own = maker.place(of: frame)
        guard let around = outer.place else { return own }
        return Self.place(own, within: around)
    }

    /// A place in a frame's document as a place of the page: paths follow the frame's, line and column are the frame's.
    private static func place(_ inner: NodePlace, within frame: NodePlace) -> NodePlace {
        var place = inner
        place.xpath = frame.xpath + inner.xpath
        place.selector = frame.selector + " >> " + inner.selector
        (place.line, place.column, place.offset) = (frame.line, frame.column, frame.offset)
        return place
    }

    private func judge(_ frame: Frame, number: Int) -> PageFindings {
        let page = frame.page
        // What is asked of a page as a whole is not asked of a part of it.
        let whole: Set<Name> = [.html, .head, .body, .title]
        let result = page.assertions(of: rules) { node in
            !(page.document.isElement(node) && whole.contains(page.document.name(of: node)))
        }
        let findings = page.findings(for: result.verdicts, of: rules, key: key, site: site).map { finding in
            moved(finding, into: frame, number)
        }
        return PageFindings(assertions: result.assertions, findings: findings)
    }

    private struct PageFindings {
        let assertions: [Assertion]
        let findings: [Finding]
    }

    private func moved(_ finding: Finding, into frame: Frame, _ number: Int) -> Finding {
        var finding = finding
        if case .node(let inner) = finding.place, let around = frame.place {
            finding.place = .node(Self.place(inner, within: around))
        }
        if var signals = finding.signals {
            signals.path = "iframe/\(number)/" + signals.path
            finding.signals = signals
            finding.occurrence = signals.occurrence.text
            finding.defect = signals.pattern(site: site).text
        }
        return finding
    }

    /// Adds counts rule by rule; both lists have the same rules in the same order.
    static func sum(_ first: [Assertion], _ second: [Assertion]) -> [Assertion] {
        zip(first, second).map { one, other in
            if one.outcome == .untested { return other }
            if other.outcome == .untested { return one }
            return Assertion(
                rule: one.rule,
                failed: one.failed + other.failed,
                cantTell: one.cantTell + other.cantTell,
                passed: one.passed + other.passed
            )
        }
    }
}
