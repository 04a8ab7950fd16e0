import Foundation
import Testing

@testable import Audit

/// Forms from handing in to approval, in a real store.
struct FormReviewTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
    }

    private static let instance = "2b90d4e1-parking-stadium-park"

    private func importing(_ old: String = "", _ new: String = "") async throws -> FormImport.Fate? {
        var text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        if !old.isEmpty { text.replace(old, with: new, maxReplacements: 1) }
        let file = folder.url.appending(path: "p.yaml")
        try Data(text.utf8).write(to: file)
        let store = self.store
        return try await FormImport.run([file], library: ChecklistFixture.library) { store }.first?.fate
    }

    private func step(_ state: FormReview.State, by actor: String = "auditor", _ reason: String = "") async throws {
        try await store.review(Self.instance, .init(to: state, by: actor, reason: reason, at: Sample.noon))
    }

    @Test func `a form is returned, corrected, handed in again and approved, and nothing of that is forgotten`()
        async throws
    {
        let first = try await importing()
        #expect(try await store.review(of: Self.instance)?.state == .final)
        try await step(.returned, "坡度读数请复核")
        #expect(try await store.review(of: Self.instance)?.state == .returned)
        let again = try await importing("[1.2, 1.4, 0.9]", "[1.2, 1.5, 0.9]")
        guard case .stored(let old) = first, case .stored(let new) = again else {
            Issue.record("\(String(describing: first)) \(String(describing: again))")
            return
        }
        #expect(new > old)
        try await step(.approved)
        let review = try #require(try await store.review(of: Self.instance))
        #expect(review.run == new && review.state == .approved)
        #expect(review.steps.map(\.to) == [.returned, .final, .approved])
        #expect(review.steps.first?.reason == "坡度读数请复核")
        // What the form said before is still there.
        #expect(try await store.answers(of: old).count == store.answers(of: new).count)
        #expect(try await store.check().isEmpty)
        for language in Language.allCases {
            let lines = try await FormReviewListing(Self.instance, in: store).lines(in: language)
            #expect(lines.count == 4)
        }
    }

    @Test func `only a returned form takes other answers`() async throws {
        _ = try await importing()
        await #expect(throws: AuditError.self) { try await importing("[1.2, 1.4, 0.9]", "[1.2, 1.5, 0.9]") }
        try await step(.approved)
        await #expect(throws: AuditError.self) { try await importing("[1.2, 1.4, 0.9]", "[1.2, 1.5, 0.9]") }
        try await step(.returned, "错")
        #expect(try await importing("[1.2, 1.4, 0.9]", "[1.2, 1.5, 0.9]") != nil)
        #expect(try await store.runs(of: nil).count == 2)
    }

    @Test func `a step that is none is refused and changes nothing`() async throws {
        await #expect(throws: AuditError.self) { try await step(.approved) }
        _ = try await importing()
        // Nobody reviews a form of their own.
        await #expect(throws: AuditError.self) { try await step(.approved, by: "核查员 乙") }
        await #expect(throws: AuditError.self) { try await step(.final) }
        await #expect(throws: AuditError.self) { try await step(.returned) }
        #expect(try await store.review(of: Self.instance)?.steps == [])
        try await step(.approved)
        await #expect(throws: AuditError.self) { try await step(.approved) }
        try await step(.returned, "错")
        await #expect(throws: AuditError.self) { try await step(.approved) }
        #expect(try await store.review(of: Self.instance)?.steps.map(\.to) == [.approved, .returned])
    }
}
