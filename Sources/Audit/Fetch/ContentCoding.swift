/// A way in which a body is compressed (RFC 9110 §8.4.1).
public enum ContentCoding: Sendable, Equatable {
    case gzip, deflate, brotli, zstd

    /// What we ask for, in the order of preference.
    public static let acceptEncoding = "gzip, deflate, br, zstd"

    /// What servers write where nothing was coded, charsets and transfer codings among it; browsers show such bodies as
    /// they came.
    private static let notCodings: [StaticString] = [
        "identity", "none", "utf-8", "utf8", "gbk", "gb2312", "binary", "8bit", "7bit", "text", "chunked",
    ]

    /// The codings of a Content-Encoding value in the order they were applied; nil if one of them is unknown.
    static func list(_ value: Bytes) -> [ContentCoding]? {
        var codings: [ContentCoding] = []
        for token in value.split(separator: 0x2C).map(\.trimmed) where !token.isEmpty {
            if notCodings.contains(where: { token.equalsIgnoringCase($0) }) { continue }
            guard let coding = ContentCoding(token: token) else { return nil }
            codings.append(coding)
        }
        return codings
    }

    private init?(token: Bytes) {
        if token.equalsIgnoringCase("gzip") || token.equalsIgnoringCase("x-gzip") {
            self = .gzip
        } else if token.equalsIgnoringCase("deflate") {
            self = .deflate
        } else if token.equalsIgnoringCase("br") {
            self = .brotli
        } else if token.equalsIgnoringCase("zstd") {
            self = .zstd
        } else {
            return nil
        }
    }
}

/// What decompressing gave.
public struct Decompressed: Sendable, Equatable {
    public enum End: Sendable, Equatable {
        case complete
        /// The input ended before the compressed stream did.
        case truncated
        /// The output would be larger than allowed; the rest was not produced.
        case tooLarge
        /// The input is not what it is said to be.
        case malformed
    }

    public var bytes: [UInt8]
    public var end: End
}

extension ContentCoding {
    /// Bytes of output produced at a time.
    static let pieceBytes = 64 << 10
    /// Codings one on top of the other; more are refused (libcurl's bound).
    static let maximumLayers = 5

    /// Decompresses all of `input`, at most `maximumBytes` of output.
    ///
    /// Linear in input and output. What follows the end of the compressed stream is ignored, as browsers do; several
    /// gzip members and zstd frames one after the other are all read.
    public func decompress(_ input: Bytes, maximumBytes: Int) -> Decompressed {
        switch self {
        case .gzip: ContentCoding.inflate(input, .gzipOrZlib, maximumBytes: maximumBytes)
        case .deflate: ContentCoding.deflate(input, maximumBytes: maximumBytes)
        case .brotli: BrotliDecoder.run(input, maximumBytes: maximumBytes)
        case .zstd: ZstdDecoder.run(input, maximumBytes: maximumBytes)
        }
    }

    /// "deflate" is zlib's format, but servers send it without the wrapper too (RFC 9110 §8.4.1.2).
    private static func deflate(_ input: Bytes, maximumBytes: Int) -> Decompressed {
        let wrapped = inflate(input, .gzipOrZlib, maximumBytes: maximumBytes)
        guard wrapped.end == .malformed, wrapped.bytes.isEmpty else { return wrapped }
        return inflate(input, .raw, maximumBytes: maximumBytes)
    }

    private static func inflate(
        _ input: Bytes,
        _ format: StreamInflater.Format,
        maximumBytes: Int
    ) -> Decompressed {
        let (bytes, end) = StreamInflater.inflated(input, format: format, maximumBytes: maximumBytes)
        switch end {
        case .complete: return Decompressed(bytes: bytes, end: .complete)
        case .truncated: return Decompressed(bytes: bytes, end: .truncated)
        case .malformed: return Decompressed(bytes: bytes, end: .malformed)
        case .stopped: return Decompressed(bytes: bytes, end: .tooLarge)
        }
    }

    /// Undoes all codings of a body, the last applied first.
    static func decode(_ body: [UInt8], codings: [ContentCoding], maximumBytes: Int) -> Decompressed {
        var current = Decompressed(bytes: body, end: .complete)
        guard codings.count <= maximumLayers else { return Decompressed(bytes: [], end: .malformed) }
        for coding in codings.reversed() {
            current = coding.decompress(current.bytes[...], maximumBytes: maximumBytes)
            if current.end != .complete { return current }
        }
        return current
    }
}
