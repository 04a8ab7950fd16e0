/// What the two rules on the contrast of text share (WCAG 2.2, 1.4.3 and 1.4.6).
///
/// Source: ACT rules afw4f7 and 09o5cg. Text fails only where the highest contrast possible is too low and nothing about the
/// colours is in doubt.
struct TextContrast {
    /// The ratios asked of large and of other text.
    let large: Double
    let other: Double

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        let texts = page.shared.paintedTexts.value { Self.texts(in: page) }
        guard !texts.isEmpty else { return [] }
        guard styles.isComplete else {
            // Colours may come from the missing sheet, so that one answer stands for all text.
            guard let root = page.rootElement else { return [] }
            return [(root, Self.missingSheet(styles))]
        }
        guard let backdrops = page.backdrops else { return [] }
        let isDark = page.asksForDarkScheme
        var asked: Set<Question> = []
        return texts.compactMap { element in
            guard var style = Self.textStyle(of: element, in: page) else { return nil }
            if isDark { style.isDarkScheme = true }
            switch judgement(on: element, style, backdrops.backdrop(of: element), in: page) {
            case .none: return nil
            case .passed: return (element, .passed)
            case .failed(let facts): return (element, facts.failed())
            case .unsure(let facts, let reason):
                // What a person looks at once is asked once: text of one colour and size class on one background.
                let question = Question(
                    backdrop: backdrops.number(of: element),
                    color: style.textFillColor,
                    isLarge: style.isLargeText
                )
                return asked.insert(question).inserted ? (element, facts.unsure(reason)) : nil
            }
        }
    }

    /// What makes two texts one question for a person.
    private struct Question: Hashable {
        let backdrop: Int32
        let color: Color
        let isLarge: Bool
    }

    private static func missingSheet(_ styles: ComputedStyles) -> Verdict {
        let address = styles.problems.first.map { Array($0.address.utf8).quoted } ?? ""
        return .cantTell(
            zh: "缺少样式表（\(address)），文字和背景的颜色不确定。对比度足够吗？",
            en: "A style sheet is missing (\(address)), so colours are not known. Is the contrast of text sufficient?"
        )
    }

    /// The style of an element's text; for a field that shows its placeholder, what the author says of that, or nil.
    private static func textStyle(of element: NodeID, in page: Page) -> ComputedStyle? {
        guard let styles = page.styles else { return nil }
        guard showsPlaceholder(element, in: page) else { return styles.style(of: element) }
        // Browsers have colours of their own for what the author leaves open.
        guard var style = styles.placeholder(element), style.textFillColor != styles.style(of: element).textFillColor
        else {
            return nil
        }
        style.textFillColor.alpha *= style.opacity
        return style
    }

    // MARK: - Which text

    /// The HTML elements with text of their own that a person reads, in document order.
    static func texts(in page: Page) -> [NodeID] {
        let disabled = DisabledText(page)
        var found: [NodeID] = []
        let document = page.document
        for index in 1..<Int32(document.nodeCount) where document.kind[Int(index)] == .text {
            let text = NodeID(index)
            guard let parent = document.parent(of: text), document.namespace(of: parent) == .html else { continue }
            guard found.last != parent, page.isVisible(text), isReadable(document.text(of: text)) else { continue }
            switch document.name(of: parent) {
            case .canvas, .object, .option, .optgroup, .select, .script, .style, .title, .textarea, .noscript, .iframe:
                continue
            default: break
            }
            // Text of no size is not seen.
            if page.styles.map({ $0.fontSize(of: parent) <= 1 }) ?? false { continue }
            if isSymbol(document.text(of: text), in: parent, page) { continue }
            if !disabled.holds(parent) { found.append(parent) }
        }
        found += controls(in: page).filter { !disabled.holds($0) }
        var seen: Set<NodeID> = []
        return found.filter { seen.insert($0).inserted }.sorted()
    }

    /// The enabled controls that show text which is no content of theirs: a value, a caption, the option chosen.
    private static func controls(in page: Page) -> [NodeID] {
        page.htmlElements(.input, .select, .textarea).filter { control in
            guard page.isVisible(control), page.styles?.fontSize(of: control) != 0 else { return false }
            return isReadable(shownText(of: control, in: page))
        }
    }

    private static func showsPlaceholder(_ element: NodeID, in page: Page) -> Bool {
        guard page.attribute(.placeholder, of: element)?.isBlank == false else { return false }
        if let type = page.inputType(of: element) {
            return type.takesPlaceholder && page.attribute(.value, of: element)?.isEmpty ?? true
        }
        return page.document.isHTML(element, .textarea) && page.textContent(of: element).isEmpty
    }

    private static func shownText(of control: NodeID, in page: Page) -> Bytes {
        if showsPlaceholder(control, in: page) { return page.attribute(.placeholder, of: control) ?? [] }
        switch page.inputType(of: control) {
        case .checkbox, .color, .file, .hidden, .image, .password, .radio, .range: return []
        case .reset, .submit: return page.attribute(.value, of: control) ?? Array("Submit".utf8)[...]
        case nil: return page.textContent(of: control)[...]
        default: return page.attribute(.value, of: control) ?? []
        }
    }

    /// Whether the text has letters or digits; lines and bullets express nothing in human language.
    private static func isReadable(_ text: Bytes) -> Bool {
        if text.isBlank { return false }
        return UTF8Scalars(text).contains {
            guard $0.isASCII else { return $0.isLetterOrNumber }
            let byte = UInt8(truncatingIfNeeded: $0.value)
            return byte.isASCIIAlpha || byte.isASCIIDigit
        }
    }

    /// Whether a single letter stands for a picture, such as an X that closes: the element has another name.
    private static func isSymbol(_ text: Bytes, in element: NodeID, _ page: Page) -> Bool {
        let text = text.trimmed
        return text.count == 1 && page.isNamedByAuthor(element) && !page.accessibleName(of: element).elementsEqual(text)
    }

    // MARK: - Verdict

    /// A verdict before it is put into words, which most are not: one question stands for many texts.
    private enum Judgement {
        /// Its colour hides the text from everyone.
        case none
        case passed
        case failed(Facts)
        case unsure(Facts, LocalizedText)
    }

    private func judgement(
        on element: NodeID,
        _ style: ComputedStyle,
        _ backdrop: Backdrops.Backdrop,
        in page: Page
    ) -> Judgement {
        let required = style.isLargeText ? large : other
        var best = (ratio: 0.0, text: Color.black, behind: Color.white)
        var worst = Double.infinity
        for candidate in backdrop.candidates {
            let text = candidate.seen(style.textFillColor.over(candidate.local))
            let behind = candidate.seen(candidate.local)
            let ratio = text.contrastRatio(with: behind)
            if ratio > best.ratio { best = (ratio, text, behind) }
            worst = min(worst, ratio)
        }
        let facts = Facts(pixels: style.fontSize, isBold: style.fontWeight >= 700, best: best, required: required)
        if let doubt = reason(backdrop.doubt, style, on: element, in: page) { return .unsure(facts, doubt) }
        if worst >= required { return .passed }
        if best.text.hex == best.behind.hex { return .none }
        if best.ratio < required, isLogo(element, page) {
            return .unsure(facts, LocalizedText(zh: "可能是标志文字，标志不作要求", en: "it may be a logo, which is exempt"))
        }
        if best.ratio < required { return .failed(facts) }
        return .unsure(
            facts,
            LocalizedText(zh: "背景是渐变色，一部分不够", en: "the background is a gradient, part of it too close")
        )
    }

    private func reason(
        _ doubt: Backdrops.Doubt,
        _ style: ComputedStyle,
        on element: NodeID,
        in page: Page
    ) -> LocalizedText? {
        if doubt.contains(.image) { return LocalizedText(zh: "文字在背景图片上", en: "the text lies on a background image") }
        if doubt.contains(.overlap) {
            return LocalizedText(zh: "元素经过定位，背后可能是别的元素", en: "the box is positioned and may lie over others")
        }
        if doubt.contains(.floats) {
            return LocalizedText(zh: "元素浮动，可能超出带背景的容器", en: "the box floats and may leave its background")
        }
        if doubt.contains(.effect) || style.hasTextShadow || style.hasTextStroke {
            return LocalizedText(zh: "有滤镜、阴影、动画等效果", en: "a filter, shadow or animation changes what is seen")
        }
        if doubt.contains(.variants) { return LocalizedText(zh: "背景是多层渐变", en: "the background has layered gradients") }
        if style.isDarkScheme {
            return LocalizedText(zh: "页面只用深色方案", en: "the page asks for dark standard colours")
        }
        if doubt.contains(.uncertainRule) || page.perceivability(of: element) == .unknown {
            return LocalizedText(zh: "布局或脚本决定它怎样显示", en: "layout or scripts decide how it is shown")
        }
        return nil
    }

    /// Whether the element or one just around it is called a logo.
    private func isLogo(_ element: NodeID, _ page: Page) -> Bool {
        var node: NodeID? = element
        for _ in 0..<3 {
            guard let current = node, page.document.isElement(current) else { return false }
            for name in [Name.class, .id] {
                if page.attribute(name, of: current)?.mentions("logo") ?? false {
                    return true
                }
            }
            node = page.document.parent(of: current)
        }
        return false
    }
}

extension Page {
    /// Whether a `meta` leaves browsers no choice but dark standard colours.
    fileprivate var asksForDarkScheme: Bool {
        htmlElements(.meta).contains { meta in
            guard attribute(.name, of: meta)?.trimmed.equalsIgnoringCase("color-scheme") ?? false else { return false }
            let schemes = attribute(.content, of: meta) ?? []
            return schemes.mentions("dark") && !schemes.mentions("light")
        }
    }
}

/// The colours, sizes and ratios a message about contrast names.
private struct Facts {
    let pixels: Float
    let isBold: Bool
    let best: (ratio: Double, text: Color, behind: Color)
    let required: Double

    func failed() -> Verdict {
        .failed(
            zh: "文字 \(best.text) 与背景 \(best.behind) 的对比度为 \(ratio)，\(size.zh)至少要 \(wanted)；加深文字或改变背景",
            en: """
                The text \(best.text) on \(best.behind) has a contrast of \(ratio); \(size.en) needs at least \(wanted): \
                darken the text or change the background
                """
        )
    }

    func unsure(_ reason: LocalizedText) -> Verdict {
        .cantTell(
            zh: "\(reason.zh)，算不准对比度（文字 \(best.text)）。\(size.zh)达到 \(wanted) 了吗？",
            en: "Contrast cannot be computed: \(reason.en) (text \(best.text)). Does \(size.en) reach \(wanted)?"
        )
    }

    /// Rounded down, so that what is too low never reads as if it were enough.
    private var ratio: String {
        let hundredths = Int(best.ratio * 100)
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100):1"
    }

    private var wanted: String { "\(required == required.rounded() ? "\(Int(required))" : "\(required)"):1" }

    private var size: LocalizedText {
        let pixels = Int(pixels.rounded())
        return LocalizedText(
            zh: "\(pixels) px\(isBold ? "粗体" : "")文字",
            en: "text of \(pixels) px\(isBold ? " bold" : "")"
        )
    }
}

/// Text in or of controls that are disabled, which WCAG exempts.
private struct DisabledText {
    private let page: Page
    /// Disjoint, in document order.
    private var ranges: [Range<Int32>] = []

    init(_ page: Page) {
        self.page = page
        let controls = page.elements { element in
            // A disabled fieldset is a disabled group: its legend counts, though controls in it are enabled.
            if page.document.isHTML(element, .fieldset), page.hasAttribute(.disabled, element) { return true }
            return
                (page.hasAttribute(.disabled, element) || page.hasAttribute(.ariaDisabled, element)
                || Focus.isDisableable(element, in: page.document)) && page.isDisabled(element)
        }
        for control in controls {
            ranges.append(page.document.subtree(of: control))
            let labels = page.labels(of: control) + page.idReferences(.ariaLabelledby, of: control).nodes
            ranges += labels.map { page.document.subtree(of: $0) }
        }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var disjoint: [Range<Int32>] = []
        for range in ranges {
            if let last = disjoint.last, range.lowerBound < last.upperBound {
                disjoint[disjoint.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                disjoint.append(range)
            }
        }
        ranges = disjoint
    }

    func holds(_ node: NodeID) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= node.index { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(node.index)
    }
}
