/// A page as it was fetched, for whoever checks it.
public struct FetchedPage: Sendable {
    public let address: ClaimedAddress
    /// The answer; its body is decompressed, in whatever encoding.
    public let response: FetchResponse

    public var url: WebURL { response.url }
}

/// A link as a page gives it.
public struct DiscoveredLink: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case anchor, area, frame, link, refresh, form, script
    }

    /// nil where the reference is no address.
    public let url: WebURL?
    /// As it stands in the page, without white space around it.
    public let reference: [UInt8]
    /// What the link says, white space collapsed; empty for what has no text.
    public let text: [UInt8]
    public let kind: Kind

    public init(url: WebURL?, reference: [UInt8], text: [UInt8] = [], kind: Kind) {
        self.url = url
        self.reference = reference
        self.text = text
        self.kind = kind
    }
}

/// What came of looking at a page.
public struct PageVisit<Payload: Sendable>: Sendable {
    public var links: [DiscoveredLink]
    /// Set where the page turned out not to be checkable (`parseLimit`, `needsRendering`, …).
    public var notChecked: NotChecked?
    /// Kept in the same transaction as the page's record.
    public var payload: Payload?

    public init(links: [DiscoveredLink] = [], notChecked: NotChecked? = nil, payload: Payload? = nil) {
        self.links = links
        self.notChecked = notChecked
        self.payload = payload
    }
}
