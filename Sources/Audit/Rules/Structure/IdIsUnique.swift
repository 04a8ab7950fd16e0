/// No two elements share an id.
///
/// Source: HTML §3.2.6 "the id attribute" (WCAG 4.1.1 is gone from 2.2; GB/T 37668 practice still asks).
struct IdIsUnique: GroupRule {
    static let metadata = RuleMetadata(
        id: "id-is-unique",
        title: LocalizedText(zh: "id 不重复", en: "Id is unique"),
        kind: .advice,
        criteria: [],
        act: ["3ea0c8"],
        severity: .minor,
        impact: LocalizedText(
            zh: "脚本和标签可能找错元素。",
            en: "Scripts and labels may find the wrong element."
        ),
        fix: LocalizedText(
            zh: "给每个元素不同的 id。",
            en: "Give each element an id of its own."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p id="a">x</p>▸<p id="b">y</p>"#),
        .passed(#"▸<p id="a">x</p>"#),
        .failed(#"▸<p id="a">x</p>▸<p id="a">y</p>"#),
        .failed(#"▸<div id="x"></div>▸<span id="x"></span>▸<b id="x"></b>"#),
        .failed(#"▸<p id="c">x</p>▸<div hidden id="c">y</div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<p id="">x</p>"#),
        .inapplicable(#"<template><p id="a"></p></template>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let holders = page.elements(having: .id).filter { !(page.attribute(.id, of: $0)?.isEmpty ?? true) }
        guard !page.duplicateIDs.isEmpty else { return holders.map { ($0, .passed) } }
        var counts: [[UInt8]: Int] = [:]
        for holder in holders { counts[Array(page.attribute(.id, of: holder) ?? []), default: 0] += 1 }
        return holders.map { holder in
            let id = page.attribute(.id, of: holder) ?? []
            guard let count = counts[Array(id)], count > 1 else { return (holder, .passed) }
            return (
                holder,
                .failed(
                    zh: "\(count) 个元素的 id 都是“\(id.quoted)”；改成不同的",
                    en: "\(count) elements have the id “\(id.quoted)”; make them differ"
                )
            )
        }
    }
}
