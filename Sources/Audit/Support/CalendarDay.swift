extension Timestamp {
    /// The last second of a day in UTC, from `2026-12-31`; nil where that is no date between 1970 and 9999.
    public init?(endOf day: String) {
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }), let year = Int64(parts[0]),
            let month = Int64(parts[1]), let number = Int64(parts[2]), year >= 1970, (1...12).contains(month),
            (1...31).contains(number)
        else { return nil }
        // Days of the proleptic Gregorian calendar, in years that begin on 1 March.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + number - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        self.init(millisecondsSince1970: days * 86_400_000 + 86_399_000)
        // The 31st of February would have become a day in March.
        guard iso8601.hasPrefix(day) else { return nil }
    }
}
