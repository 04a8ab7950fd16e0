/// Takes down what went over the wire.
public protocol ExchangeRecorder: Sendable {
    /// Notes one request and its answer; `response.wire` holds the bytes where any came.
    func record(_ response: FetchResponse) async
}

/// Answers requests without the network.
public protocol ExchangeSource: Sendable {
    /// The answer; an address that is not known fails.
    func answer(_ request: FetchRequest) async -> FetchResponse
}
