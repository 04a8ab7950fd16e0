/// Which `label` elements belong to which control (HTML §4.10.4); built once, in O(n log n).
struct LabelIndex: Sendable {
    /// Sorted by control, then by label.
    private var pairs: [(control: NodeID, label: NodeID)] = []
    /// In the order of the labels.
    private var byLabel: [(label: NodeID, control: NodeID)] = []

    init(of document: Document, ids: IDIndex) {
        let labels = document.elements(.label)
        guard !labels.isEmpty else { return }
        let labelable = Self.labelable(in: document)
        for label in labels where document.namespace(of: label) == .html && !ids.isInTemplate(label.index) {
            if let control = Self.control(of: label, in: document, ids, labelable) { pairs.append((control, label)) }
        }
        byLabel = pairs.map { ($0.label, $0.control) }
        pairs.sort { ($0.control, $0.label) < ($1.control, $1.label) }
    }

    /// The labels of a control, in document order; O(log labels).
    func labels(of control: NodeID) -> [NodeID] {
        var found: [NodeID] = []
        var index = lowerBound(control)
        while index < pairs.count, pairs[index].control == control {
            found.append(pairs[index].label)
            index += 1
        }
        return found
    }

    func hasLabels(_ control: NodeID) -> Bool {
        let index = lowerBound(control)
        return index < pairs.count && pairs[index].control == control
    }

    /// The control a label labels, or nil; O(log labels).
    func control(of label: NodeID) -> NodeID? {
        var (low, high) = (0, byLabel.count)
        while low < high {
            let middle = (low + high) / 2
            if byLabel[middle].label < label { low = middle + 1 } else { high = middle }
        }
        return low < byLabel.count && byLabel[low].label == label ? byLabel[low].control : nil
    }

    private func lowerBound(_ control: NodeID) -> Int {
        var (low, high) = (0, pairs.count)
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle].control < control { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// HTML §4.10.2 "labelable element".
    static func isLabelable(_ element: NodeID, in document: Document) -> Bool {
        guard document.isElement(element), document.namespace(of: element) == .html else { return false }
        switch document.name(of: element) {
        case .button, .meter, .output, .progress, .select, .textarea: return true
        case .input: return InputType(attribute: document.attribute(.type, of: element)) != .hidden
        default: return false
        }
    }

    private static func labelable(in document: Document) -> [NodeID] {
        let names: [Name] = [.button, .input, .meter, .output, .progress, .select, .textarea]
        return names.flatMap { document.elements($0).filter { isLabelable($0, in: document) } }.sorted()
    }

    private static func control(
        of label: NodeID,
        in document: Document,
        _ ids: IDIndex,
        _ labelable: [NodeID]
    ) -> NodeID? {
        if let id = document.attribute(.for, of: label) {
            guard let control = ids.element(id, from: label, in: document) else { return nil }
            return isLabelable(control, in: document) ? control : nil
        }
        var (low, high) = (0, labelable.count)
        while low < high {
            let middle = (low + high) / 2
            if labelable[middle] < label { low = middle + 1 } else { high = middle }
        }
        guard low < labelable.count, document.contains(label, labelable[low]) else { return nil }
        return labelable[low]
    }
}
