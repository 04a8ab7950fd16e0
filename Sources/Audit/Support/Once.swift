import Synchronization

/// A value that is made when it is first asked for, and kept.
final class Once<Value: Sendable>: Sendable {
    private let made = Mutex<Value?>(nil)

    /// `make` must not ask for the same value.
    func value(_ make: () -> Value) -> Value {
        made.withLock { known in
            if let known { return known }
            let value = make()
            known = value
            return value
        }
    }
}
