import Audit
import Foundation

/// Checks pages of the corpora after random damage, to find crashes, hangs and greed: bytes of HTML and CSS in, outcomes out.
///
/// Each case follows from its number alone; a crash ends the process after the number was written to standard error.
struct FuzzRun {
    /// A page that takes longer is a hang.
    private static let longestSeconds = 2.0
    /// More memory than this is greed.
    private static let mostMemory = 1_000_000_000
    /// Damaged pages are cut to this many bytes, so that many are tried.
    private static let longestPage = 100_000

    private let pages: [[UInt8]]
    private let duration: Double
    private let firstCase: UInt64

    /// - Parameter arguments: Seconds, the number of the first case, folders.
    /// - Throws: ``Usage`` where the numbers are none, or what reading the folders throws.
    init(_ arguments: [String]) throws {
        guard arguments.count > 2, let duration = Double(arguments[0]), let first = UInt64(arguments[1]) else {
            throw Usage()
        }
        self.duration = duration
        firstCase = first
        pages = try arguments.dropFirst(2).flatMap { folder in
            try SiteFolder(folder).pages.map { page in
                [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: page)))
            }
        }
    }

    struct Usage: Error {}

    func run() async -> Bool {
        let start = ContinuousClock.now
        var number = firstCase
        var (slow, slowest) = (0, 0.0)
        while (ContinuousClock.now - start) / .seconds(1) < duration {
            FileHandle.standardError.write(Data("\rcase \(number)".utf8))
            var generator = CaseGenerator(state: number)
            let page = damaged(&generator)
            let time = await processorSeconds {
                _ = try? await CheckRun(rules: .all, width: 1).check(.input(page)) { _ in }
            }
            slowest = max(slowest, time)
            if time > Self.longestSeconds {
                slow += 1
                print("fuzz: case \(number) took \(time.short) s for \(page.count) bytes")
            }
            number += 1
        }
        let memory = peakMemory
        print("fuzz: \(number - firstCase) cases from \(firstCase), \(slow) over 2 s, slowest \(slowest.short) s")
        print("fuzz: peak memory \(memory / 1_000_000) MB")
        return slow == 0 && memory < Self.mostMemory
    }

    private static let snippets: [[UInt8]] = [
        "<table>", "</table>", "<svg>", "<math>", "<template>", "<select>", "</p>", "<a>", "<b>", "<!--", "<![CDATA[",
        "\0",
        "<style>*{", "@media (", "@layer a;", ":has(", ":is(", "var(--a)", "--a:var(--b);", "calc(((", "!important",
        "rotate:90deg",
        "aria-owns=\"a b\"", "role=row", "role=grid", "id=a", "for=a", "headers=\"a a\"", "rowspan=65534",
        "colspan=1000", "tabindex=1",
        "<frameset>", "<iframe srcdoc=\"<iframe srcdoc=\">", "<slot name=a>", "<template shadowrootmode=open>",
        "&#x10FFFF;", "\u{FFFD}", "<li>",
    ].map { Array($0.utf8) }

    private func damaged(_ generator: inout CaseGenerator) -> [UInt8] {
        var page = Array((pages.randomElement(using: &generator) ?? []).prefix(Self.longestPage))
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
            let at = Int.random(in: 0...page.count, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0 where at < page.count: page[at] = UInt8.random(in: 0...255, using: &generator)
            case 1: page.removeSubrange(at..<min(page.count, at + Int.random(in: 0...200, using: &generator)))
            case 2:
                let other = pages.randomElement(using: &generator) ?? []
                let from = Int.random(in: 0...other.count, using: &generator)
                page.insert(contentsOf: other[from..<min(other.count, from + 400)], at: at)
            case 3:
                let snippet = Self.snippets.randomElement(using: &generator) ?? []
                let count = Int.random(in: 1...200, using: &generator)
                page.insert(contentsOf: repeatElement(snippet, count: count).joined(), at: at)
            default: page.insert(contentsOf: Self.snippets.randomElement(using: &generator) ?? [], at: at)
            }
        }
        return page
    }
}

/// SplitMix64: the same number gives the same case everywhere.
struct CaseGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
