/// What a report says of one inspected place.
struct PlaceSection {
    let store: any AuditStore
    let subject: Subject
    let run: Run

    func report() async throws -> SubjectReport {
        let totals = try await store.totals(of: run.id)
        let answers = try await store.answers(of: run.id)
        let groups = try await FindingGrouping(store: store, run: run.id, totals: totals).groups()
        return SubjectReport(
            subject: subject,
            run: run,
            sentence: sentence(answers),
            figures: figures(answers),
            groups: groups,
            untested: untested(answers, totals),
            totals: totals,
            method: method()
        )
    }

    private func count(_ answers: [Inspection.Answer], _ outcome: Outcome) -> Int {
        answers.count { $0.outcome == outcome }
    }

    private func sentence(_ answers: [Inspection.Answer]) -> LocalizedText {
        let failed = count(answers, .failed)
        let judged = failed + count(answers, .passed)
        let untested = count(answers, .untested)
        return LocalizedText(
            zh: "现场核查了 \(judged) 项，\(failed) 项未通过，\(untested) 项未检查。",
            en: "\(judged) items were judged on site: \(failed) failed; \(untested) were not checked."
        )
    }

    private func figures(_ answers: [Inspection.Answer]) -> [SubjectReport.Figure] {
        let failed = count(answers, .failed)
        let passed = count(answers, .passed)
        let review = count(answers, .cantTell)
        let untested = count(answers, .untested)
        let applicable = failed + passed + review + untested
        guard applicable > 0 else { return [] }
        return [
            SubjectReport.Figure(
                label: LocalizedText(zh: "未通过", en: "Failed"),
                value: LocalizedText(zh: "\(failed) 项", en: "\(failed)"),
                basis: LocalizedText(
                    zh: "占已判定的 \(failed + passed) 项",
                    en: "of \(failed + passed) items judged"
                )
            ),
            SubjectReport.Figure(
                label: LocalizedText(zh: "核查覆盖率", en: "Coverage"),
                value: LocalizedText(
                    zh: "\(percent(failed + passed + review, applicable))%",
                    en: "\(percent(failed + passed + review, applicable))%"
                ),
                basis: LocalizedText(
                    zh: "\(failed + passed + review) / \(applicable) 项适用的检查已回答",
                    en: "\(failed + passed + review) of \(applicable) applicable items answered"
                )
            ),
        ]
    }

    private func percent(_ part: Int, _ whole: Int) -> Int { Int((Double(part) * 100 / Double(whole)).rounded(.down)) }

    private func untested(_ answers: [Inspection.Answer], _ totals: [RequirementTotal]) -> [SubjectReport.Untested] {
        answers.filter { $0.outcome == .untested }.map { answer in
            let title =
                totals.first { $0.requirement.id == answer.item }?.requirement.title
                ?? LocalizedText(zh: answer.item, en: answer.item)
            let reason = answer.reason ?? ""
            return SubjectReport.Untested(
                what: title,
                count: 1,
                reason: LocalizedText(
                    zh: reason.isEmpty ? "未填写" : reason,
                    en: reason.isEmpty ? "no answer given" : reason
                ),
                examples: answer.entry.isEmpty ? [] : [answer.entry]
            )
        }
    }

    private func method() -> [SubjectReport.Fact] {
        [
            SubjectReport.Fact(
                label: LocalizedText(zh: "方法", en: "Method"),
                value: LocalizedText(zh: "按检查表现场核查", en: "inspection on site with a checklist")
            ),
            SubjectReport.Fact(
                label: LocalizedText(zh: "检查表", en: "Checklist"),
                value: LocalizedText(zh: run.start.options, en: run.start.options)
            ),
            SubjectReport.Fact(
                label: LocalizedText(zh: "核查时间", en: "Inspected"),
                value: LocalizedText(zh: run.start.started.iso8601, en: run.start.started.iso8601)
            ),
        ]
    }
}
