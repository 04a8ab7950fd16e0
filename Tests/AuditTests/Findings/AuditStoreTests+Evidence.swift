import Testing

@testable import Audit

/// Photos, pages and documents: what every implementation of `AuditStore` does with evidence.
extension AuditStoreTests {
    private static let photo: [UInt8] = [0xFF, 0xD8, 0xFF] + (0..<9000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    private static let page = Array(String(repeating: "<p>办事指南 &amp; 表格</p>\n", count: 500).utf8)

    private func photo(_ number: UInt8 = 0) async throws -> EvidenceHash {
        try await store.storeEvidence(
            Self.photo + [number],
            kind: .photo,
            mediaType: "image/jpeg",
            at: Sample.noon
        )
    }

    @Test(arguments: [Evidence.Kind.photo, .page, .document])
    func `evidence comes back byte for byte and is kept once`(kind: Evidence.Kind) async throws {
        let pieces: [[UInt8]] = [Self.photo, Self.page, [0]]
        for bytes in pieces {
            let hash = try await store.storeEvidence(bytes, kind: kind, mediaType: "a/b", at: Sample.noon)
            #expect(hash == EvidenceHash(of: bytes) && hash.text.utf8.count == 64)
            let later = Sample.noon.advanced(byDays: 1)
            #expect(try await store.storeEvidence(bytes, kind: .document, mediaType: "c/d", at: later) == hash)
            #expect(try await store.evidenceBytes(hash) == bytes)
            let held = Evidence(hash: hash, kind: kind, mediaType: "a/b", size: bytes.count, added: Sample.noon)
            #expect(try await store.evidence(hash) == held)
        }
        #expect(try await store.check().isEmpty)
    }

    @Test func `what nobody stored, and what is empty, is no evidence`() async throws {
        let unknown = EvidenceHash(of: [1])
        #expect(try await store.evidence(unknown) == nil)
        #expect(try await store.evidenceBytes(unknown) == nil)
        #expect(
            try await refusal {
                _ = try await store.storeEvidence([], kind: .photo, mediaType: "", at: Sample.noon)
            }?.code == .usage
        )
        let run = try await scan([])
        #expect(
            try await refusal {
                try await store.link(unknown, to: .run(run), name: "a", by: nil, at: Sample.noon)
            }?.code == .usage
        )
        for text in ["", "abc", String(repeating: "g", count: 64)] { #expect(EvidenceHash(text) == nil) }
        #expect(EvidenceHash(unknown.text.uppercased()) == unknown)
    }

    @Test func `evidence belongs to a run, a page, a finding and a defect, once each`() async throws {
        let page = "https://a.test/1"
        let run = try await scan([Sample.page(page, findings: [Sample.finding(page: page)])])
        let finding = try #require(try await all().first)
        let hash = try await photo()
        let targets: [EvidenceTarget] = [
            .run(run), .page(run, key: page), .finding(finding.id), .defect(finding.finding.defect),
        ]
        for target in targets + targets {
            try await store.link(hash, to: target, name: "门口.jpg", by: "anna", at: Sample.noon)
        }
        for target in targets {
            let links = try await store.evidence(of: target)
            #expect(links.allSatisfy { $0.evidence.hash == hash && $0.name == "门口.jpg" && $0.actor == "anna" })
        }
        func count(_ target: EvidenceTarget) async throws -> Int {
            let links = try await store.evidence(of: target)
            return links.count
        }
        // A run has its own and its pages'; a defect its own and its findings'.
        #expect(try await count(.run(run)) == 2)
        #expect(try await count(.page(run, key: page)) == 1)
        #expect(try await count(.finding(finding.id)) == 1)
        #expect(try await count(.defect(finding.finding.defect)) == 2)
        for target in [EvidenceTarget.run(RunID(99)), .page(run, key: "x"), .finding("zzzzzz"), .defect("zzzzzz")] {
            #expect(
                try await refusal {
                    try await store.link(hash, to: target, name: "", by: nil, at: Sample.noon)
                }?.code == .usage
            )
        }
    }

    @Test func `a form's photos are found with its answers and its defect`() async throws {
        var inspection = Sample.inspection()
        let ramp = Inspection.AnswerPlace(inspection.answers[0])
        inspection.attachments = [
            .init(try await photo(1), name: "a.jpg", answer: ramp), .init(try await photo(2), name: "全景.jpg"),
        ]
        let run = try await store.record(inspection).run
        #expect(try await store.record(inspection).isNew == false)
        let answer = EvidenceTarget.answer(run, section: ramp.section, entry: ramp.entry, item: ramp.item)
        #expect(try await store.evidence(of: answer).map(\.name) == ["a.jpg"])
        #expect(try await store.evidence(of: .run(run)).map(\.name) == ["a.jpg", "全景.jpg"])
        let finding = try #require(try await all().first)
        #expect(try await store.evidence(of: .finding(finding.id)).map(\.name) == ["a.jpg"])
        #expect(try await store.evidence(of: .defect(finding.finding.defect)).map(\.name) == ["a.jpg"])
        // The same form with another photo is another form.
        inspection.attachments.removeLast()
        #expect(try await refusal { _ = try await store.record(inspection) }?.code == .malformedForm)
    }

    @Test func `a form whose photo nobody stored, or that shows no answer, is refused whole`() async throws {
        var inspection = Sample.inspection()
        inspection.attachments = [.init(EvidenceHash(of: [7]), name: "lost.jpg")]
        #expect(try await refusal { _ = try await store.record(inspection) }?.code == .usage)
        inspection.attachments = [.init(try await photo(), name: "a.jpg", answer: .init(section: "x", item: "y"))]
        #expect(try await refusal { _ = try await store.record(inspection) }?.code == .usage)
        #expect(try await store.runs(of: nil).isEmpty)
    }

    /// A form in which the ramp passes without a reading, with these photos of it.
    private func repaired(_ form: String, by inspector: String, _ photos: [EvidenceHash]) -> Inspection {
        var inspection = Sample.inspection(form: form)
        inspection.inspector = inspector
        inspection.findings = []
        inspection.answers[0].kind = .yes
        inspection.answers[0].number = nil
        inspection.answers[0].unit = nil
        inspection.answers[0].outcome = .passed
        inspection.attachments = photos.map {
            .init($0, name: "after.jpg", answer: .init(inspection.answers[0]))
        }
        return inspection
    }

    @Test func `a re-inspection closes with a new photo, not with an old one, nor by the fixer`() async throws {
        var first = Sample.inspection()
        first.attachments = [.init(try await photo(1), name: "before.jpg", answer: .init(first.answers[0]))]
        _ = try await store.record(first)
        let defect = try #require(try await all().first).finding.defect
        for state in [DefectState.assigned, .reportedDone] {
            try await store.change([defect], DefectChange(to: state, by: "bo", at: Sample.noon))
        }
        func state() async throws -> DefectState? {
            let held = try await store.defect(id: defect)
            return held?.state
        }
        _ = try await store.record(repaired("uuid:2", by: "bo", [try await photo(2)]))
        #expect(try await state() == .reportedDone)
        _ = try await store.record(repaired("uuid:3", by: "cy", [try await photo(1)]))
        #expect(try await state() == .reInspected)
        _ = try await store.record(repaired("uuid:4", by: "cy", [try await photo(3)]))
        #expect(try await state() == .closed)
        #expect(try await store.evidence(of: .defect(defect)).count == 4)
    }

    @Test func `a person closes with a photo that is new to the defect`() async throws {
        _ = try await store.record(Sample.inspection())
        let defect = try #require(try await all().first).finding.defect
        let old = try await photo(1)
        try await store.link(old, to: .defect(defect), name: "before.jpg", by: "anna", at: Sample.noon)
        for state in [DefectState.assigned, .reportedDone] {
            try await store.change([defect], DefectChange(to: state, by: "bo", at: Sample.noon))
        }
        try await store.change([defect], DefectChange(to: .reInspected, by: "cy", at: Sample.noon))
        func close(_ photos: [EvidenceHash]) async throws {
            let evidence = photos.map { Inspection.Attachment($0, name: "after.jpg") }
            try await store.change([defect], DefectChange(to: .closed, by: "cy", at: Sample.noon, evidence: evidence))
        }
        #expect(try await refusal { try await close([]) }?.code == .usage)
        #expect(try await refusal { try await close([old]) }?.code == .usage)
        #expect(try await refusal { try await close([EvidenceHash(of: [9])]) }?.code == .usage)
        try await close([try await photo(2)])
        #expect(try await store.defect(id: defect)?.state == .closed)
        let links = try await store.evidence(of: .defect(defect))
        #expect(links.map(\.actor) == ["anna", "cy"] && links.map(\.name) == ["before.jpg", "after.jpg"])
    }
}
