/// A checklist as an XForm (getodk.github.io/xforms-spec), which servers and apps of the ODK family take without a workbook.
///
/// It says what ``XLSForm`` says and is filled in the same way: the names of questions and lists are the same.
struct XForm {
    private let form: XLSForm
    /// Where each question stands, and the repeat it is in.
    private let paths: [String: (path: String, repeated: String?)]
    private var lists: [(name: String, choices: [XLSForm.Choice])] = []
    private var output: [UInt8] = []

    init(_ checklist: Checklist, hasDrawings: Bool = false) {
        form = XLSForm(checklist, hasDrawings: hasDrawings)
        paths = Self.paths(form.survey)
        for choice in form.choices {
            if lists.last?.name == choice.list {
                lists[lists.count - 1].choices.append(choice)
            } else {
                lists.append((choice.list, [choice]))
            }
        }
    }

    func bytes() -> [UInt8] {
        var copy = self
        copy.write()
        return copy.output
    }

    private static func paths(_ survey: [XLSForm.Row]) -> [String: (path: String, repeated: String?)] {
        var paths: [String: (path: String, repeated: String?)] = [:]
        var open = "/data"
        var repeated: String?
        for row in survey {
            switch row.type {
            case "begin_group", "begin_repeat":
                open += "/" + row.name
                if row.type == "begin_repeat" { repeated = open }
                paths[row.name] = (open, repeated)
            case "end_group", "end_repeat":
                open = "/data"
                repeated = nil
            case "audit": paths[row.name] = ("/data/meta/audit", nil)
            default: paths[row.name] = (open + "/" + row.name, repeated)
            }
        }
        return paths
    }

    private func path(_ name: String) -> String { paths[name]?.path ?? "/data" }

    /// `${name}` as a path: beside the question where both are in one repeat, else from the root.
    private func xpath(_ expression: String, in name: String) -> String {
        var result = ""
        for (index, part) in expression.split(separator: "${", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = part.firstIndex(of: "}") else {
                result += part
                continue
            }
            let other = String(part[..<end])
            let isBeside = paths[other]?.repeated != nil && paths[other]?.repeated == paths[name]?.repeated
            result += (isBeside ? " ../\(other) " : " \(path(other)) ") + part[part.index(after: end)...]
        }
        return result.trimmingSpaces
    }

    // MARK: - Elements

    private mutating func raw(_ text: String) { output += Array(text.utf8) }

    /// A start tag, or an empty element where `isEmpty`; nil leaves an attribute out.
    private mutating func tag(_ name: String, _ attributes: [(String, String?)] = [], isEmpty: Bool = false) {
        raw("<" + name)
        for (key, value) in attributes {
            guard let value else { continue }
            raw(" \(key)=\"")
            output += XMLText.escaped(value)
            raw("\"")
        }
        raw(isEmpty ? "/>\n" : ">")
    }

    private mutating func element(_ name: String, _ attributes: [(String, String?)] = [], text: String) {
        tag(name, attributes)
        output += XMLText.escaped(text)
        raw("</\(name)>\n")
    }

    private mutating func write() {
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        tag(
            "h:html",
            [
                ("xmlns", "http://www.w3.org/2002/xforms"), ("xmlns:h", "http://www.w3.org/1999/xhtml"),
                ("xmlns:jr", "http://openrosa.org/javarosa"), ("xmlns:odk", "http://www.opendatakit.org/xforms"),
                ("xmlns:orx", "http://openrosa.org/xforms"),
            ]
        )
        raw("\n<h:head>\n")
        element("h:title", text: form.title)
        tag("model", [("odk:xforms-version", "1.0.0")])
        raw("\n")
        texts()
        instance()
        for list in lists { choices(list.name, list.choices) }
        for row in form.survey { bind(row) }
        meta()
        raw("</model>\n</h:head>\n<h:body>\n")
        for row in form.survey { control(row) }
        raw("</h:body>\n</h:html>\n")
    }
}

// MARK: - Model

extension XForm {
    private mutating func texts() {
        raw("<itext>\n")
        for (index, (language, name)) in XLSForm.languages.enumerated() {
            tag("translation", [("lang", name), ("default", index == 0 ? "true()" : nil)])
            raw("\n")
            for row in form.survey {
                let own = [("label", row.label), ("hint", row.hint), ("jr:constraintMsg", row.constraintMessage)]
                for (kind, text) in own {
                    guard let text else { continue }
                    entry("\(path(row.name)):\(kind)", text[language], image: kind == "label" ? row.image : nil)
                }
            }
            for list in lists {
                for (index, choice) in list.choices.enumerated() {
                    entry("\(list.name)-\(index)", choice.label[language])
                }
            }
            raw("</translation>\n")
        }
        raw("</itext>\n")
    }

    private mutating func entry(_ id: String, _ text: String, image: String? = nil) {
        tag("text", [("id", id)])
        element("value", text: text)
        if let image { element("value", [("form", "image")], text: "jr://images/" + image) }
        raw("</text>\n")
    }

    /// The empty form; of each repeat a template for further ones, and the first.
    private mutating func instance() {
        raw("<instance>\n")
        tag("data", [("id", form.checklist.id), ("version", form.checklist.version)])
        raw("\n")
        var index = 0
        while index < form.survey.count {
            let row = form.survey[index]
            guard row.type == "begin_group" || row.type == "begin_repeat" else {
                if row.type != "audit" { node(row) }
                index += 1
                continue
            }
            let end = form.survey[index...].firstIndex { $0.type.hasPrefix("end_") } ?? form.survey.count
            for isTemplate in row.type == "begin_repeat" ? [true, false] : [false] {
                tag(row.name, [("jr:template", isTemplate ? "" : nil)])
                raw("\n")
                for inner in form.survey[(index + 1)..<end] { node(inner) }
                raw("</\(row.name)>\n")
            }
            index = end + 1
        }
        raw("<meta><audit/><instanceID/><instanceName/></meta>\n</data>\n</instance>\n")
    }

    private mutating func node(_ row: XLSForm.Row) {
        if let preset = row.preset, !preset.hasSuffix("()") {
            element(row.name, text: preset)
        } else {
            tag(row.name, isEmpty: true)
        }
    }

    private mutating func choices(_ name: String, _ choices: [XLSForm.Choice]) {
        tag("instance", [("id", name)])
        raw("<root>\n")
        for (index, choice) in choices.enumerated() {
            raw("<item>")
            element("itextId", text: "\(name)-\(index)")
            element("name", text: choice.id)
            raw("</item>\n")
        }
        raw("</root></instance>\n")
    }

    private mutating func bind(_ row: XLSForm.Row) {
        if row.type.hasPrefix("begin_") || row.type.hasPrefix("end_") { return }
        if row.type == "audit" {
            return tag(
                "bind",
                [("nodeset", path(row.name)), ("type", "binary"), ("odk:track-changes", "true")],
                isEmpty: true
            )
        }
        let path = path(row.name)
        let isMoment = row.type == "start" || row.type == "end"
        tag(
            "bind",
            [
                ("nodeset", path), ("type", Self.type(row.type)), ("required", row.isRequired ? "true()" : nil),
                ("relevant", row.relevant.map { xpath($0, in: row.name) }),
                ("constraint", row.constraint.map { xpath($0, in: row.name) }),
                ("jr:constraintMsg", row.constraintMessage == nil ? nil : "jr:itext('\(path):jr:constraintMsg')"),
                ("calculate", row.calculation.map { xpath($0, in: row.name) }),
                ("jr:preload", isMoment ? "timestamp" : nil), ("jr:preloadParams", isMoment ? row.type : nil),
            ],
            isEmpty: true
        )
        guard let preset = row.preset, preset.hasSuffix("()") else { return }
        tag("setvalue", [("event", "odk-instance-first-load"), ("ref", path), ("value", preset)], isEmpty: true)
    }

    private static func type(_ type: String) -> String {
        switch type {
        case "integer": "int"
        case "decimal", "date", "geopoint": type
        case "start", "end": "dateTime"
        case "image": "binary"
        default: "string"
        }
    }

    private mutating func meta() {
        let name = xpath(XLSForm.instanceName, in: "")
        let id = [
            ("nodeset", "/data/meta/instanceID"), ("type", "string"), ("readonly", "true()"), ("jr:preload", "uid"),
        ]
        tag("bind", id.map { ($0.0, Optional($0.1)) }, isEmpty: true)
        tag("bind", [("nodeset", "/data/meta/instanceName"), ("type", "string"), ("calculate", name)], isEmpty: true)
    }
}

// MARK: - Body

extension XForm {
    private mutating func control(_ row: XLSForm.Row) {
        let path = path(row.name)
        switch row.type {
        case "begin_group", "begin_repeat":
            tag("group", [("ref", path)])
            words(row)
            if row.type == "begin_repeat" { tag("repeat", [("nodeset", path)]) }
        case "end_group": raw("</group>\n")
        case "end_repeat": raw("</repeat></group>\n")
        case "start", "end", "audit", "calculate": break
        case "image":
            tag("upload", [("mediatype", "image/*"), ("ref", path)])
            words(row)
            raw("</upload>\n")
        case let type where type.hasPrefix("select_one "):
            tag("select1", [("ref", path)])
            words(row)
            tag("itemset", [("nodeset", "instance('\(type.dropFirst(11))')/root/item")])
            raw("<value ref=\"name\"/><label ref=\"jr:itext(itextId)\"/></itemset></select1>\n")
        default:
            tag("input", [("ref", path)])
            words(row)
            raw("</input>\n")
        }
    }

    private mutating func words(_ row: XLSForm.Row) {
        for (name, text) in [("label", row.label), ("hint", row.hint)] where text != nil {
            tag(name, [("ref", "jr:itext('\(path(row.name)):\(name)')")], isEmpty: true)
        }
    }
}
