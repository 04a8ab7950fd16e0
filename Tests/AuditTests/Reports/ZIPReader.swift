import CZlib
import Foundation
import Testing

@testable import Audit

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads the ZIP archives we write, by their directory, and holds each checksum.
enum ZIPReader {
    static func entries(_ archive: [UInt8]) throws -> [String: [UInt8]] {
        func word(_ at: Int) -> Int { Int(archive[at]) | Int(archive[at + 1]) << 8 }
        func long(_ at: Int) -> Int { word(at) | word(at + 2) << 16 }
        let end = archive.count - 22
        try #require(long(end) == 0x0605_4B50)
        var entries: [String: [UInt8]] = [:]
        var at = long(end + 16)
        for _ in 0..<word(end + 10) {
            try #require(long(at) == 0x0201_4B50)
            let (packed, size, name, offset) = (long(at + 20), long(at + 24), word(at + 28), long(at + 42))
            try #require(long(offset) == 0x0403_4B50)
            let start = offset + 30 + word(offset + 26) + word(offset + 28)
            let (content, ending) = StreamInflater.inflated(
                archive[start..<(start + packed)],
                format: .raw,
                maximumBytes: size
            )
            #expect(ending == .complete)
            #expect(Int(crc32(0, content, UInt32(content.count))) == long(at + 16))
            entries[archive[(at + 46)..<(at + 46 + name)].string] = content
            at += 46 + name + word(at + 30) + word(at + 32)
        }
        return entries
    }
}

/// Reads the texts of a worksheet.
final class SheetReader: NSObject, XMLParserDelegate {
    private var rows: [[String: String]] = []
    private var column = ""
    private var text = ""
    private var isText = false

    init(_ xml: [UInt8]) throws {
        super.init()
        let parser = XMLParser(data: Data(xml))
        parser.delegate = self
        if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    /// The rows below the head, by what stands in the head.
    func records() -> [[String: String]] {
        guard let head = rows.first else { return [] }
        return rows.dropFirst().map { row in
            Dictionary(uniqueKeysWithValues: row.compactMap { column, text in head[column].map { ($0, text) } })
        }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        switch name {
        case "row": rows.append([:])
        case "c": column = (attributes["r"] ?? "").filter(\.isLetter)
        case "t":
            isText = true
            text = ""
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { if isText { text += string } }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard name == "t" else { return }
        isText = false
        rows[rows.count - 1][column] = text
    }
}
