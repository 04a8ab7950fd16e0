/// How much room text takes at least, for telling without layout that it surely does not fit on a line.
enum TextExtent {
    /// The least width of text on one line, in CSS pixels, in any common font.
    static func leastWidth(of text: Bytes, fontSize: Float) -> Float {
        var ems: Float = 0
        var pendingSpace = false
        for scalar in UTF8Scalars(text) {
            if scalar.isWhitespace {
                pendingSpace = ems > 0
                continue
            }
            if pendingSpace { ems += narrow }
            pendingSpace = false
            ems += leastEms(scalar)
        }
        return ems * fontSize
    }

    /// The least number of lines that text and its forced breaks take in a room of this width.
    static func leastLines(of segments: [[UInt8]], fontSize: Float, room: Float) -> Int {
        segments.reduce(0) { lines, segment in
            lines + max(1, Int((leastWidth(of: segment[...], fontSize: fontSize) / max(room, 1)).rounded(.up)))
        }
    }

    /// What a line is high at least, in CSS pixels; the fonts decide where styles do not.
    static func leastLineHeight(_ style: ComputedStyle) -> Float { style.lineHeightPixels ?? normal * style.fontSize }

    /// What common fonts take for `line-height: normal` at least, in em.
    private static let normal: Float = 1.1

    /// The least advance of slim characters (i, l, punctuation) and spaces in common fonts, in em.
    private static let narrow: Float = 0.2
    /// Of other small letters and digits.
    private static let middle: Float = 0.36
    /// Of capitals.
    private static let wide: Float = 0.45
    /// Of Chinese characters, which are one em in nearly all fonts.
    private static let han: Float = 0.9

    private static func leastEms(_ scalar: Unicode.Scalar) -> Float {
        if scalar.isHan { return han }
        guard scalar.isASCII else { return narrow }
        switch UInt8(truncatingIfNeeded: scalar.value) {
        case 0x66, 0x69, 0x6A, 0x6C, 0x72, 0x74, 0x49: return narrow
        case 0x61...0x7A, 0x30...0x39: return middle
        case 0x41...0x5A: return wide
        default: return narrow
        }
    }

    /// The greatest width a line of text in the element may have: what it or a box around it is limited to, or nil.
    static func greatestLine(in element: NodeID, of page: Page, _ other: ComputedStyles? = nil) -> Float? {
        guard let styles = other ?? page.styles else { return nil }
        var node: NodeID? = element
        var isInner = true
        while let current = node, page.document.isElement(current) {
            let style = styles.style(of: current)
            let own = [style.width.fixed, style.maxWidth.fixed].compactMap(\.self).min()
            if let own, style.display != .inline { return own }
            if !isInner, style.position.isOutOfFlow || style.overflowX != .visible { return nil }
            isInner = false
            node = page.flatParent(of: current)
        }
        return nil
    }
}
