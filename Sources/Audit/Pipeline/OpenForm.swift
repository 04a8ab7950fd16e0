/// A form that is sent by GET and asks nothing of a person, so that its answer is a page like any other.
struct OpenForm {
    /// What submitting it asks for (HTML §4.10.22.3 "mutate action URL").
    let address: [UInt8]

    /// Nil where a person has to fill something in, or the form is not sent by GET.
    ///
    /// Hidden fields become the query; one that is not ASCII would depend on the page's encoding and is not guessed.
    init?(_ form: NodeID, in document: Document) {
        if let method = document.attribute(.method, of: form), !method.equalsIgnoringCase("get") { return nil }
        let action = document.attribute(.action, of: form)?.trimmed ?? []
        guard !action.isEmpty, !action.prefix(11).equalsIgnoringCase("javascript:") else { return nil }
        var fields: [UInt8] = []
        for index in document.subtree(of: form) where document.isElement(NodeID(index)) {
            let node = NodeID(index)
            switch document.name(of: node) {
            case .select, .textarea: return nil
            case .input:
                let type = document.attribute(.type, of: node)?.trimmed ?? []
                if type.equalsIgnoringCase("hidden") {
                    guard OpenForm.append(node, in: document, to: &fields) else { return nil }
                } else if !["submit", "button", "image", "reset"].contains(where: { type.equalsIgnoringCase($0) }) {
                    return nil
                }
            default: break
            }
        }
        address = fields.isEmpty ? Array(action) : Array(action.prefix { $0 != 0x3F && $0 != 0x23 }) + [0x3F] + fields
    }

    private static func append(_ input: NodeID, in document: Document, to fields: inout [UInt8]) -> Bool {
        guard let name = document.attribute(.name, of: input), !name.isEmpty else { return true }
        let value = document.attribute(.value, of: input) ?? []
        guard (name + value).allSatisfy({ $0 < 0x80 }) else { return false }
        if !fields.isEmpty { fields.append(0x26) }
        PercentEncoding.append(name, escaping: .allButUnreserved, to: &fields)
        fields.append(0x3D)
        PercentEncoding.append(value, escaping: .allButUnreserved, to: &fields)
        return true
    }
}
