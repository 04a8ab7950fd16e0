import Foundation

// `audit-bench parser|pages|growth FOLDER…`: the figures of docs/performance.md.
let arguments = CommandLine.arguments.dropFirst()
let folders = Array(arguments.dropFirst())
switch arguments.first {
case "parser" where !folders.isEmpty: try ParserBench(folders).run()
case "pages" where !folders.isEmpty: try await PagesBench(folders).run()
case "growth": await GrowthBench().run()
default:
    FileHandle.standardError.write(Data("usage: AuditBench parser FOLDER… | pages FOLDER… | growth\n".utf8))
    exit(2)
}
