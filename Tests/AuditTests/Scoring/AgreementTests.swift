import Foundation
import Testing

@testable import Audit

/// Agreement of two inspectors, against tables worked by hand.
struct AgreementTests {
    /// Pairs of a table of two by two: both yes, first only, second only, both no.
    private static func pairs(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> [(String, String)] {
        [(String, String)](repeating: ("yes", "yes"), count: a) + .init(repeating: ("yes", "no"), count: b)
            + .init(repeating: ("no", "yes"), count: c) + .init(repeating: ("no", "no"), count: d)
    }

    struct Table: Sendable, CustomTestStringConvertible {
        let cells: (Int, Int, Int, Int)
        let kappa: Double?
        let ac1: Double
        var testDescription: String { "\(cells)" }
    }

    /// Cells, Cohen's kappa and Gwet's AC1.
    ///
    /// 20 5 10 15: po 0.7; pe 0.5·0.6 + 0.5·0.4 = 0.5; Gwet 2·0.55·0.45 = 0.495.
    /// 118 5 2 0 (the paradox of kappa): po 0.944; pe 0.94528; Gwet 2·0.972·0.028 = 0.054432.
    static let tables = [
        Table(cells: (20, 5, 10, 15), kappa: 0.4, ac1: 0.205 / 0.505),
        Table(cells: (118, 5, 2, 0), kappa: -0.00128 / 0.05472, ac1: 0.889568 / 0.945568),
        Table(cells: (10, 0, 0, 10), kappa: 1, ac1: 1),
        Table(cells: (0, 10, 10, 0), kappa: -1, ac1: -1),
        Table(cells: (9, 0, 0, 0), kappa: nil, ac1: 1),
    ]

    @Test(arguments: tables) func `a table has the figures worked by hand`(table: Table) throws {
        let (a, b, c, d) = table.cells
        let agreement = Agreement(Self.pairs(a, b, c, d))
        #expect(agreement.pairs == a + b + c + d && agreement.agreed == a + d)
        #expect(abs(try #require(agreement.ac1) - table.ac1) < 1e-9)
        if let kappa = table.kappa {
            #expect(abs(try #require(agreement.kappa) - kappa) < 1e-9)
        } else {
            #expect(agreement.kappa == nil)
        }
    }

    @Test func `three answers have the figures worked by hand`() throws {
        // po 4/6; shares (3,2,1)/6 and (2,2,2)/6: pe 12/36; Gwet (5/12·7/12 + 4/12·8/12 + 3/12·9/12)/2 = 94/288.
        let agreement = Agreement([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("b", "c"), ("c", "c")])
        #expect(abs(try #require(agreement.kappa) - 0.5) < 1e-9)
        let byChance = 94.0 / 288
        #expect(abs(try #require(agreement.ac1) - (4.0 / 6 - byChance) / (1 - byChance)) < 1e-9)
    }

    @Test func `nothing compared has no figure`() {
        let agreement = Agreement([])
        #expect(agreement.share == nil && agreement.kappa == nil && agreement.ac1 == nil)
        #expect(MeasurementAgreement([]) == nil)
    }

    @Test func `who is called the first changes nothing but the sign of the difference`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let answers = (0..<12).map { _ in
                (
                    ["a", "b", "c"].randomElement(using: &generator) ?? "a",
                    ["a", "b", "c"].randomElement(using: &generator) ?? "a"
                )
            }
            let (one, other) = (Agreement(answers), Agreement(answers.map { ($0.1, $0.0) }))
            #expect(abs((one.ac1 ?? 0) - (other.ac1 ?? 0)) < 1e-12)
            #expect(abs((one.kappa ?? 9) - (other.kappa ?? 9)) < 1e-12)
            #expect((one.ac1 ?? 0) <= 1 && (one.kappa ?? 0) <= 1)
        }
    }

    @Test func `differences of measures have mean and limits worked by hand`() throws {
        let measures = try #require(MeasurementAgreement([(1, 2), (2, 2), (3, 5), (4, 3)]))
        let deviation = (5.0 / 3).squareRoot()
        let found = try #require(measures.deviation)
        #expect(measures.meanDifference == 0.5 && abs(found - deviation) < 1e-12)
        let limits = try #require(measures.limits)
        #expect(abs(limits.lowerBound - (0.5 - 1.96 * deviation)) < 1e-12)
        #expect(try #require(MeasurementAgreement([(1, 2)])).limits == nil)
    }

    // MARK: - Forms

    private static func parking(_ changes: [(String, String)]) throws -> (form: FilledForm, checklist: Checklist) {
        var text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        for (old, new) in changes {
            #expect(text.contains(old), "\(old)")
            text.replace(old, with: new, maxReplacements: 1)
        }
        return try FormReader.read(Array(text.utf8), path: "p.yaml", library: ChecklistFixture.library)
    }

    @Test func `two forms of a place are compared item by item`() throws {
        let (first, checklist) = try Self.parking([])
        let (second, _) = try Self.parking([
            ("parking.location: yes", "parking.location: no"), ("[1.2, 1.4, 0.9]", "[1.2, 1.6, 0.9]"),
            ("inspector: 核查员 乙", "inspector: 核查员 丙"),
        ])
        let inspection = DoubleInspection([.init(checklist: checklist, first: first, second: second)])
        let items = Dictionary(uniqueKeysWithValues: inspection.items.map { ($0.id, $0) })
        let location = try #require(items["parking.location"])
        #expect(location.answers.pairs == 1 && location.answers.agreed == 0)
        #expect(location.answers.standing == .tooFewPairs)
        let slope = try #require(items["parking.slope"])
        #expect(slope.answers.agreed == slope.answers.pairs)
        // Three bays; the first differs by 0.2.
        let measures = try #require(slope.measures)
        #expect(abs(measures.meanDifference - 0.2 / 3) < 1e-9)
        #expect(inspection.items.map(\.unpaired).allSatisfy { $0 == 0 })
        let lines = AgreementListing(inspection).lines(in: .zhHans)
        #expect(lines.contains { $0.contains("parking.location  0/1") })
        let json = try JSONSerialization.jsonObject(with: Data(AgreementListing(inspection).json())) as? [String: Any]
        #expect((json?["items"] as? [Any])?.count == inspection.items.count)
    }

    @Test func `files are paired by place, and what is no pair is told`() throws {
        let text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        let other = text.replacing("inspector: 核查员 乙", with: "inspector: 核查员 丙")
        try ChecklistFixture.withFolder(["a.yaml": text, "b.yaml": other, "c.yaml": text]) { folder in
            func read(_ names: [String]) throws(AuditErrors) -> DoubleInspection {
                try AgreementAssembly.read(names.map { folder.appending(path: $0) }, library: ChecklistFixture.library)
            }
            let pair = try read(["a.yaml", "b.yaml"])
            #expect(pair.subjects.count == 1)
            for names in [["a.yaml"], ["a.yaml", "b.yaml", "c.yaml"], ["a.yaml", "c.yaml"]] {
                #expect(throws: AuditErrors.self) { try read(names) }
            }
        }
    }
}
