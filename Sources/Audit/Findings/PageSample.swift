/// Pages of one run that stand for a site, drawn as WCAG-EM asks, with what is needed to compute from them and to
/// draw them again.
public struct PageSample: Sendable, Equatable {
    /// Why a page is in the sample.
    public enum Part: String, Sendable, Codable, CaseIterable {
        /// Chosen: a key page or one that looks like no other.
        case structured
        /// Drawn by lot.
        case random
    }

    /// What pages are put into one stratum by.
    public enum Basis: String, Sendable, Codable, CaseIterable {
        /// The template that made them, as far as their structure shows it.
        case template
        /// The first part of their path.
        case column
    }

    /// Pages that are alike, of which some are drawn.
    public struct Stratum: Sendable, Equatable {
        public var name: String
        /// Pages of the frame that are not key pages (N_h).
        public var size: Int
        /// Pages drawn (n_h).
        public var drawn: Int

        public init(name: String, size: Int, drawn: Int) {
            self.name = name
            self.size = size
            self.drawn = drawn
        }
    }

    public struct Page: Sendable, Equatable {
        /// As in ``PageRecord/key``.
        public var key: String
        public var address: String
        public var part: Part
        /// The stratum a page was drawn from; nil for structured pages.
        public var stratum: String?
        /// The kind of a structured page, or the template it is an example of; empty for pages drawn by lot.
        public var reason: String
        /// Whether it was kept from the sample before.
        public var isKept: Bool

        public init(
            key: String,
            address: String,
            part: Part,
            stratum: String? = nil,
            reason: String = "",
            isKept: Bool = false
        ) {
            self.key = key
            self.address = address
            self.part = part
            self.stratum = stratum
            self.reason = reason
            self.isKept = isKept
        }
    }

    /// Its number in the store; nil before it is stored.
    public var number: Int64?
    public var subject: String
    /// The run whose checked pages are the frame.
    public var run: RunID
    public var seed: UInt64
    public var basis: Basis
    /// Pages of the frame, key pages included.
    public var frame: Int
    /// Addresses that were found and are not in the frame, by reason.
    public var exclusions: [String: Int]
    /// The sample of which half was kept, so that a change can be told.
    public var previous: Int64?
    public var strata: [Stratum]
    /// Structured pages first, then by stratum and key.
    public var pages: [Page]

    public init(
        number: Int64? = nil,
        subject: String,
        run: RunID,
        seed: UInt64,
        basis: Basis,
        frame: Int,
        exclusions: [String: Int] = [:],
        previous: Int64? = nil,
        strata: [Stratum],
        pages: [Page]
    ) {
        self.number = number
        self.subject = subject
        self.run = run
        self.seed = seed
        self.basis = basis
        self.frame = frame
        self.exclusions = exclusions
        self.previous = previous
        self.strata = strata
        self.pages = pages
    }

    /// How many pages each stratum has, as a score needs them.
    public var sizes: [String: Int] { Dictionary(uniqueKeysWithValues: strata.map { ($0.name, $0.size) }) }

    public func count(_ part: Part) -> Int { pages.count { $0.part == part } }
}
