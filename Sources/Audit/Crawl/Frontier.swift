/// The number of an address in its frontier; those known earlier have lower numbers.
public struct AddressID: Sendable, Hashable, Comparable {
    public let number: Int64

    public init(_ number: Int64) { self.number = number }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.number < rhs.number }
}

/// How an address became known.
public enum AddressOrigin: String, Sendable, CaseIterable {
    case seed, link, redirect, sitemap
}

/// An address as it enters the frontier.
public struct NewAddress: Sendable {
    public var url: WebURL
    public var identity: URLIdentity
    public var depth: Int
    public var origin: AddressOrigin
    /// Where it was found first.
    public var from: AddressID?
    /// Which seed it goes back to, as an index of the seeds of the run.
    public var seed: Int
    /// Addresses of one host and group are visited in turn with those of its other groups.
    public var group: UInt64
    /// How many addresses of the group are queued over the run; further ones are recorded with ``trap``.
    public var groupLimit: Int
    public var trap: NotChecked {
        trapKind.reason(limit: groupLimit, pattern: AddressShape.pattern(of: url, kind: trapKind))
    }
    private let trapKind: TrapKind
    /// Set where it will never be fetched; it is recorded at once.
    public var refusal: NotChecked?

    public init(
        _ url: WebURL,
        depth: Int,
        origin: AddressOrigin,
        from: AddressID? = nil,
        seed: Int = 0,
        refusal: NotChecked? = nil,
        traps: TrapLimits = TrapLimits()
    ) {
        self.url = url
        identity = URLIdentity(url)
        self.depth = depth
        self.origin = origin
        self.from = from
        self.seed = seed
        let shape = AddressShape(url)
        group = shape.group
        groupLimit = shape.kind.limit(in: traps)
        trapKind = shape.kind
        self.refusal = refusal
    }
}

/// An address handed out to be fetched.
public struct ClaimedAddress: Sendable {
    public var id: AddressID
    public var url: WebURL
    public var identity: URLIdentity
    public var depth: Int
    public var origin: AddressOrigin
    public var from: AddressID?
    public var seed: Int
    /// Attempts before this one.
    public var attempts: Int
}

/// What is recorded of an address, once.
public struct AddressRecord: Sendable {
    public var id: AddressID
    public var url: WebURL
    public var identity: URLIdentity
    public var depth: Int
    public var origin: AddressOrigin
    public var from: AddressID?
    public var seed: Int
    /// nil exactly where the address was checked.
    public var notChecked: NotChecked?
    public var httpStatus: Int?
    /// nil where it is the address itself.
    public var finalURL: WebURL?
    public var redirects: [FetchResult.Redirect] = []
    public var contentType: String?
    /// Of the decompressed body.
    public var bytes = 0
    public var contentHash: [UInt8] = []
    /// What the answer is, where it is a file that is offered for downloading.
    public var attachment: ContentKind?
    /// Whether its bytes are what its name, or else its type, says; nil where neither says anything.
    public var attachmentMatchesName: Bool?
    /// How long the last answer took; nil where nothing was asked for.
    public var duration: Duration?
    /// Body bytes over the wire.
    public var wireBytes = 0
    /// The validators of the answer, as they were sent.
    public var entityTag: String?
    public var lastModified: String?

    init(_ address: ClaimedAddress, _ notChecked: NotChecked?) {
        id = address.id
        url = address.url
        identity = address.identity
        depth = address.depth
        origin = address.origin
        from = address.from
        seed = address.seed
        self.notChecked = notChecked
    }
}

/// What recording an address has changed.
public struct Recorded: Sendable, Equatable {
    /// How many of the addresses found were queued, by host.
    public var queued: [String: Int]
    /// How many pages turned out to be shown by their directories, too: the one recorded, or such as were before.
    ///
    /// They are recorded as `duplicate` from now on.
    public var duplicates: Int

    public init(queued: [String: Int], duplicates: Int = 0) {
        self.queued = queued
        self.duplicates = duplicates
    }
}

/// Where the addresses of a run are kept: each one queued, under way, or done with exactly one record.
///
/// A host here is an origin: scheme, host and port. Within one, groups take turns: the n-th address of one group comes before the n+1-st of any other, so that no
/// trap starves the rest. The crawler takes turns over hosts.
public protocol Frontier<Payload>: Sendable {
    /// What a visit hands over to be kept in the same transaction as the address's record.
    associatedtype Payload: Sendable

    /// Adds the addresses that are not known yet.
    ///
    /// - Returns: How many were queued by host.
    func add(_ addresses: [NewAddress]) async throws -> [String: Int]

    /// Hosts with queued addresses, and how many.
    func queuedByHost() async throws -> [String: Int]

    /// Takes the next queued addresses of a host, at most `count`.
    func claim(host: String, count: Int) async throws -> [ClaimedAddress]

    /// Takes this one if it is new or queued.
    ///
    /// - Returns: The claim and whether it was queued; nil if it is under way or done.
    func adopt(_ address: NewAddress) async throws -> (address: ClaimedAddress, wasQueued: Bool)?

    /// Puts a claimed address back, to be tried again after the others of its group; one that was not tried keeps its turn.
    func putBack(_ address: ClaimedAddress, countsAsAttempt: Bool) async throws

    /// Records an address and what was found on it, all or nothing.
    func finish(_ record: AddressRecord, found: [NewAddress], payload: Payload?) async throws -> Recorded

    /// Records all queued addresses (of one host) as not checked; returns how many.
    func finishQueued(host: String?, as reason: NotChecked) async throws -> Int

    /// The starts of the run and where they were redirected to, as they are known so far.
    func roots() async throws -> [WebURL]

    /// Done addresses by reason; checked ones under nil.
    func totals() async throws -> [NotCheckedReason?: Int]

    /// Of each host that was left because it repeats another one, which.
    func mirrors() async throws -> [String: String]

    /// Keeps that a host is left because it repeats another one.
    func add(mirror: String, of original: String) async throws

    /// Calls `body` with the address and the beginning of the content's digest of every page that was looked at, in the
    /// order in which they were fetched.
    func forEachVisited(_ body: @escaping @Sendable (WebURL, [UInt8]) -> Void) async throws

    /// What an earlier run knew of the address; nil where that is not to be used.
    func earlier(_ address: ClaimedAddress) async throws -> EarlierVisit<Payload>?

    /// Why the page of this payload counts as not checked; nil where it was checked.
    func standing(_ payload: Payload) -> NotChecked?

    /// Whether the address was surely added before; false says nothing.
    func isKnown(_ url: WebURL) -> Bool
}

extension Frontier {
    public func mirrors() async throws -> [String: String] { [:] }
    public func add(mirror: String, of original: String) async throws {}
    public func forEachVisited(_ body: @escaping @Sendable (WebURL, [UInt8]) -> Void) async throws {}
    public func earlier(_ address: ClaimedAddress) async throws -> EarlierVisit<Payload>? { nil }
    public func standing(_ payload: Payload) -> NotChecked? { nil }
    public func isKnown(_ url: WebURL) -> Bool { false }
}
