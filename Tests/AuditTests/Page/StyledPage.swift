@testable import Audit

/// A small document with its styles, for tests.
struct StyledPage {
    let document: Document
    let styles: ComputedStyles

    /// A document and a sheet; sheets in `imports` answer to their address.
    init(_ html: String, css: String = "", media: MediaContext = MediaContext(), imports: [String: String] = [:]) {
        let document = HTMLParser.parse(Array("<!DOCTYPE html>\(html)<style>\(css)</style>".utf8))
        self.init(document: document, media: media, imports: imports)
    }

    init(document: Document, media: MediaContext = MediaContext(), imports: [String: String] = [:]) {
        self.document = document
        styles = ComputedStyles(document: document, media: media) { href, _ in
            imports[href].map { ProvidedStyleSheet(StyleSheet($0.utf8), address: href) }
        }
    }

    /// The element with an id.
    func node(_ id: String) -> NodeID {
        for index in document.kind.indices {
            let node = NodeID(index)
            if document.isElement(node), let value = document.attribute(.id, of: node), value.elementsEqual(id.utf8) {
                return node
            }
        }
        preconditionFailure("the test's document has no element with the id \(id)")
    }

    subscript(id: String) -> ComputedStyle { styles.style(of: node(id)) }

    /// The first text node whose text contains these words.
    func text(_ words: String) -> NodeID {
        for index in document.kind.indices where document.kind[index] == .text {
            if document.text(of: NodeID(index)).string.contains(words) { return NodeID(index) }
        }
        preconditionFailure("the test's document does not say '\(words)'")
    }
}
