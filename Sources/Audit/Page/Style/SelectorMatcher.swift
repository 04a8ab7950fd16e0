/// Matches selectors against the elements of one page.
///
/// Backtracking follows the scheme browsers use: a failure says from which combinator on another try makes sense, so
/// that a selector costs no more than its length times the ancestors or siblings it looks at. A budget of steps for the
/// whole page bounds the rest.
struct SelectorMatcher {
    let tree: MatchTree
    let bound: BoundSheets
    /// The states that elements are taken to be in; none for a page at rest.
    var assumedStates: ElementState = []
    private(set) var steps: Int
    private(set) var ranOut = false
    private var ofType: (position: [Int32], count: [Int32])?
    /// For each `:has()` of one compound the elements it holds for.
    private var hasSets: [Int64: [Bool]] = [:]

    init(tree: MatchTree, bound: BoundSheets) {
        self.tree = tree
        self.bound = bound
        steps = StyleLimits.matchingStepsBase + tree.document.elementCount * StyleLimits.matchingStepsPerElement
    }

    /// A selector being matched: where its parts lie.
    struct Subject {
        var sheet: Int
        var end: Int32
        var reachesOut: Bool
        /// For relative selectors the element `:has()` is asked of, else -1.
        var anchor: Int32 = -1
        var leading = SelectorComponent.Kind.descendant
    }

    private enum Outcome {
        case matched
        /// Try the next sibling, if a sibling combinator lies to the right.
        case retrySibling
        /// Try the next ancestor, if a descendant combinator lies to the right.
        case retryAncestor
        case never
    }

    /// Whether an element matches the selector of a rule.
    mutating func matches(_ rule: CandidateRule, _ element: Int32) -> Bool {
        let subject = Subject(sheet: Int(rule.sheet), end: rule.components.upperBound, reachesOut: rule.reachesOut)
        return match(subject, rule.components.lowerBound, element) == .matched
    }

    /// Whether an element matches a selector of a sheet.
    mutating func matches(_ selector: ComplexSelector, sheet: Int, _ element: Int32) -> Bool {
        let base = bound.sheets[sheet].firstComponent
        let end = selector.components.upperBound + base
        let subject = Subject(sheet: sheet, end: end, reachesOut: selector.reachesOut)
        return match(subject, selector.components.lowerBound + base, element) == .matched
    }

    /// How far above an element the nearest root of a scope lies, or nil where it is outside of the scope.
    mutating func distance(toScope number: Int32, ofSheet sheet: Int, from element: Int32) -> UInt16? {
        let scope = bound.sheets[sheet].contents.scopes[Int(number)]
        var current = element
        var distance: UInt16 = 0
        while step() {
            if scope.limit >= 0, matchesList(scope.limit, sheet, current) { return nil }
            current = tree.parentElement[Int(current)]
            guard current >= 0 else { return nil }
            if distance < .max - 1 { distance += 1 }
            if matchesList(scope.root, sheet, current) { return distance }
        }
        return nil
    }

    /// Takes one step of the budget; false once it is used up.
    mutating func step() -> Bool {
        steps -= 1
        if steps < 0 { ranOut = true }
        return steps >= 0
    }

    private mutating func match(_ subject: Subject, _ start: Int32, _ element: Int32) -> Outcome {
        guard step() else { return .never }
        var element = element
        var index = start
        while index < subject.end {
            let component = bound.components[Int(index)]
            if component.isCombinator { break }
            if component.kind == .slotted {
                guard !tree.slot.isEmpty, tree.slot[Int(element)] >= 0,
                    matchesList(component.first, subject.sheet, element)
                else { return .retrySibling }
                element = tree.slot[Int(element)]
            } else if !matches(component, subject, element) {
                return .retrySibling
            }
            index += 1
        }
        if index == subject.end { return isRelated(subject, element) ? .matched : .retrySibling }
        let combinator = bound.components[Int(index)].kind
        return follow(combinator, subject, index + 1, element)
    }

    private mutating func follow(
        _ combinator: SelectorComponent.Kind,
        _ subject: Subject,
        _ next: Int32,
        _ element: Int32
    ) -> Outcome {
        let goesUp = combinator == .child || combinator == .descendant
        var candidate = element
        while true {
            candidate = goesUp ? parent(candidate, subject) : tree.previous[Int(candidate)]
            if candidate < 0 { return goesUp ? .never : .retryAncestor }
            let outcome = match(subject, next, candidate)
            switch (outcome, combinator) {
            case (.matched, _), (.never, _), (_, .nextSibling): return outcome
            case (_, .child): return .retryAncestor
            case (.retryAncestor, .laterSibling): return outcome
            default: continue
            }
        }
    }

    /// The parent element; the host for the top of a shadow tree where the selector speaks of hosts.
    private func parent(_ element: Int32, _ subject: Subject) -> Int32 {
        let parent = tree.parentElement[Int(element)]
        guard parent < 0, subject.reachesOut else { return parent }
        let above = tree.document.parent[Int(element)]
        return tree.document.kind[Int(above)] == .shadowRoot ? tree.document.parent[Int(above)] : -1
    }

    /// Whether the leftmost compound of a relative selector stands in the right relation to the anchor.
    private func isRelated(_ subject: Subject, _ element: Int32) -> Bool {
        guard subject.anchor >= 0 else { return true }
        switch subject.leading {
        case .child: return tree.parentElement[Int(element)] == subject.anchor
        case .nextSibling: return tree.previous[Int(element)] == subject.anchor
        case .laterSibling:
            return element > subject.anchor
                && tree.document.parent[Int(element)] == tree.document.parent[Int(subject.anchor)]
        default: return element > subject.anchor && element < tree.document.end[Int(subject.anchor)]
        }
    }

    /// Whether an element matches one of a list of selectors.
    mutating func matchesList(_ list: Int32, _ sheet: Int, _ element: Int32) -> Bool {
        let range = bound.sheets[sheet].contents.selectors.lists[Int(list)]
        for number in range {
            let selector = bound.sheets[sheet].contents.selectors.selectors[Int(number)]
            if matches(selector, sheet: sheet, element) { return true }
        }
        return false
    }
}

// MARK: - :has()

extension SelectorMatcher {
    mutating func has(_ list: Int32, _ sheet: Int, _ anchor: Int32) -> Bool {
        let range = bound.sheets[sheet].contents.selectors.lists[Int(list)]
        for number in range {
            let store = bound.sheets[sheet].contents.selectors
            let selector = store.selectors[Int(number)]
            let isCompound = !selector.components.contains { store.components[Int($0)].isCombinator }
            let holds =
                isCompound
                ? hasCompound(number, selector, sheet, anchor) : hasComplex(selector, sheet, anchor)
            if holds { return true }
        }
        return false
    }

    /// Finds once a page which elements have something that matches, in time linear in the page.
    private mutating func hasCompound(
        _ number: Int32,
        _ selector: ComplexSelector,
        _ sheet: Int,
        _ anchor: Int32
    ) -> Bool {
        let key = Int64(sheet) << 32 | Int64(number)
        if let known = hasSets[key] { return known[Int(anchor)] }
        var holds = [Bool](repeating: false, count: tree.document.nodeCount)
        for element in tree.document.kind.indices where tree.document.kind[element] == .element {
            guard matches(selector, sheet: sheet, Int32(element)) else { continue }
            mark(selector.leading, Int32(element), &holds)
        }
        hasSets[key] = holds
        return holds[Int(anchor)]
    }

    /// Marks the anchors that an element stands in relation to, up to one that is marked already.
    private func mark(_ leading: SelectorComponent.Kind, _ element: Int32, _ holds: inout [Bool]) {
        switch leading {
        case .child:
            let parent = tree.parentElement[Int(element)]
            if parent >= 0 { holds[Int(parent)] = true }
        case .nextSibling:
            let previous = tree.previous[Int(element)]
            if previous >= 0 { holds[Int(previous)] = true }
        case .laterSibling:
            var previous = tree.previous[Int(element)]
            while previous >= 0, !holds[Int(previous)] {
                holds[Int(previous)] = true
                previous = tree.previous[Int(previous)]
            }
        default:
            var ancestor = tree.parentElement[Int(element)]
            while ancestor >= 0, !holds[Int(ancestor)] {
                holds[Int(ancestor)] = true
                ancestor = tree.parentElement[Int(ancestor)]
            }
        }
    }

    private mutating func hasComplex(_ selector: ComplexSelector, _ sheet: Int, _ anchor: Int32) -> Bool {
        let isBelow = selector.leading == .child || selector.leading == .descendant
        let above = isBelow ? anchor : tree.document.parent[Int(anchor)]
        let first = isBelow ? anchor + 1 : tree.document.end[Int(anchor)]
        let base = bound.sheets[sheet].firstComponent
        let subject = Subject(
            sheet: sheet,
            end: selector.components.upperBound + base,
            reachesOut: false,
            anchor: anchor,
            leading: selector.leading
        )
        var candidate = first
        while candidate < tree.document.end[Int(above)] {
            if tree.document.kind[Int(candidate)] == .element,
                match(subject, selector.components.lowerBound + base, candidate) == .matched
            {
                return true
            }
            if ranOut { return false }
            candidate += 1
        }
        return false
    }
}

// MARK: - Positions among siblings

extension SelectorMatcher {
    mutating func nth(_ component: SelectorComponent, _ sheet: Int, _ element: Int32) -> Bool {
        let place: Int32
        switch component.kind {
        case .nthChild:
            if component.third >= 0 {
                guard let counted = countMatching(component.third, sheet, element, backwards: true) else {
                    return false
                }
                place = counted
            } else {
                place = tree.position[Int(element)]
            }
        case .nthLastChild:
            if component.third >= 0 {
                guard let counted = countMatching(component.third, sheet, element, backwards: false) else {
                    return false
                }
                place = counted
            } else {
                place = tree.siblingCount(element) - tree.position[Int(element)] + 1
            }
        default:
            if ofType == nil { ofType = countTypes() }
            guard let ofType else { return false }
            let position = ofType.position[Int(element)]
            place = component.kind == .nthOfType ? position : ofType.count[Int(element)] - position + 1
        }
        return Self.isPlace(place, component.first, component.second)
    }

    static func isPlace(_ place: Int32, _ step: Int32, _ offset: Int32) -> Bool {
        if step == 0 { return place == offset }
        let distance = Int64(place) - Int64(offset)
        return distance % Int64(step) == 0 && distance / Int64(step) >= 0
    }

    /// The place among the siblings that match a list; nil if the element itself does not.
    private mutating func countMatching(_ list: Int32, _ sheet: Int, _ element: Int32, backwards: Bool) -> Int32? {
        guard matchesList(list, sheet, element) else { return nil }
        var place: Int32 = 1
        if backwards {
            var sibling = tree.previous[Int(element)]
            while sibling >= 0, step() {
                if matchesList(list, sheet, sibling) { place += 1 }
                sibling = tree.previous[Int(sibling)]
            }
            return place
        }
        let end = tree.document.end[Int(tree.document.parent[Int(element)])]
        var sibling = tree.document.end[Int(element)]
        while sibling < end, step() {
            if tree.document.kind[Int(sibling)] == .element, matchesList(list, sheet, sibling) { place += 1 }
            sibling = tree.document.end[Int(sibling)]
        }
        return place
    }

    /// For each element its place among siblings of the same name, and how many of them there are.
    private func countTypes() -> (position: [Int32], count: [Int32]) {
        let document = tree.document
        var position = [Int32](repeating: 0, count: document.nodeCount)
        var counts: [Int64: Int32] = [:]
        func key(_ node: Int) -> Int64 {
            Int64(document.parent[node]) << 32 | Int64(document.name[node].rawValue) << 2
                | Int64(document.namespace[node].rawValue)
        }
        for node in document.kind.indices where document.kind[node] == .element {
            let next = (counts[key(node)] ?? 0) + 1
            counts[key(node)] = next
            position[node] = next
        }
        var total = [Int32](repeating: 0, count: document.nodeCount)
        for node in document.kind.indices where document.kind[node] == .element { total[node] = counts[key(node)] ?? 0 }
        return (position, total)
    }
}
