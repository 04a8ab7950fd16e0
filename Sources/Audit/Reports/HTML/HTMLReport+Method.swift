// How one subject was audited: tool, rules, mode, sample, dates, robots.txt, limits.

extension HTMLReport {
    func method(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        html.element("h3", text: text("检测方法", "How it was done"))
        html.element("dl") { html in
            for fact in entry.method {
                html.element("dt", text: fact.label[language])
                html.element("dd", text: fact.value[language])
            }
        }
    }
}
