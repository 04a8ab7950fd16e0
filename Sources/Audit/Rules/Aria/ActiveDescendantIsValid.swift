/// The element that stands for the focus exists, and who refers to it can take focus.
///
/// Source: WAI-ARIA 1.2 §6.6 `aria-activedescendant`.
struct ActiveDescendantIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "active-descendant-is-valid",
        title: LocalizedText(zh: "aria-activedescendant 指向存在的元素", en: "aria-activedescendant refers to an element"),
        criteria: ["4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到当前是哪一项。",
            en: "People who use a screen reader do not hear which item is current."
        ),
        fix: LocalizedText(
            zh: "让 aria-activedescendant 指向组件里显示着的项，并使组件能获得焦点。",
            en: "Let aria-activedescendant refer to an item shown in the widget, and make the widget focusable."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<ul role="listbox" tabindex="0" aria-label="x" aria-activedescendant="o"><li role="option" id="o">一</li></ul>"#
        ),
        .passed(
            #"▸<input role="combobox" aria-expanded="true" aria-controls="l" aria-label="x" aria-activedescendant="o"><ul id="l" role="listbox"><li role="option" id="o">一</li></ul>"#
        ),
        .failed(
            #"▸<ul role="listbox" tabindex="0" aria-label="x" aria-activedescendant="none"><li role="option" id="o">一</li></ul>"#
        ),
        .failed(#"▸<ul role="listbox" aria-label="x" aria-activedescendant="o"><li role="option" id="o">一</li></ul>"#),
        .failed(
            #"▸<ul role="listbox" tabindex="0" aria-label="x" aria-activedescendant="o"><li role="option" id="o" hidden>一</li></ul>"#
        ),
        .cantTell(
            #"▸<input role="combobox" aria-expanded="false" aria-label="x" aria-activedescendant="gone">"#
        ),
        .inapplicable(
            #"<ul role="listbox" tabindex="0" aria-activedescendant=""><li role="option" id="o">一</li></ul>"#
        ),
        .inapplicable(#"<ul role="listbox" aria-activedescendant="o" hidden><li role="option" id="o">一</li></ul>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .ariaActivedescendant).filter {
            !(page.attribute(.ariaActivedescendant, of: $0)?.isBlank ?? true) && page.isExposed($0)
        }
    }

    func expect(_ holder: NodeID, in page: Page) -> Verdict {
        let id = page.attribute(.ariaActivedescendant, of: holder)?.quoted ?? ""
        guard page.isFocusable(holder) else {
            return .failed(
                zh: "带 aria-activedescendant 的元素不能获得焦点；加 tabindex=\"0\"",
                en: "The element with aria-activedescendant cannot take focus; add tabindex=\"0\""
            )
        }
        let item = page.idReferences(.ariaActivedescendant, of: holder).nodes.first
        if page.attribute(.ariaExpanded, of: holder)?.equalsIgnoringCase("false") ?? false,
            !(item.map { page.isExposed($0) } ?? false)
        {
            return .cantTell(
                zh: "aria-activedescendant=“\(id)”指向没有显示的项，弹出部分收起着。展开后指向显示着的项吗？",
                en: "aria-activedescendant=“\(id)” refers to nothing shown while collapsed. Does it once expanded?"
            )
        }
        guard let item else {
            return .failed(
                zh: "aria-activedescendant=“\(id)”指向的元素不存在；改成现有项的 id，没有就删掉",
                en: "aria-activedescendant=“\(id)” refers to nothing; use the id of an item, or remove it"
            )
        }
        if page.isExposed(item) { return .passed }
        return .failed(
            zh: "aria-activedescendant=“\(id)”指向的元素是隐藏的；指向显示着的项",
            en: "aria-activedescendant=“\(id)” refers to a hidden element; refer to one that is shown"
        )
    }
}
