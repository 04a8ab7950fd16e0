/// What gave an element its accessible name or description, by the steps of accname 1.2.
public enum NameSource: UInt8, Sendable, CaseIterable {
    /// There is none.
    case none
    /// 2B `aria-labelledby`, or `aria-describedby` for a description.
    case ariaReference
    /// 2D `aria-label`, or `aria-description` for a description.
    case ariaText
    /// 2E by elements: `label`, `legend`, `caption`, `figcaption`, SVG `title`, the page's `title`.
    case label, legend, caption, figcaption, titleElement
    /// 2E by attributes: `alt`, `value`, `label`, `alttext`, `placeholder`, `aria-placeholder`, `summary`.
    case alt, value, labelAttribute, placeholder, summary
    /// 2F the content.
    case content
    /// 2I `title`.
    case title
    /// Text that browsers put in by themselves (the caption of a submit button without `value`).
    case userAgent
    /// ``NameLimits`` ended the computation before anything was found; whether there is a name is not known.
    case unknown
}

/// The bounds of the name computation; what exceeds them is cut.
enum NameLimits {
    /// Bytes of one name; Blink and screen readers cut far earlier.
    static let maximumBytes = 16 << 10
    /// Steps (nodes visited and 64 bytes copied count one each) for one name.
    static let maximumSteps = 50_000
    /// Steps for all names of a page: a flat allowance, and so many more for each node.
    static let freeSteps = 1_000_000
    static let stepsPerNode = 64
}
