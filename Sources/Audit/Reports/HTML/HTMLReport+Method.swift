// How one subject was audited: tool, rules, mode, sample, dates, robots.txt, limits; of a place, form and review.

extension HTMLReport {
    func method(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        html.element("h3", text: text("检测方法", "How it was done"))
        html.element("dl") { html in
            for fact in entry.method {
                html.element("dt", text: fact.label[language])
                html.element("dd", text: fact.value[language])
            }
        }
        strata(entry, &html)
    }

    /// What a sample was drawn from, part by part.
    private func strata(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        guard let sample = entry.sample?.sample, !sample.strata.isEmpty else { return }
        let table = HTMLTable(
            caption: text("样本的各层", "Strata of the sample"),
            subject: name(entry),
            heads: [text("层", "Stratum"), text("页面", "Pages"), text("抽取", "Drawn")],
            numbers: [1, 2],
            rows: sample.strata.map { [.text($0.name), .number($0.size), .number($0.drawn)] }
        )
        write(table, &html)
    }
}
