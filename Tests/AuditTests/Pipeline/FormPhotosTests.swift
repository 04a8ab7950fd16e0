import Foundation
import Testing

@testable import Audit

struct FormPhotosTests {
    static let place = (latitude: 31.01877, longitude: 117.09921)

    /// The example form of a car park, which names two photos, in a folder of its own with these files.
    static func withForm<Value: Sendable>(
        _ photos: [String: [UInt8]],
        replacing: (String, String) = ("", ""),
        _ body: (URL, SQLiteStore) async throws -> Value
    ) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
            .replacingOccurrences(of: "          photos: [parking-b17-1.jpg, parking-b17-2.jpg]\n", with: "")
        if !replacing.0.isEmpty { text = text.replacingOccurrences(of: replacing.0, with: replacing.1) }
        let form = folder.appending(path: "form.yaml")
        try Data(text.utf8).write(to: form)
        for (name, bytes) in photos { try Data(bytes).write(to: folder.appending(path: name)) }
        return try await body(form, try SQLiteStore(path: folder.appending(path: "store.sqlite").path))
    }

    static func importing(
        _ form: URL,
        _ store: SQLiteStore,
        system: CoordinateSystem = .wgs84
    ) async throws -> FormImport.Result {
        let results = try await FormImport.run([form], library: ChecklistFixture.library, photoSystem: system) { store }
        return try #require(results.first)
    }

    static func photo(date: String = "2026:06:19", north: Double = 0) -> [UInt8] {
        let exif = ExifSample(
            orientation: 6,
            taken: "\(date) 09:12:03",
            gps: ("N", 31, (place.latitude - 31 + north) * 60, "E", 117, (place.longitude - 117) * 60)
        )
        return TestImage.corners.jpeg(exif: exif)
    }

    static func links(_ store: SQLiteStore, _ result: FormImport.Result) async throws -> [EvidenceLink] {
        switch result.fate {
        case .stored(let run), .alreadyStored(let run): try await store.evidence(of: .run(run))
        case .checkedOnly: []
        }
    }

    @Test func `originals are kept byte for byte with the answer they belong to`() async throws {
        let original = Self.photo()
        try await Self.withForm(["parking-sign.jpg": original, "parking-a02-1.jpg": Self.photo(north: 0.0001)]) {
            form,
            store in
            let result = try await Self.importing(form, store)
            #expect(result.photos == 2 && result.remarks.isEmpty, "\(result.remarks.map(\.en))")
            let links = try await Self.links(store, result)
            let sign = try #require(links.first { $0.name == "parking-sign.jpg" })
            #expect(sign.evidence.hash == EvidenceHash(of: original))
            #expect(try await store.evidenceBytes(sign.evidence.hash) == original)
            guard case .stored(let run) = result.fate else { return #expect(Bool(false), "not stored") }
            let answer = EvidenceTarget.answer(run, section: "car-park", entry: "", item: "parking.guide-sign")
            #expect(try await store.evidence(of: answer).map(\.name) == ["parking-sign.jpg"])
        }
    }

    @Test func `photos that are missing are told, and added when the form comes again`() async throws {
        try await Self.withForm([:]) { form, store in
            let first = try await Self.importing(form, store)
            #expect(first.photos == 0 && first.remarks.count == 1)
            #expect(first.remarks[0].en.hasPrefix("photos not found beside the form: 'parking-sign.jpg', "))
            let folder = form.deletingLastPathComponent()
            try Data(Self.photo()).write(to: folder.appending(path: "parking-sign.jpg"))
            for _ in 0..<3 {
                let again = try await Self.importing(form, store)
                #expect(again.photos == 1 && again.remarks.count == 1)
                #expect(try await Self.links(store, again).map(\.name) == ["parking-sign.jpg"])
            }
            #expect(try await store.runs(of: nil).count == 1)
        }
    }

    @Test(arguments: ["../secret.jpg", "/etc/hostname", "a/../../secret.jpg"])
    func `a name that leads out of the folder refuses the form`(name: String) async throws {
        try await Self.withForm([:], replacing: ("parking-sign.jpg", name)) { form, store in
            await #expect(throws: AuditErrors.self) { try await Self.importing(form, store) }
            let runs = try await store.runs(of: nil)
            #expect(runs.isEmpty)
        }
    }

    @Test func `a link that leads out of the folder refuses the form`() async throws {
        try await Self.withForm([:]) { form, store in
            let link = form.deletingLastPathComponent().appending(path: "parking-sign.jpg")
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/etc/hostname")
            await #expect(throws: AuditErrors.self) { try await Self.importing(form, store) }
        }
    }

    @Test func `what cannot be read is kept as it is and said`() async throws {
        let broken: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF] + Array("Exif".utf8)
        try await Self.withForm(["parking-sign.jpg": broken, "parking-a02-1.jpg": Array("no photo".utf8)]) {
            form,
            store in
            let result = try await Self.importing(form, store)
            #expect(result.photos == 2 && result.remarks.count == 2)
            let hashes = try await Self.links(store, result).map(\.evidence.hash)
            #expect(Set(hashes) == [EvidenceHash(of: broken), EvidenceHash(of: Array("no photo".utf8))])
        }
    }

    @Test func `a photo of a kind that reports do not show is kept and said`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 0, count: 40)
        try await Self.withForm(["parking-sign.jpg": png, "parking-a02-1.jpg": Self.photo()]) { form, store in
            let result = try await Self.importing(form, store)
            #expect(result.photos == 2 && result.remarks.count == 1, "\(result.remarks.map(\.en))")
            #expect(result.remarks.first?.en.contains("'parking-sign.jpg' is image/png and was kept") == true)
            #expect(result.remarks.first?.zh.contains("报告只显示 JPEG") == true)
        }
    }

    @Test func `a photo of another day or place is told`() async throws {
        let photos = ["parking-sign.jpg": Self.photo(date: "2025:01:02"), "parking-a02-1.jpg": Self.photo(north: 0.01)]
        try await Self.withForm(photos) { form, store in
            let remarks = try await Self.importing(form, store).remarks.map(\.en)
            #expect(remarks.contains { $0.contains("2025-01-02") })
            #expect(remarks.contains { $0.contains("was taken 11") }, "\(remarks)")
        }
    }

    @Test func `coordinates in a photo are taken as what they are said to be`() async throws {
        let shifted = CoordinateSystem.gcj02(Self.place.latitude, Self.place.longitude)
        let exif = ExifSample(
            taken: "2026:06:19 09:12:03",
            gps: ("N", 31, (shifted.latitude - 31) * 60, "E", 117, (shifted.longitude - 117) * 60)
        )
        let photo = TestImage.corners.jpeg(exif: exif)
        try await Self.withForm(["parking-sign.jpg": photo, "parking-a02-1.jpg": photo]) { form, store in
            let taken = try await Self.importing(form, store).remarks.map(\.en)
            #expect(taken.allSatisfy { $0.contains("gcj02") } && taken.count == 2, "\(taken)")
            #expect(try await Self.importing(form, store, system: .gcj02).remarks.isEmpty)
        }
    }

    @Test func `a finding shows its photos small and without metadata`() async throws {
        try await Self.withForm(["parking-sign.jpg": Self.photo(), "parking-a02-1.jpg": Array("no photo".utf8)]) {
            form,
            store in
            _ = try await Self.importing(form, store)
            var filter = FindingFilter()
            filter.requirement = "parking.guide-sign"
            let page = try await store.findings(filter, after: nil, limit: 10)
            let finding = try #require(page.findings.first)
            let pictures = try await FindingThumbnails(store: store).thumbnails(of: finding.id)
            #expect(pictures.map(\.name) == ["parking-sign.jpg"])
            let picture = try #require(pictures.first?.picture)
            // Held upright, the camera stored it lying down.
            #expect((picture.width, picture.height) == (TestImage.corners.height, TestImage.corners.width))
            #expect(PhotoMetadata(picture.jpeg) == .none)
        }
    }
}
