/// Lets one task sleep until others have news or a time has come.
struct Bell: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func ring() { continuation.yield() }

    /// Returns at the next ring, at once if one was missed, or at the deadline; and when the task is cancelled.
    func wait(until deadline: ContinuousClock.Instant?) async {
        async let _ = Bell.ring(continuation, at: deadline)
        for await _ in stream { return }
    }

    private static func ring(
        _ continuation: AsyncStream<Void>.Continuation,
        at deadline: ContinuousClock.Instant?
    ) async {
        guard let deadline else { return }
        if (try? await Task.sleep(until: deadline, clock: .continuous)) != nil { continuation.yield() }
    }
}
