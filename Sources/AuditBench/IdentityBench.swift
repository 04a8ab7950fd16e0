import Audit
import Foundation

/// Changes real pages as builds, editors and time do, and counts what the store takes for the same finding again.
///
/// The truth is where each piece of source went; the store knows nothing of it.
struct IdentityBench {
    private struct Portal {
        var key: String
        var source: MarkupSource
    }

    /// The changes to make; all but where one is looked into.
    var mutations = Mutation.allCases
    private let pages: [Portal]
    private let folder: URL
    /// What is said below the table: removals that were not seen as fixed.
    private var unseen: [String] = []
    private let start = Timestamp(millisecondsSince1970: 1_788_000_000_000)

    /// At most `limit` pages, taken evenly from the folders; what a small one lacks comes from the others.
    init(_ folders: [String], limit: Int = 300) throws {
        var pages: [Portal] = []
        let sites = try folders.map { ($0, try SiteFolder($0).pages) }.sorted { $0.1.count < $1.1.count }
        for (index, (path, names)) in sites.enumerated() {
            let wanted = min(names.count, (limit - pages.count) / (sites.count - index))
            for number in 0..<wanted {
                let name = names[number * names.count / wanted]
                let data = try Data(contentsOf: URL(filePath: path).appending(path: name))
                let text = Charset.decode([UInt8](data), header: nil).bytes
                let key = "https://\(URL(filePath: path).lastPathComponent).test/\(name)"
                pages.append(Portal(key: key, source: MarkupSource(text)))
            }
        }
        self.pages = pages
        folder = FileManager.default.temporaryDirectory.appending(path: "audit-identity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private struct Figures {
        /// Findings of which the truth says that they are in both scans, and how many of them kept their defect.
        var pairs = 0
        var kept = 0
        /// Findings whose defect joined the one they have now, as the store says of it.
        var joined = 0
        /// Findings of the second scan, and how many of them got another finding's defect.
        var later = 0
        var mistaken = 0
        /// Findings whose source was taken away; where the same fault then came up at another element of the page; and
        /// how many of the rest are told as fixed.
        var removed = 0
        var elsewhere = 0
        var fixed = 0

        static func += (sum: inout Self, part: Self) {
            sum.pairs += part.pairs
            sum.kept += part.kept
            sum.joined += part.joined
            sum.later += part.later
            sum.mistaken += part.mistaken
            sum.removed += part.removed
            sum.elsewhere += part.elsewhere
            sum.fixed += part.fixed
        }
    }

    mutating func run() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        print(
            "| change (\(pages.count) pages) | findings in both | identity kept | false merges | removed | came up elsewhere | seen as fixed |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|")
        var noise = Figures()
        for mutation in mutations {
            let figures = try await measure(mutation)
            if mutation.isNoise { noise += figures }
            print(row(mutation.rawValue, figures))
        }
        print(row("all noise", noise))
        if noise.joined > 0 { print("\(noise.joined) findings kept in the defect that theirs joined") }
        for line in unseen { print(line) }
    }

    private func row(_ name: String, _ figures: Figures) -> String {
        func share(_ part: Int, _ whole: Int) -> String {
            whole == 0 ? "—" : String(format: "%.2f %%", 100 * Double(part) / Double(whole))
        }
        return "| \(name) | \(figures.pairs) | \(share(figures.kept, figures.pairs)) | "
            + "\(share(figures.mistaken, figures.later)) | \(figures.removed) | \(figures.elsewhere) | "
            + "\(share(figures.fixed, figures.removed - figures.elsewhere)) |"
    }

    /// What a next version of signals could be: other paths, shapes, blocks and texts.
    private static let next = SignalVersion(
        number: SignalVersion.known[0].number + 1,
        wrappers: [.div, .span],
        unsaid: [.class, .id, .style, .width, .height, .title, .target],
        blockElements: 12,
        maximumText: 48
    )

    // MARK: - Two scans

    private struct Spot: Hashable {
        var page: String
        var rule: String
        var offset: Int
    }

    private mutating func measure(_ mutation: Mutation) async throws -> Figures {
        let store = try SQLiteStore(path: folder.appending(path: "\(mutation).sqlite").path)
        let audit = PageAudit(rules: .all, site: "site")
        let before = pages.map { mutation.before($0.source) }
        let first = try await scan(store, day: 0, audit, before.map(\.bytes))
        let found = try await findings(store, first)
        var offsets: [String: [Int]] = [:]
        let numbers = Dictionary(uniqueKeysWithValues: pages.enumerated().map { ($1.key, $0) })
        for spot in found.keys {
            guard let number = numbers[spot.page], let offset = before[number].original(of: spot.offset) else {
                continue
            }
            offsets[spot.page, default: []].append(offset)
        }
        let after = pages.map { mutation.after($0.source, offsets: offsets[$0.key] ?? []) }
        let known = SignalVersion.known
        let later = PageAudit(
            rules: .all,
            site: "site",
            versions: mutation.readsOtherwise ? [Self.next] + known : known
        )
        let second = try await scan(store, day: 1, later, after.map(\.bytes))
        let laterFindings = try await findings(store, second)
        func truth(_ spot: Spot) -> Spot? {
            guard let number = numbers[spot.page] else { return nil }
            let offset = before[number].original(of: spot.offset).flatMap { after[number].output(of: $0) }
            return offset.map { Spot(page: spot.page, rule: spot.rule, offset: $0) }
        }
        var figures = try await compare(found, laterFindings, store, first, truth)
        if mutation == .removed {
            let kept = Set(found.keys.compactMap(truth))
            let gone = Self.sums(found.filter { truth($0.key) == nil })
            let born = Self.sums(laterFindings.filter { !kept.contains($0.key) })
            try await count(gone, born, store, first, second, &figures)
        }
        return figures
    }

    /// How many findings each rule has on each page.
    private static func sums(_ findings: [Spot: [String]]) -> [String: Int] {
        findings.reduce(into: [:]) { $0[$1.key.page + " " + $1.key.rule, default: 0] += $1.value.count }
    }

    private func scan(
        _ store: SQLiteStore,
        day: Int,
        _ audit: PageAudit,
        _ versions: [[UInt8]]
    ) async throws -> RunID {
        try await store.save(Subject(id: "site", kind: .site, name: "site", address: "https://site.test/"))
        let moment = start.advanced(byDays: day)
        let requirements = RuleRegistry.documented.map { Requirement($0.metadata) }
        let run = try await store.begin(
            RunStart(started: moment, toolVersion: "1", requirements: requirements),
            of: "site"
        )
        for (page, bytes) in zip(pages, versions) {
            let record = await audit.record(bytes, address: page.key, contentType: "text/html; charset=utf-8")
            try await store.record([record], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: moment)
        return run
    }

    /// The defects of all findings of a run by where they are.
    private func findings(_ store: SQLiteStore, _ run: RunID) async throws -> [Spot: [String]] {
        var filter = FindingFilter()
        filter.runs = [run]
        var found: [Spot: [String]] = [:]
        try await FindingWalk(store: store, filter: filter).each(offset: 0, limit: nil) { stored in
            guard case .node(let node) = stored.finding.place else { return }
            let spot = Spot(page: node.page, rule: stored.finding.requirement, offset: node.offset)
            found[spot, default: []].append(stored.finding.defect)
        }
        return found
    }

    private func compare(
        _ old: [Spot: [String]],
        _ new: [Spot: [String]],
        _ store: SQLiteStore,
        _ first: RunID,
        _ truth: (Spot) -> Spot?
    ) async throws -> Figures {
        var figures = Figures()
        var content: [String: Bool] = [:]
        var targets: [String: String] = [:]
        for offset in stride(from: 0, to: Int.max, by: 1000) {
            let defects = try await store.defects(DefectFilter(), offset: offset, limit: 1000)
            for defect in defects {
                content[defect.id] = defect.scope == .content && defect.firstSeen == first
                targets[defect.id] = defect.mergedInto
            }
            if defects.count < 1000 { break }
        }
        var expected: [Spot: [String]] = [:]
        for (spot, defects) in old {
            guard let now = truth(spot) else { continue }
            expected[now] = defects
            guard let found = new[now] else { continue }
            figures.pairs += min(defects.count, found.count)
            let kept = zip(defects.sorted(), found.sorted()).count { $0 == $1 }
            figures.kept += kept
            figures.joined += zip(defects.map { targets[$0] ?? $0 }.sorted(), found.sorted()).count { $0 == $1 } - kept
        }
        for (spot, defects) in new {
            figures.later += defects.count
            let own = Set(expected[spot] ?? [])
            // A template's defect may well hold a finding that was not there before; a content's may not.
            figures.mistaken += defects.count { !own.contains($0) && content[$0] == true }
        }
        return figures
    }

    /// How many findings that were taken away are told as fixed, page by page and rule by rule.
    ///
    /// Where the rule then finds as much at another element of the page, the fault is still there.
    private mutating func count(
        _ gone: [String: Int],
        _ born: [String: Int],
        _ store: SQLiteStore,
        _ first: RunID,
        _ second: RunID,
        _ figures: inout Figures
    ) async throws {
        var fixed: [String: Int] = [:]
        var said: [String: [String]] = [:]
        for change in try await store.compare(first, with: second).changes {
            let key = change.place + " " + change.requirement
            if change.kind == .fixed { fixed[key, default: 0] += 1 }
            said[key, default: []].append("\(change.kind) \(change.causes.map(\.rawValue))")
        }
        for (key, count) in gone {
            let elsewhere = min(count, born[key] ?? 0)
            let seen = min(count - elsewhere, fixed[key] ?? 0)
            figures.removed += count
            figures.elsewhere += elsewhere
            figures.fixed += seen
            if elsewhere + seen == count { continue }
            let rule = " " + (key.split(separator: " ").last ?? "")
            let others = born.keys.filter { $0.hasSuffix(rule) }.sorted()
            unseen.append(
                "not seen as fixed: \(key): \(count) removed, \(born[key] ?? 0) born, said: \(said[key] ?? []); born on \(others)"
            )
        }
    }
}
