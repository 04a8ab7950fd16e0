/// What sites call their common parts, folded as `TextFolding` folds (no spaces, no punctuation), but for ``entrance``.
enum PhrasesOfSites {
    static let siteMap: Set<String> = [
        "网站地图", "站点地图", "网站导航", "站点导航", "网站索引", "网站導覽", "網站地圖", "sitemap", "siteindex", "atoz", "azindex",
        "サイトマップ", "사이트맵", "plandusite",
    ]

    /// Human contact, contact details and self-help (WCAG 3.2.6).
    static let help: Set<String> = [
        "联系我们", "联系方式", "帮助", "帮助中心", "网站帮助", "使用帮助", "在线客服", "智能客服", "客服", "在线咨询", "我要咨询", "智能问答", "常见问题",
        "常见问题解答", "意见反馈", "12345热线", "contactus", "contact", "help", "helpcentre", "helpcenter", "faq", "faqs",
        "support", "chat", "livechat", "お問い合わせ", "ヘルプ", "문의", "도움말",
    ]

    /// Parts of the names of entrances to versions for older or disabled people.
    static let entrance: [StaticString] = [
        "无障碍", "長者", "长者", "适老", "关怀", "长辈", "老年", "大字版", "accessible version", "easy mode",
    ]

    /// Parts of the addresses of toolbars that scripts lay over pages.
    static let overlays: [StaticString] = ["//gov.govwza.cn/", "//api.govwza.cn/"]
}
