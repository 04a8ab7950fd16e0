import Audit
import CGumbo
import Foundation

/// Megabytes of HTML a second on one core: our parser, libxml2's and gumbo, in turns on the same bytes.
struct ParserBench {
    private let pages: [[UInt8]]

    init(_ folders: [String]) throws {
        pages = try folders.flatMap { folder in
            try SiteFolder(folder).pages.map { page in
                [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: page)))
            }
        }
    }

    func run() {
        let bytes = Double(pages.reduce(0) { $0 + $1.count })
        var nodes = 0
        let peers: [(String, ([UInt8]) -> Void)] = [
            ("audit", { nodes += HTMLParser.parse($0).nodeCount }),
            ("libxml2", Self.parseWithLibxml2),
            ("gumbo", Self.parseWithGumbo),
        ]
        var times = [[Double]](repeating: [], count: peers.count)
        for _ in 0..<rounds {
            for (index, peer) in peers.enumerated() {
                times[index].append(seconds { pages.forEach(peer.1) })
            }
        }
        print("parser: \(pages.count) pages, \((bytes / 1e6).short) MB, median of \(rounds), one core")
        for (index, peer) in peers.enumerated() {
            print("  \(peer.0): \((bytes / 1e6 / median(times[index])).short) MB/s")
        }
        precondition(nodes > 0, "the pages were parsed")
    }

    private static func parseWithLibxml2(_ page: [UInt8]) {
        page.withUnsafeBytes { buffer in
            let options = Int32(
                HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            )
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let tree = htmlReadMemory(start, Int32(buffer.count), nil, "utf-8", options) else { return }
            xmlFreeDoc(tree)
        }
    }

    private static func parseWithGumbo(_ page: [UInt8]) {
        page.withUnsafeBytes { buffer in
            var options = kGumboDefaultOptions
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let output = gumbo_parse_with_options(&options, start, buffer.count) else { return }
            gumbo_destroy_output(&options, output)
        }
    }
}
