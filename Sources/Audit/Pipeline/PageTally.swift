import Synchronization

/// Counts the pages of a run while the store streams them.
final class PageTally: Sendable {
    struct Result: Sendable {
        /// What the index is computed from: one entry a checked page.
        var scored: [AccessibilityCheckIndex.PageInput] = []
        /// The kind of each of these pages, where known.
        var kinds: [String?] = []
        /// Elements of these pages together.
        var elements = 0
        var notChecked: [String: (count: Int, examples: [String])] = [:]
        /// Pages that should have been checked and could not be: errors, blocks, broken transfers.
        var lost = 0
    }

    /// Reasons that say an address was none of the pages to be checked, or was left out on purpose.
    private static let intended: Set<String> = [
        "robots", "outOfScope", "limit", "duplicate", "notHTML", "badURL", "unsupportedScheme", "trap",
    ]

    private let state = Mutex(Result())

    var result: Result { state.withLock { $0 } }

    func add(_ page: PageRecord) {
        state.withLock { result in
            if page.status == .checked {
                result.scored.append(AccessibilityCheckIndex.PageInput(assertions: page.assertions))
                result.kinds.append(page.pageKind)
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
