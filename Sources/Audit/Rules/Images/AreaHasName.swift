/// A region of an image map that is a link says where it leads.
///
/// Source: ACT rule c487ae, for `area` elements; HTML §4.8.14.
struct AreaHasName: Rule {
    static let metadata = RuleMetadata(
        id: "area-has-name",
        title: LocalizedText(zh: "图像映射的链接区域有名称", en: "Link area of an image map has a name"),
        criteria: ["1.1.1", "2.4.4", "4.1.2"],
        act: ["c487ae"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道图片上的这块区域通向哪里。",
            en: "People who use a screen reader cannot know where this part of the picture leads."
        ),
        fix: LocalizedText(
            zh: "给 area 元素写 alt，说明链接去向。",
            en: "Give the area element an alt that says where the link leads."
        )
    )

    static let examples: [Example] = [
        .passed(##"<img src="m.png" alt="地图" usemap="#m"><map name="m">▸<area href="/east" alt="东区"></map>"##),
        .passed(##"<img src="m.png" alt="" usemap="#m"><map name="m">▸<area href="/e" aria-label="East"></map>"##),
        .passed(##"<img src="m.png" alt="" usemap="#m"><map name="m">▸<area href="/e" title="East"></map>"##),
        .failed(##"<img src="m.png" alt="地图" usemap="#m"><map name="m">▸<area href="/east"></map>"##),
        .failed(##"<img src="m.png" alt="地图" usemap="#m"><map name="m">▸<area href="/east" alt=" "></map>"##),
        .failed(##"<img src="m.png" alt="" usemap="#m"><map name="m">▸<area href="/" alt=""></map>"##),
        .inapplicable(##"<img src="m.png" alt="地图" usemap="#m"><map name="m"><area></map>"##),
        .inapplicable(#"<map name="m"><area href="/east"></map>"#),
        .inapplicable(#"<a href="/east">东区</a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        let maps = mapsInUse(in: page)
        guard !maps.isEmpty else { return [] }
        return page.elements(.area).filter { area in
            guard page.hasAttribute(.href, area), page.isExposed(area) else { return false }
            return page.document.ancestors(of: area).contains { maps.contains($0) }
        }
    }

    func expect(_ area: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: area) { return verdict }
        let target = page.attribute(.href, of: area)?.quoted ?? ""
        return .failed(
            zh: "图像映射的区域（指向 \(target)）没有名称；写上 alt",
            en: "The area of the image map (to \(target)) has no name; add alt"
        )
    }

    /// The maps that an image names; any other renders nothing.
    private func mapsInUse(in page: Page) -> Set<NodeID> {
        var names: Set<[UInt8]> = []
        for image in page.elements(.img) + page.elements(.object) where !page.isProgrammaticallyHidden(image) {
            guard let reference = page.attribute(.usemap, of: image), reference.first == 0x23 else { continue }
            names.insert(Array(reference.dropFirst()))
        }
        return Set(
            page.elements(.map).filter { map in
                page.attribute(.name, of: map).map { names.contains(Array($0)) } ?? false
            }
        )
    }
}
