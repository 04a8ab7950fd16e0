/// 128 bits of SHA-256 over length-prefixed fields; equal fields, equal fingerprint.
///
/// Printed as 26 characters of base32 (RFC 4648, lower case), of which people see the first 16: 80 bits, so that
/// among a million findings two share a public id with a probability below 10⁻¹².
public struct Fingerprint: Sendable, Hashable, Comparable {
    /// Most significant first, as printed.
    let high: UInt64
    let low: UInt64

    /// The length of a public id.
    public static let idLength = 16

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The fingerprint of these fields; each is preceded by its length, so that no two lists of fields collide by joining.
    public init(of fields: [String]) {
        var builder = FingerprintBuilder()
        for field in fields { builder.add(field) }
        self = builder.fingerprint
    }

    /// The first sixteen of these bytes, big-endian.
    init(prefixOf bytes: some Collection<UInt8>) {
        precondition(bytes.count >= 16, "a fingerprint has sixteen bytes")
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (number, byte) in bytes.prefix(16).enumerated() {
            if number < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// Reads what `text` printed; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 26 else { return nil }
        var (high, low, position): (UInt64, UInt64, Int) = (0, 0, 0)
        for byte in text.utf8 {
            guard let value = Self.value(of: byte) else { return nil }
            position += 1
            // The last group holds three bits, followed by two zeros.
            let (taken, bits): (UInt64, UInt64) = position == 26 ? (3, value >> 2) : (5, value)
            high = high << taken | low >> (64 - taken)
            low = low << taken | bits
        }
        self.init(high: high, low: low)
    }

    /// What a character of base32 stands for.
    private static func value(of byte: UInt8) -> UInt64? {
        switch byte.asciiLowercased {
        case let letter where letter.isASCIIAlpha: UInt64(letter - UInt8(ascii: "a"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt64(byte - UInt8(ascii: "2")) + 26
        default: nil
        }
    }

    public static func < (lhs: Self, rhs: Self) -> Bool { (lhs.high, lhs.low) < (rhs.high, rhs.low) }

    /// The sixteen bytes, big-endian.
    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
            for position in 0..<8 {
                bytes[position] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * position))
                bytes[8 + position] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * position))
            }
            count = 16
        }
    }

    /// All 26 characters of base32.
    public var text: String {
        String(unsafeUninitializedCapacity: 26) { characters in
            for position in 0..<26 { characters[position] = Self.alphabet[Int(group(position))] }
            return 26
        }
    }

    /// The fingerprints whose text begins with `prefix`; nil where no text could.
    static func range(ofPrefix prefix: some StringProtocol) -> ClosedRange<Fingerprint>? {
        var lower = (high: UInt64(0), low: UInt64(0))
        var mask = (high: UInt64.max, low: UInt64.max)
        var position = 0
        for byte in prefix.utf8 {
            guard position < 26, let value = value(of: byte) else { return nil }
            let shift = 123 - 5 * position
            let bits = Self.shifted(value, by: shift)
            let taken = Self.shifted(31, by: shift)
            lower = (lower.high | bits.high, lower.low | bits.low)
            mask = (mask.high & ~taken.high, mask.low & ~taken.low)
            position += 1
        }
        let upper = (high: lower.high | mask.high, low: lower.low | mask.low)
        return Fingerprint(high: lower.high, low: lower.low)...Fingerprint(high: upper.high, low: upper.low)
    }

    /// Five bits from the top; the last group holds three bits, followed by two zeros.
    private func group(_ position: Int) -> UInt64 {
        let shift = 123 - 5 * position
        if shift < 0 { return (low << UInt64(-shift)) & 31 }
        if shift >= 64 { return (high >> UInt64(shift - 64)) & 31 }
        let fromHigh = shift == 0 ? 0 : high << UInt64(64 - shift)
        return (low >> UInt64(shift) | fromHigh) & 31
    }

    /// `value` shifted left within 128 bits; a negative shift goes right.
    private static func shifted(_ value: UInt64, by shift: Int) -> (high: UInt64, low: UInt64) {
        if shift < 0 { return (0, value >> UInt64(-shift)) }
        if shift >= 64 { return (value << UInt64(shift - 64), 0) }
        return (shift == 0 ? 0 : value >> UInt64(64 - shift), value << UInt64(shift))
    }

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
}

extension Fingerprint: CustomStringConvertible {
    public var description: String { text }
}

/// Gathers the fields of a fingerprint without an array of them.
struct FingerprintBuilder {
    private var input: [UInt8] = []

    /// `bytes` is how many the fields will take, about; most fingerprints are of fewer than 512.
    init(bytes: Int = 512) { input.reserveCapacity(bytes) }

    mutating func add(_ field: String) {
        let bytes = field.utf8
        withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { input.append(contentsOf: $0) }
        input.append(contentsOf: bytes)
    }

    mutating func add(_ bytes: [UInt8]) {
        withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { input.append(contentsOf: $0) }
        input.append(contentsOf: bytes)
    }

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).bigEndian) { input.append(contentsOf: $0) }
    }

    /// A field of the digits of a number.
    mutating func add(decimal number: UInt64) {
        var digits = 1
        var rest = number
        while rest >= 10 {
            rest /= 10
            digits += 1
        }
        withUnsafeBytes(of: UInt32(digits).bigEndian) { input.append(contentsOf: $0) }
        let start = input.count
        input.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
        rest = number
        for position in stride(from: start + digits - 1, through: start, by: -1) {
            input[position] += UInt8(rest % 10)
            rest /= 10
        }
    }

    var fingerprint: Fingerprint { Fingerprint(prefixOf: SHA256.digest(input)) }
}
