/// Numbers of bytes for people.
enum ByteCount {
    /// `734 B`, `12.3 KB`, `4.5 MB`: powers of 1024, one decimal.
    static func text(_ bytes: Int) -> String {
        let units = ["KB", "MB", "GB", "TB"]
        guard bytes >= 1_024 else { return "\(bytes) B" }
        var value = Double(bytes) / 1_024
        var unit = 0
        while value >= 1_024, unit < units.count - 1 {
            value /= 1_024
            unit += 1
        }
        return "\((value * 10).rounded() / 10) \(units[unit])"
    }
}
