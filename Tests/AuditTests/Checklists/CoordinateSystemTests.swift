import Foundation
import Testing

@testable import Audit

/// Coordinates of Chinese maps brought to WGS-84 and back.
struct CoordinateSystemTests {
    /// Metres between two points, near enough for distances of metres.
    private func metres(
        _ a: (latitude: Double, longitude: Double),
        _ b: (latitude: Double, longitude: Double)
    ) -> Double {
        let north = (a.latitude - b.latitude) * 111_320
        let east = (a.longitude - b.longitude) * 111_320 * cos(a.latitude * .pi / 180)
        return sqrt(north * north + east * east)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `a point shown by a Chinese map comes back within a millimetre`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let point = (
                latitude: Double.random(in: 18...53.5, using: &generator),
                longitude: Double.random(in: 73.6...134.8, using: &generator)
            )
            let amap = CoordinateSystem.gcj02(point.latitude, point.longitude)
            let baidu = CoordinateSystem.bd09(fromGCJ02: amap.latitude, amap.longitude)
            let fromAmap = CoordinateSystem.gcj02.wgs84(latitude: amap.latitude, longitude: amap.longitude)
            let fromBaidu = CoordinateSystem.bd09.wgs84(latitude: baidu.latitude, longitude: baidu.longitude)
            #expect(metres(fromAmap, point) < 0.001, "\(point)")
            #expect(metres(fromBaidu, point) < 0.001, "\(point)")
            // What the shift is: some hundred metres for GCJ-02, and about a kilometre at most for BD-09 on top of it.
            #expect((20...1000).contains(metres(amap, point)), "\(point)")
            #expect((500...1500).contains(metres(baidu, amap)), "\(point)")
        }
    }

    @Test func `a point outside China is not shifted`() {
        let paris = CoordinateSystem.gcj02.wgs84(latitude: 48.8566, longitude: 2.3522)
        #expect(paris.latitude == 48.8566 && paris.longitude == 2.3522)
    }
}
