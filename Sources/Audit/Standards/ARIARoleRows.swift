// Sources: WAI-ARIA 1.2 (Recommendation, 2023-06-06) §5.4; roles that only the 1.3 draft (2024-01-23) has: comment, mark,
// sectionfooter, sectionheader, suggestion; Digital Publishing WAI-ARIA Module 1.1 (2025-06) §4; WAI-ARIA Graphics
// Module 1.0 (2018-10-02) §4.
//
// Where 1.2 and 1.3 differ the row follows 1.2, which ACT rules build on.

/// A role as the specifications list it: own attributes only, inherited ones are added in ``RoleDefinition``.
struct RoleRow: Sendable {
    let role: Role
    let of: [AbstractRole]
    let isA: [Role]
    let naming: RoleDefinition.Naming
    let needsName: Bool
    let context: [Role]
    let children: [Role]
    let requires: [ARIAAttribute]
    let supports: [ARIAAttribute]
    let flattens: Bool
    let deprecated: Bool
    let implicit: [ARIAAttribute: StaticString]

    init(
        _ role: Role,
        of: [AbstractRole] = [],
        isA: [Role] = [],
        naming: RoleDefinition.Naming = .author,
        needsName: Bool = false,
        context: [Role] = [],
        children: [Role] = [],
        requires: [ARIAAttribute] = [],
        supports: [ARIAAttribute] = [],
        flattens: Bool = false,
        deprecated: Bool = false,
        implicit: [ARIAAttribute: StaticString] = [:]
    ) {
        self.role = role
        self.of = of
        self.isA = isA
        self.naming = naming
        self.needsName = needsName
        self.context = context
        self.children = children
        self.requires = requires
        self.supports = supports
        self.flattens = flattens
        self.deprecated = deprecated
        self.implicit = implicit
    }

    static let all = widgets + composites + structures + texts + landmarks + publishing + graphics

    /// What an abstract role inherits from, all the way up.
    static let abstractChain: [AbstractRole: [AbstractRole]] = [
        .command: [.widget, .roletype],
        .composite: [.widget, .roletype],
        .input: [.widget, .roletype],
        .landmark: [.section, .structure, .roletype],
        .range: [.structure, .roletype],
        .section: [.structure, .roletype],
        .sectionhead: [.structure, .roletype],
        .select: [.composite, .widget, .section, .structure, .roletype],
        .structure: [.roletype],
        .widget: [.roletype],
        .window: [.roletype],
    ]

    static let abstractAttributes: [AbstractRole: [ARIAAttribute]] = [
        .composite: [.activedescendant, .disabled],
        .input: [.disabled],
        .range: [.valuemax, .valuemin, .valuenow, .valuetext],
        .select: [.orientation],
        .window: [.modal],
    ]

    /// What the role must not carry: names where naming is prohibited, and a role description on `generic` and `none`.
    static func prohibited(of row: RoleRow) -> [ARIAAttribute] {
        guard row.naming == .prohibited else { return [] }
        let names: [ARIAAttribute] = [.label, .labelledby, .braillelabel]
        return row.role == .generic || row.role == .none ? names + [.roledescription, .brailleroledescription] : names
    }
}

// MARK: - Widgets

extension RoleRow {
    private static let menuContext: [Role] = [.group, .menu, .menubar]

    private static let widgets: [RoleRow] = [
        RoleRow(
            .button,
            of: [.command],
            naming: .contents,
            needsName: true,
            supports: [.disabled, .expanded, .haspopup, .pressed],
            flattens: true
        ),
        RoleRow(
            .checkbox,
            of: [.input],
            naming: .contents,
            needsName: true,
            requires: [.checked],
            supports: [.errormessage, .expanded, .invalid, .readonly, .required],
            flattens: true
        ),
        RoleRow(
            .gridcell,
            of: [.widget],
            isA: [.cell],
            naming: .contents,
            context: [.row],
            supports: [
                .disabled, .errormessage, .expanded, .haspopup, .invalid, .readonly, .required, .selected,
            ]
        ),
        RoleRow(
            .link,
            of: [.command],
            naming: .contents,
            needsName: true,
            supports: [.disabled, .expanded, .haspopup]
        ),
        RoleRow(
            .menuitem,
            of: [.command],
            naming: .contents,
            needsName: true,
            context: menuContext,
            supports: [.disabled, .expanded, .haspopup, .posinset, .setsize]
        ),
        RoleRow(
            .menuitemcheckbox,
            isA: [.menuitem],
            naming: .contents,
            needsName: true,
            context: menuContext,
            requires: [.checked],
            supports: [.errormessage, .invalid, .readonly, .required],
            flattens: true
        ),
        RoleRow(
            .menuitemradio,
            isA: [.menuitem],
            naming: .contents,
            needsName: true,
            context: menuContext,
            requires: [.checked],
            supports: [.errormessage, .invalid, .readonly, .required],
            flattens: true
        ),
        RoleRow(.meter, of: [.range], needsName: true, requires: [.valuenow], flattens: true),
        RoleRow(
            .option,
            of: [.input],
            naming: .contents,
            needsName: true,
            context: [.group, .listbox],
            supports: [.checked, .posinset, .selected, .setsize],
            flattens: true
        ),
        RoleRow(.progressbar, of: [.range, .widget], needsName: true, flattens: true),
        RoleRow(
            .radio,
            of: [.input],
            naming: .contents,
            needsName: true,
            requires: [.checked],
            supports: [.posinset, .setsize],
            flattens: true
        ),
        RoleRow(
            .scrollbar,
            of: [.range, .widget],
            requires: [.controls, .valuenow],
            supports: [.disabled, .orientation],
            flattens: true,
            implicit: [.orientation: "vertical", .valuemax: "100", .valuemin: "0"]
        ),
        RoleRow(.searchbox, isA: [.textbox], needsName: true),
        RoleRow(
            .separator,
            of: [.structure],
            supports: [.disabled, .orientation, .valuemax, .valuemin, .valuenow, .valuetext],
            flattens: true,
            implicit: [.orientation: "horizontal", .valuemax: "100", .valuemin: "0"]
        ),
        RoleRow(
            .slider,
            of: [.input, .range],
            needsName: true,
            requires: [.valuenow],
            supports: [.errormessage, .haspopup, .invalid, .orientation, .readonly],
            flattens: true,
            implicit: [.orientation: "horizontal", .valuemax: "100", .valuemin: "0"]
        ),
        RoleRow(
            .spinbutton,
            of: [.composite, .input, .range],
            needsName: true,
            supports: [.errormessage, .invalid, .readonly, .required]
        ),
        RoleRow(
            .switch,
            isA: [.checkbox],
            naming: .contents,
            needsName: true,
            requires: [.checked],
            flattens: true
        ),
        RoleRow(
            .tab,
            of: [.sectionhead, .widget],
            naming: .contents,
            needsName: true,
            context: [.tablist],
            supports: [.disabled, .expanded, .haspopup, .posinset, .selected, .setsize],
            flattens: true,
            implicit: [.selected: "false"]
        ),
        RoleRow(
            .textbox,
            of: [.input],
            needsName: true,
            supports: [
                .activedescendant, .autocomplete, .errormessage, .haspopup, .invalid, .multiline, .placeholder,
                .readonly, .required,
            ]
        ),
        RoleRow(
            .treeitem,
            isA: [.listitem, .option],
            naming: .contents,
            needsName: true,
            context: [.group, .tree],
            supports: [.expanded, .haspopup]
        ),
    ]

    private static let composites: [RoleRow] = [
        RoleRow(
            .combobox,
            of: [.input],
            needsName: true,
            requires: [.expanded],
            supports: [
                .activedescendant, .autocomplete, .errormessage, .haspopup, .invalid, .readonly, .required,
            ],
            implicit: [.haspopup: "listbox"]
        ),
        RoleRow(
            .grid,
            of: [.composite],
            isA: [.table],
            needsName: true,
            children: [.row, .rowgroup],
            supports: [.multiselectable, .readonly]
        ),
        RoleRow(
            .listbox,
            of: [.select],
            isA: [.group],
            needsName: true,
            children: [.group, .option],
            supports: [.errormessage, .expanded, .invalid, .multiselectable, .readonly, .required],
            implicit: [.orientation: "vertical"]
        ),
        RoleRow(
            .menu,
            of: [.select],
            isA: [.group],
            children: [.group, .menuitem, .menuitemcheckbox, .menuitemradio],
            implicit: [.orientation: "vertical"]
        ),
        RoleRow(
            .menubar,
            isA: [.menu],
            children: [.group, .menuitem, .menuitemcheckbox, .menuitemradio],
            implicit: [.orientation: "horizontal"]
        ),
        RoleRow(
            .radiogroup,
            of: [.select],
            isA: [.group],
            needsName: true,
            supports: [.errormessage, .invalid, .readonly, .required]
        ),
        RoleRow(
            .row,
            of: [.widget],
            isA: [.group],
            naming: .contents,
            context: [.grid, .rowgroup, .table, .treegrid],
            children: [.cell, .columnheader, .gridcell, .rowheader],
            supports: [
                .colindex, .expanded, .level, .posinset, .rowindex, .rowindextext, .selected, .setsize,
            ]
        ),
        RoleRow(
            .tablist,
            of: [.composite],
            children: [.tab],
            supports: [.multiselectable, .orientation],
            implicit: [.orientation: "horizontal"]
        ),
        RoleRow(
            .tree,
            of: [.select],
            isA: [.group],
            needsName: true,
            children: [.group, .treeitem],
            supports: [.errormessage, .invalid, .multiselectable, .required],
            implicit: [.orientation: "vertical"]
        ),
        RoleRow(.treegrid, isA: [.grid, .tree], needsName: true, children: [.row, .rowgroup]),
    ]
}

// MARK: - Document structure

extension RoleRow {
    private static let structures: [RoleRow] = [
        RoleRow(.alert, of: [.section], implicit: [.atomic: "true", .live: "assertive"]),
        RoleRow(.alertdialog, isA: [.alert, .dialog], needsName: true),
        RoleRow(
            .application,
            of: [.structure],
            needsName: true,
            supports: [.activedescendant, .disabled, .errormessage, .expanded, .haspopup, .invalid]
        ),
        RoleRow(.article, isA: [.document], supports: [.posinset, .setsize]),
        RoleRow(
            .cell,
            of: [.section],
            naming: .contents,
            context: [.row],
            supports: [.colindex, .colindextext, .colspan, .rowindex, .rowindextext, .rowspan]
        ),
        RoleRow(
            .columnheader,
            of: [.sectionhead],
            isA: [.cell, .gridcell],
            naming: .contents,
            needsName: true,
            context: [.row],
            supports: [.sort]
        ),
        RoleRow(.comment, isA: [.article], supports: [.level]),
        RoleRow(.definition, of: [.section]),
        RoleRow(.dialog, of: [.window], needsName: true),
        RoleRow(.directory, isA: [.list], deprecated: true),
        RoleRow(.document, of: [.structure]),
        RoleRow(.feed, isA: [.list], children: [.article]),
        RoleRow(.figure, of: [.section]),
        RoleRow(.generic, of: [.structure], naming: .prohibited),
        RoleRow(.group, of: [.section], supports: [.activedescendant, .disabled]),
        RoleRow(
            .heading,
            of: [.sectionhead],
            naming: .contents,
            needsName: true,
            requires: [.level],
            implicit: [.level: "2"]
        ),
        RoleRow(.img, of: [.section], needsName: true, flattens: true),
        RoleRow(.list, of: [.section], children: [.listitem]),
        RoleRow(
            .listitem,
            of: [.section],
            context: [.directory, .list],
            supports: [.level, .posinset, .setsize]
        ),
        RoleRow(.log, of: [.section], implicit: [.live: "polite"]),
        RoleRow(.marquee, of: [.section], needsName: true),
        RoleRow(.math, of: [.section]),
        RoleRow(.none, of: [.structure], naming: .prohibited),
        RoleRow(.note, of: [.section]),
        RoleRow(.presentation, of: [.structure], naming: .prohibited),
        RoleRow(.rowgroup, of: [.structure], context: [.grid, .table, .treegrid], children: [.row]),
        RoleRow(
            .rowheader,
            of: [.sectionhead],
            isA: [.cell, .gridcell],
            naming: .contents,
            needsName: true,
            context: [.row],
            supports: [.sort]
        ),
        RoleRow(.sectionfooter, of: [.section]),
        RoleRow(.sectionheader, of: [.section]),
        RoleRow(.status, of: [.section], implicit: [.atomic: "true", .live: "polite"]),
        RoleRow(
            .table,
            of: [.section],
            needsName: true,
            children: [.row, .rowgroup],
            supports: [.colcount, .rowcount]
        ),
        RoleRow(.tabpanel, of: [.section], needsName: true),
        RoleRow(.term, of: [.section]),
        RoleRow(.timer, isA: [.status], implicit: [.live: "off"]),
        RoleRow(.toolbar, isA: [.group], supports: [.orientation], implicit: [.orientation: "horizontal"]),
        RoleRow(.tooltip, of: [.section], naming: .contents, needsName: true),
    ]

    private static let texts: [RoleRow] = [
        RoleRow(.blockquote, of: [.section]),
        RoleRow(
            .caption,
            of: [.section],
            naming: .prohibited,
            context: [.figure, .grid, .table, .treegrid]
        ),
        RoleRow(.code, of: [.section], naming: .prohibited),
        RoleRow(.deletion, of: [.section], naming: .prohibited),
        RoleRow(.emphasis, of: [.section], naming: .prohibited),
        RoleRow(.insertion, of: [.section], naming: .prohibited),
        RoleRow(.mark, of: [.section], naming: .prohibited),
        RoleRow(.paragraph, of: [.section], naming: .prohibited),
        RoleRow(.strong, of: [.section], naming: .prohibited),
        RoleRow(.subscript, of: [.section], naming: .prohibited),
        RoleRow(.suggestion, of: [.section], naming: .prohibited, children: [.deletion, .insertion]),
        RoleRow(.superscript, of: [.section], naming: .prohibited),
        RoleRow(.time, of: [.section]),
    ]

    private static let landmarks: [RoleRow] = [
        RoleRow(.banner, of: [.landmark]),
        RoleRow(.complementary, of: [.landmark]),
        RoleRow(.contentinfo, of: [.landmark]),
        RoleRow(.form, of: [.landmark], needsName: true),
        RoleRow(.main, of: [.landmark]),
        RoleRow(.navigation, of: [.landmark]),
        RoleRow(.region, of: [.landmark], needsName: true),
        RoleRow(.search, of: [.landmark]),
    ]
}

// MARK: - Modules

extension RoleRow {
    private static let publishing: [RoleRow] = [
        RoleRow(.docAbstract, of: [.section]),
        RoleRow(.docAcknowledgments, of: [.landmark]),
        RoleRow(.docAfterword, of: [.landmark]),
        RoleRow(.docAppendix, of: [.landmark]),
        RoleRow(.docBacklink, isA: [.link], naming: .contents, needsName: true),
        RoleRow(.docBiblioentry, isA: [.listitem], context: [.docBibliography, .list], deprecated: true),
        RoleRow(.docBibliography, of: [.landmark]),
        RoleRow(.docBiblioref, isA: [.link], naming: .contents, needsName: true),
        RoleRow(.docChapter, of: [.landmark]),
        RoleRow(.docColophon, of: [.section]),
        RoleRow(.docConclusion, of: [.landmark]),
        RoleRow(.docCover, isA: [.img], flattens: true),
        RoleRow(.docCredit, of: [.section]),
        RoleRow(.docCredits, of: [.landmark]),
        RoleRow(.docDedication, of: [.section]),
        RoleRow(.docEndnote, isA: [.listitem], context: [.docEndnotes, .list], deprecated: true),
        RoleRow(.docEndnotes, of: [.landmark]),
        RoleRow(.docEpigraph, of: [.section]),
        RoleRow(.docEpilogue, of: [.landmark]),
        RoleRow(.docErrata, of: [.landmark]),
        RoleRow(.docExample, of: [.section]),
        RoleRow(.docFootnote, of: [.section]),
        RoleRow(.docForeword, of: [.landmark]),
        RoleRow(.docGlossary, of: [.landmark]),
        RoleRow(.docGlossref, isA: [.link], naming: .contents, needsName: true),
        RoleRow(.docIndex, isA: [.navigation]),
        RoleRow(.docIntroduction, of: [.landmark]),
        RoleRow(.docNoteref, isA: [.link], naming: .contents, needsName: true),
        RoleRow(.docNotice, isA: [.note]),
        RoleRow(.docPagebreak, isA: [.separator], flattens: true),
        RoleRow(.docPagefooter, of: [.section]),
        RoleRow(.docPageheader, of: [.section]),
        RoleRow(.docPagelist, isA: [.navigation]),
        RoleRow(.docPart, of: [.landmark]),
        RoleRow(.docPreface, of: [.landmark]),
        RoleRow(.docPrologue, of: [.landmark]),
        RoleRow(.docPullquote, of: [.section]),
        RoleRow(.docQna, of: [.section]),
        RoleRow(.docSubtitle, of: [.sectionhead], naming: .contents),
        RoleRow(.docTip, isA: [.note]),
        RoleRow(.docToc, isA: [.navigation]),
    ]

    private static let graphics: [RoleRow] = [
        RoleRow(.graphicsDocument, isA: [.document], needsName: true),
        RoleRow(.graphicsObject, isA: [.group]),
        RoleRow(.graphicsSymbol, isA: [.img], needsName: true, flattens: true),
    ]
}
