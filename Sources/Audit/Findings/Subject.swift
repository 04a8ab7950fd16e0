/// Something that is audited: a site, a crossing, a hall.
public struct Subject: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case site, app, terminal, document
        case roadSegment, crossing, footbridge, underpass, carPark, busStop, vehicle, station
        case building, serviceHall, toilet, dwelling, park, label, organisation, other
    }

    /// Permanent, chosen once and never derived from a name that may change; unique in the store.
    public var id: String
    public var kind: Kind
    public var name: String
    /// What it is called besides, and was called before.
    public var otherNames: [String]
    /// A street address, or the address of a site's home page.
    public var address: String
    /// Administrative division code (GB/T 2260, or the statistics bureau's nine or twelve digits).
    public var division: String?
    /// The year of the code table `division` is taken from, since codes are merged.
    public var divisionYear: Int?
    /// Where the subject is, as its owner's tables say it; `division` where that is a code.
    public var region: String?
    /// What sort of subject it is in the words of its owner's tables (`portal`, 政务服务网).
    public var category: String?
    public var geometry: Geometry?
    /// The unit that has to repair what is found (责任单位).
    public var responsibleUnit: String?
    /// The unified social credit code of that unit.
    public var unitCode: String?
    /// The department that supervises that unit (主管部门).
    public var supervisingDepartment: String?
    /// The id of the subject this one is part of: the building of a hall.
    public var parent: String?
    /// When its plans were approved, which says by which edition of a code it is judged.
    public var approvalYear: Int?
    /// When it was completed.
    public var completionYear: Int?
    /// When it was renovated last.
    public var renovationYear: Int?

    /// Years that a subject can have.
    static let years = 1000...2200

    public init(
        id: String,
        kind: Kind,
        name: String,
        otherNames: [String] = [],
        address: String = "",
        division: String? = nil,
        divisionYear: Int? = nil,
        region: String? = nil,
        category: String? = nil,
        geometry: Geometry? = nil,
        responsibleUnit: String? = nil,
        unitCode: String? = nil,
        supervisingDepartment: String? = nil,
        parent: String? = nil,
        approvalYear: Int? = nil,
        completionYear: Int? = nil,
        renovationYear: Int? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.otherNames = otherNames
        self.address = address
        self.division = division
        self.divisionYear = divisionYear
        self.region = region
        self.category = category
        self.geometry = geometry
        self.responsibleUnit = responsibleUnit
        self.unitCode = unitCode
        self.supervisingDepartment = supervisingDepartment
        self.parent = parent
        self.approvalYear = approvalYear
        self.completionYear = completionYear
        self.renovationYear = renovationYear
    }
}

extension Subject {
    /// This subject with what a register knows of it and a scan does not say; a name that is only the id gives way.
    func completed(by stored: Subject?) -> Subject {
        guard let stored else { return self }
        var subject = self
        if name == id { subject.name = stored.name }
        if otherNames.isEmpty { subject.otherNames = stored.otherNames }
        if address.isEmpty { subject.address = stored.address }
        if division == nil { (subject.division, subject.divisionYear) = (stored.division, stored.divisionYear) }
        subject.region = region ?? stored.region
        subject.category = category ?? stored.category
        subject.geometry = geometry ?? stored.geometry
        subject.responsibleUnit = responsibleUnit ?? stored.responsibleUnit
        // The code is that of the unit the register names, not of another.
        if subject.responsibleUnit == stored.responsibleUnit { subject.unitCode = unitCode ?? stored.unitCode }
        subject.supervisingDepartment = supervisingDepartment ?? stored.supervisingDepartment
        subject.parent = parent ?? stored.parent
        subject.approvalYear = approvalYear ?? stored.approvalYear
        subject.completionYear = completionYear ?? stored.completionYear
        subject.renovationYear = renovationYear ?? stored.renovationYear
        return subject
    }
}
