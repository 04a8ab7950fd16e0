/// The style sheets of a site, each read and parsed once however many pages share it.
actor SheetCache {
    /// Sheets kept at most; a site with more reads some again.
    static let maximumSheets = 2_000
    /// How many levels of `@import` are fetched; what lies deeper counts as missing.
    static let maximumRounds = 5

    /// Has no sheet.
    static let none = SheetCache { _ in nil }

    private let load: @Sendable (String) async -> [UInt8]?
    private var sheets: [String: Task<Loaded?, Never>] = [:]

    /// A sheet and what it was made of.
    private struct Loaded: Sendable {
        let sheet: StyleSheet
        let digest: [UInt8]
    }

    /// - Parameter load: The bytes of the sheet with this path or address, or nil where it cannot be had.
    init(load: @escaping @Sendable (String) async -> [UInt8]?) { self.load = load }

    /// Computes the styles of a page with all sheets that can be had; the rest is noted as problems of the styles.
    ///
    /// The cascade asks synchronously, so what it asks for and is not here yet is loaded, and it is asked again.
    nonisolated func styles(
        of parsed: PageAudit.Parsed,
        _ resolve: (_ reference: String, _ base: String?) -> String?
    ) async -> ComputedStyles {
        await stylesAndSheets(of: parsed, resolve).styles
    }

    /// The styles, and the addresses of the sheets that were asked for, sorted.
    nonisolated func stylesAndSheets(
        of parsed: PageAudit.Parsed,
        _ resolve: (_ reference: String, _ base: String?) -> String?
    ) async -> (styles: ComputedStyles, sheets: [String]) {
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
                let styles = ComputedStyles(document: parsed.document, collected: collected)
                return (styles, known.keys.sorted())
            }
            for address in wanted.sorted() { known[address] = .some(await loaded(address)?.sheet) }
        }
    }

    /// Equal exactly where each of the sheets is as it was; 16 bytes.
    nonisolated func digest(of addresses: [String]) async -> [UInt8] {
        var digests: [UInt8] = []
        for address in addresses { digests += await loaded(address)?.digest ?? [0] }
        return Array(SHA256.digest(digests).prefix(16))
    }

    private func loaded(_ address: String) async -> Loaded? {
        if let underWay = sheets[address] { return await underWay.value }
        if sheets.count >= Self.maximumSheets { sheets.removeAll() }
        let load = load
        let task = Task {
            await load(address).map { Loaded(sheet: StyleSheet($0), digest: SHA256.digest($0)) }
        }
        sheets[address] = task
        return await task.value
    }
}
