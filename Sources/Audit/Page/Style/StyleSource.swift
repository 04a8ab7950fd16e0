/// What styles were computed from, so that they can be computed again for another viewport.
struct StyleSource: Sendable {
    let sheets: StyleSheets.Collection
    let media: MediaContext
}

extension ComputedStyles {
    /// The styles of the document at another size of the viewport; nil where that asks for sheets that are not here.
    func resized(width: Double, height: Double, of document: Document) -> ComputedStyles? {
        guard let source, problems.isEmpty else { return nil }
        var media = source.media
        (media.width, media.height) = (width, height)
        let references = StyleSheets.references(in: document, runsScripts: media.runsScripts)
        guard references.allSatisfy({ $0.media.matches(media) == $0.media.matches(source.media) }) else { return nil }
        let imports = source.sheets.sheets.flatMap(\.sheet.contents.imports)
        guard imports.allSatisfy({ $0.media.matches(media) == $0.media.matches(source.media) }) else { return nil }
        var cascade = Cascade(document: document, sheets: source.sheets.sheets, media: media)
        cascade.run()
        let styles = cascade.finished()
        return styles.isComplete ? styles : nil
    }

    /// Whether a rule that clips what it sizes comes into force at another size of the viewport.
    func mayClipWhenResized(width: Double, height: Double) -> Bool {
        guard let source else { return false }
        var media = source.media
        (media.width, media.height) = (width, height)
        return source.sheets.sheets.contains { sheet in
            let contents = sheet.sheet.contents
            return contents.clippingRules.contains { rule in
                contents.holds(contents.rules[Int(rule)].condition, media)
                    && !contents.holds(contents.rules[Int(rule)].condition, source.media)
            }
        }
    }
}

extension StyleSheet.Contents {
    /// Whether a condition and all around it may hold.
    fileprivate func holds(_ condition: Int32, _ media: MediaContext) -> Bool {
        var number = condition
        while number >= 0 {
            let condition = conditions[Int(number)]
            switch condition.kind {
            case .media(let list): if !list.matches(media) { return false }
            case .fixed(let value): if value == .no { return false }
            }
            number = condition.parent
        }
        return true
    }
}
