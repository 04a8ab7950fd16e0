/// The assertions of one page as bytes: half a byte a rule, then the counts of the rules that had targets.
///
/// A site of ten thousand pages under seventy rules so takes about one megabyte instead of 700,000 rows. Which rule
/// stands at which position is said by the rule set the snapshot names.
enum OutcomeCode {
    private static let order: [Outcome] = [.inapplicable, .untested, .passed, .cantTell, .failed]

    /// The bytes for one assertion of every rule of the set, in its order; nil stands for a rule that said nothing.
    static func encode(_ assertions: [Assertion?]) -> [UInt8] {
        var bytes: [UInt8] = []
        var pending: UInt8 = 0
        for (position, assertion) in assertions.enumerated() {
            let code = assertion.flatMap { order.firstIndex(of: $0.outcome) }.map { UInt8($0 + 1) } ?? 0
            if position % 2 == 0 { pending = code } else { bytes.append(pending | code << 4) }
        }
        if assertions.count % 2 == 1 { bytes.append(pending) }
        for case let assertion? in assertions where hasCounts(assertion.outcome) {
            for count in [assertion.failed, assertion.cantTell, assertion.passed] { append(count, to: &bytes) }
        }
        return bytes
    }

    /// Reads what ``encode(_:)`` wrote for a set of these rules; nil for bytes it cannot have written.
    static func decode(_ bytes: [UInt8], rules: [String]) -> [Assertion]? {
        var index = (rules.count + 1) / 2
        guard bytes.count >= index else { return nil }
        var assertions: [Assertion] = []
        assertions.reserveCapacity(rules.count)
        for (position, rule) in rules.enumerated() {
            let code = Int(bytes[position / 2] >> UInt8(position % 2 * 4) & 15)
            guard code > 0 else { continue }
            guard code <= order.count else { return nil }
            let outcome = order[code - 1]
            guard hasCounts(outcome) else {
                assertions.append(Assertion(rule: rule, outcome: outcome))
                continue
            }
            guard let failed = read(bytes, &index), let cantTell = read(bytes, &index), let passed = read(bytes, &index)
            else { return nil }
            assertions.append(
                Assertion(rule: rule, outcome: outcome, failed: failed, cantTell: cantTell, passed: passed)
            )
        }
        return index == bytes.count ? assertions : nil
    }

    private static func hasCounts(_ outcome: Outcome) -> Bool { outcome != .inapplicable && outcome != .untested }

    /// LEB128: seven bits a byte, the lowest first.
    private static func append(_ count: Int, to bytes: inout [UInt8]) {
        precondition(count >= 0, "counts are not negative")
        var rest = count
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func read(_ bytes: [UInt8], _ index: inout Int) -> Int? {
        var value = 0
        var shift = 0
        while index < bytes.count, shift < 56 {
            let byte = bytes[index]
            index += 1
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
