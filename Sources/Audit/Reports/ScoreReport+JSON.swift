extension ScoreReport {
    /// The scores as one JSON object.
    public var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("sites")
            writer.array(of: sites) { writer, site in Self.write(site, &writer) }
            writer.key("places")
            writer.array(of: places) { writer, place in Self.write(place, &writer) }
            writer.key("unscanned")
            writer.array(of: unscanned) { $0.value($1.id) }
            writer.key("ranking")
            writer.array(of: ranking) { writer, rank in
                writer.object { writer in
                    writer.key("site")
                    writer.value(rank.site)
                    writer.key("rank")
                    writer.value(rank.rank)
                    writer.key("tied")
                    writer.value(rank.isTied)
                }
            }
            writer.key("summaries")
            writer.array(of: summaries) { $1.write(to: &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ site: Site, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("subject")
            writer.value(site.subject.id)
            writer.key("unit")
            writer.value(site.subject.responsibleUnit)
            writer.key("run")
            writer.value(site.run.id.number)
            writer.key("state")
            writer.value(site.run.state.rawValue)
            writer.key("sample")
            writer.value(site.sample?.number.map { Int($0) })
            writer.key("index")
            write(site.index, &writer)
            writeCoverage(site.index, &writer)
            writer.key("unproven")
            writer.array(of: site.index.unproven) { $0.value($1.id) }
            writer.key("parts")
            writer.array(of: site.parts) { writer, part in
                writer.object { writer in
                    writer.key("dimension")
                    writer.value(part.dimension.rawValue)
                    writer.key("key")
                    writer.value(part.key)
                    writer.key("criteria")
                    writer.value(part.index.coverage.tested.count)
                    writer.key("index")
                    write(part.index, &writer)
                }
            }
            writer.key("models")
            writer.array(of: site.models) { writer, entry in write(entry.model, entry.result, &writer) }
        }
    }

    /// What was tested, and what keeps people out altogether.
    private static func writeCoverage(_ index: AccessibilityCheckIndex, _ writer: inout JSONWriter) {
        writer.key("coverage")
        writer.object { writer in
            writer.key("tested")
            writer.array(of: index.coverage.tested) { $0.value($1) }
            writer.key("of")
            writer.value(index.coverage.of)
        }
        writer.key("blockers")
        writer.array(of: index.blockers) { writer, blocker in
            writer.object { writer in
                writer.key("rule")
                writer.value(blocker.requirement.id)
                writer.key("pages")
                writer.value(blocker.pages)
                writer.key("failed")
                writer.value(blocker.failed)
            }
        }
    }

    private static func write(_ index: AccessibilityCheckIndex, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("version")
            writer.value(AccessibilityCheckIndex.version)
            writer.number("value", index.value)
            writer.key("band")
            writer.value(index.band?.rawValue)
            writer.interval("interval", index.estimate?.interval)
            writer.key("insufficient")
            writer.value(index.insufficiency?.text.en)
            writer.key("pages")
            writer.value(index.pages)
            writer.key("pairs")
            writer.value(index.pairs)
            writer.key("clean")
            writer.value(index.clean)
            writer.key("unsure")
            writer.value(index.unsure)
            writer.number("strictRate", index.strictRate)
            writer.interval("strictInterval", index.strict?.interval)
            writer.number("highestFailingShare", index.highestFailingShare)
            writer.number("unseenShare", index.estimate?.unseenShare)
            writer.key("keyPages")
            writer.value(index.estimate?.keyPages)
            writer.key("otherPages")
            writer.value(index.estimate?.otherPages)
            writer.key("frame")
            writer.value(index.estimate?.frame)
        }
    }

    private static func write(_ model: ScoreModel, _ result: ScoreModel.Result, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("id")
            writer.value(model.id)
            writer.key("version")
            writer.value(model.version)
            writer.key("versionName")
            writer.value(model.versionName)
            writer.key("parameters")
            writer.array(of: model.applied) { writer, parameter in
                writer.object { writer in
                    writer.key("name")
                    writer.value(parameter.name)
                    writer.key("value")
                    writer.value(parameter.value)
                }
            }
            writer.number("value", result.value)
            writer.key("range")
            writer.array(of: [model.range.lowerBound, model.range.upperBound]) { $0.value($1) }
            writer.key("higherIsBetter")
            writer.value(model.isHigherBetter)
            for (key, text) in [("title", model.title), ("explanation", model.explanation), ("basis", result.basis)] {
                writer.key(key)
                writer.object { writer in
                    for language in Language.allCases {
                        writer.key(language.rawValue)
                        writer.value(text[language])
                    }
                }
            }
        }
    }

    private static func write(_ place: Place, _ writer: inout JSONWriter) {
        let whole = place.score.whole
        writer.object { writer in
            writer.key("subject")
            writer.value(place.subject.id)
            writer.key("run")
            writer.value(place.run.id.number)
            writer.key("checklist")
            writer.value(place.checklist)
            writer.key("grade")
            writer.value(place.score.grade.rawValue)
            writer.key("failedGates")
            writer.array(of: place.score.failedGates) { $0.value($1.item) }
            writer.key("applicable")
            writer.value(whole.applicable)
            writer.key("judged")
            writer.value(whole.judged)
            writer.key("passed")
            writer.value(whole.passed)
            writer.number("coverage", whole.coverage)
            writer.number("conformity", whole.conformity)
        }
    }
}
