import Testing

@testable import Audit

struct CSSTokenizerTests {
    /// Kinds by one letter or word, texts in brackets.
    private func show(_ css: String) -> String {
        let tokens = CSSTokens(Array(css.utf8))
        return (0..<tokens.count).map { index in
            let token = tokens[index]
            switch token.kind {
            case .whitespace: return "_"
            case .delim: return String(UnicodeScalar(token.delim))
            case .number: return "\(token.number)"
            case .percentage: return "\(token.number)%"
            case .dimension: return "\(token.number)[\(tokens.text(index).string)]"
            case .colon: return ":"
            case .semicolon: return ";"
            case .comma: return ","
            case .openCurly: return "{"
            case .closeCurly: return "}"
            case .openParen: return "("
            case .closeParen: return ")"
            case .openSquare: return "["
            case .closeSquare: return "]"
            default: return "\(token.kind)[\(tokens.text(index).string)]"
            }
        }.joined(separator: " ")
    }

    @Test(arguments: [
        ("a.b", "ident[a] . ident[b]"),
        ("#1a #a1", "hash[1a] _ hash[a1]"),
        ("-moz --x -\\31", "ident[-moz] _ ident[--x] _ ident[-1]"),
        ("1.5e2px", "150.0[px]"),
        ("-.5em+1", "-0.5[em] 1.0"),
        ("1e", "1.0[e]"),
        ("50% .25", "50.0% _ 0.25"),
        ("\"a\\\"b\" 'c\\\nd'", "string[a\"b] _ string[cd]"),
        ("'open", "string[open]"),
        ("'broken\n x", "badString[broken] _ ident[x]"),
        ("url( a.png ) url('b') url(a b)", "url[a.png] _ function[url] string[b] ) _ badURL[]"),
        ("a/* b */c", "ident[a] ident[c]"),
        ("@media(x){}", "atKeyword[media] ( ident[x] ) { }"),
        ("\\4e2d 文", "ident[中文]"),
        ("<!-- -->", "cdo[] _ cdc[]"),
        ("\\", "ident[\u{FFFD}]"),
        ("a\0b", "ident[a\u{FFFD}b]"),
        ("0.1 1e-2 1E+2", "0.1 _ 0.01 _ 100.0"),
        ("/* never closed", ""),
    ])
    func `text is cut into the tokens of CSS Syntax 3`(css: String, expected: String) {
        #expect(show(css) == expected)
    }

    @Test func `a bracket is linked to what closes it, or to the end`() {
        let tokens = CSSTokens(Array("a(b[c]{d)e}".utf8))
        #expect(tokens[0].link == 10)
        #expect(tokens[2].link == 4)
        #expect(tokens[5].link == 9)
    }

    @Test(arguments: 0..<200)
    func `any bytes end in tokens that cover them in order`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab-\\\"'(){}[]/*#@:;,.5e%u rl(\n\u{0}é!<>+".utf8)
        let bytes = (0..<300).map { _ in
            seed % 2 == 0
                ? UInt8.random(in: 0...255, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
        }
        let tokens = CSSTokens(bytes)
        var last: Int32 = -1
        for token in tokens.tokens {
            #expect(token.start > last || token.kind == .endOfFile)
            last = token.start
        }
        #expect(last == 300)
    }
}
