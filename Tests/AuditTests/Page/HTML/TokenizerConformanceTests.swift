import Foundation
import Testing

@testable import Audit

private let tokenizerFolder = "conformance/html5lib-tests/tokenizer"

/// The tokenizer cases of html5lib-tests: tokens, and the codes and places of parse errors.
///
/// `xmlViolation.test` is left out: it asks for trees that XML can hold, which is no business of HTML.
@Suite(.enabled(if: SharedData.exists(tokenizerFolder), SharedData.comment))
struct TokenizerConformanceTests {
    static var files: [String] {
        SharedData.files(under: tokenizerFolder).map(\.lastPathComponent)
            .filter { $0.hasSuffix(".test") && $0 != "xmlViolation.test" }
    }

    /// The cases we do not agree with, as `file#number` counted from 1, and why.
    static let exceptions: [String: String] = [
        "unicodeCharsProblematic.test#1": loneSurrogate,
        "unicodeCharsProblematic.test#2": loneSurrogate,
        "unicodeCharsProblematic.test#3": loneSurrogate,
        "unicodeCharsProblematic.test#4": loneSurrogate,
    ]

    private static let loneSurrogate = "a lone surrogate has no UTF-8, so that none can be in our input"

    @Test(arguments: files)
    func `every case of the file gives its tokens and errors`(file: String) throws {
        for (number, tokenCase) in try TokenCase.read(file).enumerated() {
            let name = "\(file)#\(number + 1)"
            for state in tokenCase.states {
                let result = tokenCase.run(in: state)
                let passes = result.tokens == tokenCase.tokens && result.errors == tokenCase.errors
                if let reason = Self.exceptions[name] {
                    #expect(!passes, "\(name) now passes, though it is an exception: \(reason)")
                } else {
                    #expect(result.tokens == tokenCase.tokens, "\(name) in \(state)")
                    #expect(result.errors == tokenCase.errors, "\(name) in \(state)")
                }
            }
        }
    }

    @Test func `the number of cases run is known`() throws {
        #expect(try Self.files.map { try TokenCase.read($0).count }.reduce(0, +) == 6_806)
    }
}

/// One case of a `.test` file.
struct TokenCase {
    var input: [UInt8] = []
    var tokens: [TokenCollector.Token] = []
    /// As `code@line:column`.
    var errors: [String] = []
    var states: [TokenizerState] = [.data]
    var lastStartTag = ""

    static func read(_ file: String) throws -> [TokenCase] {
        let json = try JSONSerialization.jsonObject(with: Data(try SharedData.bytes("\(tokenizerFolder)/\(file)")))
        let cases = try #require((json as? [String: Any])?["tests"] as? [[String: Any]])
        return try cases.map { try TokenCase($0) }
    }

    init(_ json: [String: Any]) throws {
        let isEscapedTwice = json["doubleEscaped"] as? Bool == true
        func unescaped(_ value: Any?) -> String? {
            guard let text = value as? String else { return nil }
            return isEscapedTwice ? Self.unescape(text) : text
        }
        input = Array(try #require(unescaped(json["input"])).utf8)
        lastStartTag = json["lastStartTag"] as? String ?? ""
        if let names = json["initialStates"] as? [String] { states = try names.map { try Self.state($0) } }
        for error in json["errors"] as? [[String: Any]] ?? [] {
            errors.append("\(error["code"] ?? "")@\(error["line"] ?? 0):\(error["col"] ?? 0)")
        }
        for token in try #require(json["output"] as? [[Any]]) {
            let texts = token.map { unescaped($0) }
            switch texts[0] {
            case "DOCTYPE":
                tokens.append(
                    .doctype(
                        name: texts[1],
                        publicID: texts[2],
                        systemID: texts[3],
                        isCorrect: token[4] as? Bool == true
                    )
                )
            case "StartTag":
                var attributes: [String: String] = [:]
                for (name, value) in token[2] as? [String: Any] ?? [:] {
                    attributes[unescaped(name) ?? ""] = unescaped(value)
                }
                let isSelfClosing = token.count > 3 && token[3] as? Bool == true
                tokens.append(.startTag(texts[1] ?? "", attributes, isSelfClosing: isSelfClosing))
            case "EndTag": tokens.append(.endTag(texts[1] ?? ""))
            case "Comment": tokens.append(.comment(texts[1] ?? ""))
            default: tokens.append(.characters(Array((texts[1] ?? "").utf8)))
            }
        }
    }

    private static func state(_ name: String) throws -> TokenizerState {
        switch name {
        case "Data state": .data
        case "PLAINTEXT state": .plaintext
        case "RCDATA state": .rcdata
        case "RAWTEXT state": .rawtext
        case "Script data state": .scriptData
        default: try #require(name == "CDATA section state" ? .cdataSection : nil)
        }
    }

    /// Decodes `\uHHHH`; a lone surrogate becomes U+FFFD.
    private static func unescape(_ text: String) -> String {
        var units: [UInt16] = []
        var rest = Array(text.utf16)[...]
        while let unit = rest.popFirst() {
            if unit == 0x5C, rest.first == 0x75, rest.count >= 5,
                let value = UInt16(String(decoding: rest.dropFirst().prefix(4), as: UTF16.self), radix: 16)
            {
                units.append(value)
                rest = rest.dropFirst(5)
            } else {
                units.append(unit)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }

    func run(in state: TokenizerState) -> (tokens: [TokenCollector.Token], errors: [String]) {
        let source = SourceText(input, limit: .max)
        return source.bytes.withUnsafeBufferPointer { buffer in
            var tokenizer = Tokenizer(buffer, state: state, sink: TokenCollector())
            tokenizer.lastStartTag = Array(lastStartTag.utf8)
            tokenizer.run()
            let errors = (source.errors + tokenizer.storage.errors).enumerated()
                .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
                .map { place(of: $0.element) }
            return (tokenizer.sink.tokens, errors)
        }
    }

    /// Line and column, counted from 1, in UTF-16 code units.
    private func place(of error: ParseError) -> String {
        let before = String(decoding: input.prefix(Int(error.offset)), as: UTF8.self)
            .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return "\(error.code)@\(lines.count):\((lines.last?.utf16.count ?? 0) + 1)"
    }
}
