// Sources: HTML-AAM 1.0 (editor's draft of 2025) §4.1, ARIA in HTML (2025) §4, SVG-AAM 1.0 §5; names as in WAI-ARIA 1.2.

/// The roles that elements have by themselves.
enum ImplicitRole {
    /// The role of an HTML element whose name alone decides.
    ///
    /// nil where the mapping has "no corresponding role".
    static func simple(_ name: Name) -> Role? {
        switch name {
        case .article: .article
        case .blockquote: .blockquote
        case .button: .button
        case .caption: .caption
        case .code: .code
        case .datalist: .listbox
        case .dd: .definition
        case .del, .s, .strike: .deletion
        case .details, .fieldset, .hgroup, .optgroup, .address: .group
        case .dfn, .dt: .term
        case .dialog: .dialog
        case .em: .emphasis
        case .figure: .figure
        case .form: .form
        case .h1, .h2, .h3, .h4, .h5, .h6: .heading
        case .hr: .separator
        case .html: .document
        case .ins: .insertion
        case .main: .main
        case .mark: .mark
        case .menu, .ol, .ul, .dir: .list
        case .meter: .meter
        case .nav: .navigation
        case .option: .option
        case .output: .status
        case .p: .paragraph
        case .progress: .progressbar
        case .search: .search
        case .strong: .strong
        case .sub: .subscript
        case .sup: .superscript
        case .table: .table
        case .textarea: .textbox
        case .time: .time
        default: isWithoutRole(name) ? nil : .generic
        }
    }

    /// "No corresponding role" in HTML-AAM, among elements that are decided by name.
    private static func isWithoutRole(_ name: Name) -> Bool {
        switch name {
        case .abbr, .acronym, .applet, .audio, .base, .br, .canvas, .cite, .col, .colgroup, .dl, .embed, .figcaption,
            .frame, .frameset, .head, .iframe, .kbd, .label, .legend, .link, .map, .meta, .noembed, .noframes,
            .noscript, .object, .param, .picture, .rb, .rp, .rt, .rtc, .ruby, .script, .selectedcontent, .slot, .source,
            .style, .summary, .template, .title, .track, .var, .video, .wbr, .basefont, .bgsound, .marquee:
            true
        default: false
        }
    }

    /// The role of an `input` by its type (HTML-AAM "input"), nil for those without one.
    static func input(_ type: InputType, hasSuggestions: Bool) -> Role? {
        switch type {
        case .button, .image, .reset, .submit: .button
        case .checkbox: .checkbox
        case .radio: .radio
        case .number: .spinbutton
        case .range: .slider
        case .search: hasSuggestions ? .combobox : .searchbox
        case .email, .tel, .text, .url: hasSuggestions ? .combobox : .textbox
        case .color, .date, .datetimeLocal, .file, .hidden, .month, .password, .time, .week: nil
        }
    }

    /// SVG-AAM §5.4, for elements that are not left out of the accessibility tree.
    static func svg(_ name: Name, isNamed: Bool, isLink: Bool) -> Role? {
        switch name {
        case .svg: .graphicsDocument
        case .a: isLink ? .link : .group
        case .image: .img
        case .text, .foreignObject: .group
        case .g: isNamed ? .group : Role.none
        case .circle, .ellipse, .line, .path, .polygon, .polyline, .rect: isNamed ? .graphicsSymbol : Role.none
        case .use: isNamed ? .graphicsObject : Role.none
        case .tspan, .textPath: isNamed ? .group : Role.none
        default: nil
        }
    }
}

/// The state of an `input` element's `type` (HTML §4.10.5).
public enum InputType: UInt8, Sendable, CaseIterable {
    case button, checkbox, color, date, datetimeLocal, email, file, hidden, image, month, number, password, radio
    case range, reset, search, submit, tel, text, time, url, week

    /// The state a `type` attribute gives; missing and unknown values are `text`.
    init(attribute value: Bytes?) {
        guard let value, let number = Self.index.find(value), let type = Self(rawValue: UInt8(number)) else {
            self = .text
            return
        }
        self = type
    }

    private static let index = StaticNameIndex([
        "button", "checkbox", "color", "date", "datetime-local", "email", "file", "hidden", "image", "month",
        "number", "password", "radio", "range", "reset", "search", "submit", "tel", "text", "time", "url", "week",
    ])

    /// Whether `placeholder` applies (HTML §4.10.5).
    var takesPlaceholder: Bool {
        switch self {
        case .email, .number, .password, .search, .tel, .text, .url: true
        default: false
        }
    }

    /// Whether people type or pick a value of more than two states.
    var isField: Bool {
        switch self {
        case .button, .checkbox, .hidden, .image, .radio, .reset, .submit: false
        default: true
        }
    }
}
