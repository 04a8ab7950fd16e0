/// What the three rules about text spacing share: spacing that a `style` attribute fixes with `!important`.
///
/// Such a value wins over a reader's own style sheet, so it has to be wide enough by itself (WCAG 2.2, 1.4.12).
struct ImportantSpacing {
    let property: StaticString
    /// The same for the cascade.
    let kind: Property
    /// The factor of the font size that WCAG asks for.
    let leastFactor: Float

    /// The elements whose own text has the property fixed.
    func targets(in page: Page, where applies: (NodeID) -> Bool) -> [NodeID] {
        page.elements(having: .style).filter { element in
            guard page.document.namespace(of: element) == .html, fixes(element, page) else { return false }
            if let style = page.styles?.style(of: element), style.textFillColor.isTransparent, !style.hasTextShadow {
                return false
            }
            return page.document.children(of: element).contains { child in
                page.document.kind(of: child) == .text && page.isVisible(child)
                    && !page.document.text(of: child).isWhitespace && applies(child)
            }
        }
    }

    /// What is said of an element whose property computes to this many CSS pixels.
    func verdict(on element: NodeID, pixels: Float, in page: Page) -> Verdict {
        guard let styles = page.styles else { return .passed }
        let size = styles.fontSize(of: element)
        let factor = size > 0 ? pixels / size : leastFactor
        if factor >= leastFactor - Self.rounding { return .passed }
        let (found, least) = (Self.rounded(factor), Self.rounded(leastFactor))
        if !styles.isComplete {
            return .cantTell(
                zh: "\(property) 用 !important 固定为字号的 \(found) 倍，但缺少样式表，字号不确定。够 \(least) 倍吗？",
                en: """
                    \(property) is fixed by !important at \(found) times the font size, but a style sheet is missing. Is \
                    it at least \(least) times?
                    """
            )
        }
        return .failed(
            zh: "\(property) 用 !important 固定为字号的 \(found) 倍，少于 \(least) 倍，读者无法调大；去掉 !important 或调大",
            en: """
                \(property) is fixed by !important at \(found) times the font size, less than \(least), and readers cannot \
                widen it; remove !important or widen it
                """
        )
    }

    /// What single precision may lose.
    private static let rounding: Float = 0.0005

    /// Whether the last important declaration that is valid gives a value of the element's own.
    private func fixes(_ element: NodeID, _ page: Page) -> Bool {
        guard let text = page.attribute(.style, of: element), text.mentions("important") else { return false }
        var declared = DeclarationStore()
        StyleAttribute.declare(text, into: &declared)
        guard let last = declared.declarations.last(where: { $0.isImportant && $0.property == kind }) else {
            return false
        }
        if case .wide(let keyword) = last.value { return keyword == .initial }
        return true
    }

    private static func rounded(_ value: Float) -> String {
        let hundredths = Int((value * 100).rounded(.down))
        let rest = abs(hundredths % 100)
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths / 100)).\(rest < 10 ? "0" : "")\(rest)"
    }
}
