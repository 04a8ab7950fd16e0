/// The assertions of one page as bytes: half a byte a rule, then the counts of the rules that had targets.
///
/// A site of ten thousand pages under seventy rules so takes about one megabyte instead of 700,000 rows. Which rule
/// stands at which position is said by the rule set the snapshot names.
enum OutcomeCode {
    private static let order: [Outcome] = [.inapplicable, .untested, .passed, .cantTell, .failed]

    /// The bytes for one assertion of every rule of the set, in its order; nil stands for a rule that said nothing.
    static func encode(_ assertions: [Assertion?]) -> [UInt8] {
        var codes = [UInt8](repeating: 0, count: (assertions.count + 1) / 2)
        for (position, assertion) in assertions.enumerated() {
            guard let assertion else { continue }
            codes[position / 2] |= code(of: assertion.outcome) << UInt8(position % 2 * 4)
        }
        var packed = PackedWriter()
        packed.add(raw: codes)
        for case let assertion? in assertions where hasCounts(assertion.outcome) {
            packed.add(assertion.failed)
            packed.add(assertion.cantTell)
            packed.add(assertion.passed)
        }
        return packed.bytes
    }

    /// Reads what ``encode(_:)`` wrote for a set of these rules; nil for bytes it cannot have written.
    static func decode(_ bytes: [UInt8], rules: [String]) -> [Assertion]? {
        slots(bytes, rules: rules)?.compactMap(\.self)
    }

    /// The same with a place for every rule of the set; nil in those of rules that said nothing.
    static func slots(_ bytes: [UInt8], rules: [String]) -> [Assertion?]? {
        let codes = (rules.count + 1) / 2
        guard bytes.count >= codes else { return nil }
        var counts = PackedReader(bytes, from: codes)
        var slots = [Assertion?](repeating: nil, count: rules.count)
        for (position, rule) in rules.enumerated() {
            let code = Int(bytes[position / 2] >> UInt8(position % 2 * 4) & 15)
            guard code > 0 else { continue }
            guard code <= order.count else { return nil }
            let outcome = order[code - 1]
            guard hasCounts(outcome) else {
                slots[position] = Assertion(rule: rule, outcome: outcome)
                continue
            }
            guard let failed = try? counts.number(), let cantTell = try? counts.number(),
                let passed = try? counts.number()
            else { return nil }
            slots[position] = Assertion(
                rule: rule,
                outcome: outcome,
                failed: failed,
                cantTell: cantTell,
                passed: passed
            )
        }
        return counts.isAtEnd ? slots : nil
    }

    private static func hasCounts(_ outcome: Outcome) -> Bool { outcome != .inapplicable && outcome != .untested }

    /// Counted from 1; 0 is a rule that said nothing.
    private static func code(of outcome: Outcome) -> UInt8 {
        switch outcome {
        case .inapplicable: 1
        case .untested: 2
        case .passed: 3
        case .cantTell: 4
        case .failed: 5
        }
    }
}
