extension Backdrops {
    /// What a style says about what is painted, whatever element has it.
    struct Traits {
        /// Whether a group of an opacity begins.
        let isGroup: Bool
        /// What makes colours behind unsure, but for floats, which depends on what lies around.
        let doubt: Doubt
        let floats: Bool
        /// Whether a box grows around floats in it (CSS 2.2 §9.4.1), or clears them after its content.
        let isFormattingContext: Bool
        /// The same of a box that is in flow.
        let holdsFloats: Bool
        let paints: Bool
        /// Whether it is laid out of flow and may reach over most of its container: by its background, as an image.
        let coversAsBox: Bool
        let coversAsImage: Bool
        /// The same of a generated box in it.
        let pseudoCovers: Bool
        let gridCell: UInt32

        /// Whether the content of an element may have another backdrop than the element itself.
        var isAny: Bool { isGroup || !doubt.isEmpty || floats || holdsFloats || paints }

        /// Those of all styles of a page, by their numbers.
        static func all(of styles: ComputedStyles) -> [Traits] {
            // Whether something lies behind its context on purpose.
            let hasNegativeLayers = styles.styles.contains {
                $0.zIndex.map { $0 < 0 } ?? false && $0.position != .static
            }
            return styles.styles.map { Traits($0, in: styles, hasNegativeLayers: hasNegativeLayers) }
        }

        private init(_ style: ComputedStyle, in styles: ComputedStyles, hasNegativeLayers: Bool) {
            let pseudos = [style.before, style.after].filter { $0 >= 0 }.map { styles.styles[Int($0)] }
            let clearsAfter = style.after >= 0 && styles.styles[Int(style.after)].clear == .both
            isGroup = style.opacity < 1
            floats = style.float != .none
            isFormattingContext = Self.isFormattingContext(style) || clearsAfter
            holdsFloats = isFormattingContext && style.float == .none && !style.position.isOutOfFlow
            paints = Self.paintsBackground(style)
            let isAbsolute = style.position == .absolute
            coversAsBox = isAbsolute && paints && Self.mayCover(style, isReplaced: false)
            coversAsImage = isAbsolute && Self.mayCover(style, isReplaced: true)
            pseudoCovers = pseudos.contains {
                $0.position == .absolute && Self.paintsBackground($0) && Self.mayCover($0, isReplaced: false)
            }
            gridCell = style.gridCell
            var doubt: Doubt = []
            let isMoved =
                style.position.isOutOfFlow || style.transform.moves || style.transform.rotation != 0
                || (style.position != .static && style.zIndex != nil) || Self.hasNegativeMargin(style)
                || (hasNegativeLayers && style.position != .static)
            if isMoved || pseudos.contains(where: { Self.paintsBackground($0) && $0.position.isOutOfFlow }) {
                doubt.insert(.overlap)
            }
            if style.hasFilter || style.hasBackdropFilter || style.hasBlendMode || style.hasMask || style.isAnimated
                || style.hasInsetShadow
            {
                doubt.insert(.effect)
            }
            if style.isUncertain { doubt.insert(.uncertainRule) }
            self.doubt = doubt
        }

        private static func paintsBackground(_ style: ComputedStyle) -> Bool {
            !style.backgroundColor.isTransparent || style.backgroundImage != .none
        }

        /// Pixels below which an image is an icon beside the text.
        private static let iconSize: Float = 100

        /// Whether a box out of flow may reach over most of its container: as wide, or an image that is no icon.
        private static func mayCover(_ style: ComputedStyle, isReplaced: Bool) -> Bool {
            // Menus and bubbles hang below or beside their container.
            let inset = style.inset
            if inset.top.percent >= 100 || inset.bottom.percent >= 100 || inset.left.percent >= 100
                || inset.right.percent >= 100
            {
                return false
            }
            if style.width.percent >= 50 { return true }
            let isStretched = !inset.left.isAuto && !inset.right.isAuto
            guard let width = style.width.fixed else { return isReplaced || isStretched }
            return width >= iconSize
        }

        private static func hasNegativeMargin(_ style: ComputedStyle) -> Bool {
            func isNegative(_ side: LengthPercentage) -> Bool { !side.isAuto && (side.pixels < 0 || side.percent < 0) }
            return isNegative(style.margin.top) || isNegative(style.margin.left) || isNegative(style.margin.right)
                || isNegative(style.margin.bottom)
        }

        private static func isFormattingContext(_ style: ComputedStyle) -> Bool {
            if style.clipsOverflow || style.float != .none || style.position.isOutOfFlow { return true }
            switch style.display {
            case .inlineBlock, .flowRoot, .flex, .inlineFlex, .grid, .inlineGrid, .table, .inlineTable, .tableCell,
                .tableCaption, .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup:
                return true
            default: break
            }
            return style.height.fixed.map { $0 > 0 } ?? false
        }
    }
}
