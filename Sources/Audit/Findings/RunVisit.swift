/// One address of a run with what its visit showed.
public struct RunVisit: Sendable {
    public var address: String
    public var key: String
    public var status: PageRecord.Status
    public var reason: String?
    public var httpStatus: Int?
    public var title: String
    public var pageKind: String?
    /// Of the body; of a file, as its header says.
    public var bytes: Int
    public var depth: Int
    /// The key of the page that linked here first.
    public var from: String?
    /// nil where nothing was asked for, or the run is older than these facts.
    public var facts: VisitFacts?
}
