/// The pauses robots.txt asks for; neither line is in RFC 9309, so what cannot be read asks for nothing.
enum RobotsDelay {
    /// A longer pause is taken as this one: a day.
    static let maximumSeconds = 86_400.0

    /// `10` or `0.5` seconds.
    static func crawlDelay(_ value: Bytes) -> Duration? {
        guard value.count <= 16, !value.isEmpty, value.allSatisfy({ $0.isASCIIDigit || $0 == 0x2E }),
            let seconds = Double(value.string)
        else { return nil }
        return .seconds(min(seconds, maximumSeconds))
    }

    /// `1/10s`: one request in ten seconds (also `m`, `h`, `d`); hours of the day after it are not read.
    static func requestRate(_ value: Bytes) -> Duration? {
        let rate = value.prefix { !$0.isHTMLSpace }
        let parts = rate.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard parts.count == 2, let requests = integer(parts[0]), requests > 0 else { return nil }
        var period = parts[1]
        var unit = 1
        switch period.last?.asciiLowercased {
        case 0x73: period = period.dropLast()
        case 0x6D: (period, unit) = (period.dropLast(), 60)
        case 0x68: (period, unit) = (period.dropLast(), 3_600)
        case 0x64: (period, unit) = (period.dropLast(), 86_400)
        default: break
        }
        guard let count = integer(period) else { return nil }
        return .seconds(min(Double(count * unit) / Double(requests), maximumSeconds))
    }

    private static func integer(_ digits: Bytes) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
