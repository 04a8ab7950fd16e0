extension Page {
    /// The document a frame shows: what `srcdoc` holds, or what somebody found at its address; nil where it is not known.
    ///
    /// `srcdoc` is parsed at each call.
    func content(ofFrame frame: NodeID) -> Page? {
        guard let source = attribute(.srcdoc, of: frame) else { return frames[frame] }
        let document = HTMLParser.parse(Array(source))
        let styles = ComputedStyles(document: document) { _, _ in nil }
        return Page(document: document, styles: styles, transport: .init(address: transport.address))
    }
}
