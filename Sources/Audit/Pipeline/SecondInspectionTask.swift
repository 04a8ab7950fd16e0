/// Finds a draw of places and what has become of its second inspections.
public struct SecondInspectionTask: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The second inspections of a draw.
    ///
    /// - Parameter number: Of the draw; the newest one that has some where nil.
    /// - Returns: Each place with who was there.
    /// - Throws: ``AuditError`` `usage` where there is no such draw, or nothing of it is to be inspected twice.
    public func inspections(ofDraw number: Int64?) async throws -> SecondInspections {
        let draws = try await store.placeDraws()
        let found = number == nil ? draws.last { $0.draw.second != nil } : draws.first { $0.number == number }
        guard let found else { throw Self.noDraw(number) }
        let second = SecondInspections(
            number: found.number,
            draw: found.draw,
            register: try await store.subjects(unit: nil),
            runs: try await store.runs(of: nil)
        )
        guard let second else { throw Self.noSecond(found.number) }
        return second
    }

    private static func noDraw(_ number: Int64?) -> AuditError {
        AuditError(
            .usage,
            at: number.map { "--draw \($0)" } ?? "--draw",
            number == nil
                ? LocalizedText(zh: "还没有抽取过复查名单", en: "no draw in the store has second inspections")
                : LocalizedText(zh: "数据库里没有这次抽取", en: "the store holds no such draw"),
            remedy: LocalizedText(
                zh: "用 audit sample places --list 查看；用 audit sample places --size … --double 10% 抽取",
                en:
                    "See the draws with audit sample places --list, or draw one: audit sample places --size … --double 10%"
            )
        )
    }

    private static func noSecond(_ number: Int64) -> AuditError {
        AuditError(
            .usage,
            at: "--draw \(number)",
            LocalizedText(zh: "这次抽取没有复查名单", en: "nothing of this draw is to be inspected twice"),
            remedy: LocalizedText(
                zh: "用同一种子重新抽取并加上 --double 10%，抽中的场所不变",
                en: "Draw again with the same seed and --double 10%: the places stay the same"
            )
        )
    }
}
