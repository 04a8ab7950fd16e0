/// Which evidence is kept when a store is thinned; counts, findings and history always stay.
public struct RetentionPolicy: Sendable, Equatable {
    /// Of each subject and checklist, the newest ended runs whose evidence stays.
    public var keptRuns: Int
    /// Whether photos and documents go too; else only the source of pages and the snippets of findings.
    public var removesAttachments: Bool

    public init(keptRuns: Int, removesAttachments: Bool = false) {
        precondition(keptRuns > 0, "the last run's evidence always stays")
        self.keptRuns = keptRuns
        self.removesAttachments = removesAttachments
    }
}

/// What a thinning removed, or would.
public struct RetentionResult: Sendable, Equatable {
    /// Runs whose evidence goes.
    public var runs = 0
    /// Findings that lose their snippet.
    public var snippets = 0
    /// Pieces of evidence that lose their bytes.
    public var pages = 0
    public var attachments = 0
    /// Bytes of all of it, as they lie in the file.
    public var bytes = 0

    public init() {}
}
