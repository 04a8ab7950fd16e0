import Testing

@testable import Audit

struct MeasureUnitTests {
    @Test(arguments: [
        (MeasureUnit.millimetre, 1200.0, MeasureUnit.metre, 1.2), (.metre, 1.1, .millimetre, 1100),
        (.centimetre, 85, .metre, 0.85), (.metre, 0.9, .centimetre, 90), (.ratio, 12, .percent, 8.33),
        (.ratio, 20, .percent, 5), (.ratio, 50, .percent, 2), (.ratio, 30, .percent, 3.33), (.ratio, 8, .percent, 12.5),
        (.degree, 45, .percent, 100), (.percent, 12.5, .ratio, 8), (.percent, 0, .degree, 0),
    ])
    func `a value converts`(from: MeasureUnit, value: Double, to: MeasureUnit, expected: Double) throws {
        #expect(try #require(from.convert(value, to: to)).isSame(as: expected))
    }

    @Test(arguments: [
        (MeasureUnit.millimetre, 1.0, MeasureUnit.percent), (.newton, 1, .second), (.percent, 0, .ratio),
        (.degree, 90, .percent), (.ratio, 0, .percent), (.metre, .nan, .millimetre), (.count, 1, .metre),
    ])
    func `what has no equivalent does not convert`(from: MeasureUnit, value: Double, to: MeasureUnit) {
        #expect(from.convert(value, to: to) == nil)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `lengths come back from every other unit`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let units: [MeasureUnit] = [.millimetre, .centimetre, .metre]
        let value = Double.random(in: 0...5000, using: &generator)
        for from in units {
            for to in units {
                let there = try #require(from.convert(value, to: to))
                #expect(try #require(to.convert(there, to: from)).isSame(as: value))
            }
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `slopes come back within the rounding of 0.01 %`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let percent = Double.random(in: 0.5...60, using: &generator)
        for unit in [MeasureUnit.ratio, .degree] {
            let there = try #require(MeasureUnit.percent.convert(percent, to: unit))
            let back = try #require(unit.convert(there, to: .percent))
            #expect(abs(back - percent) <= 0.005 + 1e-9)
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `a steeper slope is steeper in every unit`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let low = Double.random(in: 0.5...30, using: &generator)
        let high = low + Double.random(in: 0.1...10, using: &generator)
        let degrees = try [low, high].map { try #require(MeasureUnit.percent.convert($0, to: .degree)) }
        let runs = try [low, high].map { try #require(MeasureUnit.percent.convert($0, to: .ratio)) }
        #expect(degrees[0] < degrees[1])
        #expect(runs[0] > runs[1])
    }

    @Test(
        arguments: [
            ("1200", 1200.0, nil), ("1.2 m", 1.2, MeasureUnit.metre), ("1.2米", 1.2, .metre), ("8.3%", 8.3, .percent),
            ("1:12", 12, .ratio), ("1：12", 12, .ratio), ("4.7°", 4.7, .degree), (" 25 N ", 25, .newton),
            ("-3 mm", -3, .millimetre),
        ] as [(String, Double, MeasureUnit?)]
    )
    func `a person's number is read`(text: String, value: Double, unit: MeasureUnit?) throws {
        let quantity = try #require(WrittenQuantity(text))
        #expect(quantity.value == value && quantity.unit == unit)
    }

    @Test(arguments: [
        "", "abc", "1,2", "1e9", "0x10", "inf", "nan", "12 kg", "1:0", "1:-2", "1:1:2", "--3", "3..2", "１２",
    ])
    func `what is no number is refused`(text: String) {
        #expect(WrittenQuantity(text) == nil)
    }

    @Test(arguments: [
        (8.330, "8.33"), (1200, "1200"), (0, "0"), (-0.0001, "0"), (0.05, "0.05"), (1.0005, "1.001"), (-2.5, "-2.5"),
    ])
    func `a number is printed short`(value: Double, text: String) {
        #expect(value.shortText == text)
    }
}
