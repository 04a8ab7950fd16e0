/// What is kept of the pages of a run while they pass by.
struct HealthGathering: Sendable {
    /// The page where the run began.
    struct Home: Sendable {
        var address: String
        var facts: VisitFacts
        /// Identities of the pages it links to.
        var links: [String]

        func presence(_ label: String?, _ isReachable: Bool?) -> PortalHealth.Presence {
            guard facts.content != nil else { return .unknown }
            return label.map { .present($0, isReachable: isReachable ?? false) } ?? .absent
        }
    }

    /// A page that lists others.
    struct ColumnPage: Sendable {
        var address: String
        var key: String
        var title: String
        var facts: VisitFacts
        var links: [String]
    }

    /// An address that was linked, and what asking for it showed.
    private struct Target: Sendable {
        var key: String
        var fate: Fate
        var dead: PortalHealth.DeadLinks.Target
    }

    enum Fate: Sendable { case alive, dead, unknown, notAsked }

    private(set) var home: Home?
    private(set) var columns: [ColumnPage] = []
    private(set) var loads: [Int] = []
    private var found = PortalHealth.Attachments()
    /// What links to files say, the first text of each, by the identity of the address.
    private var labels: [String: String] = [:]
    /// Of each file that came, where to look for that: its own identity, and what redirected there.
    private var linked: [[String]] = []
    private var targets: [Target] = []
    private var alive: Set<String> = []
    private var counts: [String: (pages: Int, having: Int)] = [:]

    mutating func take(_ visit: RunVisit) {
        let fate = Self.fate(of: visit)
        takeTarget(visit, fate)
        takeAttachment(visit, fate)
        list(visit)
        guard let facts = visit.facts, fate == .alive, visit.pageKind != PageKind.attachment.rawValue else { return }
        guard visit.status == .checked || visit.reason == NotCheckedReason.untested.rawValue else { return }
        loads.append(facts.milliseconds)
        for file in facts.content?.files ?? [] where !file.label.isEmpty {
            guard let url = WebURL(file.address) else { continue }
            let key = URLIdentity(url).description
            if labels[key] == nil { labels[key] = PersonalData.masked(file.label) }
        }
        takeTags(facts.content?.tags ?? [], of: visit.pageKind)
        let isStart = visit.depth == 0
        let isColumn = visit.pageKind == PageKind.list.rawValue || facts.content?.tags?.contains("ColumnName") == true
        guard isStart || isColumn && facts.content?.tags?.contains("ArticleTitle") != true else { return }
        let links = (PackedAddresses.unpack(facts.links) ?? []).compactMap { WebURL($0) }
            .map { URLIdentity($0).description }
        if isStart, home == nil || visit.pageKind == PageKind.home.rawValue {
            home = Home(address: visit.address, facts: facts, links: links)
        } else if isColumn {
            columns.append(
                ColumnPage(address: visit.address, key: visit.key, title: visit.title, facts: facts, links: links)
            )
        }
    }

    // MARK: - Links

    /// Counts of the targets in `keys`; of all where nil.
    func deadLinks(among keys: Set<String>?) -> PortalHealth.DeadLinks {
        var links = PortalHealth.DeadLinks()
        links.checked = keys.map { $0.intersection(alive).count } ?? alive.count
        for target in targets where keys?.contains(target.key) ?? true {
            switch target.fate {
            case .alive: break
            case .dead:
                links.checked += 1
                links.dead.append(target.dead)
            case .unknown: links.unknown.append(target.dead)
            case .notAsked: links.notAsked += 1
            }
        }
        return links
    }

    private mutating func takeTarget(_ visit: RunVisit, _ fate: Fate?) {
        guard let fate else { return }
        if fate == .alive {
            alive.insert(visit.key)
            return
        }
        let dead = PortalHealth.DeadLinks.Target(
            address: visit.asked,
            reason: visit.reason ?? "",
            httpStatus: visit.httpStatus,
            from: visit.from
        )
        targets.append(Target(key: visit.key, fate: fate, dead: dead))
    }

    /// Whether a link to the address works; nil where another address has the answer.
    static func fate(of visit: RunVisit) -> Fate? {
        guard let reason = visit.reason.flatMap(NotCheckedReason.init(rawValue:)) else { return .alive }
        switch reason {
        case .duplicate: return nil
        case .untested, .notHTML, .parseLimit, .needsRendering, .tooLarge: return .alive
        case .redirectLoop, .redirectLimit, .dns, .timeout: return .dead
        // Something came, though it is no answer.
        case .connection: return visit.httpStatus == nil ? .dead : .unknown
        case .httpError: return isSurelyDead(visit.httpStatus ?? 0) ? .dead : .unknown
        case .blocked, .loginWall, .tls, .truncated, .decompression: return .unknown
        case .robots, .outOfScope, .limit, .interrupted, .trap, .badURL, .unsupportedScheme, .notArchived:
            return .notAsked
        }
    }

    /// Statuses that say the page is not there; others may only be for us or for now.
    static func isSurelyDead(_ status: Int) -> Bool { [400, 404, 410, 414].contains(status) }

    // MARK: - Attachments

    var attachments: PortalHealth.Attachments {
        var attachments = found
        for index in attachments.files.indices {
            attachments.files[index].label = linked[index].lazy.compactMap { labels[$0] }.first
        }
        return attachments
    }

    private mutating func list(_ visit: RunVisit) {
        guard let kind = visit.facts?.content?.fileKind else { return }
        linked.append([visit.key] + [visit.from].compactMap(\.self))
        found.files.append(
            PortalHealth.Attachments.File(
                address: visit.address,
                kind: kind,
                matchesName: visit.facts?.content?.fileMatchesName,
                bytes: visit.bytes,
                day: visit.facts?.lastModified.flatMap { Timestamp(httpDate: $0) }.map {
                    String($0.iso8601.prefix(10))
                },
                label: nil,
                from: visit.from
            )
        )
    }

    private mutating func takeAttachment(_ visit: RunVisit, _ fate: Fate?) {
        let name = WebURL(visit.address)?.path.split(separator: 0x2F).last
        let isNamed = name.flatMap { ContentKind(fileName: $0) }?.isAttachment == true
        guard visit.facts?.content?.fileKind != nil || isNamed, let fate, fate != .notAsked else { return }
        if fate == .unknown {
            found.unknown += 1
            return
        }
        found.checked += 1
        if fate == .alive, visit.facts?.content?.fileKind != nil, visit.facts?.content?.fileMatchesName != false {
            found.downloadable += 1
            return
        }
        found.broken.append(
            PortalHealth.DeadLinks.Target(
                address: visit.address,
                reason: visit.reason ?? "",
                httpStatus: visit.httpStatus,
                from: visit.from
            )
        )
    }

    // MARK: - Tags

    private mutating func takeTags(_ tags: [String], of kind: String?) {
        var wanted = PageFactsReader.siteTags
        if kind == PageKind.list.rawValue { wanted += PageFactsReader.columnTags }
        if kind == PageKind.article.rawValue { wanted += PageFactsReader.articleTags }
        for tag in wanted {
            counts[tag, default: (0, 0)].pages += 1
            if tags.contains(tag) { counts[tag, default: (0, 0)].having += 1 }
        }
    }

    /// In the order of the guideline.
    var tags: [PortalHealth.Tag] {
        (PageFactsReader.siteTags + PageFactsReader.columnTags + PageFactsReader.articleTags).compactMap { name in
            counts[name].map { PortalHealth.Tag(name: name, pages: $0.pages, having: $0.having) }
        }
    }
}

extension HealthGathering.ColumnPage {
    /// A column is empty where nothing on it has a day and it leads nowhere the home page does not lead.
    func column(home: Set<String>, until day: String) -> PortalHealth.Column {
        let term = PortalHealth.Column.term(ofTitle: title)
        let freshness = Days.freshness(of: facts, until: day, takesHeader: false)
        let own = Set(links).subtracting(home).subtracting([key])
        let state: PortalHealth.Column.State
        if let freshness {
            state = term.map { freshness.age > $0 ? .overdue : .current } ?? .noThreshold
        } else {
            state = own.isEmpty && (facts.content?.entries ?? 0) == 0 ? .empty : .undated
        }
        return PortalHealth.Column(address: address, title: title, freshness: freshness, term: term, state: state)
    }
}
