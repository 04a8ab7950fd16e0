/// Reads the key `scores` of `audit.yaml`: parameters of score models.
struct ScoreSettingsReader {
    let log: ProblemLog

    /// Parameters by model; what is wrong is noted in the log.
    func read(_ node: YAMLNode?) -> [String: [String: Double]] {
        guard let node, !node.isNull else { return [:] }
        let settable = ScoreModel.all.filter { !$0.parameters.isEmpty }
        guard let reader = YAMLReader(node, ("scores", "scores"), keys: settable.map(\.id), log: log) else {
            return [:]
        }
        var settings: [String: [String: Double]] = [:]
        for model in settable {
            guard let field = reader.field(model.id) else { continue }
            settings[model.id] = parameters(field.value, of: model)
        }
        return settings
    }

    private func parameters(_ node: YAMLNode, of model: ScoreModel) -> [String: Double] {
        let keys = model.parameters.map(\.name)
        guard let reader = YAMLReader(node, (model.id, model.id), keys: keys, log: log) else { return [:] }
        var values: [String: Double] = [:]
        for parameter in model.parameters {
            guard let value = reader.number(parameter.name) else { continue }
            guard parameter.range.contains(value) else {
                let (low, high) = (parameter.range.lowerBound.shortText, parameter.range.upperBound.shortText)
                reader.complain(
                    parameter.name,
                    "不在 \(low) 到 \(high) 之间",
                    "is not between \(low) and \(high)",
                    "请改正",
                    "Correct it"
                )
                continue
            }
            values[parameter.name] = value
        }
        return values
    }
}
