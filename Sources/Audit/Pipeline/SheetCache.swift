/// The style sheets of a site, each read once however many pages share it.
actor SheetCache {
    /// Has no sheet.
    static let none = SheetCache { _ in nil }

    private let load: @Sendable (String) async -> [UInt8]?

    /// - Parameter load: The bytes of the sheet with this path or address, or nil where it cannot be had.
    init(load: @escaping @Sendable (String) async -> [UInt8]?) { self.load = load }

    func styles(of parsed: PageAudit.Parsed, _ resolve: (String) -> String?) async -> ComputedStyles? { nil }
}
