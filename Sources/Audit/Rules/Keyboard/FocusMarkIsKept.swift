/// Style sheets do not take away the mark of the element in focus without giving another.
///
/// Source: WCAG 2.4.7, failure F78, as far as sheets tell: a rule removes the outline, and no rule for focus sets
/// anything that is seen. Whether the mark is really missing takes a browser.
struct FocusMarkIsKept: Rule {
    static let metadata = RuleMetadata(
        id: "focus-mark-is-kept",
        title: LocalizedText(zh: "没有去掉焦点标记", en: "Mark of the focus is kept"),
        kind: .review,
        needs: .style,
        criteria: ["2.4.7"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "只用键盘的人看不到焦点在哪里，不知道按回车会打开什么。",
            en: "People who use the keyboard do not see where they are, nor what Enter would open."
        ),
        fix: LocalizedText(
            zh: "不要写 outline: none；要换样式时，用 :focus-visible 设置看得清的边框或底色。",
            en: "Do not set outline to none, or set a clear border or background with :focus-visible."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<body><a href="/">首页</a>"#),
        .passed("<style>a:focus{outline:none;background:#ff0}</style>▸<body><a href=/>首页</a>"),
        .passed("<style>a{outline:0} a:focus-visible{outline:2px solid}</style>▸<body><a href=/>首页</a>"),
        .passed("<style>.card{outline:none}</style>▸<body><a href=/>首页</a>"),
        .cantTell("<style>a:focus{outline:none}</style>▸<body><a href=/>首页</a>"),
        .cantTell("<style>*{outline:0}</style>▸<body><button>查询</button>"),
        .cantTell("<style>input{outline-style:none}</style>▸<body><input aria-label=x>"),
        .inapplicable("<style>a:focus{outline:none}</style><body><p>没有链接</p>"),
        .inapplicable("<style>*{outline:0}</style><body><a>首页</a>"),
        .inapplicable("<body><button disabled>x</button>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.tabOrder.isEmpty ? [] : page.htmlElements(.body).prefix(1).map { $0 }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        guard let focus = page.styles?.focus, focus.removesOutline, !focus.givesLook else { return .passed }
        return .cantTell(
            zh: "样式表用 outline: none 去掉了焦点标记，也没有另设样式。按 Tab 时看得到焦点在哪里吗？",
            en:
                "Style sheets take the focus outline away and set nothing else. Is it seen where the focus is, pressing Tab?"
        )
    }
}
