extension Double {
    /// One decimal, rounded half away from zero, with a point in both languages.
    var oneDecimal: String {
        let tenths = Int((magnitude * 10).rounded())
        return "\(self < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    }
}
