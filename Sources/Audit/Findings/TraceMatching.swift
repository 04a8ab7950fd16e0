/// A finding as matching sees it: what identifies it, without what it says.
struct Trace: Sendable, Equatable {
    /// The number of the occurrence in its store.
    var id: Int64
    /// The ``SignalVersion`` that read what follows.
    var version = 1
    var family: String
    var page: String
    var region: String
    var path: String
    var shape: String
    var text: UInt64
    var evidence: String
    var ordinal: Int
    /// A hash of the start tag as written; 0 where there is none.
    var source: UInt64
    /// The same finding as older versions read it, the newest first.
    var earlier: [Trace] = []

    /// The finding as this version read it; nil where it did not.
    func read(by version: Int) -> Trace? {
        version == self.version ? self : earlier.first { $0.version == version }
    }

    /// The versions that read any of these findings, the newest first.
    static func versions(of traces: [Trace]) -> [Int] {
        var versions: Set<Int> = []
        for trace in traces {
            versions.insert(trace.version)
            for older in trace.earlier { versions.insert(older.version) }
        }
        return versions.sorted(by: >)
    }
}

/// Finds the same finding again in another run: one to one, from the strongest evidence to the weakest.
///
/// Signals are compared with those of the same version only; where no version read both findings, their source is all
/// there is. Several findings that nothing tells apart are matched as many to as many and in their order, so that the counts are
/// right where the individuals cannot be known. Linear in the number of findings.
enum TraceMatching {
    /// Why two findings are taken for the same; the earlier, the stronger.
    enum Pass: Int, Sendable, CaseIterable {
        /// Same page, place, shape, text and source.
        case source
        /// Same page, place, shape and text; its source differs in what is masked.
        case place
        /// Same page and source at another place of it.
        case sourceElsewhere
        /// Same page, place and shape; another text.
        case shape
        /// Same page, shape and text at another place.
        case text
        /// The only one of its rule with this evidence in its region, then.
        case region
        /// The only one of its rule with this shape on the page, then.
        case shapeOnPage
        /// The only one with this source and text on any page, then: it moved. Only what has an address or text of its own is
        /// known again elsewhere.
        case moved
        /// Same page and source, of two findings that no version of signals read both.
        case acrossVersions
    }

    struct Match: Sendable, Equatable {
        /// Positions in the two lists.
        var old: Int
        var new: Int
        var pass: Pass
    }

    private struct Key: Hashable {
        var page: String
        var family: String
        var parts: [String]
        var text: UInt64 = 0
        var source: UInt64 = 0
    }

    static func matches(old: [Trace], new: [Trace], passes: [Pass] = Pass.allCases) -> [Match] {
        var game = Game(old: old, new: new, openOld: sorted(old), openNew: sorted(new))
        let common = Trace.versions(of: old).filter(Set(Trace.versions(of: new)).contains)
        for pass in passes where pass != .acrossVersions {
            for version in common { game.play(pass) { $0.read(by: version).flatMap { key($0, pass) } } }
        }
        if passes.contains(.acrossVersions) {
            game.play(.acrossVersions) { trace in
                common.contains { trace.read(by: $0) != nil } ? nil : key(trace, .acrossVersions)
            }
        }
        return game.matches.sorted { ($0.new, $0.old) < ($1.new, $1.old) }
    }

    /// What has been matched so far and what has not.
    private struct Game {
        let old: [Trace]
        let new: [Trace]
        var openOld: [Int]
        var openNew: [Int]
        var matches: [Match] = []

        /// Matches what has the same key; what has none waits for another pass.
        mutating func play(_ pass: Pass, key: (Trace) -> Key?) {
            if openOld.isEmpty || openNew.isEmpty { return }
            var waiting: [Key: [Int]] = [:]
            for position in openOld {
                if let key = key(old[position]) { waiting[key, default: []].append(position) }
            }
            var arriving: [Key: [Int]] = [:]
            for position in openNew {
                if let key = key(new[position]) { arriving[key, default: []].append(position) }
            }
            var matchedOld: Set<Int> = []
            var matchedNew: Set<Int> = []
            for (key, news) in arriving {
                guard let olds = waiting[key], !needsUniqueness(pass) || olds.count == 1 && news.count == 1 else {
                    continue
                }
                for (old, new) in zip(olds, news) {
                    matches.append(Match(old: old, new: new, pass: pass))
                    matchedOld.insert(old)
                    matchedNew.insert(new)
                }
            }
            openOld.removeAll { matchedOld.contains($0) }
            openNew.removeAll { matchedNew.contains($0) }
        }
    }

    /// In the order of the document, as far as ordinals and numbers say it.
    private static func sorted(_ traces: [Trace]) -> [Int] {
        traces.indices.sorted { (traces[$0].ordinal, traces[$0].id) < (traces[$1].ordinal, traces[$1].id) }
    }

    private static func needsUniqueness(_ pass: Pass) -> Bool {
        switch pass {
        case .region, .shapeOnPage, .moved: true
        case .source, .place, .sourceElsewhere, .shape, .text, .acrossVersions: false
        }
    }

    /// Whether the finding can be known again on another page.
    ///
    /// By an address that leads somewhere or, where it is nothing with an address, by its text: `<a href="">` stands on
    /// pages that have nothing to do with each other.
    private static func isTelling(_ trace: Trace) -> Bool {
        let addresses = trace.shape.split(separator: "[").compactMap { part -> Substring? in
            guard let name = ["href=", "src=", "action="].first(where: { part.hasPrefix($0) }) else { return nil }
            return part.dropFirst(name.count).prefix { $0 != "]" }
        }
        if addresses.isEmpty { return trace.text != 0 }
        return addresses.contains { !["", "#", "/", "."].contains($0) && !$0.hasSuffix(":") }
    }

    /// What has to be equal in this pass; nil where the trace has too little to be recognised by.
    private static func key(_ trace: Trace, _ pass: Pass) -> Key? {
        func key(_ parts: String..., text: UInt64 = 0, source: UInt64 = 0) -> Key {
            Key(page: trace.page, family: trace.family, parts: parts, text: text, source: source)
        }
        let (region, path, shape) = (trace.region, trace.path, trace.shape)
        switch pass {
        case .source: return key(region, path, shape, trace.evidence, text: trace.text, source: trace.source)
        case .place: return key(region, path, shape, trace.evidence, text: trace.text)
        case .sourceElsewhere: return trace.source == 0 ? nil : key(text: trace.text, source: trace.source)
        case .shape: return key(region, path, shape)
        case .text: return trace.text == 0 ? nil : key(shape, text: trace.text)
        case .region: return key(region, trace.evidence)
        case .shapeOnPage: return key(shape)
        case .moved:
            if trace.source == 0 || !isTelling(trace) { return nil }
            return Key(page: "", family: trace.family, parts: [shape], text: trace.text, source: trace.source)
        case .acrossVersions: return key(source: trace.source)
        }
    }
}
