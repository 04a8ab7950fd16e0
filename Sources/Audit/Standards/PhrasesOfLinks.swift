/// Link texts that say nothing of where the link leads, folded as `TextFolding` folds (no spaces, no punctuation).
enum PhrasesOfLinks {
    /// Chinese, English, Japanese, Korean, French, German and Spanish.
    static let vague: Set<String> = [
        "更多", "查看更多", "更多内容", "点击更多", "详情", "查看详情", "查看", "点击查看", "点击这里", "点这里", "点击此处", "这里", "此处", "点击",
        "点击进入", "进入", "阅读全文", "全文", "详细", "详细信息", "详细内容", "了解更多", "了解详情", "链接", "打开", "点击打开", "继续阅读", "查看全文",
        "查看全部", "全部", "下载", "点击下载", "立即下载", "去看看", "看更多", "展开",
        "more", "readmore", "seemore", "viewmore", "learnmore", "showmore", "moreinfo", "moreinformation",
        "moredetails",
        "clickhere", "here", "click", "details", "viewdetails", "link", "thislink", "thispage", "continue",
        "continuereading", "readfullarticle", "fulltext", "download", "downloadhere", "go", "view", "viewall", "open",
        "enter", "info",
        "もっと見る", "詳しくはこちら", "詳細", "詳細はこちら", "こちら", "続きを読む",
        "더보기", "자세히", "자세히보기", "여기", "바로가기",
        "ensavoirplus", "liresuite", "lirelasuite", "cliquezici", "ici", "plus", "mehr", "weiterlesen", "mehrerfahren",
        "hier", "hierklicken", "más", "leermás", "vermás", "aquí", "hagaclicaquí",
    ]
}
