/// Rectification notices (整改通知): what each responsible unit has to repair, every open finding in exactly one packet.
public struct RectificationNotice: Sendable {
    /// What one unit has to do.
    public struct Packet: Sendable {
        /// nil for what no unit is responsible for yet.
        public let unit: String?
        /// Worst first, then by deadline.
        public let items: [Item]

        public var findings: Int { items.map(\.findings).reduce(0, +) }
        public var overdue: Int { items.filter(\.isOverdue).count }

        public init(unit: String?, items: [Item]) {
            self.unit = unit
            self.items = items
        }
    }

    /// One defect: what is repaired as one.
    public struct Item: Sendable, Equatable {
        public var defect: String
        public var subject: String
        public var title: LocalizedText
        public var fix: LocalizedText
        public var severity: Severity
        public var criteria: [String]
        /// The message of its first finding.
        public var message: LocalizedText
        /// Where it was found, a few of them.
        public var places: [String]
        public var findings: Int
        public var state: DefectState
        public var deadline: Timestamp?
        public var isOverdue: Bool
    }

    /// Places of one defect that are named; the rest is counted.
    public static let maximumPlaces = 5

    public let packets: [Packet]
    /// When the newest run behind it ended.
    public let made: Timestamp
    public let toolVersion: String

    /// Open findings of all packets together.
    public var findings: Int { packets.map(\.findings).reduce(0, +) }

    /// SHA-256 of what the packets say, hexadecimal.
    var dataHash: String {
        var writer = JSONWriter()
        writer.array(of: packets) { writer, packet in
            writer.object { writer in
                writer.key("unit")
                writer.value(packet.unit)
                writer.key("items")
                writer.array(of: packet.items) { writer, item in
                    writer.value(
                        "\(item.defect) \(item.subject) \(item.state.rawValue) \(item.findings) "
                            + "\(item.deadline?.iso8601 ?? "") \(item.message.zh)"
                    )
                }
            }
        }
        return SHA256.hex(writer.bytes)
    }

    public init(packets: [Packet], made: Timestamp, toolVersion: String) {
        self.packets = packets
        self.made = made
        self.toolVersion = toolVersion
    }
}

// MARK: - HTML

extension RectificationNotice {
    /// The notices as one file, each on a page of its own when printed.
    public func html(in language: Language) -> [UInt8] {
        let title = LocalizedText(zh: "无障碍问题整改通知", en: "Accessibility rectification notices")[language]
        return HTMLFrame.document(title: title, toolVersion: toolVersion, language: language) { html in
            html.element(
                "a",
                [("class", "skip"), ("href", "#main")],
                text: say("跳到正文", "Skip to the notices", language)
            )
            html.element("header") { html in
                html.element("h1", text: title)
                html.element("p", [("class", "soft")], text: say("数据截至 ", "Data as of ", language) + day(made))
            }
            html.element("main", [("id", "main")]) { html in
                overview(&html, language)
                for (number, packet) in packets.enumerated() { self.packet(packet, number + 1, &html, language) }
            }
            html.element("footer") { html in
                html.element(
                    "p",
                    text: say(
                        "本通知由 audit \(toolVersion) 根据检测结果生成，发出前请核对。",
                        "Drafted by audit \(toolVersion) from what was found; check it before it is sent.",
                        language
                    )
                )
                html.element("p") { html in
                    html.text(say("数据的 SHA-256：", "SHA-256 of the data: ", language))
                    html.element("code", text: dataHash)
                }
            }
        }
    }

    private func overview(_ html: inout HTMLWriter, _ language: Language) {
        html.element("h2", text: say("各单位汇总", "All units", language))
        html.element(
            "p",
            text: say(
                "共 \(findings) 处未整改的问题，分给 \(packets.count) 个责任单位；每处只在一份通知里，各单位之和等于总数。",
                "\(findings.counted("open finding")) in \(packets.count.counted("packet")); each stands in exactly one, and the sums equal the whole.",
                language
            )
        )
        let heads = [
            say("责任单位", "Responsible unit", language), say("问题", "Defects", language),
            say("处数", "Findings", language), say("已逾期", "Overdue", language),
        ]
        let rows = packets.map { packet -> [HTMLTable.Cell] in
            [
                .text(name(of: packet, language)), .number(packet.items.count), .number(packet.findings),
                .number(packet.overdue),
            ]
        }
        let sum: [HTMLTable.Cell] = [
            .text(say("合计", "Total", language)), .number(packets.map(\.items.count).reduce(0, +)),
            .number(findings), .number(packets.map(\.overdue).reduce(0, +)),
        ]
        HTMLTable(
            caption: say("各单位的问题数", "Findings by unit", language),
            heads: heads,
            numbers: [1, 2, 3],
            isSortable: false,
            rows: rows + [sum]
        ).write(to: &html, in: language)
    }

    private func packet(_ packet: Packet, _ number: Int, _ html: inout HTMLWriter, _ language: Language) {
        html.element("section", [("class", "packet"), ("aria-labelledby", "unit-\(number)")]) { html in
            html.element("h2", [("id", "unit-\(number)")], text: name(of: packet, language))
            html.element(
                "p",
                text: say(
                    "经检测，贵单位负责的对象有下列 \(packet.items.count) 个问题（\(packet.findings) 处），请在期限内整改，并反馈结果。",
                    """
                    The audit found \(packet.items.count.counted("defect")) (\(packet.findings.counted("finding"))) on what your unit is \
                    responsible for. Please repair them by their deadlines and report back.
                    """,
                    language
                )
            )
            let heads = [
                say("序号", "No.", language), say("对象", "Subject", language), say("问题", "Problem", language),
                say("严重程度", "Severity", language), say("位置", "Where", language), say("处数", "Findings", language),
                say("整改方法", "Repair", language), say("期限", "Deadline", language),
                say("整改情况", "Result", language),
            ]
            HTMLTable(
                caption: say("整改清单", "What to repair", language),
                subject: name(of: packet, language),
                heads: heads,
                numbers: [0, 5],
                short: [3],
                rows: packet.items.enumerated().map { [.number($0 + 1)] + row(of: $1, language) }
            ).write(to: &html, in: language)
            html.element("p") { html in
                for label in [
                    say("签发：", "Issued by: ", language), say("日期：", "Date: ", language),
                    say("联系人：", "Contact: ", language),
                ] {
                    html.text(label)
                    html.element("span", [("class", "blank")], text: "\u{A0}")
                    html.text("　")
                }
            }
        }
    }

    /// What a notice says of one defect, in words.
    private struct Words {
        let problem: String
        let severity: String
        let places: String
        let fix: String
        let deadline: String
    }

    private func words(of item: Item, _ language: Language) -> Words {
        let rest = item.findings - item.places.count
        let more = rest > 0 ? say("；另 \(rest) 处", "; and \(rest) more", language) : ""
        let overdue = item.isOverdue ? say("（已逾期）", " (overdue)", language) : ""
        return Words(
            problem: item.title[language] + say("：", ": ", language) + item.message[language],
            severity: ReportTerms.severity(item.severity)[language],
            places: item.places.joined(separator: say("；", "; ", language)) + more,
            fix: item.fix[language],
            deadline: (item.deadline.map(day) ?? say("待定", "to be set", language)) + overdue
        )
    }

    private func row(of item: Item, _ language: Language) -> [HTMLTable.Cell] {
        let words = words(of: item, language)
        return [
            .text(item.subject), .text(words.problem), .text(words.severity), .text(words.places),
            .number(item.findings), .text(words.fix), .text(words.deadline), "",
        ]
    }

    private func name(of packet: Packet, _ language: Language) -> String {
        packet.unit ?? say("责任单位未定", "No responsible unit yet", language)
    }

    private func day(_ moment: Timestamp) -> String { String(moment.iso8601.prefix(10)) }

    private func say(_ zh: String, _ en: String, _ language: Language) -> String { language == .zhHans ? zh : en }
}

// MARK: - Workbook

extension RectificationNotice {
    /// The notices as a workbook: a sheet of sums, and one sheet for each unit.
    public func workbook(in language: Language) throws -> [UInt8] {
        let sums =
            [
                [
                    say("责任单位", "Responsible unit", language), say("问题", "Defects", language),
                    say("处数", "Findings", language), say("已逾期", "Overdue", language),
                ].map { Workbook.Cell.text($0) }
            ]
            + packets.map { packet in
                [
                    .text(HostileText.line(name(of: packet, language))), .number(Double(packet.items.count)),
                    .number(Double(packet.findings)), .number(Double(packet.overdue)),
                ]
            } + [[.text(say("数据的 SHA-256", "SHA-256 of the data", language)), .text(dataHash)]]
        let heads = [
            say("问题编号", "Defect", language), say("对象", "Subject", language), say("问题", "Problem", language),
            say("严重程度", "Severity", language), say("位置", "Where", language), say("处数", "Findings", language),
            say("整改方法", "Repair", language), say("期限", "Deadline", language), say("依据", "Criteria", language),
            say("整改情况", "Result", language), say("整改日期", "Done on", language),
        ].map { Workbook.Cell.text($0) }
        let sheets = packets.enumerated().map { number, packet in
            Workbook.Sheet(
                name: sheetName(packet, number + 1, language),
                rows: [heads] + packet.items.map { cells(of: $0, language) },
                widths: [20, 24, 60, 10, 60, 8, 50, 14, 24, 24, 14]
            )
        }
        return try Workbook(
            sheets: [.init(name: say("汇总", "Sums", language), rows: sums, widths: [40, 10, 10, 10])] + sheets
        ).bytes()
    }

    private func cells(of item: Item, _ language: Language) -> [Workbook.Cell] {
        let words = words(of: item, language)
        func text(_ text: String) -> Workbook.Cell { .text(HostileText.line(text)) }
        return [
            .text(item.defect), text(item.subject), text(words.problem), text(words.severity), text(words.places),
            .number(Double(item.findings)), text(words.fix), text(words.deadline),
            text(item.criteria.joined(separator: " ")), .empty, .empty,
        ]
    }

    /// At most 31 characters, without those a sheet's name may not have; the number keeps names apart.
    private func sheetName(_ packet: Packet, _ number: Int, _ language: Language) -> String {
        let refused: Set<Character> = [":", "\\", "/", "?", "*", "[", "]", "'"]
        let plain = HostileText.line(name(of: packet, language)).filter { !refused.contains($0) }
        return "\(number) " + plain.prefix(20)
    }
}
