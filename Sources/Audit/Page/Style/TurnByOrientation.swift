/// An element that is rotated otherwise in portrait than in landscape.
public struct TurnByOrientation: Sendable, Hashable {
    public let node: NodeID
    /// Degrees clockwise while the screen is higher than wide.
    public let portrait: Float
    /// Degrees clockwise while the screen is wider than high.
    public let landscape: Float
}

extension ComputedStyles {
    /// Computes the styles for both orientations of a screen and compares the rotations.
    static func turns(
        of document: Document,
        _ sheets: [StyleSheetSource],
        _ media: MediaContext
    ) -> [TurnByOrientation] {
        var (wide, high) = (media, media)
        (wide.width, wide.height) = (max(media.width, media.height), min(media.width, media.height))
        (high.width, high.height) = (wide.height, wide.width)
        let landscape = ComputedStyles(document: document, sheets: sheets, media: wide)
        let portrait = ComputedStyles(document: document, sheets: sheets, media: high)
        return (1..<Int32(max(document.nodeCount, 1))).compactMap { index in
            let node = NodeID(index)
            guard document.isElement(node) else { return nil }
            let turns = (portrait.style(of: node).transform.rotation, landscape.style(of: node).transform.rotation)
            return turns.0 == turns.1 ? nil : TurnByOrientation(node: node, portrait: turns.0, landscape: turns.1)
        }
    }
}
