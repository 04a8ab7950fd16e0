import CTurboJPEG

/// A small upright copy of a photo without any of its metadata, for reports.
public struct Thumbnail: Sendable, Equatable {
    /// JPEG, made anew from the pixels: place, time, camera and owner are not in it.
    public let jpeg: [UInt8]
    public let width: Int
    public let height: Int
    /// Whether the original is damaged and part of the copy may be grey.
    public let isDamaged: Bool

    /// Why there is no thumbnail.
    public enum Failure: Error, Sendable, Equatable {
        /// Not JPEG; the original is kept all the same.
        case unknownFormat
        /// Beyond ``PhotoLimits``.
        case tooLarge(width: Int, height: Int)
        /// In libjpeg's words.
        case damaged(String)
    }

    /// Decodes a JPEG file at a fraction of its size and turns it upright.
    ///
    /// Memory is three bytes a pixel of the copy; of a progressive file also three a pixel of the original.
    public init(of bytes: [UInt8], orientation: Int) throws(Failure) {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { throw .unknownFormat }
        let image = try JPEGDecoder().decode(bytes)
        let upright = image.upright(orientation)
        jpeg = try JPEGEncoder().encode(upright)
        (width, height, isDamaged) = (upright.width, upright.height, image.isDamaged)
    }
}

/// Pixels of three bytes, row by row.
struct PixelImage: Equatable {
    var width: Int
    var height: Int
    var rgb: [UInt8]
    var isDamaged = false

    /// The image as Exif's orientation says it is to be seen.
    func upright(_ orientation: Int) -> PixelImage {
        guard (2...8).contains(orientation) else { return self }
        var turned = PixelImage(width: width, height: height, rgb: rgb, isDamaged: isDamaged)
        if orientation >= 5 { (turned.width, turned.height) = (height, width) }
        for y in 0..<turned.height {
            for x in 0..<turned.width {
                let (column, row) = source(x, y, orientation)
                let (from, to) = ((row * width + column) * 3, (y * turned.width + x) * 3)
                for channel in 0..<3 { turned.rgb[to + channel] = rgb[from + channel] }
            }
        }
        return turned
    }

    private func source(_ x: Int, _ y: Int, _ orientation: Int) -> (column: Int, row: Int) {
        switch orientation {
        case 2: (width - 1 - x, y)
        case 3: (width - 1 - x, height - 1 - y)
        case 4: (x, height - 1 - y)
        case 5: (y, x)
        case 6: (y, height - 1 - x)
        case 7: (width - 1 - y, height - 1 - x)
        case 8: (width - 1 - y, x)
        default: (x, y)
        }
    }
}

/// Owns a decompressor of libjpeg-turbo.
private struct JPEGDecoder: ~Copyable {
    private let handle = tjInitDecompress()

    deinit { if let handle { tjDestroy(handle) } }

    func decode(_ bytes: [UInt8]) throws(Thumbnail.Failure) -> PixelImage {
        guard let handle else { throw .damaged("out of memory") }
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &sampling, &space) == 0 else {
            throw .damaged(message)
        }
        let (fullWidth, fullHeight) = (Int(width), Int(height))
        guard fullWidth > 0, fullHeight > 0, max(fullWidth, fullHeight) <= PhotoLimits.maximumSide,
            fullWidth * fullHeight <= PhotoLimits.maximumPixels
        else { throw .tooLarge(width: fullWidth, height: fullHeight) }
        let eighths = Self.eighths(longerSide: max(fullWidth, fullHeight))
        func scaled(_ side: Int) -> Int { (side * eighths + 7) / 8 }
        var image = PixelImage(width: scaled(fullWidth), height: scaled(fullHeight), rgb: [])
        image.rgb = [UInt8](repeating: 0x80, count: image.width * image.height * 3)
        let done = tjDecompress2(
            handle,
            bytes,
            UInt(bytes.count),
            &image.rgb,
            Int32(image.width),
            0,
            Int32(image.height),
            Int32(TJPF_RGB.rawValue),
            TJFLAG_LIMITSCANS
        )
        if done != 0 {
            guard tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue) else { throw .damaged(message) }
            image.isDamaged = true
        }
        return image
    }

    private var message: String { String(cString: tjGetErrorStr2(handle)) }

    /// libjpeg decodes at one to eight eighths; the largest of them that is small enough.
    private static func eighths(longerSide: Int) -> Int {
        (1...8).last { (longerSide * $0 + 7) / 8 <= PhotoLimits.thumbnailSide } ?? 1
    }
}

/// Owns a compressor of libjpeg-turbo.
private struct JPEGEncoder: ~Copyable {
    private let handle = tjInitCompress()

    deinit { if let handle { tjDestroy(handle) } }

    func encode(_ image: PixelImage) throws(Thumbnail.Failure) -> [UInt8] {
        var (buffer, size): (UnsafeMutablePointer<UInt8>?, UInt) = (nil, 0)
        defer { tjFree(buffer) }
        let done = tjCompress2(
            handle,
            image.rgb,
            Int32(image.width),
            0,
            Int32(image.height),
            Int32(TJPF_RGB.rawValue),
            &buffer,
            &size,
            Int32(TJSAMP_420.rawValue),
            PhotoLimits.thumbnailQuality,
            0
        )
        guard done == 0, let buffer else { throw .damaged(String(cString: tjGetErrorStr2(handle))) }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(size)))
    }
}
