/// Lines that begin with bullets or counting numbers stand in a list.
///
/// Source: WCAG technique H48.
struct ListIsMarkedUp: GroupRule {
    static let metadata = RuleMetadata(
        id: "list-is-marked-up",
        title: LocalizedText(zh: "列表用列表元素", en: "List is marked up as one"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到有几项、到了第几项。",
            en: "People who use a screen reader do not hear how many items there are and where they are."
        ),
        fix: LocalizedText(
            zh: "用 ul 或 ol 与 li 写列表。",
            en: "Write the list with ul or ol and li."
        )
    )

    static let examples: [Example] = [
        .passed("<div>▸<p>- 身份证</p><p>户口本</p><p>照片</p></div>"),
        .passed("<div>▸<p>1. 身份证</p>▸<p>3. 照片</p></div>"),
        .passed("<div>▸<p>• 身份证</p><p>• 照片</p></div>"),
        .cantTell("<div>▸<p>- 身份证</p><p>- 户口本</p><p>- 照片</p></div>"),
        .cantTell("<div>▸<p>1. Passport</p><p>2. Photo</p><p>3. Form</p></div>"),
        .cantTell("<div>▸<p>·身份证</p><p>·户口本</p><p>·照片</p><p>·申请表</p></div>"),
        .cantTell("▸<p>• 身份证<br>• 户口本<br>• 照片</p>"),
        .inapplicable("<ul><li>- 身份证</li><li>- 户口本</li><li>- 照片</li></ul>"),
        .inapplicable("<div><p>2024 年工作报告</p><p>户口本</p></div>"),
        .inapplicable("<div hidden><p>- 身份证</p><p>- 户口本</p><p>- 照片</p></div>"),
    ]

    /// Lines in a row that are a list.
    private static let leastItems = 3

    /// A mark that begins a line: a bullet, or a number of the sequence.
    private enum Mark: Equatable {
        case bullet(Unicode.Scalar)
        case number(Int)

        func isFollowed(by next: Mark) -> Bool {
            switch (self, next) {
            case (.bullet(let first), .bullet(let second)): first == second
            case (.number(let first), .number(let second)): second == first + 1
            default: false
            }
        }
    }

    func verdicts(in page: Page) -> [TargetOutcome] {
        var result: [TargetOutcome] = []
        var run: (first: NodeID, last: NodeID, mark: Mark, count: Int)?
        func close() {
            if let run { result.append((run.first, verdict(run.count))) }
            run = nil
        }
        for paragraph in page.htmlElements(.p) where page.isVisible(paragraph) {
            let lines = lines(of: paragraph, page)
            guard let mark = lines.first.flatMap({ mark(of: $0) }) else { continue }
            if lines.count > 1 {
                close()
                result.append((paragraph, verdict(length(of: lines))))
                continue
            }
            if let current = run, current.mark.isFollowed(by: mark), isNext(paragraph, after: current.last, page) {
                run = (current.first, paragraph, mark, current.count + 1)
            } else {
                close()
                run = (paragraph, paragraph, mark, 1)
            }
        }
        close()
        return result.sorted { $0.target < $1.target }
    }

    private func verdict(_ count: Int) -> Verdict {
        guard count >= Self.leastItems else { return .passed }
        return .cantTell(
            zh: "连续 \(count) 行以项目符号或序号开头。它们是列表吗？是就用 ul 或 ol",
            en: "\(count) lines in a row begin with bullets or numbers. Are they a list? If so use ul or ol"
        )
    }

    private func length(of lines: [[UInt8]]) -> Int {
        var longest = 0
        var current = 0
        var previous: Mark?
        for line in lines {
            let mark = mark(of: line)
            current = mark == nil ? 0 : previous.flatMap { $0.isFollowed(by: mark!) } ?? false ? current + 1 : 1
            longest = max(longest, current)
            previous = mark
        }
        return longest
    }

    private func isNext(_ paragraph: NodeID, after last: NodeID, _ page: Page) -> Bool {
        var next = page.document.nextSibling(of: last)
        while let node = next, !page.document.isElement(node) {
            if page.document.kind(of: node) == .text, !page.document.text(of: node).isWhitespace { return false }
            next = page.document.nextSibling(of: node)
        }
        return next == paragraph
    }

    /// The paragraph's lines as `br` parts them, each cut to what a mark takes.
    private func lines(of paragraph: NodeID, _ page: Page) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        for index in page.document.subtree(of: paragraph).dropFirst() {
            let node = NodeID(index)
            if page.document.isHTML(node, .br) { lines.append([]) }
            guard page.document.kind(of: node) == .text else { continue }
            if lines[lines.count - 1].count < Self.longestMark {
                lines[lines.count - 1] += page.document.text(of: node).prefix(Self.longestMark)
            }
        }
        return lines.filter { !$0.isWhitespace }
    }

    /// Bytes of a line that are looked at.
    private static let longestMark = 64

    private func mark(of line: [UInt8]) -> Mark? {
        var scalars = Array(UTF8Scalars(line[...])).drop { $0.isWhitespace }
        guard let first = scalars.first else { return nil }
        if ["•", "·", "●", "■", "◆", "★", "▪", "○", "※"].contains(first) { return .bullet(first) }
        if ["-", "*", "–", "—"].contains(first) {
            scalars = scalars.dropFirst()
            guard let second = scalars.first, second.isWhitespace || second.isHan else { return nil }
            return .bullet(first)
        }
        var number = 0
        var digits = 0
        while let digit = scalars.first?.properties.numericType == .decimal ? scalars.first : nil, digits < 3 {
            number = number * 10 + Int(digit.properties.numericValue ?? 0)
            digits += 1
            scalars = scalars.dropFirst()
        }
        guard digits > 0, let end = scalars.first, [".", "、", "．", ")", "）"].contains(end) else { return nil }
        if let after = scalars.dropFirst().first, after.properties.numericType != nil { return nil }
        return .number(number)
    }
}
