/// Reads a drawing from SVG and refuses whatever is more than a drawing.
struct DrawingReader {
    /// A drawing of strokes is a few kilobytes.
    static let maximumBytes = 64 << 10

    let id: String
    let log: ProblemLog

    func read(_ bytes: [UInt8]) -> Drawing? {
        guard bytes.count <= Self.maximumBytes else {
            refuse(1, "超过 \(Self.maximumBytes) 字节", "has more than \(Self.maximumBytes) bytes")
            return nil
        }
        let root: XMLTree.Element
        do throws(XMLTree.Refusal) {
            root = try XMLTree(bytes).root
        } catch {
            refuse(error.line, error.problem.zh, error.problem.en)
            return nil
        }
        guard root.name == "svg" else {
            refuse(root.line, "不是 SVG", "is no SVG")
            return nil
        }
        let (box, shapes) = (viewBox(root), shapes(root))
        guard let title = text("title", of: root), let description = text("desc", of: root), let box, let shapes else {
            return nil
        }
        return Drawing(
            id: id,
            title: title,
            description: description,
            viewBox: box,
            style: styles(root, ignoring: ["xmlns", "viewBox", "role", "version"]) ?? [],
            shapes: shapes
        )
    }

    /// `lang` tells the two titles and the two descriptions apart.
    private func text(_ name: String, of root: XMLTree.Element) -> LocalizedText? {
        func text(_ language: Language) -> String? {
            let found = root.children.first { $0.name == name && $0.attributes["lang"] == language.rawValue }
            return found.flatMap { $0.text.utf8.isBlank ? nil : $0.text }
        }
        guard let zh = text(.zhHans), let en = text(.en) else {
            refuse(
                root.line,
                "缺少中英文 <\(name)>",
                "needs a <\(name)> in both languages (lang=\"zh-Hans\" and lang=\"en\")"
            )
            return nil
        }
        return LocalizedText(zh: zh, en: en)
    }

    private func viewBox(_ root: XMLTree.Element) -> String? {
        let text = root.attributes["viewBox"] ?? ""
        let numbers = text.split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 4, numbers[2] > 0, (numbers[2] * 3).isSame(as: numbers[3] * 4) else {
            refuse(root.line, "viewBox 的宽高比应为 4:3", "must have a viewBox four wide to three high")
            return nil
        }
        return text
    }

    private func shapes(_ root: XMLTree.Element) -> [Drawing.Shape]? {
        var shapes: [Drawing.Shape] = []
        var isGood = true
        for child in root.children where child.name != "title" && child.name != "desc" {
            guard let element = Drawing.Element.allCases.first(where: { "\($0.name)" == child.name }),
                child.children.isEmpty
            else {
                refuse(child.line, "不接受元素 <\(child.name.quotedForMessage)>", "may not hold <\(child.name)>")
                isGood = false
                continue
            }
            guard let styles = styles(child, ignoring: []) else {
                isGood = false
                continue
            }
            shapes.append(Drawing.Shape(element: element, attributes: styles, text: element == .text ? child.text : ""))
        }
        return isGood ? shapes : nil
    }

    /// In the order of ``Drawing/Attribute``, since XML keeps none.
    private func styles(_ element: XMLTree.Element, ignoring: Set<String>) -> [Drawing.Style]? {
        let known = Set(Drawing.Attribute.allCases.map { "\($0.name)" }).union(ignoring)
        for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) {
            guard known.contains(name), ignoring.contains(name) || value.utf8.allSatisfy(Self.isPlain) else {
                refuse(
                    element.line,
                    "不接受属性 \(name.quotedForMessage)=\(value.quotedForMessage)",
                    "may not have \(name.quotedForMessage)=\(value.quotedForMessage)"
                )
                return nil
            }
        }
        return Drawing.Attribute.allCases.compactMap { attribute in
            element.attributes["\(attribute.name)"].map { Drawing.Style(attribute: attribute, value: $0) }
        }
    }

    /// Letters, digits and what parts numbers; nothing that could refer to anything.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isASCIILower || byte.isASCIIUpper || byte.isASCIIDigit || " .,-#%\n".utf8.contains(byte)
    }

    private func refuse(_ line: Int, _ zh: String, _ en: String) {
        log.add(
            line,
            ("图\(zh)", "the drawing \(en)"),
            remedy: ("只用直线、曲线、矩形、圆和文字", "Use paths, lines, rectangles, circles and text only")
        )
    }
}
