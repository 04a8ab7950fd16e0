extension JSONWriter {
    /// A key with a number to four decimals, or null.
    mutating func number(_ name: String, _ number: Double?) {
        key(name)
        if let number { value(number.rounded(to: 4)) } else { null() }
    }

    /// A key with the two ends of an interval to four decimals, or null.
    mutating func interval(_ name: String, _ interval: ClosedRange<Double>?) {
        key(name)
        guard let interval else { return null() }
        array(of: [interval.lowerBound, interval.upperBound]) { $0.value($1.rounded(to: 4)) }
    }
}

extension Double {
    fileprivate func rounded(to decimals: Int) -> Double {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}

extension JSONWriter {
    /// A text in both languages.
    mutating func localized(_ text: LocalizedText) {
        object { writer in
            for language in Language.allCases {
                writer.key(language.rawValue)
                writer.value(text[language])
            }
        }
    }
}
