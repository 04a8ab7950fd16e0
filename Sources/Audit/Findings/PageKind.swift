/// What sort of page it is, where that can be told; for samples and reports, never for outcomes.
public enum PageKind: String, Sendable, CaseIterable {
    case home, search, login, guide, form, contact, list, article, attachment
    /// A version for older people, or the entrance to one.
    case elder

    public var name: LocalizedText {
        switch self {
        case .home: LocalizedText(zh: "首页", en: "home page")
        case .search: LocalizedText(zh: "搜索", en: "search")
        case .login: LocalizedText(zh: "登录", en: "login")
        case .guide: LocalizedText(zh: "办事指南", en: "service guide")
        case .form: LocalizedText(zh: "表单", en: "form")
        case .contact: LocalizedText(zh: "联系方式", en: "contact")
        case .list: LocalizedText(zh: "列表", en: "list")
        case .article: LocalizedText(zh: "文章", en: "article")
        case .attachment: LocalizedText(zh: "附件", en: "attachment")
        case .elder: LocalizedText(zh: "适老版", en: "version for older people")
        }
    }
}
