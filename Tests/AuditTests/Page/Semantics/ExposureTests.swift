import Testing

@testable import Audit

struct ExposureTests {
    @Test(arguments: exposureRows)
    func `an element is exposed unless it is hidden, inert or presentational`(row: MarkupRow<Bool>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.isExposed(page.target) == row.expected)
    }

    @Test(arguments: focusRows)
    func `an element takes focus as HTML says`(row: MarkupRow<Focusability>) {
        let page = MarkedPage(row.markup)
        let (isFocusable, isTabbable) = (page.page.isFocusable(page.target), page.page.isTabbable(page.target))
        #expect(isFocusable == (row.expected != .no))
        #expect(isTabbable == (row.expected == .tab))
    }

    enum Focusability { case no, script, tab }

    @Test(arguments: [
        ("<a href=x id=a></a><input id=b><p tabindex=0 id=c>", "a b c"),
        ("<a href=x id=a></a><input id=b tabindex=2><p tabindex=1 id=c>", "c b a"),
        ("<a href=x id=a tabindex=-1></a><input id=b tabindex=1><p tabindex=1 id=c>", "b c"),
        ("<div inert><input id=a></div><input id=b disabled><input id=c>", "c"),
    ])
    func `Tab reaches positive tabindex first and then the others in order`(markup: String, order: String) {
        let page = MarkedPage(markup).page
        let ids = page.tabOrder.map { page.attribute(.id, of: $0)?.string ?? "" }
        #expect(ids.joined(separator: " ") == order)
    }

    @Test(arguments: [
        ("<p id=t>x", Perceivability.visible), ("<p id=t hidden>x", .hidden),
        ("<p id=t style='visibility: hidden'>x", .hidden), ("<p id=t style='opacity: 0'>x", .hidden),
        ("<div style='opacity:0'><p id=t>x</div>", .hidden), ("<p id=t aria-hidden=true>x", .visible),
    ])
    func `what styles take from sight is not visible`(markup: String, expected: Perceivability) {
        let page = MarkedPage(markup)
        #expect(page.page.perceivability(of: page.target) == expected)
    }

    static let exposureRows: [MarkupRow<Bool>] = [
        .init("<p id=t>x", true),
        .init("<div id=t>x</div>", true),
        .init("<p id=t hidden>x", false),
        .init("<div hidden><p id=t>x</div>", false),
        .init("<p id=t hidden style='display: block'>x", true),
        .init("<p id=t style='display: none'>x", false),
        .init("<p id=t style='DISPLAY:NONE !important'>x", false),
        .init("<div style='display:none'><p id=t style='display:block'>x</div>", false),
        .init("<p id=t style='visibility: hidden'>x", false),
        .init("<p id=t style='visibility: collapse'>x", false),
        .init("<div style='visibility: hidden'><p id=t>x</div>", false),
        .init("<div style='visibility: hidden'><p id=t style='visibility: visible'>x</div>", true),
        .init("<p id=t style='opacity: 0'>x", true),
        .init("<p id=t aria-hidden=true>x", false),
        .init("<p id=t aria-hidden=TRUE>x", false),
        .init("<p id=t aria-hidden=false>x", true),
        .init("<p id=t aria-hidden>x", true),
        .init("<div aria-hidden=true><p id=t aria-hidden=false>x</div>", false),
        .init("<div aria-hidden=true><button id=t>x</button></div>", false),
        .init("<div inert><p id=t>x</div>", false),
        .init("<h1 id=t role=none>x</h1>", false),
        .init("<h1 id=t role=none tabindex=0>x</h1>", true),
        .init("<img id=t alt='' src=x>", false),
        .init("<img id=t alt='' src=x aria-label=x>", true),
        .init("<button><b id=t>x</b></button>", false),
        .init("<button><a id=t href=x>x</a></button>", true),
        .init("<a href=x><b id=t>x</b></a>", true),
        .init("<div role=img aria-label=x><p id=t>x</div>", false),
        .init("<details><p id=t>x</details>", false),
        .init("<details open><p id=t>x</details>", true),
        .init("<details><summary id=t>x</summary></details>", true),
        .init("<details><summary>x</summary><summary id=t>x</summary></details>", false),
        .init("<dialog id=t>x</dialog>", false),
        .init("<dialog id=t open>x</dialog>", true),
        .init("<div popover id=t>x</div>", false),
        .init("<input id=t type=hidden>", false),
        .init("<div>y<noscript><p id=t>x</noscript>", false),
        .init("<br id=t>", false),
        .init("<table><colgroup id=t><tr><td>x</table>", false),
        .init("<img usemap=#m src=x><map name=m><area id=t href=x></map>", true),
        .init("<img usemap=#n src=x><map name=m><area id=t href=x></map>", false),
        .init("<img hidden usemap=#m src=x><map name=m><area id=t href=x></map>", false),
        .init("<div><template shadowrootmode=open><p>x</template><p id=t>y</div>", false),
        .init("<div><template shadowrootmode=open><slot></slot></template><p id=t>y</div>", true),
        .init("<div><template shadowrootmode=open><p hidden><slot></slot></template><b id=t>y</b></div>", false),
        .init("<audio id=t></audio>", false),
        .init("<audio id=t controls></audio>", true),
    ]

    static let focusRows: [MarkupRow<Focusability>] = [
        .init("<a id=t href=x>x</a>", .tab),
        .init("<a id=t>x</a>", .no),
        .init("<a id=t href=x tabindex=-1>x</a>", .script),
        .init("<p id=t>x", .no),
        .init("<p id=t tabindex=0>x", .tab),
        .init("<p id=t tabindex=-1>x", .script),
        .init("<p id=t tabindex=' 3x'>x", .tab),
        .init("<p id=t tabindex=''>x", .no),
        .init("<p id=t tabindex=x>x", .no),
        .init("<p id=t tabindex='- 1'>x", .no),
        .init("<p id=t tabindex=99999999999999999999>x", .tab),
        .init("<button id=t>x</button>", .tab),
        .init("<button id=t disabled>x</button>", .no),
        .init("<button id=t aria-disabled=true>x</button>", .tab),
        .init("<button id=t disabled tabindex=0>x</button>", .no),
        .init("<input id=t>", .tab),
        .init("<input id=t type=hidden>", .no),
        .init("<fieldset disabled><input id=t></fieldset>", .no),
        .init("<fieldset disabled><legend><input id=t></legend></fieldset>", .tab),
        .init("<fieldset disabled><legend>x</legend><legend><input id=t></legend></fieldset>", .no),
        .init("<fieldset disabled><fieldset disabled><legend><input id=t></legend></fieldset></fieldset>", .no),
        .init("<fieldset disabled><a id=t href=x>x</a></fieldset>", .tab),
        .init("<select id=t></select>", .tab),
        .init("<textarea id=t></textarea>", .tab),
        .init("<iframe id=t></iframe>", .tab),
        .init("<iframe id=t tabindex=-1></iframe>", .script),
        .init("<audio id=t controls></audio>", .tab),
        .init("<video id=t></video>", .no),
        .init("<video id=t controls></video>", .tab),
        .init("<details><summary id=t>x</summary></details>", .tab),
        .init("<summary id=t>x</summary>", .no),
        .init("<details open><summary>x</summary><summary id=t>x</summary></details>", .no),
        .init("<div id=t contenteditable>x</div>", .tab),
        .init("<div id=t contenteditable=false>x</div>", .no),
        .init("<div id=t contenteditable=plaintext-only>x</div>", .tab),
        .init("<label id=t>x</label>", .no),
        .init("<a id=t href=x hidden>x</a>", .no),
        .init("<a id=t href=x style='visibility:hidden'>x</a>", .no),
        .init("<a id=t href=x aria-hidden=true>x</a>", .tab),
        .init("<div inert><a id=t href=x>x</a></div>", .no),
        .init("<img usemap=#m src=x><map name=m><area id=t href=x></map>", .tab),
        .init("<svg><a id=t href=x>x</a></svg>", .tab),
    ]
}

struct PageContentTests {
    @Test func `ids are found in their own tree and duplicates are told`() {
        let marked = MarkedPage(
            "<p id=a><p id=b><p id=a><template><p id=b></template><div><template shadowrootmode=open><i id=a></i></template></div>"
        )
        let page = marked.page
        #expect(page.element(withID: "a".utf8) == page.elements(.p).first)
        #expect(page.duplicateIDs == [page.elements(.p).dropFirst(2).first])
        #expect(page.element(withID: "A".utf8) == nil && page.element(withID: "".utf8) == nil)
    }

    @Test func `references say which ids are missing`() {
        let marked = MarkedPage("<p id=a><p id=t aria-labelledby='x a  y'>")
        let references = marked.page.idReferences(.ariaLabelledby, of: marked.target)
        #expect(references.nodes == [marked.element("a")])
        #expect(references.missing.map(\.string) == ["x", "y"])
    }

    @Test(arguments: [
        MarkupRow("<html lang=zh><p id=t>x", "zh"), .init("<html lang=zh><p id=t lang=en>x", "en"),
        .init("<html lang=zh><p lang=''><b id=t>x</b>", ""), .init("<p id=t>x", nil),
        .init("<div lang=ug><template shadowrootmode=open><slot></slot></template><p id=t>x</div>", "ug"),
    ])
    func `the language is that of the nearest element that has one`(row: MarkupRow<String?>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.language(of: page.target)?.string == row.expected)
    }

    @Test(
        arguments: [
            ("<meta http-equiv=Content-Language content=' zh-CN x'>", "zh-CN"),
            ("<meta http-equiv=content-language content='zh, en'>", nil), ("<p>", nil),
        ] as [(String, String?)]
    )
    func `the pragma's language counts only where it is one`(markup: String, expected: String?) {
        #expect(MarkedPage(markup).page.contentLanguage?.string == expected)
    }

    @Test func `headings and landmarks are listed with level and role`() {
        let page = MarkedPage(
            """
            <header>x</header><nav hidden>x</nav><h1>a</h1><div role=heading>b</div><h3 aria-level=5>c</h3>
            <h2 hidden>d</h2><h4 aria-level=x>e</h4><form>x</form><form aria-label=f>x</form><section title=s>x</section>
            <div role=region>x</div>
            """
        ).page
        #expect(page.headings.map(\.level) == [1, 2, 5, 4])
        #expect(page.landmarks.map(\.role) == [.banner, .form, .region])
    }

    @Test(arguments: [
        MarkupRow("<p id=t>a <b hidden>b</b><i aria-hidden=true>c</i><u style='opacity:0'>d</u>", "a c|a d|a bcd"),
        .init("<div id=t><p>a<p>b<script>c</script></div>", "a b|a b|a b"),
    ])
    func `text is told apart by who gets it`(row: MarkupRow<String>) {
        let marked = MarkedPage(row.markup)
        let (page, node) = (marked.page, marked.target)
        let texts = [page.visibleText(of: node), page.exposedText(of: node), page.textContent(of: node)]
        #expect(texts.map(\.string).joined(separator: "|") == row.expected)
    }

    @Test(arguments: [
        ("", false, true, false), (" \u{3000}\u{200B}", false, true, false), ("abc", true, false, false),
        ("政务", true, false, false), ("…", true, true, false), ("\u{E601}", true, true, true),
        ("\u{E601}\u{200B} \u{F0001}", true, true, true), ("\u{E601}首页", true, false, false), ("３", true, false, false),
        ("《》、。", true, true, false), ("→", true, true, false), ("ཀ", true, false, false),
    ])
    func `text without letters is known as such`(text: String, visible: Bool, symbols: Bool, glyphs: Bool) {
        let bytes = Array(text.utf8)[...]
        #expect(bytes.hasVisibleText == visible)
        #expect(bytes.isOnlySymbols == symbols)
        #expect(bytes.isOnlyPrivateUse == glyphs)
    }

    @Test func `labels and controls find each other`() {
        let marked = MarkedPage("<label id=a for=t>x</label><label id=b>y<input id=t></label><label id=c>z</label>")
        let page = marked.page
        #expect(page.labels(of: marked.target) == [marked.element("a"), marked.element("b")])
        #expect(page.labeledControl(of: marked.element("b")) == marked.target)
        #expect(page.labeledControl(of: marked.element("c")) == nil)
    }
}
