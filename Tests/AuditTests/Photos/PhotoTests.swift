import Foundation
import Testing

@testable import Audit

struct PhotoTests {
    // MARK: - Metadata

    @Test func `time, offset, place and orientation are read`() {
        let exif = ExifSample(
            orientation: 6,
            taken: "2026:06:19 09:12:03",
            offset: "+08:00",
            gps: ("N", 31, 1.5, "E", 117, 6)
        )
        let metadata = PhotoMetadata(TestImage.corners.jpeg(exif: exif))
        #expect(metadata.taken == "2026-06-19T09:12:03+08:00")
        #expect(metadata.orientation == 6)
        #expect(metadata.latitude?.isSame(as: 31.025) == true)
        #expect(metadata.longitude?.isSame(as: 117.1) == true)
    }

    @Test func `south and west are negative`() {
        let metadata = PhotoMetadata(TestImage.corners.jpeg(exif: ExifSample(gps: ("S", 33, 30, "W", 70, 0))))
        #expect(metadata.latitude?.isSame(as: -33.5) == true)
        #expect(metadata.longitude?.isSame(as: -70) == true)
    }

    @Test(arguments: [
        ExifSample(), ExifSample(orientation: 9, taken: "0000:00:00 00:00:00"), ExifSample(taken: "yesterday"),
        ExifSample(taken: "2026:13:19 09:12:03"), ExifSample(gps: ("N", 0, 0, "E", 0, 0)),
        ExifSample(gps: ("N", 91, 0, "E", 117, 0)), ExifSample(gps: ("N", 31, 0, "X", 117, 0)),
    ])
    func `what is absent or not plausible is left out`(exif: ExifSample) {
        #expect(PhotoMetadata(TestImage.corners.jpeg(exif: exif)) == .none)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `damaged metadata never end the program`(seed: UInt64) {
        let exif = ExifSample(
            orientation: 6,
            taken: "2026:06:19 09:12:03",
            offset: "+08:00",
            gps: ("N", 31, 1.5, "E", 117, 6)
        )
        var bytes = TestImage.corners.jpeg(exif: exif)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            bytes[Int.random(in: 0..<min(400, bytes.count), using: &generator)] = UInt8.random(
                in: 0...255,
                using: &generator
            )
        }
        if seed.isMultiple(of: 3) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
        let metadata = PhotoMetadata(bytes)
        #expect((1...8).contains(metadata.orientation))
        #expect(metadata.latitude.map { abs($0) <= 90 } ?? true)
        _ = try? Thumbnail(of: bytes, orientation: metadata.orientation)
    }

    // MARK: - Thumbnails

    /// The colours of the corners of an upright image: red, green, blue, white, from top left by rows.
    @Test(arguments: 1...8)
    func `a thumbnail stands upright however the camera was held`(orientation: Int) throws {
        let stored = TestImage.corners.stored(orientation)
        let thumbnail = try Thumbnail(
            of: stored.jpeg(exif: ExifSample(orientation: orientation)),
            orientation: orientation
        )
        #expect((thumbnail.width, thumbnail.height) == (TestImage.corners.width, TestImage.corners.height))
        let pixels = try TestImage(jpeg: thumbnail.jpeg)
        #expect(pixels.cornerColours == ["red", "green", "blue", "white"])
    }

    @Test func `a thumbnail has no metadata and is bounded`() throws {
        let large = TestImage.plain(width: 4000, height: 3000)
        let exif = ExifSample(orientation: 1, taken: "2026:06:19 09:12:03", gps: ("N", 31, 1.5, "E", 117, 6))
        let thumbnail = try Thumbnail(of: large.jpeg(exif: exif), orientation: 1)
        #expect(max(thumbnail.width, thumbnail.height) <= PhotoLimits.thumbnailSide)
        #expect(PhotoMetadata(thumbnail.jpeg) == .none)
        #expect(!thumbnail.jpeg.containsSequence(Array("Exif".utf8)))
    }

    @Test func `a cut file gives a thumbnail that says so, garbage none`() throws {
        let whole = TestImage.plain(width: 800, height: 600).jpeg(exif: nil)
        let cut = Array(whole.prefix(whole.count * 2 / 3))
        #expect(try Thumbnail(of: cut, orientation: 1).isDamaged)
        #expect(throws: Thumbnail.Failure.unknownFormat) { try Thumbnail(of: Array("no photo".utf8), orientation: 1) }
        #expect(throws: Thumbnail.Failure.self) { try Thumbnail(of: [0xFF, 0xD8, 0xFF, 0xE0, 0, 4], orientation: 1) }
    }

    @Test func `an image that claims to be enormous is not decoded`() throws {
        var bytes = TestImage.corners.jpeg(exif: nil)
        let frame = try #require(bytes.indices.dropLast(9).first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
        bytes.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0x00, 0xFF, 0x00])
        #expect(throws: Thumbnail.Failure.tooLarge(width: 65280, height: 65280)) {
            try Thumbnail(of: bytes, orientation: 1)
        }
    }
}

extension [UInt8] {
    func containsSequence(_ other: [UInt8]) -> Bool {
        guard count >= other.count else { return false }
        return (0...count - other.count).contains { self[$0..<$0 + other.count].elementsEqual(other) }
    }
}
