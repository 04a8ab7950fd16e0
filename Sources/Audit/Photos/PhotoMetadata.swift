import CExif

/// What a camera wrote into a photo: when, where and how it was held.
///
/// Read with libexif from the Exif part of a JPEG file; what is not plausible is left out, never guessed.
public struct PhotoMetadata: Sendable, Equatable {
    /// The camera's local time, `2026-06-19T09:12:03`, with its offset from UTC where the camera wrote one.
    public let taken: String?
    /// WGS-84 degrees, as Exif has them; nil also for 0, 0, which cameras write without a fix.
    public let latitude: Double?
    public let longitude: Double?
    /// How the stored image is turned to stand upright, 1 to 8 as in Exif; 1 where nothing is said.
    public let orientation: Int

    static let none = PhotoMetadata(taken: nil, latitude: nil, longitude: nil, orientation: 1)

    init(taken: String?, latitude: Double?, longitude: Double?, orientation: Int) {
        self.taken = taken
        self.latitude = latitude
        self.longitude = longitude
        self.orientation = orientation
    }

    /// Reads the metadata of an image; without any, or with damaged ones, all is nil.
    public init(_ bytes: [UInt8]) {
        guard let exif = ExifReader(bytes) else {
            self = .none
            return
        }
        let point = exif.point
        self.init(
            taken: exif.taken,
            latitude: point?.latitude,
            longitude: point?.longitude,
            orientation: exif.orientation
        )
    }
}

/// One image's Exif data while it is read.
private struct ExifReader: ~Copyable {
    private let data: UnsafeMutablePointer<ExifData>
    private let order: ExifByteOrder

    init?(_ bytes: [UInt8]) {
        guard bytes.count <= Int(UInt32.max), let data = exif_data_new() else { return nil }
        // Otherwise it would fill in what a camera should have written, such as today's date.
        exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
        bytes.withUnsafeBufferPointer { exif_data_load_data(data, $0.baseAddress, UInt32($0.count)) }
        self.data = data
        order = exif_data_get_byte_order(data)
    }

    deinit { exif_data_unref(data) }

    var orientation: Int {
        guard let entry = entry(EXIF_TAG_ORIENTATION.rawValue, in: EXIF_IFD_0), entry.format == EXIF_FORMAT_SHORT,
            entry.size >= 2
        else { return 1 }
        let value = Int(exif_get_short(entry.data, order))
        return (1...8).contains(value) ? value : 1
    }

    var taken: String? {
        guard let local = text(EXIF_TAG_DATE_TIME_ORIGINAL.rawValue, in: EXIF_IFD_EXIF).flatMap(Self.time) else {
            return nil
        }
        let offset = text(EXIF_TAG_OFFSET_TIME_ORIGINAL.rawValue, in: EXIF_IFD_EXIF).flatMap(Self.offset)
        return local + (offset ?? "")
    }

    var point: (latitude: Double, longitude: Double)? {
        guard let latitude = angle(1, 2, positive: "N", negative: "S", limit: 90),
            let longitude = angle(3, 4, positive: "E", negative: "W", limit: 180),
            latitude != 0 || longitude != 0
        else { return nil }
        return (latitude, longitude)
    }

    // MARK: - Entries

    /// A copy of the entry's head; its bytes belong to the data.
    private func entry(_ tag: UInt32, in directory: ExifIfd) -> ExifEntry? {
        let directories = [data.pointee.ifd.0, data.pointee.ifd.1, data.pointee.ifd.2, data.pointee.ifd.3]
        let index = Int(directory.rawValue)
        guard index < directories.count, let content = directories[index] else { return nil }
        guard let entry = exif_content_get_entry(content, ExifTag(rawValue: tag)), entry.pointee.data != nil else {
            return nil
        }
        return entry.pointee
    }

    private func text(_ tag: UInt32, in directory: ExifIfd) -> String? {
        guard let entry = entry(tag, in: directory), entry.format == EXIF_FORMAT_ASCII, entry.size <= 64 else {
            return nil
        }
        let bytes = UnsafeBufferPointer(start: entry.data, count: Int(entry.size)).prefix { $0 != 0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Degrees, minutes and seconds with their direction.
    private func angle(
        _ direction: UInt32,
        _ value: UInt32,
        positive: String,
        negative: String,
        limit: Double
    ) -> Double? {
        let sign = text(direction, in: EXIF_IFD_GPS)
        guard let entry = entry(value, in: EXIF_IFD_GPS), entry.format == EXIF_FORMAT_RATIONAL, entry.components == 3,
            entry.size >= 24, sign == positive || sign == negative
        else { return nil }
        var degrees = 0.0
        for (index, share) in [1.0, 60, 3600].enumerated() {
            let part = exif_get_rational(entry.data + 8 * index, order)
            guard part.denominator != 0 else { return nil }
            degrees += Double(part.numerator) / Double(part.denominator) / share
        }
        guard degrees <= limit else { return nil }
        return sign == negative ? -degrees : degrees
    }

    /// `2026:06:19 09:12:03` as ISO 8601; nil for anything else, such as the zeros of a camera without a clock.
    private static func time(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 19, bytes[10] == UInt8(ascii: " ") else { return nil }
        let digits = bytes.enumerated().allSatisfy { index, byte in
            [4, 7, 13, 16].contains(index) ? byte == UInt8(ascii: ":") : index == 10 || byte.isASCIIDigit
        }
        func number(_ range: Range<Int>) -> Int { Int(String(decoding: bytes[range], as: UTF8.self)) ?? -1 }
        guard digits, (1970...9999).contains(number(0..<4)), (1...12).contains(number(5..<7)),
            (1...31).contains(number(8..<10)), number(11..<13) < 24, number(14..<16) < 60, number(17..<19) < 61
        else { return nil }
        let parts = text.split(separator: " ")
        return parts[0].replacing(":", with: "-") + "T" + parts[1]
    }

    /// `+08:00`.
    private static func offset(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), [1, 2, 4, 5].allSatisfy({ bytes[$0].isASCIIDigit })
        else { return nil }
        return text
    }
}
