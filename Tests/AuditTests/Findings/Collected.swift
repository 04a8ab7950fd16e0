import Synchronization

/// Values gathered by a `@Sendable` closure that is called several times.
final class Collected<Value: Sendable>: Sendable {
    private let list = Mutex<[Value]>([])

    var values: [Value] { list.withLock { $0 } }

    func append(_ value: Value) { list.withLock { $0.append(value) } }
}
