/// What `audit places` says of the inspected places.
public struct PlaceReport: Sendable {
    public let districts: [DistrictFigures]
    public let roads: [RoadFigures]

    public enum Format: String, Sendable, CaseIterable {
        case text, json
    }

    public func render(as format: Format, in language: Language) -> [UInt8] {
        switch format {
        case .text: Array((lines(language).map(FindingListing.oneLine).joined(separator: "\n") + "\n").utf8)
        case .json: json()
        }
    }

    // MARK: - Text

    private func lines(_ language: Language) -> [String] {
        func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        var lines: [String] = []
        for district in districts {
            lines.append(district.district ?? text("全部场所", "all places"))
            lines += Self.lines(district, language) + [""]
        }
        if !roads.isEmpty { lines.append(text("道路", "roads")) }
        for road in roads { lines += self.lines(road, language) }
        lines.append(Self.note[language])
        return lines
    }

    /// Said wherever the shares are shown.
    static let note = LocalizedText(
        zh: "区间为 95%（Wilson），已计入同一场所内各处相近；条款未核对原文的项目也计算在内。",
        en:
            "Intervals are 95 % (Wilson) and allow for likeness within a place; items with unverified clauses count too."
    )

    /// What the visits of one district say, those that stand for others apart from those that do not.
    static func lines(_ district: DistrictFigures, _ language: Language) -> [String] {
        func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        var lines: [String] = []
        if let drawn = district.drawn {
            lines.append("  " + text("随机抽取或全部核查", "drawn at random, or all there are"))
            lines += self.lines(drawn, language)
        }
        if let other = district.other {
            let note = text(
                "投诉、指定或没有说明抽取方式：只说明这些场所",
                "complaints, chosen, or not said how: they stand for themselves only"
            )
            lines.append("  " + note)
            lines += self.lines(other, language)
        }
        return lines
    }

    private static func lines(_ group: DistrictFigures.Group, _ language: Language) -> [String] {
        let visited = group.visited.sorted { $0.key.rawValue < $1.key.rawValue }.map { kind, count in
            let all = group.registered[kind] ?? count
            let name = ReportTerms.subjectKind(kind)[language]
            return language == .zhHans ? "\(name) \(count)/\(all)" : "\(name) \(count) of \(all)"
        }
        let head = language == .zhHans ? "核查：" : "visited: "
        return ["    " + head + visited.joined(separator: language == .zhHans ? "，" : ", ")]
            + group.rows.map { "    " + $0.label[language] + "\t" + text($0.share, language) }
    }

    private func lines(_ road: RoadFigures, _ language: Language) -> [String] {
        func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        var lines = ["  \(road.name) (\(road.road))"]
        for (label, density) in [
            (text("盲道被占、截断", "tactile paving obstructed or cut off"), road.obstructions),
            (text("盲道破损、缺失", "tactile paving broken or missing"), road.breaks),
        ] {
            guard let density else { continue }
            let basis =
                density.metres.map {
                    text(
                        "\(density.segments) 段 \(Int($0.rounded())) m",
                        "\(density.segments.counted("segment")), \(Int($0.rounded())) m"
                    )
                }
                ?? text(
                    "\(density.segments) 段，长度未登记，等权",
                    "\(density.segments.counted("segment")) of unknown length, weighing the same"
                )
            let figure = "\(density.per100Metres.shortText) " + text("处/100 m", "per 100 m")
            lines.append("    \(label)\t\(figure) (\(basis))")
        }
        for (label, share) in [
            (text("有缘石坡道的路角", "corners with a curb ramp"), road.corners),
            (text("过街音响正常的横道", "crossings whose sound works"), road.soundingCrossings),
        ] where share.cases > 0 {
            lines.append("    \(label)\t" + Self.text(share, language))
        }
        return lines
    }

    /// `72.7 % (8/11, 3 places, 95 %: 43.4 to 90.3 %)`.
    private static func text(_ share: PlaceShare, _ language: Language) -> String {
        guard let value = share.share else { return "—" }
        func percent(_ share: Double) -> String { (share * 100).oneDecimal }
        let places = language == .zhHans ? "，\(share.places) 个场所" : ", \(share.places.counted("place"))"
        let range = share.interval.map { range in
            language == .zhHans
                ? "，95% 区间 \(percent(range.lowerBound)) 至 \(percent(range.upperBound))%"
                : ", 95 %: \(percent(range.lowerBound)) to \(percent(range.upperBound)) %"
        }
        return percent(value) + (language == .zhHans ? "%（" : " % (") + "\(share.hits)/\(share.cases)" + places
            + (range ?? "") + (language == .zhHans ? "）" : ")")
    }

    // MARK: - JSON

    private func json() -> [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("districts")
            writer.array(of: districts) { writer, district in
                Self.write(district, &writer)
            }
            writer.key("roads")
            writer.array(of: roads) { Self.write($1, &$0) }
        }
        writer.newline()
        return writer.bytes
    }

    static func write(_ district: DistrictFigures, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("district")
            writer.value(district.district)
            writer.key("drawn")
            write(district.drawn, &writer)
            writer.key("other")
            write(district.other, &writer)
        }
    }

    private static func write(_ group: DistrictFigures.Group?, _ writer: inout JSONWriter) {
        guard let group else { return writer.null() }
        func counts(_ counts: [Subject.Kind: Int], _ writer: inout JSONWriter) {
            writer.object { writer in
                for (kind, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                    writer.key(kind.rawValue)
                    writer.value(count)
                }
            }
        }
        writer.object { writer in
            writer.key("visited")
            counts(group.visited, &writer)
            writer.key("registered")
            counts(group.registered, &writer)
            writer.key("shares")
            writer.array(of: group.rows) { writer, row in
                writer.object { writer in
                    writer.key("id")
                    writer.value(row.id)
                    writer.key("label")
                    writer.localized(row.label)
                    write(row.share, &writer)
                }
            }
        }
    }

    private static func write(_ share: PlaceShare, _ writer: inout JSONWriter) {
        for (key, count) in [("hits", share.hits), ("cases", share.cases), ("places", share.places)] {
            writer.key(key)
            writer.value(count)
        }
        writer.key("share")
        writer.value(share.share)
        writer.key("low")
        writer.value(share.interval?.lowerBound)
        writer.key("high")
        writer.value(share.interval?.upperBound)
    }

    private static func write(_ road: RoadFigures, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("road")
            writer.value(road.road)
            writer.key("name")
            writer.value(road.name)
            for (key, density) in [("obstructions", road.obstructions), ("breaks", road.breaks)] {
                writer.key(key)
                guard let density else {
                    writer.null()
                    continue
                }
                writer.object { writer in
                    writer.key("per100Metres")
                    writer.value(density.per100Metres)
                    writer.key("segments")
                    writer.value(density.segments)
                    writer.key("metres")
                    writer.value(density.metres)
                }
            }
            for (key, share) in [("corners", road.corners), ("soundingCrossings", road.soundingCrossings)] {
                writer.key(key)
                writer.object { write(share, &$0) }
            }
        }
    }
}
