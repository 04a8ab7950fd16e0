/// Reads from a page what the health of a portal is judged by: tags, days, entries, ways to help.
///
/// Source: 政府网站发展指引 (国办发〔2017〕47号), annex, for tags and dates; 无障碍环境建设法 art. 62 for the statement.
struct PageFactsReader {
    /// Tags of the guideline in the spelling it gives them.
    static let siteTags = ["SiteName", "SiteDomain", "SiteIDCode"]
    static let columnTags = ["ColumnName", "ColumnType"]
    static let articleTags = ["ArticleTitle", "PubDate", "ContentSource"]
    /// Bytes of the name of a column that are kept.
    static let columnBytes = 120
    /// Bytes of a link's text that are read.
    static let labelBytes = 120

    private static let assistWords: [StaticString] = [
        "无障碍", "适老", "长者", "长辈", "关怀版", "老年版", "大字版", "accessible version", "accessibility",
    ]
    private static let statementWords: [StaticString] = ["无障碍声明", "无障碍说明", "accessibility statement"]

    /// Links to files kept of one page.
    static let maximumFiles = 100

    private let document: Document
    private let links: [DiscoveredLink]
    private let kind: PageKind?
    /// The day until which dates count, `2026-05-01`.
    private let today: String

    init(_ document: Document, links: [DiscoveredLink], kind: PageKind?, today: String) {
        self.document = document
        self.links = links
        self.kind = kind
        self.today = today
    }

    var facts: PageFacts {
        var facts = PageFacts()
        let tags = tags
        facts.tags = tags.isEmpty ? nil : tags.keys.sorted()
        facts.column = tags["ColumnName"].map { $0.prefix(Self.columnBytes).string }
        facts.published = tags["PubDate"].flatMap { DayInText.newest(in: $0, until: today) }
        if isColumn(tags) || kind == .home {
            facts.newest = newestDay
            facts.entries = entries
        }
        if kind == .home { readAssistance(into: &facts) }
        let files = files
        facts.files = files.isEmpty ? nil : files
        return facts
    }

    /// Links that a file may be behind, by the address, or by what the link says of it.
    private var files: [PageFacts.FileLink] {
        let named = links.lazy.compactMap { link -> PageFacts.FileLink? in
            guard link.kind == .anchor, let url = link.url, url.isHTTP, Self.mayBeFile(url, text: link.text[...]) else {
                return nil
            }
            return PageFacts.FileLink(
                address: url.withoutFragment.description,
                label: link.text.prefix(Self.labelBytes).string
            )
        }
        return Array(named.prefix(Self.maximumFiles))
    }

    private static let downloadWords: [StaticString] = ["download", "attach", "fileid", "filename"]

    /// A file by its name, an address that hands out files, or a text that ends as the name of a file does.
    private static func mayBeFile(_ url: WebURL, text: Bytes) -> Bool {
        let name = url.path.split(separator: 0x2F).last ?? []
        if let kind = ContentKind(fileName: name), kind.isAttachment { return true }
        return ContentKind(fileName: text.suffix(8))?.isAttachment == true
            || url.pathAndQuery.mentions(anyOf: downloadWords)
    }

    private func isColumn(_ tags: [String: Bytes]) -> Bool {
        kind == .list || tags["ColumnName"] != nil && tags["ArticleTitle"] == nil
    }

    /// The guideline's meta tags that are there and not empty.
    private var tags: [String: Bytes] {
        var found: [String: Bytes] = [:]
        for node in document.elements(.meta) {
            guard let name = document.attribute(.name, of: node)?.trimmed, (6...40).contains(name.count),
                let content = document.attribute(.content, of: node)?.trimmed, !content.isEmpty,
                let tag = Self.known[name.map(\.asciiLowercased)]
            else { continue }
            found[tag] = found[tag] ?? content
        }
        return found
    }

    private static let known: [[UInt8]: String] = Dictionary(
        uniqueKeysWithValues: (siteTags + columnTags + articleTags).map { (Array($0.lowercased().utf8), $0) }
    )

    // MARK: - Days

    private var newestDay: String? {
        var newest: String?
        for index in 0..<Int32(document.nodeCount) where document.kind(of: NodeID(index)) == .text {
            let node = NodeID(index)
            if let parent = document.parent(of: node), !isRead(parent) { continue }
            guard let day = DayInText.newest(in: document.text(of: node), until: today) else { continue }
            newest = max(newest ?? day, day)
        }
        return newest
    }

    private func isRead(_ parent: NodeID) -> Bool {
        switch document.name(of: parent) {
        case .script, .style, .noscript, .title: false
        default: true
        }
    }

    /// Items of lists and tables that hold a link and a day.
    private var entries: Int {
        [Name.li, .tr, .dd].reduce(0) { count, name in
            count + document.elements(name).count { isEntry($0) }
        }
    }

    private func isEntry(_ item: NodeID) -> Bool {
        var (hasLink, hasDay, seen) = (false, false, 0)
        for index in document.subtree(of: item) where seen < PageKindReader.itemBytes {
            let node = NodeID(index)
            if document.kind(of: node) == .text {
                let text = document.text(of: node).prefix(PageKindReader.itemBytes)
                seen += text.count
                hasDay = hasDay || DayInText.holdsDay(text)
            } else if document.isElement(node), document.name(of: node) == .a {
                hasLink = true
            }
            if hasLink, hasDay { return true }
        }
        return false
    }

    // MARK: - Ways to help

    private func readAssistance(into facts: inout PageFacts) {
        for name in [Name.a, .button] {
            for node in document.elements(name) {
                let label = label(of: node)
                guard label.count >= 6 else { continue }
                if facts.statement == nil, label[...].mentions(anyOf: Self.statementWords) {
                    facts.statement = label.string
                } else if facts.assistEntryIsReachable != true, label[...].mentions(anyOf: Self.assistWords) {
                    facts.assistEntry = label.string
                    facts.assistEntryIsReachable = isReachable(node)
                }
            }
        }
    }

    private func isReachable(_ node: NodeID) -> Bool {
        let isTakenOut = document.attribute(.tabindex, of: node)?.trimmed.first == 0x2D
        if document.name(of: node) == .button { return !isTakenOut && !document.hasAttribute(.disabled, node) }
        return !isTakenOut && (document.attribute(.href, of: node) != nil || document.hasAttribute(.tabindex, node))
    }

    /// What a link says: its text and the alternatives of its images, else its title; white space collapsed.
    private func label(of node: NodeID) -> [UInt8] {
        var words: [Bytes] = []
        var seen = 0
        for index in document.subtree(of: node) where seen < Self.labelBytes {
            let part = NodeID(index)
            let text =
                document.kind(of: part) == .text
                ? document.text(of: part)
                : document.isHTML(part, .img) ? document.attribute(.alt, of: part) ?? [] : []
            seen += text.count
            words += text.prefix(Self.labelBytes).spaceSeparated
        }
        if words.isEmpty { words = document.attribute(.title, of: node)?.prefix(Self.labelBytes).spaceSeparated ?? [] }
        return Array(words.joined(separator: [0x20]))
    }
}

/// Days as portals write them: `2026-05-01`, `2026/5/1`, `2026.05.01`, `2026年5月1日`.
enum DayInText {
    /// The newest day in the text that is not after `last`, as `2026-05-01`; linear.
    static func newest(in text: Bytes, until last: String) -> String? {
        var newest: String?
        scan(text) { day in
            if day <= last, newest.map({ $0 < day }) ?? true { newest = day }
            return true
        }
        return newest
    }

    static func holdsDay(_ text: Bytes) -> Bool {
        var holds = false
        scan(text) { _ in
            holds = true
            return false
        }
        return holds
    }

    /// Hands on each day; false stops.
    private static func scan(_ text: Bytes, _ take: (String) -> Bool) {
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isASCIIDigit else {
                index += 1
                continue
            }
            let run = text[index...].prefix(while: \.isASCIIDigit)
            index = run.endIndex
            guard run.count == 4, let year = number(run), (1990...2100).contains(year),
                let (month, afterMonth) = part(text[index...], "年"), (1...12).contains(month),
                let (day, afterDay) = part(afterMonth, "月"), (1...31).contains(day)
            else { continue }
            index = afterDay.startIndex
            if !take(written(year, month, day)) { return }
        }
    }

    /// The number of one or two digits after a mark, and what comes behind.
    private static func part(_ text: Bytes, _ word: StaticString) -> (Int, Bytes)? {
        let mark = Bytes(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        let rest: Bytes
        if let first = text.first, first == 0x2D || first == 0x2F || first == 0x2E {
            rest = text.dropFirst()
        } else if text.starts(with: mark) {
            rest = text.dropFirst(mark.count)
        } else {
            return nil
        }
        let digits = rest.prefix(3).prefix(while: \.isASCIIDigit)
        guard (1...2).contains(digits.count), let value = number(digits) else { return nil }
        return (value, rest[digits.endIndex...])
    }

    private static func number(_ digits: Bytes) -> Int? { digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } }

    private static func written(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
