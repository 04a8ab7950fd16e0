/// A filled form: one visit of an inspector to one place.
public struct Inspection: Sendable, Equatable {
    /// The form's instance id: importing the same form twice stores it once.
    public var form: String
    public var checklist: String
    public var checklistVersion: String
    public var subject: Subject
    public var started: Timestamp
    public var ended: Timestamp
    /// The inspector's account, never a name that is printed.
    public var inspector: String?
    public var toolVersion: String
    public var round: String?
    /// Every item of the checklist, whether answered or not.
    public var requirements: [Requirement]
    public var answers: [Answer]
    public var findings: [Finding]
    /// Photos and documents of the visit, which are in the store already.
    public var attachments: [Attachment]
    /// How the place was chosen, its facts and where its entries are.
    public var visit: Visit

    /// Before the checklist, the address of what one checklist covers of a subject.
    static let placePrefix = "checklist:"

    /// How the subject was looked at: a website by hand, a place on site.
    var mode: String { requirements.first?.domain == .web ? "manual" : "inspection" }

    public init(
        form: String,
        checklist: String,
        checklistVersion: String,
        subject: Subject,
        started: Timestamp,
        ended: Timestamp,
        inspector: String? = nil,
        toolVersion: String,
        round: String? = nil,
        requirements: [Requirement],
        answers: [Answer],
        findings: [Finding],
        attachments: [Attachment] = [],
        visit: Visit = Visit()
    ) {
        self.form = form
        self.checklist = checklist
        self.checklistVersion = checklistVersion
        self.subject = subject
        self.started = started
        self.ended = ended
        self.inspector = inspector
        self.toolVersion = toolVersion
        self.round = round
        self.requirements = requirements
        self.answers = answers
        self.findings = findings
        self.attachments = attachments
        self.visit = visit
    }

    /// A photo or document handed in with the form.
    public struct Attachment: Sendable, Hashable, Codable {
        public var hash: EvidenceHash
        /// The name of the file as the form says it.
        public var name: String
        /// The answer it belongs to; nil where it shows the whole place.
        public var answer: AnswerPlace?

        public init(_ hash: EvidenceHash, name: String, answer: AnswerPlace? = nil) {
            (self.hash, self.name, self.answer) = (hash, name, answer)
        }
    }

    /// Which answer of a form.
    public struct AnswerPlace: Sendable, Hashable, Codable {
        public var section: String
        public var entry: String
        public var item: String

        public init(section: String, entry: String = "", item: String) {
            (self.section, self.entry, self.item) = (section, entry, item)
        }

        init(_ answer: Answer) { self.init(section: answer.section, entry: answer.entry, item: answer.item) }
    }

    /// The answer to one item for one ramp, door or bay.
    public struct Answer: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case yes, no
            /// Does not apply here; leaves the denominator.
            case na
            /// Applies, but nobody looked; lowers the coverage.
            case notChecked
            case measure, count, choice, text
        }

        public var section: String
        /// Empty where the section does not repeat.
        public var entry: String
        public var item: String
        public var kind: Kind
        /// A choice or a text as given.
        public var text: String?
        /// The measure or count the judgement was made on, in `unit`.
        public var number: Double?
        public var unit: String?
        /// Why `na` or `notChecked`.
        public var reason: String?
        /// `inapplicable` for `na`, `untested` for `notChecked`.
        public var outcome: Outcome

        public init(
            section: String,
            entry: String = "",
            item: String,
            kind: Kind,
            text: String? = nil,
            number: Double? = nil,
            unit: String? = nil,
            reason: String? = nil,
            outcome: Outcome
        ) {
            self.section = section
            self.entry = entry
            self.item = item
            self.kind = kind
            self.text = text
            self.number = number
            self.unit = unit
            self.reason = reason
            self.outcome = outcome
        }
    }
}
