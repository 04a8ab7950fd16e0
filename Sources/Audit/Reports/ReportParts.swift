// The parts of what a report says of one subject.

extension SubjectReport {
    /// A failure that keeps people out altogether: a critical violation of a site, a gate item of a place.
    public struct Blocker: Sendable, Equatable {
        public var title: LocalizedText
        public var fix: LocalizedText
        public var findings: Int
        /// Pages or entries it is on, of those that were looked at.
        public var places: Int
        public var of: Int

        public init(title: LocalizedText, fix: LocalizedText, findings: Int, places: Int, of: Int) {
            self.title = title
            self.fix = fix
            self.findings = findings
            self.places = places
            self.of = of
        }
    }

    /// The open defects that failed and are violations.
    public struct DefectList: Sendable {
        /// Templates first, each part worst first and then by how many places one repair clears.
        public var shown: [ReportedDefect]
        /// How many there are; `shown` is cut.
        public var total: Int

        public init(shown: [ReportedDefect] = [], total: Int = 0) {
            self.shown = shown
            self.total = total
        }
    }

    /// A defect with what it breaks and one of its findings.
    public struct ReportedDefect: Sendable {
        public var defect: Defect
        public var requirement: Requirement
        public var example: StoredFinding?

        public init(defect: Defect, requirement: Requirement, example: StoredFinding? = nil) {
            self.defect = defect
            self.requirement = requirement
            self.example = example
        }

        /// Whether repairing this one does more than repairing the other: worse, or on more places.
        static func precedes(_ first: Self, _ second: Self) -> Bool {
            let (a, b) = (first.defect, second.defect)
            if a.severity != b.severity { return a.severity > b.severity }
            if a.places != b.places { return a.places > b.places }
            return a.id < b.id
        }
    }

    /// What the checked pages together say of one success criterion.
    public struct CriterionResult: Sendable {
        public var criterion: SuccessCriterion
        /// Rules of the run that bear on it, without advice.
        public var rules: Int
        /// Checked pages by the worst outcome any of these rules had there; they add up to the checked pages.
        public var pages: [Outcome: Int]

        public init(criterion: SuccessCriterion, rules: Int, pages: [Outcome: Int]) {
            self.criterion = criterion
            self.rules = rules
            self.pages = pages
        }

        /// The worst outcome on any page; `untested` where no rule looked.
        public var outcome: Outcome {
            Self.order.first { (pages[$0] ?? 0) > 0 } ?? .untested
        }

        /// From what counts most for a page to what counts least.
        static let order: [Outcome] = [.failed, .cantTell, .passed, .inapplicable, .untested]
    }

    /// One page with what failed on it.
    public struct PageResult: Sendable, Equatable {
        public var address: String
        public var title: String
        /// Elements that surely fail a violation, and those a person has to look at.
        public var failed: Int
        public var cantTell: Int
        /// Rules of kind violation with a failure.
        public var rules: Int

        public init(address: String, title: String, failed: Int, cantTell: Int, rules: Int) {
            self.address = address
            self.title = title
            self.failed = failed
            self.cantTell = cantTell
            self.rules = rules
        }
    }

    /// A sample of the site's pages.
    public struct DrawnSample: Sendable, Equatable {
        public var sample: PageSample
        /// Whether index and pass rate are estimated from its pages; else from all pages that were checked.
        public var isUsed: Bool

        public init(_ sample: PageSample, isUsed: Bool) {
            self.sample = sample
            self.isUsed = isUsed
        }
    }

    /// A finding with coordinates.
    public struct MapPoint: Sendable, Equatable {
        public var latitude: Double
        public var longitude: Double
        /// The place's own name of the entry, or the subject's name.
        public var place: String
        public var severity: Severity
        public var outcome: Outcome
        public var message: LocalizedText

        public init(
            latitude: Double,
            longitude: Double,
            place: String,
            severity: Severity,
            outcome: Outcome,
            message: LocalizedText
        ) {
            self.latitude = latitude
            self.longitude = longitude
            self.place = place
            self.severity = severity
            self.outcome = outcome
            self.message = message
        }
    }

    /// A small picture that is evidence of a finding.
    public struct Photo: Sendable, Equatable {
        public enum Kind: String, Sendable {
            case jpeg, png
        }

        public var kind: Kind
        public var bytes: [UInt8]
        /// What it shows, for whoever does not see it.
        public var text: LocalizedText

        public init(kind: Kind, bytes: [UInt8], text: LocalizedText) {
            self.kind = kind
            self.bytes = bytes
            self.text = text
        }
    }

    /// The figure that answers "how good is it?".
    public var headline: Figure? { figures.first }

    /// Whether pages were scanned; else a place was inspected.
    public var isSite: Bool { run.start.kind == .scan }
}

extension Report {
    /// The indices of the sites that this product scanned: all of them, each district, each responsible unit.
    public var summaries: [ScoreSummary] {
        let sites = subjects.filter { $0.isSite && !$0.run.start.isImport }
        return ScoreSummary.summaries(of: sites.map { .init($0.subject, $0.index) })
    }
}
