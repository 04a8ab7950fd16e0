@testable import Audit

/// Collects the tokens of a source in the form of html5lib's tokenizer tests.
struct TokenCollector: TokenSink {
    enum Token: Equatable {
        case doctype(name: String?, publicID: String?, systemID: String?, isCorrect: Bool)
        case startTag(String, [String: String], isSelfClosing: Bool)
        case endTag(String)
        case comment(String)
        case characters([UInt8])
    }

    private(set) var tokens: [Token] = []
    let isFull = false
    let allowsCDATA = false

    private func text(_ range: TextRange, _ storage: TokenStorage) -> String {
        storage.withBytes(of: range) { $0.string }
    }

    mutating func doctype(_ token: DoctypeToken, _ storage: inout TokenStorage) {
        let texts = [token.name, token.publicID, token.systemID].map { range in range.map { text($0, storage) } }
        tokens.append(
            .doctype(name: texts[0], publicID: texts[1], systemID: texts[2], isCorrect: !token.forcesQuirks)
        )
    }

    mutating func startTag(_ tag: TagToken, _ storage: inout TokenStorage) -> ContentModel {
        var attributes: [String: String] = [:]
        for attribute in storage.attributes {
            attributes[storage.names.table.text(of: attribute.name).string] = text(attribute.value, storage)
        }
        let name = storage.names.table.text(of: tag.name).string
        tokens.append(.startTag(name, attributes, isSelfClosing: tag.isSelfClosing))
        return .unchanged
    }

    mutating func endTag(_ tag: TagToken, _ storage: inout TokenStorage) {
        tokens.append(.endTag(storage.names.table.text(of: tag.name).string))
    }

    mutating func comment(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage) {
        tokens.append(.comment(self.text(text, storage)))
    }

    mutating func characters(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage) {
        append(storage.withBytes(of: text) { Array($0) })
    }

    mutating func nullCharacter(offset: Int32, _ storage: inout TokenStorage) { append([0]) }

    mutating func endOfFile(_ storage: inout TokenStorage) {}

    private mutating func append(_ bytes: [UInt8]) {
        if case .characters(let before) = tokens.last {
            tokens[tokens.count - 1] = .characters(before + bytes)
        } else {
            tokens.append(.characters(bytes))
        }
    }
}
