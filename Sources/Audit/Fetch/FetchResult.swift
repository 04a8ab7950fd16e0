/// What came of an address: its redirects and the last answer.
public struct FetchResult: Sendable {
    /// The address that was asked for.
    public var requestedURL: WebURL
    /// The hops before the last answer, in order.
    public var redirects: [Redirect] = []
    /// The last answer; its `url` is the final address.
    public var response: FetchResponse
    /// Why the answer is not usable; covers ``FetchResponse/failure``, redirects and refusals on the way.
    public var failure: NotChecked?
    /// How long after 429 or 503 the server wants to be left alone.
    public var retryAfter: Duration?

    /// One hop.
    public struct Redirect: Sendable, Equatable {
        public let from: WebURL
        public let status: Int
        public let to: WebURL
        /// The request and answer, where the wire was kept.
        public let response: Recorded?

        /// An answer that compares by its address.
        public struct Recorded: Sendable, Equatable {
            public let response: FetchResponse

            public static func == (lhs: Self, rhs: Self) -> Bool { lhs.response.url == rhs.response.url }
        }
    }

    public var finalURL: WebURL { response.url }
}

/// The bounds of a chain of redirects.
public enum RedirectLimits {
    /// Fetch Standard, "HTTP-redirect fetch".
    public static let maximumRedirects = 20
    /// How often one address may come up in a chain: once more after a cookie was set.
    public static let maximumVisits = 2
}
