/// A form somebody filled, every answer checked against its checklist.
public struct FilledForm: Sendable, Equatable {
    public let checklist: String
    public let version: String
    /// Stays with the form for good: importing it twice stores it once.
    public let instance: String
    public let state: State
    public let inspector: String
    /// `2026-08-20`.
    public let date: String
    public let subject: FormSubject
    /// Facts about the whole place.
    public let facts: [String: FormAnswer]
    /// In the order of the checklist; a section that does not repeat has one, without a name.
    public let entries: [FormEntry]
    /// How the place came to be visited; nil where the form does not say.
    public var selection: VisitSelection? = nil

    public enum State: String, Sendable, CaseIterable {
        /// May be incomplete; what is missing is untested.
        case draft
        case final
    }
}

/// The place a form is about.
public struct FormSubject: Sendable, Equatable {
    public let id: String
    public let name: String
    public let address: String
    /// WGS-84, converted from what was captured.
    public let point: FormPoint?
    public let responsibleUnit: String?
    public let supervisingDepartment: String?
}

/// A point in WGS-84 degrees, and the system it was captured in.
public struct FormPoint: Sendable, Equatable {
    public let latitude: Double
    public let longitude: Double
    public let captured: CoordinateSystem
}

/// One ramp, door or bay, or the section as a whole where it does not repeat.
public struct FormEntry: Sendable, Equatable {
    public let section: String
    /// Empty where the section does not repeat.
    public let name: String
    public let point: FormPoint?
    public let facts: [String: FormAnswer]
    public let answers: [String: FormAnswer]
}

/// One answer with what the inspector added to it.
public struct FormAnswer: Sendable, Equatable {
    public let value: FormValue
    /// Why `na` or `not_checked`.
    public let reason: String?
    public let note: String?
    /// File names as the form gives them.
    public let photos: [String]
}

/// The answer itself; numbers are in the unit of the item.
public enum FormValue: Sendable, Equatable {
    case yes, no
    /// Does not apply here; leaves the denominator.
    case notApplicable
    /// Applies, but nobody looked; lowers the coverage.
    case notChecked
    case readings([Double])
    case dimensions([String: [Double]])
    case choice(String)
}
