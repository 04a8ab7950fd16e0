import Foundation

// The figures of docs/performance.md, docs/identity.md, docs/scoring.md and docs/robustness.md.
let arguments = CommandLine.arguments.dropFirst()
let folders = Array(arguments.dropFirst())
switch arguments.first {
case "parser" where !folders.isEmpty: try ParserBench(folders).run()
case "pages" where !folders.isEmpty: try await PagesBench(folders).run()
case "fuzz" where folders.count > 2:
    if await !(try FuzzRun(folders).run()) { exit(1) }
case "store": try await StoreBench(pages: folders.first.flatMap { Int($0) } ?? 10_000).run()
case "report":
    try await ReportBench(pages: folders.first.flatMap { Int($0) } ?? 10_000, store: folders.dropFirst().first).run()
case "identity" where !folders.isEmpty:
    let limit = Int(folders[0])
    let wanted = Mutation.allCases.filter { folders.contains("\($0)") }
    let sites = folders.dropFirst(limit == nil ? 0 : 1).filter { name in !wanted.contains { "\($0)" == name } }
    var bench = try IdentityBench(sites, limit: limit ?? 300)
    if !wanted.isEmpty { bench.mutations = wanted }
    try await bench.run()
case "kills":
    if let store = folders.first {
        try await KillBench.write(to: store)
    } else if try await !KillBench().run() {
        exit(1)
    }
case "readers":
    if try await !ReadersBench(seconds: folders.first.flatMap { Double($0) } ?? 300).run() { exit(1) }
case "sampling" where !folders.isEmpty: try await SamplingBench(folders).run()
case "growth": await GrowthBench().run()
default:
    let usage = """
        usage: AuditBench parser FOLDER… | pages FOLDER… | growth | store [PAGES] | report [PAGES] | identity [PAGES] [CHANGE…] FOLDER… |
            sampling FOLDER… | kills | readers [SECONDS] | fuzz SECONDS CASE FOLDER…

        """
    FileHandle.standardError.write(Data(usage.utf8))
    exit(2)
}
