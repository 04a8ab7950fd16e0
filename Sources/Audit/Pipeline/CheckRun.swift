public import Foundation

/// Checks files, folders and standard input without a store.
public struct CheckRun: Sendable {
    /// Files larger than this are not read (`tooLarge`).
    public static let maximumFileBytes = ParseLimits.maximumBytes

    let audit: PageAudit
    /// Pages parsed and checked at a time.
    let width: Int

    /// - Parameters:
    ///   - rules: The rules to run.
    ///   - width: Pages at a time; the number of processors is a good one.
    public init(rules: [AppliedRule], width: Int = ProcessInfo.processInfo.activeProcessorCount) {
        audit = PageAudit(rules: rules, site: "check")
        self.width = max(1, width)
    }

    /// What was checked.
    public struct Summary: Sendable {
        public var pages = 0
        public var checked = 0
        /// Findings that are failed violations.
        public var failed = 0
        /// Questions for a person, those of advice apart.
        public var cantTell = 0
        /// The highest severity among certain failed violations.
        public var worst: Severity?

        public init() {}
    }

    /// One thing on the command line.
    public enum Target: Sendable {
        case folder(SiteFolder)
        /// A file in its own folder.
        case file(SiteFolder, page: String)
        case input([UInt8])
        /// One page on the network.
        case address(WebURL)
        /// The pages of a WARC file.
        case archive(WarcArchive)

        /// - Parameter path: A file, a folder, an http or https address, or `-` for standard input.
        /// - Throws: ``AuditError`` where it cannot be read or holds no HTML.
        public init(_ path: String) throws {
            if path == "-" {
                self = .input([UInt8](FileHandle.standardInput.readDataToEndOfFile()))
                return
            }
            if path.contains("://"), let url = WebURL(path), url.isHTTP {
                self = .address(url)
                return
            }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw SiteFolder.unreadable(path)
            }
            if isFolder.boolValue {
                self = .folder(try SiteFolder(path))
                return
            }
            guard FileManager.default.isReadableFile(atPath: path) else { throw SiteFolder.unreadable(path) }
            if path.lowercased().hasSuffix(".warc") || path.lowercased().hasSuffix(".warc.gz") {
                self = .archive(try WarcArchive(path: path))
                return
            }
            let file = URL(filePath: path)
            self = .file(SiteFolder(folderOf: file), page: file.lastPathComponent)
        }
    }

    /// Checks the pages of a target and hands on their records in the order of their names.
    ///
    /// At most twice ``width`` records wait for an earlier page, so memory grows with a folder only by what the rules of
    /// the site compare (``SiteLimits``).
    ///
    /// - Parameters:
    ///   - target: What to check.
    ///   - site: Is handed what the rules of the site say, after the last page of a folder or an archive.
    ///   - each: Is handed each page.
    /// - Returns: The figures of all pages.
    /// - Throws: What `site` and `each` throw.
    public func check(
        _ target: Target,
        site: @escaping @Sendable (SiteRecord) throws -> Void = { _ in },
        each: @escaping @Sendable (PageRecord) throws -> Void
    ) async throws -> Summary {
        switch target {
        case .folder(let folder):
            var gathering = SiteGathering(rules: audit.rules, site: audit.site)
            var summary = try await check(folder.pages, in: folder, &gathering, each)
            try gathering.judge(&summary, site)
            return summary
        case .file(let folder, let page):
            var gathering = SiteGathering(rules: [], site: audit.site)
            return try await check([page], in: folder, &gathering, each)
        case .input(let bytes):
            let parsed = audit.parse(bytes, contentType: nil, address: "-")
            let record = audit.record(
                parsed,
                styles: await SheetCache.none.styles(of: parsed) { _, _ in nil },
                fetch: fetch(bytes, parsed)
            )
            try each(record)
            return Summary(of: record)
        case .address(let url):
            let record = await record(RemotePage(url))
            try each(record)
            return Summary(of: record)
        case .archive(let archive):
            var gathering = SiteGathering(rules: audit.rules, site: audit.site)
            var summary = try await check(archive, &gathering, each)
            try gathering.judge(&summary, site)
            return summary
        }
    }

    private func record(_ remote: RemotePage) async -> PageRecord {
        let (response, problem) = await remote.fetch()
        let address = remote.url.description
        let fetch = PageRecord.Fetch(at: .init(millisecondsSince1970: 0), bytes: response.body.count)
        if let problem {
            return PageRecord(
                notChecked: address,
                reason: problem.reason.rawValue,
                detail: "\(problem.detail.zh) / \(problem.detail.en)",
                fetch: fetch
            )
        }
        let parsed = audit.parse(response, address: remote.url).0
        let styles = await remote.styles(of: parsed, at: response.url)
        var surroundings = PageSurroundings(of: parsed.document, at: response.url)
        surroundings.isPage = { _ in false }
        surroundings.framed = await remote.frames(of: parsed, at: response.url, audit)
        return audit.record(parsed, styles: styles, fetch: self.fetch(response.body, parsed), in: surroundings)
    }

    private func check(
        _ pages: [String],
        in folder: SiteFolder,
        _ gathering: inout SiteGathering,
        _ each: @escaping @Sendable (PageRecord) throws -> Void
    ) async throws -> Summary {
        let sheets = SheetCache { path in folder.bytes(path, maximumBytes: SiteFolder.maximumSheetBytes) }
        var summary = Summary()
        var queue = pages.enumerated().makeIterator()
        var started = 0
        var waiting: [Int: PageRecord] = [:]
        try await withThrowingTaskGroup(of: (Int, PageRecord).self) { group in
            var running = 0
            func fill() {
                while running < width, started < summary.pages + 2 * width, let (number, page) = queue.next() {
                    group.addTask { (number, await record(page, in: folder, sheets)) }
                    (running, started) = (running + 1, started + 1)
                }
            }
            fill()
            while let (number, record) = try await group.next() {
                running -= 1
                waiting[number] = record
                while let ready = waiting.removeValue(forKey: summary.pages) {
                    try each(ready)
                    summary.add(ready)
                    gathering.add(ready)
                }
                fill()
            }
        }
        return summary
    }

    @concurrent
    private func record(_ page: String, in folder: SiteFolder, _ sheets: SheetCache) async -> PageRecord {
        guard let bytes = folder.bytes(page, maximumBytes: Self.maximumFileBytes) else {
            return PageRecord(
                notChecked: page,
                reason: "tooLarge",
                fetch: PageRecord.Fetch(at: .init(millisecondsSince1970: 0))
            )
        }
        let parsed = audit.parse(bytes, contentType: nil, address: page)
        let styles = await sheets.styles(of: parsed) { folder.path(of: $0, on: $1 ?? page) }
        var surroundings = PageSurroundings(of: page, in: folder)
        surroundings.isInSite = folder.pages.count > 1
        if !surroundings.isInSite { surroundings.framed = await frames(of: parsed, in: folder, sheets) }
        return audit.record(parsed, styles: styles, fetch: fetch(bytes, parsed), in: surroundings)
    }

    /// What the frames of a page that is checked alone show, as far as it lies in the page's folder.
    private func frames(of parsed: PageAudit.Parsed, in folder: SiteFolder, _ sheets: SheetCache) async -> FramedPages {
        await FramedPages.load(
            of: parsed,
            resolve: { folder.path(of: $0.string, on: $1) },
            load: { path in
                guard SiteFolder.isPage(path),
                    let bytes = folder.bytes(path, maximumBytes: FramedPages.maximumBytes)
                else { return nil }
                let inner = audit.parse(bytes, contentType: nil, address: path)
                let styles = await sheets.styles(of: inner) { folder.path(of: $0, on: $1 ?? path) }
                return FramedPages.Content(parsed: inner, styles: styles)
            }
        )
    }

    /// The page of a target that is one page, with everything computed but the rules.
    ///
    /// - Throws: ``AuditError`` `usage` where the target is a folder.
    public static func page(_ target: Target) async throws -> Page {
        let run = CheckRun(rules: [], width: 1)
        let (bytes, address): ([UInt8], String)
        switch target {
        case .input(let input): (bytes, address) = (input, "-")
        case .file(let folder, let page):
            guard let content = folder.bytes(page, maximumBytes: maximumFileBytes) else {
                throw SiteFolder.unreadable(page)
            }
            (bytes, address) = (content, page)
        case .address(let url):
            let remote = RemotePage(url)
            let (response, problem) = await remote.fetch()
            if let problem { throw unfetched(url, problem) }
            let parsed = run.audit.parse(response, address: url).0
            let styles = await remote.styles(of: parsed, at: response.url)
            return Page(document: parsed.document, styles: styles, transport: parsed.transport)
        case .folder(let folder):
            throw notOnePage(folder.root.lastPathComponent, LocalizedText(zh: "这是文件夹", en: "this is a folder"))
        case .archive(let archive):
            throw notOnePage(archive.path, LocalizedText(zh: "这是网页存档", en: "this is an archive"))
        }
        let parsed = run.audit.parse(bytes, contentType: nil, address: address)
        let styles = await run.styles(of: parsed, target)
        return Page(document: parsed.document, styles: styles, transport: parsed.transport)
    }

    private static func notOnePage(_ subject: String, _ problem: LocalizedText) -> AuditError {
        let remedy = LocalizedText(zh: "请给出一个 HTML 文件", en: "Name one HTML file")
        return AuditError(.usage, at: subject, problem, remedy: remedy)
    }

    private static func unfetched(_ url: WebURL, _ problem: NotChecked) -> AuditError {
        AuditError(
            .nothingAudited,
            at: url.description,
            problem.detail,
            remedy: LocalizedText(zh: "请检查地址和网络", en: "Check the address and the network")
        )
    }

    private func styles(of parsed: PageAudit.Parsed, _ target: Target) async -> ComputedStyles? {
        guard case .file(let folder, let page) = target else {
            return await SheetCache.none.styles(of: parsed) { _, _ in nil }
        }
        let sheets = SheetCache { path in folder.bytes(path, maximumBytes: SiteFolder.maximumSheetBytes) }
        return await sheets.styles(of: parsed) { folder.path(of: $0, on: $1 ?? page) }
    }

    func fetch(_ bytes: [UInt8], _ parsed: PageAudit.Parsed) -> PageRecord.Fetch {
        PageRecord.Fetch(
            at: Timestamp(millisecondsSince1970: 0),
            charset: parsed.transport.encoding,
            bytes: bytes.count,
            contentHash: SHA256.digest(bytes)
        )
    }
}

extension CheckRun.Summary {
    public static func += (sum: inout Self, part: Self) {
        sum.pages += part.pages
        sum.checked += part.checked
        sum.failed += part.failed
        sum.cantTell += part.cantTell
        sum.worst = [sum.worst, part.worst].compactMap(\.self).max()
    }

    init(of record: PageRecord) {
        self.init()
        add(record)
    }

    mutating func add(_ record: PageRecord) {
        pages += 1
        if record.status == .checked { checked += 1 }
        add(record.findings)
    }

    mutating func add(_ findings: [Finding]) {
        failed += findings.count { $0.outcome == .failed && $0.kind == .violation }
        cantTell += findings.count { $0.outcome == .cantTell && $0.kind != .advice }
        let certain = findings.filter {
            $0.outcome == .failed && $0.kind == .violation && $0.confidence == .certain
        }
        worst = (certain.map(\.severity) + [worst].compactMap(\.self)).max()
    }
}
