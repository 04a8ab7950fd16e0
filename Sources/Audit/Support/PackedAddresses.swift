/// A list of addresses in few bytes: of each one, how much it shares with the one before, and the rest.
///
/// Links of one page mostly share their beginning, so that some 20 bytes an address are left.
public enum PackedAddresses {
    /// Addresses in order, each as bytes.
    public static func pack(_ addresses: [[UInt8]]) -> [UInt8] {
        var output = PackedWriter()
        var previous: [UInt8] = []
        for address in addresses {
            let shared = zip(previous, address).prefix { $0 == $1 }.count
            output.add(shared)
            output.add(address.count - shared)
            output.add(raw: address[shared...])
            previous = address
        }
        return output.bytes
    }

    /// The addresses as they were packed; nil where the bytes are no such list.
    public static func unpack(_ bytes: [UInt8]) -> [[UInt8]]? {
        var addresses: [[UInt8]] = []
        var previous: [UInt8] = []
        var reader = PackedReader(bytes)
        while !reader.isAtEnd {
            guard let shared = try? reader.number(), let rest = try? reader.number(), shared <= previous.count,
                let own = try? reader.raw(count: rest)
            else { return nil }
            previous = Array(previous[..<shared]) + own
            addresses.append(previous)
        }
        return addresses
    }
}
