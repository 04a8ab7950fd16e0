/// Fetches the one page that a person named, with the sheets it asks for.
///
/// It is asked for as a person's browser would, once and without robots.txt; whoever wants more than one page scans.
struct RemotePage: Sendable {
    let url: WebURL
    private let fetcher: Fetcher

    init(_ url: WebURL) {
        self.url = url
        var politeness = PolitenessOptions()
        politeness.delay = .zero
        fetcher = Fetcher(client: CurlClient(), politeness: Politeness(politeness))
    }

    /// The answer, and why it is no page that can be checked.
    func fetch() async -> (response: FetchResponse, problem: NotChecked?) {
        let result = await fetcher.fetch(url)
        return (result.response, PageJudge.problem(with: result))
    }

    /// The sheets of the page, each fetched once.
    func styles(of parsed: PageAudit.Parsed, at base: WebURL) async -> ComputedStyles {
        let fetcher = fetcher
        let sheets = SheetCache { await Self.sheet(at: $0, fetcher) }
        return await sheets.styles(of: parsed) { reference, sheet in
            (sheet.flatMap { WebURL($0) } ?? base).resolve(reference)?.description
        }
    }

    /// What the frames of the page show, as far as it comes from the same origin; each asked for once.
    func frames(of parsed: PageAudit.Parsed, at base: WebURL, _ audit: PageAudit) async -> FramedPages {
        let fetcher = fetcher
        let sheets = SheetCache { await Self.sheet(at: $0, fetcher) }
        return await FramedPages.load(
            of: parsed,
            resolve: { reference, page in
                guard let found = (WebURL(page) ?? base).resolve(reference), found.hasSameOrigin(as: base) else {
                    return nil
                }
                return found.description
            },
            load: { address in
                guard let url = WebURL(address) else { return nil }
                let result = await fetcher.fetch(url)
                guard PageJudge.problem(with: result) == nil, result.response.url.hasSameOrigin(as: base) else {
                    return nil
                }
                let inner = audit.parse(result.response, address: url).0
                let styles = await sheets.styles(of: inner) { reference, sheet in
                    (sheet.flatMap { WebURL($0) } ?? url).resolve(reference)?.description
                }
                return FramedPages.Content(parsed: inner, styles: styles)
            }
        )
    }

    /// The bytes of a sheet in UTF-8, or nil where it cannot be had.
    static func sheet(at address: String, _ fetcher: Fetcher) async -> [UInt8]? {
        guard let url = WebURL(address), url.isHTTP else { return nil }
        let result = await fetcher.fetch(url)
        guard result.failure == nil, let status = result.response.status, (200..<300).contains(status) else {
            return nil
        }
        return Charset.decode(result.response.body, header: result.response.headers.first("content-type")).bytes
    }
}

extension PageAudit {
    /// The page of an answer and its declared type.
    func parse(_ response: FetchResponse, address: WebURL) -> (Parsed, contentType: String?) {
        let type = response.headers.first("content-type").map { Array($0).string }
        return (parse(response.body, contentType: type, address: address.description), type)
    }
}
