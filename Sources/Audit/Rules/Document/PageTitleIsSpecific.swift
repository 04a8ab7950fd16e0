/// The title is no placeholder, file name, address or word that fits any page.
///
/// Source: WCAG failure F25; whether another title fits is ACT rule c4a8a4, which takes a person.
struct PageTitleIsSpecific: Rule {
    static let metadata = RuleMetadata(
        id: "page-title-is-specific",
        title: LocalizedText(zh: "页面标题说明内容", en: "Title says what the page is"),
        criteria: ["2.4.2"],
        severity: .serious,
        confidence: .likely,
        impact: LocalizedText(
            zh: "标签页、收藏夹和搜索结果里看不出这是哪个页面。",
            en: "Tabs, bookmarks and search results do not tell which page this is."
        ),
        fix: LocalizedText(
            zh: "写成“页面内容 - 网站名称”。",
            en: "Write “what the page is - name of the site”."
        )
    )

    static let examples: [Example] = [
        .passed("<html>▸<head><title>办事指南 - 某县人民政府</title></head></html>"),
        .passed("<html>▸<head><title>Annual report 2024.pdf explained</title></head></html>"),
        .passed("<html>▸<head><title>第12号公告</title></head></html>"),
        .failed("<html>▸<head><title>无标题文档</title></head></html>"),
        .failed("<html>▸<head><title>Untitled Document</title></head></html>"),
        .failed("<html>▸<head><title> 新建网页 1 </title></head></html>"),
        .cantTell("<html>▸<head><title>首页</title></head></html>"),
        .cantTell("<html>▸<head><title>index.html</title></head></html>"),
        .cantTell("<html>▸<head><title>http://www.example.gov.cn/</title></head></html>"),
        .inapplicable("<html><head><title></title></head></html>"),
        .inapplicable("<html><head></head></html>"),
        .inapplicable("<html><head></head><body><svg><title>无标题文档</title></svg></body></html>"),
    ]

    /// Titles of editors and content systems for pages nobody named, folded.
    private static let placeholders: Set<String> = [
        "无标题文档", "无标题页", "无标题", "新建网页", "新建文档", "未命名文档", "未命名", "untitled", "untitleddocument",
        "untitledpage", "newpage", "newdocument", "document", "title", "pagetitle",
        "enterthetitleofyourhtmldocumenthere",
    ]

    /// Words that would be right on very many pages, folded.
    private static let vague: Set<String> = [
        "首页", "主页", "详情", "详情页", "内容", "内容页", "列表", "列表页", "正文", "文章", "欢迎", "欢迎光临", "网站", "页面", "新闻", "更多",
        "home", "homepage", "index", "welcome", "page", "default", "detail", "details", "list", "content", "news",
        "main",
    ]

    private static let endings: [StaticString] = [
        ".html", ".htm", ".shtml", ".jsp", ".jspx", ".asp", ".aspx", ".php", ".do", ".doc", ".docx", ".pdf",
    ]

    func targets(in page: Page) -> [NodeID] {
        guard let head = page.htmlElements(.head).first, !Self.title(page).isWhitespace else { return [] }
        return [head]
    }

    func expect(_ head: NodeID, in page: Page) -> Verdict {
        let title = Self.title(page)[...].trimmed
        var folded = TextFolding.fold(title)
        while let last = folded.last, last.isASCIIDigit, folded.count > 1 { folded.removeLast() }
        let text = folded.string
        if Self.placeholders.contains(text) {
            return .failed(
                zh: "标题是占位文字“\(title.quoted)”；改成页面内容和网站名称",
                en: "The title is the placeholder “\(title.quoted)”; say what the page is and the site's name"
            )
        }
        guard Self.vague.contains(text) || looksLikeFile(title) else { return .passed }
        return .cantTell(
            zh: "标题“\(title.quoted)”说明了这个页面的内容吗？",
            en: "Does the title “\(title.quoted)” say what this page is?"
        )
    }

    private static func title(_ page: Page) -> [UInt8] {
        page.htmlElements(.title).first.map { page.textContent(of: $0) } ?? []
    }

    private func looksLikeFile(_ title: Bytes) -> Bool {
        if title.hasASCIIPrefix("http://") || title.hasASCIIPrefix("https://") || title.hasASCIIPrefix("www.") {
            return true
        }
        if title.contains(where: \.isHTMLSpace) { return false }
        return Self.endings.contains { title.suffix($0.utf8CodeUnitCount).equalsIgnoringCase($0) }
    }
}
