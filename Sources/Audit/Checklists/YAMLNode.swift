import Yams

/// A node of a YAML file a person wrote, with the line it stands on.
///
/// Built from Yams nodes, since only those know their lines. Scalars stay text: what `yes`, `1:12` or `2026.1` mean
/// is decided by the key they stand under, not by YAML's guesses.
struct YAMLNode {
    indirect enum Content {
        case null
        case scalar(String)
        case sequence([YAMLNode])
        case mapping([Field])
    }

    struct Field {
        let key: String
        let line: Int
        let value: YAMLNode
    }

    let line: Int
    let content: Content

    /// What an unbounded YAML file could do to us; the values are far above any real form.
    enum Bound {
        static let bytes = 1_048_576
        static let nodes = 60_000
        static let depth = 24
        /// A bomb needs many aliases: with sixteen no file can grow more than some three hundred times.
        static let aliases = 16
    }

    var isNull: Bool {
        switch content {
        case .null: true
        case .scalar(let text): text.isEmpty
        default: false
        }
    }

    var scalar: String? {
        if case .scalar(let text) = content { text } else { nil }
    }

    var items: [YAMLNode]? {
        if case .sequence(let nodes) = content { nodes } else { nil }
    }

    var fields: [Field]? {
        if case .mapping(let fields) = content { fields } else { nil }
    }

    subscript(key: String) -> YAMLNode? { fields?.first { $0.key == key }?.value }
}

// MARK: - Reading

extension YAMLNode {
    /// The root of the file, or a note in the log and nil.
    static func read(_ bytes: [UInt8], log: ProblemLog) -> YAMLNode? {
        guard bytes.count <= Bound.bytes else {
            log.add(
                1,
                (
                    "文件有 \(bytes.count) 字节，上限是 \(Bound.bytes)",
                    "the file has \(bytes.count.counted("byte")); the limit is \(Bound.bytes)"
                ),
                remedy: ("请分成几份表格", "Split it into several forms")
            )
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            log.add(1, ("文件不是 UTF-8 文本", "the file is not UTF-8 text"), remedy: ("请以 UTF-8 另存", "Save it as UTF-8"))
            return nil
        }
        guard countAliases(bytes) <= Bound.aliases else {
            log.add(
                1,
                ("别名（*名称）超过 \(Bound.aliases) 个", "there are more than \(Bound.aliases) aliases (*name)"),
                remedy: ("请把内容直接写出来", "Write the values out")
            )
            return nil
        }
        do {
            guard let root = try Parser(yaml: text).singleRoot() else {
                log.add(
                    1,
                    ("文件是空的", "the file is empty"),
                    remedy: ("请写入内容，或删去文件", "Write its content, or remove the file")
                )
                return nil
            }
            return copy(root, log: log)
        } catch {
            let (line, problem) = describe(error)
            log.add(
                line,
                ("不是有效的 YAML：\(problem.zh)", "this is not valid YAML: \(problem.en)"),
                remedy: ("请检查此行及上一行的缩进、冒号和引号", "Check indentation, colons and quotes on this line and the one before")
            )
            return nil
        }
    }

    /// How often `*name` stands where a node may begin; also counts it inside text, which only makes the bound stricter.
    private static func countAliases(_ bytes: [UInt8]) -> Int {
        var count = 0
        var before = UInt8(ascii: "\n")
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "*"), " \n\t[{,:-".utf8.contains(before), index + 1 < bytes.count,
                bytes[index + 1] > 0x20
            {
                count += 1
            }
            before = bytes[index]
        }
        return count
    }

    private static func describe(_ error: any Error) -> (Int, LocalizedText) {
        let unreadable = LocalizedText(zh: "无法读取", en: "unreadable")
        guard let error = error as? YamlError else { return (1, unreadable) }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, words(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = (duplicates.first ?? "").quotedForMessage
            return (context.mark.line, LocalizedText(zh: "键 \(key) 重复", en: "duplicate key \(key)"))
        case .reader(let problem, let offset, _, let yaml):
            let line = yaml.utf8.prefix(offset ?? 0).count { $0 == 0x0A } + 1
            return (line, words(problem))
        default:
            return (1, unreadable)
        }
    }

    /// What libyaml says of a mistake that people make, in both languages; the rest as it says it.
    private static func words(_ problem: String) -> LocalizedText {
        LocalizedText(zh: problemsInChinese[problem] ?? problem, en: problem)
    }

    private static let problemsInChinese = [
        "block sequence entries are not allowed in this context": "此处不能有以“- ”开头的列表项",
        "control characters are not allowed": "不能有控制字符",
        "could not find expected ':'": "缺少冒号",
        "did not find expected ',' or ']'": "缺少逗号或右方括号",
        "did not find expected ',' or '}'": "缺少逗号或右花括号",
        "did not find expected '-' indicator": "缺少列表项开头的“- ”，或缩进不对",
        "did not find expected alphabetic or numeric character": "缺少字母或数字",
        "did not find expected comment or line break": "此处应换行或写注释",
        "did not find expected key": "缺少键，或缩进不对",
        "did not find expected node content": "缺少内容",
        "did not find expected whitespace or line break": "缺少空格或换行",
        "found a tab character that violates indentation": "缩进中有制表符，请改用空格",
        "found a tab character where an indentation space is expected": "缩进中有制表符，请改用空格",
        "found character that cannot start any token": "此字符不能在这里开头（制表符，或没有引号的 @、%、`）",
        "found undefined alias": "别名（*名称）没有定义",
        "found unexpected end of stream": "引号或括号没有结束",
        "found unexpected document indicator": "引号或括号没有结束",
        "found unknown escape character": "反斜杠后的字符无效",
        "mapping values are not allowed in this context": "此处不能有“键: 值”，文本中有冒号时请加引号",
    ]
}

// MARK: - Copying Yams nodes within bounds

extension YAMLNode {
    /// Depth is bounded before each descent, so the recursion is too.
    private static func copy(_ root: Node, log: ProblemLog) -> YAMLNode? {
        var budget = Bound.nodes
        do throws(BoundError) {
            return try copy(root, parentLine: 1, depth: 0, budget: &budget)
        } catch {
            let limit = error.kind == .depth ? Bound.depth : Bound.nodes
            log.add(
                error.line,
                error.kind == .key
                    ? ("键必须是文本", "keys must be plain text")
                    : ("内容太深或太多（上限 \(limit)）", "nested too deeply or too large (limit \(limit))"),
                remedy: ("请参照 audit checklist new 生成的表格", "Compare with a form made by audit checklist new")
            )
            return nil
        }
    }

    private struct BoundError: Error {
        enum Kind { case depth, nodes, key }
        let kind: Kind
        let line: Int
    }

    private static func copy(
        _ node: Node,
        parentLine: Int,
        depth: Int,
        budget: inout Int
    ) throws(BoundError) -> YAMLNode {
        let line = node.mark?.line ?? parentLine
        budget -= 1
        guard budget >= 0 else { throw BoundError(kind: .nodes, line: line) }
        guard depth <= Bound.depth else { throw BoundError(kind: .depth, line: line) }
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return YAMLNode(line: line, content: isNull ? .null : .scalar(scalar.string))
        case .sequence(let sequence):
            var nodes: [YAMLNode] = []
            for child in sequence {
                nodes.append(try copy(child, parentLine: line, depth: depth + 1, budget: &budget))
            }
            return YAMLNode(line: line, content: .sequence(nodes))
        case .mapping(let mapping):
            var fields: [Field] = []
            for (key, value) in mapping {
                guard case .scalar(let name) = key else { throw BoundError(kind: .key, line: line) }
                let keyLine = key.mark?.line ?? line
                let child = try copy(value, parentLine: keyLine, depth: depth + 1, budget: &budget)
                fields.append(Field(key: name.string, line: keyLine, value: child))
            }
            return YAMLNode(line: line, content: .mapping(fields))
        case .alias:
            throw BoundError(kind: .key, line: line)
        }
    }
}
