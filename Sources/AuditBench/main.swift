import Foundation

// `AuditBench parser|pages|growth|store|identity|fuzz`: the figures of docs/performance.md and docs/robustness.md.
let arguments = CommandLine.arguments.dropFirst()
let folders = Array(arguments.dropFirst())
switch arguments.first {
case "parser" where !folders.isEmpty: try ParserBench(folders).run()
case "pages" where !folders.isEmpty: try await PagesBench(folders).run()
case "fuzz" where folders.count > 2:
    if await !(try FuzzRun(folders).run()) { exit(1) }
case "store": try await StoreBench(pages: folders.first.flatMap { Int($0) } ?? 10_000).run()
case "identity" where !folders.isEmpty: try await IdentityBench(folders).run()
case "growth": await GrowthBench().run()
default:
    FileHandle.standardError.write(
        Data(
            "usage: AuditBench parser FOLDER… | pages FOLDER… | growth | store [PAGES] | identity FOLDER… | fuzz SECONDS CASE FOLDER…\n"
                .utf8
        )
    )
    exit(2)
}
