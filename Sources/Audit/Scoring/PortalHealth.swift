/// How well a portal is kept, beside and never inside the accessibility index; every figure with its denominator.
///
/// Source: 政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号) and 政府网站发展指引 (国办发〔2017〕47号), as far as a crawl can tell.
/// What was not asked is nil, what cannot be told is counted as such.
public struct PortalHealth: Sendable, Equatable {
    public var run: RunID
    public var subject: String
    /// The day of the run, by which ages are counted, `2026-05-01`.
    public var day: String

    public init(run: RunID, subject: String, day: String) {
        self.run = run
        self.subject = subject
        self.day = day
    }

    /// Visits of the home page over all runs of the subject.
    public var home = Availability()
    public var deadOnHome = DeadLinks()
    public var deadInFrame = DeadLinks()
    /// Links that leave the site; nil where they were not asked for.
    public var deadOutside: DeadLinks?
    public var homeFreshness: Freshness?
    public var columns: [Column] = []
    public var attachments = Attachments()
    /// nil where it was not asked for.
    public var ipv6: IPv6?
    public var load = Load()
    /// How many pages have each tag, of those that should.
    public var tags: [Tag] = []
    public var assistEntry = Presence.unknown
    public var statement = Presence.unknown
}

extension PortalHealth {
    /// Attempts, and those that did not get the page.
    public struct Availability: Sendable, Equatable {
        public var probes = 0
        public var failures = 0

        public init() {}

        /// The 95 % interval of the share of failures after Wilson; nil without a probe.
        public var interval: ClosedRange<Double>? {
            guard probes > 0 else { return nil }
            let (z, n) = (1.959964, Double(probes))
            let share = Double(failures) / n
            let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
            let spread = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
            return max(0, middle - spread)...min(1, middle + spread)
        }
    }

    /// Distinct targets of links.
    public struct DeadLinks: Sendable, Equatable {
        /// Those that answered for sure, alive or dead.
        public var checked = 0
        public var dead: [Target] = []
        /// 401, 403, 429, 5xx, firewalls, certificates: not surely dead, so in no denominator.
        public var unknown: [Target] = []
        /// Known and not asked for, by scope, robots.txt or a limit.
        public var notAsked = 0

        public init() {}

        public struct Target: Sendable, Equatable {
            public var address: String
            /// A word of ``NotCheckedReason``.
            public var reason: String
            public var httpStatus: Int?
            /// The page that linked to it first.
            public var from: String?

            public init(address: String, reason: String, httpStatus: Int?, from: String?) {
                self.address = address
                self.reason = reason
                self.httpStatus = httpStatus
                self.from = from
            }
        }
    }

    /// The newest day of a page.
    public struct Freshness: Sendable, Equatable {
        public enum Source: String, Sendable {
            case tag, text, header

            public var name: LocalizedText {
                switch self {
                case .tag: LocalizedText(zh: "PubDate 标签", en: "the PubDate tag")
                case .text: LocalizedText(zh: "页面上的日期", en: "a day on the page")
                case .header: LocalizedText(zh: "Last-Modified 响应头", en: "the Last-Modified header")
                }
            }
        }

        public var day: String
        public var source: Source
        /// Days until the run.
        public var age: Int

        public init(day: String, source: Source, age: Int) {
            self.day = day
            self.source = source
            self.age = age
        }
    }

    /// A page that lists others.
    public struct Column: Sendable, Equatable {
        public enum State: String, Sendable, CaseIterable {
            case current, overdue, empty, undated, noThreshold

            public var name: LocalizedText {
                switch self {
                case .current: LocalizedText(zh: "按期更新", en: "up to date")
                case .overdue: LocalizedText(zh: "超期未更新", en: "overdue")
                case .empty: LocalizedText(zh: "空白", en: "empty")
                case .undated: LocalizedText(zh: "没有日期，无法判断", en: "no day on it, cannot tell")
                case .noThreshold: LocalizedText(zh: "栏目类别没有更新期限，只列出", en: "no term for its kind, listed only")
                }
            }
        }

        public var address: String
        public var title: String
        public var freshness: Freshness?
        /// Days within which it should be updated; nil where its kind has no term.
        public var term: Int?
        public var state: State

        public init(address: String, title: String, freshness: Freshness?, term: Int?, state: State) {
            self.address = address
            self.title = title
            self.freshness = freshness
            self.term = term
            self.state = state
        }

        /// The term of a column of this title: 14 days for news, 183 for notices and policies.
        public static func term(ofTitle title: String) -> Int? {
            let news = ["动态", "要闻", "新闻", "信息快递", "工作信息"]
            let notices = ["通知", "公告", "公示", "政策", "文件", "法规", "规划"]
            if news.contains(where: { title.contains($0) }) { return 14 }
            return notices.contains { title.contains($0) } ? 183 : nil
        }
    }

    /// Files offered for downloading.
    public struct Attachments: Sendable, Equatable {
        /// Linked files that were asked for.
        public var checked = 0
        /// Answered with 200 and the beginning of a file of the kind the name says.
        public var downloadable = 0
        /// Answered with something else, or not there.
        public var broken: [DeadLinks.Target] = []
        /// Neither for sure.
        public var unknown = 0
        /// All that came, by address.
        public var files: [File] = []

        public struct File: Sendable, Equatable {
            public var address: String
            /// What its bytes are, `pdf`.
            public var kind: String
            /// Whether that is what its name, or else its declared type, says; nil where neither says anything.
            public var matchesName: Bool?
            public var bytes: Int
            /// The day of its Last-Modified header.
            public var day: String?
            /// What the link says, where one was found.
            public var label: String?
            /// The page that linked to it first.
            public var from: String?

            public init(
                address: String,
                kind: String,
                matchesName: Bool? = nil,
                bytes: Int,
                day: String?,
                label: String?,
                from: String?
            ) {
                self.address = address
                self.kind = kind
                self.matchesName = matchesName
                self.bytes = bytes
                self.day = day
                self.label = label
                self.from = from
            }

            /// Whether the link says what sort of file it leads to; nil where its text is not known.
            public var labelSaysKind: Bool? {
                guard let label = label?.lowercased() else { return nil }
                let words = Self.words[kind] ?? [kind]
                return words.contains { label.contains($0) }
            }

            private static let words: [String: [String]] = [
                "doc": ["doc", "word", "文档"], "docx": ["doc", "word", "文档"], "xls": ["xls", "excel", "表格"],
                "xlsx": ["xls", "excel", "表格"], "ppt": ["ppt", "演示", "幻灯"], "pptx": ["ppt", "演示", "幻灯"],
                "zip": ["zip", "压缩"], "rar": ["rar", "压缩"], "sevenZip": ["7z", "压缩"],
            ]
        }

        public init() {}
    }

    public struct IPv6: Sendable, Equatable {
        public var hasAddress: Bool
        /// Pages asked for over IPv6, and those that came.
        public var checked: Int
        public var fetched: Int

        public init(hasAddress: Bool, checked: Int, fetched: Int) {
            self.hasAddress = hasAddress
            self.checked = checked
            self.fetched = fetched
        }
    }

    /// How long pages took, the last answer of each.
    public struct Load: Sendable, Equatable {
        /// The guideline's advice (国办发〔2017〕47号, annex).
        public static let limit = 3_000

        public var pages = 0
        /// Milliseconds; nil without pages.
        public var median: Int?
        public var percentile95: Int?
        public var overLimit = 0

        public init(_ milliseconds: [Int] = []) {
            let sorted = milliseconds.sorted()
            pages = sorted.count
            overLimit = sorted.count { $0 > Self.limit }
            guard !sorted.isEmpty else { return }
            // The nearest rank: the smallest time within which that share of the pages came.
            func rank(_ share: Double) -> Int { sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)] }
            median = rank(0.5)
            percentile95 = rank(0.95)
        }
    }

    public struct Tag: Sendable, Equatable {
        public var name: String
        /// Pages of the kind that should have it.
        public var pages: Int
        public var having: Int

        public init(name: String, pages: Int, having: Int) {
            self.name = name
            self.pages = pages
            self.having = having
        }
    }

    /// Whether the home page has something.
    public enum Presence: Sendable, Equatable {
        /// The home page was not seen.
        case unknown
        case absent
        /// By what its link says; `isReachable` tells whether the keyboard gets there and the target was not dead.
        case present(String, isReachable: Bool)
    }
}
