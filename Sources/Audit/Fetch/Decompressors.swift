import CCompression

/// Brotli (RFC 7932) through libbrotlidec.
enum BrotliDecoder {
    static func run(_ input: Bytes, maximumBytes: Int) -> Decompressed {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
            return Decompressed(bytes: [], end: .malformed)
        }
        defer { BrotliDecoderDestroyInstance(state) }
        var output = OutputBuffer(maximumBytes: maximumBytes)
        let end = input.withUnsafeBufferPointer { bytes -> Decompressed.End in
            var nextInput = bytes.baseAddress
            var remaining = bytes.count
            while true {
                let status = output.fill { piece in
                    var nextOutput = piece.baseAddress
                    var room = piece.count
                    let status = BrotliDecoderDecompressStream(
                        state,
                        &remaining,
                        &nextInput,
                        &room,
                        &nextOutput,
                        nil
                    )
                    return (piece.count - room, status)
                }
                if output.isOverfull { return .tooLarge }
                if status == BROTLI_DECODER_RESULT_SUCCESS { return .complete }
                if status == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT { return .truncated }
                if status == BROTLI_DECODER_RESULT_ERROR { return .malformed }
            }
        }
        return Decompressed(bytes: output.bytes, end: end)
    }
}

/// Zstandard (RFC 8878) through libzstd.
enum ZstdDecoder {
    /// Base-2 logarithm of the largest window; RFC 9659 allows 8 MiB for the web.
    private static let maximumWindowLog: Int32 = 23

    static func run(_ input: Bytes, maximumBytes: Int) -> Decompressed {
        guard let stream = ZSTD_createDStream() else { return Decompressed(bytes: [], end: .malformed) }
        defer { ZSTD_freeDStream(stream) }
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, maximumWindowLog)
        var output = OutputBuffer(maximumBytes: maximumBytes)
        let end = input.withUnsafeBufferPointer { bytes -> Decompressed.End in
            var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
            guard !bytes.isEmpty else { return .truncated }
            while true {
                let (left, wasFull) = output.fill { piece in
                    var target = ZSTD_outBuffer(dst: piece.baseAddress, size: piece.count, pos: 0)
                    let left = ZSTD_decompressStream(stream, &target, &source)
                    return (target.pos, (left, target.pos == target.size))
                }
                if ZSTD_isError(left) != 0 { return .malformed }
                if output.isOverfull { return .tooLarge }
                guard source.pos == source.size, !wasFull else { continue }
                return left == 0 ? .complete : .truncated
            }
        }
        return Decompressed(bytes: output.bytes, end: end)
    }
}

/// Output that grows piece by piece and stops at a bound.
private struct OutputBuffer {
    private(set) var bytes: [UInt8] = []
    private(set) var isOverfull = false
    private let maximumBytes: Int
    private let scratch: UnsafeMutableBufferPointerBox

    init(maximumBytes: Int) {
        self.maximumBytes = maximumBytes
        scratch = UnsafeMutableBufferPointerBox(count: ContentCoding.pieceBytes)
    }

    /// Lets `body` write a piece and say how much it wrote.
    mutating func fill<Status>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> (Int, Status)) -> Status {
        let (count, status) = body(scratch.pointer)
        precondition(count >= 0 && count <= scratch.pointer.count, "a decoder stays in its buffer")
        let room = maximumBytes - bytes.count
        if count > room { isOverfull = true }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: scratch.pointer[..<min(count, room)]))
        return status
    }
}

/// Owns one piece of scratch memory.
private final class UnsafeMutableBufferPointerBox {
    let pointer: UnsafeMutableBufferPointer<UInt8>

    init(count: Int) { pointer = .allocate(capacity: count) }
    deinit { pointer.deallocate() }
}
