/// A checklist on A4 paper: boxes to tick, lines to write on, and what to measure with.
struct PrintedForm {
    let checklist: Checklist
    let language: Language
    let instance: String
    private let words: ConditionWords

    init(_ checklist: Checklist, language: Language, instance: String) {
        self.checklist = checklist
        self.language = language
        self.instance = instance
        words = ConditionWords(checklist)
    }

    func render() -> [UInt8] {
        var writer = HTMLWriter()
        writer.raw("<!doctype html>\n")
        writer.element("html", [("lang", language == .zhHans ? "zh-CN" : "en")]) { writer in
            writer.element("head") { writer in
                writer.raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
                writer.raw("<meta http-equiv=\"Content-Security-Policy\" ")
                writer.raw("content=\"default-src 'none'; style-src 'unsafe-inline'\">")
                writer.element("title", text: checklist.title[language])
                writer.raw(Self.style)
            }
            writer.element("body") { writer in
                writer.element("main", []) { body(&$0) }
            }
        }
        writer.line()
        return writer.bytes
    }

    private func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

    private func body(_ writer: inout HTMLWriter) {
        writer.element("h1", text: checklist.title[language])
        writer.element("p", text: text("核查表 ", "Checklist ") + "\(checklist.id) \(checklist.version)")
        writer.element("div", [("class", "id")]) { writer in
            writer.element("p", text: text("表格编号 ", "Form ") + instance)
            if let code = QRCode(instance) { code.write(label: text("表格编号二维码", "QR code of the form id"), &writer) }
        }
        writer.element("p", text: Self.instructions[language])
        writer.element("section") { writer in
            writer.element("h2", text: text("场所", "The place"))
            for field in Self.fields { blank(field[language], &writer) }
            writer.element("p", text: text("怎样选到这里（不知道就空着）：", "How the place was chosen (leave it empty if unknown):"))
            boxes(VisitSelection.allCases.map { $0.title[language] }, &writer)
            for fact in checklist.facts { question(fact, &writer) }
        }
        var figures = FigureNumbers()
        for section in checklist.sections { self.section(section, &figures, &writer) }
    }

    private func section(
        _ section: ChecklistSection,
        _ figures: inout FigureNumbers,
        _ writer: inout HTMLWriter
    ) {
        for number in 1...max(1, section.repeats?.minimum ?? 1) {
            writer.element("section") { writer in
                let count = (section.repeats?.minimum ?? 1) > 1 ? " \(number)" : ""
                writer.element("h2", text: section.title[language] + count)
                if let repeats = section.repeats {
                    let note = text("\(repeats.name.zh)每处一份，多于此数请复印本部分。", "One for each: copy this part for more.")
                    writer.element("p", text: note)
                    blank(repeats.name[language] + text("（各起名称）", " (a name for each)"), &writer)
                    blank(text("纬度、经度、坐标系", "Latitude, longitude, coordinate system"), &writer)
                }
                for asked in section.questions {
                    switch asked {
                    case .fact(let fact): question(fact, &writer)
                    case .item(let item): question(item, &figures, &writer)
                    }
                }
            }
        }
    }

    private func question(_ fact: ChecklistFact, _ writer: inout HTMLWriter) {
        writer.element("div", [("class", "item")]) { writer in
            writer.element("h3", text: fact.ask[language])
            if let condition = fact.when { small(text("仅当：", "Only if: ") + words.text(condition, language), &writer) }
            answer(fact.answer, isFact: true, &writer)
        }
    }

    private func question(_ item: ChecklistItem, _ figures: inout FigureNumbers, _ writer: inout HTMLWriter) {
        writer.element("div", [("class", "item")]) { writer in
            let gate = item.isGate ? text("【一票否决】", "[gate] ") : ""
            writer.element("h3", text: gate + item.ask[language])
            if let drawing = item.drawing { figure(drawing, &figures, &writer) }
            if let how = item.how { small(text("方法：", "How: ") + how[language], &writer) }
            if let limit = item.limitText(language, words) { small(text("限值：", "Limit: ") + limit, &writer) }
            if let condition = item.when { small(text("仅当：", "Only if: ") + words.text(condition, language), &writer) }
            if let note = item.note { small(text("说明：", "Note: ") + note[language], &writer) }
            small("\(item.id) · \(item.sourceText(language))", &writer)
            answer(item.answer, isFact: false, &writer)
            blank(text("原因、说明、照片号", "Why, remarks, photo numbers"), &writer)
        }
    }

    /// The drawing where it is first needed, and its number from then on.
    private func figure(_ drawing: Drawing, _ figures: inout FigureNumbers, _ writer: inout HTMLWriter) {
        let (number, isNew) = figures.number(of: drawing.id)
        let name = text("图 ", "Figure ") + "\(number)"
        guard isNew else { return small(text("见\(name)", "See \(name)"), &writer) }
        writer.element("figure") { writer in
            writer.drawing(drawing, language: language)
            writer.element(
                "figcaption",
                text: "\(name)  \(drawing.title[language])\(text("。", ". "))\(drawing.description[language])"
            )
        }
    }

    private func small(_ text: String, _ writer: inout HTMLWriter) {
        writer.element("p", [("class", "small")], text: text)
    }

    /// A label and a line to write on.
    private func blank(_ label: String, _ writer: inout HTMLWriter) {
        writer.element("p", [("class", "blank")]) { writer in
            writer.text(label + text("：", ": "))
            writer.element("span", [("class", "line")]) { _ in }
        }
    }

    private func answer(_ answer: AnswerKind, isFact: Bool, _ writer: inout HTMLWriter) {
        var boxes: [String] = []
        switch answer {
        case .yesNo: boxes = [text("是", "yes"), text("否", "no")]
        case .choice(let choices): boxes = choices.map { $0.label[language] }
        case .measure(let measure), .count(let measure): readings("", measure, &writer)
        case .dimensions(let parts):
            for part in parts { readings(part.label[language] + text("：", ": "), part.measure, &writer) }
        }
        if !isFact { boxes.append(text("不适用", "does not apply")) }
        boxes.append(text("未核查", "not checked"))
        self.boxes(boxes, &writer)
    }

    private func boxes(_ labels: [String], _ writer: inout HTMLWriter) {
        writer.element("p", [("class", "boxes")]) { writer in
            for label in labels { writer.element("span", [("class", "box")], text: "☐ " + label) }
        }
    }

    private func readings(_ label: String, _ measure: AnswerKind.Measure, _ writer: inout HTMLWriter) {
        let unit = measure.unit == .count ? measure.label?[language] ?? "" : measure.unit.symbol(language)
        writer.element("p", [("class", "boxes")]) { writer in
            writer.text(label)
            for number in 1...measure.readings {
                writer.element("span", [("class", "box")]) { writer in
                    if measure.readings > 1 { writer.text("\(number). ") }
                    writer.element("span", [("class", "short")]) { _ in }
                    writer.text(" " + unit)
                }
            }
        }
    }

    private static let instructions = LocalizedText(
        zh: "在方框内打勾，在线上填写。不适用和未核查都要写原因。应有而没有的设施填“否”。依据后注明“未核对原文”的条款还没有人对照标准原文核对。",
        en:
            "Tick the boxes and write on the lines. Say why something does not apply or was not checked. Something that "
            + "should be there and is not is a no. Clauses marked unverified have not been read in the printed standard."
    )

    private static let fields = [
        LocalizedText(zh: "核查人（账号）", en: "Inspector (account)"), LocalizedText(zh: "日期", en: "Date"),
        LocalizedText(zh: "台账编号", en: "Id in the registry"), LocalizedText(zh: "名称", en: "Name"),
        LocalizedText(zh: "地址", en: "Address"),
        LocalizedText(zh: "纬度、经度、坐标系", en: "Latitude, longitude, coordinate system"),
        LocalizedText(zh: "责任单位", en: "Responsible unit"), LocalizedText(zh: "主管部门", en: "Supervising department"),
    ]

    private static let style: StaticString = """
        <style>
        @page { size: A4; margin: 15mm }
        body { font: 11pt/1.45 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif;
          color: #000; background: #fff; max-width: 180mm; margin: 0 auto; padding: 1rem }
        h1 { font-size: 18pt; margin: 0 0 4mm } h2 { font-size: 14pt; border-bottom: 1px solid #000; break-after: avoid }
        h3 { font-size: 11pt; margin: 0 } p { margin: 1mm 0 }
        .id { display: flex; justify-content: space-between; align-items: flex-start } .id svg { width: 26mm; height: 26mm }
        figure { float: right; width: 60mm; margin: 0 0 2mm 4mm; break-inside: avoid } figure svg { display: block; width: 60mm }
        figcaption { font-size: 8pt; line-height: 1.3 }
        .item { display: flow-root; break-inside: avoid; border-bottom: 1px solid #767676; padding: 2mm 0 }
        .small { font-size: 9pt; overflow-wrap: anywhere }
        .box { display: inline-block; margin-right: 6mm; min-height: 7mm }
        .blank { display: flex; gap: 2mm } .line { flex: 1; border-bottom: 1px solid #000; min-height: 6mm }
        .short { display: inline-block; width: 22mm; border-bottom: 1px solid #000; height: 6mm }
        @media print { body { padding: 0; max-width: none } }
        </style>
        """
}
