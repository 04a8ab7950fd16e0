/// How a form stands in review and how it came there, in words.
public struct FormReviewListing: Sendable {
    private let review: FormReview

    /// - Throws: ``AuditError`` where the form is not in the store.
    public init(_ form: String, in store: some AuditStore) async throws {
        guard let review = try await store.review(of: form) else { throw StoreFailure.unknownForm(form) }
        self.review = review
    }

    public func lines(in language: Language) -> [String] {
        let head =
            "\(review.form)  \(review.subject)  \(review.checklist) \(review.checklistVersion)  "
            + Self.name(review.state, language)
        return [head]
            + review.steps.map { step in
                let reason = step.reason.isEmpty ? "" : "  " + step.reason
                return "  \(step.at.iso8601)  \(step.actor)  \(Self.name(step.to, language))\(reason)"
            }
    }

    private static func name(_ state: FormReview.State, _ language: Language) -> String {
        switch state {
        case .final: LocalizedText(zh: "定稿，待审核", en: "final, not reviewed")[language]
        case .returned: LocalizedText(zh: "已退回", en: "returned")[language]
        case .approved: LocalizedText(zh: "审核通过", en: "approved")[language]
        }
    }
}
