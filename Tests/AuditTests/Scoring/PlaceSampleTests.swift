import Foundation
import Testing

@testable import Audit

struct PlaceSampleTests {
    static let register: [Subject] = (0..<60).map { number in
        Subject(id: "P\(number)", kind: number < 45 ? .crossing : .carPark, name: "")
    }

    @Test func `a seed draws the same places however the register is listed`() {
        let first = PlaceSample(of: Self.register, size: 12, by: .kind, seed: 7)
        let second = PlaceSample(of: Self.register.reversed(), size: 12, by: .kind, seed: 7)
        #expect(first == second)
        #expect(first.drawn == 12 && first.frame == 60)
        #expect(first != PlaceSample(of: Self.register, size: 12, by: .kind, seed: 8))
    }

    /// What seed 7 draws stays what it draws: lists of earlier versions must be drawn again.
    @Test func `the draw of a seed is fixed`() {
        let sample = PlaceSample(of: Self.register, size: 4, by: .none, seed: 7)
        #expect(sample.strata.flatMap { $0.drawn.map(\.id) } == ["P16", "P20", "P32", "P46"])
    }

    @Test func `strata are drawn in proportion, and none is left out`() {
        let sample = PlaceSample(of: Self.register, size: 12, by: .kind, seed: 1)
        #expect(sample.strata.map(\.key) == ["carPark", "crossing"])
        #expect(sample.strata.map(\.drawn.count) == [3, 9])
        #expect(sample.strata.map(\.probability) == [0.2, 0.2])
        #expect(PlaceSample.allocate(2, over: [98, 1, 1]) == [1, 1, 1])
        #expect(PlaceSample.allocate(100, over: [3, 4]) == [3, 4])
        #expect(PlaceSample.allocate(0, over: [3, 4]) == [0, 0])
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `an allocation adds up and never exceeds a stratum`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let frames = (0..<Int.random(in: 1...8, using: &generator)).map { _ in Int.random(in: 1...50, using: &generator)
        }
        let size = Int.random(in: frames.count...frames.reduce(0, +), using: &generator)
        let sizes = PlaceSample.allocate(size, over: frames)
        #expect(sizes.reduce(0, +) == size)
        #expect(zip(sizes, frames).allSatisfy { $0 >= 1 && $0 <= $1 })
    }

    @Test func `a draw is kept in the store with its seed`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let store = try SQLiteStore(path: path)
        let draw = PlaceSample(of: Self.register, size: 5, by: .kind, seed: .max).record(at: .now)
        let number = try await store.record(draw)
        let kept = try await store.placeDraws()
        #expect(kept.map(\.number) == [number])
        #expect(kept.first?.draw.seed == .max && kept.first?.draw.strata == draw.strata)
    }

    @Test func `every place has about the same chance`() {
        var counts: [String: Int] = [:]
        for seed in 0..<1200 as Range<UInt64> {
            let sample = PlaceSample(of: Array(Self.register.prefix(20)), size: 5, by: .none, seed: seed)
            for subject in sample.strata.flatMap(\.drawn) { counts[subject.id, default: 0] += 1 }
        }
        // 300 expected of 1200, four standard deviations are 60.
        #expect(counts.count == 20)
        #expect(counts.values.allSatisfy { (240...360).contains($0) }, "\(counts)")
    }
}
