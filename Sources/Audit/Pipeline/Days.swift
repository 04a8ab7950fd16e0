import Foundation

/// Days of pages and what lies between them.
enum Days {
    /// PubDate before a day on the page before Last-Modified; nil where there is none of them.
    static func freshness(
        of facts: VisitFacts,
        until day: String,
        takesHeader: Bool = true
    ) -> PortalHealth.Freshness? {
        let header = takesHeader ? facts.lastModified.flatMap { Timestamp(httpDate: $0) }?.iso8601.prefix(10) : nil
        let found: [(String?, PortalHealth.Freshness.Source)] = [
            (facts.content?.published, .tag), (facts.content?.newest, .text), (header.map { String($0) }, .header),
        ]
        for case (let newest?, let source) in found {
            guard let age = between(newest, day) else { continue }
            return PortalHealth.Freshness(day: newest, source: source, age: max(0, age))
        }
        return nil
    }

    /// Days from one day to another, both as `2026-05-01`.
    static func between(_ first: String, _ last: String) -> Int? {
        guard let first = Timestamp(endOf: first), let last = Timestamp(endOf: last) else { return nil }
        return Int((last.millisecondsSince1970 - first.millisecondsSince1970) / 86_400_000)
    }
}

extension Timestamp {
    /// An HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`).
    init?(httpDate text: String) {
        guard let date = RetryAfter.date(Array(text.utf8)[...]) else { return nil }
        self.init(millisecondsSince1970: Int64(date.timeIntervalSince1970 * 1_000))
    }
}
