/// The bounds within which style sheets are read and matched.
///
/// Whatever exceeds one is left out, and the page's styles say so (``ComputedStyles/problems``), so that rules which
/// depend on them answer `cantTell` instead of guessing.
public enum StyleLimits {
    /// Bytes of one style sheet; the rest is not read.
    public static let maximumSheetBytes = 4 << 20
    /// Complex selectors of one sheet that stand before a block, all rules together.
    public static let maximumRules = 100_000
    /// Simple selectors and combinators of one sheet, nested lists included.
    public static let maximumSelectorComponents = 1_000_000
    /// Simple selectors and combinators of one complex selector.
    public static let maximumComponentsOfOneSelector = 256
    /// Selector lists within selector lists (`:is(:not(…))`).
    public static let maximumSelectorNesting = 8
    /// Blocks within blocks: conditional rules and nested style rules.
    public static let maximumBlockNesting = 32
    /// Media and other conditions of one sheet.
    public static let maximumConditions = 10_000
    /// Declarations of one sheet after shorthands are spread out.
    public static let maximumDeclarations = 1_000_000
    /// Parentheses within parentheses in one value that is calculated.
    public static let maximumMathNesting = 32
    /// Sheets of one page, imported ones included.
    public static let maximumSheets = 256
    /// How deep `@import` may lead.
    public static let maximumImportDepth = 8
    /// Bytes of one value once every `var()` in it is replaced.
    public static let maximumSubstitutedBytes = 64 << 10
    /// Bytes of all custom properties and substituted values of one page together.
    public static let maximumCustomPropertyBytes = 16 << 20
    /// How many custom properties may refer to one another in a row.
    public static let maximumCustomPropertyChain = 64
    /// Elements looked at while selectors are matched: this many for the page, and so many more for each element.
    public static let matchingStepsBase = 1_000_000
    public static let matchingStepsPerElement = 400
    /// Cascade layers of one page.
    public static let maximumLayers = 4_096
    /// Colour stops of one background image.
    public static let maximumGradientStops = 64
}
