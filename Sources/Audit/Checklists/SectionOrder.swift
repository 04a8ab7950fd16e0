extension ChecklistSection {
    /// A fact or an item, as they come one after the other.
    public enum Question: Sendable, Equatable {
        case fact(ChecklistFact)
        case item(ChecklistItem)

        var id: String {
            switch self {
            case .fact(let fact): fact.id
            case .item(let item): item.id
            }
        }

        var when: Condition? {
            switch self {
            case .fact(let fact): fact.when
            case .item(let item): item.when
            }
        }
    }

    /// What is asked, in the order in which it is asked: facts first, but right behind an item where they hang on it.
    ///
    /// Whether there is a ramp is asked before what shape it has.
    public var questions: [Question] {
        var positions = Dictionary(items.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var behind: [Int: [ChecklistFact]] = [:]
        for fact in facts {
            let position = (fact.when?.names ?? []).compactMap { positions[$0] }.max() ?? -1
            // A fact that hangs on this one comes behind it.
            positions[fact.id] = position
            behind[position, default: []].append(fact)
        }
        func late(_ position: Int) -> [Question] { (behind[position] ?? []).map { Question.fact($0) } }
        return late(-1) + items.enumerated().flatMap { position, item in [Question.item(item)] + late(position) }
    }
}
