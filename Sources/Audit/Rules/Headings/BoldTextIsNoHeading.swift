/// A short paragraph that is bold as a whole and stands before plain text is a heading in disguise.
///
/// Source: WCAG failure F2, technique H42.
struct BoldTextIsNoHeading: Rule {
    static let metadata = RuleMetadata(
        id: "bold-text-is-no-heading",
        title: LocalizedText(zh: "粗体段落不充当标题", en: "Bold text does not stand for a heading"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人不能用标题键跳到这一节。",
            en: "People who use a screen reader cannot jump to this section by its heading."
        ),
        fix: LocalizedText(
            zh: "把小标题写成 h2、h3 等标题元素。",
            en: "Write section titles as h2, h3 and so on."
        )
    )

    static let examples: [Example] = [
        .passed("<div>▸<p><b>注意</b>：请携带身份证。</p><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></div>"),
        .passed("<div>▸<p><strong>办理时间为工作日上午九点到下午五点。</strong></p><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></div>"),
        .passed("<div>▸<p><b>一、受理条件</b></p></div>"),
        .cantTell("<div>▸<p><b>一、受理条件</b></p><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></div>"),
        .cantTell(
            "<div>▸<p><strong>Opening hours</strong></p><p>The office is open on working days from nine in the morning to five in the afternoon, and closed on holidays.</p></div>"
        ),
        .cantTell("<div>▸<p><span><b>受理</b><b>条件</b></span></p><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></div>"),
        .inapplicable("<div><p>受理条件</p><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></div>"),
        .inapplicable("<div><h2><b>受理条件</b></h2><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></div>"),
        .inapplicable("<table><tr><td><p><b>县</b></p><p>办理时间为工作日上午九点到下午五点，节假日不办理，请提前预约。</p></td></tr></table>"),
    ]

    /// Longer paragraphs are emphasised text, in bytes folded: thirty Chinese characters.
    private static let longestTitle = 90
    /// Shorter paragraphs are no text a heading would stand over, in bytes folded.
    private static let leastText = 45

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.p).filter { paragraph in
            page.isExposed(paragraph) && page.isVisible(paragraph)
                && page.firstDescendant(of: paragraph) { isBold($0, page) } != nil
                && !page.document.ancestors(of: paragraph).contains { isCellOrLink($0, page) }
        }
    }

    func expect(_ paragraph: NodeID, in page: Page) -> Verdict {
        let text = page.visibleText(of: paragraph)
        let folded = TextFolding.fold(text[...])
        guard !folded.isEmpty, folded.count <= Self.longestTitle, isBoldThroughout(paragraph, page), !endsSentence(text)
        else { return .passed }
        var next = page.document.nextSibling(of: paragraph)
        while let node = next, !page.document.isElement(node) {
            if page.document.kind(of: node) == .text, !page.document.text(of: node).isWhitespace { return .passed }
            next = page.document.nextSibling(of: node)
        }
        guard let following = next, page.document.isHTML(following, .p), !isBoldThroughout(following, page),
            TextFolding.fold(page.visibleText(of: following)[...]).count >= Self.leastText
        else { return .passed }
        return .cantTell(
            zh: "“\(text.quoted)”整段是粗体，后面是正文。它是小标题吗？是就写成标题元素",
            en: "“\(text.quoted)” is bold as a whole and text follows. Is it a heading? If so mark it up as one"
        )
    }

    private func isBold(_ element: NodeID, _ page: Page) -> Bool {
        page.document.isHTML(element, .b) || page.document.isHTML(element, .strong)
    }

    private func isCellOrLink(_ node: NodeID, _ page: Page) -> Bool {
        page.document.isHTML(node, .td) || page.document.isHTML(node, .th) || page.document.isHTML(node, .a)
            || page.document.isHTML(node, .li)
    }

    private func isBoldThroughout(_ paragraph: NodeID, _ page: Page) -> Bool {
        var index = paragraph.index + 1
        let end = page.document.subtree(of: paragraph).upperBound
        var found = false
        while index < end {
            let node = NodeID(index)
            if page.document.isElement(node), isBold(node, page) {
                found = found || page.hasText(in: node)
                index = page.document.subtree(of: node).upperBound
                continue
            }
            if page.document.kind(of: node) == .text, !page.document.text(of: node).isWhitespace { return false }
            index += 1
        }
        return found
    }

    private func endsSentence(_ text: [UInt8]) -> Bool {
        guard let last = Array(UTF8Scalars(text[...].trimmed)).last else { return false }
        return ["。", "；", "！", ".", ";", "!", "，", ","].contains(last)
    }
}
