extension BinaryInteger {
    /// The number with its noun, as English counts: `1 page`, `2 pages`, `0 pages`.
    ///
    /// - Parameters:
    ///   - one: The noun of a single thing.
    ///   - many: That of none or several; with an s where nil.
    /// - Returns: Number and noun.
    public func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? one + "s")"
    }
}
