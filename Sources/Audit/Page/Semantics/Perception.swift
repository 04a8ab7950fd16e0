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
        if style.clip == .some || style.clipPath == .some || style.hasMask || style.isUncertain || style.isAnimated {
            state.insert(.unsureSeen)
        }
        if style.position.isOutOfFlow, style.inset.left.percent < 0 || style.inset.top.percent < 0 {
            state.insert(.unsureSeen)
        }
    }

    private static func isOffScreen(_ style: ComputedStyle) -> Bool {
        if style.textIndent.fixed.map({ $0 <= -offScreen }) ?? false { return true }
        guard style.position.isOutOfFlow else { return false }
        let isOut: (LengthPercentage) -> Bool = { ($0.fixed ?? 0) <= -offScreen }
        return isOut(style.inset.left) || isOut(style.inset.top)
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
            || isFlat(width, style.padding.left, style.padding.right) && style.display != .inline
    }
}
