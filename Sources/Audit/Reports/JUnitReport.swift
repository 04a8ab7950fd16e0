/// JUnit's XML for CI servers: one suite for each subject, one case for each rule or item.
///
/// A violation that failed is a failure; what only a person can judge, what did not apply and what was not tested is
/// skipped with its reason and never passes silently; advice never fails.
struct JUnitReport {
    let report: Report
    let language: Language
    private var bytes: [UInt8] = []

    init(_ report: Report, language: Language) {
        self.report = report
        self.language = language
    }

    func render() -> [UInt8] {
        var copy = self
        copy.write()
        return copy.bytes
    }

    private struct Case {
        var name: String
        var result: Result

        enum Result {
            case passed(note: String?)
            case failed(message: String, details: String)
            case skipped(String)
        }

        var isFailure: Bool { if case .failed = result { true } else { false } }
        var isSkipped: Bool { if case .skipped = result { true } else { false } }
    }

    private mutating func write() {
        let suites = report.subjects.map { (subject: $0, cases: cases(of: $0)) }
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites")
        attribute("name", report.title[language])
        counts(suites.flatMap(\.cases))
        raw(">\n")
        for suite in suites { self.suite(suite.subject, suite.cases) }
        raw("</testsuites>\n")
    }

    private mutating func suite(_ subject: SubjectReport, _ cases: [Case]) {
        raw("<testsuite")
        attribute("name", "\(subject.subject.name) (\(subject.subject.id))")
        counts(cases)
        // JUnit's schema takes no zone.
        attribute("timestamp", String(subject.run.start.started.iso8601.dropLast()))
        raw(">\n<properties><property name=\"dataHash\"")
        attribute("value", report.dataHash)
        raw("/></properties>\n")
        for one in cases { write(one, class: subject.subject.id) }
        raw("</testsuite>\n")
    }

    private mutating func write(_ one: Case, class name: String) {
        raw("<testcase")
        attribute("classname", name)
        attribute("name", one.name)
        attribute("time", "0")
        switch one.result {
        case .passed(nil): raw("/>\n")
        case .passed(let note?):
            raw("><system-out>")
            bytes += XMLText.escaped(note)
            raw("</system-out></testcase>\n")
        case .failed(let message, let details):
            raw("><failure")
            attribute("message", message)
            attribute("type", "failed")
            raw(">")
            bytes += XMLText.escaped(details)
            raw("</failure></testcase>\n")
        case .skipped(let message):
            raw("><skipped")
            attribute("message", message)
            raw("/></testcase>\n")
        }
    }

    private mutating func counts(_ cases: [Case]) {
        attribute("tests", "\(cases.count)")
        attribute("failures", "\(cases.count(where: \.isFailure))")
        attribute("errors", "0")
        attribute("skipped", "\(cases.count(where: \.isSkipped))")
        attribute("time", "0")
    }

    private mutating func raw(_ markup: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    }

    private mutating func attribute(_ name: StaticString, _ value: String) {
        raw(" ")
        raw(name)
        raw("=\"")
        bytes += XMLText.escaped(value)
        raw("\"")
    }
}

// MARK: - Cases

extension JUnitReport {
    private func cases(of subject: SubjectReport) -> [Case] {
        var cases = subject.totals.map { total in
            Case(name: "\(total.requirement.id): \(total.requirement.title[language])", result: result(total, subject))
        }
        // Rules that ran nowhere are in the totals already; pages nobody could look at are not.
        for lost in subject.untested where subject.totals.allSatisfy({ $0.requirement.title != lost.what }) {
            let name = "\(lost.what[language]): \(lost.reason[language])"
            cases.append(Case(name: name, result: .skipped("\(lost.count)")))
        }
        return cases
    }

    private func result(_ total: RequirementTotal, _ subject: SubjectReport) -> Case.Result {
        let groups = subject.groups.filter { $0.requirement.id == total.requirement.id }
        let failed = groups.first { $0.outcome == .failed }
        if let failed, total.requirement.kind == .violation {
            return .failed(message: message(failed), details: details(failed))
        }
        if let failed, total.requirement.kind == .advice {
            return .passed(note: ReportTerms.kind(.advice)[language] + "\n" + details(failed))
        }
        if let open = groups.first(where: { $0.outcome == .cantTell }) ?? failed {
            return .skipped("\(ReportTerms.outcome(.cantTell)[language]): \(open.findings)")
        }
        // All that failed is suppressed: it neither failed nor passed.
        if total.failed > 0, subject.suppressed > 0, total.requirement.kind == .violation {
            return .skipped("\(ReportTerms.change(.suppressed)[language]): \(total.failed)")
        }
        if total.passed > 0 || (total.pages[.passed] ?? 0) > 0 { return .passed(note: nil) }
        let isUntested = (total.pages[.untested] ?? 0) > 0
        return .skipped(ReportTerms.outcome(isUntested ? .untested : .inapplicable)[language])
    }

    private func message(_ group: FindingGroup) -> String {
        LocalizedText(
            zh: "\(group.findings) 处未通过，涉及 \(group.places) 个页面或地点",
            en: "\(group.findings) failed on \(group.places.counted("page or place", "pages or places"))"
        )[language]
    }

    private func details(_ group: FindingGroup) -> String {
        var lines = group.examples.map { stored in
            FindingListing.place(stored.finding.place) + "  " + stored.finding.message[language]
        }
        if group.findings > lines.count {
            let rest = group.findings - lines.count
            lines.append(LocalizedText(zh: "另有 \(rest) 处", en: "and \(rest) more")[language])
        }
        return lines.joined(separator: "\n")
    }
}
