/// `tree`: what assistive technology is told of each element.
public enum AccessibilityTree {
    /// `tree --format json` as the contract fixes it: every element in document order, exposed or not.
    public static func json(_ page: Page) -> [UInt8] {
        var outline = PageOutline(page.document)
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("page")
            writer.value(page.transport.address)
            writer.key("elements")
            writer.array { writer in
                for index in 0..<Int32(page.document.nodeCount) where page.document.isElement(NodeID(index)) {
                    element(NodeID(index), page, &outline, &writer)
                }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func element(
        _ node: NodeID,
        _ page: Page,
        _ outline: inout PageOutline,
        _ writer: inout JSONWriter
    ) {
        let offset = Int(page.document.sourceOffset[Int(node.index)])
        let xpath = outline.xpath(of: node)
        let line = offset < 0 ? nil : outline.position(of: offset).line
        writer.object { writer in
            writer.key("xpath")
            writer.value(xpath)
            writer.key("id")
            writer.value(page.attribute(.id, of: node)?.string)
            writer.key("role")
            writer.value(page.role(of: node).map { "\($0.name)" })
            writer.key("name")
            writer.value(utf8: page.accessibleName(of: node))
            writer.key("description")
            writer.value(utf8: page.accessibleDescription(of: node))
            writer.key("exposed")
            writer.value(page.isExposed(node))
            writer.key("focusable")
            writer.value(page.isFocusable(node))
            writer.key("line")
            writer.value(line)
        }
    }

    /// The exposed elements that say something, indented by how deep they are: role, name, and whether Tab can reach it.
    public static func text(_ page: Page, language: Language) -> [UInt8] {
        var text = ""
        var open: [Int32] = []
        for index in 0..<Int32(page.document.nodeCount) where page.document.isElement(NodeID(index)) {
            let node = NodeID(index)
            while let last = open.last, last <= index { open.removeLast() }
            let role = page.role(of: node).map { "\($0.name)" } ?? "generic"
            let name = page.accessibleName(of: node).string
            let isPlain = name.isEmpty && !page.isFocusable(node) && ["generic", "none"].contains(role)
            guard page.isExposed(node), !isPlain else { continue }
            text += String(repeating: "  ", count: open.count) + role
            if !name.isEmpty { text += " “\(FindingListing.oneLine(name))”" }
            if page.isFocusable(node) { text += LocalizedText(zh: "（可聚焦）", en: " (focusable)")[language] }
            text += "\n"
            open.append(page.document.end[Int(index)])
        }
        return Array(text.utf8)
    }
}
