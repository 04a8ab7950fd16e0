/// What a report says of one inspected place.
struct PlaceSection {
    /// Findings that a form can have; a form has at most some hundred answers.
    private static let maximumFindings = 5000

    let scope: ReportScope
    let subject: Subject
    let run: Run

    private var store: any AuditStore { scope.store }

    func report() async throws -> SubjectReport {
        let totals = try await store.totals(of: run.id)
        let answers = try await store.answers(of: run.id)
        let groups = try await FindingGrouping(scope: scope, run: run.id, totals: totals).groups()
        let score = ChecklistScore(answers: answers, requirements: totals.map(\.requirement))
        let review = try await store.review(of: run.id)
        var report = SubjectReport(
            subject: subject,
            run: run,
            sentence: sentence(answers, totals, review),
            figures: figures(score, totals),
            coverage: score.whole.applicable > 0 ? coverage(score) : nil,
            groups: groups,
            untested: untested(answers, totals),
            totals: totals,
            method: PlaceMethod(run: run, review: review).facts
        )
        report.review = review
        let suppressed = try await scope.suppressedRequirements(in: run.id)
        report.blockers = totals.map(\.requirement).filter(\.isGate).compactMap { item in
            blocker(item, score, answers, standing: suppressed.contains(item.id) ? groups : nil)
        }
        report.points = try await points()
        report.suppressed = try await scope.suppressed(in: run.id)
        report.defects = try await DefectGathering(
            store: store,
            run: run,
            totals: totals,
            moment: scope.moment,
            hasSuppressions: !scope.suppressions.isEmpty
        ).defects()
        report.change = try await scope.change(of: run, at: subject)
        report.photos = try await photos(groups.flatMap(\.examples))
        return report
    }

    /// Small pictures of the findings that are shown.
    private func photos(_ shown: [StoredFinding]) async throws -> [String: [SubjectReport.Photo]] {
        let thumbnails = FindingThumbnails(store: store)
        var photos: [String: [SubjectReport.Photo]] = [:]
        for stored in shown {
            let pictures = try await thumbnails.thumbnails(of: stored.id)
            guard !pictures.isEmpty else { continue }
            photos[stored.id] = pictures.map { name, picture in
                let message = stored.finding.message
                let text = LocalizedText(zh: "照片 \(name)：\(message.zh)", en: "photo \(name): \(message.en)")
                return SubjectReport.Photo(kind: .jpeg, bytes: picture.jpeg, text: text)
            }
        }
        return photos
    }

    /// A gate item that failed, with the entries it failed at of those it was judged at; nil where none stands.
    ///
    /// `standing` is what is left of the findings, where some of the item's are suppressed.
    private func blocker(
        _ item: Requirement,
        _ score: ChecklistScore,
        _ answers: [Inspection.Answer],
        standing: [FindingGroup]?
    ) -> SubjectReport.Blocker? {
        let left = standing.map { groups in
            groups.first { $0.requirement.id == item.id && $0.outcome == .failed }?.findings ?? 0
        }
        let failed = left ?? score.failedGates.count { $0.item == item.id }
        let judged = answers.count { $0.item == item.id && ($0.outcome == .failed || $0.outcome == .passed) }
        guard failed > 0 else { return nil }
        return SubjectReport.Blocker(title: item.title, fix: item.fix, findings: failed, places: failed, of: judged)
    }

    /// Where the findings are: at their own coordinates, else at those of the place.
    private func points() async throws -> [SubjectReport.MapPoint] {
        let home = subject.geometry?.coordinates.first
        let found = try await store.findings(scope.standing(in: run.id), after: nil, limit: Self.maximumFindings)
        return found.findings.compactMap { stored in
            guard case .item(let item) = stored.finding.place,
                let latitude = item.latitude ?? home?.latitude, let longitude = item.longitude ?? home?.longitude
            else { return nil }
            return SubjectReport.MapPoint(
                latitude: latitude,
                longitude: longitude,
                place: item.entry.isEmpty ? item.section : "\(item.section) · \(item.entry)",
                severity: stored.finding.severity,
                outcome: stored.finding.outcome,
                message: stored.finding.message
            )
        }
    }

    private func count(_ answers: [Inspection.Answer], _ outcome: Outcome) -> Int {
        answers.count { $0.outcome == outcome }
    }

    /// Advice that was not met is part of what failed, and said apart, since tables of failures leave it out.
    private func sentence(
        _ answers: [Inspection.Answer],
        _ totals: [RequirementTotal],
        _ review: FormReview?
    ) -> LocalizedText {
        let failed = count(answers, .failed)
        let judged = failed + count(answers, .passed)
        let untested = count(answers, .untested)
        let advice = Set(totals.filter { $0.requirement.kind == .advice }.map(\.requirement.id))
        let advised = answers.count { $0.outcome == .failed && advice.contains($0.item) }
        let state = review?.state.title
        return LocalizedText(
            zh: "现场核查了 \(judged) 项，\(failed) 项未通过\(advised > 0 ? "（其中 \(advised) 项为建议）" : "")，\(untested) 项未检查。"
                + (state.map { "表格：\($0.zh)。" } ?? ""),
            en: """
                \(judged.counted("item was", "items were")) judged on site: \(failed) failed\(advised > 0 ? " (\(advised) of them advice)" : ""); \
                \(untested) not checked.
                """ + (state.map { " The form is \($0.en)." } ?? "")
        )
    }

    private func figures(_ score: ChecklistScore, _ totals: [RequirementTotal]) -> [SubjectReport.Figure] {
        guard score.whole.applicable > 0 else { return [] }
        let groups = score.groups.sorted { $0.key < $1.key }.map { conformity($0.value, of: $0.key) }
        return [grade(score), gate(score, totals), coverage(score), conformity(score.whole, of: nil)] + groups
    }

    private func grade(_ score: ChecklistScore) -> SubjectReport.Figure {
        SubjectReport.Figure(
            label: LocalizedText(zh: "等级", en: "Grade"),
            value: score.grade.title,
            basis: LocalizedText(
                zh: """
                    适用 \(score.whole.applicable) 项，判定 \(score.whole.judged) 项，通过 \(score.whole.passed) 项；\
                    一票否决 \(score.failedGates.count) 处未通过
                    """,
                en: """
                    \(score.whole.applicable.counted("item applies", "items apply")), \(score.whole.judged) judged, \(score.whole.passed) passed; \
                    \(score.failedGates.count.counted("gate failure"))
                    """
            ),
            how: LocalizedText(
                zh: "适用的项目判定不足 80% 不定等级；一票否决项未过为不合格；否则按符合率 90%、75%、60% 分等，为本产品的约定",
                en: """
                    no grade where less than 80 % of what applies was judged; inadequate where a gate failed; else by \
                    conformity from 90 %, 75 % and 60 %, our convention
                    """
            )
        )
    }

    private func gate(_ score: ChecklistScore, _ totals: [RequirementTotal]) -> SubjectReport.Figure {
        let titles = score.failedGates.map { answer in
            let title = totals.first { $0.requirement.id == answer.item }?.requirement.title
            return (title: title ?? LocalizedText(zh: answer.item, en: answer.item), entry: answer.entry)
        }
        func list(_ language: Language) -> String {
            titles.map { $0.title[language] + ($0.entry.isEmpty ? "" : " (\($0.entry))") }
                .joined(separator: language == .zhHans ? "；" : "; ")
        }
        let gates = Set(totals.filter(\.requirement.isGate).map(\.requirement.id)).count
        return SubjectReport.Figure(
            label: LocalizedText(zh: "一票否决项", en: "Gate"),
            value: titles.isEmpty
                ? LocalizedText(zh: "没有未通过的", en: "none failed")
                : LocalizedText(zh: "\(titles.count) 处未通过", en: "\(titles.count) failed"),
            basis: titles.isEmpty
                ? LocalizedText(zh: "本核查表有 \(gates) 项", en: "of \(gates.counted("item")) of this checklist")
                : LocalizedText(zh: list(.zhHans), en: list(.en))
        )
    }

    private func coverage(_ score: ChecklistScore) -> SubjectReport.Figure {
        let (judged, applicable) = (score.whole.judged, score.whole.applicable)
        return SubjectReport.Figure(
            label: LocalizedText(zh: "核查覆盖率", en: "Coverage"),
            value: percent(score.whole.coverage),
            basis: LocalizedText(
                zh: "适用的 \(applicable) 项中有 \(judged) 项得出结论",
                en: "\(judged) judged of \(applicable.counted("item that applies", "items that apply"))"
            )
        )
    }

    /// Over the whole form, or for one group of people: an average hides that a place works for some only.
    private func conformity(_ part: ChecklistScore.Part, of group: String?) -> SubjectReport.Figure {
        let name = group.map(ReportTerms.people)
        return SubjectReport.Figure(
            label: LocalizedText(
                zh: "符合率" + (name.map { "：\($0.zh)" } ?? ""),
                en: "Conformity" + (name.map { ": \($0.en)" } ?? "")
            ),
            value: percent(part.conformity),
            basis: LocalizedText(
                zh: "按权重；\(part.judged) 项中 \(part.passed) 项通过",
                en: "by weight; \(part.passed) of \(part.judged.counted("item")) passed"
            )
        )
    }

    /// Rounded down, so that nothing reaches a bound it does not reach.
    private func percent(_ share: Double?) -> LocalizedText {
        guard let share else { return LocalizedText(zh: "—", en: "—") }
        let text = ((share * 1000 + 1e-9).rounded(.down) / 10).oneDecimal + "%"
        return LocalizedText(zh: text, en: text)
    }

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
}
