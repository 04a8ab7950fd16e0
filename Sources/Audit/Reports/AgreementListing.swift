/// What a double inspection shows, as text or JSON.
public struct AgreementListing: Sendable {
    private let inspection: DoubleInspection

    public init(_ inspection: DoubleInspection) { self.inspection = inspection }

    public func json() -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("places")
            writer.value(inspection.places)
            writer.key("items")
            writer.array(of: inspection.items) { Self.write($1, to: &$0) }
        }
        writer.newline()
        return writer.bytes
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
            writer.key("needsRewording")
            writer.value(item.needsRewording)
        }
    }

    public func lines(in language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }
        let compared = inspection.items.filter { $0.answers.pairs > 0 }
        var lines = [
            say(
                "复查 \(inspection.places) 处，可比较的检查项 \(compared.count) 个",
                "\(inspection.places) places inspected twice, \(compared.count) items to compare"
            )
        ]
        lines += compared.map { line($0, language) }
        let doubtful = compared.filter(\.needsRewording)
        guard !doubtful.isEmpty else {
            return lines + [say("没有 AC1 低于 0.61 的检查项。", "No item has an AC1 under 0.61.")]
        }
        lines.append(say("AC1 低于 0.61，建议修改提问：", "AC1 under 0.61; look at their wording:"))
        return lines + doubtful.map { "  \($0.id)  \($0.answers.agreed)/\($0.answers.pairs)  \($0.ask[language])" }
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
                : " (95 % within \(low) to \(high), \(measures.pairs) pairs)")
    }

    private static func decimals(_ value: Double) -> String {
        let hundredths = Int((value.magnitude * 100).rounded())
        let rest = hundredths % 100
        return (value < 0 && hundredths > 0 ? "-" : "") + "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }
}
