/// Reads a plan of indicators and notes everything that is wrong with it.
public struct PlanReader {
    /// The most indicators of one plan.
    public static let maximumIndicators = 500
    /// Years a plan may name.
    static let years = 1949...2200

    static let indicatorKeys = [
        "id", "name", "unit", "nature", "baseline", "target", "better", "source", "compute", "entered",
    ]

    private let log: ProblemLog

    private init(path: String) { log = ProblemLog(path: path, code: .malformedConfiguration) }

    /// Reads a plan.
    ///
    /// - Parameters:
    ///   - bytes: A YAML file; examples/plan.yaml shows the keys.
    ///   - path: What errors call the file.
    /// - Returns: The plan, with all its indicators.
    /// - Throws: ``AuditErrors`` with all that is wrong, each with its line; nothing is read in part.
    public static func plan(in bytes: [UInt8], path: String) throws(AuditErrors) -> DevelopmentPlan {
        let reader = PlanReader(path: path)
        let plan = YAMLNode.read(bytes, log: reader.log).flatMap(reader.plan)
        try reader.log.throwIfAny()
        guard let plan else { preconditionFailure("what is not read has a reason") }
        return plan
    }

    private func plan(_ root: YAMLNode) -> DevelopmentPlan? {
        guard let reader = YAMLReader(root, ("计划", "the plan"), keys: ["title", "indicators"], log: log) else {
            return nil
        }
        let title = reader.requiredLocalized("title")
        guard let items = reader.field("indicators")?.value.items, !items.isEmpty else {
            reader.complainMissing("indicators")
            return nil
        }
        guard items.count <= Self.maximumIndicators else {
            log.add(
                reader.line("indicators"),
                (
                    "指标超过 \(Self.maximumIndicators) 个",
                    "there are more than \(Self.maximumIndicators) indicators"
                ),
                remedy: ("请分成几个文件", "Split the file")
            )
            return nil
        }
        var seen: Set<String> = []
        let indicators = items.compactMap { item in indicator(item, &seen) }
        return title.map { DevelopmentPlan(title: $0, indicators: indicators) }
    }

    private func indicator(_ node: YAMLNode, _ seen: inout Set<String>) -> DevelopmentPlan.Indicator? {
        guard let reader = YAMLReader(node, ("指标", "the indicator"), keys: Self.indicatorKeys, log: log) else {
            return nil
        }
        let id = reader.required("id")
        if let id, !seen.insert(id).inserted {
            reader.complain(
                "id",
                "重复：\(id.quotedForMessage)",
                "is used twice: \(id.quotedForMessage)",
                "请改名",
                "Rename one"
            )
        }
        let name = reader.requiredLocalized("name")
        let unit = reader.required("unit")
        let source = reader.required("source")
        let nature = required(reader, "nature", DevelopmentPlan.Nature.self)
        let target = point(reader, "target", isRequired: true)
        let baseline = point(reader, "baseline", isRequired: false)
        let better = reader.choice("better", DevelopmentPlan.Direction.self) ?? .higher
        let basis = basis(reader)
        guard let id, let name, let unit, let source, let nature, let target, let basis else { return nil }
        return DevelopmentPlan.Indicator(
            id: id,
            name: name,
            unit: unit,
            nature: nature,
            baseline: baseline,
            target: target,
            better: better,
            source: source,
            basis: basis
        )
    }

    private func required<Value: RawRepresentable & CaseIterable>(
        _ reader: YAMLReader,
        _ key: String,
        _: Value.Type
    ) -> Value? where Value.RawValue == String {
        guard reader.required(key) != nil else { return nil }
        return reader.choice(key, Value.self)
    }

    private func point(_ reader: YAMLReader, _ key: String, isRequired: Bool) -> DevelopmentPlan.Point? {
        guard let field = reader.field(key), !field.value.isNull else {
            if isRequired { reader.complainMissing(key) }
            return nil
        }
        guard let inner = YAMLReader(field.value, (key, key), keys: ["year", "value"], log: log) else { return nil }
        guard inner.required("year") != nil, inner.required("value") != nil,
            let year = inner.integer("year", in: Self.years), let value = inner.number("value")
        else { return nil }
        return DevelopmentPlan.Point(year: year, value: value)
    }

    // MARK: - Where values come from

    private func basis(_ reader: YAMLReader) -> DevelopmentPlan.Basis? {
        switch (reader.field("compute"), reader.field("entered")) {
        case (let compute?, nil): return measure(compute.value).map { .computed($0) }
        case (nil, let entered?): return entries(entered).map { .entered($0) }
        default:
            log.add(
                reader.node.line,
                ("指标应有 compute 或 entered 之一", "an indicator has either compute or entered"),
                remedy: (
                    "能从数据库计算的写 compute，其余写 entered 并注明来源",
                    "Write compute for what the store can give, else entered with its source"
                )
            )
            return nil
        }
    }

    private func measure(_ node: YAMLNode) -> PlanMeasure? {
        let all = ["measure", "at-least", "item", "checklist", "grade", "severity", "domain", "district"]
        guard let reader = YAMLReader(node, ("compute", "compute"), keys: all, log: log),
            let kind = required(reader, "measure", PlanMeasure.Kind.self)
        else { return nil }
        let (needed, allowed) = kind.keys
        for key in needed where reader.text(key) == nil { reader.complainMissing(key) }
        for field in node.fields ?? [] where !(needed + allowed + ["measure"]).contains(field.key) {
            reader.complain(
                field.key,
                "不能与 \(kind.rawValue) 同用",
                "does not go with \(kind.rawValue)",
                "请删去",
                "Remove it"
            )
        }
        var measure = PlanMeasure(kind)
        measure.atLeast = reader.number("at-least")
        measure.item = reader.text("item")
        measure.checklist = reader.text("checklist")
        measure.grade = reader.choice("grade", ChecklistScore.Grade.self)
        measure.severity = reader.choice("severity", Severity.self) ?? .minor
        measure.domain = reader.choice("domain", Finding.Domain.self)
        measure.district = reader.text("district")
        return measure
    }

    private func entries(_ field: YAMLNode.Field) -> [DevelopmentPlan.Entry]? {
        guard let items = field.value.items else {
            log.add(
                field.line,
                ("entered 应当是列表", "entered must be a list"),
                remedy: ("每个值以“- round:”开头", "Begin each value with '- round:'")
            )
            return nil
        }
        return items.compactMap { item in
            guard let reader = YAMLReader(item, ("entered", "entered"), keys: ["round", "value", "source"], log: log)
            else { return nil }
            let (round, source) = (reader.required("round"), reader.required("source"))
            guard reader.required("value") != nil, let value = reader.number("value"), let round, let source else {
                return nil
            }
            return DevelopmentPlan.Entry(round: round, value: value, source: source)
        }
    }
}
