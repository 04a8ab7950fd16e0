import CZlib

/// Writes a ZIP archive whose bytes depend on nothing but its content.
///
/// Source: PKWARE APPNOTE 6.3.10 §4.3; no ZIP64, so that an archive is at most 4 GiB, which its makers stay far below.
struct ZIPArchive {
    private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// Adds a file, deflated; names are ASCII.
    mutating func add(_ name: String, _ content: [UInt8]) {
        let packed = Self.deflated(content)
        let offset = bytes.count
        precondition(offset + packed.count < 1 << 31, "an archive of ours is far below 4 GiB")
        var common: [UInt8] = []
        // Version 2.0; UTF-8 names; deflated; 1980-01-01, so that equal content gives equal bytes.
        common += Self.word(20) + Self.word(0x0800) + Self.word(8) + Self.word(0) + Self.word(0x0021)
        common += Self.long(Self.checksum(content)) + Self.long(UInt32(packed.count))
        common += Self.long(UInt32(content.count)) + Self.word(UInt16(name.utf8.count)) + Self.word(0)
        bytes += Self.long(0x0403_4B50) + common + Array(name.utf8) + packed
        directory += Self.long(0x0201_4B50) + Self.word(20) + common
        // No comment, first disk, no attributes.
        directory += Self.word(0) + Self.word(0) + Self.word(0) + Self.long(0)
        directory += Self.long(UInt32(offset)) + Array(name.utf8)
        count += 1
    }

    /// The whole archive.
    consuming func finished() -> [UInt8] {
        var archive = bytes
        archive += directory
        archive += Self.long(0x0605_4B50) + Self.word(0) + Self.word(0) + Self.word(count) + Self.word(count)
        archive += Self.long(UInt32(directory.count)) + Self.long(UInt32(bytes.count)) + Self.word(0)
        return archive
    }

    private static func word(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    private static func long(_ value: UInt32) -> [UInt8] {
        word(UInt16(value & 0xFFFF)) + word(UInt16(value >> 16))
    }

    private static func checksum(_ content: [UInt8]) -> UInt32 {
        UInt32(crc32(0, content, UInt32(content.count)))
    }

    private static func deflated(_ content: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        // A negative window means raw deflate, as ZIP has it.
        precondition(audit_deflate_init(&stream, 6, -15) == Z_OK, "zlib has memory")
        defer { deflateEnd(&stream) }
        var input = content
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(content.count))))
        let size = output.count
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(size)
                precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END, "the output has room for all")
            }
        }
        return Array(output[..<(size - Int(stream.avail_out))])
    }
}
