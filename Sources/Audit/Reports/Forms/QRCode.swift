import CQREncode

/// A QR code of level M, made by libqrencode.
struct QRCode: Equatable {
    /// Modules on a side, without the quiet zone.
    let side: Int
    /// Row by row; true is dark.
    let modules: [Bool]

    /// nil where the text does not fit or is not text a code can hold.
    init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0), let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else {
            return nil
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        guard side > 0, let data = code.pointee.data else { return nil }
        modules = (0..<side * side).map { data[$0] & 1 == 1 }
    }

    /// Writes it as SVG with the quiet zone of four modules that readers need; black on white in every scheme.
    func write(label: String, _ writer: inout HTMLWriter) {
        let whole = side + 8
        let attributes: [(StaticString, String?)] = [
            ("viewBox", "0 0 \(whole) \(whole)"), ("role", "img"), ("aria-label", label),
            ("shape-rendering", "crispEdges"),
        ]
        writer.element("svg", attributes) { writer in
            writer.element("rect", [("width", "\(whole)"), ("height", "\(whole)"), ("fill", "#fff")]) { _ in }
            writer.element("path", [("d", path), ("fill", "#000")]) { _ in }
        }
    }

    /// One stretch for each run of dark modules in a row.
    private var path: String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                let start = column
                while column < side, modules[row * side + column] { column += 1 }
                if column > start { path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z" }
                column += 1
            }
        }
        return path
    }
}
