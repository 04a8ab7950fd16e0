import Audit
import Foundation
import Synchronization

/// How often the 95 % interval of a sample holds what all pages of a portal together give (docs/scoring.md).
struct SamplingBench {
    private static let draws = 1000
    private static let sizes = [20, 30, 40, 50, 100]
    private let folders: [String]

    init(_ folders: [String]) { self.folders = folders }

    func run() async throws {
        let rules = RuleRegistry.documented.map { Requirement($0.metadata) }
        for folder in folders {
            let pages = Mutex<[(page: SampleFrame.Page, score: Double)]>([])
            _ = try await CheckRun(rules: .all).check(.folder(try SiteFolder(folder))) { record in
                guard let score = AccessibilityCheckIndex.score(of: record.assertions, rules: rules) else { return }
                let page = SampleFrame.Page(
                    key: record.key,
                    address: record.address,
                    kind: nil,
                    structure: record.structure,
                    depth: record.depth,
                    elements: record.elements
                )
                pages.withLock { $0.append((page, score)) }
            }
            let name = URL(filePath: folder).lastPathComponent
            for basis in PageSample.Basis.allCases {
                for size in Self.sizes { report(name, pages.withLock { $0 }, size, basis) }
            }
        }
    }

    private func report(
        _ name: String,
        _ pages: [(page: SampleFrame.Page, score: Double)],
        _ size: Int,
        _ basis: PageSample.Basis
    ) {
        let frame = SampleFrame(pages.map(\.page))
        let scores = Dictionary(pages.map { ($0.page.key, $0.score) }, uniquingKeysWith: { first, _ in first })
        let whole = SampleDraw(pages: pages.count, seed: 1, basis: basis)
            .draw(from: frame, run: RunID(1), of: name)
        // Where most pages are drawn there is nothing to estimate.
        guard let truth = estimate(whole, scores), truth.otherPages > size * 5 / 4 else { return }
        var held = 0
        var width = 0.0
        for draw in 0..<Self.draws {
            let sample = SampleDraw(pages: size, seed: UInt64(draw + 1), basis: basis)
                .draw(from: frame, run: RunID(1), of: name)
            guard let interval = estimate(sample, scores)?.interval else { continue }
            // Means of the same numbers in another order differ in the last bits.
            if interval.lowerBound - 1e-9 <= truth.value, truth.value <= interval.upperBound + 1e-9 { held += 1 }
            width += (interval.upperBound - interval.lowerBound) / Double(Self.draws)
        }
        print(
            "sampling: \(name), strata by \(basis.rawValue), \(size) of \(truth.otherPages) pages beside \(truth.keyPages) "
                + "key pages: \(held) of \(Self.draws) intervals hold \(truth.value.short); mean width \(width.short)"
        )
    }

    private func estimate(_ sample: PageSample, _ scores: [String: Double]) -> SiteEstimate? {
        SiteEstimate(
            sample.pages.map { page in
                .init(
                    score: scores[page.key] ?? 0,
                    stratum: page.stratum ?? "",
                    isKey: page.part == .structured
                )
            },
            frame: sample.sizes,
            least: 0
        )
    }
}
