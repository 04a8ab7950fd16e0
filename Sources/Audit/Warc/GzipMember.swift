import CZlib

/// Writes gzip (RFC 1952): one member, whole input, whole output.
enum GzipMember {
    /// Compresses at zlib's usual level; linear, deterministic (no time, no name).
    static func compress(_ bytes: Bytes) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        // 15 bits of window, 16: gzip.
        let status = audit_deflate_init(stream, Z_DEFAULT_COMPRESSION, 15 + 16)
        precondition(status == Z_OK, "zlib has memory for one window")
        defer { deflateEnd(stream) }
        let bound = Int(deflateBound(stream, UInt(bytes.count)))
        precondition(bytes.count <= UInt32.max && bound <= UInt32.max, "one member holds less than 4 GiB")
        return bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                // zlib only reads through this pointer, which lives to the end of the closure.
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(bound)
                let status = deflate(stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "deflateBound is a bound")
                count = bound - Int(stream.pointee.avail_out)
            }
        }
    }
}
