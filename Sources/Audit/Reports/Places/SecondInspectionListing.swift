/// `audit sample double`: what is to be inspected a second time, and by whom not.
public struct SecondInspectionListing: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case text, csv, json
    }

    let inspections: SecondInspections
    let language: Language

    public init(_ inspections: SecondInspections, language: Language) {
        self.inspections = inspections
        self.language = language
    }

    public func render(as format: Format) -> [UInt8] {
        switch format {
        case .text: Array(lines().map { $0 + "\n" }.joined().utf8)
        case .csv: csv()
        case .json: json()
        }
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }

    private func lines() -> [String] {
        let (places, drawn) = (inspections.places.count, inspections.drawn)
        let percent = (inspections.share * 100).shortText
        let head = [
            say(
                "第 \(inspections.number) 次抽取：\(drawn) 处中抽 \(places) 处复查（要求 \(percent) %，"
                    + "至少 \(PlaceSample.minimumSecond) 处），种子 \(inspections.seed)",
                "draw \(inspections.number): \(places) of \(drawn.counted("place")) to inspect twice (\(percent) % asked, at least "
                    + "\(PlaceSample.minimumSecond)), seed \(inspections.seed)"
            ),
            SecondInspections.State.allCases.map { state in
                Self.title(state)[language] + " \(inspections.count(state))/\(places)"
            }.joined(separator: say("，", ", ")),
        ]
        return head + inspections.places.map(line)
    }

    private func line(_ place: SecondInspections.Place) -> String {
        var parts = [place.subject, place.registered?.name ?? say("（已不在台账）", "(left the register)")]
        parts.append(Self.title(place.state)[language])
        let notBy = place.notBy.joined(separator: say("、", ", "))
        if !notBy.isEmpty, place.state == .awaitsSecond { parts.append(say("不能由 ", "not by ") + notBy) }
        return parts.map { HostileText.line($0, limit: Self.maximumCharacters) }.joined(separator: "  ")
    }

    private static let maximumCharacters = 200

    static func title(_ state: SecondInspections.State) -> LocalizedText {
        switch state {
        case .awaitsFirst: LocalizedText(zh: "待初查", en: "not yet inspected")
        case .awaitsSecond: LocalizedText(zh: "待复查", en: "awaits the second")
        case .done: LocalizedText(zh: "已复查", en: "inspected twice")
        }
    }

    private func csv() -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        bytes += Array("subject,kind,name,address,unit,state,not_by,inspected,draw,seed\r\n".utf8)
        for place in inspections.places {
            let visits = place.inspected.map { "\($0.date) \($0.checklist) \($0.inspector)" }
            let texts = [
                place.subject, place.registered?.kind.rawValue ?? "", place.registered?.name ?? "",
                place.registered?.address ?? "", place.registered?.responsibleUnit ?? "", place.state.rawValue,
                place.notBy.joined(separator: "; "), visits.joined(separator: "; "),
            ]
            let numbers = ["\(inspections.number)", "\(inspections.seed)"]
            bytes += CSVText.row(texts.map(CSVText.quoted) + numbers.map { Array($0.utf8) })
        }
        return bytes
    }

    private func json() -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("draw")
            writer.value(inspections.number)
            writer.key("seed")
            // As text: JSON readers round numbers of 64 bits.
            writer.value("\(inspections.seed)")
            writer.key("share")
            writer.value(inspections.share)
            writer.key("minimum")
            writer.value(PlaceSample.minimumSecond)
            writer.key("drawn")
            writer.value(inspections.drawn)
            for state in SecondInspections.State.allCases {
                writer.key(state.rawValue)
                writer.value(inspections.count(state))
            }
            writer.key("places")
            writer.array(of: inspections.places) { Self.write($1, to: &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ place: SecondInspections.Place, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("subject")
            writer.value(place.subject)
            writer.key("name")
            writer.value(place.registered?.name)
            writer.key("state")
            writer.value(place.state.rawValue)
            writer.key("notBy")
            writer.array(of: place.notBy) { $0.value($1) }
            writer.key("inspected")
            writer.array(of: place.inspected) { writer, visit in
                writer.object { writer in
                    for (key, text) in [
                        ("date", visit.date), ("checklist", visit.checklist), ("inspector", visit.inspector),
                    ] {
                        writer.key(key)
                        writer.value(text)
                    }
                }
            }
        }
    }
}
