// Charts as drawings in the file; a table or list beside each says the same in words.

extension HTMLReport {
    /// The width all charts are drawn in, so that their writing stays legible at 320 pixels.
    static let chartWidth = 320

    /// Failed findings by severity; the text of each bar is its value.
    func severityChart(_ failed: [FindingGroup], _ entry: SubjectReport, _ html: inout HTMLWriter) {
        let bars = Severity.allCases.sorted(by: >).map { severity in
            let findings = failed.filter { $0.requirement.severity == severity }.map(\.findings).reduce(0, +)
            return (name: ReportTerms.severity(severity)[language], value: findings)
        }
        let most = max(bars.map(\.value).max() ?? 0, 1)
        let caption = text("未通过的处数，按严重程度", "Failed findings by severity")
        html.element("figure") { html in
            drawing(caption + text("：", ": ") + name(entry), height: bars.count * 26, &html) { html in
                for (row, bar) in bars.enumerated() {
                    label(bar.name, x: 0, y: row * 26 + 17, &html)
                    let width = bar.value == 0 ? 0 : max(2, 150 * bar.value / most)
                    rectangle("bad", x: 90, y: row * 26 + 4, width: width, height: 18, &html)
                    label("\(bar.value)", x: 98 + width, y: row * 26 + 17, &html)
                }
            }
            html.element("figcaption") { html in
                html.text(caption + text("：", ": "))
                html.text(bars.map { "\($0.name) \($0.value)" }.joined(separator: text("，", ", ")))
            }
        }
    }

    /// Criteria of each principle by result, as shares of one bar.
    func principleChart(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        let principles = SuccessCriterion.Principle.allCases.map { principle in
            let results = entry.criteria.filter { $0.criterion.principle == principle }
            let counts = SubjectReport.CriterionResult.order.map { outcome in
                (outcome: outcome, count: results.count { $0.outcome == outcome })
            }
            return (name: principle.title[language], counts: counts, whole: results.count)
        }
        let caption = text("各原则的准则，按结果", "Criteria of each principle by result")
        html.element("figure") { html in
            drawing(caption + text("：", ": ") + name(entry), height: principles.count * 40, &html) { html in
                for (row, principle) in principles.enumerated() where principle.whole > 0 {
                    label(principle.name, x: 0, y: row * 40 + 12, &html)
                    bar(principle.counts, of: principle.whole, y: row * 40 + 16, &html)
                }
            }
            html.element("figcaption") { html in
                html.element("p", text: caption + text("：", ": "))
                html.element("ul") { html in
                    for principle in principles {
                        let counts = principle.counts.filter { $0.count > 0 }
                            .map { "\(ReportTerms.outcome($0.outcome)[language]) \($0.count)" }
                        html.element(
                            "li",
                            text: text(
                                "\(principle.name)（\(principle.whole) 条）：",
                                "\(principle.name) (\(principle.whole)): "
                            ) + counts.joined(separator: text("，", ", "))
                        )
                    }
                }
            }
        }
    }

    private func bar(_ counts: [(outcome: Outcome, count: Int)], of whole: Int, y: Int, _ html: inout HTMLWriter) {
        var before = 0
        for (outcome, count) in counts where count > 0 {
            let start = Self.chartWidth * before / whole
            before += count
            let width = Self.chartWidth * before / whole - start
            rectangle(outcome.rawValue, x: start, y: y, width: width - 1, height: 20, &html)
            if width > 14 {
                label("\(count)", x: start + 4, y: y + 14, style: outcome == .inapplicable ? "off" : "on", &html)
            }
        }
    }

    // MARK: - Drawing

    func drawing(_ name: String, height: Int, _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void) {
        html.element(
            "svg",
            [
                ("role", "img"), ("aria-label", name), ("viewBox", "0 0 \(Self.chartWidth) \(height)"),
                ("width", "\(Self.chartWidth)"), ("height", "\(height)"),
            ],
            body
        )
    }

    func label(_ text: String, x: Int, y: Int, style: String = "off", _ html: inout HTMLWriter) {
        html.element("text", [("class", style), ("x", "\(x)"), ("y", "\(y)")], text: text)
    }

    private func rectangle(_ style: String, x: Int, y: Int, width: Int, height: Int, _ html: inout HTMLWriter) {
        html.element(
            "rect",
            [
                ("class", "bar-" + style), ("x", "\(x)"), ("y", "\(y)"), ("width", "\(width)"),
                ("height", "\(height)"),
            ]
        ) { _ in }
    }
}
