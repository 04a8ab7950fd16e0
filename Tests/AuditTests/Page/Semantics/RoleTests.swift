import Testing

@testable import Audit

struct RoleTests {
    @Test(arguments: htmlRows + inputRows + contextRows)
    func `an element has the role HTML-AAM gives it`(row: MarkupRow<Role?>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.role(of: page.target) == row.expected)
    }

    @Test(arguments: explicitRows + conflictRows + tableRows + graphicRows)
    func `an explicit role wins unless it is in conflict`(row: MarkupRow<Role?>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.role(of: page.target) == row.expected)
    }

    static let htmlRows: [MarkupRow<Role?>] = [
        .init("<a id=t href=x>x</a>", .link),
        .init("<a id=t>x</a>", .generic),
        .init("<map><area id=t href=x></map>", .link),
        .init("<map><area id=t></map>", .generic),
        .init("<abbr id=t>x</abbr>", nil),
        .init("<address id=t>x</address>", .group),
        .init("<article id=t>x</article>", .article),
        .init("<audio id=t controls></audio>", nil),
        .init("<b id=t>x</b>", .generic),
        .init("<blockquote id=t>x</blockquote>", .blockquote),
        .init("<body id=t>x", .generic),
        .init("<button id=t>x</button>", .button),
        .init("<code id=t>x</code>", .code),
        .init("<canvas id=t></canvas>", nil),
        .init("<datalist id=t></datalist>", .listbox),
        .init("<dl><dt>x<dd id=t>y</dl>", .definition),
        .init("<dl><dt id=t>x<dd>y</dl>", .term),
        .init("<dl id=t><dt>x<dd>y</dl>", nil),
        .init("<del id=t>x</del>", .deletion),
        .init("<details id=t>x</details>", .group),
        .init("<details><summary id=t>x</summary></details>", nil),
        .init("<dfn id=t>x</dfn>", .term),
        .init("<dialog id=t open>x</dialog>", .dialog),
        .init("<div id=t>x</div>", .generic),
        .init("<em id=t>x</em>", .emphasis),
        .init("<fieldset id=t></fieldset>", .group),
        .init("<figure id=t></figure>", .figure),
        .init("<form id=t></form>", .form),
        .init("<h1 id=t>x</h1>", .heading),
        .init("<h6 id=t>x</h6>", .heading),
        .init("<hr id=t>", .separator),
        .init("<html id=t>", .document),
        .init("<iframe id=t></iframe>", nil),
        .init("<img id=t src=x>", .img),
        .init("<img id=t src=x alt=x>", .img),
        .init("<img id=t src=x alt=' '>", .img),
        .init("<img id=t src=x alt=''>", Role.none),
        .init("<ins id=t>x</ins>", .insertion),
        .init("<label id=t>x</label>", nil),
        .init("<main id=t>x</main>", .main),
        .init("<mark id=t>x</mark>", .mark),
        .init("<menu id=t></menu>", .list),
        .init("<meter id=t></meter>", .meter),
        .init("<nav id=t></nav>", .navigation),
        .init("<ol id=t></ol>", .list),
        .init("<output id=t></output>", .status),
        .init("<p id=t>x", .paragraph),
        .init("<progress id=t></progress>", .progressbar),
        .init("<s id=t>x</s>", .deletion),
        .init("<search id=t></search>", .search),
        .init("<span id=t>x</span>", .generic),
        .init("<strong id=t>x</strong>", .strong),
        .init("<sub id=t>x</sub>", .subscript),
        .init("<sup id=t>x</sup>", .superscript),
        .init("<textarea id=t></textarea>", .textbox),
        .init("<time id=t>x</time>", .time),
        .init("<ul id=t></ul>", .list),
        .init("<video id=t></video>", nil),
        .init("<my-thing id=t>x</my-thing>", .generic),
        .init("<math id=t></math>", .math),
    ]

    static let inputRows: [MarkupRow<Role?>] = [
        .init("<input id=t>", .textbox),
        .init("<input id=t type=nonsense>", .textbox),
        .init("<input id=t type=TEXT>", .textbox),
        .init("<input id=t type=email>", .textbox),
        .init("<input id=t type=search>", .searchbox),
        .init("<input id=t list=d><datalist id=d></datalist>", .combobox),
        .init("<input id=t type=search list=d><datalist id=d></datalist>", .combobox),
        .init("<input id=t list=missing>", .textbox),
        .init("<input id=t list=d><div id=d></div>", .textbox),
        .init("<input id=t type=number>", .spinbutton),
        .init("<input id=t type=range>", .slider),
        .init("<input id=t type=checkbox>", .checkbox),
        .init("<input id=t type=radio>", .radio),
        .init("<input id=t type=submit>", .button),
        .init("<input id=t type=image>", .button),
        .init("<input id=t type=reset>", .button),
        .init("<input id=t type=password>", nil),
        .init("<input id=t type=date>", nil),
        .init("<input id=t type=file>", nil),
        .init("<select id=t></select>", .combobox),
        .init("<select id=t size=1></select>", .combobox),
        .init("<select id=t size=4></select>", .listbox),
        .init("<select id=t multiple></select>", .listbox),
        .init("<select><option id=t>x</select>", .option),
        .init("<select><optgroup id=t label=x></optgroup></select>", .group),
    ]

    static let contextRows: [MarkupRow<Role?>] = [
        .init("<header id=t>x</header>", .banner),
        .init("<div><footer id=t>x</footer></div>", .contentinfo),
        .init("<article><header id=t>x</header></article>", .generic),
        .init("<main><div><footer id=t>x</footer></div></main>", .generic),
        .init("<div role=region aria-label=x><header id=t>x</header></div>", .generic),
        .init("<div role=group><header id=t>x</header></div>", .banner),
        .init("<section><footer id=t>x</footer></section>", .generic),
        .init("<section id=t>x</section>", .generic),
        .init("<section id=t aria-label=x>x</section>", .region),
        .init("<div id=t role=region>x</div>", .generic),
        .init("<div id=t role=region aria-label=x>x</div>", .region),
        .init("<div id=t role=form>x</div>", .generic),
        .init("<ul id=t role=form title=x></ul>", .form),
        .init("<section id=t title=x>x</section>", .region),
        .init("<section id=t aria-label=' '>x</section>", .generic),
        .init("<section id=t aria-labelledby=h><h2 id=h>x</h2></section>", .region),
        .init("<section id=t aria-labelledby=missing>x</section>", .generic),
        .init("<section id=t aria-labelledby=h><h2 id=h> </h2></section>", .generic),
        .init("<section id=t aria-labelledby=h><h2 id=h><img src=x alt=x></h2></section>", .region),
        .init("<section role=presentation><header id=t>x</header></section>", .generic),
        .init("<article role=none><footer id=t>x</footer></article>", .generic),
        .init("<aside id=t>x</aside>", .complementary),
        .init("<main><aside id=t>x</aside></main>", .complementary),
        .init("<article><aside id=t>x</aside></article>", .generic),
        .init("<article><aside id=t aria-label=x>x</aside></article>", .complementary),
        .init("<ul><li id=t>x</ul>", .listitem),
        .init("<menu><li id=t>x</menu>", .listitem),
        .init("<div><li id=t>x</div>", .generic),
        .init("<ul role=tree><li id=t>x</ul>", .listitem),
    ]

    static let explicitRows: [MarkupRow<Role?>] = [
        .init("<div id=t role=button>x</div>", .button),
        .init("<div id=t role=BUTTON>x</div>", .button),
        .init("<div id=t role=' button '>x</div>", .button),
        .init("<div id=t role='nonsense button link'>x</div>", .button),
        .init("<div id=t role='widget'>x</div>", .generic),
        .init("<div id=t role='landmark navigation'>x</div>", .navigation),
        .init("<div id=t role=''>x</div>", .generic),
        .init("<div id=t role='image'>x</div>", .img),
        .init("<button id=t role=switch aria-checked=true>x</button>", .switch),
        .init("<div id=t role=doc-noteref>x</div>", .docNoteref),
        .init("<div id=t role=graphics-symbol>x</div>", .graphicsSymbol),
        .init("<h1 id=t role=tab>x</h1>", .tab),
        .init("<nav id=t role=foo>x</nav>", .navigation),
    ]

    static let conflictRows: [MarkupRow<Role?>] = [
        .init("<h1 id=t role=none>x</h1>", Role.none),
        .init("<h1 id=t role=presentation>x</h1>", Role.none),
        .init("<h1 id=t role=presentation tabindex=0>x</h1>", .heading),
        .init("<h1 id=t role=presentation tabindex=-1>x</h1>", .heading),
        .init("<h1 id=t role=presentation aria-label=x>x</h1>", .heading),
        .init("<h1 id=t role=presentation aria-level=2>x</h1>", Role.none),
        .init("<h1 id=t role=presentation aria-hidden=false>x</h1>", Role.none),
        .init("<button id=t role=none>x</button>", .button),
        .init("<button id=t role=none disabled>x</button>", Role.none),
        .init("<a id=t role=none href=x>x</a>", .link),
        .init("<img id=t alt='' src=x tabindex=0>", .img),
        .init("<img id=t alt='' src=x aria-labelledby=a>", .img),
        .init("<img id=t alt='' src=x aria-label=''>", Role.none),
        .init("<img id=t alt='' src=x title=x>", Role.none),
        .init("<img id=t alt='x' role=none src=x>", Role.none),
        .init("<img id=t alt='' role=img src=x>", .img),
        .init("<ul role=none><li id=t>x</ul>", Role.none),
        .init("<ul role=none><li id=t tabindex=0>x</ul>", .listitem),
        .init("<ul role=none tabindex=0><li id=t>x</ul>", .listitem),
        .init("<ul role=none><li id=t role=listitem>x</ul>", .listitem),
        .init("<ul role=none><li><ul><li id=t>x</ul></ul>", .listitem),
    ]

    static let tableRows: [MarkupRow<Role?>] = [
        .init("<table id=t><tr><td>x</table>", .table),
        .init("<table><caption id=t>x<tr><td>x</table>", .caption),
        .init("<table><tbody id=t><tr><td>x</table>", .rowgroup),
        .init("<table><tr id=t><td>x</table>", .row),
        .init("<table><tr><td id=t>x</table>", .cell),
        .init("<table role=grid><tr><td id=t>x</table>", .gridcell),
        .init("<table role=treegrid><tr><td id=t>x</table>", .gridcell),
        .init("<table role=presentation><tr><td id=t>x</table>", Role.none),
        .init("<table role=presentation><tr id=t><td>x</table>", Role.none),
        .init("<table role=presentation><tr><td id=t tabindex=0>x</table>", .cell),
        .init("<table role=list><tr><td id=t>x</table>", .generic),
        .init("<table><tr><th id=t>x<th>y<tr><td>1<td>2</table>", .columnheader),
        .init("<table><tr><th id=t>x<td>1<tr><th>y<td>2</table>", .rowheader),
        .init("<table><tr><th id=t scope=row>x<th>y</table>", .rowheader),
        .init("<table><tr><th id=t scope=colgroup>x<td>y</table>", .columnheader),
        .init("<table><tr><td>a<th id=t>x<tr><td>b<td>y</table>", .cell),
        .init("<table role=grid><tr><td>a<th id=t>x<tr><td>b<td>y</table>", .gridcell),
        .init("<table role=none><tr><td><table><tr><td id=t>x</table></table>", .cell),
    ]

    static let graphicRows: [MarkupRow<Role?>] = [
        .init("<svg id=t></svg>", .graphicsDocument),
        .init("<svg id=t role=img></svg>", .img),
        .init("<svg><g id=t></g></svg>", Role.none),
        .init("<svg><g id=t><title>x</title></g></svg>", .group),
        .init("<svg><circle id=t /></svg>", Role.none),
        .init("<svg><circle id=t aria-label=x /></svg>", .graphicsSymbol),
        .init("<svg><a id=t href=x></a></svg>", .link),
        .init("<svg><a id=t xlink:href=x></a></svg>", .link),
        .init("<svg><text id=t>x</text></svg>", .group),
    ]
}

struct ARIATableTests {
    @Test func `every role has a row and is found by its name`() {
        for role in Role.allCases {
            #expect(Role(named: "\(role.name)".utf8) == role)
            #expect(role.definition.role == role)
        }
        #expect(Role(named: "widget".utf8) == nil && AbstractRole(named: "widget".utf8) == .widget)
    }

    @Test func `every state and property has its interned name`() {
        for attribute in ARIAAttribute.allCases {
            #expect("\(attribute.name)" == NameTable().text(of: attribute.interned).string)
            #expect(ARIAAttribute(attribute.interned) == attribute)
        }
        #expect(ARIAAttribute(.role) == nil && ARIAAttribute(named: "aria-nonsense".utf8) == nil)
    }

    @Test func `attributes are inherited through concrete and abstract superclasses`() {
        #expect(Role.switch.definition.supported.contains(.readonly))
        #expect(Role.columnheader.definition.supported.contains(.colspan))
        #expect(Role.tree.definition.supported.contains(.activedescendant))
        #expect(Role.alertdialog.definition.supported.contains(.modal))
        #expect(!Role.heading.definition.supported.contains(.checked))
    }

    @Test(arguments: [
        (Role.docBiblioref, Role.link, true), (.treeitem, .listitem, true), (.menuitemradio, .menuitem, true),
        (.button, .link, false), (.searchbox, .textbox, true),
    ])
    func `a role inherits from its superclasses only`(role: Role, other: Role, inherits: Bool) {
        #expect(role.inherits(from: other) == inherits)
    }

    @Test func `landmarks and widgets are known by the taxonomy`() {
        #expect(Role.docToc.isLandmark && Role.main.isLandmark && !Role.article.isLandmark)
        #expect(Role.treegrid.isWidget && Role.tab.isWidget && !Role.table.isWidget)
    }

    @Test func `context and children refer to each other`() {
        for role in Role.allCases {
            for child in role.definition.children.roles where !child.definition.context.isEmpty && role != .feed {
                let context = child.definition.context
                #expect(context.contains(role) || context.roles.contains(where: role.inherits), "\(role) > \(child)")
            }
        }
    }
}
