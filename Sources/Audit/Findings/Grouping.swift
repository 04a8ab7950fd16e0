/// Why a finding belongs to its defect: what decided it when its run ended.
public enum GroupingBasis: Int, Sendable, CaseIterable {
    /// Its pattern is one of a template known from earlier runs.
    case knownTemplate = 1
    /// Its pattern stands in one block on enough pages of this run.
    case newTemplate
    /// Pattern and text on its page.
    case content
    /// A person took it out of another defect.
    case split
    /// The item and the entry of its place.
    case item
    // The same finding as one that stood before the run; from the strongest evidence to the weakest.
    case sameSource = 11
    case samePlace, sameSourceElsewhere, sameShape, sameText, onlyOneInRegion, onlyOneOnPage, moved,
        sameSourceOtherVersion

    init(_ pass: TraceMatching.Pass) {
        switch pass {
        case .source: self = .sameSource
        case .place: self = .samePlace
        case .sourceElsewhere: self = .sameSourceElsewhere
        case .shape: self = .sameShape
        case .text: self = .sameText
        case .region: self = .onlyOneInRegion
        case .shapeOnPage: self = .onlyOneOnPage
        case .moved: self = .moved
        case .acrossVersions: self = .sameSourceOtherVersion
        }
    }
}

/// Why a finding and the others of its defect are one, with what speaks for it.
public struct GroupingReason: Sendable, Equatable {
    public var finding: StoredFinding
    public var defect: Defect
    /// nil where the finding was grouped before this was kept.
    public var basis: GroupingBasis?
    /// The finding before the run that it was taken for; its id and the page it stood on.
    public var earlier: Earlier?
    /// The patterns by which the defect's template is known; several where it moved or was merged.
    public var patterns: [Pattern]
    /// What persons and runs merged and split, oldest first.
    public var decisions: [HistoryEntry]

    public struct Earlier: Sendable, Equatable {
        public var finding: String
        public var page: String
    }

    public struct Pattern: Sendable, Equatable {
        public var requirement: String
        public var region: String
        public var path: String
        public var shape: String
    }
}
