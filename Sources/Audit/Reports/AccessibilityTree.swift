/// The accessibility tree as the engine sees it: the output of `audit tree` (docs/contract.md).
public enum AccessibilityTree {
    /// One JSON object: the page and every element in document order, exposed or not.
    public static func json(of page: Page) -> [UInt8] {
        var writer = JSONWriter()
        var paths = NodePaths(of: page.document)
        writer.object { writer in
            writer.key("page")
            writer.value(page.transport.address)
            writer.key("elements")
            writer.array(of: elements(of: page)) { writer, element in
                write(element, of: page, &paths, &writer)
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(
        _ element: NodeID,
        of page: Page,
        _ paths: inout NodePaths,
        _ writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.key("xpath")
            writer.value(paths.xpath(of: element))
            writer.key("id")
            writer.value(page.attribute(.id, of: element).map(\.string))
            writer.key("role")
            writer.value(page.role(of: element).map { "\($0.name)" })
            writer.key("name")
            writer.value(utf8: page.accessibleName(of: element))
            writer.key("description")
            writer.value(utf8: page.accessibleDescription(of: element))
            writer.key("exposed")
            writer.value(page.isExposed(element))
            writer.key("focusable")
            writer.value(page.isFocusable(element))
            writer.key("line")
            writer.value(paths.position(of: element).line)
        }
    }

    /// The exposed elements that say something and the text between them, one a line, indented by their place in the tree.
    public static func text(of page: Page) -> [UInt8] {
        var output: [UInt8] = []
        let depths = depths(of: page)
        for index in 1..<Int32(max(1, page.document.nodeCount)) {
            let node = NodeID(index)
            let indentation = [UInt8](repeating: 0x20, count: 2 * Int(min(depths[Int(index)], maximumIndentation)))
            switch page.document.kind(of: node) {
            case .element where isListed(node, page): output += indentation + line(of: node, in: page) + [0x0A]
            case .text where isExposedText(node, page):
                output += indentation + Array("text ".utf8) + quoted(page.textContent(of: node)) + [0x0A]
            default: break
            }
        }
        return output
    }

    /// Deeper levels are shown at this one.
    private static let maximumIndentation: Int32 = 40
    /// Bytes of a name in the text form.
    private static let maximumName = 120

    private static func elements(of page: Page) -> [NodeID] {
        (0..<Int32(page.document.nodeCount)).map(NodeID.init).filter {
            page.document.isElement($0) && !page.isInTemplate($0)
        }
    }

    private static func isListed(_ node: NodeID, _ page: Page) -> Bool {
        page.isExposed(node) && (page.role(of: node) != .generic || page.isFocusable(node))
    }

    private static func isExposedText(_ node: NodeID, _ page: Page) -> Bool {
        !page.isProgrammaticallyHidden(node) && !page.isInert(node) && !page.isInsidePresentationalChildren(node)
            && !page.document.text(of: node).isBlank
    }

    /// How many listed elements are around each node, in the flat tree.
    private static func depths(of page: Page) -> [Int32] {
        var depths = [Int32](repeating: 0, count: page.document.nodeCount)
        for index in depths.indices.dropFirst() {
            guard let parent = page.flatParent(of: NodeID(Int32(index))) else { continue }
            let isInside = page.document.isElement(parent) && isListed(parent, page)
            depths[index] = depths[Int(parent.index)] + (isInside ? 1 : 0)
        }
        return depths
    }

    private static func line(of element: NodeID, in page: Page) -> [UInt8] {
        var line = Array("\(page.role(of: element).map { "\($0.name)" } ?? "no role")".utf8)
        if page.role(of: element) == .heading { line += Array(" \(page.headingLevel(of: element))".utf8) }
        let (name, description) = (page.accessibleName(of: element), page.accessibleDescription(of: element))
        if !name.isEmpty { line += [0x20] + quoted(Array(name)) }
        if !description.isEmpty { line += Array(" description ".utf8) + quoted(Array(description)) }
        if page.isTabbable(element) {
            line += Array(" tabbable".utf8)
        } else if page.isFocusable(element) {
            line += Array(" focusable".utf8)
        }
        return line
    }

    /// The text in quotes, cut at a character, without control characters that could steer a terminal.
    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var shown = String(decoding: text.prefix(maximumName), as: UTF8.self).unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : String(scalar)
        }.joined()
        if text.count > maximumName {
            while shown.unicodeScalars.last == "\u{FFFD}" { shown.unicodeScalars.removeLast() }
            shown += "…"
        }
        return Array("\"\(shown)\"".utf8)
    }
}
