/// Words and phrases that are looked for together, in one pass over a text whatever their number.
struct PhraseSet: Sendable, ExpressibleByArrayLiteral {
    /// The phrases that begin with each byte, by that byte; letters in lower case.
    private let byFirstByte: [[[UInt8]]]
    /// Whether any phrase begins with a byte, in either case; most bytes of a text are done with that.
    private let begins: [Bool]

    /// - Parameter phrases: In lower case, none empty.
    init(_ phrases: [StaticString]) {
        var byFirstByte = [[[UInt8]]](repeating: [], count: 256)
        for phrase in phrases {
            let bytes = Array(UnsafeBufferPointer(start: phrase.utf8Start, count: phrase.utf8CodeUnitCount))
            byFirstByte[Int(bytes[0])].append(bytes)
        }
        self.byFirstByte = byFirstByte
        begins = (UInt8.min...UInt8.max).map { !byFirstByte[Int($0.asciiLowercased)].isEmpty }
    }

    init(arrayLiteral phrases: StaticString...) { self.init(phrases) }

    /// Whether one of the phrases stands somewhere in the text, ASCII case-insensitively.
    func occurs(in text: Bytes) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            begins.withUnsafeBufferPointer { begins in
                for index in bytes.indices where begins[Int(bytes[index])] {
                    for phrase in byFirstByte[Int(bytes[index].asciiLowercased)]
                    where Self.begins(with: phrase, bytes, at: index) {
                        return true
                    }
                }
                return false
            }
        }
    }

    private static func begins(with phrase: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard phrase.count <= bytes.count - start else { return false }
        var offset = 1
        while offset < phrase.count {
            if bytes[start + offset].asciiLowercased != phrase[offset] { return false }
            offset += 1
        }
        return true
    }
}
