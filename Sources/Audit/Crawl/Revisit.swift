/// What an earlier run knew of an address, so that it need not be transferred or looked at again.
public struct EarlierVisit<Payload: Sendable>: Sendable {
    /// What was found then; kept again where the page has not changed.
    public var payload: Payload
    /// Where the page led.
    public var links: [WebURL]
    public var entityTag: String?
    public var lastModified: String?
    public var contentType: String?
    /// The first bytes of the body's SHA-256; empty where they are not known.
    public var contentHash: [UInt8]

    public init(
        payload: Payload,
        links: [WebURL],
        entityTag: String?,
        lastModified: String?,
        contentType: String?,
        contentHash: [UInt8]
    ) {
        self.payload = payload
        self.links = links
        self.entityTag = entityTag
        self.lastModified = lastModified
        self.contentType = contentType
        self.contentHash = contentHash
    }

    /// What asks the server to send the page only if it has changed (RFC 9110 §13.1).
    var conditions: [HeaderField] {
        var fields: [HeaderField] = []
        if let entityTag { fields.append(HeaderField("If-None-Match", entityTag)) }
        if let lastModified { fields.append(HeaderField("If-Modified-Since", lastModified)) }
        return fields
    }

    /// Whether the answer says or shows that the page is as it was.
    func isUnchanged(_ result: FetchResult) -> Bool {
        guard result.redirects.isEmpty, result.failure == nil else { return false }
        let response = result.response
        if response.status == 304 { return !conditions.isEmpty }
        guard response.status == 200, !contentHash.isEmpty, !response.isBeginningOnly else { return false }
        return contentType == response.headers.first("content-type").map(\.string)
            && SHA256.digest(response.body).prefix(contentHash.count).elementsEqual(contentHash)
    }
}

extension Crawler {
    /// Decides whether what was found earlier still stands for an answer that has not changed; nil where the page is to
    /// be looked at anew, because something else it depends on has changed.
    public typealias Revisit = @concurrent @Sendable (EarlierVisit<F.Payload>, FetchResponse) async -> F.Payload?

    /// Records a page that has not changed; false where it has, or must be looked at anew.
    nonisolated func finishUnchanged(
        _ address: ClaimedAddress,
        _ earlier: EarlierVisit<F.Payload>?,
        _ result: FetchResult
    ) async throws -> Bool {
        guard let earlier, let revisit, earlier.isUnchanged(result),
            let payload = await revisit(earlier, result.response)
        else { return false }
        var record = AddressRecord(address, frontier.standing(payload))
        record.httpStatus = result.response.status
        record.takeTransport(result.response)
        if let repetition = try await repetition(result.finalURL, contentHash: earlier.contentHash) {
            record.notChecked = repetition
            try await finish(record, found: [], payload: nil)
            return true
        }
        let links = earlier.links.map { DiscoveredLink(url: $0, reference: [], kind: .anchor) }
        let found = await self.links.addresses(from: links, on: address) { self.frontier.isKnown($0) }
        try await finish(record, found: found, payload: payload)
        return true
    }
}
