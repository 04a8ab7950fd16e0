import Audit
import Testing

@Suite struct WilsonIntervalTests {
    /// Computed by hand from the formula with z = 1.96 (Newcombe 1998, table I, method 3, gives the first and the last).
    @Test(arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (29, 29, 0.8830, 1)])
    func `the interval is the one in the literature`(hits: Int, cases: Int, low: Double, high: Double) throws {
        let interval = try #require(WilsonInterval.interval(hits, of: cases))
        #expect(abs(interval.lowerBound - low) < 0.0001)
        #expect(abs(interval.upperBound - high) < 0.0001)
    }

    @Test func `seeing all of a finite population leaves nothing unknown and seeing most of it little`() throws {
        #expect(WilsonInterval.interval(3, of: 10, population: 10) == 0.3...0.3)
        let most = try #require(WilsonInterval.interval(27, of: 90, population: 100))
        let few = try #require(WilsonInterval.interval(27, of: 90))
        #expect(most.upperBound - most.lowerBound < 0.4 * (few.upperBound - few.lowerBound))
    }

    @Test func `no cases give no interval`() {
        #expect(WilsonInterval.interval(0, of: 0) == nil)
        #expect(WilsonInterval.upperBoundWhenNoneSeen(in: 0) == nil)
    }

    @Test func `nothing seen in thirty pages still allows nine and a half per cent`() throws {
        #expect(abs(try #require(WilsonInterval.upperBoundWhenNoneSeen(in: 30)) - 0.095) < 0.0005)
    }
}
