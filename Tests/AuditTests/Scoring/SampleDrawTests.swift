import Testing

@testable import Audit

struct SampleDrawTests {
    /// Pages of three templates in two columns, with a home page, two searches and a login.
    private static func frame(_ count: Int = 200) -> SampleFrame {
        var pages = (0..<count).map { number in
            SampleFrame.Page(
                key: "https://a.test/\(number % 3 == 0 ? "news" : "notice")/\(number).html",
                address: "https://a.test/\(number)",
                kind: number % 3 == 0 ? .article : .list,
                structure: [0, 0xFFFF, 0xFFFF_FFFF_0000][number % 4 % 3],
                depth: 2 + number % 3
            )
        }
        for (number, kind) in [PageKind.home, .search, .search, .search, .login].enumerated() {
            pages.append(
                SampleFrame.Page(
                    key: "https://a.test/\(kind.rawValue)\(number)",
                    address: "https://a.test/\(kind.rawValue)\(number)",
                    kind: kind,
                    structure: UInt64(number) << 60 | 0xF0F0_F0F0_F0F0,
                    depth: number == 0 ? 0 : 1
                )
            )
        }
        return SampleFrame(pages, exclusions: ["robots": 2])
    }

    static func draw(
        _ pages: Int = 30,
        seed: UInt64 = 7,
        previous: PageSample? = nil,
        from frame: SampleFrame = frame()
    ) -> PageSample {
        SampleDraw(pages: pages, seed: seed, previous: previous).draw(from: frame, run: RunID(1), of: "a.test")
    }

    @Test func `key pages are at most two of each kind, nearest to the start, and one of each other template`() {
        let sample = Self.draw()
        let structured = sample.pages.filter { $0.part == .structured }
        let reasons = Dictionary(structured.map { ($0.reason, 1) }, uniquingKeysWith: +)
        #expect(reasons["home"] == 1 && reasons["search"] == 2 && reasons["login"] == 1)
        #expect(reasons["article"] == 2 && reasons["list"] == 2)
        #expect(Set(sample.pages.map(\.key)).count == sample.pages.count)
        #expect(sample.exclusions == ["robots": 2])
    }

    @Test func `equal seeds draw equal pages whatever the order, other seeds others`() {
        let frame = Self.frame()
        let turned = SampleFrame(frame.pages.reversed(), exclusions: frame.exclusions)
        #expect(Self.draw(from: frame) == Self.draw(from: turned))
        #expect(Self.draw(seed: 7) != Self.draw(seed: 8))
    }

    @Test(arguments: [1, 5, 10, 30, 60, 150, 1000])
    func `strata hold all other pages, give two each and what is in proportion`(count: Int) {
        let sample = Self.draw(count)
        let others = sample.frame - sample.count(.structured)
        #expect(sample.strata.map(\.size).reduce(0, +) == others)
        for stratum in sample.strata {
            #expect(stratum.drawn >= min(2, stratum.size) && stratum.drawn <= stratum.size)
            #expect(sample.pages.count { $0.stratum == stratum.name } == stratum.drawn)
            let due = Double(count * stratum.size) / Double(others)
            if count < others, due > 2 { #expect(abs(Double(stratum.drawn) - due) < 2.5) }
        }
        #expect(sample.count(.random) >= min(others, count))
    }

    /// A site of even pages with some stubs and one long list.
    private static func uneven(stubs: Int) -> SampleFrame {
        SampleFrame(
            (0..<200).map { number in
                SampleFrame.Page(
                    key: "https://a.test/\(number)",
                    address: "https://a.test/\(number)",
                    kind: nil,
                    structure: 0,
                    depth: 1 + number % 2,
                    elements: number < stubs ? 5 : number == 199 ? 5_000 : 300 + number
                )
            }
        )
    }

    @Test func `pages of unusual size are all taken where half of the draw holds them`() throws {
        let frame = Self.uneven(stubs: 9)
        #expect(frame.unusual == Set(frame.pages.indices.filter { [5, 5_000].contains(frame.pages[$0].elements) }))
        let key = Set(frame.keyPages.map(\.page))
        let wanted = Set(frame.unusual.subtracting(key).map { frame.pages[$0].key })
        for seed in UInt64(1)...20 {
            let sample = Self.draw(20, seed: seed, from: frame)
            let taken = Set(sample.pages.filter { $0.stratum == SampleDraw.unusual }.map(\.key))
            #expect(taken == wanted)
            #expect(sample.count(.random) == 20)
            #expect(sample.strata.map(\.size).reduce(0, +) == 200 - key.count)
        }
    }

    @Test func `where they are too many, more than their due are drawn of them, by lot`() throws {
        let frame = Self.uneven(stubs: 40)
        let sample = Self.draw(20, from: frame)
        let odd = try #require(sample.strata.first { $0.name == SampleDraw.unusual })
        #expect(odd.drawn < odd.size && odd.drawn <= 10)
        #expect(Double(odd.drawn) > Double(20 * odd.size) / 199)
        #expect(Self.draw(20, seed: 8, from: frame) != sample)
    }

    @Test func `where very many pages are odd, none is`() {
        let sample = Self.draw(20, from: Self.uneven(stubs: 120))
        #expect(!sample.strata.contains { $0.name == SampleDraw.unusual })
        #expect(Self.frame().unusual.isEmpty, "sizes that are not known")
    }

    @Test func `every page of a stratum is drawn as often as any other`() {
        var counts: [String: Int] = [:]
        let frame = Self.frame(60)
        for seed in UInt64(1)...2000 {
            for page in Self.draw(12, seed: seed, from: frame).pages where page.part == .random {
                counts[page.key, default: 0] += 1
            }
        }
        let sample = Self.draw(12, from: frame)
        let others = sample.frame - sample.count(.structured)
        #expect(counts.count == others)
        for stratum in sample.strata {
            let due = 2000 * Double(stratum.drawn) / Double(stratum.size)
            let keys = Set(
                frame.pages.indices.filter { frame.stratum(of: $0, by: .template) == stratum.name }
                    .map { frame.pages[$0].key }
            )
            // Six standard deviations of a binomial count.
            for (key, count) in counts where keys.contains(key) {
                #expect(abs(Double(count) - due) < 6 * due.squareRoot(), "\(key)")
            }
        }
    }

    @Test func `a panel keeps half of the sample before`() {
        let first = Self.draw(40, seed: 1)
        var stored = first
        stored.number = 5
        let second = Self.draw(40, seed: 2, previous: stored)
        let random = second.pages.filter { $0.part == .random }
        let kept = random.count(where: \.isKept)
        #expect(second.previous == 5)
        #expect(abs(kept - random.count / 2) <= second.strata.count)
        let before = Set(first.pages.map(\.key))
        #expect(random.allSatisfy { $0.isKept == before.contains($0.key) })
        #expect(second.count(.structured) == first.count(.structured))
    }

    @Test(arguments: [
        ("https://a.test/news/1.html", "/news/"), ("https://a.test/", "/"), ("https://a.test", "/"),
        ("https://a.test/x.html", "/"), ("news/2025/1.html", "/news/"), ("x.html", "/"), ("/news/x", "/news/"),
    ])
    func `a column is the first folder of the path`(key: String, column: String) {
        #expect(SampleFrame.column(of: key) == column)
    }

    @Test func `the store gives back what it was given, newest first`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: Sample.site.id)
        var first = Self.draw(seed: .max)
        (first.run, first.subject) = (run, Sample.site.id)
        first.number = try await store.save(first)
        var second = Self.draw(seed: 3, previous: first)
        (second.run, second.subject) = (run, Sample.site.id)
        second.number = try await store.save(second)
        #expect(try await store.sample(try #require(first.number)) == first)
        #expect(try await store.samples(of: Sample.site.id) == [second, first])
        #expect(try await store.samples(of: "other").isEmpty)
        #expect(try await store.sample(99) == nil)
        #expect(try await store.check() == [])
    }

    /// A site whose templates score differently, some pages far off; the interval is that of the index as users see it.
    @Test(arguments: [50, 80]) func `a sampled site lies in nineteen of twenty intervals`(count: Int) throws {
        var random = SplitMix64(seed: 20_261_127)
        let frame = Self.frame(500)
        let scores = Dictionary(
            uniqueKeysWithValues: frame.pages.indices.map { page in
                (frame.pages[page].key, 40 + 12 * Double(frame.templates[page]) + Double(random.index(below: 25)))
            }
        )
        func estimate(_ sample: PageSample) -> SiteEstimate? {
            SiteEstimate(
                sample.pages.map {
                    .init(score: scores[$0.key] ?? 0, stratum: $0.stratum ?? "", isKey: $0.part == .structured)
                },
                frame: sample.sizes
            )
        }
        let truth = try #require(estimate(Self.draw(1000, from: frame)))
        #expect(truth.isExact && truth.interval == nil)
        var held = 0
        for seed in UInt64(1)...1000 {
            let interval = try #require(estimate(Self.draw(count, seed: seed, from: frame))?.interval)
            if interval.contains(truth.value) { held += 1 }
        }
        #expect((930...970).contains(held), "\(held) of 1000")
    }
}
