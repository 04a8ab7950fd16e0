import Foundation

/// The Retry-After header: seconds or a date (RFC 9110 §10.2.3).
enum RetryAfter {
    static func duration(in response: FetchResponse) -> Duration? {
        guard let value = response.headers.first("retry-after") else { return nil }
        if !value.isEmpty, value.count <= 9, value.allSatisfy(\.isASCIIDigit) {
            return Int(value.string).map { .seconds($0) }
        }
        guard let date = date(value) else { return nil }
        // The server's own clock counts, if it says what time it is.
        let now = response.headers.first("date").flatMap { RetryAfter.date($0) } ?? Date()
        return .seconds(max(0, min(date.timeIntervalSince(now), 86_400)))
    }

    /// IMF-fixdate, the one form servers may send: `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ value: Bytes) -> Date? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = value.spaceSeparated.map(\.string)
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: parts[2])
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, (1...31).contains(day), (1970...9999).contains(year) else { return nil }
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
