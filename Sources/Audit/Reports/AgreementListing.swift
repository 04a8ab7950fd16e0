/// What a double inspection shows, as text or JSON.
public struct AgreementListing: Sendable {
    private let inspection: DoubleInspection
    /// nil where no draw was named.
    private let coverage: DoubleInspection.Coverage?

    /// - Parameters:
    ///   - inspection: The forms compared.
    ///   - drawn: The draw they belong to; its share that is compared is told.
    public init(_ inspection: DoubleInspection, drawn: SecondInspections? = nil) {
        self.inspection = inspection
        coverage = drawn.map(inspection.coverage)
    }

    // MARK: - JSON

    public func json() -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("places")
            writer.value(inspection.subjects.count)
            writer.key("minimumPairs")
            writer.value(Agreement.minimumPairs)
            writer.key("draw")
            if let coverage { Self.write(coverage, to: &writer) } else { writer.null() }
            writer.key("items")
            writer.array(of: inspection.items) { Self.write($1, to: &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ coverage: DoubleInspection.Coverage, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("number")
            writer.value(coverage.draw)
            writer.key("drawn")
            writer.value(coverage.drawn)
            writer.key("compared")
            writer.value(coverage.compared)
            writer.key("missing")
            writer.array(of: coverage.missing) { $0.value($1) }
            writer.key("notDrawn")
            writer.array(of: coverage.others) { $0.value($1) }
        }
    }

    private static func write(_ item: DoubleInspection.Item, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("item")
            writer.value(item.id)
            writer.key("pairs")
            writer.value(item.answers.pairs)
            writer.key("agreed")
            writer.value(item.answers.agreed)
            writer.key("unpaired")
            writer.value(item.unpaired)
            let figures = [
                ("share", item.answers.share), ("kappa", item.answers.kappa), ("ac1", item.answers.ac1),
                ("meanDifference", item.measures?.meanDifference), ("lowerLimit", item.measures?.limits?.lowerBound),
                ("upperLimit", item.measures?.limits?.upperBound),
            ]
            for (key, figure) in figures {
                writer.key(key)
                writer.value(figure)
            }
            writer.key("unit")
            writer.value(item.unit?.rawValue)
            writer.key("standing")
            writer.value(item.answers.standing.rawValue)
        }
    }

    // MARK: - Text

    public func lines(in language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }
        let compared = inspection.items.filter { $0.answers.pairs > 0 }
        let places = inspection.subjects.count
        var lines = [
            say(
                "复查 \(places) 处，可比较的检查项 \(compared.count) 个",
                "\(places.counted("place")) inspected twice, \(compared.count.counted("item")) to compare"
            )
        ]
        lines += draw(language)
        lines += compared.map { line($0, language) }
        let few = compared.count { $0.answers.standing == .tooFewPairs }
        if few > 0 {
            lines.append(
                say(
                    "\(compared.count) 项中 \(few) 项不足 \(Agreement.minimumPairs) 对，不作结论。",
                    "nothing is said of \(few) of \(compared.count.counted("item")) with fewer than \(Agreement.minimumPairs) pairs"
                )
            )
        }
        let judged = compared.count - few
        let doubtful = compared.filter { $0.answers.standing == .needsRewording }
        guard !doubtful.isEmpty else {
            guard judged > 0 else { return lines }
            return lines + [
                say(
                    "其余 \(judged) 项的 AC1 都不低于 0.61。",
                    "The other \(judged.counted("item has", "items have")) an AC1 of 0.61 or more."
                )
            ]
        }
        lines.append(
            say(
                "\(judged) 项中 \(doubtful.count) 项 AC1 低于 0.61，建议修改提问：",
                "AC1 under 0.61 in \(doubtful.count) of \(judged.counted("item")); look at the wording:"
            )
        )
        return lines + doubtful.map { "  \($0.id)  \($0.answers.agreed)/\($0.answers.pairs)  \($0.ask[language])" }
    }

    /// How much of the draw is compared; what was not drawn for it, since agreement there was chosen.
    private func draw(_ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }
        guard let coverage else { return [] }
        var lines = [
            say(
                "第 \(coverage.draw) 次抽取的复查名单 \(coverage.drawn) 处，这里比较了 \(coverage.compared) 处",
                "draw \(coverage.draw) has \(coverage.drawn.counted("place")) for a second inspection; compared here: "
                    + "\(coverage.compared)"
            )
        ]
        if !coverage.missing.isEmpty {
            lines.append(say("尚缺：", "missing: ") + coverage.missing.joined(separator: say("、", ", ")))
        }
        if !coverage.others.isEmpty {
            lines.append(
                say("不在名单上，一并计入：", "not drawn for it, counted with the others: ")
                    + coverage.others.joined(separator: say("、", ", "))
            )
        }
        return lines
    }

    private func line(_ item: DoubleInspection.Item, _ language: Language) -> String {
        func figure(_ value: Double?) -> String { value.map { Self.decimals($0) } ?? "–" }
        let answers = item.answers
        var line = "\(item.id)  \(answers.agreed)/\(answers.pairs)"
        line += "  κ \(figure(answers.kappa))  AC1 \(figure(answers.ac1))"
        guard let measures = item.measures, let unit = item.unit else { return line }
        line += (language == .zhHans ? "  平均差 " : "  mean difference ") + unit.text(measures.meanDifference, language)
        guard let limits = measures.limits else { return line }
        let (low, high) = (limits.lowerBound.shortText, limits.upperBound.shortText)
        return line
            + (language == .zhHans
                ? "（95 % 在 \(low) 至 \(high)，\(measures.pairs) 对）"
                : " (95 % within \(low) to \(high), \(measures.pairs.counted("pair")))")
    }

    private static func decimals(_ value: Double) -> String {
        let hundredths = Int((value.magnitude * 100).rounded())
        let rest = hundredths % 100
        return (value < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
}
