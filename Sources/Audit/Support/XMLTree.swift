import CXML2

/// A small XML file as a tree, such as a submitted form; no network, no document type, bounded.
struct XMLTree {
    struct Element {
        /// The local name.
        let name: String
        let attributes: [String: String]
        /// Where it begins, from 1.
        let line: Int
        var children: [Element] = []
        var text = ""

        func child(_ name: String) -> Element? { children.first { $0.name == name } }
    }

    /// Far above what a form of any checklist needs.
    enum Bound {
        static let bytes = 8 << 20
        static let elements = 200_000
        static let depth = 32
    }

    /// Why a file is refused, and on which line.
    struct Refusal: Error {
        let line: Int
        let problem: LocalizedText
    }

    let root: Element

    init(_ bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Bound.bytes else {
            throw Refusal(1, "超过 \(Bound.bytes) 字节", "has more than \(Bound.bytes) bytes")
        }
        // libxml2 reads where the bytes lie, so the whole work is done while they do.
        let result = bytes.withUnsafeBytes { buffer -> Result<Element, Refusal> in
            var builder = XMLTreeBuilder(buffer)
            do throws(Refusal) {
                return .success(try builder.build())
            } catch {
                return .failure(error)
            }
        }
        root = try result.get()
    }
}

extension XMLTree.Refusal {
    init(_ line: Int, _ zh: String, _ en: String) {
        self.init(line: line, problem: LocalizedText(zh: zh, en: en))
    }
}

/// Drives libxml2's pull parser, with a stack of its own for what is open.
private struct XMLTreeBuilder: ~Copyable {
    private let reader: xmlTextReaderPtr?
    private var open: [XMLTree.Element] = []
    private var elements = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
            | XML_PARSE_BIG_LINES.rawValue
        let text = bytes.bindMemory(to: CChar.self)
        reader = xmlReaderForMemory(text.baseAddress, Int32(text.count), nil, nil, Int32(options))
    }

    deinit { if let reader { xmlFreeTextReader(reader) } }

    mutating func build() throws(XMLTree.Refusal) -> XMLTree.Element {
        guard let reader else { throw XMLTree.Refusal(1, "无法读取", "cannot be read") }
        while true {
            let line = Int(xmlTextReaderGetParserLineNumber(reader))
            switch xmlTextReaderRead(reader) {
            case 1: break
            case 0: throw XMLTree.Refusal(max(1, line), "没有根元素", "has no root element")
            default: throw XMLTree.Refusal(max(1, line), "不是有效的 XML", "is not well-formed XML")
            }
            if let root = try take(reader) { return root }
        }
    }

    /// The root once it ends.
    private mutating func take(_ reader: xmlTextReaderPtr) throws(XMLTree.Refusal) -> XMLTree.Element? {
        let line = max(1, Int(xmlTextReaderGetParserLineNumber(reader)))
        switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
        case XML_READER_TYPE_ELEMENT.rawValue:
            elements += 1
            guard elements <= XMLTree.Bound.elements, open.count < XMLTree.Bound.depth else {
                throw XMLTree.Refusal(line, "元素太多或嵌套太深", "has too many elements, or too deep ones")
            }
            let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
            // The parser itself may already be further on.
            let own = xmlTextReaderCurrentNode(reader).map { Int(xmlGetLineNo($0)) } ?? line
            open.append(
                XMLTree.Element(name: Self.name(reader), attributes: Self.attributes(reader), line: max(1, own))
            )
            return isEmpty ? end() : nil
        case XML_READER_TYPE_END_ELEMENT.rawValue: return end()
        case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue:
            if !open.isEmpty { open[open.count - 1].text += Self.string(xmlTextReaderConstValue(reader)) }
        case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
            throw XMLTree.Refusal(line, "不接受文档类型和实体", "has a document type or entities, which are not taken")
        default: break
        }
        return nil
    }

    private mutating func end() -> XMLTree.Element? {
        guard let element = open.popLast() else { return nil }
        guard !open.isEmpty else { return element }
        open[open.count - 1].children.append(element)
        return nil
    }

    private static func name(_ reader: xmlTextReaderPtr) -> String { string(xmlTextReaderConstLocalName(reader)) }

    private static func attributes(_ reader: xmlTextReaderPtr) -> [String: String] {
        var attributes: [String: String] = [:]
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            attributes[name(reader)] = string(xmlTextReaderConstValue(reader))
        }
        _ = xmlTextReaderMoveToElement(reader)
        return attributes
    }

    private static func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}
