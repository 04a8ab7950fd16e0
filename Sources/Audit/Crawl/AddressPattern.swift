/// A regular expression over addresses that is matched in linear time, whatever the pattern and the address.
///
/// Literals, `.`, classes, `\d \w \s` and their opposites, groups, `|`, `* + ? {m,n}`, `^` and `$`. There are no back
/// references and no look-around. Letters beyond ASCII stand for their escapes (`%E5…`), as addresses write them.
public struct AddressPattern: Sendable, Equatable {
    /// Longer patterns are refused.
    public static let maximumBytes = 1_000
    /// Instructions after counted repetitions are written out.
    static let maximumInstructions = 10_000
    /// Groups within groups.
    static let maximumDepth = 32

    public let text: String
    private let program: [Instruction]

    /// One step of the automaton (Thompson's construction); targets are absolute.
    enum Instruction: Sendable, Equatable {
        case bytes(ByteSet)
        case either(Int, Int)
        case jump(Int)
        case atStart
        case atEnd
        case match
    }

    /// Compiles a pattern, or says in ``AuditError`` what is wrong with it and where.
    public init(_ pattern: String) throws {
        text = pattern
        var compiler = AddressPatternCompiler(pattern)
        program = try compiler.program()
    }

    /// Whether the pattern matches somewhere in the address; time is their lengths multiplied at most.
    public func matches(_ address: some Collection<UInt8>) -> Bool {
        let input = Array(address)
        var current = States(capacity: program.count)
        var next = States(capacity: program.count)
        for position in 0...input.count {
            // A match may begin anywhere.
            if follow(0, at: position, of: input.count, into: &current) { return true }
            guard position < input.count else { break }
            next.removeAll()
            for state in current.members {
                guard case .bytes(let set) = program[state], set.contains(input[position]) else { continue }
                if follow(state + 1, at: position + 1, of: input.count, into: &next) { return true }
            }
            swap(&current, &next)
        }
        return false
    }

    /// Adds the states that can be reached without reading; true if the match is one of them.
    private func follow(_ start: Int, at position: Int, of count: Int, into states: inout States) -> Bool {
        var pending = [start]
        while let state = pending.popLast() {
            guard states.insert(state) else { continue }
            switch program[state] {
            case .match: return true
            case .bytes: break
            case .jump(let target): pending.append(target)
            case .either(let first, let second): pending += [second, first]
            case .atStart: if position == 0 { pending.append(state + 1) }
            case .atEnd: if position == count { pending.append(state + 1) }
            }
        }
        return false
    }

    /// A set of states with constant-time insertion and clearing.
    private struct States {
        private(set) var members: [Int] = []
        private var marks: [Int]
        private var generation = 1

        init(capacity: Int) { marks = [Int](repeating: 0, count: capacity) }

        mutating func insert(_ state: Int) -> Bool {
            if marks[state] == generation { return false }
            marks[state] = generation
            members.append(state)
            return true
        }

        mutating func removeAll() {
            members.removeAll(keepingCapacity: true)
            generation += 1
        }
    }
}

/// A set of byte values.
struct ByteSet: Sendable, Equatable {
    private var words: SIMD4<UInt64> = .zero

    init() {}

    init(_ ranges: ClosedRange<UInt8>...) { for range in ranges { insert(range) } }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for byte in range { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
    }

    mutating func formUnion(_ other: ByteSet) { words |= other.words }

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    var inverted: ByteSet {
        var set = self
        set.words = ~words
        return set
    }

    static let digits = ByteSet(0x30...0x39)
    static let word = ByteSet(0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A)
    static let space = ByteSet(0x09...0x0D, 0x20...0x20)
    static let all = ByteSet().inverted
}
