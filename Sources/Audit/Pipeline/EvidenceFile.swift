/// A photo or document that a person hands in.
public struct EvidenceFile: Sendable {
    /// The last part of its path.
    public let name: String
    public let bytes: [UInt8]
    public let kind: Evidence.Kind
    public let mediaType: String

    public var hash: EvidenceHash { EvidenceHash(of: bytes) }

    /// Reads the file whole; what it is is told by its bytes.
    ///
    /// - Throws: ``AuditError`` `unreadableFile` where it cannot be read or is larger than ``Evidence/maximumBytes``.
    public init(path: String) throws {
        self.init(
            name: path.split(separator: "/").last.map(String.init) ?? path,
            bytes: try InputFile.bytes(path, maximumBytes: Evidence.maximumBytes)
        )
    }

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        let content = ContentKind(of: bytes[...], fileName: Array(name.utf8)[...])
        if Self.isHEIF(bytes) {
            (kind, mediaType) = (.photo, "image/heif")
        } else if let type = Self.imageTypes[content] {
            (kind, mediaType) = (.photo, type)
        } else {
            (kind, mediaType) = (.document, content == .pdf ? "application/pdf" : "application/octet-stream")
        }
    }

    private static let imageTypes: [ContentKind: String] = [
        .png: "image/png", .jpeg: "image/jpeg", .gif: "image/gif", .webp: "image/webp", .bmp: "image/bmp",
        .tiff: "image/tiff", .avif: "image/avif",
    ]

    /// The format phones take photos in (ISO 23008-12): a media file whose brand is that of pictures.
    private static func isHEIF(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 12, bytes[4..<8].equals("ftyp") else { return false }
        let brands: [StaticString] = ["heic", "heix", "heim", "heis", "mif1", "msf1"]
        return brands.contains { bytes[8..<12].equals($0) }
    }

    /// Keeps it, and says what it shows.
    ///
    /// - Parameters:
    ///   - store: Where it is kept.
    ///   - targets: What it belongs to; none where something else will say so.
    ///   - actor: The account of who hands it in.
    ///   - moment: When.
    /// - Returns: What it is known by.
    /// - Throws: ``AuditError`` of the store.
    @discardableResult
    public func store(
        in store: any AuditStore,
        for targets: [EvidenceTarget] = [],
        by actor: String,
        at moment: Timestamp
    ) async throws -> EvidenceHash {
        let hash = try await store.storeEvidence(bytes, kind: kind, mediaType: mediaType, at: moment)
        for target in targets { try await store.link(hash, to: target, name: name, by: actor, at: moment) }
        return hash
    }
}

/// The evidence of one finding or defect.
public struct EvidenceFolder: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// What shows a finding or a defect, each piece once, oldest first.
    ///
    /// - Throws: ``AuditError`` `usage` where the id means nothing or several.
    public func links(of id: String) async throws -> [EvidenceLink] {
        let dossier = try await FindingDossier(of: id, in: store)
        var links: [EvidenceLink] = []
        if let defect = dossier.defect { links += try await store.evidence(of: .defect(defect.id)) }
        if let finding = dossier.finding { links += try await store.evidence(of: .finding(finding.id)) }
        var seen: Set<EvidenceHash> = []
        return links.filter { seen.insert($0.evidence.hash).inserted }
    }

    /// Writes the pieces into a folder, byte for byte, named by their hash.
    ///
    /// - Returns: The names of the files; what retention removed is left out.
    public func write(_ links: [EvidenceLink], to folder: String) async throws -> [String] {
        var names: [String] = []
        for link in links {
            guard let bytes = try await store.evidenceBytes(link.evidence.hash) else { continue }
            let name = Self.fileName(link.evidence)
            try AtomicFile.write(bytes, to: folder + "/" + name)
            names.append(name)
        }
        return names
    }

    /// Nothing of the name that somebody handed it in under, which could lead anywhere.
    static func fileName(_ evidence: Evidence) -> String {
        let endings = [
            "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp",
            "image/tiff": "tif", "image/avif": "avif", "image/heif": "heic", "application/pdf": "pdf",
            "text/html": "html",
        ]
        return evidence.hash.text.prefix(16) + "." + (endings[evidence.mediaType] ?? "bin")
    }
}
