// The numbers of one subject, each with its denominator and how it is computed.

extension HTMLReport {
    func figures(_ figures: [SubjectReport.Figure], _ html: inout HTMLWriter) {
        guard !figures.isEmpty else { return }
        html.element("ul", [("class", "figures")]) { html in
            for figure in figures {
                html.element("li") { html in
                    html.text(figure.label[language])
                    html.element("strong", text: figure.value[language])
                    html.element("span", [("class", "soft")], text: figure.basis[language])
                    if let how = figure.how {
                        html.element("p", [("class", "how")], text: text("算法：", "How: ") + how[language])
                    }
                }
            }
        }
    }
}
