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

extension RunVisit {
    /// What to ask for to reach it again: where the address is shown without what names a person, its key, which has it.
    var asked: String { PersonalData.maskedAddress(key) == key ? address : key }
}
