/// An image assistive technology may announce has a name, or is marked as decoration.
///
/// Source: ACT rule 23a2a8.
struct ImageHasName: Rule {
    static let metadata = RuleMetadata(
        id: "image-has-name",
        title: LocalizedText(zh: "图片有替代文本，或标记为装饰", en: "Image has a text alternative or is marked as decoration"),
        criteria: ["1.1.1"],
        act: ["23a2a8"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到图片的内容，只能听到“图片”或一串文件名。",
            en: "People who use a screen reader hear only “image” or a file name, not what the image shows."
        ),
        fix: LocalizedText(
            zh: "在 alt 属性中写出图片传达的内容；图片只是装饰时写 alt=\"\"。",
            en: "Write what the image conveys in its alt attribute, or alt=\"\" if it only decorates."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<img src="sales.png" alt="各月销售额">"#),
        .passed(#"▸<img src="sales.png" aria-label="Sales by month">"#),
        .passed(#"▸<img src="rule.png" alt="">"#),
        .passed(#"▸<div role="img" aria-label="五星好评">★★★★★</div>"#),
        .passed(#"▸<img src="rule.png" role="presentation">"#),
        .failed(#"<p>政务公开 ▸<img src="sales.png"></p>"#),
        .failed(#"▸<img src="a.png" alt=" "> ▸<img src="b.png" aria-label="">"#),
        .failed(#"▸<div role="img">★★★★★</div>"#),
        .failed(#"▸<img src="a.png" alt="" tabindex="0">"#),
        .cantTell(#"▸<img id="photo"><script src="a.js"></script>"#),
        .cantTell(#"<div class="skeleton">▸<img alt=" "></div><script src="a.js"></script>"#),
        .inapplicable(#"<div hidden><img src="sales.png"></div>"#),
        .inapplicable(#"<div aria-hidden="true"><img src="sales.png"></div>"#),
        .inapplicable(#"<svg role="img"></svg>"#),
        .inapplicable("<p>这里没有图片</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        let others = page.elements(withRole: .img).filter {
            page.document.namespace(of: $0) == .html && page.document.name(of: $0) != .img
        }
        return (page.htmlElements(.img) + others).filter { !page.isProgrammaticallyHidden($0) }.sorted()
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        if page.role(of: image)?.isPresentational ?? false { return .passed }
        if let verdict = page.nameVerdict(of: image) { return verdict }
        guard page.document.isHTML(image, .img) else {
            return .failed(
                zh: "角色为 img 的元素没有名称；用 aria-label 说明它表示什么",
                en: "The element with role img has no name; state what it shows in aria-label"
            )
        }
        if isFilledByScript(image, page) {
            return .cantTell(
                zh: "图片没有 src，可能由脚本填入内容和替代文本。填入后有名称吗？",
                en: "The image has no src, and a script may fill it in. Has it a name then?"
            )
        }
        guard let alt = page.attribute(.alt, of: image) else {
            return .failed(
                zh: "图片没有 alt 属性，也没有别的名称；写上 alt",
                en: "The image has no alt attribute and no other name; add alt"
            )
        }
        if alt.isEmpty {
            return .failed(
                zh: "alt 为空表示装饰，但焦点或 ARIA 属性使图片仍被读出，却没有名称；去掉这些属性或写上替代文本",
                en: """
                    The empty alt marks decoration, but being focusable or an ARIA attribute still exposes the image, \
                    without a name; remove those or write a text alternative
                    """
            )
        }
        return .failed(
            zh: "alt 属性只有空白字符；写出图片的内容，或写 alt=\"\"",
            en: "The alt attribute holds only white space; describe the image or write alt=\"\""
        )
    }

    /// Whether the image shows nothing yet on a page with scripts, of which one may fill it in or replace it.
    private func isFilledByScript(_ image: NodeID, _ page: Page) -> Bool {
        !page.hasAttribute(.src, image) && !page.hasAttribute(.srcset, image) && !page.htmlElements(.script).isEmpty
    }
}
