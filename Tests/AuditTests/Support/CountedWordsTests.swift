import Testing

@testable import Audit

struct CountedWordsTests {
    @Test(arguments: [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (11, "11 pages")])
    func `one thing is said as one`(count: Int, words: String) { #expect(count.counted("page") == words) }

    @Test(arguments: [(1, "1 stratum"), (2, "2 strata")])
    func `a noun may have a plural of its own`(count: Int, words: String) {
        #expect(count.counted("stratum", "strata") == words)
    }
}
