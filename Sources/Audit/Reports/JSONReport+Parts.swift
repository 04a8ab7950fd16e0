// What the JSON report says of a subject beside its run, figures and findings.

extension JSONReport {
    static func suppressions(_ suppressions: [StoredSuppression], _ writer: inout JSONWriter) {
        writer.key("suppressions")
        writer.array(of: suppressions) { writer, stored in
            let suppression = stored.suppression
            writer.object { writer in
                writer.key("number")
                writer.value(stored.number)
                for (key, value) in [
                    ("requirement", suppression.requirement), ("selector", suppression.selector),
                    ("address", suppression.address), ("defect", suppression.defect),
                ] {
                    writer.key(key)
                    writer.value(value)
                }
                for (key, value) in [
                    ("reasonCode", suppression.reasonCode.rawValue), ("reason", suppression.reason),
                    ("approver", suppression.approver), ("created", suppression.created.iso8601),
                    ("expires", suppression.expires.iso8601),
                ] {
                    writer.key(key)
                    writer.value(value)
                }
                writer.key("findings")
                writer.value(stored.reach.findings)
            }
        }
    }

    static func parts(_ entry: SubjectReport, _ language: Language, _ writer: inout JSONWriter) {
        blockers(entry, language, &writer)
        defects(entry, language, &writer)
        criteria(entry, &writer)
        change(entry.change, &writer)
        writer.key("suppressed")
        writer.value(entry.suppressed)
        writer.key("health")
        if let health = entry.health { HealthReport(health).write(to: &writer) } else { writer.null() }
        sample(entry.sample, &writer)
        review(entry.review, &writer)
    }

    /// The index by principle, level, group of people and kind of page.
    static func indices(_ parts: [ScorePart], _ language: Language, _ writer: inout JSONWriter) {
        writer.key("parts")
        writer.array(of: parts) { writer, part in
            writer.object { writer in
                for (key, value) in [
                    ("dimension", part.dimension.rawValue), ("key", part.key), ("title", part.title[language]),
                ] {
                    writer.key(key)
                    writer.value(value)
                }
                writer.number("value", part.index.value)
                writer.interval("interval", part.index.estimate?.interval)
                for (key, value) in [
                    ("pages", part.index.pages), ("pairs", part.index.pairs), ("clean", part.index.clean),
                ] {
                    writer.key(key)
                    writer.value(value)
                }
            }
        }
    }

    /// Without the pages, which `audit sample show --format json` has.
    private static func sample(_ drawn: SubjectReport.DrawnSample?, _ writer: inout JSONWriter) {
        writer.key("sample")
        guard let drawn else { return writer.null() }
        writer.object { writer in
            writer.key("isUsed")
            writer.value(drawn.isUsed)
            for (key, part) in [("structured", PageSample.Part.structured), ("random", .random)] {
                writer.key(key)
                writer.value(drawn.sample.count(part))
            }
            SampleListing.write(drawingOf: drawn.sample, &writer)
        }
    }

    private static func review(_ review: FormReview?, _ writer: inout JSONWriter) {
        writer.key("review")
        guard let review else { return writer.null() }
        writer.object { writer in
            for (key, value) in [("form", review.form), ("state", review.state.rawValue)] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("steps")
            writer.array(of: review.steps) { writer, step in
                texts(
                    [
                        ("to", step.to.rawValue), ("actor", step.actor), ("reason", step.reason),
                        ("at", step.at.iso8601),
                    ],
                    &writer
                )
            }
        }
    }

    private static func blockers(_ entry: SubjectReport, _ language: Language, _ writer: inout JSONWriter) {
        writer.key("blockers")
        writer.array(of: entry.blockers) { writer, blocker in
            writer.object { writer in
                writer.key("title")
                writer.value(blocker.title[language])
                for (key, value) in [("findings", blocker.findings), ("places", blocker.places), ("of", blocker.of)] {
                    writer.key(key)
                    writer.value(value)
                }
            }
        }
    }

    /// The defects that the report shows; `total` says how many there are.
    private static func defects(_ entry: SubjectReport, _ language: Language, _ writer: inout JSONWriter) {
        writer.key("defects")
        writer.object { writer in
            writer.key("total")
            writer.value(entry.defects.total)
            writer.key("shown")
            writer.array(of: entry.defects.shown) { writer, reported in
                let defect = reported.defect
                writer.object { writer in
                    for (key, value) in [
                        ("id", defect.id), ("requirement", defect.requirement),
                        ("fix", reported.requirement.fix[language]), ("severity", defect.severity.rawValue),
                        ("scope", defect.scope.rawValue), ("state", defect.state.rawValue),
                    ] {
                        writer.key(key)
                        writer.value(value)
                    }
                    writer.key("unit")
                    writer.value(defect.unit)
                    writer.key("deadline")
                    writer.value(defect.deadline?.iso8601)
                    writer.key("findings")
                    writer.value(defect.occurrences)
                    writer.key("places")
                    writer.value(defect.places)
                }
            }
        }
    }

    private static func criteria(_ entry: SubjectReport, _ writer: inout JSONWriter) {
        writer.key("criteria")
        writer.array(of: entry.criteria) { writer, result in
            writer.object { writer in
                for (key, value) in [
                    ("criterion", result.criterion.key), ("level", result.criterion.level.rawValue),
                    ("outcome", result.outcome.rawValue),
                ] {
                    writer.key(key)
                    writer.value(value)
                }
                writer.key("rules")
                writer.value(result.rules)
                writer.key("pages")
                writer.object { writer in
                    for outcome in Outcome.allCases {
                        writer.key(outcome.rawValue)
                        writer.value(result.pages[outcome] ?? 0)
                    }
                }
            }
        }
    }

    /// Counts and every change, as `audit diff --format json` has them.
    private static func change(_ change: RunDifference?, _ writer: inout JSONWriter) {
        writer.key("change")
        guard let change else { return writer.null() }
        DifferenceListing.write(change, to: &writer)
    }
}
