/// `store history`: what was changed of subjects, rounds, deadlines and routes, oldest first.
public enum RegisterHistoryListing {
    /// One line a field: when, who, what of which, the field before and after, why.
    public static func lines(_ change: RegisterChange, language: Language) -> String {
        let head = [
            change.author.at.iso8601, change.author.actor, kind(change.kind)[language], change.name,
            action(change.action)[language],
        ]
        let lines = change.fields.map { field in
            let step = "\(field.name): \(field.before ?? "—") → \(field.after ?? "—")"
            return (head + [step, change.author.reason]).map(FindingListing.oneLine).joined(separator: "\t") + "\n"
        }
        return lines.joined()
    }

    /// The change as one JSON object on one line.
    public static func json(_ change: RegisterChange) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            for (key, value) in [
                ("at", change.author.at.iso8601), ("actor", change.author.actor), ("kind", change.kind.rawValue),
                ("name", change.name), ("action", change.action.rawValue), ("reason", change.author.reason),
            ] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("fields")
            writer.array(of: change.fields) { writer, field in
                writer.object { writer in
                    for (key, value) in [
                        ("name", field.name), ("before", field.before), ("after", field.after),
                    ] as [(String, String?)] {
                        writer.key(key)
                        writer.value(value)
                    }
                }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func kind(_ kind: RegisterChange.Kind) -> LocalizedText {
        switch kind {
        case .subject: LocalizedText(zh: "对象", en: "subject")
        case .round: LocalizedText(zh: "轮次", en: "round")
        case .deadlines: LocalizedText(zh: "整改天数", en: "deadlines")
        case .route: LocalizedText(zh: "分派规则", en: "route")
        }
    }

    private static func action(_ action: RegisterChange.Action) -> LocalizedText {
        switch action {
        case .added: LocalizedText(zh: "新增", en: "added")
        case .changed: LocalizedText(zh: "更改", en: "changed")
        case .runsPut: LocalizedText(zh: "放入检测", en: "runs put in")
        }
    }
}
