/// An image map works without pointing at coordinates.
///
/// Source: HTML §4.8.3 `ismap`; WCAG 2.2, 2.1.1.
struct ImageMapIsClientSide: Rule {
    static let metadata = RuleMetadata(
        id: "image-map-is-client-side",
        title: LocalizedText(zh: "不用服务器端图像热区", en: "Image map is a client-side one"),
        criteria: ["2.1.1"],
        severity: .serious,
        impact: LocalizedText(
            zh: "只用键盘的人选不了图上的位置。",
            en: "People who use the keyboard cannot choose a place on the image."
        ),
        fix: LocalizedText(
            zh: "用 map 和 area 代替 ismap，或改成几个链接。",
            en: "Use map and area instead of ismap, or separate links."
        )
    )

    static let examples: [Example] = [
        .passed(
            ##"<a href="/m">▸<img ismap usemap="#m" src="a.png" alt="地图"></a><map name="m"><area href="/a" alt="a"></map>"##
        ),
        .failed(#"<a href="/m">▸<img ismap src="a.png" alt="地图"></a>"#),
        .failed(#"<a href="/m"><b>▸<img src="a.png" ismap="" alt="Map"></b></a>"#),
        .failed(#"<p><a href="/m">地图 ▸<img src="a.png" ismap alt="地图"></a></p>"#),
        .inapplicable(#"<img ismap src="a.png" alt="地图">"#),
        .inapplicable(#"<a href="/m"><img src="a.png" alt="地图"></a>"#),
        .inapplicable(#"<a href="/m" hidden><img ismap src="a.png" alt="地图"></a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img).filter { image in
            guard page.attribute(named: "ismap", of: image) != nil, page.isRendered(image) else { return false }
            return page.closest(.a, from: image).map { page.hasAttribute(.href, $0) } ?? false
        }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        if page.hasAttribute(.usemap, image) { return .passed }
        return .failed(
            zh: "图片是服务器端热区（ismap），键盘选不了位置；改用 map 和 area，或改成链接",
            en: "The image is a server-side map (ismap), which needs a pointer; use map and area, or links"
        )
    }
}
