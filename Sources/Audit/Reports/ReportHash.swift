/// The hash by which two reports are told to be made of the same data.
enum ReportHash {
    /// SHA-256, hexadecimal, of the counts, parts, totals, findings and defects shown, changes, health, samples, reviews,
    /// suppressions and indicators, in the order shown.
    static func hash(
        _ entries: [SubjectReport],
        _ suppressions: [StoredSuppression],
        _ indicators: IndicatorReport? = nil
    ) -> String {
        var writer = JSONWriter()
        writer.array { writer in
            for entry in entries { write(entry, &writer) }
            for stored in suppressions {
                let suppression = stored.suppression
                writer.value(
                    "\(stored.number) \(suppression.reason) \(suppression.approver) \(suppression.expires.iso8601) "
                        + "\(stored.reach.findings)"
                )
            }
            indicators?.write(to: &writer)
        }
        return SHA256.hex(writer.bytes)
    }

    private static func write(_ entry: SubjectReport, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("subject")
            writer.value(entry.subject.id)
            writer.key("started")
            writer.value(entry.run.start.started.iso8601)
            writer.key("figures")
            writer.array(of: entry.figures) { $0.value("\($1.value.zh) \($1.basis.zh)") }
            writer.key("parts")
            writer.array(of: entry.parts) { writer, part in
                writer.value("\(part.key) \(part.index.value?.oneDecimal ?? "-") \(part.index.pairs)")
            }
            writer.key("totals")
            writer.array(of: entry.totals) { writer, total in
                writer.value("\(total.requirement.id) \(total.failed) \(total.cantTell) \(total.passed)")
            }
            writer.key("examples")
            writer.array(of: entry.groups.flatMap(\.examples)) { writer, example in
                writer.value("\(example.id) \(example.finding.message.zh)")
            }
            writer.key("defects")
            writer.array(of: entry.defects.shown) { writer, reported in
                let defect = reported.defect
                writer.value("\(defect.id) \(defect.state.rawValue) \(defect.occurrences) \(defect.unit ?? "")")
            }
            writer.key("changes")
            writer.array(of: RunComparison.Kind.allCases) { writer, kind in
                writer.value("\(kind.rawValue) \(entry.change?.comparison.count(kind) ?? -1)")
            }
            if let health = entry.health {
                writer.key("health")
                HealthReport(health).write(to: &writer)
            }
            writer.key("sample")
            writer.value(entry.sample.map { "\($0.sample.number ?? 0) \($0.sample.seed) \($0.isUsed)" })
            writer.key("review")
            writer.array(of: entry.review?.steps ?? []) { writer, step in
                writer.value("\(step.to.rawValue) \(step.actor) \(step.reason) \(step.at.iso8601)")
            }
            writer.key("untested")
            writer.array(of: entry.untested) { writer, untested in
                writer.value("\(untested.what.en) \(untested.count)")
            }
        }
    }
}
