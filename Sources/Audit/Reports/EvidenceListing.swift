/// `findings evidence`, as text and as JSON.
public enum EvidenceListing {
    /// One line a piece: hash, kind, type, bytes, name, who, when.
    public static func line(_ link: EvidenceLink, language: Language) -> String {
        let evidence = link.evidence
        let removed = evidence.removed.map {
            LocalizedText(zh: "（已于 \($0.iso8601) 清除）", en: " (removed \($0.iso8601))")[language]
        }
        let words = [
            String(evidence.hash.text.prefix(16)), kind(evidence.kind)[language], evidence.mediaType,
            "\(evidence.size)" + (removed ?? ""), link.name, link.actor ?? "—", link.at.iso8601,
        ]
        return words.map(FindingListing.oneLine).joined(separator: "\t")
    }

    public static func json(_ link: EvidenceLink) -> [UInt8] {
        let evidence = link.evidence
        var writer = JSONWriter()
        writer.object { writer in
            for (key, value) in [
                ("hash", evidence.hash.text), ("kind", evidence.kind.rawValue), ("mediaType", evidence.mediaType),
                ("name", link.name), ("actor", link.actor), ("at", link.at.iso8601),
                ("removed", evidence.removed?.iso8601),
            ] as [(String, String?)] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("size")
            writer.value(evidence.size)
            writer.key("run")
            writer.value(link.run.map { Int($0.number) })
        }
        writer.newline()
        return writer.bytes
    }

    static func kind(_ kind: Evidence.Kind) -> LocalizedText {
        switch kind {
        case .photo: LocalizedText(zh: "照片", en: "photo")
        case .page: LocalizedText(zh: "页面", en: "page")
        case .document: LocalizedText(zh: "文件", en: "document")
        }
    }
}
