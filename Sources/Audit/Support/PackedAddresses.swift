/// A list of addresses in few bytes: of each one, how much it shares with the one before, and the rest.
///
/// Links of one page mostly share their beginning, so that some 20 bytes an address are left.
public enum PackedAddresses {
    /// Addresses in order, each as bytes.
    public static func pack(_ addresses: [[UInt8]]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(addresses.count * 24)
        var previous: [UInt8] = []
        for address in addresses {
            let shared = zip(previous, address).prefix { $0 == $1 }.count
            append(shared, to: &output)
            append(address.count - shared, to: &output)
            output += address[shared...]
            previous = address
        }
        return output
    }

    /// The addresses as they were packed; nil where the bytes are no such list.
    public static func unpack(_ bytes: [UInt8]) -> [[UInt8]]? {
        var addresses: [[UInt8]] = []
        var previous: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard let shared = number(in: bytes, at: &index), let rest = number(in: bytes, at: &index),
                shared <= previous.count, rest <= bytes.count - index
            else { return nil }
            previous = Array(previous[..<shared]) + bytes[index..<(index + rest)]
            addresses.append(previous)
            index += rest
        }
        return addresses
    }

    /// Seven bits a byte, the lowest first.
    private static func append(_ number: Int, to output: inout [UInt8]) {
        var number = number
        while number >= 0x80 {
            output.append(UInt8(number & 0x7F) | 0x80)
            number >>= 7
        }
        output.append(UInt8(number))
    }

    private static func number(in bytes: [UInt8], at index: inout Int) -> Int? {
        var number = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            index += 1
            number |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        return nil
    }
}
