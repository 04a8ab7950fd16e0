import Testing

@testable import Audit

struct ConditionTests {
    static let kinds: [String: Condition.Kind] = [
        "ramp.rise": .quantity(.millimetre), "ramp.slope-running": .quantity(.percent), "site.crowded": .yesNo,
        "ramp.present": .yesNo, "entrance.type": .choice(["level", "steps-only"]), "parking.total": .quantity(.count),
    ]

    static func condition(_ text: String) throws(Condition.Failure) -> Condition {
        try Condition(text, among: kinds.keys.sorted()) { kinds[$0] }
    }

    static let facts: [String: Condition.Value] = [
        "ramp.rise": .quantity(300), "site.crowded": .yesNo(true), "ramp.present": .yesNo(false),
        "entrance.type": .choice("level"), "parking.total": .quantity(99),
    ]

    @Test(
        arguments: [
            ("site.crowded", true), ("not site.crowded", false), ("ramp.present", false), ("ramp.rise > 300 mm", false),
            ("ramp.rise >= 300 mm", true), ("ramp.rise > 0.29 m", true), ("ramp.rise == 30 cm", true),
            ("ramp.rise != 300 mm", false), ("ramp.rise < 1 m and ramp.rise > 10 cm", true),
            ("entrance.type == 'level'", true), ("entrance.type != \"level\"", false),
            ("entrance.type in ['steps-only', 'level']", true), ("entrance.type in ['steps-only']", false),
            ("parking.total < 100", true), ("parking.total <= 99", true), ("parking.total > 99", false),
            ("ramp.slope-running > 5 %", nil), ("site.crowded or ramp.slope-running > 5 %", true),
            ("ramp.present and ramp.slope-running > 5 %", false), ("site.crowded and ramp.slope-running > 5 %", nil),
            ("not (ramp.slope-running > 5 %)", nil), ("ramp.present or site.crowded and ramp.rise > 1 m", false),
            ("(ramp.present or site.crowded) and ramp.rise < 1 m", true), ("not not site.crowded", true),
            ("not ramp.present and site.crowded", true),
        ] as [(String, Bool?)]
    )
    func `a condition holds, does not, or cannot be told`(text: String, expected: Bool?) throws {
        #expect(try Self.condition(text).holds { Self.facts[$0] } == expected)
    }

    @Test(arguments: [
        ("", 0, "incomplete"), ("ramp.rise >", 11, "incomplete"), ("ramp.rise > 300", 0, "another unit"),
        ("ramp.rise > 300 %", 0, "another unit"), ("ramp.rise", 0, "stands alone"),
        ("site.crowded > 3", 0, "not a number"),
        ("site.crowded == 'yes'", 0, "not a choice"), ("entrance.type == 'flat'", 0, "no choice"),
        ("entrance.type in []", 18, "unexpected"), ("entrance.type < 'level'", 0, "only == and !="),
        ("ramp.ris > 3 mm", 0, "does not exist"), ("(site.crowded", 13, "incomplete"),
        ("site.crowded)", 12, "unexpected"),
        ("entrance.type == 'level", 17, "no end"), ("site.crowded & ramp.present", 13, "unexpected character"),
        ("site.crowded = ramp.present", 13, "unknown comparison"), ("ramp.rise > 3.4.5 mm", 12, "not a number"),
        ("site.crowded site.crowded", 13, "unexpected"), ("system('rm')", 6, "unexpected"), ("1 < 2", 0, "unexpected"),
    ])
    func `a wrong condition says where and what`(text: String, offset: Int, problem: String) throws {
        let failure = #expect(throws: Condition.Failure.self) { _ = try Self.condition(text) }
        #expect(failure?.problem.en.contains(problem) == true, "\(failure?.problem.en ?? "")")
        #expect(failure?.offset == offset, "\(failure?.offset ?? -1)")
    }

    @Test func `a name nearly right is suggested`() throws {
        let failure = #expect(throws: Condition.Failure.self) { _ = try Self.condition("ramp.rize > 3 mm") }
        #expect(failure?.remedy.en == "Did you mean 'ramp.rise'")
    }

    @Test func `nesting and length are bounded`() throws {
        let deep = String(repeating: "(", count: 400) + "site.crowded" + String(repeating: ")", count: 400)
        #expect(throws: Condition.Failure.self) { _ = try Self.condition(deep) }
        let nots = String(repeating: "not ", count: 200) + "site.crowded"
        #expect(throws: Condition.Failure.self) { _ = try Self.condition(nots) }
        let long = Array(repeating: "site.crowded", count: 200).joined(separator: " or ")
        #expect(throws: Condition.Failure.self) { _ = try Self.condition(long) }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `any text is a condition or a failure`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "ramp.rise", "site.crowded", "and", "or", "not", "(", ")", "<", "==", "3", "mm", "'level'", "in", "[", "]",
            ",", "%", "£", "entrance.type",
        ]
        let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
            words.randomElement(using: &generator) ?? ""
        }
        do throws(Condition.Failure) {
            let condition = try Self.condition(text.joined(separator: " "))
            #expect(!condition.names.isEmpty)
        } catch {
            #expect(!error.problem.en.isEmpty && !error.remedy.zh.isEmpty)
        }
    }

    @Test(arguments: ChecklistFixture.library.ids)
    func `conditions and limits of a spreadsheet are in words and not in ids`(id: String) throws {
        let checklist = try ChecklistFixture.library.checklist(id + "-full")
        let names = Set(checklist.items.flatMap(\.names))
        for row in FormTable(checklist, instance: "f-1").modules.flatMap(\.rows) {
            for language in Language.allCases {
                let words = row.how?[language].split { !$0.isASCII || " \n()".contains($0) }.map(String.init) ?? []
                #expect(names.isDisjoint(with: words), "\(row.id): \(row.how?[language] ?? "")")
            }
        }
    }

    @Test func `on paper a condition is in words and not in ids`() throws {
        let checklist = try ChecklistFixture.library.checklist("crossing-full")
        let words = ConditionWords(checklist)
        let gap = try #require(checklist.item("curb-ramp.bollard-gap", in: "ramp")?.when)
        #expect(gap.text == "curb-ramp.present and curb-ramp.has-bollards")
        #expect(words.text(gap, .zhHans) == "“路缘有高差处有缘石坡道”为“是”，且“坡口有阻车桩”为“是”")
        for item in checklist.items {
            guard let condition = item.when else { continue }
            for language in Language.allCases {
                let text = words.text(condition, language)
                #expect(condition.names.allSatisfy { !text.contains($0) }, "\(text)")
            }
        }
    }
}
