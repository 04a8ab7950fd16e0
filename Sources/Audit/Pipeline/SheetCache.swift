/// The style sheets of a site, each read and parsed once however many pages share it.
actor SheetCache {
    /// Sheets kept at most; a site with more reads some again.
    static let maximumSheets = 2_000
    /// How many levels of `@import` are fetched; what lies deeper counts as missing.
    static let maximumRounds = 5

    /// Has no sheet.
    static let none = SheetCache { _ in nil }

    private let load: @Sendable (String) async -> [UInt8]?
    private var sheets: [String: Task<StyleSheet?, Never>] = [:]

    /// - Parameter load: The bytes of the sheet with this path or address, or nil where it cannot be had.
    init(load: @escaping @Sendable (String) async -> [UInt8]?) { self.load = load }

    /// Computes the styles of a page with all sheets that can be had; the rest is noted as problems of the styles.
    ///
    /// The cascade asks synchronously, so what it asks for and is not here yet is loaded, and it is asked again.
    nonisolated func styles(
        of parsed: PageAudit.Parsed,
        _ resolve: (_ reference: String, _ base: String?) -> String?
    ) async -> ComputedStyles {
        var known: [String: StyleSheet?] = [:]
        var inline: [NodeID: StyleSheet] = [:]
        var round = 0
        while true {
            round += 1
            var wanted: Set<String> = []
            let collected = StyleSheets.collect(in: parsed.document, inline: &inline) { href, base in
                guard let address = resolve(href, base) else { return nil }
                guard let sheet = known[address] else {
                    wanted.insert(address)
                    return nil
                }
                return sheet.map { ProvidedStyleSheet($0, address: address) }
            }
            if wanted.isEmpty || round > Self.maximumRounds {
                return ComputedStyles(document: parsed.document, collected: collected)
            }
            for address in wanted.sorted() { known[address] = .some(await sheet(address)) }
        }
    }

    private func sheet(_ address: String) async -> StyleSheet? {
        if let underWay = sheets[address] { return await underWay.value }
        if sheets.count >= Self.maximumSheets { sheets.removeAll() }
        let load = load
        let task = Task { await load(address).map { StyleSheet($0) } }
        sheets[address] = task
        return await task.value
    }
}
