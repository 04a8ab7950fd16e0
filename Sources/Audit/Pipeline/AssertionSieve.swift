import Synchronization

/// Leaves out of pages what no score looks at, so that ten thousand of them fit into memory together.
///
/// Scores count targets that passed, failed or could not be told of rules that bear on a criterion they weigh, and failures
/// of other violations; they ask of the rest only which rules looked anywhere: of each rule that looked and found no target
/// the first page is enough.
final class AssertionSieve: Sendable {
    private let looked = Mutex<Set<String>>([])
    /// Rules that bear on a criterion of the index.
    private let weighed: Set<String>

    /// - Parameter rules: Those of the run.
    init(rules: [Requirement]) { weighed = Set(ScoredCriteria.wcag22.weights(of: rules).keys) }

    func sieved(_ page: PageRecord) -> PageRecord {
        var sieved = page
        let kept = looked.withLock { looked in
            page.assertions.filter { assertion in
                guard weighed.contains(assertion.rule) else { return assertion.failed > 0 }
                if assertion.failed + assertion.passed + assertion.cantTell > 0 { return true }
                return assertion.outcome != .untested && looked.insert(assertion.rule).inserted
            }
        }
        // What `filter` leaves has room for as many again.
        sieved.assertions = []
        sieved.assertions.reserveCapacity(kept.count)
        sieved.assertions.append(contentsOf: kept)
        return sieved
    }
}
