/// Small pictures of the photos that show a finding, for reports.
public struct FindingThumbnails: Sendable {
    /// Enough to see what is meant; the originals stay in the store.
    static let maximumPerFinding = 3

    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The thumbnails of a finding's photos, oldest first; what cannot be decoded or was removed is left out.
    public func thumbnails(of finding: String) async throws -> [(name: String, picture: Thumbnail)] {
        var pictures: [(name: String, picture: Thumbnail)] = []
        for link in try await store.evidence(of: .finding(finding)) where link.evidence.mediaType == "image/jpeg" {
            guard pictures.count < Self.maximumPerFinding else { break }
            guard let bytes = try await store.evidenceBytes(link.evidence.hash) else { continue }
            let orientation = PhotoMetadata(bytes).orientation
            if let picture = try? Thumbnail(of: bytes, orientation: orientation) {
                pictures.append((link.name, picture))
            }
        }
        return pictures
    }
}
