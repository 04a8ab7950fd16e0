import Synchronization

/// Gathers the pages of a run while the store streams them, and says which of them stand for the site.
final class PageTally: Sendable {
    struct Result: Sendable {
        /// What the index is computed from: one entry a checked page, by key.
        var scored: [AccessibilityCheckIndex.PageInput] = []
        /// The same pages as a frame to sample from.
        fileprivate(set) var pages: [SampleFrame.Page] = []
        /// Pages of each stratum, where they are a sample; else those that were checked are all there are.
        fileprivate(set) var sizes: [String: Int] = [:]
        /// Elements of these pages together.
        var elements = 0
        var notChecked: [String: (count: Int, examples: [String])] = [:]
        /// Pages that should have been checked and could not be: errors, blocks, broken transfers.
        var lost = 0

        /// Pages that should have been checked and were not; of a sample also those that the run did not reach.
        func notChecked(of sample: PageSample?) -> Int {
            lost + max(0, (sample?.pages.count ?? 0) - scored.count - lost)
        }

        /// The scored pages, each with its kind where known.
        var withKinds: [ScoreBreakdown.Page] {
            zip(scored, pages).map { page, framed in
                ScoreBreakdown.Page(page, kind: framed.kind.map { .init(key: $0.rawValue, title: $0.name) })
            }
        }

        /// The index by principle, level, group of people and kind of page.
        func parts(rules: [Requirement]) -> [ScorePart] {
            ScoreBreakdown(pages: withKinds, rules: rules, frame: sizes).parts
        }

        var frame: SampleFrame { SampleFrame(pages, exclusions: notChecked.mapValues(\.count)) }
    }

    /// Reasons that say an address was none of the pages to be checked, or was left out on purpose.
    private static let intended: Set<String> = [
        "robots", "outOfScope", "limit", "duplicate", "notHTML", "badURL", "unsupportedScheme", "trap",
    ]

    private let state = Mutex(Result())
    private let sample: [String: PageSample.Page]?
    private let sizes: [String: Int]

    /// - Parameter sample: Which pages count; all where there is none.
    init(sample: PageSample? = nil) {
        self.sample = sample.map { sample in
            Dictionary(sample.pages.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        }
        sizes = sample?.sizes ?? [:]
    }

    /// The pages with what each stands for: of a sample as it was drawn; else the key pages of the frame, and the rest by
    /// template, all of them.
    var result: Result {
        var result = state.withLock { $0 }
        result.sizes = sizes
        guard sample == nil else { return result }
        let frame = result.frame
        for index in result.scored.indices {
            result.scored[index].stratum = frame.stratum(of: index, by: .template)
        }
        for page in frame.keyPages { result.scored[page.page].isKey = true }
        return result
    }

    func add(_ page: PageRecord) {
        if let sample, sample[page.key] == nil { return }
        let drawn = sample?[page.key]
        state.withLock { result in
            if page.status == .checked {
                result.scored.append(
                    AccessibilityCheckIndex.PageInput(
                        assertions: page.assertions,
                        stratum: drawn?.stratum ?? "",
                        isKey: drawn?.part == .structured
                    )
                )
                result.pages.append(SampleFrame.Page(page))
                result.elements += page.elements
                return
            }
            if !Self.intended.contains(page.reason ?? "") { result.lost += 1 }
            var entry = result.notChecked[page.reason ?? "", default: (0, [])]
            entry.count += 1
            if entry.examples.count < HTMLReport.maximumExamples { entry.examples.append(page.address) }
            result.notChecked[page.reason ?? ""] = entry
        }
    }
}

extension SampleFrame.Page {
    init(_ page: PageRecord) {
        self.init(
            key: page.key,
            address: page.address,
            kind: page.pageKind.flatMap(PageKind.init),
            structure: page.structure,
            depth: page.depth,
            elements: page.elements
        )
    }
}
