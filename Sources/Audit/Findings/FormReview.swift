/// How a form was reviewed: who returned or approved it, when and why.
public struct FormReview: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// Handed in as final; nobody has judged it.
        case final
        /// Sent back to the inspector, who may hand it in again with other answers.
        case returned
        case approved

        public var title: LocalizedText {
            switch self {
            case .final: LocalizedText(zh: "定稿，待审核", en: "final, not reviewed")
            case .returned: LocalizedText(zh: "已退回", en: "returned")
            case .approved: LocalizedText(zh: "审核通过", en: "approved")
            }
        }
    }

    /// One step; the history of a form is never changed.
    public struct Step: Sendable, Equatable {
        /// `final` is the handing in, which a returned form does again.
        public var to: State
        public var actor: String
        /// Not empty for a return.
        public var reason: String
        public var at: Timestamp

        public init(to: State, by actor: String, reason: String, at moment: Timestamp) {
            self.to = to
            self.actor = actor
            self.reason = reason
            at = moment
        }
    }

    public var form: String
    /// The run that holds the form as it was handed in last.
    public var run: RunID
    public var subject: String
    public var checklist: String
    public var checklistVersion: String
    public var inspector: String?
    /// Oldest first; empty for a form nobody has judged.
    public var steps: [Step]

    public var state: State { steps.last?.to ?? .final }
}
