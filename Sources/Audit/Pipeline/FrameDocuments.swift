/// The documents in the frames of a page, checked like pages, with findings placed in the frame.
///
/// Those written by `srcdoc` always; those of the same site at an address where the page is checked alone. In a folder or
/// a crawl the latter are pages of their own, and would be counted twice.
struct FrameDocuments {
    /// Frames of one page that are looked into.
    static let maximumFrames = 50
    /// Frames within frames.
    static let maximumDepth = 3
    /// Bytes of all these documents of a page together.
    static let maximumBytes = 4 << 20
    /// Frames of one document that are told of.
    static let maximumListed = 500
    /// Bytes of a frame's address that are told.
    private static let maximumAddress = 300

    let rules: [AppliedRule]
    let key: String?
    let site: String
    let versions: [SignalVersion]
    let surroundings: PageSurroundings

    /// What was found in frames.
    struct Result {
        /// One for each rule; empty where no document was looked into.
        var assertions: [Assertion] = []
        var findings: [Finding] = []
        /// The frames of the page itself.
        var frames: [PageRecord.Frame] = []

        fileprivate mutating func add(_ found: PageFindings) {
            assertions = assertions.isEmpty ? found.assertions : FrameDocuments.sum(assertions, found.assertions)
            findings += found.findings
        }
    }

    /// A document that is still to be looked into.
    private struct Frame {
        let page: Page
        let depth: Int
        /// Where the frame stands in the outermost page; nil for that page itself.
        let place: NodePlace?
    }

    /// What the rules say about the documents in the page's frames, with one assertion for each rule.
    func judge(_ page: Page) -> Result {
        var result = Result()
        var queue = [Frame(page: page, depth: 0, place: nil)]
        var count = 0
        var bytes = 0
        while let outer = queue.popLast(), outer.depth < Self.maximumDepth {
            let frames = outer.page.htmlElements(.iframe, .frame).filter { outer.page.isRendered($0) }
            if frames.isEmpty { continue }
            var maker = FindingMaker(page: outer.page, key: key, site: site)
            for frame in frames.prefix(Self.maximumListed) {
                let isRoom = count < Self.maximumFrames && bytes <= Self.maximumBytes
                let content = isRoom ? content(of: frame, in: outer.page) : nil
                bytes += content?.document.sourceLength ?? 0
                let isLookedInto = content != nil && bytes <= Self.maximumBytes
                let place = place(of: frame, in: outer, &maker)
                if outer.depth == 0 { result.frames.append(note(frame, in: page, place, isLookedInto: isLookedInto)) }
                guard let content, isLookedInto else { continue }
                let inner = Frame(page: content, depth: outer.depth + 1, place: place)
                result.add(judge(inner, number: count))
                queue.append(inner)
                count += 1
            }
        }
        return result
    }

    /// What the frame shows, where that is at hand.
    private func content(of frame: NodeID, in outer: Page) -> Page? {
        if let source = outer.attribute(.srcdoc, of: frame) { return document(source, in: outer) }
        if let known = outer.frames[frame] { return known }
        guard let source = outer.attribute(.src, of: frame) else { return nil }
        return surroundings.framed.page(source, on: outer.transport.address)
    }

    private func note(_ frame: NodeID, in page: Page, _ place: NodePlace, isLookedInto: Bool) -> PageRecord.Frame {
        let source = page.hasAttribute(.srcdoc, frame) ? nil : page.attribute(.src, of: frame)?.trimmed
        let isPage = source.flatMap { surroundings.resolve($0) }.map(surroundings.isPage) ?? false
        return PageRecord.Frame(
            xpath: place.xpath,
            address: source?.prefix(Self.maximumAddress).string,
            examined: isLookedInto ? .here : isPage ? .asPage : .no
        )
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

    private func place(of frame: NodeID, in outer: Frame, _ maker: inout FindingMaker) -> NodePlace {
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
        var maker = FindingMaker(page: page, key: key, site: site, versions: versions)
        let findings = maker.findings(for: result.verdicts, of: rules).map { moved($0, into: frame, number) }
        return PageFindings(assertions: result.assertions, findings: findings)
    }

    fileprivate struct PageFindings {
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
            for index in signals.earlier.indices {
                signals.earlier[index].path = "iframe/\(number)/" + signals.earlier[index].path
            }
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
