import Foundation

@testable import Audit

/// A folder that is removed with the test that made it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// The implementation of `AuditStore` that its suite runs against; a second one is a second case.
enum StoreUnderTest {
    /// A new store, or the one that is there.
    static func open(_ path: String) throws -> any AuditStore { try SQLiteStore(path: path) }
}

/// Small values of every kind the store takes.
enum Sample {
    static let noon = Timestamp(millisecondsSince1970: 1_788_000_000_000)

    static let site = Subject(
        id: "site-a",
        kind: .site,
        name: "某区政府网站",
        address: "https://a.test/",
        division: "370403",
        divisionYear: 2024,
        responsibleUnit: "区政府办公室"
    )

    static let rules = [
        requirement("image-has-name", criteria: ["wcag22:1.1.1"], severity: .critical),
        requirement("link-has-name", criteria: ["wcag22:2.4.4", "wcag22:4.1.2"], severity: .serious),
        requirement("page-has-title", criteria: ["wcag22:2.4.2"], severity: .serious),
    ]

    static func requirement(_ id: String, criteria: [String], severity: Severity) -> Requirement {
        Requirement(
            id: id,
            domain: .web,
            title: LocalizedText(zh: "规则 \(id)", en: "Rule \(id)"),
            needs: .source,
            severity: severity,
            criteria: criteria
        )
    }

    static func scan(at start: Timestamp = noon, rules: [Requirement] = rules) -> RunStart {
        RunStart(started: start, toolVersion: "0.1", requirements: rules)
    }

    /// A finding of `rules[rule]` on a page; `number` tells several of one rule apart.
    static func finding(
        _ rule: Int = 0,
        page: String,
        number: Int = 0,
        outcome: Outcome = .failed,
        region: String = "main"
    ) -> Finding {
        let requirement = rules[rule]
        let signals = Signals(
            family: requirement.id,
            page: page,
            region: region,
            path: "ul/li/a",
            shape: "img[src]",
            ordinal: number
        )
        return Finding(
            domain: .web,
            requirement: requirement.id,
            outcome: outcome,
            kind: requirement.kind,
            confidence: .certain,
            severity: requirement.severity,
            criteria: requirement.criteria,
            message: LocalizedText(zh: "图片没有名称", en: "The image has no name"),
            place: .node(
                NodePlace(
                    page: page,
                    xpath: "/html[1]/body[1]/img[\(number + 1)]",
                    selector: "img",
                    line: number + 1,
                    column: 1,
                    offset: number * 10,
                    snippet: "<img src=a.png>"
                )
            ),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: "site-a").text,
            signals: signals
        )
    }

    /// A checked page with these findings, and assertions that agree with them.
    static func page(_ key: String, findings: [Finding] = [], at time: Timestamp = noon) -> PageRecord {
        let assertions = rules.map { rule in
            let own = findings.filter { $0.requirement == rule.id }
            let failed = own.count { $0.outcome == .failed }
            let cantTell = own.count { $0.outcome == .cantTell }
            let outcome: Outcome = failed > 0 ? .failed : cantTell > 0 ? .cantTell : .passed
            return Assertion(rule: rule.id, outcome: outcome, failed: failed, cantTell: cantTell, passed: 3)
        }
        return PageRecord(
            address: key,
            fetch: PageRecord.Fetch(
                at: time,
                httpStatus: 200,
                contentType: "text/html",
                charset: "utf-8",
                bytes: 1234,
                contentHash: Array(0..<16)
            ),
            depth: 1,
            from: "https://a.test/",
            title: "标题",
            language: "zh-CN",
            elements: 56,
            assertions: assertions,
            findings: findings
        )
    }

    static let crossing = Subject(
        id: "crossing-7",
        kind: .crossing,
        name: "青年路与光明路路口",
        otherNames: ["青年路路口", "老十字"],
        geometry: Geometry(shape: .point, coordinates: [.init(latitude: 34.81, longitude: 117.32)], captured: .gcj02),
        responsibleUnit: "区住建局",
        supervisingDepartment: "区残联"
    )

    static func inspection(form: String = "uuid:1", slope: Double = 12.5) -> Inspection {
        let item = Requirement(
            id: "curb-ramp.slope",
            domain: .physical,
            title: LocalizedText(zh: "坡度", en: "Slope"),
            severity: .serious,
            criteria: ["GB 55019-2021 2.10.4"]
        )
        let place = ItemPlace(
            form: form,
            section: "ramp",
            entry: "东北角",
            latitude: 34.81,
            longitude: 117.32,
            note: "路面破损"
        )
        let signals = place.signals(item: item.id, subject: crossing.id)
        let finding = Finding(
            domain: .physical,
            requirement: item.id,
            outcome: .failed,
            kind: .violation,
            confidence: .certain,
            severity: .serious,
            criteria: item.criteria,
            message: LocalizedText(zh: "坡道过陡", en: "The ramp is too steep"),
            place: .item(place),
            measurement: Measurement(value: slope, unit: "%", minimum: nil, maximum: 8.33, tolerance: 0.5),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: crossing.id).text,
            signals: signals
        )
        return Inspection(
            form: form,
            checklist: "crossing",
            checklistVersion: "2026.1",
            subject: crossing,
            started: noon,
            ended: Timestamp(millisecondsSince1970: noon.millisecondsSince1970 + 60_000),
            inspector: "inspector-3",
            toolVersion: "0.1",
            requirements: [item],
            answers: [
                .init(
                    section: "ramp",
                    entry: "东北角",
                    item: item.id,
                    kind: .measure,
                    number: slope,
                    unit: "%",
                    outcome: .failed
                ),
                .init(section: "ramp", entry: "西南角", item: item.id, kind: .na, reason: "无高差", outcome: .inapplicable),
            ],
            findings: [finding]
        )
    }
}
