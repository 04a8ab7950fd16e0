import Testing

@testable import Audit

struct PackedAddressesTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `what is packed comes out again`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let stems = ["http://a.test/", "http://a.test/art/2026/", "https://b.test/?x=", ""]
        let addresses = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
            let stem = stems.randomElement(using: &generator) ?? ""
            let tail = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            return Array(stem.utf8) + tail
        }
        #expect(PackedAddresses.unpack(PackedAddresses.pack(addresses)) == addresses)
    }

    @Test(arguments: [[0x05], [0x01, 0x01, 0x41], [0x00, 0x09, 0x41], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]])
    func `bytes that are no list are told`(bytes: [UInt8]) {
        #expect(PackedAddresses.unpack(bytes) == nil)
    }
}
