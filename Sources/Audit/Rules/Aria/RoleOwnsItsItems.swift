/// A role whose children are fixed, such as a menu or a list, holds nothing else.
///
/// Source: ACT rule bc4a75; WAI-ARIA 1.2 §5.2.6 "required owned elements". Lists and tables of HTML have rules of their
/// own; an empty or busy container is no failure.
struct RoleOwnsItsItems: GroupRule {
    static let metadata = RuleMetadata(
        id: "role-owns-its-items",
        title: LocalizedText(zh: "容器角色里只有它允许的项", en: "Container role holds only the items it allows"),
        criteria: ["1.3.1"],
        act: ["bc4a75"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件数不对项数，或跳过混在里面的内容。",
            en: "A screen reader counts the items wrongly or passes over what stands among them."
        ),
        fix: LocalizedText(
            zh: "给里面的元素写上所需的角色，把别的内容移到外面，或去掉容器的 role。",
            en:
                "Give the elements in it the role required, move what else is there out, or remove the container's role."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="list"><div role="listitem">x</div></div>"#),
        .passed(#"▸<ul role="menu"><li role="none"><a role="menuitem" href="/">首页</a></li></ul>"#),
        .passed(#"▸<div role="tablist"></div>"#),
        .passed(#"▸<div role="menu"><div role="menuitem">x</div><div role="separator"></div></div>"#),
        .failed(#"▸<ul role="menu"><li role="none"><a href="/">首页</a></li></ul>"#),
        .failed(#"▸<div role="tablist"><button>要闻</button></div>"#),
        .failed(#"▸<div role="list"><div role="listitem">x</div><h2>y</h2></div>"#),
        .failed(#"▸<div role="row"><button>x</button></div>"#),
        .cantTell(#"▸<div role="row"><span>x</span></div>"#),
        .cantTell(
            #"▸<ul role="menubar"><li role="none"><a role="menuitem" href="/">x</a><ul role="menu" aria-label="y"></ul></li></ul>"#
        ),
        .cantTell(#"▸<div role="list">x<div role="listitem">y</div></div>"#),
        .inapplicable("<ul><li>x</li></ul>"),
        .inapplicable(#"<div role="list" aria-busy="true"><p>x</p></div>"#),
        .inapplicable(#"<div role="list" hidden><p>x</p></div>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.elements(having: .role).filter { element in
            guard let role = page.explicitRole(of: element), role == page.role(of: element) else { return false }
            guard !role.definition.children.isEmpty, role != page.implicitRole(of: element) else { return false }
            return page.document.namespace(of: element) != .mathML && page.isExposed(element) && !isBusy(element, page)
        }
        guard !targets.isEmpty else { return [] }
        let ownership = Ownership(page)
        return targets.map { ($0, verdict(on: $0, ownership, in: page)) }
    }

    private func verdict(on element: NodeID, _ ownership: Ownership, in page: Page) -> Verdict {
        guard let role = page.role(of: element) else { return .passed }
        let allowed = role.definition.children
        let stray = ownership.children(of: element).first { child in
            guard let found = page.role(of: child) else { return true }
            // ARIA 1.3 lets separators and captions stand among the items.
            return !allowed.contains(found) && found != .separator && found != .caption
        }
        guard let stray else { return .passed }
        let wanted = Role.allCases.filter(allowed.contains).map(\.description).joined(separator: ", ")
        if page.document.kind(of: stray) == .text {
            let text = page.document.text(of: stray).quoted
            return .cantTell(
                zh: "角色 \(role) 里只该有 \(wanted)，文字“\(text)”却直接写在里面。它属于其中一项吗？",
                en: """
                    Role \(role) should hold only \(wanted), but the text “\(text)” stands directly in it. Is it one of \
                    them?
                    """
            )
        }
        let name = page.tag(of: stray)
        // The submenu of an item often stands beside it, as in the patterns W3C publishes.
        if page.role(of: stray) == .menu, role == .menubar || role == .menu {
            return .cantTell(
                zh: "角色 \(role) 里直接有一个菜单 <\(name)>。它是其中一项的子菜单吗？",
                en: "A menu <\(name)> stands directly in the role \(role). Is it the submenu of one of its items?"
            )
        }
        let found = page.role(of: stray)?.description
        return .failed(
            zh: "角色 \(role) 里只能有 \(wanted)，却有 <\(name)>" + (found.map { "（角色 \($0)）" } ?? "") + "；改正它的角色或移到外面",
            en: "Role \(role) may hold only \(wanted) but holds <\(name)>" + (found.map { " (role \($0))" } ?? "")
                + "; correct its role or move it out"
        )
    }

    private func isBusy(_ element: NodeID, _ page: Page) -> Bool {
        var node: NodeID? = element
        while let current = node, page.document.isElement(current) {
            if page.attribute(.ariaBusy, of: current)?.trimmed.equalsIgnoringCase("true") ?? false { return true }
            node = page.flatParent(of: current)
        }
        return false
    }
}
