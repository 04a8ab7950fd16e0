/// A link such as “更多” stands in a context that says where it leads.
///
/// Source: WCAG 2.4.4, failure F63; ACT rules 5effbb and aizyf1 as far as a list of phrases decides; ZH-23. The context is
/// ACT's "programmatically determined link context"; text or a heading before the link (technique H80) is left to a person,
/// and so is a single word in a paragraph of its own.
struct LinkNameIsSpecific: GroupRule {
    static let metadata = RuleMetadata(
        id: "link-name-is-specific",
        title: LocalizedText(zh: "链接文字说明去向", en: "Link text says where the link leads"),
        criteria: ["2.4.4"],
        act: ["5effbb"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "使用读屏软件的人列出页面链接时，听到一串“更多”“详情”，分不清各自通向哪里。",
            en:
                "People who list a page's links with a screen reader hear “more” again and again and cannot tell them apart."
        ),
        fix: LocalizedText(
            zh: "把链接文字写具体，例如“更多通知公告”；或用 aria-label、隐藏文字补充。",
            en: "Make the text specific, such as “More notices”, or add to it with aria-label or hidden text."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/n">更多通知公告</a>"#),
        .passed(#"<p>《2024 年工作报告》▸<a href="/n">详情</a></p>"#),
        .passed(#"<ul><li>防汛通知 ▸<a href="/n">more &gt;&gt;</a></li></ul>"#),
        .passed(#"<p>▸<a href="/n" title="更多通知公告">更多</a></p>"#),
        .failed(#"<div>▸<a href="/a">更多&gt;&gt;</a></div><div>▸<a href="/b">更多</a></div>"#),
        .failed(#"<p>▸<a href="/a">Click here</a></p><p>▸<a href="/b">click here!</a></p>"#),
        .failed(#"<p>▸<a href="/a">下载</a></p><p>▸<a href="/b">【下载】</a></p><p>▸<a href="/c">下载</a></p>"#),
        .failed(##"▸<a href="#desc">More</a><p id="desc">This product consists of several web pages.</p>"##),
        .passed(##"▸<a href="#desc">More</a> about <b>this product</b><p id="desc">Several web pages.</p>"##),
        .passed(##"The annual report: ▸<a href="#desc">more</a><p id="desc">x</p>"##),
        .passed(#"<ul><li><p>▸<a href="/w">Workshop</a></p></li></ul><p>▸<a href="/r">Workshop report</a></p>"#),
        .cantTell(#"<p>A workshop was held in June.</p><p>▸<a href="/w">Workshop</a></p>"#),
        .cantTell(#"<p>六月举行了研讨。</p><p>▸<a href="/w">研讨</a></p>"#),
        .cantTell(#"<div><img src="a.png" alt="2024 年报告"></div><div>▸<a href="/a">更多</a></div>"#),
        .cantTell(#"<dl><dt>通知公告</dt><dd>▸<a href="/a">更多</a></dd></dl>"#),
        .cantTell(#"<div>说明</div><div>▸<a href="/a">详情</a></div>"#),
        .cantTell(#"<section><h2>新闻</h2><p>▸<a href="/a">更多</a></p></section><p>▸<a href="/b">更多</a></p>"#),
        .inapplicable(#"<a href="/n" hidden>更多</a>"#),
        .inapplicable(#"<a href="/n" role="button">更多</a>"#),
        .inapplicable(#"<a>更多</a>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let links = namedLinks(in: page)
        let loose = contexts(of: links, in: page)
        var destinations: [[UInt8]: Set<Bytes>] = [:]
        for link in links where loose[link] == Context.none {
            guard let address = page.attribute(.href, of: link) else { continue }
            destinations[TextFolding.fold(page.accessibleName(of: link)), default: []].insert(address)
        }
        let firstText = loose.values.contains(.none) ? firstText(in: page) : nil
        return links.map { link in
            let name = page.accessibleName(of: link)
            guard let context = loose[link] else {
                return (link, isLoneWord(link, page) ? question(name) : .passed)
            }
            if context == .enough { return (link, .passed) }
            let twins = context == .none ? destinations[TextFolding.fold(name)]?.count ?? 0 : 0
            let isFirst = context == .none && firstText.map { link < $0 } ?? true
            return (link, verdict(name, twins, isFirst: isFirst))
        }
    }

    /// The links of a vague name around which nothing says more, in document order.
    func looseLinks(in page: Page) -> [NodeID] {
        let links = namedLinks(in: page)
        let contexts = contexts(of: links, in: page)
        return links.filter { contexts[$0] == Context.none }
    }

    private func namedLinks(in page: Page) -> [NodeID] {
        page.elements(inheritingRole: .link).filter { page.isExposed($0) && page.hasAccessibleName($0) }
    }

    /// The contexts of the links that have a vague name.
    private func contexts(of links: [NodeID], in page: Page) -> [NodeID: Context] {
        var found: [NodeID: Context] = [:]
        let headings = page.headings.map(\.node)
        for link in links where isVague(page.accessibleName(of: link)) {
            var context = context(of: link, in: page)
            if context == .none, hasHeading(before: link, headings, page) { context = .doubtful }
            found[link] = context
        }
        return found
    }

    private func verdict(_ name: Bytes, _ destinations: Int, isFirst: Bool) -> Verdict {
        if destinations >= 2 {
            return .failed(
                zh: "几个链接都叫“\(name.quoted)”，通向 \(destinations) 个不同的地方，周围没有文字说明；把链接文字写具体",
                en: """
                    Several links are called “\(name.quoted)” and lead to \(destinations) different places, and nothing \
                    around them tells them apart; make their text specific
                    """
            )
        }
        guard isFirst else { return question(name) }
        return .failed(
            zh: "链接叫“\(name.quoted)”，周围和前面都没有文字说明去向；把链接文字写具体",
            en: """
                The link is called “\(name.quoted)”, and nothing around or before it says where it leads; make its text \
                specific
                """
        )
    }

    private func question(_ name: Bytes) -> Verdict {
        .cantTell(
            zh: "从上下文能看出链接“\(name.quoted)”通向哪里吗？",
            en: "Does the context tell where the link “\(name.quoted)” leads?"
        )
    }

    /// Where text that is no link's begins.
    private func firstText(in page: Page) -> NodeID? {
        var index: Int32 = 1
        let end = Int32(page.document.nodeCount)
        while index < end {
            let node = NodeID(index)
            if page.document.kind(of: node) == .templateContent || page.role(of: node) == .link {
                index = page.document.subtree(of: node).upperBound
                continue
            }
            // An image says something too, and so does a frame.
            if page.document.isElement(node), page.role(of: node) == .img || page.document.isHTML(node, .iframe),
                page.isExposed(node)
            {
                return node
            }
            if page.document.kind(of: node) == .text, !page.isProgrammaticallyHidden(node),
                !TextFolding.fold(page.document.text(of: node)).isEmpty
            {
                return node
            }
            index += 1
        }
        return nil
    }

    /// Whether the link is one word that stands alone in a paragraph, outside of lists, tables and menus.
    private func isLoneWord(_ link: NodeID, _ page: Page) -> Bool {
        guard isOneWord(page.accessibleName(of: link)), page.accessibleDescription(of: link).isEmpty else {
            return false
        }
        var paragraph: NodeID?
        for ancestor in page.document.ancestors(of: link) where page.document.isElement(ancestor) {
            switch page.role(of: ancestor) {
            case .listitem, .cell, .gridcell, .navigation, .banner, .contentinfo, .heading: return false
            case .paragraph where paragraph == nil: paragraph = ancestor
            default: break
            }
            if paragraph == nil, NameComputer.isBlock(page.document.name(of: ancestor)) { return false }
        }
        return paragraph.map { !hasText(in: $0, besides: link, page) } ?? false
    }

    /// One word of letters, or no more than two Chinese characters.
    private func isOneWord(_ name: Bytes) -> Bool {
        guard name.count <= Self.longestWord else { return false }
        let scalars = String(decoding: name, as: UTF8.self).unicodeScalars
        let isChinese = scalars.contains(where: \.isHan)
        return scalars.allSatisfy(\.isLetterOrNumber) && (!isChinese || scalars.count <= 2)
    }

    private static let longestWord = 24

    private func isVague(_ text: Bytes) -> Bool {
        guard text.count <= 96 else { return false }
        return PhrasesOfLinks.vague.contains(TextFolding.fold(text).string)
    }

    /// What the link's surroundings say of it.
    private enum Context { case enough, doubtful, none }

    /// A description, or text of the item, cell or nearest block the link stands in, adds to its name; text further out
    /// may.
    private func context(of link: NodeID, in page: Page) -> Context {
        if !page.accessibleDescription(of: link).isEmpty { return .enough }
        var isNearest = true
        var found = Context.none
        var below = link
        for ancestor in page.document.ancestors(of: link) {
            defer { below = ancestor }
            guard page.document.isElement(ancestor), let kind = contextKind(ancestor, page) else { continue }
            if kind == .page {
                if isNearest, hasText(beside: below, of: link, page) { return .enough }
                break
            }
            if hasText(in: ancestor, besides: link, page) {
                let isSmall = page.document.subtree(of: ancestor).count <= Self.maximumContext
                if isSmall, kind != .block || isNearest { return .enough }
                found = .doubtful
            }
            if kind == .cell { return .doubtful }
            if page.document.isHTML(ancestor, .dd), hasTerm(ancestor, page) { found = .doubtful }
            isNearest = false
        }
        return found
    }

    /// Whether a term with text stands before a description in its list.
    private func hasTerm(_ description: NodeID, _ page: Page) -> Bool {
        guard let list = page.document.parent(of: description) else { return false }
        let first = page.document.children(of: list).first { page.document.isHTML($0, .dt) }
        return first.map { $0 < description && page.hasText(in: $0) } ?? false
    }

    private enum ContextKind { case block, item, cell, page }

    /// ACT "programmatically determined link context"; what else a row says is left to a person.
    private func contextKind(_ element: NodeID, _ page: Page) -> ContextKind? {
        switch page.role(of: element) {
        case .listitem: return .item
        case .cell, .gridcell: return .cell
        case .main, .banner, .contentinfo, .navigation, .complementary, .region, .document: return .page
        default: break
        }
        guard page.document.namespace(of: element) == .html else { return nil }
        switch page.document.name(of: element) {
        case .body, .html, .form, .article, .section, .main: return .page
        case .p, .div, .dd, .dt, .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .figcaption, .caption, .center:
            return .block
        default: return nil
        }
    }

    /// Whether text stands in one line with the element, up to the blocks around it.
    private func hasText(beside element: NodeID, of link: NodeID, _ page: Page) -> Bool {
        guard let parent = page.document.parent(of: element) else { return false }
        var steps = 0
        var next = page.document.subtree(of: element).upperBound
        let end = page.document.subtree(of: parent).upperBound
        while next < end, steps < Self.maximumContext, !isBlock(NodeID(next), page) {
            if holdsText(NodeID(next), besides: link, page) { return true }
            next = page.document.subtree(of: NodeID(next)).upperBound
            steps += 1
        }
        var first = element
        while first.index - 1 > parent.index, steps < Self.maximumContext {
            var previous = NodeID(first.index - 1)
            while let outer = page.document.parent(of: previous), outer != parent { previous = outer }
            if isBlock(previous, page) { return false }
            if holdsText(previous, besides: link, page) { return true }
            first = previous
            steps += 1
        }
        return false
    }

    private func isBlock(_ node: NodeID, _ page: Page) -> Bool {
        page.document.isElement(node) && NameComputer.isBlock(page.document.name(of: node))
    }

    private func holdsText(_ node: NodeID, besides link: NodeID, _ page: Page) -> Bool {
        if page.document.kind(of: node) == .text {
            return !page.isProgrammaticallyHidden(node) && !TextFolding.fold(page.document.text(of: node)).isEmpty
        }
        if page.role(of: node) == .link, isVague(page.accessibleName(of: node)) { return false }
        return page.document.isElement(node) && hasText(in: node, besides: link, page)
    }

    /// Whether the element holds exposed text apart from this link and links that are as vague; looks at a stated number.
    private func hasText(in element: NodeID, besides link: NodeID, _ page: Page) -> Bool {
        var index = element.index + 1
        let end = page.document.subtree(of: element).upperBound
        let limit = index + Int32(Self.maximumContext)
        while index < end, index < limit {
            let node = NodeID(index)
            if node == link || page.role(of: node) == .link && isVague(page.accessibleName(of: node)) {
                index = page.document.subtree(of: node).upperBound
                continue
            }
            if !page.isProgrammaticallyHidden(node) {
                if page.document.kind(of: node) == .text, !TextFolding.fold(page.document.text(of: node)).isEmpty {
                    return true
                }
                if page.document.isHTML(node, .img), page.hasAccessibleName(node) { return true }
            }
            index += 1
        }
        return index < end
    }

    /// Nodes of a context that are looked at; one that is larger holds text.
    private static let maximumContext = 200

    /// Whether a heading stands before the link that may name its section; a page's own title does not.
    private func hasHeading(before link: NodeID, _ headings: [NodeID], _ page: Page) -> Bool {
        var (low, high) = (0, headings.count)
        while low < high {
            let middle = (low + high) / 2
            if headings[middle] < link { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return false }
        let heading = headings[low - 1]
        let common = page.document.ancestors(of: link).first { $0 < heading }
        return common.map { !page.document.isHTML($0, .body) } ?? false || page.headingLevel(of: heading) > 1
    }
}
