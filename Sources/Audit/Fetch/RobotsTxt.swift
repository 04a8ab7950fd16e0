/// A robots.txt file, read as RFC 9309 says, with Crawl-delay, Request-rate and Sitemap lines beside it.
///
/// A value is immutable and answers any number of questions; ``rules(for:)`` picks the group of one crawler once.
public struct RobotsTxt: Sendable {
    /// What is beyond is not read: RFC 9309 §2.5 asks for at least 500 KiB.
    public static let maximumBytes = 500 << 10
    /// More Sitemap lines are not kept.
    public static let maximumSitemaps = 1_000

    /// One Allow or Disallow line.
    public struct Rule: Sendable, Equatable {
        public let allows: Bool
        /// The pattern as it stands in the file.
        public let pattern: String
        /// From 1.
        public let line: Int
        let path: RobotsPattern
    }

    private var groups: [Group] = []
    /// The groups of an agent token in lower case, `*` for all others.
    private var groupsByAgent: [String: [Int]] = [:]
    /// The values of Sitemap lines in their order, each once; they may be relative.
    public private(set) var sitemaps: [[UInt8]] = []

    private struct Group: Sendable {
        var rules: [Rule] = []
        var delay: Duration?
    }

    /// Reads a file of any encoding; bytes that are not UTF-8 are compared as they are.
    public init(_ bytes: some Collection<UInt8>) {
        var reader = Reader()
        reader.read(RobotsTxt.text(of: Array(bytes.prefix(RobotsTxt.maximumBytes))))
        groups = reader.groups
        groupsByAgent = reader.groupsByAgent
        sitemaps = reader.sitemaps
    }

    /// Without byte order mark, as a byte a character, and without the line that the limit cuts: half a pattern says
    /// something else.
    private static func text(of bytes: [UInt8]) -> Bytes {
        var text = bytes[...]
        if let (charset, length) = CharsetChoice.byteOrderMark(of: bytes) {
            text = charset == .utf8 ? bytes[length...] : charset.decoded(bytes[length...]).bytes[...]
        } else if bytes.count >= 4, bytes[0] == 0 || bytes[1] == 0 {
            text = (bytes[0] == 0 ? Charset.utf16BE : .utf16LE).decoded(bytes[...]).bytes[...]
        }
        guard bytes.count >= maximumBytes, let end = text.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
            return text
        }
        return text[...end]
    }
}

// MARK: - Questions

extension RobotsTxt {
    /// What the file says to one crawler.
    public struct Rules: Sendable {
        /// Of all groups that name the crawler, in the order of the file.
        public let rules: [Rule]
        /// Crawl-delay, or the pause that Request-rate amounts to; the longest one if there are several.
        public let delay: Duration?

        /// Allows everything: no robots.txt, or an ignored one.
        public static let none = Rules(rules: [], delay: nil)

        /// The rule that decides for path and query: the longest match, Allow before Disallow (RFC 9309 §2.2.2).
        ///
        /// Nil if none matches; then the path is allowed.
        public func decidingRule(path: some Collection<UInt8>) -> Rule? {
            let target = RobotsPattern.normalisedPath(Array(path)[...])
            if target.equals("/robots.txt") { return nil }
            var best: Rule?
            for rule in rules {
                if let best,
                    rule.path.length < best.path.length || (rule.path.length == best.path.length && best.allows)
                {
                    continue
                }
                if rule.path.matches(target) { best = rule }
            }
            return best
        }

        public func allows(path: some Collection<UInt8>) -> Bool { decidingRule(path: path)?.allows ?? true }
    }

    /// The rules of the groups that name this crawler, else of the groups for `*`.
    ///
    /// The agent is a product token (`Audit`) or a whole User-Agent value, of which the first token counts.
    public func rules(for agent: String) -> Rules {
        let token = RobotsTxt.productToken(of: Array(agent.utf8)[...])
        let indices = groupsByAgent[token] ?? groupsByAgent["*"] ?? []
        return Rules(rules: indices.flatMap { groups[$0].rules }, delay: indices.compactMap { groups[$0].delay }.max())
    }

    public func allows(path: some Collection<UInt8>, agent: String) -> Bool { rules(for: agent).allows(path: path) }

    public func crawlDelay(for agent: String) -> Duration? { rules(for: agent).delay }

    /// The leading letters, digits, hyphens and underscores, in lower case.
    ///
    /// RFC 9309 §2.2.1 leaves digits out of product tokens, but crawlers have them (`360Spider`).
    static func productToken(of text: Bytes) -> String {
        text.prefix { $0.isASCIIAlpha || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F }.map(\.asciiLowercased).string
    }
}

// MARK: - Reading

extension RobotsTxt {
    private struct Reader {
        var groups: [Group] = []
        var groupsByAgent: [String: [Int]] = [:]
        var sitemaps: [[UInt8]] = []
        private var knownSitemaps: Set<[UInt8]> = []
        /// The agents of the User-agent lines that the next rules belong to.
        private var agents: [String] = []
        /// The group the next rule goes to; nil where no User-agent line stands above.
        private var ruleGroup: Int?
        private var delayGroup: Int?
        private var line = 0

        /// Lines end with LF, CR or both.
        mutating func read(_ text: Bytes) {
            var start = text.startIndex
            while start < text.endIndex {
                let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
                line += 1
                readLine(text[start..<end])
                let isPair = end + 1 < text.endIndex && text[end] == 0x0D && text[end + 1] == 0x0A
                start = end + (isPair ? 2 : 1)
            }
        }

        private mutating func readLine(_ text: Bytes) {
            let content = text.prefix { $0 != 0x23 && $0 != 0 }.trimmed
            guard let (key, value) = Reader.keyAndValue(content) else { return }
            switch Directive(key) {
            case .userAgent: readAgent(value)
            case .allow: readRule(value, allows: true)
            case .disallow: readRule(value, allows: false)
            case .crawlDelay: setDelay(RobotsDelay.crawlDelay(value))
            case .requestRate: setDelay(RobotsDelay.requestRate(value))
            case .sitemap: readSitemap(value)
            case nil: break
            }
        }

        /// Without a colon the first white space separates, if there are exactly two words, as others read it.
        private static func keyAndValue(_ content: Bytes) -> (Bytes, Bytes)? {
            if let colon = content.firstIndex(of: 0x3A) {
                return (content[..<colon].trimmed, content[(colon + 1)...].trimmed)
            }
            let words = content.spaceSeparated
            return words.count == 2 ? (words[0], words[1]) : nil
        }

        private mutating func readAgent(_ value: Bytes) {
            if ruleGroup != nil {
                agents = []
                ruleGroup = nil
                delayGroup = nil
            } else if delayGroup != nil {
                // A delay ends the list of agents for delays only: RFC 9309 does not know that line.
                delayGroup = nil
                delayAgentsStart = agents.count
            }
            let first = value.first
            let isForAll = first == 0x2A && (value.count == 1 || value[value.startIndex + 1].isHTMLSpace)
            agents.append(isForAll ? "*" : RobotsTxt.productToken(of: value))
            if agents.count == 1 { delayAgentsStart = 0 }
        }

        /// Where in ``agents`` those begin that the next delay belongs to.
        private var delayAgentsStart = 0

        private mutating func group(for agents: ArraySlice<String>) -> Int {
            for agent in Set(agents) { groupsByAgent[agent, default: []].append(groups.count) }
            groups.append(Group())
            return groups.count - 1
        }

        private mutating func readRule(_ value: Bytes, allows: Bool) {
            guard !agents.isEmpty else { return }
            let index = ruleGroup ?? group(for: agents[...])
            ruleGroup = index
            // An empty pattern matches nothing.
            guard !value.isEmpty else { return }
            let path = RobotsPattern(value)
            groups[index].rules.append(Rule(allows: allows, pattern: value.string, line: line, path: path))
        }

        private mutating func setDelay(_ delay: Duration?) {
            guard !agents.isEmpty else { return }
            let index = delayGroup ?? group(for: agents[delayAgentsStart...])
            delayGroup = index
            if let delay { groups[index].delay = max(groups[index].delay ?? .zero, delay) }
        }

        private mutating func readSitemap(_ value: Bytes) {
            guard !value.isEmpty, sitemaps.count < RobotsTxt.maximumSitemaps else { return }
            if knownSitemaps.insert(Array(value)).inserted { sitemaps.append(Array(value)) }
        }
    }

    /// The lines that are read, with the misspellings that other crawlers accept too.
    private enum Directive {
        case userAgent, allow, disallow, crawlDelay, requestRate, sitemap

        init?(_ key: Bytes) {
            switch key.map(\.asciiLowercased).string {
            case "user-agent", "useragent", "user agent": self = .userAgent
            case "allow": self = .allow
            case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw": self = .disallow
            case "crawl-delay", "crawldelay", "crawl delay": self = .crawlDelay
            case "request-rate": self = .requestRate
            case "sitemap", "site-map": self = .sitemap
            default: return nil
            }
        }
    }
}
