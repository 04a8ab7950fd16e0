import Synchronization

/// Finds the sample that a scan consists of, where only the pages of a sample were scanned.
///
/// Such pages are no census of the site: what is computed from them is an estimate.
struct SampleOfRun {
    let store: any AuditStore

    /// The newest sample of the site, drawn from an earlier run, that holds every page this run checked.
    ///
    /// - Returns: nil where the run checked other pages too, or too few of a sample to be taken for one.
    func sample(of run: Run) async throws -> PageSample? {
        guard run.checked > 0, run.start.kind == .scan, !run.start.isImport else { return nil }
        let candidates = try await store.samples(of: run.subject).filter { sample in
            let least = AccessibilityCheckIndex.minimumCheckedShare * Double(sample.pages.count)
            return sample.run < run.id && sample.pages.count < sample.frame
                && (least...Double(sample.pages.count)).contains(Double(run.checked))
        }
        guard !candidates.isEmpty else { return nil }
        let checked = Mutex(Set<String>())
        try await store.forEachPage(of: run.id) { page in
            if page.status == .checked { _ = checked.withLock { $0.insert(page.key) } }
        }
        let keys = checked.withLock { $0 }
        return candidates.first { keys.isSubset(of: $0.pages.lazy.map(\.key)) }
    }
}
