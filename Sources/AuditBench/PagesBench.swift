import Audit
import Foundation

/// Pages a second of `audit check` with all rules and style sheets, on one core and on two.
struct PagesBench {
    private let folders: [String]

    init(_ folders: [String]) { self.folders = folders }

    func run() async throws {
        for folder in folders {
            let site = try SiteFolder(folder)
            for width in [1, 2] {
                var times: [Double] = []
                for _ in 0..<rounds {
                    times.append(
                        try await seconds {
                            _ = try await CheckRun(rules: .all, width: width).check(.folder(site)) { _ in }
                        }
                    )
                }
                let rate = Double(site.pages.count) / median(times)
                let name = URL(filePath: folder).lastPathComponent
                print(
                    "pages: \(name), \(site.pages.count) pages, \(width) at a time: \(rate.short) pages/s (median of \(rounds))"
                )
            }
        }
        print("pages: peak memory \(peakMemory / 1_000_000) MB")
    }
}
