/// The page is not turned by a quarter when the screen is.
///
/// Source: ACT rule b33eff; WCAG 2.2, 1.3.4. The styles are computed for a screen of both orientations.
struct OrientationIsNotLocked: Rule {
    static let metadata = RuleMetadata(
        id: "orientation-is-not-locked",
        title: LocalizedText(zh: "页面没有锁定屏幕方向", en: "Page is not locked to one orientation"),
        needs: .style,
        criteria: ["1.3.4"],
        act: ["b33eff"],
        severity: .serious,
        impact: LocalizedText(
            zh: "把手机或平板固定在轮椅上的人转不了屏幕，看到的页面是横着的。",
            en: "People whose device is fixed to a wheelchair cannot turn it, and see the page lying on its side."
        ),
        fix: LocalizedText(
            zh: "去掉 @media (orientation: …) 里的旋转，让布局适应两种方向。",
            en: "Remove the rotation in @media (orientation: …) and let the layout adapt to both."
        )
    )

    static let examples: [Example] = [
        .passed(
            "<style>@media (orientation: portrait) { b { transform: rotate(10deg) } }</style>▸<b>公告</b>"
        ),
        .passed(
            "<style>@media (orientation: portrait) { b { rotate: 180deg } }</style>▸<b>公告</b>"
        ),
        .failed(
            "<style>@media (orientation: portrait) { main { transform: rotate(90deg) } }</style>▸<main>公告</main>"
        ),
        .failed(
            "<style>@media (orientation: landscape) { main { rotate: -0.25turn } }</style>▸<main>公告</main>"
        ),
        .failed(
            """
            <style>main { transform: rotate(5deg) } @media (orientation: landscape) { main { transform: rotate(275deg) } \
            }</style>▸<main>公告</main>
            """
        ),
        .inapplicable("<style>main { transform: rotate(90deg) }</style><main>公告</main>"),
        .inapplicable("<style>@media (orientation: portrait) { main { color: red } }</style><main>公告</main>"),
        .inapplicable(
            "<style>@media (orientation: portrait) { b { rotate: 90deg } }</style><b hidden>公告</b>"
        ),
        .inapplicable("<style>@media (orientation: portrait) { p { rotate: 90deg } }</style><p> </p>"),
    ]

    /// How far from a quarter turn still counts as one, in degrees.
    private static let tolerance: Float = 2

    func targets(in page: Page) -> [NodeID] {
        (page.styles?.turnsByOrientation ?? []).map(\.node).filter {
            page.document.namespace(of: $0) == .html && page.isVisible($0) && !isEmpty($0, page)
        }
    }

    /// Whether the element surely shows nothing: white space only, and nothing painted around it.
    private func isEmpty(_ element: NodeID, _ page: Page) -> Bool {
        guard let styles = page.styles else { return false }
        let style = styles.style(of: element)
        let sides = [style.border.top, style.border.right, style.border.bottom, style.border.left]
        let paints = !style.backgroundColor.isTransparent || style.backgroundImage != .none || style.hasBoxShadow
        if paints || sides.contains(where: \.isVisible) || styles.before(element) != nil || styles.after(element) != nil
        {
            return false
        }
        switch page.document.name(of: element) {
        case .p, .div, .span, .section, .main, .body: break
        default: return false
        }
        return page.document.subtree(of: element).dropFirst().allSatisfy { index in
            let node = NodeID(index)
            switch page.document.kind(of: node) {
            case .text: return page.document.text(of: node).isWhitespace
            case .comment: return true
            default: return false
            }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let turn = page.styles?.turnsByOrientation.first(where: { $0.node == element }) else { return .passed }
        let difference = (turn.portrait - turn.landscape).truncatingRemainder(dividingBy: 180).magnitude
        guard (difference - 90).magnitude <= Self.tolerance else { return .passed }
        let name = page.tag(of: element)
        let (portrait, landscape) = (Int(turn.portrait.rounded()), Int(turn.landscape.rounded()))
        return .failed(
            zh: "<\(name)> 竖屏时旋转 \(portrait)°，横屏时旋转 \(landscape)°，相差 90°，锁定了方向；去掉旋转",
            en: """
                <\(name)> is rotated by \(portrait)° in portrait and \(landscape)° in landscape, a quarter turn apart, \
                which locks the orientation; remove the rotation
                """
        )
    }
}
