extension CheckRun {
    /// Checks the pages of an archive in the order of the file, with the style sheets it holds.
    ///
    /// Of an address that was asked for more than once the last answer counts; redirects, sheets, pictures, what crawlers ask
    /// for on their own and other answers that are no pages are passed over, pages that could not be checked are recorded with the reason.
    func check(
        _ archive: WarcArchive,
        _ gathering: inout SiteGathering,
        _ each: @Sendable (PageRecord) throws -> Void
    ) async throws -> Summary {
        var options = FetchOptions()
        options.source = archive
        let fetcher = Fetcher(client: CurlClient(), politeness: Politeness(.none), options: options)
        let sheets = SheetCache { await RemotePage.sheet(at: $0, fetcher) }
        var summary = Summary()
        for entry in archive.lastExchanges {
            guard let response = archive.exchange(entry), var record = await record(response, sheets) else { continue }
            if record.status == .checked, let directory = Self.directory(showing: response, in: archive) {
                record = Self.record(NotChecked.duplicate(of: directory), of: response)
            }
            try each(record)
            summary.add(record)
            gathering.add(record)
        }
        return summary
    }

    @concurrent
    private func record(_ response: FetchResponse, _ sheets: SheetCache) async -> PageRecord? {
        if response.redirectTarget != nil || Self.errands.contains(where: { response.url.path.equals($0) }) {
            return nil
        }
        var result = FetchResult(requestedURL: response.url, response: response)
        result.failure = response.failure
        if let problem = PageJudge.problem(with: result) {
            let kind = ContentKind(of: response.body[...], declared: response.contentType)
            // What has no body may be a page as its type says.
            let isPage = kind == .empty ? response.contentType?.essence == "text/html" : kind.isPage
            if problem.reason == .notHTML || !isPage { return nil }
            return Self.record(problem, of: response)
        }
        let base = response.url
        let parsed = audit.parse(response, address: base).0
        let styles = await sheets.styles(of: parsed) { reference, sheet in
            (sheet.flatMap { WebURL($0) } ?? base).resolve(reference)?.description
        }
        var surroundings = PageSurroundings(of: parsed.document, at: base)
        surroundings.isInSite = true
        return audit.record(parsed, styles: styles, fetch: self.fetch(response.body, parsed), in: surroundings)
    }

    /// What crawlers ask for on their own, and nobody reads.
    private static let errands: [StaticString] = ["/robots.txt", "/sitemap.xml"]

    private static func record(_ problem: NotChecked, of response: FetchResponse) -> PageRecord {
        PageRecord(
            notChecked: response.url.description,
            reason: problem.reason.rawValue,
            detail: problem.detailText,
            fetch: PageRecord.Fetch(
                at: .init(millisecondsSince1970: 0),
                httpStatus: response.status,
                bytes: response.body.count
            )
        )
    }

    /// The directory that shows the same page as this index name in it, as a scan finds it (``IndexName``).
    private static func directory(showing page: FetchResponse, in archive: WarcArchive) -> WebURL? {
        guard let url = URLIdentity(page.url).directory.flatMap({ WebURL($0.key) }),
            let shown = archive.lastExchange(of: url), shown.failure == nil,
            PageJudge.problem(with: FetchResult(requestedURL: url, response: shown)) == nil,
            shown.body == page.body,
            shown.headers.first("content-type").map(\.string) == page.headers.first("content-type").map(\.string)
        else { return nil }
        return url
    }
}
