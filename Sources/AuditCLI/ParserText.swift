import Audit

/// What ArgumentParser says, in the language of the interface: it has English only.
///
/// Its sentences are few and have fixed shapes; a line that has none of them stays as it is.
enum ParserText {
    /// Help or an error, as the parser wrote it, in the language asked for.
    static func text(_ text: String, in language: Language) -> String {
        guard language == .zhHans else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
            .joined(separator: "\n")
    }

    private static func line(_ line: String) -> String {
        for (shape, words) in shapes {
            if let holes = holes(of: shape, in: line) { return filled(words, with: holes.map(listed)) }
        }
        return inner.reduce(line) { $0.replacing($1.0, with: $1.1) }
    }

    /// What stands in the places of `…`; nil where the line is of another shape.
    private static func holes(of shape: String, in line: String) -> [String]? {
        let fixed = shape.split(separator: "…", omittingEmptySubsequences: false)
        guard let first = fixed.first, let last = fixed.last, line.hasPrefix(first) else { return nil }
        var rest = line.dropFirst(first.count)
        var holes: [String] = []
        for part in fixed.dropFirst().dropLast() {
            guard let range = rest.firstRange(of: part) else { return nil }
            holes.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        guard fixed.count > 1 else { return rest.isEmpty ? [] : nil }
        guard rest.hasSuffix(last) else { return nil }
        return holes + [String(rest.dropLast(last.count))]
    }

    /// `'a', 'b' or 'c'` as a Chinese list.
    private static func listed(_ hole: String) -> String {
        guard hole.hasPrefix("'"), hole.hasSuffix("'"), hole.count > 1 else { return hole }
        return ["', '", "' or '", "' and '"].reduce(String(hole.dropFirst().dropLast())) {
            $0.replacing($1, with: "、")
        }
    }

    private static func filled(_ words: String, with holes: [String]) -> String {
        let fixed = words.split(separator: "…", omittingEmptySubsequences: false)
        return fixed.enumerated().map { index, part in (index > 0 ? holes[index - 1] : "") + part }.joined()
    }

    /// Whole lines, those that say more before those that say less; as many `…` on either side.
    private static let shapes: [(String, String)] = [
        ("Error: Unknown option '…'. Did you mean '…'?", "错误：没有选项“…”。是不是“…”？"),
        ("Error: Unknown option '…'", "错误：没有选项“…”。"),
        ("Error: Missing value for '…'", "错误：“…”缺少值。"),
        ("Error: The option '…' does not take any value, but '…' was specified.", "错误：选项“…”不带值，却写了“…”。"),
        ("Error: Unexpected argument '…'", "错误：多余的参数“…”。"),
        ("Error: … unexpected arguments: '…'", "错误：… 个多余的参数：“…”。"),
        ("Error: Value to be set with … had already been set with …", "错误：… 与前面的 … 重复。"),
        ("Error: Missing expected argument '…'", "错误：缺少参数“…”。"),
        ("Error: Missing one of: '…'", "错误：下列参数须有一个：“…”。"),
        ("Error: The value '…' is invalid for '…'. Please provide one of the following:", "错误：值“…”不能用于“…”。请用下列之一："),
        ("Error: The value '…' is invalid for '…'. Please provide one of ….", "错误：值“…”不能用于“…”。请用下列之一：…。"),
        ("Error: The value '…' is invalid for '…'", "错误：值“…”不能用于“…”。"),
        ("Error: Missing required subcommand.", "错误：缺少子命令。"),
        ("Error: Invalid option: …", "错误：选项写法有误：…"),
        ("Error: …", "错误：…"),
        ("Help:  …", "说明：…"),
        ("Usage: …", "用法：…"),
        ("  See '…' for more information.", "  详见“…”。"),
        ("  See '…' for detailed help.", "  各子命令的说明见“…”。"),
        ("OVERVIEW: …", "概述：…"),
        ("USAGE: …", "用法：…"),
        ("ARGUMENTS:", "参数："),
        ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "子命令："),
    ]

    /// Parts of lines of help.
    private static let inner: [(String, String)] = [
        ("(values: ", "(取值："), ("; default: ", "；默认："), ("(default: ", "(默认："),
        ("Show help information.", "显示说明。"), ("Show the version.", "显示版本。"),
        ("Show subcommand help information.", "显示子命令的说明。"),
    ]
}
