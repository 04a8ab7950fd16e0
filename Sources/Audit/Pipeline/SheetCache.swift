/// The style sheets of a site, each read and parsed once however many pages share it.
actor SheetCache {
    /// Sheets kept at most; a site with more reads them again.
    static let maximumSheets = 2_000

    /// Has no sheet.
    static let none = SheetCache { _ in nil }

    private let load: @Sendable (String) async -> [UInt8]?
    private var sheets: [String: Task<StyleSheet?, Never>] = [:]

    /// - Parameter load: The bytes of the sheet with this path or address, or nil where it cannot be had.
    init(load: @escaping @Sendable (String) async -> [UInt8]?) { self.load = load }

    func sheet(_ path: String) async -> StyleSheet? {
        if let known = sheets[path] { return await known.value }
        if sheets.count >= Self.maximumSheets { sheets.removeAll() }
        let load = load
        let task = Task { await load(path).map { StyleSheet($0) } }
        sheets[path] = task
        return await task.value
    }
}
