@testable import Audit

extension Document {
    /// The tree in the format of html5lib's tree construction tests.
    func dump() -> String {
        var lines: [String] = []
        var ends: [Int32] = []
        for index in 1..<Int32(nodeCount) {
            while let end = ends.last, end <= index { ends.removeLast() }
            let node = NodeID(index)
            let indent = "| " + String(repeating: "  ", count: ends.count)
            lines.append(indent + line(of: node))
            if kind(of: node) == .element {
                lines += attributeLines(of: node).map { indent + "  " + $0 }
            }
            ends.append(end[Int(index)])
        }
        return lines.joined(separator: "\n")
    }

    private func line(of node: NodeID) -> String {
        switch kind(of: node) {
        case .document: "#document"
        case .doctype: doctypeLine(of: node)
        case .element: "<\(prefix(of: node))\(names.text(of: name(of: node)).string)>"
        case .text: "\"\(text(of: node).string)\""
        case .comment: "<!-- \(text(of: node).string) -->"
        case .templateContent: "content"
        case .shadowRoot: "#shadow-root"
        }
    }

    private func prefix(of node: NodeID) -> String {
        switch namespace(of: node) {
        case .html: ""
        case .svg: "svg "
        case .mathML: "math "
        }
    }

    private func doctypeLine(of node: NodeID) -> String {
        let name = text(of: node).string
        var identifiers: [String: String] = [:]
        for index in attributes(of: node) {
            identifiers[names.text(of: attributeName[index]).string] = bytes[attributeValue[index]].string
        }
        let (publicID, systemID) = (identifiers["public"] ?? "", identifiers["system"] ?? "")
        if publicID.isEmpty, systemID.isEmpty { return "<!DOCTYPE \(name)>" }
        return "<!DOCTYPE \(name) \"\(publicID)\" \"\(systemID)\">"
    }

    private func attributeLines(of node: NodeID) -> [String] {
        let pairs = attributes(of: node).map { index -> (name: String, value: String) in
            let name = names.text(of: attributeName[index]).string
            let isNamespaced = namespace(of: node) != .html && namespacedAttributes.contains(name)
            let shown = isNamespaced ? name.split(separator: ":").joined(separator: " ") : name
            return (shown == "xmlns" && isNamespaced ? "xmlns xmlns" : shown, bytes[attributeValue[index]].string)
        }
        let sorted = pairs.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
        return sorted.map { "\($0.name)=\"\($0.value)\"" }
    }
}

private let namespacedAttributes: Set<String> = [
    "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show", "xlink:title", "xlink:type",
    "xml:lang", "xml:space", "xmlns", "xmlns:xlink",
]
