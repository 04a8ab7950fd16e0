/// What a page leaves behind as bytes: the facts first, so that they can be read without the places of its elements,
/// which are many times as large and needed of few pages.
enum SiteTraceCode {
    /// Rises with every change of the format; what another version wrote is not read.
    private static let version = 1

    static func encode(_ trace: SiteTrace) -> [UInt8] {
        var output = PackedWriter()
        output.add(version)
        add(trace.facts, to: &output)
        output.add(trace.places.sorted { $0.key < $1.key }) { output, entry in
            output.add(node: entry.key)
            add(entry.value.place, to: &output)
            add(entry.value.signals, to: &output)
            output.add(entry.value.signals.earlier) { add($1, to: &$0) }
        }
        return output.bytes
    }

    /// - Throws: ``PackedReader/Damage`` where ``encode(_:)`` of this version cannot have written the bytes.
    static func facts(_ bytes: [UInt8]) throws(PackedReader.Damage) -> SiteFacts {
        var reader = PackedReader(bytes)
        return try facts(&reader)
    }

    /// - Throws: ``PackedReader/Damage`` where ``encode(_:)`` of this version cannot have written the bytes.
    static func trace(_ bytes: [UInt8]) throws(PackedReader.Damage) -> SiteTrace {
        var reader = PackedReader(bytes)
        let facts = try facts(&reader)
        var places: [Int32: SiteTrace.TracedPlace] = [:]
        for _ in 0..<(try reader.number()) {
            let node = try reader.node()
            let place = try Self.place(&reader)
            var signals = try Self.signals(&reader)
            signals.earlier = try reader.list(Self.signals)
            places[node] = SiteTrace.TracedPlace(place: place, signals: signals)
        }
        guard reader.isAtEnd else { throw PackedReader.Damage() }
        return SiteTrace(facts: facts, places: places)
    }

    // MARK: - Facts

    private static func add(_ facts: SiteFacts, to output: inout PackedWriter) {
        output.add(facts.isHome)
        output.add(facts.title)
        output.add(optional: facts.titleNode.map { Int($0) })
        output.add(facts.headline)
        output.add(facts.menus) { output, menu in
            output.add(node: menu.node)
            output.add(menu.identity)
            output.add(menu.entries) { output, entry in
                output.add(entry.name)
                output.add(hash: entry.address)
            }
        }
        output.add(facts.controls) { add($1, to: &$0) }
        output.add(facts.images) { output, image in
            output.add(node: image.node)
            output.add(image.alternative)
            output.add(hash: image.source)
        }
        output.add(facts.vagueLinks) { add($1, to: &$0) }
        output.add(facts.order) { output, mark in
            output.add(node: mark.node)
            output.add(mark.key)
            output.add(mark.isHelp)
        }
        output.add(facts.hasSearch)
        output.add(facts.hasSiteMap)
        output.add(optional: facts.stopsBeforeEntrance)
    }

    private static func facts(_ reader: inout PackedReader) throws(PackedReader.Damage) -> SiteFacts {
        guard try reader.number() == version else { throw PackedReader.Damage() }
        var facts = SiteFacts()
        facts.isHome = try reader.flag()
        facts.title = try reader.text()
        facts.titleNode = try reader.optional().map { Int32(truncatingIfNeeded: $0) }
        facts.headline = try reader.text()
        facts.menus = try reader.list { reader throws(PackedReader.Damage) in
            SiteFacts.Menu(
                node: try reader.node(),
                identity: try reader.text(),
                entries: try reader.list { reader throws(PackedReader.Damage) in
                    SiteFacts.Entry(name: try reader.text(), address: try reader.hash())
                }
            )
        }
        facts.controls = try reader.list(control)
        facts.images = try reader.list { reader throws(PackedReader.Damage) in
            SiteFacts.Image(node: try reader.node(), alternative: try reader.text(), source: try reader.hash())
        }
        facts.vagueLinks = try reader.list(control)
        facts.order = try reader.list { reader throws(PackedReader.Damage) in
            SiteFacts.Mark(node: try reader.node(), key: try reader.text(), isHelp: try reader.flag())
        }
        facts.hasSearch = try reader.flag()
        facts.hasSiteMap = try reader.flag()
        facts.stopsBeforeEntrance = try reader.optional()
        return facts
    }

    private static func add(_ control: SiteFacts.Control, to output: inout PackedWriter) {
        output.add(node: control.node)
        output.add(hash: control.function)
        output.add(control.name)
    }

    private static func control(_ reader: inout PackedReader) throws(PackedReader.Damage) -> SiteFacts.Control {
        SiteFacts.Control(node: try reader.node(), function: try reader.hash(), name: try reader.text())
    }

    // MARK: - Places

    private static func add(_ place: NodePlace, to output: inout PackedWriter) {
        for text in [place.page, place.xpath, place.selector, place.snippet] { output.add(text) }
        output.add(place.line)
        output.add(place.column)
        output.add(place.offset + 1)
    }

    private static func place(_ reader: inout PackedReader) throws(PackedReader.Damage) -> NodePlace {
        var place = NodePlace(page: "", xpath: "", selector: "", line: 0, column: 0, offset: 0, snippet: "")
        place.page = try reader.text()
        place.xpath = try reader.text()
        place.selector = try reader.text()
        place.snippet = try reader.text()
        place.line = try reader.number()
        place.column = try reader.number()
        place.offset = try reader.number() - 1
        return place
    }

    /// But for what earlier versions read.
    private static func add(_ signals: Signals, to output: inout PackedWriter) {
        output.add(signals.version)
        for text in [
            signals.family, signals.page, signals.region, signals.path, signals.shape, signals.classes,
            signals.evidence,
        ] { output.add(text) }
        output.add(hash: signals.text)
        output.add(signals.ordinal)
        output.add(hash: signals.block)
    }

    private static func signals(_ reader: inout PackedReader) throws(PackedReader.Damage) -> Signals {
        var signals = Signals(version: try reader.number(), family: try reader.text(), page: try reader.text())
        signals.region = try reader.text()
        signals.path = try reader.text()
        signals.shape = try reader.text()
        signals.classes = try reader.text()
        signals.evidence = try reader.text()
        signals.text = try reader.hash()
        signals.ordinal = try reader.number()
        signals.block = try reader.hash()
        return signals
    }
}

extension PackedWriter {
    fileprivate mutating func add(node: Int32) { add(Int(node)) }

    /// One higher, with 0 for nil.
    fileprivate mutating func add(optional: Int?) { add(optional.map { $0 + 1 } ?? 0) }
}

extension PackedReader {
    fileprivate mutating func node() throws(Damage) -> Int32 { Int32(truncatingIfNeeded: try number()) }

    /// What `add(optional:)` wrote.
    fileprivate mutating func optional() throws(Damage) -> Int? {
        let number = try number()
        return number == 0 ? nil : number - 1
    }
}
