import Foundation

/// The Retry-After header: seconds or a date (RFC 9110 §10.2.3).
enum RetryAfter {
    /// A greater number is taken as this one, some thirty years.
    static let maximumSeconds = 1_000_000_000

    static func duration(in response: FetchResponse) -> Duration? {
        guard let value = response.headers.first("retry-after") else { return nil }
        if !value.isEmpty, value.allSatisfy(\.isASCIIDigit) {
            return .seconds(value.reduce(0) { min($0 * 10 + Int($1 - 0x30), maximumSeconds) })
        }
        guard let date = date(value) else { return nil }
        // The server's own clock counts, if it says what time it is.
        let now = response.headers.first("date").flatMap { RetryAfter.date($0) } ?? Date()
        return .seconds(max(0, min(date.timeIntervalSince(now), Double(maximumSeconds))))
    }

    /// The three forms of RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`.
    static func date(_ value: Bytes) -> Date? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var parts = value.split { $0.isHTMLSpace || $0 == 0x2C || $0 == 0x2D }.map(\.string)
        if parts.count == 5 { parts = [parts[0], parts[2], parts[1], parts[4], parts[3], "GMT"] }
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), var year = Int(parts[3]),
            let month = months.firstIndex(of: parts[2])
        else { return nil }
        // Two digits are of the years from 1970 to 2069.
        if parts[3].count == 2 { year += year < 70 ? 2000 : 1900 }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]),
            (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        var components = DateComponents(
            calendar: Calendar(identifier: .gregorian),
            timeZone: TimeZone(identifier: "GMT"),
            year: year,
            month: month + 1,
            day: day
        )
        (components.hour, components.minute, components.second) = (time[0], time[1], time[2])
        return components.date
    }
}

extension NotChecked {
    /// What is recorded of a host that wants to be left alone for longer than a run waits.
    static func askedToWait(_ pause: Duration) -> NotChecked {
        let seconds = pause.components.seconds
        return NotChecked(.blocked, zh: "服务器要求 \(seconds) 秒后再访问", en: "asks to be left alone for \(seconds) s")
    }
}
