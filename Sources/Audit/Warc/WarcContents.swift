/// Where the exchanges of an archive lie.
struct WarcContents: Sendable {
    /// An address, by the beginning of its digest, so that long ones take no more room than short ones.
    struct Key: Sendable, Hashable {
        private let high: UInt64
        private let low: UInt64

        init(_ url: WebURL) { self.init(Array(url.withoutFragment.withoutCredentials.description.utf8)) }

        init(_ text: [UInt8]) {
            let digest = SHA256.digest(text)
            high = digest[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
            low = digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    struct Entry: Sendable {
        let key: Key
        /// nil where no answer came.
        let location: WarcRecord.Location?
        fileprivate(set) var failure: Int?
    }

    private var entries: [Entry] = []
    private var byAddress: [Key: [Int32]] = [:]
    /// Records by the digest of their payload, and by their number.
    private var byDigest: [Key: Int32] = [:]
    private var failures: [NotChecked] = []
    private var lastID: String?
    private(set) var starts: [WebURL] = []
    private(set) var damage: WarcDamage?
    private(set) var recordCount = 0

    /// Reads up to the end, the damage or ``WarcLimits/maximumRecords``.
    init(path: String) throws {
        let reader = try WarcReader(path: path)
        do {
            while let record = try reader.next(keeping: Self.kept) {
                guard recordCount < WarcLimits.maximumRecords else {
                    damage = WarcDamage(
                        offset: record.location.offset,
                        problem: LocalizedText(zh: "记录过多", en: "too many records")
                    )
                    return
                }
                recordCount += 1
                take(record)
            }
        } catch let problem as WarcDamage {
            damage = problem
        }
    }

    private static func kept(_ type: String) -> Int {
        type == "metadata" || type == "warcinfo" ? WarcLimits.maximumMetadataBytes : 0
    }

    private mutating func take(_ record: WarcRecord) {
        switch record.type {
        case "response", "resource", "revisit":
            guard let url = record.target else { return }
            add(Entry(key: Key(url), location: record.location))
            lastID = record.field("warc-record-id")
            guard record.type != "revisit", let index = Int32(exactly: entries.count - 1) else { return }
            for name in [record.field("warc-payload-digest"), lastID] {
                if let name { byDigest[Key(Array(name.utf8)), default: index] = index }
            }
        case "metadata": takeMetadata(record)
        case "warcinfo":
            for value in WarcFields.values("audit-start", in: record.block)
            where starts.count < WarcLimits.maximumStarts {
                if let url = WebURL(value), url.isHTTP { starts.append(url) }
            }
        default: break
        }
    }

    private mutating func add(_ entry: Entry) {
        entries.append(entry)
        byAddress[entry.key, default: []].append(Int32(entries.count - 1))
    }

    private mutating func takeMetadata(_ record: WarcRecord) {
        guard let url = record.target, let failure = WarcFields.failure(in: record.block) else { return }
        failures.append(failure)
        if let about = record.field("warc-concurrent-to") {
            if about == lastID, !entries.isEmpty { entries[entries.count - 1].failure = failures.count - 1 }
        } else {
            add(Entry(key: Key(url), location: nil, failure: failures.count - 1))
        }
    }

    // MARK: - Looking up

    func entries(of key: Key) -> [Entry] { (byAddress[key] ?? []).map { entries[Int($0)] } }

    func failure(of entry: Entry) -> NotChecked? { entry.failure.map { failures[$0] } }

    /// The last exchange of each address that got an answer, in the order of the file.
    var lastEntries: [Entry] {
        byAddress.values.compactMap { $0.last { entries[Int($0)].location != nil } }.sorted().map { entries[Int($0)] }
    }

    /// The record whose payload a revisit repeats: by number, by digest, else the first of the address it names.
    func original(of record: WarcRecord) -> WarcRecord.Location? {
        guard record.type == "revisit" else { return nil }
        for name in [record.field("warc-refers-to"), record.field("warc-payload-digest")] {
            if let name, let index = byDigest[Key(Array(name.utf8))] { return entries[Int(index)].location }
        }
        return nil
    }
}
