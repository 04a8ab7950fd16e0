/// Checks one page from its bytes to its record; the same for files and for the network.
public struct PageAudit: Sendable {
    let rules: [AppliedRule]
    /// The id of the subject, which defect fingerprints hold.
    let site: String
    /// The ways in which signals are read, the newest first.
    let versions: [SignalVersion]

    public init(rules: [AppliedRule], site: String, versions: [SignalVersion] = SignalVersion.known) {
        self.rules = rules
        self.site = site
        self.versions = versions
    }

    /// A page that was decoded and parsed, before its style sheets are known.
    struct Parsed: Sendable {
        let document: Document
        let transport: Page.Transport
        let title: String
    }

    /// Decodes as the header and the document say, and parses.
    func parse(_ bytes: [UInt8], contentType: String?, address: String) -> Parsed {
        let text = Charset.decode(bytes, header: contentType)
        let transport = Page.Transport(
            address: address,
            encoding: text.charset.rawValue.lowercased(),
            headerEncoding: text.headerLabel,
            metaEncoding: text.metaLabel,
            undecodable: text.undecodable
        )
        let document = HTMLParser.parse(text.bytes)
        return Parsed(document: document, transport: transport, title: Self.title(of: document))
    }

    /// Runs the rules; a page that a parsing limit cut short is not checked.
    func record(
        _ parsed: Parsed,
        styles: ComputedStyles?,
        key: String? = nil,
        fetch: PageRecord.Fetch,
        in surroundings: PageSurroundings = .none
    ) -> PageRecord {
        let address = parsed.transport.address
        if let limit = parsed.document.exceededLimit {
            return PageRecord(notChecked: address, key: key, reason: "parseLimit", detail: limit.rawValue, fetch: fetch)
        }
        let page = Page(
            document: parsed.document,
            styles: styles,
            transport: parsed.transport,
            frames: surroundings.framed.frames(of: parsed)
        )
        let result = page.assertions(of: rules)
        var maker = FindingMaker(page: page, key: key, site: site, versions: versions)
        let findings = maker.findings(for: result.verdicts, of: rules)
        let frames = FrameDocuments(
            rules: rules,
            key: key,
            site: site,
            versions: versions,
            surroundings: surroundings
        ).judge(page)
        var record = PageRecord(
            address: address,
            key: key,
            fetch: fetch,
            title: parsed.title,
            language: Self.language(of: parsed.document),
            elements: parsed.document.elementCount,
            structure: PageStructure.hash(of: parsed.document),
            assertions: frames.assertions.isEmpty
                ? result.assertions : FrameDocuments.sum(result.assertions, frames.assertions),
            findings: findings + frames.findings
        )
        record.frames = frames.frames
        record.trace = trace(of: page, in: surroundings, &maker)
        return record
    }

    /// What the page leaves behind for the rules of its site, where some of them run.
    private func trace(of page: Page, in surroundings: PageSurroundings, _ maker: inout FindingMaker) -> SiteTrace? {
        guard surroundings.isInSite, !rules.overSites.isEmpty else { return nil }
        let facts = SiteFactsReader(page, resolve: surroundings.resolve).read(isHome: surroundings.isHome)
        return SiteTrace(facts, places: &maker)
    }

    /// Checks a page that is at hand as bytes, with what its own style elements say and no sheets from elsewhere.
    public func record(_ html: [UInt8], address: String, contentType: String? = nil) async -> PageRecord {
        let parsed = parse(html, contentType: contentType, address: address)
        let styles = await SheetCache.none.styles(of: parsed) { _, _ in nil }
        let fetch = PageRecord.Fetch(
            at: Timestamp(millisecondsSince1970: 0),
            charset: parsed.transport.encoding,
            bytes: html.count,
            contentHash: SHA256.digest(html)
        )
        return record(parsed, styles: styles, fetch: fetch)
    }

    /// The text of the first title element, white space collapsed, cut to ``maximumTitleBytes``, without personal data.
    private static func title(of document: Document) -> String {
        guard let title = document.elements(.title).first(where: { document.isHTML($0, .title) }) else { return "" }
        var words: [[UInt8]] = []
        for child in document.children(of: title) where document.kind(of: child) == .text {
            words += document.text(of: child).prefix(maximumTitleBytes).spaceSeparated.map(Array.init)
        }
        return PersonalData.masked(Array(words.joined(separator: [0x20]))).string
    }

    static let maximumTitleBytes = 1_000

    /// What the html element declares, as written.
    private static func language(of document: Document) -> String? {
        document.elements(.html).first.flatMap { document.attribute(.lang, of: $0) }.map { $0.prefix(100).string }
    }
}
