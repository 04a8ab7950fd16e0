/// Roles, names, exposure and focus of every element, as columns; computed once a page.
struct Semantics: Sendable {
    init(of document: Document, styles: ComputedStyles?) {}
}
