import CCompression

/// Compresses whole texts (RFC 8878); equal input gives equal output with one version of the library.
enum Zstandard {
    enum Effort: Int32 {
        /// For what is written with every page and gone after the next run.
        case fast = 1
        /// For what is kept; beyond this level the gain on pages of HTML is a few per cent for several times the time.
        case thorough = 9
    }

    /// One frame that holds all of the input.
    static func compressed(_ bytes: [UInt8], _ effort: Effort = .thorough) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            count = ZSTD_compress(output.baseAddress, bound, bytes, bytes.count, effort.rawValue)
            precondition(ZSTD_isError(count) == 0, "the bound leaves room for every input")
        }
    }

    /// The content of one frame; nil where it is damaged or not of exactly this size.
    ///
    /// - Parameters:
    ///   - frame: What ``compressed(_:)`` gave.
    ///   - size: Bytes of the content; no more are ever written.
    /// - Returns: The content.
    static func decompressed(_ frame: [UInt8], size: Int) -> [UInt8]? {
        var written = 0
        let output = [UInt8](unsafeUninitializedCapacity: max(1, size)) { output, count in
            written = ZSTD_decompress(output.baseAddress, size, frame, frame.count)
            count = ZSTD_isError(written) == 0 ? written : 0
        }
        return ZSTD_isError(written) == 0 && written == size ? output : nil
    }
}
