import Synchronization

/// The files for downloading that a run met, by the address each is listed with.
public struct AttachmentInventory: Sendable {
    private let files: [String: PortalHealth.Attachments.File]

    /// No files, for listings that show none.
    public init() { files = [:] }

    /// Reads the run once; memory grows with the files and the links to such.
    ///
    /// - Throws: ``AuditError`` where the store cannot be read.
    public init(of run: RunID, in store: any AuditStore) async throws {
        let gathered = Mutex(HealthGathering())
        try await store.forEachVisit(of: run) { visit in gathered.withLock { $0.take(visit) } }
        let found = gathered.withLock { $0.attachments.files }
        files = Dictionary(found.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What the page is, where it is such a file.
    public subscript(_ page: PageRecord) -> PortalHealth.Attachments.File? { files[page.address] }
}
