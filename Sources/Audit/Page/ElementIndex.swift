/// The elements of a document by a number that each has, or several: the names of its attributes, its role.
struct ElementIndex: Sendable {
    /// Where the elements of each number begin in `elements`; one more than there are numbers.
    private let starts: [Int32]
    /// By number, and then in document order.
    private let elements: [NodeID]

    /// - Parameters:
    ///   - numbers: How many numbers there are.
    ///   - visit: Calls what it is given with each element and number in document order, the same every time.
    ///
    /// An element that has a number twice counts once.
    init(numbers: Int, visit: ((NodeID, Int) -> Void) -> Void) {
        var starts = [Int32](repeating: 0, count: numbers + 1)
        var last = [NodeID](repeating: NodeID(-1 as Int32), count: numbers)
        visit { element, number in
            if last[number] == element { return }
            last[number] = element
            starts[number + 1] += 1
        }
        for number in 0..<numbers { starts[number + 1] += starts[number] }
        var elements = [NodeID](repeating: NodeID(0 as Int32), count: Int(starts[numbers]))
        var next = starts
        visit { element, number in
            if next[number] > starts[number], elements[Int(next[number]) - 1] == element { return }
            elements[Int(next[number])] = element
            next[number] += 1
        }
        self.starts = starts
        self.elements = elements
    }

    /// The elements of one number, in document order.
    subscript(number: Int) -> ArraySlice<NodeID> {
        guard number >= 0, number + 1 < starts.count else { return [] }
        return elements[Int(starts[number])..<Int(starts[number + 1])]
    }

    /// The elements of any of these numbers, each once, in document order.
    func elements(of numbers: some Sequence<Int>) -> [NodeID] {
        var found: [NodeID] = []
        var lists = 0
        for number in numbers {
            let own = self[number]
            if own.isEmpty { continue }
            found += own
            lists += 1
        }
        guard lists > 1 else { return found }
        found.sort()
        var distinct = 1
        for index in 1..<found.count where found[index] != found[distinct - 1] {
            found[distinct] = found[index]
            distinct += 1
        }
        found.removeSubrange(distinct...)
        return found
    }
}

extension Page {
    /// The elements with an attribute, what templates hold apart, in document order.
    func elements(having attribute: Name) -> ArraySlice<NodeID> { attributeIndex[Int(attribute.rawValue)] }

    /// The elements with one of these attributes, what templates hold apart, in document order.
    func elements(havingAnyOf attributes: [Name]) -> [NodeID] {
        attributeIndex.elements(of: attributes.lazy.map { Int($0.rawValue) })
    }

    /// The elements with an attribute whose name is wanted, what templates hold apart, in document order.
    func elements(havingAttributeWhere isWanted: (Name) -> Bool) -> [NodeID] {
        let index = attributeIndex
        let names = (0..<document.names.count).filter { !index[$0].isEmpty && isWanted(Name(Int32($0))) }
        return index.elements(of: names)
    }

    private var attributeIndex: ElementIndex {
        shared.attributes.value {
            ElementIndex(numbers: document.names.count) { body in
                var node = 1
                while node < document.nodeCount {
                    if document.kind[node] == .templateContent {
                        node = Int(document.subtree(of: NodeID(Int32(node))).upperBound)
                        continue
                    }
                    if document.kind[node] == .element {
                        let element = NodeID(Int32(node))
                        for attribute in document.attributes(of: element) {
                            body(element, Int(document.attributeName[attribute].rawValue))
                        }
                    }
                    node += 1
                }
            }
        }
    }

    /// The elements by the raw value of their semantic role.
    var roleIndex: ElementIndex {
        shared.roles.value {
            ElementIndex(numbers: 256) { body in
                for node in 0..<document.nodeCount where document.kind[node] == .element {
                    body(NodeID(Int32(node)), Int(semantics.roles[node]))
                }
            }
        }
    }
}
