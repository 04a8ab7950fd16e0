/// A table with a caption whose first column heads its rows.
struct HTMLTable {
    /// What stands in a cell.
    enum Cell: ExpressibleByStringInterpolation {
        case text(String)
        /// What the row is about, set large, with what it is before it.
        case figure(String, String)
        /// A number, set to the right and sorted by its value.
        case number(Int)
        case outcome(Outcome)
        case code(String)
        /// An address of the page, as a link where a browser can follow it.
        case address(String)
        /// The address of a place in this file.
        case link(String, to: String)

        init(stringLiteral value: String) { self = .text(value) }
    }

    let caption: String
    /// Tells the table from others of that caption; nil where it is the only one.
    var subject: String?
    let heads: [String]
    /// Columns of numbers.
    var numbers: Set<Int> = []
    /// Columns of a word or a day, which stay on one line.
    var short: Set<Int> = []
    /// Whether the script lets readers sort it; not where the last row is a sum.
    var isSortable = true
    let rows: [[Cell]]

    func write(to html: inout HTMLWriter, in language: Language) {
        let label = subject.map { caption + LocalizedText(zh: "：", en: ": ")[language] + $0 } ?? caption
        html.element("div", [("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0")]) {
            html in
            html.element("table", isSortable && rows.count > 1 ? [("class", "sortable")] : []) { html in
                html.element("caption", text: caption)
                html.element("thead") { html in
                    html.element("tr") { html in
                        for (column, head) in heads.enumerated() {
                            html.element("th", [("scope", "col")] + style(of: column), text: head)
                        }
                    }
                }
                html.element("tbody") { html in
                    for row in rows { write(row, to: &html, in: language) }
                }
            }
        }
        html.line()
    }

    private func write(_ cells: [Cell], to html: inout HTMLWriter, in language: Language) {
        html.element("tr") { html in
            for (column, cell) in cells.enumerated() {
                if column == 0 {
                    html.element("th", [("scope", "row")]) { write(cell, to: &$0, in: language) }
                } else {
                    html.element("td", style(of: column)) { write(cell, to: &$0, in: language) }
                }
            }
        }
    }

    private func style(of column: Int) -> [(StaticString, String?)] {
        if numbers.contains(column) { return [("class", "number")] }
        return short.contains(column) ? [("class", "short")] : []
    }

    private func write(_ cell: Cell, to html: inout HTMLWriter, in language: Language) {
        switch cell {
        case .text(let text): html.text(text)
        case .figure(let label, let value):
            html.element("span", [("class", "soft")], text: label)
            html.text(" ")
            html.element("strong", text: value)
        case .number(let number): html.text("\(number)")
        case .outcome(let outcome):
            html.element("span", [("class", outcome.rawValue)], text: ReportTerms.outcome(outcome)[language])
        case .code(let text): html.element("code", text: text)
        case .address(let address): html.address(address)
        case .link(let text, let target): html.element("a", [("href", target)], text: text)
        }
    }
}

extension HTMLWriter {
    /// An address of a page: a link where it is one that a browser fetches, else its text.
    mutating func address(_ address: String) {
        if address.hasPrefix("https://") || address.hasPrefix("http://") {
            element("a", [("href", HostileText.uri(address)), ("rel", "noreferrer")], text: address)
        } else {
            text(address)
        }
    }
}
