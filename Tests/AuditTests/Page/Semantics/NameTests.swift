import Testing

@testable import Audit

struct NameTests {
    @Test(arguments: referenceRows + hiddenRows + embeddedRows + nativeRows + contentRows + titleRows)
    func `an element has the name accname computes`(row: MarkupRow<String>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.accessibleName(of: page.target).string == row.expected)
    }

    @Test(arguments: sourceRows)
    func `a name says which step gave it`(row: MarkupRow<NameSource>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.nameSource(of: page.target) == row.expected)
    }

    @Test(arguments: descriptionRows)
    func `an element has the description accname computes`(row: MarkupRow<String>) {
        let page = MarkedPage(row.markup)
        #expect(page.page.accessibleDescription(of: page.target).string == row.expected)
    }

    // 2B
    static let referenceRows: [MarkupRow<String>] = [
        .init("<button id=t aria-labelledby=a>x</button><span id=a>Name</span>", "Name"),
        .init("<button id=t aria-labelledby='a b'>x</button><i id=b>two</i><i id=a>one</i>", "one two"),
        .init("<button id=t aria-labelledby='a missing'>x</button><span id=a>Name</span>", "Name"),
        .init("<button id=t aria-labelledby=missing>x</button>", "x"),
        .init("<button id=t aria-labelledby=a>x</button><span id=a></span>", "x"),
        .init("<button id=t aria-labelledby='t a' aria-label=Delete></button><i id=a>file</i>", "Delete file"),
        .init("<button id=t aria-labelledby='t a'>Delete</button><i id=a>file</i>", "Delete file"),
        .init("<p id=a>hello</p><i id=b aria-labelledby=a></i><button id=t aria-labelledby=b></button>", ""),
        .init("<i id=a aria-label=Inner>x</i><button id=t aria-labelledby=a></button>", "Inner"),
        .init("<img id=a alt=Picture src=x><button id=t aria-labelledby=a></button>", "Picture"),
        .init("<button id=t aria-labelledby='a a'></button><i id=a>x</i>", "x x"),
        .init("<div id=t role=group aria-labelledby=a></div><h2 id=a>A  <b>b</b>\nc</h2>", "A b c"),
        .init("<i id=a aria-labelledby=t></i><button id=t aria-labelledby=a>x</button>", "x"),
        .init("<input id=a aria-label=Field value=3><button id=t aria-labelledby=a></button>", "3"),
        .init("<input id=a aria-label=Field><button id=t aria-labelledby=a></button>", "Field"),
        .init("<input id=t aria-label=Field value=3 aria-labelledby=t>", "Field"),
        .init("<input id=a type=checkbox aria-label=Field value=3><button id=t aria-labelledby=a></button>", "Field"),
        .init("<label for=a>Field</label><input id=a><button id=t aria-labelledby=a></button>", "Field"),
    ]

    // 2A
    static let hiddenRows: [MarkupRow<String>] = [
        .init("<button id=t>a<span hidden>b</span></button>", "a"),
        .init("<button id=t>a<span style='display:none'>b</span></button>", "a"),
        .init("<button id=t>a<span style='visibility:hidden'>b</span></button>", "a"),
        .init(
            "<button id=t>a<span style='visibility:hidden'>b<i style='visibility:visible'>c</i></span></button>",
            "ac"
        ),
        .init("<button id=t>a<span aria-hidden=true>b</span></button>", "a"),
        .init("<button id=t>a<span aria-hidden=false>b</span></button>", "ab"),
        .init("<button id=t aria-labelledby=a></button><i id=a hidden>Name</i>", "Name"),
        .init("<select id=a><option>1<option selected>2</select><button id=t aria-labelledby=a></button>", "2"),
        .init("<textarea id=a>Text</textarea><button id=t aria-labelledby=a></button>", "Text"),
        .init("<p id=a><i id=t role=checkbox aria-labelledby=a>I take</i> <a href=x>terms</a></p>", "I take terms"),
        .init("<p id=a>Every <input id=t value=5 aria-labelledby=a> days</p>", "Every days"),
        .init("<b id=a>Every</b> <input id=t value=5 aria-labelledby='a t'>", "Every 5"),
        .init("<h1 id=t>a<details><summary>b</summary>c</details></h1>", "a b"),
        .init("<button id=t aria-labelledby=a></button><i id=a hidden>A<b hidden>B</b></i>", "AB"),
        .init("<button id=t aria-labelledby=a></button><i id=a>A<b hidden>B</b></i>", "A"),
        .init("<div hidden><i id=a>Name</i></div><button id=t aria-labelledby=a></button>", "Name"),
        .init("<div aria-hidden=true><i id=a>Name</i></div><button id=t aria-labelledby=a></button>", "Name"),
        .init("<button id=t hidden>x</button>", ""),
        .init("<button id=t aria-hidden=true>x</button>", ""),
        .init("<label hidden for=t>Name</label><input id=t>", "Name"),
        .init("<label for=t>A<b hidden>B</b></label><input id=t>", "A"),
        .init("<button id=t>a<script>b</script><style>c</style></button>", "a"),
        .init("<button id=t>a<noscript>b</noscript></button>", "a"),
        .init("<button id=t>a<template>b</template></button>", "a"),
        .init("<button id=t>a<!-- b --></button>", "a"),
        .init("<button id=t style='opacity:0'>x</button>", "x"),
    ]

    // 2C
    static let embeddedRows: [MarkupRow<String>] = [
        .init("<label><input id=t type=checkbox> Flash <input value=5> times</label>", "Flash 5 times"),
        .init("<label><input id=t type=checkbox>Flash<input type=number value=5>times</label>", "Flash 5 times"),
        .init("<label><input id=t type=checkbox>A <input type=range value=3> B</label>", "A 3 B"),
        .init("<label><input id=t type=checkbox>A <input type=range aria-valuetext=low value=3> B</label>", "A low B"),
        .init(
            "<label><input id=t type=checkbox>A <span role=slider aria-valuenow=7>z</span> B</label>",
            "A 7 B"
        ),
        .init(
            "<label><input id=t type=checkbox>A <select><option>1<option selected>2</select> B</label>",
            "A 2 B"
        ),
        .init("<label><input id=t type=checkbox>A <select><option>1<option>2</select> B</label>", "A 1 B"),
        .init(
            "<label><input id=t type=checkbox>A <select multiple><option selected>1<option selected>2</select></label>",
            "A 1 2"
        ),
        .init("<label><input id=t type=checkbox>A <textarea>x\ny</textarea> B</label>", "A x y B"),
        .init(
            "<label><input id=t type=checkbox>A <span role=textbox aria-label=no contenteditable>5</span> B</label>",
            "A 5 B"
        ),
        .init(
            "<label><input id=t type=checkbox>A <span role=listbox><i role=option>1</i><i role=option aria-selected=true>2</i></span></label>",
            "A 2"
        ),
        .init("<label><input id=t type=checkbox>A <span role=combobox aria-expanded=false>5</span></label>", "A 5"),
        .init("<label><input id=t type=checkbox>A <input type=password value=secret></label>", "A"),
        .init("<label>Name <input id=t value=mine></label>", "Name"),
        .init("<label>A <button>B</button> <input id=t></label>", ""),
        .init("<label><input type=checkbox id=a>x</label><label for=a><input id=t></label>", ""),
        .init("<label for=t>A <progress value=3 max=4>75%</progress></label><input id=t>", "A 3"),
    ]

    // 2D and 2E
    static let nativeRows: [MarkupRow<String>] = [
        .init("<button id=t aria-label=Name>x</button>", "Name"),
        .init("<button id=t aria-label=' '>x</button>", "x"),
        .init("<button id=t aria-label='&#12288;Name&#160;'>x</button>", "Name"),
        .init("<img id=t alt=Name title=no src=x>", "Name"),
        .init("<img id=t alt=' ' title=Tip src=x>", ""),
        .init("<img id=t title=Tip src=x>", "Tip"),
        .init("<img id=t src=x>", ""),
        .init("<img id=t alt='' title=Tip src=x>", ""),
        .init("<img usemap=#m src=x alt=x><map name=m><area id=t href=x alt=Name></map>", "Name"),
        .init("<input id=t type=image alt=Name src=x>", "Name"),
        .init("<input id=t type=image src=x>", "Submit Query"),
        .init("<input id=t type=submit>", "Submit"),
        .init("<input id=t type=submit value=Go>", "Go"),
        .init("<input id=t type=submit value=''>", ""),
        .init("<input id=t type=submit value='' title=Tip>", "Tip"),
        .init("<input id=t type=submit title=Tip>", "Submit"),
        .init("<input id=t type=reset title=Tip>", "Reset"),
        .init("<input id=t type=image title=Tip>", "Tip"),
        .init("<input id=t type=date placeholder=Hint>", ""),
        .init("<input id=t type=range placeholder=Hint>", ""),
        .init("<input id=t type=number placeholder=Hint>", "Hint"),
        .init("<abbr id=t title=Name>x</abbr>", "Name"),
        .init("<a id=t href=x><img src=x alt='' title=Tip></a>", ""),
        .init("<input id=t type=reset>", "Reset"),
        .init("<input id=t type=button>", ""),
        .init("<input id=t type=button value=Go>", "Go"),
        .init("<label for=t>Name</label><input id=t>", "Name"),
        .init("<label for=t>One</label><input id=t><label for=t>Two</label>", "One Two"),
        .init("<label>Name<input id=t></label>", "Name"),
        .init("<label for=x>Name<input id=t></label>", ""),
        .init("<label>Name<input><input id=t></label>", ""),
        .init("<label for=t></label><input id=t title=Tip>", "Tip"),
        .init("<label for=t>Name</label><div id=t role=textbox></div>", ""),
        .init("<input id=t placeholder=Hint>", "Hint"),
        .init("<input id=t placeholder=Hint title=Tip>", "Tip"),
        .init("<textarea id=t placeholder=Hint></textarea>", "Hint"),
        .init("<input id=t type=checkbox placeholder=Hint>", ""),
        .init("<div id=t role=textbox contenteditable aria-placeholder=Hint></div>", "Hint"),
        .init("<select id=t><option>x</select>", ""),
        .init("<label for=t>Name</label><select id=t><option>x</select>", "Name"),
        .init("<label for=t>Name</label><meter id=t></meter>", "Name"),
        .init("<label for=t>Name</label><output id=t>x</output>", "Name"),
        .init("<label for=t>Name</label><button id=t>x</button>", "Name"),
        .init("<fieldset id=t><legend>Name</legend></fieldset>", "Name"),
        .init("<fieldset id=t><div><legend>Name</legend></div></fieldset>", ""),
        .init("<fieldset id=t title=Tip></fieldset>", "Tip"),
        .init("<table id=t title=Tip><caption>Name</caption><tr><td>x</table>", "Name"),
        .init("<table id=t title=Tip><tr><td>x</table>", "Tip"),
        .init("<figure id=t><figcaption>Name</figcaption></figure>", "Name"),
        .init("<svg id=t><title>Name</title><text>x</text></svg>", "Name"),
        .init("<svg id=t role=img><g><title>no</title></g></svg>", ""),
        .init("<svg id=t role=img aria-label=Name><title>no</title></svg>", "Name"),
        .init("<select><optgroup id=t label=Name></optgroup></select>", "Name"),
        .init("<select><option id=t label=Name>x</select>", "Name"),
        .init("<select><option id=t>x</select>", "x"),
        .init("<math id=t alttext=Name><mi>x</mi></math>", "Name"),
        .init("<title>Page</title><html id=t>", "Page"),
        .init("<iframe id=t title=Name></iframe>", "Name"),
        .init("<iframe id=t>x</iframe>", ""),
        .init("<video id=t title=Name controls></video>", "Name"),
        .init("<details><summary id=t>Name</summary>x</details>", "Name"),
        .init("<h1 id=t role=none aria-label=Name>x</h1>", "Name"),
        .init("<dialog id=t open><h1>x</h1></dialog>", ""),
    ]

    // 2F to 2H
    static let contentRows: [MarkupRow<String>] = [
        .init("<button id=t>a b</button>", "a b"),
        .init("<button id=t>\n a\t b <b>c</b></button>", "a b c"),
        .init("<button id=t>a<b>b</b>c</button>", "abc"),
        .init("<button id=t>a<br>b</button>", "a b"),
        .init("<a id=t href=x><div>a</div><div>b</div></a>", "a b"),
        .init("<a id=t href=x>a<img src=x alt=b>c</a>", "abc"),
        .init("<a id=t href=x><img src=x alt=''></a>", ""),
        .init("<a id=t href=x><img src=x></a>", ""),
        .init("<a id=t href=x><img src=x title=Tip></a>", "Tip"),
        .init("<a id=t href=x><svg><title>Name</title></svg></a>", "Name"),
        .init("<a id=t href=x><svg role=img aria-label=Name></svg></a>", "Name"),
        .init("<a id=t href=x><span aria-label=Name>x</span></a>", "Name"),
        .init("<a id=t href=x><span title=Tip></span></a>", "Tip"),
        .init("<a id=t href=x><span title=Tip>x</span></a>", "x"),
        .init("<a id=t href=x><span aria-labelledby=a>x</span></a><i id=a>Name</i>", "Name"),
        .init("<a id=t href=x>&nbsp;</a>", ""),
        .init("<a id=t href=x>&#12288;</a>", ""),
        .init("<a id=t href=x>　政务　公开　</a>", "政务　公开"),
        .init("<h2 id=t>One <a href=x>two</a></h2>", "One two"),
        .init("<h2 id=t><iframe title=Frame>x</iframe></h2>", "Frame"),
        .init("<h2 id=t>a<object data=x>b</object></h2>", "a"),
        .init("<h2 id=t>a<video controls>b</video></h2>", "a"),
        .init("<ul><li id=t>x</ul>", ""),
        .init("<p id=t>x", ""),
        .init("<div id=t>x</div>", ""),
        .init("<div id=t aria-label=Name>x</div>", ""),
        .init("<nav id=t>x</nav>", ""),
        .init("<div id=t role=group>x</div>", ""),
        .init("<div id=t role=tab>x</div>", "x"),
        .init("<div id=t role=tooltip>x</div>", "x"),
        .init("<div id=t role=img>x</div>", ""),
        .init("<table><tr id=t><td>a<td>b</table>", "a b"),
        .init("<table><tr><td id=t>a<p>b</table>", "a b"),
        .init("<table><tr><th id=t>a<tr><td>b</table>", "a"),
        .init("<span id=t role=doc-noteref>1</span>", "1"),
        .init("<button id=t><h3>a</h3><ul><li>b<li>c</ul></button>", "a b c"),
        .init("<a id=t href=x><label>b</label></a>", "b"),
        .init(
            "<div id=t role=button><template shadowrootmode=open>a<slot></slot>c</template>b</div>",
            "abc"
        ),
        .init(
            "<div id=t role=button><template shadowrootmode=open><slot name=x>d</slot></template><i slot=x>b</i>e</div>",
            "b"
        ),
        .init("<div id=t role=button><template shadowrootmode=open><slot>d</slot></template></div>", "d"),
    ]

    // 2I
    static let titleRows: [MarkupRow<String>] = [
        .init("<a id=t href=x title=Tip></a>", "Tip"),
        .init("<a id=t href=x title=Tip>x</a>", "x"),
        .init("<div id=t role=group title=Tip>x</div>", "Tip"),
        .init("<div id=t role=button title=Tip> </div>", "Tip"),
        .init("<input id=t title=Tip>", "Tip"),
    ]

    static let sourceRows: [MarkupRow<NameSource>] = [
        .init("<button id=t aria-labelledby=a></button><i id=a>x</i>", .ariaReference),
        .init("<button id=t aria-label=x></button>", .ariaText),
        .init("<label for=t>x</label><input id=t>", .label),
        .init("<img id=t alt=x>", .alt),
        .init("<button id=t>x</button>", .content),
        .init("<button id=t title=x></button>", .title),
        .init("<input id=t placeholder=x>", .placeholder),
        .init("<input id=t type=submit>", .userAgent),
        .init("<input id=t type=submit value=x>", .value),
        .init("<fieldset id=t><legend>x</legend></fieldset>", .legend),
        .init("<table id=t><caption>x</caption></table>", .caption),
        .init("<button id=t></button>", .none),
    ]

    static let descriptionRows: [MarkupRow<String>] = [
        .init("<button id=t aria-describedby=a>x</button><i id=a>More</i>", "More"),
        .init("<button id=t aria-describedby='a b'>x</button><i id=a>A</i><i id=b>B</i>", "A B"),
        .init("<button id=t aria-describedby=a>x</button><i id=a hidden>More</i>", "More"),
        .init("<button id=t aria-describedby=a aria-description=no>x</button><i id=a>More</i>", "More"),
        .init("<button id=t aria-description=More title=no>x</button>", "More"),
        .init("<button id=t title=Tip>x</button>", "Tip"),
        .init("<button id=t title=Tip></button>", ""),
        .init("<button id=t aria-describedby=missing title=Tip>x</button>", "Tip"),
        .init("<table id=t aria-label=Name><caption>More</caption></table>", "More"),
        .init("<table id=t><caption>Name</caption></table>", ""),
        .init("<table id=t summary=More><caption>Name</caption></table>", "More"),
        .init("<svg id=t role=img><title>Name</title><desc>More</desc></svg>", "More"),
        .init("<svg id=t><title>Name</title><desc>More</desc></svg>", "More"),
        .init("<input id=t aria-describedby=a><p id=a>Use <b aria-label=eight>8</b> digits", "Use eight digits"),
    ]
}
