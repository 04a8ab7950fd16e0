/// An id that a label, a table cell or an ARIA attribute refers to stands once in its tree.
///
/// Source: DOM "id", HTML §3.2.6; WCAG failure F77 for references. A reference takes the first element; that another one
/// was meant is certain only where the second is a form field that nothing else names.
struct ReferencedIdIsUnique: GroupRule {
    static let metadata = RuleMetadata(
        id: "referenced-id-is-unique",
        title: LocalizedText(zh: "被引用的 id 不重复", en: "An id that is referred to stands only once"),
        criteria: ["1.3.1", "4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "标签、表头或说明关联到了错误的元素，读屏软件读错或不读。",
            en:
                "A label, header or description is tied to the wrong element, and a screen reader says it wrongly or not."
        ),
        fix: LocalizedText(
            zh: "让每个 id 在页面中只出现一次，并改正引用它的 for、headers 和 aria- 属性。",
            en:
                "Let each id stand once in the page, and correct the for, headers and aria- attributes that refer to it."
        )
    )

    static let examples: [Example] = [
        .passed(#"<label for="a">姓名</label>▸<input id="a"><p id="b">x</p><p id="b">y</p>"#),
        .passed(#"▸<span id="l">搜索</span><input aria-labelledby="l">"#),
        .passed(#"▸<span id="l">搜索</span><span id="l">搜索</span><input aria-labelledby="l">"#),
        .failed(#"<label for="a">姓名</label>▸<input id="a"><label for="a">电话</label><input id="a">"#),
        .failed(#"<label for="a">姓名</label>▸<input id="a"><select id="a"><option>1</option></select>"#),
        .failed(#"<label for="a">x</label>▸<textarea id="a"></textarea><p id="a">y</p><input id="a">"#),
        .cantTell(#"<label for="a">姓名</label>▸<input id="a"><input id="a" aria-label="电话">"#),
        .cantTell(#"▸<span id="l">姓名</span><span id="l">电话</span><input aria-labelledby="l">"#),
        .cantTell(#"<button aria-controls="m">x</button>▸<div id="m">1</div><div id="m">2</div>"#),
        .inapplicable(#"<p id="b">x</p><p id="b">y</p>"#),
        .inapplicable(#"<label for="missing">姓名</label>"#),
        .inapplicable("<p>x</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let references = references(in: page)
        guard !references.all.isEmpty else { return [] }
        var others: [NodeID: [NodeID]] = [:]
        for duplicate in page.duplicateIDs {
            guard let id = page.attribute(.id, of: duplicate) else { continue }
            guard let first = page.element(withID: id, from: duplicate), references.all.contains(first) else {
                continue
            }
            others[first, default: []].append(duplicate)
        }
        return references.all.sorted().map { element in
            let isLabelled = references.labelled.contains(element)
            return (element, verdict(on: element, others[element] ?? [], isLabelled, in: page))
        }
    }

    private func verdict(on element: NodeID, _ others: [NodeID], _ isLabelled: Bool, in page: Page) -> Verdict {
        guard let id = page.attribute(.id, of: element), !others.isEmpty else { return .passed }
        if isLabelled, others.contains(where: { isNamelessField($0, page) }) {
            return .failed(
                zh: "id “\(id.quoted)”出现了 \(others.count + 1) 次，标签只关联第一个字段，后面的字段没有名称；改成不同的 id",
                en: """
                    The id “\(id.quoted)” stands \(others.count + 1) times; the label is tied to the first field only \
                    and a later one has no name; use different ids
                    """
            )
        }
        let text = page.exposedText(of: element)
        if !isLabelled, !text.isEmpty, others.prefix(8).allSatisfy({ page.exposedText(of: $0) == text }) {
            return .passed
        }
        return .cantTell(
            zh: "被引用的 id “\(id.quoted)”出现了 \(others.count + 1) 次，引用的是第一个。想引用的是它吗？",
            en: """
                The id “\(id.quoted)”, which is referred to, stands \(others.count + 1) times and the first one is \
                taken. Is that the one that was meant?
                """
        )
    }

    private func isNamelessField(_ element: NodeID, _ page: Page) -> Bool {
        let isField = [.input, .select, .textarea].contains(page.document.name(of: element))
        return isField && page.isLabelable(element) && page.isExposed(element) && page.nameVerdict(of: element) == nil
    }

    /// The elements that something refers to, and those of them that are controls a label names.
    private func references(in page: Page) -> (all: Set<NodeID>, labelled: Set<NodeID>) {
        var all: Set<NodeID> = []
        var labelled: Set<NodeID> = []
        for element in page.elements(where: { !page.document.attributes(of: $0).isEmpty }) {
            for index in page.document.attributes(of: element) {
                let name = page.document.attributeName[index]
                guard isReference(name, on: element, page) else { continue }
                let value = page.document.bytes[page.document.attributeValue[index]]
                for id in SpaceSeparatedTokens(value).prefix(Self.maximumReferences) {
                    guard let target = page.element(withID: id, from: element) else { continue }
                    all.insert(target)
                    if name == .for, page.isLabelable(target) { labelled.insert(target) }
                }
            }
        }
        return (all, labelled)
    }

    /// Ids of one attribute that are looked up.
    private static let maximumReferences = 64

    private func isReference(_ name: Name, on element: NodeID, _ page: Page) -> Bool {
        switch name {
        case .for: page.document.isHTML(element, .label)
        case .headers: page.document.isHTML(element, .td) || page.document.isHTML(element, .th)
        case .ariaLabelledby, .ariaDescribedby, .ariaControls, .ariaOwns, .ariaDetails, .ariaErrormessage,
            .ariaActivedescendant, .ariaFlowto:
            true
        default: false
        }
    }
}
