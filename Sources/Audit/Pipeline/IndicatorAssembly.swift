import Foundation

/// Computes the indicators of a plan from the store, for each round and as things stand.
public struct IndicatorAssembly: Sendable {
    let store: any AuditStore
    let moment: Timestamp

    /// - Parameters:
    ///   - store: Where sites, places and defects are.
    ///   - moment: When deadlines are judged.
    public init(store: any AuditStore, at moment: Timestamp) {
        self.store = store
        self.moment = moment
    }

    /// Reads a plan.
    ///
    /// - Throws: ``AuditErrors`` with all that is wrong in the file; ``AuditError`` `unreadableFile`.
    public static func plan(at path: String) throws -> DevelopmentPlan {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw AuditError(
                .unreadableFile,
                at: path,
                LocalizedText(zh: "计划文件无法读取", en: "the plan cannot be read"),
                remedy: LocalizedText(
                    zh: "请检查路径和权限，或参照 examples/plan.yaml 写一份",
                    en: "Check the path and the permissions, or write one like examples/plan.yaml"
                )
            )
        }
        return try PlanReader.plan(in: [UInt8](data), path: path)
    }

    public func report(on plan: DevelopmentPlan) async throws -> IndicatorReport {
        var columns: [PlanFacts] = []
        for round in try await store.rounds() { columns.append(try await facts(round: round.name)) }
        columns.append(try await facts(round: nil))
        return IndicatorReport(
            plan: plan,
            rows: plan.indicators.map { indicator in
                IndicatorReport.Row(
                    indicator: indicator,
                    values: columns.map { .init(round: $0.round, value: $0.value(of: indicator)) }
                )
            }
        )
    }

    /// Defects with findings that stand, all of them suppressed.
    private func suppressedDefects() async throws -> Set<String> {
        guard try await !store.suppressions().isEmpty else { return [] }
        var filter = FindingFilter()
        filter.moment = moment
        filter.suppressed = .only
        let covered = Set(try await store.defects(of: filter))
        filter.suppressed = .without
        return covered.isEmpty ? [] : covered.subtracting(try await store.defects(of: filter))
    }

    /// What is known in a round; of everything that stands now where nil.
    private func facts(round: String?) async throws -> PlanFacts {
        let assembly = ScoreAssembly(store: store)
        var facts = PlanFacts(round: round, moment: moment)
        let scores = try await assembly.scoresIfAny(round: round)
        facts.sites = scores.sites
        facts.unscanned = scores.unscanned.count
        for place in scores.places {
            facts.places.append((place, try await store.answers(of: place.run.id)))
        }
        if round == nil {
            facts.repairs = try await store.repairs()
            facts.suppressed = try await suppressedDefects()
        }
        let subjects = try await store.subjects(unit: nil)
        facts.districts = Dictionary(
            subjects.map { ($0.id, $0.district) },
            uniquingKeysWith: { first, _ in first }
        )
        return facts
    }
}
