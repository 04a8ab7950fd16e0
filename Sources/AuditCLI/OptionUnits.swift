/// Numbers with units, as options write them.
enum OptionUnits {
    /// `30s`, `20m`, `2h` in seconds; nil where it is none.
    static func seconds(_ text: String) -> Int? { value(text, units: ["s": 1, "m": 60, "h": 3600]) }

    /// `500K`, `20M`, `2G` (powers of 1024) or a plain number in bytes; nil where it is none.
    static func bytes(_ text: String) -> Int? {
        if let bytes = Int(text), bytes >= 0 { return bytes }
        return value(text.uppercased(), units: ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30])
    }

    /// `10%` or `2.5 %` as a share from 0 to 1; nil where it is none, or nothing.
    static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%"), let percent = Double(text.dropLast().filter { $0 != " " }), percent > 0,
            percent <= 100
        else { return nil }
        return percent / 100
    }

    private static func value(_ text: String, units: [Character: Int]) -> Int? {
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), number >= 0,
            number < 1_000_000
        else { return nil }
        return number * unit
    }
}
