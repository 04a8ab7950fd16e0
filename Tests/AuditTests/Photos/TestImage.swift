import CTurboJPEG

@testable import Audit

/// Pixels made for a test, and JPEG files of them.
struct TestImage {
    let image: PixelImage
    var width: Int { image.width }
    var height: Int { image.height }

    /// Upright: red, green over blue, white, wider than high.
    static let corners: TestImage = {
        let (width, height) = (64, 32)
        var image = PixelImage(width: width, height: height, rgb: [])
        for y in 0..<height {
            for x in 0..<width {
                image.rgb +=
                    y < height / 2
                    ? (x < width / 2 ? [255, 0, 0] : [0, 255, 0]) : (x < width / 2 ? [0, 0, 255] : [255, 255, 255])
            }
        }
        return TestImage(image: image)
    }()

    static func plain(width: Int, height: Int) -> TestImage {
        var rgb = [UInt8](repeating: 90, count: width * height * 3)
        for index in stride(from: 0, to: rgb.count, by: 97) { rgb[index] = UInt8(truncatingIfNeeded: index) }
        return TestImage(image: PixelImage(width: width, height: height, rgb: rgb))
    }

    init(image: PixelImage) { self.image = image }

    /// Decoded at full size.
    init(jpeg: [UInt8]) throws {
        let handle = tjInitDecompress()
        defer { tjDestroy(handle) }
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        tjDecompressHeader3(handle, jpeg, UInt(jpeg.count), &width, &height, &sampling, &space)
        var rgb = [UInt8](repeating: 0, count: Int(width) * Int(height) * 3)
        tjDecompress2(handle, jpeg, UInt(jpeg.count), &rgb, width, 0, height, Int32(TJPF_RGB.rawValue), 0)
        image = PixelImage(width: Int(width), height: Int(height), rgb: rgb)
    }

    /// How a camera stores the upright image with this orientation: what Exif's words for each value say.
    func stored(_ orientation: Int) -> TestImage {
        // Where the first row and the first column of what is stored lie in the upright image.
        let sides: [Int: (row: Character, column: Character)] = [
            1: ("t", "l"), 2: ("t", "r"), 3: ("b", "r"), 4: ("b", "l"), 5: ("l", "t"), 6: ("r", "t"), 7: ("r", "b"),
            8: ("l", "b"),
        ]
        guard let (row, column) = sides[orientation] else { return self }
        let isTurned = orientation >= 5
        var stored = PixelImage(width: isTurned ? height : width, height: isTurned ? width : height, rgb: [])
        for y in 0..<stored.height {
            for x in 0..<stored.width {
                let (across, down) = isTurned ? (y, x) : (x, y)
                let left = (isTurned ? row : column) == "l" ? across : width - 1 - across
                let top = (isTurned ? column : row) == "t" ? down : height - 1 - down
                let start = (top * width + left) * 3
                stored.rgb += image.rgb[start..<start + 3]
            }
        }
        return TestImage(image: stored)
    }

    /// A JPEG file, with Exif data where given.
    func jpeg(exif: ExifSample?) -> [UInt8] {
        let handle = tjInitCompress()
        defer { tjDestroy(handle) }
        var (buffer, size): (UnsafeMutablePointer<UInt8>?, UInt) = (nil, 0)
        tjCompress2(
            handle,
            image.rgb,
            Int32(width),
            0,
            Int32(height),
            Int32(TJPF_RGB.rawValue),
            &buffer,
            &size,
            Int32(TJSAMP_444.rawValue),
            95,
            0
        )
        defer { tjFree(buffer) }
        let bytes = Array(UnsafeBufferPointer(start: buffer, count: Int(size)))
        guard let exif else { return bytes }
        return Array(bytes.prefix(2)) + exif.segment + bytes.dropFirst(2)
    }

    var cornerColours: [String] {
        [(4, 4), (width - 5, 4), (4, height - 5), (width - 5, height - 5)].map { x, y in
            let start = (y * width + x) * 3
            let bright = image.rgb[start..<start + 3].map { $0 > 128 }
            switch (bright[0], bright[1], bright[2]) {
            case (true, false, false): return "red"
            case (false, true, false): return "green"
            case (false, false, true): return "blue"
            case (true, true, true): return "white"
            default: return "?"
            }
        }
    }
}

/// Exif data as a camera writes them, little-endian.
struct ExifSample: Sendable {
    var orientation: Int?
    var taken: String?
    var offset: String?
    var gps: (String, UInt32, Double, String, UInt32, Double)?

    /// The APP1 segment.
    var segment: [UInt8] {
        var body = Directory()
        if let orientation { body.short(0x0112, UInt16(orientation)) }
        var camera = Directory()
        if let taken { camera.text(0x9003, taken) }
        if let offset { camera.text(0x9011, offset) }
        var place = Directory()
        if let gps {
            place.text(1, gps.0)
            place.angle(2, gps.1, gps.2)
            place.text(3, gps.3)
            place.angle(4, gps.4, gps.5)
        }
        let tiff: [UInt8] =
            [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0] + body.bytes(at: 8, pointers: [(0x8769, camera), (0x8825, place)])
        let content = Array("Exif\0\0".utf8) + tiff
        let size = content.count + 2
        return [0xFF, 0xE1, UInt8(size >> 8), UInt8(size & 0xFF)] + content
    }

    private struct Directory {
        private var entries: [(tag: UInt16, type: UInt16, count: UInt32, value: [UInt8])] = []
        var isEmpty: Bool { entries.isEmpty }

        mutating func short(_ tag: UInt16, _ value: UInt16) { entries.append((tag, 3, 1, Self.little(value))) }

        mutating func text(_ tag: UInt16, _ text: String) {
            entries.append((tag, 2, UInt32(text.utf8.count + 1), Array(text.utf8) + [0]))
        }

        mutating func angle(_ tag: UInt16, _ degrees: UInt32, _ minutes: Double) {
            let parts: [UInt32] = [degrees, 1, UInt32(minutes * 1000), 1000, 0, 1]
            entries.append((tag, 5, 3, parts.flatMap { Self.little($0) }))
        }

        /// The directory at an offset of the TIFF header, what it points to behind it.
        func bytes(at start: Int, pointers: [(UInt16, Directory)]) -> [UInt8] {
            let children = pointers.filter { !$0.1.isEmpty }
            var free = start + 2 + 12 * (entries.count + children.count) + 4
            var (head, tail): ([UInt8], [UInt8]) = (Self.little(UInt16(entries.count + children.count)), [])
            for entry in entries {
                head += Self.little(entry.tag) + Self.little(entry.type) + Self.little(entry.count)
                if entry.value.count <= 4 {
                    head += entry.value + [UInt8](repeating: 0, count: 4 - entry.value.count)
                } else {
                    head += Self.little(UInt32(free))
                    tail += entry.value
                    free += entry.value.count
                }
            }
            for (tag, child) in children {
                head +=
                    Self.little(tag) + Self.little(4 as UInt16) + Self.little(1 as UInt32) + Self.little(UInt32(free))
                let bytes = child.bytes(at: free, pointers: [])
                tail += bytes
                free += bytes.count
            }
            return head + [0, 0, 0, 0] + tail
        }

        private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { Array($0) }
        }
    }
}
