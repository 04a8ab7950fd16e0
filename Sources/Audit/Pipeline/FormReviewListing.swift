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
            + review.state.title[language]
        return [head]
            + review.steps.map { step in
                let reason = step.reason.isEmpty ? "" : "  " + step.reason
                return "  \(step.at.iso8601)  \(step.actor)  \(step.to.title[language])\(reason)"
            }
    }
}
