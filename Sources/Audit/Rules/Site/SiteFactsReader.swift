/// Reads off a page what the rules of its site compare.
struct SiteFactsReader {
    private let page: Page
    /// The links in document order, with their names folded.
    private let links: [(node: NodeID, name: String)]
    /// The absolute form of a reference, or nil where it is no address of a page or picture.
    private let resolve: (Bytes) -> String?

    init(_ page: Page, resolve: @escaping (Bytes) -> String?) {
        self.page = page
        self.resolve = resolve
        links = page.elements(inheritingRole: .link).filter { page.isExposed($0) }.map { link in
            (link, Self.folded(page.accessibleName(of: link)))
        }
    }

    func read(isHome: Bool) -> SiteFacts {
        var facts = SiteFacts()
        facts.isHome = isHome
        if let title = page.htmlElements(.title).first {
            facts.title = Self.cut(page.textContent(of: title), SiteLimits.maximumText * 3)
            facts.titleNode = title.index
        }
        facts.headline = headline
        facts.menus = menus
        facts.images = images
        facts.vagueLinks = LinkNameIsSpecific().looseLinks(in: page).prefix(SiteLimits.maximumVagueLinks).map(control)
        let search = searchField
        facts.controls = pictureLinks + (search.map { [$0] } ?? [])
        facts.hasSearch = search != nil
        facts.hasSiteMap = links.contains { PhrasesOfSites.siteMap.contains($0.name) }
        facts.order = order(facts.menus)
        facts.stopsBeforeEntrance = stopsBeforeEntrance
        return facts
    }

    // MARK: - What the page is about

    private var headline: String {
        if let title = page.articleTitle { return Self.cut(TextFolding.fold(title)) }
        let top = page.headings.filter { $0.level == 1 }
        guard top.count == 1 else { return "" }
        return Self.cut(TextFolding.fold(page.accessibleName(of: top[0].node)))
    }

    // MARK: - Menus

    private var menus: [SiteFacts.Menu] {
        var found: [SiteFacts.Menu] = []
        for node in menuElements {
            if let last = found.last, page.document.subtree(of: NodeID(last.node)).contains(node.index) { continue }
            let entries = entries(of: node)
            guard entries.count >= 3 else { continue }
            found.append(SiteFacts.Menu(node: node.index, identity: identity(of: node), entries: entries))
            if found.count == SiteLimits.maximumMenus { break }
        }
        return found
    }

    /// Navigation landmarks, lists and blocks that their id or classes call a menu, and the links beside “home” on portals
    /// that call theirs nothing.
    private var menuElements: [NodeID] {
        let named = namedMenuElements
        guard let unnamed = menuAroundHomeLink else { return named }
        let isKnown = named.contains { page.document.contains($0, unnamed) || page.document.contains(unnamed, $0) }
        return isKnown ? named : (named + [unnamed]).sorted()
    }

    /// The smallest element around the first link home that holds as many links as a menu has; a path to the page, which
    /// begins with such a link too, has fewer.
    private var menuAroundHomeLink: NodeID? {
        for (link, name) in links where Self.homeNames.contains(name) {
            let around = page.document.ancestors(of: link).first { ancestor in
                page.document.isElement(ancestor) && countLinks(in: ancestor) >= Self.fewestOfMenu
            }
            guard let around, countLinks(in: around) <= SiteLimits.maximumEntries else { continue }
            if !page.document.isHTML(around, .body), page.document.isElement(around) { return around }
        }
        return nil
    }

    private static let fewestOfMenu = 5
    private static let homeNames: Set<String> = ["首页", "网站首页", "返回首页", "主页", "首頁", "home", "homepage"]

    private func countLinks(in node: NodeID) -> Int {
        firstLink(from: page.document.subtree(of: node).upperBound) - firstLink(after: node)
    }

    private var namedMenuElements: [NodeID] {
        page.elements { node in
            guard page.isExposed(node) else { return false }
            if page.role(of: node) == .navigation { return true }
            guard page.role(of: node) == .list || page.document.isHTML(node, .div) else { return false }
            return [Name.id, .class].contains { name in
                page.attribute(name, of: node)?.mentions(anyOf: ["nav", "menu"]) ?? false
            }
        }
    }

    private func identity(of menu: NodeID) -> String {
        // The content of a row would name it too, but that is what differs.
        if page.isNamedByAuthor(menu) { return Self.cut(page.accessibleName(of: menu)) }
        let mark = page.attribute(.id, of: menu) ?? page.attribute(.class, of: menu) ?? []
        return "#" + Self.cut(mark.trimmed)
    }

    private func entries(of menu: NodeID) -> [SiteFacts.Entry] {
        let end = page.document.subtree(of: menu).upperBound
        var entries: [SiteFacts.Entry] = []
        for link in links[firstLink(after: menu)...].prefix(SiteLimits.maximumEntries) {
            guard link.node.index < end else { break }
            if link.name.isEmpty { continue }
            if let address = address(of: link.node) {
                entries.append(SiteFacts.Entry(name: link.name, address: address))
            }
        }
        return entries
    }

    private func firstLink(after node: NodeID) -> Int { firstLink(from: node.index + 1) }

    /// The number of the first link at or behind a node; O(log links).
    private func firstLink(from index: Int32) -> Int {
        var (low, high) = (0, links.count)
        while low < high {
            let middle = (low + high) / 2
            if links[middle].node.index < index { low = middle + 1 } else { high = middle }
        }
        return low
    }

    // MARK: - Controls

    /// Links that are a picture and no text, each target and picture once.
    private var pictureLinks: [SiteFacts.Control] {
        var found: [SiteFacts.Control] = []
        var seen: Set<UInt64> = []
        for (link, name) in links where found.count < SiteLimits.maximumControls && !name.isEmpty {
            guard let address = address(of: link),
                let picture = page.firstDescendant(of: link, where: { page.document.isHTML($0, .img) }),
                let source = page.attribute(.src, of: picture).flatMap({ resolve($0) }),
                page.visibleText(of: link).isWhitespace
            else { continue }
            let function = Self.hash(address, Self.hash(source))
            guard seen.insert(function).inserted else { continue }
            found.append(SiteFacts.Control(node: link.index, function: function, name: name))
        }
        return found
    }

    /// The first field of the page that searches the site.
    private var searchField: SiteFacts.Control? {
        let roles: [Role] = [.searchbox, .textbox, .combobox]
        let field = page.elements { node in
            guard page.isExposed(node), let role = page.role(of: node), roles.contains(role) else { return false }
            return role == .searchbox || isSearch(node)
        }.first
        return field.map { field in
            let action = page.closest(.form, from: field).flatMap { page.attribute(.action, of: $0) }
            let address = action.flatMap { resolve($0.trimmed) } ?? ""
            return SiteFacts.Control(node: field.index, function: Self.hash("search " + address), name: folded(field))
        }
    }

    private func isSearch(_ field: NodeID) -> Bool {
        let words: [StaticString] = ["search", "keyword", "搜索", "检索"]
        let own: [Name] = [.id, .name, .class, .placeholder, .title]
        if own.contains(where: { page.attribute($0, of: field)?.mentions(anyOf: words) ?? false }) { return true }
        guard let form = page.closest(.form, from: field) else { return false }
        return [Name.action, .id, .class, .role].contains { page.attribute($0, of: form)?.mentions("search") ?? false }
    }

    private func control(_ link: NodeID) -> SiteFacts.Control {
        SiteFacts.Control(node: link.index, function: address(of: link) ?? 0, name: folded(link))
    }

    // MARK: - Images

    /// Images with a text alternative, each text and picture once.
    private var images: [SiteFacts.Image] {
        var found: [SiteFacts.Image] = []
        var seen: Set<UInt64> = []
        for image in page.htmlElements(.img) where found.count < SiteLimits.maximumImages {
            guard page.isExposed(image), let alternative = page.attribute(.alt, of: image)?.trimmed,
                !alternative.isEmpty, let source = page.attribute(.src, of: image).flatMap({ resolve($0) })
            else { continue }
            let text = Self.cut(TextFolding.fold(alternative))
            guard !text.isEmpty, seen.insert(Self.hash(text + "\n" + source)).inserted else { continue }
            found.append(SiteFacts.Image(node: image.index, alternative: text, source: Self.hash(source)))
        }
        return found
    }

    // MARK: - Order

    private func order(_ menus: [SiteFacts.Menu]) -> [SiteFacts.Mark] {
        var marks = menus.map { SiteFacts.Mark(node: $0.node, key: "menu " + $0.identity, isHelp: false) }
        for role in [Role.banner, .main, .contentinfo] {
            let found = page.elements(withRole: role).filter(page.isExposed)
            guard found.count == 1 else { continue }
            marks.append(SiteFacts.Mark(node: found[0].index, key: "landmark \(role)", isHelp: false))
        }
        var help: Set<String> = []
        for (link, name) in links where help.count < SiteLimits.maximumHelp && PhrasesOfSites.help.contains(name) {
            if help.insert(name).inserted { marks.append(SiteFacts.Mark(node: link.index, key: name, isHelp: true)) }
        }
        return marks.sorted { $0.node < $1.node }
    }

    private var stopsBeforeEntrance: Int? {
        page.tabOrder.firstIndex { stop in
            guard page.role(of: stop) == .link || page.role(of: stop) == .button else { return false }
            return page.accessibleName(of: stop).prefix(SiteLimits.maximumText).mentions(anyOf: PhrasesOfSites.entrance)
        }
    }

    // MARK: -

    private func address(of link: NodeID) -> UInt64? {
        page.attribute(.href, of: link).flatMap { resolve($0.trimmed) }.map { Self.hash($0) }
    }

    private func folded(_ node: NodeID) -> String { Self.folded(page.accessibleName(of: node)) }

    private static func folded(_ name: Bytes) -> String {
        cut(TextFolding.fold(name.prefix(SiteLimits.maximumText * 4)))
    }

    private static func hash(_ text: String) -> UInt64 {
        var hash = FNV1a()
        hash.add(text.utf8)
        return hash.value
    }

    private static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var hash = FNV1a()
        hash.add(first)
        hash.add(second)
        return hash.value
    }

    private static func cut(_ text: some Collection<UInt8>, _ maximum: Int = SiteLimits.maximumText) -> String {
        if text.count <= maximum { return text.string }
        var end = text.index(text.startIndex, offsetBy: maximum)
        // A byte of the form 10xxxxxx continues a character.
        while end > text.startIndex, text[end] & 0xC0 == 0x80 { end = text.index(end, offsetBy: -1) }
        return text[..<end].string
    }
}
