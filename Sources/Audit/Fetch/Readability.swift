/// Whether a body is worth reading to its end, judged by its declared type (MIME Sniffing Standard §7).
enum Readability {
    case yes, no
    /// Browsers would look at the bytes.
    case ifMarkup

    init(declared type: ContentType?) {
        guard let type, !type.isUnspecific else {
            self = .ifMarkup
            return
        }
        let essence = type.essence
        let isXML = essence.hasSuffix("+xml") || essence == "application/xml"
        self = isXML || essence.hasPrefix("text/") ? .yes : .no
    }
}
