/// How far the second inspections of a draw have come, and who must not make them.
public struct SecondInspections: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// Nobody was there since the draw.
        case awaitsFirst
        /// One inspector was there; another one has to go.
        case awaitsSecond
        /// Two inspectors were there with one checklist.
        case done
    }

    /// One place drawn for it.
    public struct Place: Sendable, Equatable {
        /// One inspector's visit with one checklist.
        public struct Inspected: Sendable, Equatable {
            public let inspector: String
            public let checklist: String
            /// `2026-08-20`.
            public let date: String
        }

        /// The id in the register.
        public let subject: String
        /// nil where the place has left the register since.
        public let registered: Subject?
        /// Since the draw, in the order of their dates.
        public let inspected: [Inspected]

        public var state: State {
            if inspected.isEmpty { return .awaitsFirst }
            let visits = Dictionary(grouping: inspected, by: \.checklist).values
            return visits.contains { Set($0.map(\.inspector)).count > 1 } ? .done : .awaitsSecond
        }

        /// Who was there already and does not go again.
        public var notBy: [String] { Set(inspected.map(\.inspector)).subtracting([""]).sorted() }
    }

    /// Of the draw in its store.
    public let number: Int64
    public let seed: UInt64
    /// As it was asked for, from 0 to 1.
    public let share: Double
    /// Places of the whole draw.
    public let drawn: Int
    public let places: [Place]

    public func count(_ state: State) -> Int { places.count { $0.state == state } }

    /// - Parameters:
    ///   - number: Of the draw in its store.
    ///   - draw: With its second inspections.
    ///   - register: All subjects.
    ///   - runs: All runs; those of inspections of these places since the day of the draw count.
    public init?(number: Int64, draw: PlaceDraw, register: [Subject], runs: [Run]) {
        guard let second = draw.second else { return nil }
        self.number = number
        seed = draw.seed
        share = second.share
        drawn = draw.strata.map(\.drawn.count).reduce(0, +)
        let subjects = Dictionary(register.map { ($0.id, $0) }) { first, _ in first }
        // A form has the date of its place on earth, the draw a moment: a day of doubt.
        let since = draw.made.advanced(byDays: -1).iso8601.prefix(10)
        let visits = Dictionary(
            grouping: runs.filter { $0.start.kind == .inspection && $0.start.started.iso8601.prefix(10) >= since },
            by: \.subject
        )
        places = second.drawn.map { id in
            let inspected = (visits[id] ?? []).map { run in
                Place.Inspected(
                    inspector: run.inspector ?? "",
                    checklist: run.checklist ?? "",
                    date: String(run.start.started.iso8601.prefix(10))
                )
            }
            return Place(
                subject: id,
                registered: subjects[id],
                inspected: inspected.sorted { ($0.date, $0.inspector) < ($1.date, $1.inspector) }
            )
        }
    }
}
