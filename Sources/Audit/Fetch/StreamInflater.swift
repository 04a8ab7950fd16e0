internal import CZlib

/// Decompresses gzip and zlib streams piece by piece, so that no more than one piece is in memory.
///
/// Members of a gzip file that follow one another are one stream (RFC 1952 §2.2).
struct StreamInflater: ~Copyable {
    /// How a stream ended.
    enum End: Sendable, Equatable {
        /// The whole stream was read and its checksum is right.
        case complete
        /// The bytes end before the stream does.
        case truncated
        /// What follows is no compressed data.
        case malformed
        /// The receiver wanted no more, or the bound on the output was reached.
        case stopped
    }

    /// What is around the compressed data; the values are zlib's.
    enum Format: Int32 {
        /// 15 bits of window, 32: gzip or zlib by their headers.
        case gzipOrZlib = 47
        /// Nothing.
        case raw = -15
    }

    /// Bytes handed on at a time.
    static let pieceBytes = 64 << 10

    /// Decompresses and hands on; linear in input and output.
    ///
    /// - Parameters:
    ///   - bytes: A compressed stream.
    ///   - format: What is around it.
    ///   - maximumBytes: The bound on the output.
    ///   - receive: Takes a piece; false stops.
    /// - Returns: How the stream ended.
    static func inflate(
        _ bytes: Bytes,
        format: Format = .gzipOrZlib,
        maximumBytes: Int,
        receive: (UnsafeBufferPointer<UInt8>) -> Bool
    ) -> End {
        var inflater = StreamInflater(format: format, maximumBytes: maximumBytes)
        return inflater.run(bytes, receive)
    }

    /// The decompressed bytes up to the bound, and how the stream ended.
    static func inflated(
        _ bytes: Bytes,
        format: Format = .gzipOrZlib,
        maximumBytes: Int
    ) -> (bytes: [UInt8], end: End) {
        var output: [UInt8] = []
        let end = inflate(bytes, format: format, maximumBytes: maximumBytes) { piece in
            output += piece
            return true
        }
        return (output, end)
    }

    /// At a fixed place in memory, since zlib's state points back to it.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var left: Int

    private init(format: Format, maximumBytes: Int) {
        left = maximumBytes
        stream.initialize(to: z_stream())
        let status = audit_inflate_init(stream, format.rawValue)
        precondition(status == Z_OK, "zlib has memory for one window")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    private mutating func run(_ bytes: Bytes, _ receive: (UnsafeBufferPointer<UInt8>) -> Bool) -> End {
        bytes.withUnsafeBufferPointer { input in
            // zlib only reads through this pointer, which lives to the end of the closure.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(clamping: input.count)
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: StreamInflater.pieceBytes) { output in
                var hasEnded = false
                while true {
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(output.count)
                    let status = CZlib.inflate(stream, Z_NO_FLUSH)
                    let count = output.count - Int(stream.pointee.avail_out)
                    let piece = UnsafeBufferPointer(rebasing: output[..<min(count, left)])
                    if !piece.isEmpty, !receive(piece) { return .stopped }
                    if count > left { return .stopped }
                    left -= count
                    if let end = outcome(of: status, produced: count, hasEnded: &hasEnded) { return end }
                }
            }
        }
    }

    /// Nil to go on.
    private mutating func outcome(of status: Int32, produced: Int, hasEnded: inout Bool) -> End? {
        switch status {
        case Z_STREAM_END:
            hasEnded = true
            if stream.pointee.avail_in == 0 { return .complete }
            // A next member, or padding that is none.
            return inflateReset(stream) == Z_OK ? nil : .malformed
        case Z_OK:
            if stream.pointee.avail_in == 0, stream.pointee.avail_out > 0 { return .truncated }
            return nil
        case Z_BUF_ERROR: return .truncated
        default: return hasEnded && produced == 0 ? .complete : .malformed
        }
    }
}
