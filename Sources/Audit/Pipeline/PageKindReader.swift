/// Tells the kind of a page by its address, title, form, the meta tags of government portals and its lists.
struct PageKindReader {
    /// Items with a date that make a page a list.
    static let datedItems = 5
    /// Fields a person fills that make a page a form.
    static let formFields = 4
    /// Bytes of an item that are searched for its date.
    static let itemBytes = 400

    private let document: Document
    private let title: [UInt8]
    private let url: WebURL
    private let segments: [Bytes]

    init(_ document: Document, title: String, url: WebURL) {
        self.document = document
        self.title = Array(title.utf8)
        self.url = url
        segments = url.path.split(separator: 0x2F)
    }

    /// The first kind that is shown by what belongs to it; nil where nothing is.
    var kind: PageKind? {
        if isHome { return .home }
        let form = FormShape(document)
        if form.passwords == 1, form.fields <= Self.formFields { return .login }
        if isNamed(
            paths: ["wza", "elder", "slb", "zlb", "zzb", "laonian", "zhangzhe", "barrierfree"],
            titles: ["适老", "长者", "长辈版", "关怀版", "大字版", "老年版", "敬老版", "无障碍版"]
        ) {
            return .elder
        }
        if isNamed(paths: ["search", "jsearch", "searchresult", "ss"], titles: ["搜索", "检索"]) { return .search }
        if isNamed(paths: ["bszn", "fwzn", "guide"], titles: ["办事指南", "服务指南"]) { return .guide }
        if isNamed(paths: ["lxwm", "contact", "contactus"], titles: ["联系我们", "联系方式", "contact us"]) {
            return .contact
        }
        if form.fields >= Self.formFields || form.hasTextArea { return .form }
        let meta = metaNames
        if meta.contains("articletitle") || meta.contains("pubdate") || hasArticleAddress { return .article }
        return meta.contains("columnname") || hasListAddress || hasDatedList ? .list : nil
    }

    /// Whether the page lists something in what it shows, and is not merely called a list: what is called so and shows
    /// nothing may be filled by scripts, and is no empty column.
    var showsList: Bool { metaNames.contains("columnname") || hasDatedList }

    // MARK: - Evidence

    private var isHome: Bool {
        guard url.query == nil else { return false }
        guard let only = segments.first else { return true }
        let stems: [StaticString] = ["index", "default", "home"]
        return segments.count == 1 && only.contains(0x2E) && stems.contains { stem(only).equalsIgnoringCase($0) }
    }

    private func stem(_ segment: Bytes) -> Bytes { segment.prefix { $0 != 0x2E } }

    private func isNamed(paths: [StaticString], titles: [StaticString]) -> Bool {
        title.mentions(anyOf: titles)
            || segments.contains { segment in paths.contains { stem(segment).equalsIgnoringCase($0) } }
    }

    /// `t20260512_123456.html`, `art_12_3456.html`, `content_98765.html`, `20260512/<key>.html`, `info/1021/3456.htm`,
    /// `detail.aspx?id=7`: what publishing systems call an article.
    private var hasArticleAddress: Bool {
        guard let last = segments.last else { return false }
        let name = stem(last)
        let digits = name.count { $0.isASCIIDigit }
        if name.first == 0x74, digits >= 9, name.contains(0x5F) { return true }
        let starts: [StaticString] = [
            "art_", "content_", "post_", "article_", "detail_", "info_", "show_", "show-", "view_", "news_", "c_",
        ]
        if digits >= 3, starts.contains(where: { name.prefix($0.utf8CodeUnitCount).equalsIgnoringCase($0) }) {
            return true
        }
        let places: [StaticString] = ["article", "articles", "content", "contents", "detail", "details", "info", "art"]
        let folders = segments.dropLast()
        func isPlace(_ segment: Bytes) -> Bool { places.contains { segment.equalsIgnoringCase($0) } }
        if digits >= 3, digits == name.count || AddressGroup.isKey(last) {
            return folders.contains { isPlace($0) || Self.isDay($0) } || Self.isBelowDay(name, folders)
        }
        guard isPlace(name) || name.equalsIgnoringCase("showarticle") || name.equalsIgnoringCase("view") else {
            return false
        }
        return AddressGroup.parameterNames(of: url).contains { $0.count >= 2 && $0.suffix(2).equalsIgnoringCase("id") }
    }

    /// `20260512` or `202605`.
    private static func isDay(_ segment: Bytes) -> Bool {
        guard segment.count == 8 || segment.count == 6, segment.allSatisfy(\.isASCIIDigit),
            let year = Int(segment.prefix(4).string), let month = Int(segment.dropFirst(4).prefix(2).string)
        else { return false }
        return (1990...2099).contains(year) && (1...12).contains(month)
    }

    /// Whether the last folders are `2026-05`, `2026/05` or `2026/05/12`.
    ///
    /// A number that goes on where the folders end is a code with its beginnings as folders (`2018/12/01/120105.html`).
    private static func isBelowDay(_ name: Bytes, _ folders: ArraySlice<Bytes>) -> Bool {
        guard let last = folders.last else { return false }
        if last.count == 7, last[last.startIndex + 4] == 0x2D {
            return isDay(Array(last.prefix(4) + last.suffix(2))[...])
        }
        for depth in 2...3 where folders.count >= depth {
            let date = folders.suffix(depth)
            guard let year = date.first, year.count == 4, date.dropFirst().allSatisfy({ (1...2).contains($0.count) }),
                let month = date.dropFirst().first
            else { continue }
            let padded = month.count == 1 ? [0x30] + month : month
            if isDay(Array(year + padded)[...]) { return !name.starts(with: date.dropFirst().joined()) }
        }
        return false
    }

    /// `list.html`, `newslist_2.html`, `more.htm`, `csCity_moreinfo.html`, `node_12.htm`, `col/col1234/index.html`.
    private var hasListAddress: Bool {
        guard let last = segments.last else { return false }
        var name = stem(last)
        while let end = name.last, end.isASCIIDigit || end == 0x5F || end == 0x2D { name = name.dropLast() }
        let ends: [StaticString] = ["list", "moreinfo"]
        if ends.contains(where: { name.suffix($0.utf8CodeUnitCount).equalsIgnoringCase($0) }) { return true }
        let names: [StaticString] = ["more", "node", "channel", "column"]
        return names.contains { name.equalsIgnoringCase($0) }
            || segments.dropLast().contains { segment in
                segment.count > 3 && segment.prefix(3).equalsIgnoringCase("col")
                    && segment.dropFirst(3).allSatisfy(\.isASCIIDigit)
            }
    }

    /// The names of meta tags, in lower case: SiteName, ColumnName, ArticleTitle, PubDate and others.
    private var metaNames: Set<String> {
        var names: Set<String> = []
        for node in document.elements(.meta) {
            guard let name = document.attribute(.name, of: node)?.trimmed, name.count <= 40,
                let content = document.attribute(.content, of: node), !content.isBlank
            else { continue }
            names.insert(name.map(\.asciiLowercased).string)
        }
        return names
    }

    private var hasDatedList: Bool {
        var count = 0
        for item in document.elements(.li) where hasDate(item) {
            count += 1
            if count >= Self.datedItems { return true }
        }
        return false
    }

    /// Whether a link and a date stand in an item.
    private func hasDate(_ item: NodeID) -> Bool {
        var hasLink = false
        var hasDate = false
        var seen = 0
        for index in document.subtree(of: item) where seen < Self.itemBytes {
            let node = NodeID(index)
            if document.kind(of: node) == .text {
                let text = document.text(of: node).prefix(Self.itemBytes)
                seen += text.count
                hasDate = hasDate || Self.holdsDate(text)
            } else if document.isElement(node), document.name(of: node) == .a {
                hasLink = true
            }
            if hasLink && hasDate { return true }
        }
        return false
    }

    /// A year of this or the last century, a mark, and a month: `2026-05`, `2026/5`, `2026年5月`.
    private static func holdsDate(_ text: Bytes) -> Bool {
        var run = 0
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isASCIIDigit else {
                let year = text[(index - run)..<index]
                let isYear = run == 4 && (year.starts(with: [0x31, 0x39]) || year.starts(with: [0x32, 0x30]))
                if isYear, isMonth(text[index...]) { return true }
                run = 0
                index += 1
                continue
            }
            run += 1
            index += 1
        }
        return false
    }

    private static func isMonth(_ text: Bytes) -> Bool {
        guard let mark = text.first else { return false }
        let rest = text.starts(with: Array("年".utf8)) ? text.dropFirst(3) : text.dropFirst()
        let isMark = mark == 0x2D || mark == 0x2F || mark == 0x2E || rest.startIndex - text.startIndex == 3
        return isMark && rest.first?.isASCIIDigit == true
    }
}

/// What a person could fill in on a page, at most one search field left out.
private struct FormShape {
    var fields = 0
    var passwords = 0
    var hasTextArea = false

    init(_ document: Document) {
        let untyped: [StaticString] = ["hidden", "submit", "button", "image", "reset", "search"]
        for node in document.elements(.input) {
            let type = document.attribute(.type, of: node)?.trimmed ?? []
            if untyped.contains(where: { type.equalsIgnoringCase($0) }) { continue }
            fields += 1
            if type.equalsIgnoringCase("password") { passwords += 1 }
        }
        hasTextArea = document.elements(.textarea).first != nil
    }
}
