/// A sample of pages as a table or as one JSON object.
public struct SampleListing: Sendable {
    public enum Format: String, Sendable, CaseIterable {
        case text, csv, json
        /// The addresses alone, a line each.
        case urls
    }

    private let sample: PageSample
    private let language: Language

    public init(_ sample: PageSample, language: Language) {
        self.sample = sample
        self.language = language
    }

    public func render(as format: Format) -> [UInt8] {
        switch format {
        case .text: Array(text.utf8)
        case .csv: csv
        case .json: json
        case .urls: Array(sample.pages.map { HostileText.line($0.address) + "\n" }.joined().utf8)
        }
    }

    private func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

    /// One line about the whole, as listings of samples show it.
    public var headline: String {
        let (structured, random) = (sample.count(.structured), sample.count(.random))
        let number = sample.number.map { "\($0)" } ?? "–"
        return say(
            "样本 \(number)（\(sample.subject)，检测 \(sample.run.number)）：抽样框 \(sample.frame) 个页面，结构样本 \(structured) 个，随机样本 \(random) 个，种子 \(sample.seed)",
            "sample \(number) (\(sample.subject), run \(sample.run.number)): frame of \(sample.frame.counted("page")), \(structured) structured, \(random) random, seed \(sample.seed)"
        )
    }

    /// How it was drawn, in one sentence.
    var design: String {
        let basis =
            switch sample.basis {
            case .template: say("模板", "template")
            case .column: say("栏目", "column")
            }
        let strata = sample.strata.count
        return headline
            + say("，按\(basis)分 \(strata) 层", ", in \(strata.counted("stratum", "strata")) by \(basis)")
    }

    private var text: String {
        var lines = [headline]
        let drawn = sample.count(.random)
        if drawn < SiteEstimate.minimumDrawn, drawn < sample.strata.map(\.size).reduce(0, +) {
            lines.append(
                say(
                    "  随机样本不足 \(SiteEstimate.minimumDrawn) 页：评分时不给区间",
                    "  fewer than \(SiteEstimate.minimumDrawn) random pages: scores will have no interval"
                )
            )
        }
        if let previous = sample.previous {
            let kept = sample.pages.count { $0.part == .random && $0.isKept }
            lines.append(
                say(
                    "  随机样本中 \(kept) 个保留自样本 \(previous)",
                    "  \(kept.counted("random page")) kept from sample \(previous)"
                )
            )
        }
        lines += sample.exclusions.sorted { $0.key < $1.key }.map { reason, count in
            say("  不在抽样框：", "  not in the frame: ") + ReportTerms.reason(reason)[language] + " \(count)"
        }
        lines += sample.strata.map { stratum in
            say(
                "  层 \(stratum.name)：\(stratum.size) 个页面中抽 \(stratum.drawn) 个",
                "  stratum \(stratum.name): \(stratum.drawn) of \(stratum.size.counted("page"))"
            )
        }
        lines += sample.pages.map { page in
            let why = page.part == .structured ? reason(page.reason) : page.stratum ?? ""
            return "  \(part(page.part)) [\(why)]\(page.isKept ? "*" : "") \(page.address)"
        }
        return lines.map { HostileText.line($0) }.joined(separator: "\n") + "\n"
    }

    private func part(_ part: PageSample.Part) -> String {
        switch part {
        case .structured: say("结构", "structured")
        case .random: say("随机", "random")
        }
    }

    private func reason(_ reason: String) -> String { PageKind(rawValue: reason)?.name[language] ?? reason }
}

// MARK: - CSV and JSON

extension SampleListing {
    private var csv: [UInt8] {
        let head = [
            say("样本", "sample"), say("种子", "seed"), say("抽样框", "frame"), say("部分", "part"), say("层", "stratum"),
            say("层内页面数", "pages of stratum"), say("层内抽取数", "drawn of stratum"), say("理由", "reason"),
            say("保留", "kept"), say("地址", "address"),
        ]
        let strata = Dictionary(sample.strata.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // Excel takes a file without the mark for one in the system's old code page.
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + CSVText.row(head.map(CSVText.quoted))
        for page in sample.pages {
            let stratum = page.stratum.flatMap { strata[$0] }
            bytes += CSVText.row([
                Self.number(sample.number), Array("\(sample.seed)".utf8), Array("\(sample.frame)".utf8),
                CSVText.quoted(page.part.rawValue), CSVText.quoted(page.stratum ?? ""),
                Self.number(stratum.map { Int64($0.size) }), Self.number(stratum.map { Int64($0.drawn) }),
                CSVText.quoted(page.reason), Array((page.isKept ? "1" : "0").utf8),
                CSVText.quoted(page.address),
            ])
        }
        return bytes
    }

    private static func number(_ number: Int64?) -> [UInt8] { number.map { Array("\($0)".utf8) } ?? [] }

    private var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            Self.write(drawingOf: sample, &writer)
            writer.key("pages")
            writer.array(of: sample.pages) { writer, page in Self.write(page, &writer) }
        }
        writer.newline()
        return writer.bytes
    }

    /// How the sample was drawn, as keys of an object; its pages follow apart.
    static func write(drawingOf sample: PageSample, _ writer: inout JSONWriter) {
        writer.key("sample")
        writer.value(sample.number.map { Int($0) })
        writer.key("subject")
        writer.value(sample.subject)
        writer.key("run")
        writer.value(sample.run.number)
        // As text: programs that read numbers as doubles would lose digits of it.
        writer.key("seed")
        writer.value("\(sample.seed)")
        writer.key("basis")
        writer.value(sample.basis.rawValue)
        writer.key("frame")
        writer.value(sample.frame)
        writer.key("previous")
        writer.value(sample.previous.map { Int($0) })
        writer.key("exclusions")
        writer.array(of: sample.exclusions.sorted { $0.key < $1.key }) { writer, entry in
            writer.object { writer in
                writer.key("reason")
                writer.value(entry.key)
                writer.key("pages")
                writer.value(entry.value)
            }
        }
        writer.key("strata")
        writer.array(of: sample.strata) { writer, stratum in write(stratum, &writer) }
    }

    private static func write(_ stratum: PageSample.Stratum, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("name")
            writer.value(stratum.name)
            writer.key("size")
            writer.value(stratum.size)
            writer.key("drawn")
            writer.value(stratum.drawn)
        }
    }

    private static func write(_ page: PageSample.Page, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("address")
            writer.value(page.address)
            writer.key("key")
            writer.value(PersonalData.maskedAddress(page.key))
            writer.key("part")
            writer.value(page.part.rawValue)
            writer.key("stratum")
            writer.value(page.stratum)
            writer.key("reason")
            writer.value(page.reason)
            writer.key("kept")
            writer.value(page.isKept)
        }
    }
}
