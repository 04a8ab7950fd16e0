@testable import Audit

/// A page made from markup, in which the element with `id="t"` is looked at.
struct MarkedPage {
    let page: Page

    init(_ markup: String) {
        let document = HTMLParser.parse(Array(markup.utf8))
        page = Page(document: document, styles: nil, transport: Page.Transport(address: "test.html"))
    }

    var target: NodeID {
        guard let found = page.element(withID: "t".utf8) else { preconditionFailure("no element has the id t") }
        return found
    }

    func element(_ id: String) -> NodeID {
        guard let found = page.element(withID: id.utf8) else { preconditionFailure("no element has the id \(id)") }
        return found
    }
}

/// Markup and what is expected of the element with `id="t"` in it.
struct MarkupRow<Expected: Sendable>: Sendable, CustomStringConvertible {
    let markup: String
    let expected: Expected

    init(_ markup: String, _ expected: Expected) {
        self.markup = markup
        self.expected = expected
    }

    var description: String { markup }
}
