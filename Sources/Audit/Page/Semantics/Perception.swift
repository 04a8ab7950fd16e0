/// Whether a person who sees can see something, as far as styles alone tell.
public enum Perceivability: UInt8, Sendable {
    case visible
    /// Layout, an image or a script decides.
    case unknown
    case hidden
}

/// Ways to keep content for assistive technology and take it from sight.
enum Perception {
    /// CSS pixels beyond which content that is moved out to the left or up is off-screen.
    static let offScreen: Float = 999

    static func describe(_ style: ComputedStyle, _ state: inout NodeState) {
        // A box that lays itself out anew may come back into view where its parent's cannot be seen.
        if style.opacity == 0 || style.clip == .empty || style.clipPath == .empty || style.transform.collapses
            || style.transform.movesAway
        {
            state.insert(.unseen)
        }
        if isOffScreen(style) || isTiny(style) { state.insert(.unseen) }
        if style.clip == .some || style.clipPath == .some || style.hasMask || style.isUncertain || style.isAnimated
            || style.transform.mayHide || style.hasFoldedRow || isOutside(style)
        {
            state.insert(.unsureSeen)
        }
        // A box laid out elsewhere may lie outside of what a box around it shows.
        if style.position == .absolute, state.contains(.clipped) { state.insert(.unsureSeen) }
        if style.overflowY.hides, style.height.fixed != nil { state.insert(.clipped) }
    }

    /// CSS pixels by which a box reaches over an edge, as badges and bubbles do, and is still taken to be seen.
    private static let overhang: Float = 30

    /// Whether a box laid out of flow may lie beyond an edge of the page or of its container.
    private static func isOutside(_ style: ComputedStyle) -> Bool {
        guard style.position.isOutOfFlow else { return false }
        let sides = [style.inset.left, style.inset.top, style.inset.right, style.inset.bottom]
        if sides.contains(where: { $0.percent < 0 || !$0.isAuto && $0.pixels <= -overhang }) { return true }
        guard style.position == .fixed else { return false }
        return sides.contains { $0.percent >= 100 || !$0.isAuto && $0.pixels >= viewport }
    }

    /// The least side of the viewport, in CSS pixels.
    private static let viewport: Float = 720

    private static func isOffScreen(_ style: ComputedStyle) -> Bool {
        let isOut: (LengthPercentage) -> Bool = { !$0.isAuto && ($0.fixed ?? 0) <= -offScreen }
        if isOut(style.textIndent) { return true }
        // Paddings take back what margins give, where a background is to reach over the page.
        let (margin, padding) = (style.margin, style.padding)
        if isOut(margin.left), (padding.left.fixed ?? 0) < offScreen { return true }
        if isOut(margin.top), (padding.top.fixed ?? 0) < offScreen { return true }
        // Text moved by the width of its box is cut off there.
        if style.textIndent.percent >= 100, style.overflowX.hides { return true }
        guard style.position != .static, style.position != .sticky else { return false }
        let isFar: (LengthPercentage) -> Bool = { !$0.isAuto && ($0.fixed ?? 0) >= offScreen }
        if isOut(style.inset.left) || isOut(style.inset.top) { return true }
        if style.inset.left.isAuto && isFar(style.inset.right) || style.inset.top.isAuto && isFar(style.inset.bottom) {
            return true
        }
        return style.position == .fixed && (isOut(style.inset.right) || isOut(style.inset.bottom))
    }

    /// A box of at most one pixel that clips what it holds.
    private static func isTiny(_ style: ComputedStyle) -> Bool {
        guard style.overflowX != .visible, style.overflowY != .visible else { return false }
        let isSmall: (LengthPercentage) -> Bool = { $0.fixed.map { $0 <= 1 } ?? false }
        let (width, height) = (style.width, style.height)
        if isSmall(width) && isSmall(height) { return true }
        let isFlat: (LengthPercentage, LengthPercentage, LengthPercentage) -> Bool = { size, start, end in
            size.fixed == 0 && (start.fixed ?? 1) + (end.fixed ?? 1) <= 0
        }
        return isFlat(height, style.padding.top, style.padding.bottom)
            || isFlat(style.maxHeight, style.padding.top, style.padding.bottom)
            || isFlat(width, style.padding.left, style.padding.right) && style.display != .inline
    }
}
