/// Looks at a page that was fetched: parses it, runs the rules, finds where it leads.
struct PageVisitor: Sendable {
    let audit: PageAudit
    let sheets: SheetCache
    /// Whether rules are run; if not, pages are recorded as fetched and untested.
    let checks: Bool
    /// Whether the bodies of pages are kept as evidence.
    let keepsSource: Bool

    @concurrent
    func visit(_ page: FetchedPage) async -> PageVisit<PageRecord> {
        let response = page.response
        let (parsed, type) = audit.parse(response, address: page.address.url)
        let charset = Charset(label: (parsed.transport.encoding ?? "").utf8)
        var links = LinkDiscovery.links(
            in: parsed.document,
            at: page.url,
            encoding: charset,
            refresh: response.headers.first("refresh")
        )
        let kindReader = PageKindReader(parsed.document, title: parsed.title, url: page.url)
        let kind = kindReader.kind
        let now = Timestamp.now
        let fetch = PageRecord.Fetch(
            at: now,
            httpStatus: response.status,
            contentType: type,
            charset: parsed.transport.encoding,
            bytes: response.body.count,
            contentHash: SHA256.digest(response.body)
        )
        var record: PageRecord
        var facts = VisitFacts(milliseconds: 0, wireBytes: 0)
        let look = PageSubstance(parsed.document, title: parsed.title)
        let substance = Self.wall(look, links, of: page) ?? look.problem
        // As with errors that say so by their status: a site may invent an error page for every link on its error pages.
        if substance?.reason == .httpError || substance?.reason == .blocked { links = [] }
        if let substance {
            record = fetched(parsed, of: page, fetch, as: substance)
        } else if checks {
            (record, facts.sheets) = await check(parsed, of: page, fetch)
        } else {
            record = fetched(parsed, of: page, fetch, as: NotChecked(.untested))
        }
        facts.links = Self.packed(links)
        let today = String(now.iso8601.prefix(10))
        facts.content =
            PageFactsReader(
                parsed.document,
                links: links,
                kind: kind == .list && !kindReader.showsList ? nil : kind,
                today: today
            ).facts
        record.facts = facts
        record.pageKind = kind?.rawValue
        let problem = substance ?? record.reason.flatMap(NotCheckedReason.init(rawValue:)).map { NotChecked($0) }
        return PageVisit(links: links, notChecked: problem, payload: record)
    }

    private func check(
        _ parsed: PageAudit.Parsed,
        of page: FetchedPage,
        _ fetch: PageRecord.Fetch
    ) async -> (PageRecord, VisitFacts.Sheets) {
        let base = page.url
        let (styles, addresses) = await sheets.stylesAndSheets(of: parsed) { reference, sheet in
            (sheet.flatMap { WebURL($0) } ?? base).resolve(reference)?.description
        }
        let used = VisitFacts.Sheets(addresses: addresses, digest: await sheets.digest(of: addresses))
        var surroundings = PageSurroundings(of: parsed.document, at: base)
        surroundings.isInSite = true
        var record = audit.record(
            parsed,
            styles: styles,
            key: page.address.identity.description,
            fetch: fetch,
            in: surroundings
        )
        if keepsSource, record.status == .checked { record.source = Array(page.response.body) }
        return (record, used)
    }

    private func fetched(
        _ parsed: PageAudit.Parsed,
        of page: FetchedPage,
        _ fetch: PageRecord.Fetch,
        as reason: NotChecked
    ) -> PageRecord {
        var record = PageRecord(
            notChecked: page.address.url.description,
            key: page.address.identity.description,
            reason: reason.reason.rawValue,
            detail: reason.detailText,
            fetch: fetch
        )
        record.title = parsed.title
        record.elements = parsed.document.elementCount
        return record
    }

    /// Set where an empty page sends its readers to a login that promises to come back.
    private static func wall(_ look: PageSubstance, _ links: [DiscoveredLink], of page: FetchedPage) -> NotChecked? {
        guard let first = links.first(where: { $0.kind == .refresh || $0.kind == .script }), let target = first.url,
            look.isNearlyEmpty
        else { return nil }
        return LoginWall.problem(from: page.url, to: target)
    }

    /// The page as it was found earlier, if its style sheets are as they were; nil where it must be checked anew.
    @concurrent
    func revisit(_ page: PageRecord) async -> PageRecord? {
        guard let used = page.facts?.sheets else { return page }
        return await sheets.digest(of: used.addresses) == used.digest ? page : nil
    }

    /// Addresses the crawler would follow, each once.
    private static func packed(_ links: [DiscoveredLink]) -> [UInt8] {
        var seen: Set<WebURL> = []
        var addresses: [[UInt8]] = []
        for link in links {
            guard let url = link.url?.withoutFragment, url.isHTTP, seen.insert(url).inserted else { continue }
            addresses.append(url.bytes)
        }
        return PackedAddresses.pack(addresses)
    }
}
